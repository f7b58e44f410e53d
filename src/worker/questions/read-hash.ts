import type { QuickQuestion } from './question.ts'

interface ReadHash {
  readonly type: 'readHash'
}

/** The fingerprint of the present, and where that is. */
interface Hash {
  readonly type: 'hash'
  readonly hash: string
  readonly atUs: number
  readonly eventsExecuted: number
}

export const readHash: QuickQuestion<ReadHash, Hash> = {
  answer: ({ timeline }) => {
    const { atUs, afterEvents } = timeline.position
    return { type: 'hash', hash: timeline.hash(), atUs, eventsExecuted: afterEvents }
  },
}
