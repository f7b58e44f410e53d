import { useEffect, useEffectEvent } from 'react'
import { playheadUs, usePlaybackStore } from '../../store/playback-store.ts'

/**
 * Calls `draw` with the playhead whenever it moved: every animation frame while playing, otherwise when a frame
 * arrived. The clock and the scrubber write to the page themselves, so that a tick of the clock wakes no component.
 */
export function usePlayhead(draw: (atUs: number, latestUs: number) => void): void {
  const drawNow = useEffectEvent(draw)
  useEffect(() => {
    let request = 0
    let drawnAt = -1
    let drawnLatest = -1
    const tick = () => {
      request = requestAnimationFrame(tick)
      const atUs = playheadUs()
      const { latestUs } = usePlaybackStore.getState().playback
      if (atUs === drawnAt && latestUs === drawnLatest) return
      drawnAt = atUs
      drawnLatest = latestUs
      drawNow(atUs, Math.max(latestUs, atUs))
    }
    tick()
    return () => cancelAnimationFrame(request)
  }, [])
}
