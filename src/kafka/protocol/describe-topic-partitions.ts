import { defineApi } from './api.ts'
import {
  describeTopicPartitionsRequest,
  describeTopicPartitionsResponse,
} from './generated/describe-topic-partitions.ts'
import type { RequestHeader, ResponseHeader } from './header.ts'
import type { MetadataPartition, MetadataTopic } from './metadata.ts'

/** What kafka-topics.sh --describe asks for in 4.x (KIP-966). */
export interface DescribeTopicPartitionsRequest extends RequestHeader {
  readonly type: 'DescribeTopicPartitionsRequest'
  readonly topics: readonly string[]
}

export interface DescribeTopicPartitionsResponse extends ResponseHeader {
  readonly type: 'DescribeTopicPartitionsResponse'
  readonly topics: readonly (Omit<MetadataTopic, 'partitions'> & {
    readonly partitions: readonly (MetadataPartition & {
      readonly eligibleLeaderReplicas: readonly number[]
      readonly lastKnownElr: readonly number[]
    })[]
  })[]
}

export const describeTopicPartitionsApi = defineApi<DescribeTopicPartitionsRequest, DescribeTopicPartitionsResponse>({
  name: 'DescribeTopicPartitions',
  requestType: 'DescribeTopicPartitionsRequest',
  responseType: 'DescribeTopicPartitionsResponse',
  tables: [describeTopicPartitionsRequest, describeTopicPartitionsResponse],
  traffic: 'housekeeping',
  request: ({ topics }) => ({ topics: topics.map((name) => ({ name })) }),
  response: ({ topics }) => ({
    topics: topics.map(({ name, partitions }) => ({
      name,
      partitions: partitions.map(({ replicas, isr, offlineReplicas, eligibleLeaderReplicas, lastKnownElr }) => ({
        replicaNodes: replicas,
        isrNodes: isr,
        eligibleLeaderReplicas,
        lastKnownElr,
        offlineReplicas,
      })),
    })),
  }),
})
