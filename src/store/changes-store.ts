/** Against which moment the present is held when the reader asks what changed. */
import { create } from 'zustand'
import { frameUs, usePlaybackStore } from './playback-store.ts'
import { usePreferences } from './preferences-store.ts'
import { whenRunIsLeft } from './run-left.ts'
import { useSelectionStore } from './selection-store.ts'
import { useSheet } from './sheet-store.ts'

/** `act`: straight before the last command; `moment`: `momentUs`. */
export type ChangesSince = 'act' | 'pause' | 'beginning' | 'moment'

export interface ChangesState {
  readonly open: boolean
  readonly since: ChangesSince
  /** Simulated microseconds; null: none was marked. */
  readonly momentUs: number | null
}

export const useChanges = create<ChangesState>()(() => ({ open: false, since: 'act', momentUs: null }))

/** Opens the list, beside the metrics; of a moment, what changed from straight before it. */
export function showChanges(change: Partial<Pick<ChangesState, 'since' | 'momentUs'>> = {}): void {
  useChanges.setState({ ...change, open: true })
  usePreferences.getState().setPreferences({ dockTab: 'metrics', dockOpen: true })
  // On a phone the dock is a sheet, and the inspector would lie over it.
  useSheet.setState({ sheet: 'events' })
  useSelectionStore.getState().select(null)
}

/** The present, to be held against later. */
export function markMoment(): void {
  useChanges.setState({ open: true, since: 'moment', momentUs: frameUs() })
}

/** Instants at which the reader, or the picture for the reader, paused, oldest first; of the run on show. */
let pauses: number[] = []
const PAUSES_KEPT = 50

whenRunIsLeft(() => {
  pauses = []
  useChanges.setState({ since: 'act', momentUs: null })
})

/** Remembers pauses, until the returned function is called. */
export function keepPauses(): () => void {
  return usePlaybackStore.subscribe(({ playback }, before) => {
    if (playback.state === 'paused' && before.playback.state === 'playing')
      pauses = [...pauses, frameUs()].slice(-PAUSES_KEPT)
  })
}

export interface Moment {
  readonly since: ChangesSince
  /** Simulated microseconds. */
  readonly atUs: number
}

/** The moments that the present can be held against, in the order in which they are offered: there may be no act before it. */
export function momentsBefore(nowUs: number, momentUs: number | null): readonly Moment[] {
  const { beginsAtUs, marks } = usePlaybackStore.getState()
  const act = marks.findLast(({ kind, atUs }) => kind === 'command' && atUs <= nowUs)
  const pause = pauses.findLast((atUs) => atUs < nowUs)
  const moments: Moment[] = [{ since: 'beginning', atUs: beginsAtUs }]
  if (pause !== undefined) moments.unshift({ since: 'pause', atUs: pause })
  if (act !== undefined) moments.unshift({ since: 'act', atUs: Math.max(beginsAtUs, act.atUs - 1) })
  if (momentUs !== null) moments.push({ since: 'moment', atUs: momentUs })
  return moments
}

/** The one that the reader has chosen; where there is no such, as the last act before any was done, the beginning of the run. */
export function momentOf({ since, momentUs }: Pick<ChangesState, 'since' | 'momentUs'>, nowUs: number): Moment {
  const moments = momentsBefore(nowUs, momentUs)
  const wished =
    moments.find((moment) => moment.since === since) ?? moments.find((moment) => moment.since === 'beginning')
  return wished ?? { since: 'beginning', atUs: 0 }
}
