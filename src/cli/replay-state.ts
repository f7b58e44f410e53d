/** What a replayed tool keeps between one run of its function and the next: plain data. */
import type { Timer, TimerId } from '../engine/node-context.ts'
import type { AdminClient, AdminResult } from '../kafka/clients/admin/admin-client.ts'
import type { EnsembleAnswer, EnsembleSession } from './ensemble-session.ts'

/** Leaves the function: the answer it needs is not there yet. */
export class Suspended extends Error {}

export interface ReplayState {
  admin: AdminClient | null
  ensemble: EnsembleSession | null
  /** What its session tells is not printed. */
  silent: boolean
  /** In the order of the calls; a sleep or a draw is one too. */
  readonly answers: (
    | AdminResult
    | { readonly slept: true }
    | { readonly drawn: number }
    | { readonly line: string | null }
    | { readonly ensemble: EnsembleAnswer }
    | { readonly holds: boolean }
    | { readonly operated: string | null; readonly atMs: number }
  )[]
  waitingFor:
    | { readonly callId: number }
    | { readonly sleeping: true }
    | { readonly reading: true }
    | { readonly asked: number }
    /** Until a server takes the session, or this timer fires. */
    | { readonly connecting: TimerId }
    /** With this exit code, once its session has ended. */
    | { readonly leaving: number }
    | null
  /** Pieces of output written in earlier runs. */
  emitted: number
  wroteFiles: number
}

/** Of a tool's own. */
export interface ToolSleep extends Timer {
  readonly type: 'ToolSleep'
  /** It waited for a server of its ensemble in vain. */
  readonly ensemble?: true
}
