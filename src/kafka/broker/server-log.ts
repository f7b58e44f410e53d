/**
 * What a server writes into `logs/server.log`, of the few lines that are simulated: how its process begins and ends, and
 * what it dies of when it does not begin. It lies beside the log directories, and stays whatever becomes of these.
 */
import { formatWallClock } from '../common/civil-date.ts'
import type { Profile } from '../profile/profile.ts'
import type { DiskEvent, ServerEvent, Thrown } from '../profile/rules.ts'

export interface ServerLogEntry {
  /** Of the wall clock, epoch milliseconds. */
  readonly atMs: number
  readonly event: ServerEvent | DiskEvent
  /** What the process died of. */
  readonly error?: Thrown
}

export interface StartFailure extends Thrown {
  readonly when: 'refused' | 'failedEarly' | 'failed' | 'gaveUp'
}

/** To a server whose process runs already: another one was started on its directories, and died. */
export interface SecondStart {
  readonly type: 'SecondStart'
  /** What it would have died of anyway. */
  readonly refused?: StartFailure
}

/** The newest last; as many as a reader may want to see of a server that was started again and again. */
export type ServerLog = readonly ServerLogEntry[]

const MOST_ENTRIES = 60

interface Writer {
  serverLog: ServerLog
}

export function writeServerLog(server: Writer, atMs: number, event: ServerEvent | DiskEvent, error?: Thrown): void {
  const entry: ServerLogEntry = Object.freeze({ atMs, event, ...(error === undefined ? {} : { error }) })
  server.serverLog = Object.freeze([...server.serverLog.slice(1 - MOST_ENTRIES), entry])
}

/** What the last process did not begin for; null where it did. */
export function failureIn(log: ServerLog): Thrown | null {
  return log.at(-1)?.error ?? null
}

/** As `log4j` writes it: `[date] LEVEL message (logger)`, and an exception under it. Its stack is not simulated. */
export function serverLogText(entry: ServerLogEntry, brokerId: number, { rules }: Profile): string {
  const { event } = entry
  const lines =
    typeof event === 'string' ? [rules.server.writes(event, brokerId)] : rules.server.writesOfDisk(event, brokerId)
  const at = formatWallClock(entry.atMs)
  const line = lines.map(({ level, message, logger }) => `[${at}] ${level} ${message} (${logger})\n`).join('')
  return entry.error === undefined ? line : `${line}${entry.error.class}: ${entry.error.message}\n`
}
