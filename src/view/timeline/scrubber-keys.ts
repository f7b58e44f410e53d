/** The scrubber by keyboard; nobody presses a key before the first frames. */
import type { KeyboardEvent } from 'react'
import { placeUs, usePlaybackStore } from '../../store/playback-store.ts'

const KEY_STEP_US = 100_000
const PAGE_STEP_US = 5_000_000

/** Where a key wants to go, in simulated microseconds; null when it is not the scrubber's key. */
export function keyTarget(event: KeyboardEvent): number | null {
  const atUs = placeUs()
  const stepUs = event.shiftKey ? KEY_STEP_US / 100 : KEY_STEP_US
  switch (event.key) {
    case 'ArrowLeft':
    case 'ArrowDown':
      return atUs - stepUs
    case 'ArrowRight':
    case 'ArrowUp':
      return atUs + stepUs
    case 'PageDown':
      return atUs - PAGE_STEP_US
    case 'PageUp':
      return atUs + PAGE_STEP_US
    case 'Home':
      return 0
    case 'End':
      return usePlaybackStore.getState().playback.latestUs
    default:
      return null
  }
}
