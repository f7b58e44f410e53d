/**
 * Counterpart in Kafka: org.apache.kafka.clients.consumer.KafkaConsumer with group.protocol=classic. An embeddable client:
 * its owner calls it, passes on messages, timers and broken connections, and takes events when there are any. Calls that
 * Java throws from at once return the error; those that ask the cluster return an id that events answer.
 */
import type { NodeContext } from '../../../engine/node-context.ts'
import type { ConfigEntries } from '../../cluster/commands.ts'
import { splitTopicPartition, type TopicPartition } from '../../common/topic-partition.ts'
import { profileOf } from '../../profile/registry.ts'
import { EARLIEST_TIMESTAMP, LATEST_TIMESTAMP } from '../../protocol/list-offsets.ts'
import { createClientCore, log } from '../core/client-core.ts'
import { type ClientError, clientError } from '../core/client-error.ts'
import { requestMetadataUpdate, requestUpdateForNewTopics } from '../core/client-metadata.ts'
import { createWakeUp } from '../core/wake-up.ts'
import { newCall } from './calls.ts'
import { startCommit, startCommitted } from './commits.ts'
import { type OffsetReset, parseConsumerConfig } from './consumer-config.ts'
import type { ConsumerWakeUp } from './consumer-inputs.ts'
import type {
  CommitOffset,
  ConsumerClient,
  ConsumerEvent,
  PartitionState,
  PositionCall,
  TopicPattern,
} from './consumer-state.ts'
import { createMembership } from './group-state.ts'
import { startListOffsets } from './list-offsets.ts'
import { leaveGroup } from './membership.ts'
import { advance } from './poll.ts'
import { giveUpPartitions } from './rebalance.ts'
import { EXCLUSIVE, NAMELESS_PARTITION, NAMELESS_TOPIC, NO_ASSIGNORS, NO_GROUP_ID } from './refusals.ts'
import { allConsumed, assignPartitions, ownAssignment, requestReset, setPosition } from './subscription.ts'

export { onConsumerDisconnect, onConsumerMessage, onConsumerTimer } from './consumer-inputs.ts'
export type { CommitOffset, ConsumerClient, ConsumerEvent, ConsumerRecord } from './consumer-state.ts'

export interface ConsumerClientOptions {
  readonly clientId: string
  /** Name of the Kafka version this client is of, in `profile/registry.ts`. */
  readonly profile: string
  readonly config: ConfigEntries
  readonly bootstrap: readonly string[]
  /** Separates its timers and random streams from those of other clients; unique in the world. */
  readonly timerScope: string
}

/** A consumer without subscription, or what KafkaConsumer's constructor throws. */
export function createConsumerClient(
  options: ConsumerClientOptions,
  node: NodeContext,
): ConsumerClient | { readonly error: ClientError } {
  const config = parseConsumerConfig(options.config, profileOf(options.profile))
  if ('error' in config) return config
  const { clientId, timerScope: scope } = options
  const timer: ConsumerWakeUp = { type: 'ConsumerWakeUp', scope, periodic: true }
  const consumer: ConsumerClient = {
    clientId,
    scope,
    config,
    core: createClientCore(
      {
        profile: config.profile,
        clientId,
        scope,
        logPrefix: `[Consumer ${config.groupInstanceId === null ? '' : `instanceId=${config.groupInstanceId}, `}clientId=${clientId}, groupId=${config.groupId ?? 'null'}] `,
        bootstrap: options.bootstrap,
        requestTimeoutMs: config.requestTimeoutMs,
        retryBackoffMs: config.retryBackoffMs,
        retryBackoffMaxMs: config.retryBackoffMaxMs,
        metadataMaxAgeMs: config.metadataMaxAgeMs,
        rebootstraps: config.rebootstraps,
        pushesMetrics: options.config['enable.metrics.push'] !== 'false',
      },
      node,
    ),
    wakeUp: createWakeUp(timer),
    subscriptionType: 'none',
    topics: [],
    pattern: null,
    partitions: new Map(),
    group: config.groupId === null ? null : createMembership(config.groupId),
    fetcher: { sessions: new Map(), pending: [], completed: [], failure: null },
    calls: new Map(),
    nextCallId: 1,
    nextAutoCommitUs: node.nowUs + config.autoCommitIntervalMs * 1000,
    pollUntilUs: -1,
    wakeupCalled: false,
    closing: null,
    closed: false,
    events: [],
    consumed: 0,
    lastError: null,
  }
  if (config.groupId === '')
    log(consumer.core, 'WARN', NAMELESS_GROUP, 'org.apache.kafka.clients.consumer.KafkaConsumer')
  return consumer
}

