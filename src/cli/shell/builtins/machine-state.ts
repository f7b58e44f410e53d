/**
 * Counterparts in procps and lsof: uptime, free, top, lsof. What runs and what listens is the world's; memory, processor
 * time and load are not simulated, stand at 0 and are said to.
 */
import { formatWallClock } from '../../../kafka/common/civil-date.ts'
import { hasAny, lastValue, optionSet, readOptions } from '../../options/getopt.ts'
import { inOwnVoice } from '../../own-voice.ts'
import type { Builtin, BuiltinHost } from '../builtin.ts'
import { type ProcessRow, processTable } from '../system/process-table.ts'
import { serversOf } from '../system/servers.ts'
import { runText } from './called-commands.ts'

const LOAD = 'load average: 0.00, 0.00, 0.00'
const NOT_MEASURED = 'Memory, processor time and load are not simulated: 0 stands for them.'

function clockOf({ machine }: BuiltinHost): string {
  return formatWallClock(machine.shell.node.wallClockMs).slice(11, 19)
}

/** ` 1:05` of the run so far. */
function upFor({ machine }: BuiltinHost): { readonly hours: number; readonly minutes: number; readonly days: number } {
  const all = Math.floor(machine.shell.node.nowMs / 60_000)
  return { days: Math.floor(all / 1_440), hours: Math.floor(all / 60) % 24, minutes: all % 60 }
}

function uptimeLine(host: BuiltinHost): string {
  const { days, hours, minutes } = upFor(host)
  const users = host.machine.shell.terminals.size
  const day = days === 0 ? '' : `${days} ${days === 1 ? 'day' : 'days'}, `
  const time = hours === 0 ? `${minutes} min` : `${hours}:${String(minutes).padStart(2, '0')}`
  return `${clockOf(host)} up ${day}${time},  ${users} ${users === 1 ? 'user' : 'users'},  ${LOAD}`
}

const UPTIME = optionSet('uptime', 'p|pretty s|since')

export const uptime: Builtin = (args, host) => {
  const read = readOptions(UPTIME, args)
  if ('refusal' in read) {
    host.error(read.refusal)
    return 1
  }
  const { wallClockMs, nowMs } = host.machine.shell.node
  if (hasAny(read, 's')) host.out(`${formatWallClock(wallClockMs - nowMs).slice(0, 19)}\n`)
  else if (hasAny(read, 'p')) host.out(`${pretty(host)}\n`)
  else {
    host.out(` ${uptimeLine(host)}\n`)
    host.error(inOwnVoice(NOT_MEASURED))
  }
  return 0
}

function pretty(host: BuiltinHost): string {
  const { days, hours, minutes } = upFor(host)
  const parts = [
    [days, 'day'],
    [hours, 'hour'],
    [minutes, 'minute'],
  ].filter(([count]) => count !== 0)
  const shown = parts.map(([count, unit]) => `${count} ${unit}${count === 1 ? '' : 's'}`)
  return `up ${shown.length === 0 ? '0 minutes' : shown.join(', ')}`
}

const FREE = optionSet('free', 'b|bytes k|kibi m|mebi g|gibi h|human t|total w|wide !s|seconds= !c|count= !l|lohi si')

export const free: Builtin = (args, host) => {
  const read = readOptions(FREE, args)
  if ('refusal' in read) {
    host.error(read.refusal)
    return 1
  }
  const nothing = hasAny(read, 'h') ? '0B' : '0'
  const titles = [
    'total',
    'used',
    'free',
    'shared',
    ...(hasAny(read, 'w') ? ['buffers', 'cache'] : ['buff/cache']),
    'available',
  ]
  const line = (name: string, cells: readonly string[]) =>
    `${name.padEnd(7)}${cells.map((cell, at) => cell.padStart(at === 0 ? 13 : 12)).join('')}\n`
  const row = (name: string, count: number) => line(name, Array<string>(count).fill(nothing))
  host.out(
    line('', titles) + row('Mem:', titles.length) + row('Swap:', 3) + (hasAny(read, 't') ? row('Total:', 3) : ''),
  )
  host.error(inOwnVoice(NOT_MEASURED))
  return 0
}

const TOP = optionSet(
  'top',
  'b|batch-mode n|iterations= d|delay= p|pid= c|cmdline-toggle !H|threads-show !o|sort-override= !u|filter-only-euser= !i|idle-toggle !w|width[=] !s|secure-mode !1',
)

