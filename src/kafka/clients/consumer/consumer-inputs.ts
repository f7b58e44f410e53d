/** What reaches a consumer from outside: answers, its timer, broken connections; each goes to the part that waits for it. */
import type { NodeContext, NodeId, ReceivedMessage, Timer } from '../../../engine/node-context.ts'
import {
  completeRequest,
  expireRequests,
  failConnection,
  type InFlightRequest,
  noteThrottle,
} from '../../network/network-client.ts'
import type { Response } from '../../protocol/apis.ts'
import type { MetadataResponse } from '../../protocol/metadata.ts'
import {
  abandonConnection,
  type ClientInterest,
  forgetConnection,
  isForCoordinator,
  logLostConnection,
  onMetadataResponse,
  warnOfSilentBootstraps,
} from '../core/client-core.ts'
import { clientError } from '../core/client-error.ts'
import { metadataRequestFailed, requestMetadataUpdate, requestUpdateForNewTopics } from '../core/client-metadata.ts'
import type { ClientTag } from '../core/client-tags.ts'
import { isUnsupported, unsupported } from '../core/unsupported.ts'
import { disarm } from '../core/wake-up.ts'
import { onOffsetCommit, onOffsetFetch } from './commits.ts'
import type { ConsumerClient } from './consumer-state.ts'
import { onFetchLost, onFetchResponse } from './fetcher.ts'
import { onListOffsets } from './list-offsets.ts'
import { onCoordinatorFound, onHeartbeat, onLeaveGroup } from './membership.ts'
import { advance } from './poll.ts'
import { onJoinGroup, onSyncGroup } from './rebalance.ts'
import { followPattern } from './topic-pattern.ts'
import { topicsOfInterest } from './topics-of-interest.ts'

export interface ConsumerWakeUp extends Timer {
  readonly type: 'ConsumerWakeUp'
  readonly scope: string
}

/** True when the message was for this client. */
export function onConsumerMessage(consumer: ConsumerClient, message: ReceivedMessage, node: NodeContext): boolean {
  const response = message.body as Response
  const request = completeRequest(consumer.core.network, message.from, response)
  if (request === undefined) return false
  consumer.core.connected.add(message.from)
  if (response.type === 'FetchResponse')
    noteThrottle(consumer.core.network, message.from, response.throttleTimeMs, node.nowUs)
  if (isUnsupported(request.request, response)) onUnsupported(consumer, request, node)
  else onResponse(consumer, request.tag, response, node)
  advance(consumer, node)
  return true
}

function onResponse(consumer: ConsumerClient, tag: ClientTag, response: Response, node: NodeContext): void {
  if (tag.purpose === 'fetch' && response.type === 'FetchResponse')
    return onFetchResponse(consumer, tag.brokerId, response, node)
  if (tag.purpose === 'heartbeat' && response.type === 'HeartbeatResponse')
    return onHeartbeat(consumer, tag, response, node)
  if (tag.purpose === 'offsetCommit' && response.type === 'OffsetCommitResponse')
    return onOffsetCommit(consumer, tag, response, node)
  if (tag.purpose === 'offsetFetch' && response.type === 'OffsetFetchResponse')
    return onOffsetFetch(consumer, tag.callId, response, node)
  if (tag.purpose === 'listOffsets' && response.type === 'ListOffsetsResponse')
    return onListOffsets(consumer, tag.callId, response, node)
  if (tag.purpose === 'joinGroup' && response.type === 'JoinGroupResponse') return onJoinGroup(consumer, response, node)
  if (tag.purpose === 'syncGroup' && response.type === 'SyncGroupResponse')
    return onSyncGroup(consumer, tag, response, node)
  if (tag.purpose === 'findCoordinator' && response.type === 'FindCoordinatorResponse')
    return onCoordinatorFound(consumer, response, node)
  if (tag.purpose === 'leaveGroup' && response.type === 'LeaveGroupResponse')
    return onLeaveGroup(consumer, tag, response)
  if (tag.purpose === 'metadata' && response.type === 'MetadataResponse')
    takeMetadata(consumer, response, tag.partial, node)
}

