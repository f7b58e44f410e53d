/**
 * Counterpart in Kafka: AdminApiDriver with PartitionLeaderStrategy: calls that go to the leaders of partitions. The
 * leaders are looked up, each is asked, and whatever has no leader, or another by now, is looked up again until the time
 * of the call is over.
 */

import type { ErrorCode } from '../../kafka/common/errors.ts'
import { isRetriable } from '../../kafka/common/errors.ts'
import { shownPartition, splitTopicPartition, type TopicPartition } from '../../kafka/common/topic-partition.ts'
import { toolsOf } from '../../kafka/profile/tool-registry.ts'
import type { MetadataTopic } from '../../kafka/protocol/metadata.ts'
import { brokerError, JavaException, stackTrace, thrownByAdmin } from '../java-errors.ts'
import { type ToolContext, ToolFailure } from '../replayed-tool.ts'
import { logByHandler } from './admin-log.ts'

/** What a partition's future holds. */
export type LeaderAnswer<Value> = { readonly value: Value } | { readonly error: JavaException }

export interface LeaderRow<Value> {
  readonly topicPartition: TopicPartition
  readonly errorCode: ErrorCode
  readonly value: Value
  /** What the call's own handler makes of an error that nothing is done about. */
  readonly error?: JavaException
}

/** What is left of the time, and how often it was tried before. */
export interface CallLimits {
  readonly timeoutMs: number
  readonly tries: number
}

/** A call by its handler in Kafka (ListOffsetsHandler, DeleteRecordsHandler). */
export interface LeaderCall<Value> {
  /** `listOffsets`; stands in error messages. */
  readonly name: string
  /** `ListOffsets`; stands in the log, where its handler writes. */
  readonly api: string
  /** A topic that is not there may come; else it fails at once. */
  readonly waitsForTopics: boolean
  /** Answers that tell of another leader, so that it is looked up again. */
  readonly isStale: (code: ErrorCode) => boolean
  readonly ask: (brokerId: number, led: readonly TopicPartition[], limits: CallLimits) => readonly LeaderRow<Value>[]
}

/** Kafka looks up again at once, thousands of times a second; here it is as often as retry.backoff.ms would have it. */
const LOOK_AGAIN_MS = 100
/** The last look-up of all is cut off on its way. */
const LAST_MS = 0.01

/** The answer for each of `partitions`, after `apiTimeoutMs` at the latest. */
export function askLeaders<Value>(
  partitions: readonly TopicPartition[],
  call: LeaderCall<Value>,
  apiTimeoutMs: number,
  context: ToolContext,
): Map<TopicPartition, LeaderAnswer<Value>> {
  const answers = new Map<TopicPartition, LeaderAnswer<Value>>()
  const leaders = new Map<TopicPartition, number>()
  const open = () => partitions.filter((each) => !answers.has(each))
  const wasAsked = new Set<TopicPartition>()
  for (let leftMs = apiTimeoutMs, tries = 0; ; leftMs -= LOOK_AGAIN_MS, tries++) {
    if (leftMs <= 0) for (const each of open()) if (wasAsked.has(each)) answers.set(each, { error: outOfTime(call) })
    const round = { call, limits: { timeoutMs: Math.max(leftMs, LAST_MS), tries }, leaders, answers, context }
    lookUp(
      open().filter((each) => !leaders.has(each)),
      round,
    )
    const asked = open().filter((each) => leaders.has(each))
    for (const each of asked) wasAsked.add(each)
    for (const brokerId of [...new Set(asked.map((each) => leaders.get(each) ?? -1))].sort((a, b) => a - b)) {
      const led = asked.filter((each) => leaders.get(each) === brokerId)
      askLeader(brokerId, led, round)
    }
    if (open().length === 0) return answers
    context.sleep(Math.min(LOOK_AGAIN_MS, Math.max(0, leftMs)))
  }
}

/**
 * Until all partitions of the topics have leaders, asked for or not; null once they have, else why there was no more time.
 * Counterpart in Kafka 2.5: MetadataOperationContext.handleMetadataErrors.
 */
export function awaitLeaders(
  partitions: readonly TopicPartition[],
  apiTimeoutMs: number,
  context: ToolContext,
): JavaException | null {
  if (partitions.length === 0) return null
  const request = aboutTopicsOf(partitions)
  for (let leftMs = apiTimeoutMs, tries = 0; ; leftMs -= LOOK_AGAIN_MS, tries++) {
    try {
      const limits = { timeoutMs: Math.max(leftMs, LAST_MS), tries }
      const { topics } = context.call({ name: 'metadata', request, ...limits }, 'MetadataResponse')
      if (topics.every((topic) => topic.partitions.every(({ leaderId }) => leaderId >= 0))) return null
    } catch (error) {
      if (!(error instanceof ToolFailure)) throw error
      return thrownByAdmin(error.error)
    }
    context.sleep(Math.min(LOOK_AGAIN_MS, Math.max(0, leftMs)))
  }
}

function aboutTopicsOf(partitions: readonly TopicPartition[]) {
  const topics = [...new Set(partitions.map((each) => splitTopicPartition(each).topic))]
  return { type: 'MetadataRequest' as const, topics, allowAutoTopicCreation: false }
}

