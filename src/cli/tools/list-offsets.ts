/**
 * Counterpart in Kafka: KafkaAdminClient.listOffsets (AdminApiDriver, PartitionLeaderStrategy, ListOffsetsHandler): the
 * leaders are looked up, each is asked, and whatever has no leader, or another by now, is looked up again.
 */
import { isRetriable } from '../../kafka/common/errors.ts'
import { splitTopicPartition, type TopicPartition } from '../../kafka/common/topic-partition.ts'
import type { ListOffsetsResponse } from '../../kafka/protocol/list-offsets.ts'
import type { MetadataTopic } from '../../kafka/protocol/metadata.ts'
import { brokerError, type JavaException, thrownByAdmin } from '../java-errors.ts'
import { type ToolContext, ToolFailure } from '../replayed-tool.ts'

/** What a partition's future holds. */
export type ListedOffset = { readonly offset: number } | { readonly error: JavaException }

/** Kafka looks up again at once, thousands of times a second; here it is as often as retry.backoff.ms would have it. */
const LOOK_AGAIN_MS = 100

export function listOffsets(
  partitions: readonly TopicPartition[],
  timestamp: number,
  apiTimeoutMs: number,
  context: ToolContext,
): Map<TopicPartition, ListedOffset> {
  const listed = new Map<TopicPartition, ListedOffset>()
  for (let waitedMs = 0, tries = 1; ; waitedMs += LOOK_AGAIN_MS, tries++) {
    const remaining = partitions.filter((each) => !listed.has(each))
    if (remaining.length === 0) return listed
    const isLast = waitedMs >= apiTimeoutMs
    const leaders = orFail(remaining, listed, () => leadersOf(remaining, context))
    if (leaders === null) return listed
    for (const leader of [...new Set(leaders.values())].filter((id) => id !== -1).sort((a, b) => a - b)) {
      const led = remaining.filter((each) => leaders.get(each) === leader)
      const rows = orFail(led, listed, () => askLeader(leader, led, timestamp, context)) ?? []
      for (const { topicPartition, errorCode, offset } of rows) {
        if (errorCode === 'NONE') listed.set(topicPartition, { offset })
        else if (!isRetriable(errorCode))
          listed.set(topicPartition, { error: brokerError(context.profile, errorCode, null) })
      }
      for (const each of led) if (isLast && !listed.has(each)) listed.set(each, { error: unassigned() })
    }
    if (isLast) for (const each of remaining) if (!listed.has(each)) listed.set(each, { error: cutOff(tries, context) })
    if (remaining.some((each) => !listed.has(each))) context.sleep(LOOK_AGAIN_MS)
  }
}

/** What the client gives up fails each of the partitions it was about. */
function orFail<T>(
  partitions: readonly TopicPartition[],
  listed: Map<TopicPartition, ListedOffset>,
  work: () => T,
): T | null {
  try {
    return work()
  } catch (error) {
    if (!(error instanceof ToolFailure)) throw error
    for (const each of partitions) listed.set(each, { error: thrownByAdmin(error.error) })
    return null
  }
}

function leadersOf(partitions: readonly TopicPartition[], context: ToolContext): Map<TopicPartition, number> {
  const names = [...new Set(partitions.map((each) => splitTopicPartition(each).topic))]
  const request = { type: 'MetadataRequest' as const, topics: names, allowAutoTopicCreation: false }
  const { topics } = context.call({ name: 'listOffsets(api=METADATA)', request }, 'MetadataResponse')
  return new Map(partitions.map((each) => [each, leaderIn(topics, each)]))
}

/** -1: it has none, or there is no such partition. */
export function leaderIn(topics: readonly MetadataTopic[], name: TopicPartition): number {
  const { topic, partition } = splitTopicPartition(name)
  const described = topics.find((each) => each.name === topic)
  return described?.partitions.find((each) => each.partition === partition)?.leaderId ?? -1
}

/** What one broker, asked for partitions that it leads, answers for each. */
export function askLeader(
  brokerId: number,
  led: readonly TopicPartition[],
  timestamp: number,
  context: ToolContext,
): ListOffsetsResponse['partitions'] {
  const partitions = led.map((topicPartition) => ({ topicPartition, currentLeaderEpoch: -1, timestamp }))
  return context.call(
    {
      name: 'listOffsets(api=LIST_OFFSETS)',
      target: { kind: 'broker', brokerId },
      request: { type: 'ListOffsetsRequest', isolationLevel: 'read_uncommitted', replicaId: -1, partitions },
    },
    'ListOffsetsResponse',
  ).partitions
}

function unassigned(): JavaException {
  const message = 'Timed out waiting for a node assignment. Call: listOffsets(api=LIST_OFFSETS)'
  return thrownByAdmin({ exception: 'TimeoutException', message, cause: null })
}

function cutOff(tries: number, { wallClockMs }: ToolContext): JavaException {
  const call = `Call(callName=listOffsets(api=METADATA), deadlineMs=${wallClockMs}, tries=${tries}, nextAllowedTryMs=${wallClockMs})`
  const message = `${call} timed out at ${wallClockMs} after ${tries} attempt(s)`
  return thrownByAdmin({ exception: 'TimeoutException', message, cause: null })
}
