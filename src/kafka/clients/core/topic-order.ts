import { hashOfString, inJavaHashOrder } from '../../common/java-hash-order.ts'
import { splitTopicPartition, type TopicPartition } from '../../common/topic-partition.ts'

/** Topic by topic, as the HashMap in which Java gathers rows for a request lists the topics. */
export function inRequestOrder<Row extends { readonly topicPartition: TopicPartition }>(rows: readonly Row[]): Row[] {
  const byTopic = new Map<string, Row[]>()
  for (const row of rows) {
    const { topic } = splitTopicPartition(row.topicPartition)
    const of = byTopic.get(topic)
    if (of === undefined) byTopic.set(topic, [row])
    else of.push(row)
  }
  return inJavaHashOrder(byTopic.keys(), hashOfString).flatMap((topic) => byTopic.get(topic) ?? [])
}
