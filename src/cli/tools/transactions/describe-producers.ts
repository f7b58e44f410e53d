/** Counterpart in Kafka: DescribeProducersHandler: what a leader, or a replica that is named, knows of producers. */
import { needsMetadataRefresh } from '../../../kafka/common/errors.ts'
import type { TopicPartition } from '../../../kafka/common/topic-partition.ts'
import type { DescribeProducersResponse } from '../../../kafka/protocol/describe-producers.ts'
import { brokerError } from '../../java-errors.ts'
import type { ToolContext } from '../../replayed-tool.ts'
import { askLeaders, type CallLimits, type LeaderCall } from '../partition-leaders.ts'

export type Producer = DescribeProducersResponse['producers'][number]

/** In the order of Java's map of producer ids. Throws what the call's future throws. */
export function describeProducers(
  topicPartition: TopicPartition,
  brokerId: number | null,
  apiTimeoutMs: number,
  context: ToolContext,
): Producer[] {
  const { errorCode, producers } =
    brokerId === null
      ? fromLeader(topicPartition, apiTimeoutMs, context)
      : ask(topicPartition, brokerId, { timeoutMs: apiTimeoutMs, tries: 0 }, context)
  if (errorCode !== 'NONE') throw brokerError(context.profile, errorCode, null)
  return [...producers].sort((a, b) => a.producerId - b.producerId)
}

function ask(
  topicPartition: TopicPartition,
  brokerId: number,
  limits: CallLimits,
  context: ToolContext,
): DescribeProducersResponse {
  const name = 'describeProducers(api=DESCRIBE_PRODUCERS)'
  const request = { type: 'DescribeProducersRequest', topicPartition } as const
  const target = { kind: 'broker', brokerId, isLookedUp: true } as const
  return context.call({ name, target, request, ...limits }, 'DescribeProducersResponse')
}

function fromLeader(
  topicPartition: TopicPartition,
  apiTimeoutMs: number,
  context: ToolContext,
): Pick<DescribeProducersResponse, 'errorCode' | 'producers'> {
  const call: LeaderCall<readonly Producer[]> = {
    name: 'describeProducers',
    api: 'DescribeProducers',
    waitsForTopics: true,
    isStale: needsMetadataRefresh,
    ask: (brokerId, _led, limits) => {
      const { errorCode, producers } = ask(topicPartition, brokerId, limits, context)
      return [{ topicPartition, errorCode, value: producers }]
    },
  }
  const answer = askLeaders([topicPartition], call, apiTimeoutMs, context).get(topicPartition)
  if (answer === undefined) return { errorCode: 'NONE', producers: [] }
  if ('error' in answer) throw answer.error
  return { errorCode: 'NONE', producers: answer.value }
}
