/** Counterparts in bash: jobs, wait, fg, bg, disown. */
import type { Builtin, BuiltinHost } from '../builtin.ts'
import {
  changeJob,
  forgetJobs,
  groupOf,
  jobLine,
  jobNamed,
  markOf,
  membersOf,
  resetMarks,
  stoppedBy,
  textOf,
  whatStopped,
} from '../job-table.ts'
import type { Job } from '../process-state.ts'
import { sendSignal } from '../signals.ts'
import { STOPPED_STATUS, sendBack } from '../stopped-jobs.ts'

const JOBS_USAGE = 'jobs: usage: jobs [-lnprs] [jobspec ...] or jobs -x command [args]\n'

export const jobs: Builtin = (args, host) => {
  const { process, machine } = host
  const { terminal } = machine
  const letters = args
    .filter((arg) => arg.startsWith('-'))
    .join('')
    .replaceAll('-', '')
  const wrong = [...letters].find((letter) => !'lprsn'.includes(letter))
  if (wrong !== undefined) {
    if (wrong === 'x') host.complain('jobs: -x: this simulator does not model this option')
    else host.complain(`jobs: -${wrong}: invalid option`)
    if (wrong !== 'x') host.error(JOBS_USAGE)
    return 2
  }
  // Who looks which they are after `exit` was refused has been told enough.
  if (process.exitRefusedAt === terminal.linesRead - 1) process.exitRefusedAt = terminal.linesRead
  let status = 0
  const named: Job[] = []
  for (const name of args.filter((arg) => !arg.startsWith('-'))) {
    const job = jobOr(host, 'jobs', name)
    if (job === null) status = 1
    else named.push(job)
  }
  const asked = args.some((arg) => !arg.startsWith('-')) ? named : process.jobs
  for (const job of asked) {
    const halted = stoppedBy(terminal, job) !== null
    if (letters.includes('r') && (halted || job.exitCode !== null)) continue
    if (letters.includes('s') && !halted) continue
    if (letters.includes('n') && job.told) continue
    host.out(letters.includes('p') ? `${membersOf(job)[0]}\n` : jobLine(terminal, process, job, letters.includes('l')))
    changeJob(process, job.number, { told: true })
  }
  forgetJobs(
    terminal,
    process,
    asked.filter((job) => job.exitCode !== null),
  )
  return status
}

/** Null where there is none, which is said. */
function jobOr(host: BuiltinHost, command: string, name: string): Job | null {
  const job = jobNamed(host.process, name)
  if (job === 'ambiguous') host.complain(`${command}: ${name.replace(/^%\??/, '')}: ambiguous job spec`)
  else if (job === undefined) host.complain(`${command}: ${name}: no such job`)
  return job === undefined || job === 'ambiguous' ? null : job
}

/** A job, or a process that is one. */
function jobOrPid({ process }: BuiltinHost, name: string): Job | undefined {
  if (!name.startsWith('%')) return process.jobs.find((job) => String(job.processId) === name)
  const job = jobNamed(process, name)
  return job === 'ambiguous' ? undefined : job
}

/** Without arguments for all jobs, whose outcome does not matter; else with the outcome of the last one named. */
export const wait: Builtin = (args, host) => {
  const { process, machine } = host
  const names = args.filter((arg) => !arg.startsWith('-'))
  if (args.some((arg) => arg.startsWith('-'))) {
    host.complain(`wait: ${args.find((arg) => arg.startsWith('-'))}: this simulator does not model this option`)
    return 2
  }
  if (names.length === 0) {
    const halted = process.jobs.filter((job) => stoppedBy(machine.terminal, job) !== null)
    if (process.jobs.some((job) => job.exitCode === null && !halted.includes(job))) return 'wait'
    for (const job of halted) host.complain(`wait: warning: job ${job.number}[${membersOf(job)[0]}] stopped`)
    forget(host, process.jobs)
    return 0
  }
  let status = 0
  for (const name of names) {
    const job = jobOrPid(host, name)
    if (job === undefined) {
      host.complain(wordsFor(name))
      status = 127
      if (!/^[\d%]/.test(name)) return 1
    } else if (stoppedBy(machine.terminal, job) !== null && process.options.has('monitor')) {
      host.complain(`warning: wait_for_job: job ${job.number} is stopped`)
      status = STOPPED_STATUS
    } else if (job.exitCode === null) return 'wait'
    else status = job.exitCode
  }
  // Who types is told of them before the next prompt.
  if (!process.options.has('monitor'))
    forget(
      host,
      names.map((name) => jobOrPid(host, name)).filter((job) => job !== undefined),
    )
  return status
}

