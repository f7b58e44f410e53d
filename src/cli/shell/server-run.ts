/** A server of this machine that runs as a process of a terminal: what that process keeps of it. */
import type { NodeId } from '../../engine/node-context.ts'
import type { Process } from '../program.ts'
import type { TerminalState } from '../terminal-state.ts'
import type { AnyProcess } from './process-state.ts'

export interface ServerRun {
  readonly kind: 'server'
  readonly node: NodeId
  /** Another process of it ran already, so that this one dies. */
  readonly isSecond: boolean
  /** What it has printed of its log: all that was written before this instant, and so many entries of it. */
  readonly atMs: number
  readonly shown: number
}

/** Null for any other process. */
export function serverIn(process: AnyProcess): ServerRun | null {
  const state = process.kind === 'program' ? (process.state as Partial<ServerRun> | null) : null
  return state?.kind === 'server' ? (state as ServerRun) : null
}

/** The process that is that server; null where it has none in a terminal. */
export function processOfServer(terminals: ReadonlyMap<string, TerminalState>, node: NodeId): Process | null {
  for (const { processes } of terminals.values())
    for (const process of processes.values()) {
      const run = serverIn(process)
      if (process.kind === 'program' && run?.node === node && !run.isSecond) return process
    }
  return null
}
