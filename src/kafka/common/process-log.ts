/** What a controller or a ZooKeeper server writes into its log, of the few lines that are simulated, as data. */
export type ProcessEvent = 'starting' | 'started' | 'shuttingDown' | 'shutDown' | 'locked' | 'unformatted'

export interface ProcessLogEntry {
  /** Of the wall clock, epoch milliseconds. */
  readonly atMs: number
  readonly event: ProcessEvent
}

/** The newest last; as many as a reader may want to see of a server that was started again and again. */
export type ProcessLog = readonly ProcessLogEntry[]

export const EMPTY_LOG: ProcessLog = Object.freeze([])

const MOST_ENTRIES = 40

/** Adds to it. */
export function noteProcess(server: { serverLog: ProcessLog }, atMs: number, event: ProcessEvent): void {
  server.serverLog = Object.freeze([...server.serverLog.slice(1 - MOST_ENTRIES), Object.freeze({ atMs, event })])
}
