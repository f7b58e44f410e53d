/**
 * Partitions of a commit that the broker which it reached does not know. It answers them itself, whatever the coordinator
 * on it says of the rest, and tells both in one answer. Counterpart: what KafkaApis adds to the answers of OffsetCommit and
 * TxnOffsetCommit.
 */
import type { ErrorCode } from '../common/errors.ts'
import { inHashMapOrder } from '../common/java-hash.ts'
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

/** The coordinator's rows, and those that the broker knows nothing of. */
export function withUnknown(rows: readonly CommitRow[], { unknown }: Sifted): readonly CommitRow[] {
  if (unknown === undefined) return rows
  const errorCode = 'UNKNOWN_TOPIC_OR_PARTITION'
  const added = unknown.topicPartitions.map((topicPartition): CommitRow => ({ topicPartition, errorCode }))
  const told = unknown.comeFirst ? [...added, ...rows] : [...rows, ...added]
  const topics = [...new Set(told.map(topicOf))]
  const order = unknown.comeFirst ? topics : inHashMapOrder(topics, Math.max(NEW_HASH_MAP, topics.length))
  return order.flatMap((topic) => told.filter((row) => topicOf(row) === topic))
}

/** So many entries a HashMap takes before it grows for the first time. */
const NEW_HASH_MAP = 12

function topicOf({ topicPartition }: CommitRow): string {
  return splitTopicPartition(topicPartition).topic
}
