/**
 * Partitions of a commit that the broker which it reached does not know. It answers them itself, whatever the coordinator
 * on it says of the rest, and tells both in one answer. Counterpart: what KafkaApis adds to the answers of OffsetCommit and
 * TxnOffsetCommit.
 */
import type { ErrorCode } from '../common/errors.ts'
import { inGrownMapOrder } from '../common/java-hash.ts'
import { splitTopicPartition, type TopicPartition } from '../common/topic-partition.ts'

export interface UnknownPartitions {
  readonly topicPartitions: readonly TopicPartition[]
  /** The answer begins with them, else it ends with them, its topics in the order of a HashMap. */
  readonly comeFirst: boolean
}

/** What is left of a commit for the coordinator; nothing on the wire. */
export interface Sifted {
  readonly unknown?: UnknownPartitions
}

interface CommitRow {
  readonly topicPartition: TopicPartition
  readonly errorCode: ErrorCode
}

/** What is answered: of each partition of the commit what the coordinator says, and those that the broker knows nothing of. */
export function commitRows<Partition extends Pick<CommitRow, 'topicPartition'>>(
  { partitions, unknown }: { readonly partitions: readonly Partition[] } & Sifted,
  errorOf: (partition: Partition) => ErrorCode,
): readonly CommitRow[] {
  const rows = partitions.map((each) => ({ topicPartition: each.topicPartition, errorCode: errorOf(each) }))
  if (unknown === undefined) return rows
  const errorCode = 'UNKNOWN_TOPIC_OR_PARTITION'
  const added = unknown.topicPartitions.map((topicPartition): CommitRow => ({ topicPartition, errorCode }))
  const told = unknown.comeFirst ? [...added, ...rows] : [...rows, ...added]
  const topics = [...new Set(told.map(topicOf))]
  const order = unknown.comeFirst ? topics : inGrownMapOrder(topics)
  return order.flatMap((topic) => told.filter((row) => topicOf(row) === topic))
}

function topicOf({ topicPartition }: CommitRow): string {
  return splitTopicPartition(topicPartition).topic
}
