/** What reaches a terminal from outside: lines, Ctrl-C, the end of its input. */
import { callProgram, readLine, readOn } from './terminal.ts'
import { promptOf, type Shell, show, type TerminalState } from './terminal-state.ts'

/**
 * A line, or several. At a terminal each goes to whoever reads the keyboard when it comes: the shell, or the program in
 * the foreground. A terminal that is none takes lines that come while its shell is idle as the shell's script.
 */
export function typeText(terminal: TerminalState, text: string, shell: Shell): void {
  if (!terminal.tty && terminal.running === null) {
    terminal.script += `${text}\n`
    return readOn(terminal, shell)
  }
  for (const line of text.split('\n')) typeLine(terminal, line, shell)
}

function typeLine(terminal: TerminalState, line: string, shell: Shell): void {
  if (terminal.tty) show(terminal, `${promptOf(terminal, shell.programs)}${line}\n`)
  if (terminal.running === null) return readLine(terminal, line, shell)
  const { process, readsTerminal } = terminal.running
  if (!readsTerminal || process.stdinEnded) {
    terminal.typedAhead += `${line}\n`
    return
  }
  process.stdin += `${line}\n`
  if (process.started) callProgram(terminal, shell, (program, context) => program.onInput(context))
}

/**
 * Ctrl-C: an empty line for the shell, a signal for the program. A Java program ends by itself, with exit code 130, so
 * bash goes on with the next line of the script; one that is still starting dies of the signal, and the script with it.
 */
export function interruptTerminal(terminal: TerminalState, shell: Shell): void {
  if (terminal.tty) show(terminal, '^C')
  terminal.partial = ''
  // The line discipline of a terminal forgets what nobody has read yet.
  if (terminal.tty) terminal.typedAhead = ''
  const { running } = terminal
  if (running === null) {
    if (terminal.tty) show(terminal, '\n')
    return
  }
  if (terminal.tty && running.readsTerminal) running.process.stdin = ''
  if (!running.process.started) {
    if (terminal.tty) show(terminal, '\n')
    terminal.jobs.length = 0
    terminal.script = ''
    running.job = { ...running.job, endsStatement: true }
    running.process.exitCode = 130
  }
  callProgram(terminal, shell, (program, context) => program.onInterrupt(context))
}

/** Ctrl-D. A terminal that is none (a script's) then has no input for whatever it runs. */
export function endInput(terminal: TerminalState, shell: Shell): void {
  if (terminal.running === null) {
    terminal.inputEnded = !terminal.tty
    return
  }
  if (terminal.running.process.stdinEnded) return
  terminal.running.process.stdinEnded = true
  if (terminal.running.process.started) callProgram(terminal, shell, (program, context) => program.onInput(context))
}