/** Every three seconds on a screen that is wiped before, until Ctrl-C; with `-b` one under the other. */
export const top: Builtin = (args, host) => {
  const read = readOptions(TOP, args)
  if ('refusal' in read) {
    host.error(read.refusal)
    return 1
  }
  const times = lastValue(read, 'n')
  const delay = lastValue(read, 'd') ?? '3'
  if (!/^\d+(\.\d+)?$/.test(delay) || !/^[1-9]\d*$/.test(times ?? '1')) {
    host.error(`top: bad ${times === undefined ? 'delay' : 'iterations'} argument '${times ?? delay}'\n`)
    return 1
  }
  const batch = hasAny(read, 'b')
  if (times === '1') {
    host.out(topScreen(host, (lastValue(read, 'p') ?? '').split(',').filter(Boolean).map(Number)))
    host.error(inOwnVoice(NOT_MEASURED))
    return 0
  }
  const pids = lastValue(read, 'p')
  const once = `top -b -n1${pids === undefined ? '' : ` -p ${pids.replace(/[^\d,]/g, '')}`} 2>/dev/null`
  const pause = `sleep ${Math.max(0.1, Number(delay))}`
  const clear = batch ? 'echo' : 'clear'
  host.error(
    inOwnVoice(
      batch
        ? NOT_MEASURED
        : 'top goes on until Ctrl-C here. Memory, processor time and load are not simulated: 0 stands for them.',
    ),
  )
  const rounds = times === undefined ? 'while :' : `for round in $(seq ${times})`
  return runText(host, `${batch ? '' : pauseToRead}${rounds}; do\n${clear}\n${once}\n${pause}\ndone`, {
    name: 'top',
    args: [],
  })
}

/** So that the notice is seen before the screen is wiped. */
const pauseToRead = 'sleep 2\n'

function topScreen(host: BuiltinHost, pids: readonly number[]): string {
  const { process, machine } = host
  const all = processTable(machine, { process, words: ['top'] }).filter(
    ({ pid }) => pids.length === 0 || pids.includes(pid),
  )
  const stopped = all.filter(isStopped).length
  const running = all.filter(({ name }) => name === 'top').length
  const counts = [all.length, running, all.length - running - stopped, stopped].map((count) =>
    String(count).padStart(3),
  )
  const [total, run, sleeping, held] = counts
  const none = (name: string) => `${'0.0'.padStart(9)} ${name}`
  return `top - ${uptimeLine(host)}
Tasks: ${total} total, ${run} running, ${sleeping} sleeping, ${held} stopped,   0 zombie
%Cpu(s):  0.0 us,  0.0 sy,  0.0 ni,  0.0 id,  0.0 wa,  0.0 hi,  0.0 si,  0.0 st
MiB Mem :${['total', 'free', 'used'].map(none).join(',')},${none('buff/cache')}
MiB Swap:${['total', 'free'].map(none).join(',')},${none('used')}.${none('avail Mem')}

    PID USER      PR  NI    VIRT    RES    SHR S  %CPU  %MEM     TIME+ COMMAND
${all.map(topLine).join('')}`
}

function isStopped({ target }: ProcessRow): boolean {
  return 'terminal' in target ? target.process.stopped !== undefined : target.stopped
}

function topLine(row: ProcessRow): string {
  const state = isStopped(row) ? 'T' : row.name === 'top' ? 'R' : 'S'
  const zeros = '      0      0      0'
  return `${String(row.pid).padStart(7)} root      20   0 ${zeros} ${state}   0.0   0.0   0:00.00 ${row.name.slice(0, 15)}\n`
}

const LSOF = optionSet('lsof', 'i[.] n P t p= s= a !c= !u= !l !r !F !d= !R !S !T')

/** Of all files only sockets that listen: what else a process has open is not simulated. */
export const lsof: Builtin = (args, host) => {
  const read = readOptions(LSOF, args.flatMap(withInlineAddress))
  if ('refusal' in read) {
    host.error(read.refusal)
    return 1
  }
  const addresses = read.options.filter(({ key }) => key === 'i').map(({ value }) => value)
  const pids = (lastValue(read, 'p') ?? '').split(',').filter(Boolean).map(Number)
  if (addresses.length === 0) {
    host.error(inOwnVoice('lsof shows listening ports alone here: lsof -i :9092 asks who has one.'))
    return 1
  }
  const wanted = addresses.map(portsOf)
  const rows = serversOf(host.machine).filter(
    ({ runs, port, pid }) =>
      runs &&
      (pids.length === 0 || pids.includes(pid)) &&
      wanted.some((ports) => ports === null || ports.includes(port)),
  )
  if (rows.length === 0) return 1
  if (hasAny(read, 't')) host.out(rows.map(({ pid }) => `${pid}\n`).join(''))
  else {
    host.out('COMMAND PID USER   FD   TYPE DEVICE SIZE/OFF NODE NAME\n')
    for (const { pid, port } of rows)
      host.out(`java    ${String(pid).padStart(3)} root  131u  IPv6      0      0t0  TCP *:${port} (LISTEN)\n`)
  }
  return 0
}

/** `-i :9092` is `-i:9092`; `-nPi` may stand before it. */
function withInlineAddress(arg: string, index: number, all: readonly string[]): string[] {
  const before = all[index - 1]
  if (before !== undefined && /^-[nPta]*i$/.test(before) && !arg.startsWith('-')) return []
  const next = all[index + 1]
  return /^-[nPta]*i$/.test(arg) && next !== undefined && !next.startsWith('-') ? [`${arg}${next}`] : [arg]
}

/** Null: any port. */
function portsOf(address: string): number[] | null {
  const [, ports] = /^(?:[46]?(?:tcp|udp)?)?(?:@?[^:]*)?:(\d+(?:[-,]\d+)*)$/i.exec(address) ?? []
  if (ports === undefined) return null
  return ports.split(',').flatMap((part) => {
    const [first = 0, last = first] = part.split('-').map(Number)
    return Array.from({ length: Math.min(1_000, Math.max(0, last - first + 1)) }, (_, at) => first + at)
  })
}