function wordsFor(name: string): string {
  if (name.startsWith('%')) return `wait: ${name}: no such job`
  return /^\d+$/.test(name)
    ? `wait: pid ${name} is not a child of this shell`
    : `wait: \`${name}': not a pid or valid job spec`
}

function forget({ process, machine }: BuiltinHost, ended: readonly Job[]): void {
  forgetJobs(
    machine.terminal,
    process,
    ended.filter(({ exitCode }) => exitCode !== null),
  )
}

/** Brings a job to the front, where Ctrl-C and the keyboard reach it, and waits for it. */
export const fg: Builtin = (args, host) => {
  const { process, machine, frame } = host
  const { terminal } = machine
  if (!process.options.has('monitor')) {
    host.complain('fg: no job control')
    return 1
  }
  const [waited] = frame.children
  if (waited === undefined) {
    const job = currentOr(host, 'fg', args[0])
    if (job === null) return 1
    host.out(`${textOf(job)}\n`)
    frame.children = [...membersOf(job)]
    for (const each of groupOf(terminal, job)) each.job = 0
    signalJob(host, job, 'CONT')
    return 'wait'
  }
  const job = process.jobs.find((each) => membersOf(each).includes(waited))
  if (job === undefined) return 0
  if (job.exitCode !== null) {
    forget(host, [job])
    return job.exitCode
  }
  if (whatStopped(terminal, frame.children) === null) return 'wait'
  frame.children = []
  changeJob(process, job.number, { told: true })
  sendBack(machine, process, job)
  return STOPPED_STATUS
}

function currentOr(host: BuiltinHost, command: 'fg' | 'bg' | 'disown', name: string | undefined): Job | null {
  const job = jobOr({ ...host, complain: name === undefined ? () => {} : host.complain }, command, name ?? '%+')
  if (job === null && name === undefined) host.complain(`${command}: current: no such job`)
  return job
}

export function signalJob({ machine }: BuiltinHost, job: Job, signal: 'CONT' | 'STOP' | 'TSTP' | 'TTIN'): void {
  for (const each of groupOf(machine.terminal, job)) sendSignal(machine, each, signal)
}

/** Lets a stopped job go on, in the background. */
export const bg: Builtin = (args, host) => {
  const { process, machine } = host
  if (!process.options.has('monitor')) {
    host.complain('bg: no job control')
    return 1
  }
  let status = 0
  for (const name of args.length === 0 ? [undefined] : args) {
    const job = currentOr(host, 'bg', name)
    if (job === null) status = 1
    else if (stoppedBy(machine.terminal, job) === null) host.complain(`bg: job ${job.number} already in background`)
    else {
      host.out(`[${job.number}]${markOf(process, job)} ${textOf(job)} &\n`)
      signalJob(host, job, 'CONT')
      resetMarks(machine.terminal, process)
    }
  }
  return status
}

/** Takes jobs off the list; what they run goes on. */
export const disown: Builtin = (args, host) => {
  const { process, machine } = host
  const letters = args
    .filter((arg) => arg.startsWith('-'))
    .join('')
    .replaceAll('-', '')
  const wrong = [...letters].find((letter) => !'ahr'.includes(letter))
  if (wrong !== undefined) {
    host.complain(`disown: -${wrong}: invalid option`)
    host.error('disown: usage: disown [-h] [-ar] [jobspec ... | pid ...]\n')
    return 2
  }
  const names = args.filter((arg) => !arg.startsWith('-'))
  const isRunning = (job: Job) => job.exitCode === null && stoppedBy(machine.terminal, job) === null
  const all = /[ar]/.test(letters) ? process.jobs.filter((job) => !letters.includes('r') || isRunning(job)) : null
  let status = 0
  const given: Job[] = []
  for (const name of names.length > 0 ? names : all === null ? [undefined] : []) {
    const job = (name === undefined ? undefined : jobOrPid(host, name)) ?? currentOr(host, 'disown', name)
    if (job === null) status = 1
    else given.push(job)
  }
  // With -h it stays, and no SIGHUP will reach it.
  if (letters.includes('h')) return status
  const gone = names.length > 0 ? given : (all ?? given)
  for (const job of gone)
    if (stoppedBy(machine.terminal, job) !== null)
      host.complain(`warning: deleting stopped job ${job.number} with process group ${membersOf(job)[0]}`)
  forgetJobs(machine.terminal, process, gone)
  return status
}