const NAMELESS_GROUP =
  'Support for using the empty group id by consumers is deprecated and will be removed in the next major release.'

/** KafkaConsumer.subscribe: takes effect in the next poll. An empty list unsubscribes. */
export function subscribe(consumer: ConsumerClient, topics: readonly string[], node: NodeContext): ClientError | null {
  if (consumer.group === null) return NO_GROUP_ID
  if (topics.length === 0) {
    unsubscribe(consumer, node)
    return null
  }
  if (topics.some((topic) => topic.trim() === '')) return NAMELESS_TOPIC
  if (consumer.config.assignors.length === 0) return NO_ASSIGNORS
  if (consumer.subscriptionType === 'assigned') return EXCLUSIVE
  consumer.subscriptionType = 'topics'
  consumer.pattern = null
  consumer.topics = Object.freeze([...new Set(topics)])
  if (consumer.group.state === 'unjoined') consumer.group.rejoinNeeded = true
  requestUpdateForNewTopics(consumer.core.metadata)
  requestMetadataUpdate(consumer.core.metadata, true)
  return null
}

/**
 * KafkaConsumer.subscribe(Pattern): whatever matches, now and later. The expression must be one that the shell's
 * `compileExpression` takes, so that no name of a topic can hold the engine up.
 */
export function subscribePattern(
  consumer: ConsumerClient,
  pattern: TopicPattern,
  node: NodeContext,
): ClientError | null {
  const refused = subscribe(consumer, [pattern.source], node)
  if (refused !== null) return refused
  consumer.pattern = Object.freeze({ ...pattern })
  consumer.topics = []
  return null
}

/** KafkaConsumer.assign. */
export function assign(
  consumer: ConsumerClient,
  partitions: readonly TopicPartition[],
  node: NodeContext,
): ClientError | null {
  if (partitions.length === 0) {
    unsubscribe(consumer, node)
    return null
  }
  if (partitions.some((name) => splitTopicPartition(name).topic.trim() === '')) return NAMELESS_PARTITION
  if (consumer.subscriptionType === 'topics') return EXCLUSIVE
  consumer.subscriptionType = 'assigned'
  assignPartitions(consumer, ownAssignment(partitions))
  requestUpdateForNewTopics(consumer.core.metadata)
  requestMetadataUpdate(consumer.core.metadata, true)
  return null
}

/** KafkaConsumer.unsubscribe: leaves the group; nothing is committed. */
export function unsubscribe(consumer: ConsumerClient, node: NodeContext): void {
  giveUpPartitions(consumer)
  leaveGroup(consumer, 'the consumer unsubscribed from all topics', node)
  assignPartitions(consumer, [])
  consumer.subscriptionType = 'none'
  consumer.pattern = null
  consumer.topics = []
  if (consumer.group !== null) {
    consumer.group.rejoinNeeded = false
    consumer.group.needsJoinPrepare = true
    consumer.group.joinedTopics = null
    consumer.group.assignmentSnapshot = null
  }
  advance(consumer, node)
}

