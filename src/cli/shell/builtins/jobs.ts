/** Counterparts in bash: jobs, wait, fg, bg, kill. */
import type { Builtin, BuiltinHost } from '../builtin.ts'
import { type AnyProcess, type Job, SIGNALS } from '../process-state.ts'
import { isOver } from '../processes.ts'
import { sendSignal } from '../signals.ts'
import { signalPid } from '../system/process-table.ts'
import { signalOf } from '../timeout.ts'

export const jobs: Builtin = (_args, host) => {
  const { process } = host
  const last = process.jobs[process.jobs.length - 1]
  const before = process.jobs[process.jobs.length - 2]
  for (const job of process.jobs) {
    const mark = job === last ? '+' : job === before ? '-' : ' '
    const state = job.exitCode === null ? 'Running' : job.exitCode === 0 ? 'Done' : `Exit ${job.exitCode}`
    const command = job.exitCode === null ? `${job.command.replace(/\s*&$/, '')} &` : job.command.replace(/\s*&$/, '')
    host.out(`[${job.number}]${mark}  ${state.padEnd(24)}${command}\n`)
    if (job.exitCode !== null) host.machine.terminal.processes.delete(job.processId)
  }
  process.jobs = process.jobs.filter((job) => job.exitCode === null)
  return 0
}

function jobNamed({ process }: BuiltinHost, name: string): Job | undefined {
  if (/^%\d+$/.test(name)) return process.jobs.find((job) => job.number === Number(name.slice(1)))
  if (['%', '%%', '%+'].includes(name)) return process.jobs[process.jobs.length - 1]
  if (name === '%-') return process.jobs[process.jobs.length - 2]
  if (name.startsWith('%')) return process.jobs.find((job) => job.command.startsWith(name.slice(1)))
  return process.jobs.find((job) => String(job.processId) === name)
}

/** Without arguments for all jobs, whose outcome does not matter; else with the outcome of the last one named. */
export const wait: Builtin = (args, host) => {
  const { process } = host
  const names = args.filter((arg) => !arg.startsWith('-'))
  if (args.some((arg) => arg.startsWith('-'))) {
    host.complain(`wait: ${args.find((arg) => arg.startsWith('-'))}: this simulator does not model this option`)
    return 2
  }
  if (names.length === 0) {
    if (process.jobs.some((job) => job.exitCode === null)) return 'wait'
    forget(host, process.jobs)
    return 0
  }
  let status = 0
  for (const name of names) {
    const job = jobNamed(host, name)
    if (job === undefined) {
      host.complain(wordsFor(name))
      status = 127
      if (!/^[\d%]/.test(name)) return 1
    } else if (job.exitCode === null) return 'wait'
    else status = job.exitCode
  }
  // Who types is told of them before the next prompt.
  if (!process.options.has('monitor'))
    forget(
      host,
      names.map((name) => jobNamed(host, name)).filter((job) => job !== undefined),
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
  for (const job of ended) machine.terminal.processes.delete(job.processId)
  process.jobs = process.jobs.filter((job) => !ended.includes(job))
}

/** Brings a job to the front, where Ctrl-C and the keyboard reach it, and waits for it. */
export const fg: Builtin = (args, host) => {
  const { process, machine, frame } = host
  if (!process.options.has('monitor')) {
    host.complain('fg: no job control')
    return 1
  }
  const job = jobNamed(host, frame.children.length > 0 ? String(frame.children[0]) : (args[0] ?? '%%'))
  if (job === undefined) {
    host.complain(`fg: ${args[0] ?? 'current'}: no such job`)
    return 1
  }
  if (frame.children.length === 0) {
    host.out(`${job.command.replace(/\s*&$/, '')}\n`)
    frame.children = [job.processId]
    for (const each of machine.terminal.processes.values()) if (each.job === job.number) each.job = 0
  }
  if (job.exitCode === null) return 'wait'
  forget(host, [job])
  return job.exitCode
}

/** Nothing here is ever stopped, so nothing has to be sent on. */
export const bg: Builtin = (args, host) => {
  if (!host.process.options.has('monitor')) {
    host.complain('bg: no job control')
    return 1
  }
  const job = jobNamed(host, args[0] ?? '%%')
  host.complain(
    job === undefined ? `bg: ${args[0] ?? 'current'}: no such job` : `bg: job ${job.number} already in background`,
  )
  return job === undefined ? 1 : 0
}

const USAGE = 'kill: usage: kill [-s sigspec | -n signum | -sigspec] pid | jobspec ... or kill -l [sigspec]\n'

export const kill: Builtin = (args, host) => {
  if (args[0] === '-l') return listSignals(args.slice(1), host)
  const named = /^-(?:s|n)$/.test(args[0] ?? '')
  const text = named ? args[1] : args[0]?.startsWith('-') === true && args[0] !== '--' ? args[0].slice(1) : undefined
  const targets = args.slice(named ? 2 : text !== undefined || args[0] === '--' ? 1 : 0)
  const signal = text === undefined ? 'TERM' : signalOf(text)
  if (targets.length === 0) {
    host.error(USAGE)
    return 2
  }
  if (signal === null) {
    host.complain(`kill: ${text}: invalid signal specification`)
    return 1
  }
  let status = 0
  for (const target of targets) {
    const found = processesOf(host, target)
    if (typeof found === 'string') {
      // A server, or what another terminal runs.
      if (/^\d+$/.test(target) && signalPid(host.machine, Number(target), signal)) continue
      host.complain(found)
      status = 1
    } else for (const process of found) sendSignal(host.machine, process, signal)
  }
  return status
}

function listSignals(args: readonly string[], host: BuiltinHost): number {
  const [asked] = args
  const name = asked === undefined ? Object.keys(SIGNALS).join(' ') : (signalOf(asked) ?? '')
  host.out(`${name}\n`)
  return 0
}

/** The process that a job or a number means, in a list; a string is the complaint. */
function processesOf(host: BuiltinHost, target: string): AnyProcess[] | string {
  const { processes } = host.machine.terminal
  const job = jobNamed(host, target)
  if (job === undefined && target.startsWith('%')) return `kill: ${target}: no such job`
  if (job === undefined && !/^\d+$/.test(target)) return `kill: ${target}: arguments must be process or job IDs`
  const process = processes.get(job?.processId ?? Number(target))
  return process === undefined || isOver(process) || process.parentId === null
    ? `kill: (${target}) - No such process`
    : [process]
}
