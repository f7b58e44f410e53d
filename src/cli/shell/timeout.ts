/** Counterpart in coreutils: `timeout [-s SIGNAL] [-k DURATION] [-v] [--preserve-status] DURATION COMMAND`. */
import { durationMs } from './duration.ts'
import { isStopSignal, SIGNALS, type SignalName } from './process-state.ts'

export interface Limit {
  /** 0: none. */
  readonly ms: number
  readonly signal: SignalName
  readonly killAfterMs: number | null
  /** The command's own exit code is kept, instead of 124. */
  readonly preservesStatus: boolean
  /** Each signal is told of on standard error. */
  readonly verbose: boolean
  /** Words that stand before the command. */
  readonly words: number
}

const HINT = "Try 'timeout --help' for more information.\n"

/** Null where the words are no call of `timeout`; a string is its complaint. */
export function limitOf(args: readonly string[]): Limit | string | null {
  if (args[0] !== 'timeout') return null
  let signal: SignalName = 'TERM'
  let killAfterMs: number | null = null
  let preservesStatus = false
  let verbose = false
  let index = 1
  for (let arg = args[index]; arg?.startsWith('-') === true && arg !== '--'; arg = args[++index]) {
    // Whether it is in the foreground, where Ctrl-C reaches it, makes no difference here.
    if (['--foreground', '-f'].includes(arg)) continue
    if (['--preserve-status', '-p'].includes(arg)) preservesStatus = true
    else if (['--verbose', '-v'].includes(arg)) verbose = true
    else {
      const [, name = '', inline] = /^(-[ks]|--(?:signal|kill-after)(?:=|$))(.*)$/s.exec(arg) ?? []
      if (['--help', '--version'].includes(arg)) return `timeout: ${arg}: this simulator does not model this option\n`
      if (name === '') return `timeout: unrecognized option '${arg}'\n${HINT}`
      const value = inline === '' && !name.endsWith('=') ? (args[++index] ?? '') : (inline ?? '')
      if (name.startsWith('-s') || name.startsWith('--signal')) {
        const named = signalOf(value)
        // What it stops it lets go on at once, and waits for it.
        if (named === null || named === 'CONT' || isStopSignal(named)) return refusedSignal(value)
        signal = named
      } else {
        killAfterMs = durationMs(value)
        if (killAfterMs === null) return `timeout: invalid time interval ‘${value}’\n${HINT}`
      }
    }
  }
  if (args[index] === '--') index++
  const text = args[index]
  if (text === undefined || args[index + 1] === undefined) return HINT
  const ms = durationMs(text)
  if (ms === null) return `timeout: invalid time interval ‘${text}’\n${HINT}`
  const own: Limit = { ms, signal, killAfterMs, preservesStatus, verbose, words: index + 1 }
  const inner = limitOf(args.slice(own.words))
  return inner === null || typeof inner === 'string' ? (inner ?? own) : withinOther(own, inner)
}

function refusedSignal(value: string): string {
  const isSignal = LINUX_SIGNALS.slice(1).includes(value.toUpperCase().replace(/^SIG/, ''))
  return isSignal
    ? `timeout: ${value}: this simulator does not model this signal\n`
    : `timeout: ‘${value}’: invalid signal\n${HINT}`
}

/** By their numbers; processes here are sent only those of `SIGNALS`. */
export const LINUX_SIGNALS: readonly string[] = [
  ...[
    'EXIT',
    'HUP',
    'INT',
    'QUIT',
    'ILL',
    'TRAP',
    'ABRT',
    'BUS',
    'FPE',
    'KILL',
    'USR1',
    'SEGV',
    'USR2',
    'PIPE',
    'ALRM',
  ],
  ...[
    'TERM',
    'STKFLT',
    'CHLD',
    'CONT',
    'STOP',
    'TSTP',
    'TTIN',
    'TTOU',
    'URG',
    'XCPU',
    'XFSZ',
    'VTALRM',
    'PROF',
    'WINCH',
  ],
  ...['IO', 'PWR', 'SYS'],
]

/** A limit within another: the shorter one ends the command, and either says 124. */
function withinOther(outer: Limit, inner: Limit): Limit {
  const outerIsShorter = outer.ms !== 0 && (inner.ms === 0 || outer.ms < inner.ms)
  return { ...(outerIsShorter ? outer : inner), words: outer.words + inner.words }
}

/** `KILL`, `SIGKILL`, `9`; null for one that is not modelled. */
export function signalOf(text: string): SignalName | null {
  const name = text.toUpperCase().replace(/^SIG/, '')
  if (Object.hasOwn(SIGNALS, name)) return name as SignalName
  const entry = Object.entries(SIGNALS).find(([, number]) => String(number) === text)
  return entry === undefined ? null : (entry[0] as SignalName)
}
