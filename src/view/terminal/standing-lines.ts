/** Which of the page's own lines in a terminal stand: what tells of a command is there only where it was done. */
import { useMemo } from 'react'
import type { Deed } from '../../store/engine.ts'
import { useImageStore } from '../../store/image-store.ts'
import { usePlaybackStore } from '../../store/playback-store.ts'
import type { LocalText } from '../../store/terminals-store.ts'
import type { TimelineMark } from '../../worker/port.ts'

export interface Present {
  readonly atUs: number
  readonly branchId: string
  /** Those of this branch: every command in its journal is one of them. */
  readonly marks: readonly TimelineMark[]
}

/** Whether the command is part of the history that led to the present. */
export function isDone(deed: Deed, { atUs, branchId, marks }: Present): boolean {
  if (atUs < deed.atUs) return false
  // Just given, it may not be marked yet.
  if (branchId === deed.branchId) return true
  return marks.some(({ kind, afterEvents }) => kind === 'command' && afterEvents === deed.afterEvents)
}

/** Those that stand at the present; the same list for as long as these are the same. */
export function useStandingLines(lines: readonly LocalText[]): readonly LocalText[] {
  const branchId = usePlaybackStore((state) => state.playback.branchId)
  const marks = usePlaybackStore((state) => state.marks)
  // As one text, so that a tick of the clock wakes nobody.
  const fallen = useImageStore(({ atUs }) => {
    const present = { atUs, branchId, marks }
    return lines.flatMap(({ deed }, i) => (deed === undefined || isDone(deed, present) ? [] : [i])).join()
  })
  return useMemo(() => {
    if (fallen === '') return lines
    const places = new Set(fallen.split(',').map(Number))
    return lines.filter((_, i) => !places.has(i))
  }, [lines, fallen])
}
