/** Counterpart in bash: kill, which knows its jobs. */
import { inOwnVoice } from '../../own-voice.ts'
import type { Builtin, BuiltinHost } from '../builtin.ts'
import { changeJob, groupOf, jobNamed, membersOf, stoppedBy } from '../job-table.ts'
import { type AnyProcess, isOver, isStopSignal, type Job, type SignalName } from '../process-state.ts'
import { sendSignal } from '../signals.ts'
import { signalPid } from '../system/process-table.ts'
import { LINUX_SIGNALS, signalOf } from '../timeout.ts'

const USAGE = 'kill: usage: kill [-s sigspec | -n signum | -sigspec] pid | jobspec ... or kill -l [sigspec]\n'

export const kill: Builtin = (args, host) => {
  if (args[0] === '-l' || args[0] === '-L') return listSignals(args.slice(1), host)
  const named = /^-(?:s|n)$/.test(args[0] ?? '')
  const text = named ? args[1] : args[0]?.startsWith('-') === true && args[0] !== '--' ? args[0].slice(1) : undefined
  const targets = args.slice(named ? 2 : text !== undefined || args[0] === '--' ? 1 : 0)
  const signal = text === undefined ? 'TERM' : signalOf(text)
  if (targets.length === 0) {
    host.error(USAGE)
    return 2
  }
  // Signal 0 only asks whether the process is there.
  const onlyAsks = text === '0'
  if (signal === null && !onlyAsks) {
    if (linuxSignal(text ?? '') === undefined) host.complain(`kill: ${text}: invalid signal specification`)
    else host.error(inOwnVoice(`kill: ${text}: this simulator does not model this signal`))
    return 1
  }
  let status = 0
  for (const target of targets) {
    const job = jobNamed(host.process, target)
    if (target.startsWith('%') && typeof job === 'object' && job.exitCode === null) {
      if (signal !== null) signalJob(host, job, signal)
      continue
    }
    const found = processOf(host, target)
    if (typeof found === 'string') {
      // A server, or what another terminal runs.
      if (/^\d+$/.test(target) && signalPid(host.machine, Number(target), signal)) continue
      host.complain(found)
      status = 1
    } else if (signal !== null) sendSignal(host.machine, found, signal)
  }
  return status
}

/** bash has a stopped job go on, so that it notices that it is to end. */
function signalJob({ machine, process }: BuiltinHost, job: Job, signal: SignalName): void {
  const group = groupOf(machine.terminal, job)
  const wasStopped = stoppedBy(machine.terminal, job) !== null
  const toAll = signal === 'CONT' || isStopSignal(signal)
  const isMember = ({ processId }: AnyProcess) => membersOf(job).includes(processId)
  for (const each of toAll ? group : group.filter(isMember)) sendSignal(machine, each, signal)
  if (wasStopped && (signal === 'TERM' || signal === 'HUP')) for (const each of group) sendSignal(machine, each, 'CONT')
  changeJob(process, job.number, { told: false })
}

function linuxSignal(text: string): number | undefined {
  const name = text.toUpperCase().replace(/^SIG/, '')
  const number = /^\d+$/.test(text) ? Number(text) : LINUX_SIGNALS.indexOf(name)
  return number >= 1 && number < LINUX_SIGNALS.length ? number : undefined
}

/** Names for numbers, numbers for names; all of them in bash's columns. */
function listSignals(args: readonly string[], host: BuiltinHost): number {
  let status = 0
  for (const asked of args) {
    const number = linuxSignal(/^\d+$/.test(asked) && Number(asked) > 128 ? String(Number(asked) - 128) : asked)
    if (number === undefined) {
      host.complain(`kill: ${asked}: invalid signal specification`)
      status = 1
    } else host.out(`${/^\d+$/.test(asked) ? LINUX_SIGNALS[number] : number}\n`)
  }
  if (args.length > 0) return status
  const cells = LINUX_SIGNALS.map((name, number) => `${String(number).padStart(2)}) SIG${name}`).slice(1)
  let text = ''
  for (const [index, cell] of cells.entries())
    text += cell + (index % 5 === 4 || index === cells.length - 1 ? '\n' : '\t')
  host.out(text)
  return 0
}

/** The process that a job or a number means; a string is the complaint. */
function processOf(host: BuiltinHost, target: string): AnyProcess | string {
  if (target.startsWith('%')) {
    const isAmbiguous = jobNamed(host.process, target) === 'ambiguous'
    return isAmbiguous ? `kill: ${target.replace(/^%\??/, '')}: ambiguous job spec` : `kill: ${target}: no such job`
  }
  if (!/^\d+$/.test(target)) return `kill: ${target}: arguments must be process or job IDs`
  const process = host.machine.terminal.processes.get(Number(target))
  return process === undefined || isOver(process) || process.parentId === null
    ? `kill: (${target}) - No such process`
    : process
}
