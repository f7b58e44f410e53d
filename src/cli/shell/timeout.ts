/** Counterpart in coreutils: `timeout [-s SIGNAL] [-k DURATION] DURATION COMMAND`. */
import { durationMs } from './duration.ts'
import { SIGNALS, type SignalName } from './process-state.ts'

export interface Limit {
  /** 0: none. */
  readonly ms: number
  readonly signal: SignalName
  readonly killAfterMs: number | null
  /** Words that stand before the command. */
  readonly words: number
}

const HINT = "Try 'timeout --help' for more information.\n"

/** Null where the words are no call of `timeout`; a string is its complaint. */
export function limitOf(args: readonly string[]): Limit | string | null {
  if (args[0] !== 'timeout') return null
  let signal: SignalName | null = 'TERM'
  let killAfterMs: number | null = null
  let index = 1
  for (let arg = args[index]; arg?.startsWith('-') === true && arg !== '--'; arg = args[++index]) {
    const [, name = '', inline] = /^(-[ks]|--(?:signal|kill-after)=)(.*)$/s.exec(arg) ?? []
    if (name === '') {
      if (['--preserve-status', '--foreground', '-v', '--verbose', '-f', '-p'].includes(arg))
        return `timeout: ${arg}: this simulator does not model this option\n`
      return `timeout: unrecognized option '${arg}'\n${HINT}`
    }
    const value = inline === '' && !name.endsWith('=') ? (args[++index] ?? '') : (inline ?? '')
    if (name === '-s' || name === '--signal=') {
      signal = signalOf(value)
      if (signal === null) return `timeout: ‘${value}’: invalid signal\n${HINT}`
    } else {
      killAfterMs = durationMs(value)
      if (killAfterMs === null) return `timeout: invalid time interval ‘${value}’\n${HINT}`
    }
  }
  if (args[index] === '--') index++
  const text = args[index]
  if (text === undefined || args[index + 1] === undefined) return HINT
  const ms = durationMs(text)
  if (ms === null) return `timeout: invalid time interval ‘${text}’\n${HINT}`
  const own: Limit = { ms, signal: signal ?? 'TERM', killAfterMs, words: index + 1 }
  const inner = limitOf(args.slice(own.words))
  return inner === null || typeof inner === 'string' ? (inner ?? own) : withinOther(own, inner)
}

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
