/** Jobs of a shell: which there are, how they stand, and which are meant by `%+`, `%-` and names. Counterpart: bash's jobs.c. */
import type { TerminalState } from '../terminal-state.ts'
import {
  type AnyProcess,
  isOver,
  type Job,
  type JobMarks,
  type ShellProcess,
  type StopSignal,
} from './process-state.ts'

export function membersOf(job: Job): readonly number[] {
  return job.members ?? [job.processId]
}

/** All that a signal to the job reaches. */
export function groupOf(terminal: TerminalState, job: Job): AnyProcess[] {
  const ids = new Set(membersOf(job))
  const group: AnyProcess[] = []
  // Children were started after their parents.
  for (const process of terminal.processes.values()) {
    if (!ids.has(process.processId) && !ids.has(process.parentId ?? -1)) continue
    ids.add(process.processId)
    if (!isOver(process)) group.push(process)
  }
  return group
}

/** What stopped it, where all that is left of it is stopped. */
export function stoppedBy(terminal: TerminalState, job: Job): StopSignal | null {
  return job.exitCode === null ? whatStopped(terminal, membersOf(job)) : null
}

/** The same of processes; null where one of them goes on, or none is left. */
export function whatStopped({ processes }: TerminalState, ids: readonly number[]): StopSignal | null {
  let by: StopSignal | null = null
  for (const id of ids) {
    const process = processes.get(id)
    if (process === undefined || isOver(process)) continue
    if (process.stopped === undefined) return null
    by = process.stopped.by
  }
  return by
}

export function nextJobNumber({ jobs }: ShellProcess): number {
  return jobs.reduce((most, job) => Math.max(most, job.number), 0) + 1
}

export function changeJob(process: ShellProcess, number: number, change: Partial<Job>): void {
  process.jobs = process.jobs.map((job) => (job.number === number ? { ...job, ...change } : job))
}

/** They are over and told of, or disowned. */
export function forgetJobs(terminal: TerminalState, process: ShellProcess, gone: readonly Job[]): void {
  if (gone.length === 0) return
  for (const job of gone)
    for (const id of membersOf(job)) {
      const member = terminal.processes.get(id)
      if (member !== undefined && isOver(member)) terminal.processes.delete(id)
    }
  const numbers = new Set(gone.map(({ number }) => number))
  process.jobs = process.jobs.filter(({ number }) => !numbers.has(number))
  if (process.jobs.length === 0) delete process.jobMarks
  else if (process.jobMarks !== undefined) {
    const { current, previous } = process.jobMarks
    if (numbers.has(current) || numbers.has(previous)) resetMarks(terminal, process)
  }
}

/** Something of a job has ended: the job has, where that was the last of it. False where it belongs to none. */
export function noteEnding(terminal: TerminalState, process: AnyProcess): boolean {
  const parent = terminal.processes.get(process.parentId ?? -1)
  if (parent?.kind !== 'shell') return false
  const job = parent.jobs.find((each) => membersOf(each).includes(process.processId))
  if (job === undefined) return false
  const members = membersOf(job).map((id) => terminal.processes.get(id))
  if (members.some((member) => member !== undefined && !isOver(member))) return true
  const last = terminal.processes.get(job.processId) ?? process
  const { diedOf } = last
  changeJob(parent, job.number, { exitCode: last.exitCode ?? 0, ...(diedOf === null ? {} : { diedOf }) })
  return true
}

/** A process of it was stopped: the job is, where all of it is by now. */
export function noteStop(terminal: TerminalState, process: AnyProcess): void {
  for (const shell of terminal.processes.values()) {
    if (shell.kind !== 'shell') continue
    const job = shell.jobs.find((each) => membersOf(each).includes(process.processId))
    if (job === undefined || stoppedBy(terminal, job) === null) continue
    changeJob(shell, job.number, { told: false })
    setCurrent(terminal, shell, job.number)
  }
}

export function marksOf({ jobs, jobMarks }: ShellProcess): JobMarks {
  if (jobMarks !== undefined) return jobMarks
  return { current: jobs[jobs.length - 1]?.number ?? 0, previous: jobs[jobs.length - 2]?.number ?? 0 }
}

