/** What the files of tools for elections have in common. */
import { type TopicPartition, topicPartition } from '../../kafka/common/topic-partition.ts'
import type { JsonNode } from '../json/jackson.ts'
import { asArray, asNumber, asObject, asText, fieldOf } from '../json/json-value.ts'

/** `[{"topic":"t","partition":0}]` */
export function partitionsListed(list: JsonNode): TopicPartition[] {
  return asArray(list).map((each) => {
    const fields = asObject(each)
    return topicPartition(asText(fieldOf(fields, 'topic')), asNumber(fieldOf(fields, 'partition'), 'Integer'))
  })
}

/** Those that stand there more than once. */
export function repeatedIn(partitions: readonly TopicPartition[]): TopicPartition[] {
  return [...new Set(partitions.filter((each, at) => partitions.indexOf(each) !== at))]
}
