/** The run on show as a saved thing: its name, whether it is being saved, and what went wrong. */
import { create } from 'zustand'
import type { InexactRun, RunData, SettingsInVain } from '../worker/port.ts'

/** Why the run is not saved, or null: the problems of `persistence`, and a second tab. */
export type SavingTrouble =
  | 'quotaExceeded'
  | 'refused'
  | 'slow'
  | 'newer'
  | 'damaged'
  | 'notFound'
  | 'outOfStep'
  | 'upgradeBlocked'
  | 'failed'
  | 'otherTab'

export interface Crash {
  readonly message: string
  readonly run: RunData | null
}

export interface SessionState {
  readonly runId: string | null
  /** Empty: the page's own name for a run nobody named. */
  readonly name: string
  /** What the run's chance is drawn from: of the same cluster and the same seed comes the same run. */
  readonly seed: number | null
  /** Name of the Kafka version that the run on show is of. */
  readonly profile: string | null
  /** The failure story that its cluster was made for; null: none. */
  readonly story: string | null
  readonly trouble: SavingTrouble | null
  readonly crash: Crash | null
  /** In what the run on show is not as it was saved or shared; null when it is, and once the reader has been told. */
  readonly inexact: InexactRun | null
  /** Settings of the run that count for nothing here, until the reader has been told. */
  readonly inVain: readonly SettingsInVain[]
}

export const useSession = create<SessionState>()(() => ({
  runId: null,
  name: '',
  seed: null,
  profile: null,
  story: null,
  trouble: null,
  crash: null,
  inexact: null,
  inVain: [],
}))
