/** How a terminal's shell comes by its commands: line by line, as typed or as a script has them. */
import { endStatement, type Machine, mainShellOf, promptOf, shellError, show } from '../terminal-state.ts'
import { writeTo } from './channels.ts'
import { expandAliases } from './expand-aliases.ts'
import { changeJob, forgetJobs, jobLine, stoppedBy } from './job-table.ts'
import { parseScript } from './parse-script.ts'
import { frameOf, type ShellProcess } from './process-state.ts'

/** Reads what is there for the shell: a line typed ahead, or the next of its script. False when there is none. */
export function readNextLine(machine: Machine): boolean {
  const { terminal, shell } = machine
  const unread = terminal.tty ? terminal.typedAhead : terminal.script
  if (unread === '') return false
  const end = unread.indexOf('\n')
  const line = end === -1 ? unread : unread.slice(0, end)
  const rest = end === -1 ? '' : unread.slice(end + 1)
  if (terminal.tty) terminal.typedAhead = rest
  else terminal.script = rest
  // The terminal echoed it when it was typed; the shell's line editor shows it again behind the prompt.
  if (terminal.tty) show(terminal, `${promptOf(terminal, shell.commands)}${line}\n`)
  readLine(machine, line)
  return true
}

/** One line for the shell, which is ready to run as soon as it makes a whole script together with the lines before it. */
export function readLine(machine: Machine, line: string): void {
  const { terminal } = machine
  const source = `${terminal.partial}${line}\n`
  // A shell that reads a script leaves aliases alone.
  const expanded = terminal.tty ? expandAliases(source, mainShellOf(terminal).aliases) : source
  const script = parseScript(expanded, terminal.linesRead)
  if (script.kind === 'incomplete') {
    terminal.partial = source
    return
  }
  terminal.partial = ''
  const lines = source.split('\n').length - 1
  terminal.linesRead += lines
  if (script.kind === 'script') {
    if (script.list.statements.length > 0) mainShellOf(terminal).frames.push(frameOf(script.list, false))
    else tellOfJobs(machine, mainShellOf(terminal))
    return
  }
  const at = terminal.linesRead - lines + script.line
  const where = terminal.tty ? '' : `line ${at}: `
  const shown = script.quotesLine && !terminal.tty ? `bash: ${where}\`${source.split('\n')[script.line - 1]}'\n` : ''
  shellError(terminal, `bash: ${where}${script.message}\n${shown}`)
  mainShellOf(terminal).lastExitCode = 2
  endStatement(terminal, source.trimEnd(), 2)
  // A script with such a mistake ends there.
  if (!terminal.tty && script.quotesLine) {
    terminal.script = ''
    terminal.exited = true
  }
}

/** News of jobs that a shell which is typed into tells before its next prompt. */
export function tellOfJobs(machine: Machine, process: ShellProcess, words = ''): void {
  if (!process.options.has('monitor')) return
  const { terminal } = machine
  let text = words
  if (words === '') {
    for (const job of process.jobs) {
      const isStopped = stoppedBy(terminal, job) !== null
      if (job.exitCode === null && (!isStopped || job.told)) continue
      text += `${isStopped ? '\n' : ''}${jobLine(terminal, process, job)}`
      changeJob(process, job.number, { told: true })
    }
    forgetJobs(
      terminal,
      process,
      process.jobs.filter((job) => job.exitCode !== null),
    )
  }
  writeTo(machine, process.descriptors.get(2), text)
}
