/**
 * Counterpart in Kafka: org.apache.kafka.clients.consumer.internals.ConsumerCoordinator, its offsets: committing them and
 * finding what was committed.
 */
import type { NodeContext } from '../../../engine/node-context.ts'
import { type ErrorCode, isRetriable } from '../../common/errors.ts'
import { inTopicPartitionMapOrder } from '../../common/java-hash.ts'
import type { TopicPartition } from '../../common/topic-partition.ts'
import { canSendTo } from '../../network/network-client.ts'
import { tell } from '../../observe/tell.ts'
import { rulesOf } from '../../profile/registry.ts'
import type { OffsetCommitResponse } from '../../protocol/offset-commit.ts'
import type { OffsetFetchResponse } from '../../protocol/offset-fetch.ts'
import { log, transmit } from '../core/client-core.ts'
import { type ClientError, clientError, errorOf } from '../core/client-error.ts'
import { inRequestOrder } from '../core/topic-order.ts'
import { backOff, complete, failCall, newCall } from './calls.ts'
import type { CommitCall, CommitOffset, CommittedCall, ConsumerClient, GroupMembership } from './consumer-state.ts'
import { CONSUMER_COORDINATOR, coordinatorLost, logFenced, resetGeneration } from './group-state.ts'
import { allConsumed, setPosition } from './subscription.ts'

/** Of a member that knows it is none. */
const NOT_A_MEMBER =
  'Offset commit cannot be completed since the consumer is not part of an active group for auto partition assignment; it is likely that the consumer was kicked out of the group.'
/** Of a member that is told so. */
const COMMIT_FAILED =
  'Commit cannot be completed since the group has already rebalanced and assigned the partitions to another member. This means that the time between subsequent calls to poll() was longer than the configured max.poll.interval.ms, which typically implies that the poll loop is spending too much time message processing. You can address this either by increasing max.poll.interval.ms or by reducing the maximum size of batches returned in poll() with max.poll.records.'
const REBALANCING =
  'Offset commit cannot be completed since the consumer is undergoing a rebalance for auto partition assignment. You can try completing the rebalance by calling poll() and then retry the operation.'

export function startCommit(
  consumer: ConsumerClient,
  mode: CommitCall['mode'],
  offsets: readonly CommitOffset[],
  timeoutMs: number,
  node: NodeContext,
): number {
  const call: CommitCall = { ...newCall(consumer, timeoutMs, node), kind: 'commit', mode, offsets }
  const fenced = fencedByCommit(consumer)
  consumer.calls.set(call.callId, call)
  if (fenced !== null) finishCommit(consumer, call, fenced, node)
  else if (offsets.length === 0) finishCommit(consumer, call, null, node)
  else advanceCommit(consumer, call, node)
  return call.callId
}

/**
 * ConsumerCoordinator.invokeCompletedOffsetCommitCallbacks: from the first asynchronous commit on that was refused because
 * another process has the member's group.instance.id, every poll and every commit throws. Null: there was none.
 */
export function fencedByCommit({ config, group }: ConsumerClient): ClientError | null {
  if (group === null || !group.commitFenced) return null
  const who = `group.instance.id ${config.groupInstanceId}, current member.id is ${group.memberId}`
  return clientError('FencedInstanceIdException', `Get fenced exception for ${who}`)
}

/** Every auto.commit.interval.ms, inside poll: what earlier polls have handed out. */
export function maybeAutoCommit(consumer: ConsumerClient, node: NodeContext): void {
  if (!consumer.config.enableAutoCommit || node.nowUs < consumer.nextAutoCommitUs || consumer.group === null) return
  consumer.nextAutoCommitUs = node.nowUs + consumer.config.autoCommitIntervalMs * 1000
  startCommit(consumer, 'auto', allConsumed(consumer), consumer.config.defaultApiTimeoutMs, node)
}

export function advanceCommit(consumer: ConsumerClient, call: CommitCall, node: NodeContext): void {
  const { group, core } = consumer
  if (group === null || call.inFlight > 0 || call.retryAtUs > node.nowUs || group.coordinatorId === -1) return
  const isMember = consumer.subscriptionType === 'topics'
  if (isMember && group.state !== 'stable' && call.mode !== 'beforeJoin') {
    const rebalancing = group.state === 'joining' || group.state === 'syncing'
    const error = rebalancing
      ? clientError('RebalanceInProgressException', REBALANCING)
      : clientError('CommitFailedException', NOT_A_MEMBER)
    return finishCommit(consumer, call, error, node)
  }
  const to = group.coordinator
  if (!canSendTo(core.network, to, node.nowUs)) return
  call.inFlight = 1
  transmit(
    core,
    to,
    {
      type: 'OffsetCommitRequest',
      groupId: group.groupId,
      generationId: isMember ? group.generationId : -1,
      memberId: isMember ? group.memberId : '',
      groupInstanceId: isMember ? consumer.config.groupInstanceId : null,
      partitions: inRequestOrder(call.offsets).map((each) => ({ ...each, metadata: '' })),
    },
    { purpose: 'offsetCommit', callId: call.callId, memberId: group.memberId, generationId: group.generationId },
    node,
  )
}

