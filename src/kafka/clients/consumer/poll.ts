/** Counterpart in Kafka: KafkaConsumer.poll of ClassicKafkaConsumer, and what goes on between polls. */
import type { NodeContext, NodeId } from '../../../engine/node-context.ts'
import { nextExpiryUs } from '../../network/network-client.ts'
import { rulesOf } from '../../profile/registry.ts'
import { earliestReconnectUs, log, maybeUpdateMetadata } from '../core/client-core.ts'
import { type ClientError, clientError } from '../core/client-error.ts'
import { metadataDueAtUs } from '../core/client-metadata.ts'
import { silence, wakeBy } from '../core/wake-up.ts'
import { complete, failCall } from './calls.ts'
import {
  advanceCommit,
  advanceCommitted,
  commitTimedOut,
  fencedByCommit,
  finishCommit,
  maybeAutoCommit,
  startCommitted,
} from './commits.ts'
import type { ConsumerCall, ConsumerClient } from './consumer-state.ts'
import { collectRecords } from './fetch-collector.ts'
import { closeFetchSessions, sendFetches } from './fetcher.ts'
import { advanceListOffsets, resetPositions } from './list-offsets.ts'
import { advanceMembership, leaveGroup } from './membership.ts'
import { advanceJoin, giveUpPartitions, maybeAssign, takeFailure } from './rebalance.ts'
import { listed, requestReset } from './subscription.ts'
import { asksWithNextPoll, topicsOfInterest } from './topics-of-interest.ts'

const NO_TOPICS: ReadonlySet<string> = Object.freeze(new Set<string>())

/** Does what has become possible, and arms the client's timer for what will. */
export function advance(consumer: ConsumerClient, node: NodeContext): void {
  if (consumer.closed) return
  maybeAssign(consumer, node)
  let wakeUs = advanceMembership(consumer, node)
  if (consumer.pollUntilUs !== -1) wakeUs = Math.min(wakeUs, advancePoll(consumer, node))
  if (consumer.calls.size > 0) wakeUs = Math.min(wakeUs, advanceCalls(consumer, node))
  if (consumer.closing !== null) wakeUs = Math.min(wakeUs, advanceClose(consumer, node))
  if (consumer.closed) return silence(consumer.wakeUp, node)
  wakeUs = Math.min(
    wakeUs,
    askForMetadata(consumer, node),
    nextExpiryUs(consumer.core.network),
    earliestReconnectUs(consumer.core, node.nowUs),
  )
  wakeBy(consumer.wakeUp, wakeUs, node)
}

function askForMetadata(consumer: ConsumerClient, node: NodeContext): number {
  const dueUs = asksWithNextPoll(consumer) ? Infinity : metadataDueAtUs(consumer.core.metadata)
  return dueUs > node.nowUs ? dueUs : updateMetadata(consumer, node)
}

/** By itself: a function that makes another allocates room for what that one sees whenever it is called. */
function updateMetadata(consumer: ConsumerClient, node: NodeContext): number {
  const { allowAutoCreateTopics } = consumer.config
  const topics = () => (consumer.pattern === null ? topicsOfInterest(consumer) : null)
  return maybeUpdateMetadata(consumer.core, topics, NO_TOPICS, allowAutoCreateTopics, node)
}

function advancePoll(consumer: ConsumerClient, node: NodeContext): number {
  if (consumer.wakeupCalled) {
    consumer.wakeupCalled = false
    endPoll(consumer, clientError('WakeupException', 'null'), node)
    return Infinity
  }
  const { group } = consumer
  const isMember = group !== null && consumer.subscriptionType === 'topics'
  if (group?.failure != null) {
    endPoll(consumer, takeFailure(group) as ClientError, node)
    return Infinity
  }
  const fenced = isMember && group.commitFenced ? fencedByCommit(consumer) : null
  if (fenced !== null) {
    endPoll(consumer, fenced, node)
    return Infinity
  }
  const ready = !isMember || advanceJoin(consumer, group, node)
  if (ready) {
    maybeAutoCommit(consumer, node)
    updateFetchPositions(consumer, node)
  }
  const records = collectRecords(consumer, consumer.config.maxPollRecords)
  if (records.length === 0 && consumer.fetcher.failure !== null) {
    const { failure } = consumer.fetcher
    consumer.fetcher.failure = null
    endPoll(consumer, failure, node)
    return Infinity
  }
  sendFetches(consumer, node)
  if (records.length > 0 || node.nowUs >= consumer.pollUntilUs) {
    // Nearly always the only one: in a literal there is room for just that, and a push makes room for seventeen.
    if (consumer.events.length === 0) consumer.events = [{ type: 'polled', records }]
    else consumer.events.push({ type: 'polled', records })
    endPoll(consumer, null, node)
    return group === null ? Infinity : group.pollDeadlineUs
  }
  return Math.min(consumer.pollUntilUs, nextRetryUs(consumer, node))
}