interface Round<Value> {
  readonly call: LeaderCall<Value>
  readonly limits: CallLimits
  readonly leaders: Map<TopicPartition, number>
  readonly answers: Map<TopicPartition, LeaderAnswer<Value>>
  readonly context: ToolContext
}

/** PartitionLeaderStrategy.handleResponse. */
function lookUp<Value>(wanted: readonly TopicPartition[], round: Round<Value>): void {
  if (wanted.length === 0) return
  const { call, answers, leaders, context } = round
  const request = aboutTopicsOf(wanted)
  const topics = orFail(wanted, round, () => {
    const name = `${call.name}(api=METADATA)`
    return context.call({ name, request, ...round.limits }, 'MetadataResponse').topics
  })
  for (const topic of topics ?? []) {
    const of = wanted.filter((each) => splitTopicPartition(each).topic === topic.name)
    if (isHopeless(topic, call)) {
      logRefusal(topic, context)
      for (const each of of) answers.set(each, { error: refusal(each, topic, context) })
    } else if (topic.errorCode === 'NONE') {
      for (const each of of) {
        const partition = partitionIn(topic, each)
        if (partition !== undefined && partition.leaderId >= 0) leaders.set(each, partition.leaderId)
        else if (partition === undefined && !toolsOf(context.profile.name).awaitsPartitions)
          answers.set(each, { error: brokerError(context.profile, 'LEADER_NOT_AVAILABLE', null) })
      }
    }
  }
}

function isHopeless({ errorCode }: MetadataTopic, { waitsForTopics }: LeaderCall<unknown>): boolean {
  return errorCode === 'INVALID_TOPIC_EXCEPTION' || (errorCode === 'UNKNOWN_TOPIC_OR_PARTITION' && !waitsForTopics)
}

function partitionIn(topic: MetadataTopic, name: TopicPartition): MetadataTopic['partitions'][number] | undefined {
  const { partition } = splitTopicPartition(name)
  return topic.partitions.find((each) => each.partition === partition)
}

function logRefusal({ name, errorCode }: MetadataTopic, context: ToolContext): void {
  const received =
    errorCode === 'INVALID_TOPIC_EXCEPTION'
      ? `Received invalid topic error for topic ${name} in \`Metadata\` response`
      : `Received unknown topic error for topic ${name}`
  logByHandler(
    'PartitionLeaderStrategy',
    received,
    context,
    stackTrace(brokerError(context.profile, errorCode, null), ''),
  )
}

function refusal(name: TopicPartition, topic: MetadataTopic, context: ToolContext): JavaException {
  if (toolsOf(context.profile.name).loggers.adminInternals === null)
    return brokerError(context.profile, topic.errorCode, null)
  const why =
    topic.errorCode === 'INVALID_TOPIC_EXCEPTION'
      ? `due to invalid topic \`${topic.name}\``
      : `because metadata for topic \`${topic.name}\` could not be found`
  const { className } = brokerError(context.profile, topic.errorCode, null)
  const message = `Failed to fetch metadata for partition ${shownPartition(name)} ${why}`
  return new JavaException(className, message, { hasFrames: false })
}

function askLeader<Value>(brokerId: number, led: readonly TopicPartition[], round: Round<Value>): void {
  const { call, answers, leaders, context } = round
  const rows = orFail(led, round, () => call.ask(brokerId, led, round.limits))
  for (const { topicPartition, errorCode, value, error } of rows ?? []) {
    if (errorCode === 'NONE') answers.set(topicPartition, { value })
    else if (error !== undefined) answers.set(topicPartition, { error })
    else if (call.isStale(errorCode)) leaders.delete(topicPartition)
    else if (!isRetriable(errorCode)) {
      const message = `${call.api} request for topic partition ${shownPartition(topicPartition)} failed due to an unexpected error ${errorCode}`
      logByHandler(`${call.api}Handler`, message, context)
      answers.set(topicPartition, { error: brokerError(context.profile, errorCode, null) })
    }
  }
}

/** What the client gives up fails each of the partitions it was about; a leader that was lost may be another by now. */
function orFail<Value, Result>(
  partitions: readonly TopicPartition[],
  { answers, leaders }: Round<Value>,
  work: () => Result,
): Result | null {
  try {
    return work()
  } catch (error) {
    if (!(error instanceof ToolFailure)) throw error
    for (const each of partitions) {
      if (error.error.exception === 'DisconnectException') leaders.delete(each)
      else answers.set(each, { error: thrownByAdmin(error.error) })
    }
    return null
  }
}

/** Who has asked a leader in vain waits, for longer each time, before the next is asked. */
function outOfTime({ name, api }: LeaderCall<unknown>): JavaException {
  const apiKey = api.replace(/(?<=[a-z])(?=[A-Z])/g, '_').toUpperCase()
  const message = `Timed out waiting for a node assignment. Call: ${name}(api=${apiKey})`
  return thrownByAdmin({ exception: 'TimeoutException', message, cause: null })
}
