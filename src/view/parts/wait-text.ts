/** A timer that runs, in numbers: how much of it has passed, and how long it is. */
import type { MessageKey, Translate } from '../../i18n/index.ts'
import type { Wait } from '../../kafka/observe/cluster-image.ts'

export interface WaitNumbers {
  readonly elapsed: string
  readonly total: string
}

/** From here on a tenth of a second says nothing any more. */
const COARSE_FROM_US = 60_000_000

/**
 * `6.2` of `9`, seconds; a wait that is over has passed whole. In `whole` seconds for who cannot have numbers that change
 * ten times a second.
 */
export function waitNumbers(wait: Wait, atUs: number, whole: boolean): WaitNumbers {
  const totalUs = wait.untilUs - wait.sinceUs
  const elapsedUs = Math.min(totalUs, Math.max(0, atUs - wait.sinceUs))
  const digits = totalUs < 1_000_000 ? 2 : whole || totalUs >= COARSE_FROM_US ? 0 : 1
  const floored = Math.floor((elapsedUs / 1_000_000) * 10 ** digits) / 10 ** digits
  return { elapsed: floored.toFixed(digits), total: String(Math.round(totalUs / 100_000) / 10) }
}

/** What is left of it, 1 to 0. */
export function shareLeft(wait: Wait, atUs: number): number {
  const totalUs = wait.untilUs - wait.sinceUs
  return totalUs <= 0 ? 0 : Math.min(1, Math.max(0, (wait.untilUs - atUs) / totalUs))
}

/** A wait in words for who cannot see its ring, a list with nothing or one sentence in it; in whole seconds. */
export function waitWords(t: Translate, text: MessageKey, wait: Wait | null, atUs: number): readonly string[] {
  return wait === null ? [] : [t(text, { ...waitNumbers(wait, atUs, true) })]
}