/** KafkaConsumer.seek: takes effect in the next poll. */
export function seek(consumer: ConsumerClient, name: TopicPartition, offset: number): ClientError | null {
  if (offset < 0) return clientError('IllegalArgumentException', 'seek offset must not be a negative number')
  const partition = consumer.partitions.get(name)
  if (partition === undefined) return notAssigned(name)
  setPosition(partition, offset, -1)
  dropFetched(consumer, name)
  return null
}

/** All assigned partitions where none are named. */
export function seekToBeginning(
  consumer: ConsumerClient,
  partitions: readonly TopicPartition[],
  node: NodeContext,
): ClientError | null {
  return seekTo(consumer, partitions, { kind: 'earliest' }, node)
}

export function seekToEnd(
  consumer: ConsumerClient,
  partitions: readonly TopicPartition[],
  node: NodeContext,
): ClientError | null {
  return seekTo(consumer, partitions, { kind: 'latest' }, node)
}

function seekTo(
  consumer: ConsumerClient,
  partitions: readonly TopicPartition[],
  policy: OffsetReset,
  node: NodeContext,
): ClientError | null {
  const names = partitions.length === 0 ? [...consumer.partitions.keys()] : partitions
  const change = (partition: PartitionState): void => {
    requestReset(partition, policy, node.wallClockMs)
    dropFetched(consumer, partition.topicPartition)
  }
  return ofAssigned(consumer, names, change)
}

export function pause(consumer: ConsumerClient, partitions: readonly TopicPartition[]): ClientError | null {
  return ofAssigned(consumer, partitions, (partition) => {
    partition.paused = true
  })
}

export function resume(consumer: ConsumerClient, partitions: readonly TopicPartition[]): ClientError | null {
  return ofAssigned(consumer, partitions, (partition) => {
    partition.paused = false
  })
}

function ofAssigned(
  consumer: ConsumerClient,
  partitions: readonly TopicPartition[],
  change: (partition: PartitionState) => void,
): ClientError | null {
  for (const name of partitions) {
    const partition = consumer.partitions.get(name)
    if (partition === undefined) return notAssigned(name)
    change(partition)
  }
  return null
}

function notAssigned(name: TopicPartition): ClientError {
  return clientError('IllegalStateException', `No current assignment for partition ${name}`)
}

function dropFetched(consumer: ConsumerClient, name: TopicPartition): void {
  const { completed } = consumer.fetcher
  for (let i = completed.length - 1; i >= 0; i--) if (completed[i]?.topicPartition === name) completed.splice(i, 1)
}

/** KafkaConsumer.poll; one at a time. Ends with the event `polled` or `pollFailed`, at once where there is something. */
export function startPoll(consumer: ConsumerClient, timeoutMs: number, node: NodeContext): void {
  if (consumer.subscriptionType === 'none') {
    const error = clientError(
      'IllegalStateException',
      'Consumer is not subscribed to any topics or assigned any partitions',
    )
    consumer.events.push({ type: 'pollFailed', error })
    return
  }
  consumer.pollUntilUs = node.nowUs + timeoutMs * 1000
  advance(consumer, node)
}

/** `offsets` null: the positions of everything assigned. The call's id, or what Java throws at once. */
export function commitSync(
  consumer: ConsumerClient,
  offsets: readonly CommitOffset[] | null,
  node: NodeContext,
): number | ClientError {
  return commit(consumer, 'sync', offsets, node)
}

/** Not tried again; its event only says how it went. */
export function commitAsync(
  consumer: ConsumerClient,
  offsets: readonly CommitOffset[] | null,
  node: NodeContext,
): number | ClientError {
  return commit(consumer, 'async', offsets, node)
}

function commit(
  consumer: ConsumerClient,
  mode: 'sync' | 'async',
  offsets: readonly CommitOffset[] | null,
  node: NodeContext,
): number | ClientError {
  if (offsets?.some((each) => each.offset < 0) === true)
    return clientError('IllegalArgumentException', 'Invalid negative offset')
  if (consumer.group === null) return NO_GROUP_ID
  const callId = startCommit(
    consumer,
    mode,
    offsets ?? allConsumed(consumer),
    consumer.config.defaultApiTimeoutMs,
    node,
  )
  advance(consumer, node)
  return callId
}