function endPoll(consumer: ConsumerClient, error: ClientError | null, node: NodeContext): void {
  consumer.pollUntilUs = -1
  if (consumer.group !== null) consumer.group.pollDeadlineUs = node.nowUs + consumer.config.maxPollIntervalMs * 1000
  if (error === null) return
  consumer.lastError = error.class
  consumer.events.push({ type: 'pollFailed', error })
}

/** When something that a poll waits for may be tried again. */
function nextRetryUs(consumer: ConsumerClient, node: NodeContext): number {
  let atUs = Infinity
  const { group } = consumer
  if (group !== null && group.joinAtUs > node.nowUs) atUs = group.joinAtUs
  if (consumer.config.enableAutoCommit && consumer.nextAutoCommitUs > node.nowUs)
    atUs = Math.min(atUs, consumer.nextAutoCommitUs)
  for (const partition of consumer.partitions.values()) {
    if (partition.retryAtUs > node.nowUs) atUs = Math.min(atUs, partition.retryAtUs)
  }
  return atUs
}

/** Every partition gets a position: the group's committed offset, or what auto.offset.reset says. */
function updateFetchPositions(consumer: ConsumerClient, node: NodeContext): void {
  if (everyPartitionHasPosition(consumer)) return
  const initializing: string[] = []
  const uncommitted: string[] = []
  for (const partition of consumer.partitions.values()) {
    if (partition.state === 'initializing' && consumer.group === null) partition.state = 'uncommitted'
    if (partition.state === 'initializing') initializing.push(partition.topicPartition)
    else if (partition.state === 'uncommitted') uncommitted.push(partition.topicPartition)
  }
  if (initializing.length > 0 && !isRefreshing(consumer)) {
    startCommitted(consumer, initializing, consumer.config.defaultApiTimeoutMs, true, node)
  }
  if (uncommitted.length > 0) {
    const policy = consumer.config.autoOffsetReset
    if (policy.kind === 'none') {
      const message = `Undefined offset with no reset policy for partitions: ${listed(uncommitted)}`
      consumer.fetcher.failure = clientError('NoOffsetForPartitionException', message)
    }
    for (const name of uncommitted) {
      const partition = consumer.partitions.get(name)
      if (partition === undefined) continue
      // Whoever catches that and polls again asks the group again: somebody may have committed an offset since.
      if (policy.kind === 'none') partition.state = 'initializing'
      else requestReset(partition, policy, node.wallClockMs)
    }
  }
  resetPositions(consumer, node)
}

function everyPartitionHasPosition(consumer: ConsumerClient): boolean {
  for (const partition of consumer.partitions.values()) if (partition.state !== 'fetching') return false
  return true
}

function isRefreshing(consumer: ConsumerClient): boolean {
  for (const call of consumer.calls.values()) if (call.kind === 'committed' && call.refresh) return true
  return false
}

function advanceCalls(consumer: ConsumerClient, node: NodeContext): number {
  let wakeUs = Infinity
  for (const call of [...consumer.calls.values()]) {
    if (node.nowUs >= call.deadlineUs) {
      giveUp(consumer, call, node)
      continue
    }
    advanceCall(consumer, call, node)
    if (!consumer.calls.has(call.callId)) continue
    wakeUs = Math.min(wakeUs, call.deadlineUs)
    if (call.retryAtUs > node.nowUs) wakeUs = Math.min(wakeUs, call.retryAtUs)
    if (call.kind === 'position') wakeUs = Math.min(wakeUs, nextRetryUs(consumer, node))
  }
  return wakeUs
}