/** `response` null: the request was lost. */
export function onOffsetCommit(
  consumer: ConsumerClient,
  tag: { readonly callId: number; readonly memberId: string; readonly generationId: number },
  response: OffsetCommitResponse | null,
  node: NodeContext,
): void {
  const call = consumer.calls.get(tag.callId)
  const { group } = consumer
  if (call === undefined || call.kind !== 'commit' || group === null) return
  call.inFlight = 0
  const refused = response?.partitions.find((row) => row.errorCode !== 'NONE')
  if (response !== null && refused === undefined) return finishCommit(consumer, call, null, node)
  const code: ErrorCode = refused?.errorCode ?? 'NETWORK_EXCEPTION'
  if (refused !== undefined) reportRefused(consumer, call, refused)
  if (code === 'FENCED_INSTANCE_ID') logFenced(consumer, group, 'OffsetCommit')
  if (
    code === 'NOT_COORDINATOR' ||
    code === 'COORDINATOR_NOT_AVAILABLE' ||
    code === 'REQUEST_TIMED_OUT' ||
    code === 'NETWORK_EXCEPTION'
  )
    coordinatorLost(consumer, code, node)
  // An asynchronous commit is not tried again: a newer one may have overtaken it.
  if (isRetriable(code) && call.mode === 'beforeJoin') {
    // ConsumerCoordinator.onJoinPrepare sleeps for retry.backoff.ms each time, as long as the rebalance may take.
    call.retryAtUs = node.nowUs + consumer.config.retryBackoffMs * 1000
    return
  }
  if (isRetriable(code) && call.mode !== 'async' && call.mode !== 'auto') return backOff(consumer, call, node)
  const unchanged = group.memberId === tag.memberId && group.generationId === tag.generationId
  const error = commitError(consumer, group, code, unchanged)
  const isAsynchronous = call.mode === 'async' || call.mode === 'auto'
  if (isAsynchronous && error.class === 'FencedInstanceIdException') group.commitFenced = true
  finishCommit(consumer, call, error, node)
}

/** The first partition that failed speaks for all. */
function reportRefused(
  { core, config }: ConsumerClient,
  call: CommitCall,
  { topicPartition, errorCode }: OffsetCommitResponse['partitions'][number],
): void {
  const offset = call.offsets.find((each) => each.topicPartition === topicPartition)?.offset ?? -1
  const { message } = errorOf(config, errorCode)
  log(
    core,
    isRetriable(errorCode) ? 'WARN' : 'ERROR',
    `Offset commit failed on partition ${topicPartition} at offset ${offset}: ${message}`,
    CONSUMER_COORDINATOR,
  )
}

function commitError(
  consumer: ConsumerClient,
  group: GroupMembership,
  code: ErrorCode,
  unchanged: boolean,
): ClientError {
  switch (code) {
    case 'REBALANCE_IN_PROGRESS':
      group.rejoinNeeded = true
      return clientError(
        'RebalanceInProgressException',
        'Offset commit cannot be completed since the consumer group is executing a rebalance at the moment. You can try completing the rebalance by calling poll() and then retry commit again',
      )
    case 'UNKNOWN_MEMBER_ID':
    case 'ILLEGAL_GENERATION':
      if (unchanged) resetGeneration(group, code)
      return clientError('CommitFailedException', COMMIT_FAILED)
    case 'FENCED_INSTANCE_ID':
      return rulesOf(consumer.config).client.commitOfFencedInstance({
        subscribed: consumer.subscriptionType === 'topics',
        unchanged,
      }) === 'CommitFailedException'
        ? clientError('CommitFailedException', COMMIT_FAILED)
        : errorOf(consumer.config, code)
    default:
      if (isRetriable(code))
        return clientError(
          'RetriableCommitFailedException',
          'Offset commit failed with a retriable exception. You should retry committing the latest consumed offsets.',
        )
      return errorOf(consumer.config, code)
  }
}

/** The end of a commit; `error` null is success. */
export function finishCommit(
  consumer: ConsumerClient,
  call: CommitCall,
  error: ClientError | null,
  node: NodeContext,
): void {
  if (error === null) {
    for (const { topicPartition, offset } of call.offsets) {
      const partition = consumer.partitions.get(topicPartition)
      if (partition !== undefined) partition.committed = offset
    }
  } else {
    consumer.lastError = error.class
    tell(node, {
      type: 'CommitFailed',
      consumer: consumer.clientId,
      groupId: consumer.config.groupId ?? '',
      error: error.class,
    })
  }
  if (call.mode === 'sync' || call.mode === 'async') {
    if (error === null) complete(consumer, call, { kind: 'commit' })
    else failCall(consumer, call, error)
    return
  }
  consumer.calls.delete(call.callId)
  if (error === null) return
  reportAutoCommit(consumer, call, error, node)
}