export function committed(
  consumer: ConsumerClient,
  partitions: readonly TopicPartition[],
  node: NodeContext,
): number | ClientError {
  if (consumer.group === null) return NO_GROUP_ID
  const callId = startCommitted(consumer, partitions, consumer.config.defaultApiTimeoutMs, false, node)
  advance(consumer, node)
  return callId
}

/** Next offset that would be handed out; asks the cluster where that is not known yet. */
export function position(consumer: ConsumerClient, name: TopicPartition, node: NodeContext): number | ClientError {
  if (!consumer.partitions.has(name))
    return clientError(
      'IllegalStateException',
      'You can only check the position for partitions assigned to this consumer.',
    )
  const call: PositionCall = {
    ...newCall(consumer, consumer.config.defaultApiTimeoutMs, node),
    kind: 'position',
    topicPartition: name,
  }
  consumer.calls.set(call.callId, call)
  advance(consumer, node)
  return call.callId
}

export function beginningOffsets(
  consumer: ConsumerClient,
  partitions: readonly TopicPartition[],
  node: NodeContext,
): number {
  return listOffsets(consumer, 'offsets', new Map(partitions.map((name) => [name, EARLIEST_TIMESTAMP])), node)
}

/** High watermarks; with read_committed the last stable offsets. */
export function endOffsets(consumer: ConsumerClient, partitions: readonly TopicPartition[], node: NodeContext): number {
  return listOffsets(consumer, 'offsets', new Map(partitions.map((name) => [name, LATEST_TIMESTAMP])), node)
}

/** Epoch milliseconds by partition. */
export function offsetsForTimes(
  consumer: ConsumerClient,
  times: ReadonlyMap<TopicPartition, number>,
  node: NodeContext,
): number | ClientError {
  for (const [name, time] of times) {
    if (time < 0)
      return clientError(
        'IllegalArgumentException',
        `The target time for partition ${name} is ${time}. The target time cannot be negative.`,
      )
  }
  return listOffsets(consumer, 'times', times, node)
}

function listOffsets(
  consumer: ConsumerClient,
  purpose: 'offsets' | 'times',
  timestamps: ReadonlyMap<TopicPartition, number>,
  node: NodeContext,
): number {
  const callId = startListOffsets(consumer, purpose, timestamps, consumer.config.defaultApiTimeoutMs, node)
  advance(consumer, node)
  return callId
}

/** KafkaConsumer.close: commits where auto-commit is on, leaves the group; then the event `closed`. */
export function closeConsumer(consumer: ConsumerClient, timeoutMs: number, node: NodeContext): void {
  if (consumer.closed || consumer.closing !== null) return
  consumer.pollUntilUs = -1
  const { enableAutoCommit, requestTimeoutMs } = consumer.config
  const patienceMs = Math.min(timeoutMs, requestTimeoutMs)
  const endsAtUs = node.nowUs + timeoutMs * 1000
  consumer.closing = { endsAtUs, deadlineUs: node.nowUs + patienceMs * 1000, stage: 'committing' }
  // Whose coordinator is unknown looks for it first, for as long as it has.
  if (enableAutoCommit && consumer.group !== null)
    startCommit(consumer, 'onClose', allConsumed(consumer), patienceMs, node)
  advance(consumer, node)
}

/** The poll under way, or the next one, fails with WakeupException. */
export function wakeup(consumer: ConsumerClient, node: NodeContext): void {
  consumer.wakeupCalled = true
  advance(consumer, node)
}

/** What has happened since the last call, oldest first. */
export function takeConsumerEvents(consumer: ConsumerClient): ConsumerEvent[] {
  const { events, core } = consumer
  if (core.log.length > 0) {
    for (const line of core.log) events.push({ type: 'logged', ...line })
    core.log = []
  }
  if (events.length > 0) consumer.events = []
  return events
}
