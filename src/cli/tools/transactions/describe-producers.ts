/** Counterpart in Kafka: DescribeProducersHandler: what a leader, or a replica that is named, knows of producers. */
import { needsMetadataRefresh } from '../../../kafka/common/errors.ts'
import type { TopicPartition } from '../../../kafka/common/topic-partition.ts'
import type { DescribeProducersResponse } from '../../../kafka/protocol/describe-producers.ts'
import { brokerError, JavaException, stackTrace, thrownByAdmin } from '../../java-errors.ts'
import type { ToolContext } from '../../replayed-tool.ts'
import { logByHandler } from '../admin-log.ts'
import { askLeaders, type CallLimits, type LeaderCall } from '../partition-leaders.ts'

export type Producer = DescribeProducersResponse['producers'][number]

/** In the order of Java's map of producer ids. Throws what the call's future throws. */
export function describeProducers(
  topicPartition: TopicPartition,
  brokerId: number | null,
  apiTimeoutMs: number,
  context: ToolContext,
): Producer[] {
  const producers =
    brokerId === null
      ? fromLeader(topicPartition, apiTimeoutMs, context)
      : fromReplica(topicPartition, brokerId, apiTimeoutMs, context)
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

function fromLeader(topicPartition: TopicPartition, apiTimeoutMs: number, context: ToolContext): readonly Producer[] {
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
  if (answer === undefined) return []
  if ('error' in answer) throw answer.error
  return answer.value
}

/** Kafka asks again after retry.backoff.ms, for longer each time up to retry.backoff.max.ms. */
const ASK_AGAIN_MS = 1_000

/** A broker that is named has to know: no other is asked, and a topic that is not there may come. */
function fromReplica(
  topicPartition: TopicPartition,
  brokerId: number,
  apiTimeoutMs: number,
  context: ToolContext,
): readonly Producer[] {
  for (let leftMs = apiTimeoutMs, tries = 0; leftMs > 0; leftMs -= ASK_AGAIN_MS, tries++) {
    const { errorCode, producers } = ask(topicPartition, brokerId, { timeoutMs: leftMs, tries }, context)
    if (errorCode === 'NONE') return producers
    if (errorCode !== 'UNKNOWN_TOPIC_OR_PARTITION') throw refused(topicPartition, brokerId, errorCode, context)
    context.sleep(Math.min(ASK_AGAIN_MS, leftMs))
  }
  const message = 'Timed out waiting for a node assignment. Call: describeProducers(api=DESCRIBE_PRODUCERS)'
  throw thrownByAdmin({ exception: 'TimeoutException', message, cause: null })
}

function refused(
  name: TopicPartition,
  brokerId: number,
  code: DescribeProducersResponse['errorCode'],
  context: ToolContext,
): JavaException {
  const error = brokerError(context.profile, code, null)
  const isElsewhere = code === 'NOT_LEADER_OR_FOLLOWER'
  const [what, where, why] = isElsewhere
    ? ['Not leader error', ` for brokerId ${brokerId} set in options`, `on brokerId ${brokerId}`]
    : ['Unexpected error', '', 'due to unexpected error']
  const logged = `${what} in \`DescribeProducers\` response for partition ${name}${where}`
  logByHandler('DescribeProducersHandler', logged, context, stackTrace(error, ''))
  const message = `Failed to describe active producers for partition ${name} ${why}`
  return new JavaException(error.className, message, { hasFrames: false })
}
