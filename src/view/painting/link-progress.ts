import type { InFlightMessage } from '../../kafka/observe/cluster-image.ts'

/** How far along its wire a message is at `playheadUs`, 0 to 1: pure, so scrubbing costs no trip to the worker. */
export function linkProgress(message: Pick<InFlightMessage, 'sentAtUs' | 'arrivesAtUs'>, playheadUs: number): number {
  const duration = message.arrivesAtUs - message.sentAtUs
  if (duration <= 0) return playheadUs >= message.arrivesAtUs ? 1 : 0
  return Math.min(1, Math.max(0, (playheadUs - message.sentAtUs) / duration))
}