/** The newest job in such a state, older than the one of that number. */
function newest(terminal: TerminalState, { jobs }: ShellProcess, isStopped: boolean, before: number): number {
  const fits = (job: Job) =>
    job.number < before && job.exitCode === null && (stoppedBy(terminal, job) !== null) === isStopped
  return jobs.reduce((most, job) => (fits(job) ? Math.max(most, job.number) : most), 0)
}

/** Asks by their numbers. */
function stoppedJobs(terminal: TerminalState, { jobs }: ShellProcess): (number: number) => boolean {
  return (number) => jobs.some((job) => job.number === number && stoppedBy(terminal, job) !== null)
}

/** bash's set_current_job: a stopped one is to be the previous one, or else the newest that runs. */
export function setCurrent(terminal: TerminalState, process: ShellProcess, number: number): void {
  const before = marksOf(process)
  const isStopped = stoppedJobs(terminal, process)
  let previous = before.current === number ? before.previous : before.current
  if (previous === number || !isStopped(previous)) {
    previous = isStopped(number) ? newest(terminal, process, true, number) : 0
    if (previous === 0) previous = newest(terminal, process, false, isStopped(number) ? Infinity : number)
    if (previous === 0) previous = number
  }
  process.jobMarks = { current: number, previous }
}

/** bash's reset_current: a stopped job stays or becomes the current one, or else the newest that runs; of none it stays. */
export function resetMarks(terminal: TerminalState, process: ShellProcess): void {
  const { current, previous } = marksOf(process)
  const isStopped = stoppedJobs(terminal, process)
  const stopped = [current, previous].find(isStopped) ?? newest(terminal, process, true, Infinity)
  const next = stopped === 0 ? newest(terminal, process, false, Infinity) : stopped
  if (next !== 0) setCurrent(terminal, process, next)
}

export function markOf(process: ShellProcess, { number }: Job): '+' | '-' | ' ' {
  const { current, previous } = marksOf(process)
  return number === current ? '+' : number === previous ? '-' : ' '
}

/** `%1`, `%+`, `%name`, `%?part`, and a bare number where that may stand for one; several are meant where that is said. */
export function jobNamed(process: ShellProcess, name: string): Job | 'ambiguous' | undefined {
  const { jobs } = process
  const numbered = (number: number) => jobs.find((job) => job.number === number)
  if (/^%?\d+$/.test(name)) return numbered(Number(name.replace('%', '')))
  const { current, previous } = marksOf(process)
  if (['%', '%%', '%+'].includes(name)) return numbered(current)
  if (name === '%-') return numbered(previous)
  const text = name.replace(/^%/, '')
  const found = jobs.filter(({ command }) =>
    text.startsWith('?') ? command.includes(text.slice(1)) : command.startsWith(text),
  )
  return found.length > 1 ? 'ambiguous' : found[0]
}

const SIGNAL_WORDS: Readonly<Record<string, string>> = {
  HUP: 'Hangup',
  INT: 'Interrupt',
  KILL: 'Killed',
  PIPE: 'Broken pipe',
  TERM: 'Terminated',
}

/** What bash says of whatever died of the signal. */
export function wordOfDeath(signal: string): string {
  return SIGNAL_WORDS[signal] ?? signal
}

const WHY_STOPPED: Readonly<Record<StopSignal, string>> = { STOP: ' (signal)', TSTP: '', TTIN: ' (tty input)' }

export function stateOf(terminal: TerminalState, job: Job, isLong = false): string {
  const by = stoppedBy(terminal, job)
  if (by !== null) return `Stopped${isLong ? WHY_STOPPED[by] : ''}`
  if (job.exitCode === null) return 'Running'
  if (job.exitCode === 0) return 'Done'
  return job.diedOf === undefined ? `Exit ${job.exitCode}` : wordOfDeath(job.diedOf)
}

export function textOf({ command }: Job): string {
  return command.replace(/\s*&$/, '')
}

/** `[1]+  Stopped                 sleep 5`, with the pid where that is asked for. */
export function jobLine(terminal: TerminalState, process: ShellProcess, job: Job, isLong = false): string {
  const state = stateOf(terminal, job, isLong)
  const pid = isLong ? `${membersOf(job)[0]} ` : ''
  const background = state === 'Running' ? ' &' : ''
  return `[${job.number}]${markOf(process, job)}  ${pid}${state.padEnd(24)}${textOf(job)}${background}\n`
}
