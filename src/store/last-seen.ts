/** Where the reader last stood, known to the page itself: an engine that dies may not get round to saying it. */
import type { Frame, JournalEntry } from '../worker/port.ts'

/** An exact place in a run: after how many events, and the simulated instant of that, in microseconds. */
export interface Place {
  readonly branchId: string
  readonly atUs: number
  readonly events: number
}

export class LastSeen {
  #frame: Place | null = null
  #done: Place | null = null

  /** A frame was shown. Whoever goes back in time wants to stay there, so commands further on count no more. */
  frame({ playback, atUs, eventsExecuted }: Frame): void {
    if (playback.state === 'seeking') return
    const place = { branchId: playback.branchId, atUs, events: eventsExecuted }
    const before = this.#frame
    if (before !== null && (before.branchId !== place.branchId || before.events > place.events)) this.#done = null
    this.#frame = place
  }

  /** A command was shown as done. The frame that shows what became of it may never come. */
  done({ atUs, afterEvents }: JournalEntry, branchId: string): void {
    this.#done = { branchId, atUs, events: afterEvents + 1 }
  }

  /** Never before a command that was shown as done; null when nothing was seen yet. */
  place(): Place | null {
    const [frame, done] = [this.#frame, this.#done]
    if (frame === null || done === null) return frame ?? done
    return frame.branchId === done.branchId && frame.events >= done.events ? frame : done
  }
}