/** Nobody waits for an automatic commit, so the log is told. Of one that will be tried again soon it is not. */
function reportAutoCommit(consumer: ConsumerClient, call: CommitCall, error: ClientError, node: NodeContext): void {
  const report = (level: 'WARN' | 'ERROR', message: string): void =>
    log(consumer.core, level, message, CONSUMER_COORDINATOR)
  const timedOut = error.class === 'TimeoutException'
  switch (call.mode) {
    case 'auto':
      // The callback that would say so is never called: whatever calls it throws.
      if (consumer.group?.commitFenced) return
      if (error.class !== 'RetriableCommitFailedException')
        return report(
          'WARN',
          `Asynchronous auto-commit of offsets ${commitText(call.offsets)} failed: ${error.message}`,
        )
      consumer.nextAutoCommitUs = node.nowUs + consumer.config.retryBackoffMs * 1000
      return
    case 'beforeJoin':
      return timedOut
        ? report(
            'ERROR',
            'Asynchronous auto-commit of offsets failed: joinPrepare timeout. Will continue to join group',
          )
        : report('ERROR', `Asynchronous auto-commit of offsets failed: ${error.message}. Will continue to join group.`)
    default:
      if (!timedOut)
        report('WARN', `Synchronous auto-commit of offsets ${commitText(call.offsets)} failed: ${error.message}`)
  }
}

export function commitTimedOut(call: CommitCall, timeoutMs: number): ClientError {
  return clientError(
    'TimeoutException',
    `Timeout of ${timeoutMs}ms expired before successfully committing offsets ${commitText(call.offsets)}`,
  )
}

/** As Java prints the HashMap that the offsets were copied into. */
function commitText(offsets: readonly CommitOffset[]): string {
  const byName = new Map(offsets.map((each) => [each.topicPartition, each]))
  const each = inTopicPartitionMapOrder([...byName.keys()]).map((name) => {
    const { offset, leaderEpoch } = byName.get(name) as CommitOffset
    return `${name}=OffsetAndMetadata{offset=${offset}, leaderEpoch=${leaderEpoch === -1 ? 'null' : leaderEpoch}, metadata=''}`
  })
  return `{${each.join(', ')}}`
}

export function startCommitted(
  consumer: ConsumerClient,
  partitions: readonly TopicPartition[],
  timeoutMs: number,
  refresh: boolean,
  node: NodeContext,
): number {
  const call: CommittedCall = { ...newCall(consumer, timeoutMs, node), kind: 'committed', partitions, refresh }
  consumer.calls.set(call.callId, call)
  advanceCommitted(consumer, call, node)
  return call.callId
}

export function advanceCommitted(consumer: ConsumerClient, call: CommittedCall, node: NodeContext): void {
  const { group, core } = consumer
  if (group === null || call.inFlight > 0 || call.retryAtUs > node.nowUs || group.coordinatorId === -1) return
  const to = group.coordinator
  if (!canSendTo(core.network, to, node.nowUs)) return
  call.inFlight = 1
  transmit(
    core,
    to,
    { type: 'OffsetFetchRequest', groupId: group.groupId, topicPartitions: call.partitions, requireStable: true },
    { purpose: 'offsetFetch', callId: call.callId },
    node,
  )
}

export function onOffsetFetch(
  consumer: ConsumerClient,
  callId: number,
  response: OffsetFetchResponse | null,
  node: NodeContext,
): void {
  const call = consumer.calls.get(callId)
  const { group } = consumer
  if (call === undefined || call.kind !== 'committed' || group === null) return
  call.inFlight = 0
  const code: ErrorCode =
    response === null
      ? 'NETWORK_EXCEPTION'
      : response.errorCode !== 'NONE'
        ? response.errorCode
        : (response.partitions.find((row) => row.errorCode !== 'NONE')?.errorCode ?? 'NONE')
  if (code === 'NOT_COORDINATOR' || code === 'NETWORK_EXCEPTION' || code === 'COORDINATOR_NOT_AVAILABLE')
    coordinatorLost(consumer, code, node)
  if (code !== 'NONE' && !isRetriable(code)) {
    if (!call.refresh) return failCall(consumer, call, errorOf(consumer.config, code))
    consumer.calls.delete(callId)
    consumer.fetcher.failure = errorOf(consumer.config, code)
    return
  }
  if (code !== 'NONE' || response === null) return backOff(consumer, call, node)
  if (call.refresh) return applyCommitted(consumer, call, response)
  const offsets = new Map(call.partitions.map((name): [TopicPartition, number | null] => [name, null]))
  for (const { topicPartition, offset } of response.partitions) {
    if (offset >= 0) offsets.set(topicPartition, offset)
    const partition = consumer.partitions.get(topicPartition)
    if (partition !== undefined) partition.committed = offset
  }
  complete(consumer, call, { kind: 'committed', offsets })
}

/** Partitions without a committed offset stay as they are, and are reset next. */
function applyCommitted(consumer: ConsumerClient, call: CommittedCall, response: OffsetFetchResponse): void {
  consumer.calls.delete(call.callId)
  for (const { topicPartition, offset, leaderEpoch } of response.partitions) {
    const partition = consumer.partitions.get(topicPartition)
    if (partition === undefined || partition.state !== 'initializing') continue
    partition.committed = offset
    if (offset >= 0) setPosition(partition, offset, leaderEpoch)
    else partition.state = 'uncommitted'
  }
}
