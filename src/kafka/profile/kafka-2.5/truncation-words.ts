import type { TruncationFacts, TruncationWords } from '../truncation-words.ts'

export const TRUNCATION_WORDS: TruncationWords = Object.freeze({
  truncated: ({ topicPartition, position, epoch, endOffset }: TruncationFacts) => ({
    warning: `Truncation detected for partition ${topicPartition} at offset ${position} (the end offset from the broker is EpochEndOffset{error=NONE, leaderEpoch=${epoch}, endOffset=${endOffset}}), but no reset policy is set`,
    // It is an OffsetOutOfRangeException that has no words of its own.
    thrown: `Offsets out of range with no configured reset policy for partitions: {${topicPartition}=${endOffset}}`,
  }),
})
