/** What can be done in the failure story on show, and doing it. */
import type { ClusterImage } from '../kafka/observe/cluster-image.ts'
import { type FailureId, failureIds } from '../scenarios/failures/failure-ids.ts'
import type { FailureGesture } from '../scenarios/failures/failure-story.ts'
import { FAILURES } from '../scenarios/failures/registry.ts'
import { pause, seek } from './engine.ts'
import { doTogether } from './gesture.ts'
import { useImageStore } from './image-store.ts'
import { leaveStory } from './stories-store.ts'
import { runInTerminal } from './terminals-store.ts'

/** The one that the cluster on show was made for, by the name its spec gives; null where there is none of that name. */
export function failureNamed(name: string | null): FailureId | null {
  return failureIds.find((id) => id === name) ?? null
}

/** Which of its steps can be done in this cluster now. */
export function possibleSteps(id: FailureId, image: ClusterImage): readonly number[] {
  return FAILURES[id].steps.flatMap((step, index) => (step(image) === null ? [] : [index]))
}

export function gestureOf(id: FailureId, step: number): FailureGesture | null {
  return FAILURES[id].steps[step]?.(useImageStore.getState().image) ?? null
}

export async function doFailureStep(id: FailureId, step: number): Promise<void> {
  const gesture = gestureOf(id, step)
  if (gesture === null) return
  leaveStory()
  if (typeof gesture === 'string') await runInTerminal(gesture)
  else await doTogether(gesture)
}

/** Simulated time between two looks at what can be done, and the longest that nothing can. */
const STRIDE_US = 1_000_000
const MOST_AHEAD_US = 120_000_000

/** Runs on, without showing all of it, until something else can be done or the outcome is to be seen; stands still there. */
export async function skipInFailure(id: FailureId): Promise<void> {
  pause()
  const { atUs: fromUs, image } = useImageStore.getState()
  const before = possibleSteps(id, image).join()
  const decidedUs = Math.min(MOST_AHEAD_US, FAILURES[id].decidedAfterMs * 1_000)
  for (let aheadUs = STRIDE_US; aheadUs <= decidedUs; aheadUs += STRIDE_US) {
    await imageAt(seek(fromUs + aheadUs))
    const now = possibleSteps(id, useImageStore.getState().image).join()
    if (now !== before && now !== '') return
  }
}

function imageAt(atUs: number): Promise<void> {
  return new Promise((resolve) => {
    if (useImageStore.getState().atUs >= atUs) return resolve()
    const forget = useImageStore.subscribe((state) => {
      if (state.ready && state.atUs < atUs) return
      forget()
      resolve()
    })
  })
}
