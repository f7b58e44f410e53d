/** Counterpart in procps: ps. A builtin, as it sees what the shell sees. */
import { formatWallClock } from '../../../kafka/common/civil-date.ts'
import type { Builtin, BuiltinHost } from '../builtin.ts'
import { type ProcessRow, processTable } from '../system/process-table.ts'

/** What a call asks for; a string is its complaint. */
interface Listing {
  all: boolean
  style: 'short' | 'full' | 'bsd' | 'user'
  pids: number[] | null
  columns: string[] | null
}

interface Column {
  readonly title: string
  readonly width: number
  /** Numbers stand at the right. */
  readonly right?: true
  text(row: ProcessRow, startedAt: string): string
}

const JAVA_MEMORY = { VSZ: '3412340', RSS: '346120' }
const OTHER_MEMORY = { VSZ: '7236', RSS: '3968' }

/** Processor time is not simulated. */
const COLUMNS: Readonly<Record<string, Column>> = {
  pid: { title: 'PID', width: 5, right: true, text: ({ pid }) => String(pid) },
  ppid: { title: 'PPID', width: 5, right: true, text: ({ parentPid }) => String(parentPid) },
  user: { title: 'USER', width: 8, text: () => 'root' },
  uid: { title: 'UID', width: 8, text: () => 'root' },
  c: { title: 'C', width: 2, right: true, text: () => '0' },
  stime: { title: 'STIME', width: 5, text: (_row, startedAt) => startedAt },
  start: { title: 'START', width: 5, text: (_row, startedAt) => startedAt },
  tty: { title: 'TTY', width: 8, text: ({ tty }) => tty },
  tt: { title: 'TT', width: 8, text: ({ tty }) => tty },
  time: { title: 'TIME', width: 8, right: true, text: () => '00:00:00' },
  cputime: { title: 'TIME', width: 6, right: true, text: () => '0:00' },
  shortTime: { title: 'TIME', width: 6, right: true, text: () => '0:00' },
  stat: { title: 'STAT', width: 4, text: statOf },
  pcpu: { title: '%CPU', width: 4, right: true, text: () => '0.0' },
  pmem: { title: '%MEM', width: 4, right: true, text: ({ name }) => (name === 'java' ? '2.1' : '0.0') },
  vsz: { title: 'VSZ', width: 6, right: true, text: ({ name }) => memoryOf(name).VSZ },
  rss: { title: 'RSS', width: 5, right: true, text: ({ name }) => memoryOf(name).RSS },
  comm: { title: 'COMMAND', width: 15, text: ({ name }) => name },
  shortCommand: { title: 'CMD', width: 0, text: ({ name }) => name },
  cmd: { title: 'CMD', width: 27, text: ({ command }) => command },
  args: { title: 'COMMAND', width: 27, text: ({ command }) => command },
}

const ALIASES: Readonly<Record<string, string>> = {
  '%cpu': 'pcpu',
  '%mem': 'pmem',
  command: 'args',
  state: 'stat',
  tname: 'tty',
  ucmd: 'comm',
  vsize: 'vsz',
}

const STYLES: Readonly<Record<Listing['style'], readonly string[]>> = {
  short: ['pid', 'tty', 'time', 'shortCommand'],
  full: ['uid', 'pid', 'ppid', 'c', 'stime', 'tty', 'time', 'cmd'],
  bsd: ['pid', 'tty', 'stat', 'shortTime', 'args'],
  user: ['user', 'pid', 'pcpu', 'pmem', 'vsz', 'rss', 'tty', 'stat', 'start', 'shortTime', 'args'],
}

export const ps: Builtin = (args, host) => {
  const listing = readWords(args)
  if (typeof listing === 'string') {
    host.error(`ps: ${listing}: this simulator does not model this option\n`)
    return 1
  }
  const { process, machine } = host
  const all = processTable(machine, { process, words: ['ps', ...args] })
  const own = `pts/${[...machine.shell.terminals.keys()].indexOf(machine.terminal.name)}`
  const { pids } = listing
  const rows = all.filter(({ pid, tty }) => (pids === null ? listing.all || tty === own : pids.includes(pid)))
  host.out(table(rows, listing, startedAt(host)))
  return rows.length === 0 ? 1 : 0
}

function readWords(args: readonly string[]): Listing | string {
  const listing: Listing = { all: false, style: 'short', pids: null, columns: null }
  for (let index = 0; index < args.length; index++) {
    const arg = args[index] ?? ''
    const [, option = '', inline = ''] = /^-([po])(.*)$/s.exec(arg) ?? []
    if (option === '') {
      const refused = readLetters(arg, listing)
      if (refused !== null) return refused
      continue
    }
    const words = (inline || (args[++index] ?? '')).split(/[ ,]+/)
    if (option === 'p') listing.pids = [...(listing.pids ?? []), ...words.map(Number)]
    else {
      const names = words.map((word) => ALIASES[word] ?? word)
      const unknown = words.find((_word, at) => !Object.hasOwn(COLUMNS, names[at] ?? ''))
      if (unknown !== undefined) return `-o ${unknown}`
      listing.columns = [...(listing.columns ?? []), ...names]
    }
  }
  return listing
}

/** The option that is refused, or null. `aux` and `-aux` are old friends, and the same. */
function readLetters(arg: string, listing: Listing): string | null {
  const isBsd = !arg.startsWith('-')
  for (const letter of arg.replace(/^-/, '')) {
    if (letter === 'a' || letter === 'w') continue
    if (letter === 'x' || ((letter === 'e' || letter === 'A') && !isBsd)) listing.all = true
    else if (letter === 'f' && !isBsd) listing.style = 'full'
    else if (letter === 'u' && (isBsd || arg.includes('x'))) listing.style = 'user'
    else return arg
    if (letter === 'x' && listing.style === 'short') listing.style = 'bsd'
  }
  return arg === '-' || arg === '' ? arg : null
}

function table(rows: readonly ProcessRow[], { style, columns }: Listing, started: string): string {
  const shown = (columns ?? STYLES[style]).map((name) => COLUMNS[name]).filter((column) => column !== undefined)
  const line = (texts: readonly string[]) =>
    shown
      .map(({ width, right }, index) => {
        const text = texts[index] ?? ''
        const isLast = index === shown.length - 1
        return right === true ? text.padStart(width) : isLast ? text : text.padEnd(width)
      })
      .join(' ')
  const lines = [shown.map(({ title }) => title), ...rows.map((row) => shown.map(({ text }) => text(row, started)))]
  return `${lines.map(line).join('\n')}\n`
}

function statOf({ name, target }: ProcessRow): string {
  const isStopped = 'terminal' in target ? target.process.stopped !== undefined : target.stopped
  if (name === 'java') return isStopped ? 'Tl' : 'Sl'
  return isStopped ? 'T' : name === 'ps' ? 'R' : 'S'
}

function memoryOf(name: string): typeof JAVA_MEMORY {
  return name === 'java' ? JAVA_MEMORY : OTHER_MEMORY
}

/** All that runs was started with the run, as far as anybody here remembers. */
function startedAt({ machine }: BuiltinHost): string {
  const { wallClockMs, nowMs } = machine.shell.node
  return formatWallClock(wallClockMs - nowMs).slice(11, 16)
}
