/** Counterpart in Kafka: KafkaAdminClient.listOffsets (ListOffsetsHandler). */
import type { TopicPartition } from '../../kafka/common/topic-partition.ts'
import { toolsOf } from '../../kafka/profile/tool-registry.ts'
import type { ToolContext } from '../replayed-tool.ts'
import { askLeaders, awaitLeaders, type LeaderAnswer, type LeaderCall } from './partition-leaders.ts'

/** The offset of each partition for a timestamp, or why there is none. */
export function listOffsets(
  partitions: readonly TopicPartition[],
  timestamp: number,
  apiTimeoutMs: number,
  context: ToolContext,
): Map<TopicPartition, LeaderAnswer<number>> {
  if (!toolsOf(context.profile.name).awaitsPartitions) {
    const error = awaitLeaders(partitions, apiTimeoutMs, context)
    if (error !== null) return new Map(partitions.map((each) => [each, { error }]))
  }
  const call: LeaderCall<number> = {
    name: 'listOffsets',
    api: 'ListOffsets',
    waitsForTopics: false,
    isStale: (code) => code === 'NOT_LEADER_OR_FOLLOWER' || code === 'LEADER_NOT_AVAILABLE',
    ask(brokerId, led, limits) {
      const asked = led.map((topicPartition) => ({ topicPartition, currentLeaderEpoch: -1, timestamp }))
      const response = context.call(
        {
          name: 'listOffsets(api=LIST_OFFSETS)',
          target: { kind: 'broker', brokerId, isLookedUp: true },
          request: { type: 'ListOffsetsRequest', isolationLevel: 'read_uncommitted', replicaId: -1, partitions: asked },
          ...limits,
        },
        'ListOffsetsResponse',
      )
      return response.partitions.map(({ topicPartition, errorCode, offset }) => ({
        topicPartition,
        errorCode,
        value: offset,
      }))
    },
  }
  return askLeaders(partitions, call, apiTimeoutMs, context)
}