function takeMetadata(consumer: ConsumerClient, response: MetadataResponse, partial: boolean, node: NodeContext): void {
  const matchesOthers = followPattern(consumer, response)
  const wanted = topicsWanted(consumer, response)
  const interest: ClientInterest = {
    isWanted: (topic) => wanted.has(topic),
    uses: (topicPartition) => consumer.partitions.has(topicPartition),
  }
  const { invalid, changed } = onMetadataResponse(consumer.core, response, partial, interest, node)
  // Java's consumer follows a change of what matches with another look at the metadata.
  if (matchesOthers) requestUpdateForNewTopics(consumer.core.metadata)
  if (invalid.length > 0)
    consumer.fetcher.failure = clientError('InvalidTopicException', `Invalid topics: [${invalid.join(', ')}]`)
  if (changed)
    for (const partition of consumer.partitions.values()) if (partition.state === 'fetching') partition.retryAtUs = 0
  for (const topic of wanted)
    if (!response.topics.some((each) => each.name === topic)) requestMetadataUpdate(consumer.core.metadata, true)
}

/** Topics to keep. An answer about every topic leaves out those that are not there. */
function topicsWanted(consumer: ConsumerClient, { topics }: MetadataResponse): ReadonlySet<string> {
  const wanted = topicsOfInterest(consumer)
  if (consumer.pattern === null) return new Set(wanted)
  return new Set(wanted.filter((name) => topics.some((topic) => topic.name === name)))
}

/** A controller was taken for a broker: what is thrown out of poll, in place of waiting for what never comes. */
function onUnsupported(consumer: ConsumerClient, request: InFlightRequest<ClientTag>, node: NodeContext): void {
  if (request.tag.purpose === 'metadata') consumer.fetcher.failure = unsupported(request.request)
  onRequestLost(consumer, request, node)
}

export function onConsumerTimer(consumer: ConsumerClient, timer: Timer, node: NodeContext): boolean {
  if (timer.type !== 'ConsumerWakeUp' || (timer as ConsumerWakeUp).scope !== consumer.scope) return false
  disarm(consumer.wakeUp)
  const expired = expireRequests(consumer.core.network, node.nowUs)
  warnOfSilentBootstraps(consumer.core, expired)
  for (const lost of expired) {
    abandonConnection(consumer.core, lost, node)
    onRequestLost(consumer, lost, node)
  }
  advance(consumer, node)
  return true
}

/** The connection to `peer` broke. True when something of this client was lost with it. */
export function onConsumerDisconnect(consumer: ConsumerClient, peer: NodeId, node: NodeContext): boolean {
  const lost = failConnection(consumer.core.network, peer, node.nowUs)
  const wasConnected = consumer.core.connected.has(peer)
  const coordinatorId = consumer.group?.coordinatorId ?? null
  const asCoordinator = coordinatorId !== null && lost.some(({ tag }) => isForCoordinator(tag))
  if (asCoordinator) logLostConnection(consumer.core, peer, coordinatorId, node.nowUs)
  // The connection for fetches is another one, and fails on its own.
  const asNode = lost.some(({ tag }) => !asCoordinator || !isForCoordinator(tag))
  if (asNode && !(asCoordinator && wasConnected)) logLostConnection(consumer.core, peer, null, node.nowUs)
  forgetConnection(consumer.core, peer)
  for (const request of lost) onRequestLost(consumer, request, node)
  advance(consumer, node)
  return lost.length > 0
}

function onRequestLost(consumer: ConsumerClient, { tag }: InFlightRequest<ClientTag>, node: NodeContext): void {
  switch (tag.purpose) {
    case 'fetch':
      return onFetchLost(consumer, tag.brokerId)
    case 'heartbeat':
      return onHeartbeat(consumer, tag, null, node)
    case 'offsetCommit':
      return onOffsetCommit(consumer, tag, null, node)
    case 'offsetFetch':
      return onOffsetFetch(consumer, tag.callId, null, node)
    case 'listOffsets':
      return onListOffsets(consumer, tag.callId, null, node)
    case 'joinGroup':
      return onJoinGroup(consumer, null, node)
    case 'syncGroup':
      return onSyncGroup(consumer, tag, null, node)
    case 'findCoordinator':
      return onCoordinatorFound(consumer, null, node)
    case 'leaveGroup':
      return onLeaveGroup(consumer, tag, null)
    case 'metadata':
      return metadataRequestFailed(consumer.core.metadata, node)
    case 'connect':
    case 'produce':
    case 'initProducerId':
      return
  }
}
