import type { TruncationFacts, TruncationWords } from '../truncation-words.ts'

export const TRUNCATION_WORDS: TruncationWords = Object.freeze({
  truncated({ topicPartition, position, epoch, endOffset }: TruncationFacts) {
    const end = `OffsetAndMetadata{offset=${endOffset}, leaderEpoch=${epoch}, metadata=''}`
    return {
      warning: `Truncation detected for partition ${topicPartition} at offset ${position} (the end offset from the broker is ${end}), but no reset policy is set`,
      thrown: `Truncated partitions detected with divergent offsets {${topicPartition}=${end}}`,
    }
  },
})
