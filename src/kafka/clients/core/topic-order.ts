import { hashOfString, inJavaHashOrder } from '../../common/java-hash-order.ts'
import type { TopicPartition } from '../../common/topic-partition.ts'
import { byTopic } from '../../protocol/api.ts'

/** Topic by topic, as the HashMap in which Java gathers rows for a request lists the topics. */
export function inRequestOrder<Row extends { readonly topicPartition: TopicPartition }>(rows: readonly Row[]): Row[] {
  const topics = byTopic(rows, ({ topicPartition }) => topicPartition)
  return inJavaHashOrder(topics, ({ topic }) => hashOfString(topic)).flatMap(({ rows: of }) => of)
}