function advanceCall(consumer: ConsumerClient, call: ConsumerCall, node: NodeContext): void {
  switch (call.kind) {
    case 'commit':
      return advanceCommit(consumer, call, node)
    case 'committed':
      return advanceCommitted(consumer, call, node)
    case 'listOffsets':
      return advanceListOffsets(consumer, call, node)
    case 'position': {
      const position = consumer.partitions.get(call.topicPartition)?.position ?? -1
      if (position !== -1) return complete(consumer, call, { kind: 'position', position })
      updateFetchPositions(consumer, node)
      const { failure } = consumer.fetcher
      if (failure === null) return
      consumer.fetcher.failure = null
      failCall(consumer, call, failure)
    }
  }
}

function giveUp(consumer: ConsumerClient, call: ConsumerCall, node: NodeContext): void {
  const timeoutMs = consumer.config.defaultApiTimeoutMs
  switch (call.kind) {
    case 'commit':
      return finishCommit(consumer, call, commitTimedOut(call, timeoutMs), node)
    case 'committed':
      // The consumer's own look is repeated by the next poll.
      if (call.refresh) consumer.calls.delete(call.callId)
      else {
        const message = `Timeout of ${timeoutMs}ms expired before the last committed offset for partitions ${listed(call.partitions)} could be determined. Try tuning default.api.timeout.ms larger to relax the threshold.`
        failCall(consumer, call, clientError('TimeoutException', message))
      }
      return
    case 'listOffsets':
      if (call.purpose !== 'reset')
        return failCall(
          consumer,
          call,
          clientError('TimeoutException', `Failed to get offsets by times in ${timeoutMs}ms`),
        )
      consumer.calls.delete(call.callId)
      for (const name of call.remaining.keys()) {
        const partition = consumer.partitions.get(name)
        if (partition !== undefined) partition.resetting = false
      }
      return
    case 'position':
      return failCall(
        consumer,
        call,
        clientError(
          'TimeoutException',
          `Timeout of ${timeoutMs}ms expired before the position for partition ${call.topicPartition} could be determined`,
        ),
      )
  }
}

const OF_LEADERS: ReadonlySet<string> = Object.freeze(new Set(['fetch', 'listOffsets', 'metadata']))

/** AbstractCoordinator.close: what was asked of the coordinator last has not been answered, and nobody waits any longer. */
function warnOfPending(consumer: ConsumerClient, coordinator: NodeId): void {
  const { core } = consumer
  // To the coordinator it has a connection of its own, beside the one on which it fetches from the same broker.
  const pending = core.network.inFlight.filter(
    ({ destination, tag }) => destination === coordinator && !OF_LEADERS.has(tag.purpose),
  ).length
  const why = `Close timed out with ${pending} pending requests to coordinator, terminating client connections`
  if (pending > 0) log(core, 'WARN', why, rulesOf(consumer.config).words.membershipLogger)
}

/**
 * Commit, tell the listener, leave, end the fetch sessions: in that order, for at most the time given to close(), and for
 * request.timeout.ms at most with the coordinator and with the leaders.
 */
function advanceClose(consumer: ConsumerClient, node: NodeContext): number {
  const { closing } = consumer
  if (closing === null) return Infinity
  const expired = node.nowUs >= closing.deadlineUs
  if (closing.stage === 'committing') {
    const committing = [...consumer.calls.values()].some((call) => call.kind === 'commit')
    if (committing && !expired) return closing.deadlineUs
    giveUpPartitions(consumer)
    leaveGroup(consumer, 'the consumer is being closed', node)
    closing.stage = 'leaving'
  }
  if (closing.stage === 'leaving') {
    if (consumer.group?.leaveInFlight === true) {
      if (!expired) return closing.deadlineUs
      warnOfPending(consumer, consumer.group.coordinator)
    }
    closing.stage = 'fetches'
    closing.deadlineUs = Math.min(closing.endsAtUs, node.nowUs + consumer.config.requestTimeoutMs * 1000)
  }
  if (rulesOf(consumer.config).client.closesFetchSessions && node.nowUs < closing.deadlineUs) {
    closeFetchSessions(consumer, node)
    if (awaitsFetch(consumer)) return closing.deadlineUs
  }
  consumer.closed = true
  consumer.events.push({ type: 'closed' })
  return Infinity
}

function awaitsFetch({ core }: ConsumerClient): boolean {
  return core.network.inFlight.some(({ tag }) => tag.purpose === 'fetch')
}
