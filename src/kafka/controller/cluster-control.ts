/**
 * Counterpart in Kafka: org.apache.kafka.controller.ClusterControlManager, with the broker handling of
 * ReplicationControlManager (KIP-631): registration, fencing, unfencing, controlled shutdown.
 */
import type { NodeContext } from '../../engine/node-context.ts'
import type { ErrorCode } from '../common/errors.ts'
import type { BrokerRegistration, MetadataImage } from '../metadata/metadata-image.ts'
import type { MetadataRecord } from '../metadata/metadata-records.ts'
import { rulesOf } from '../profile/registry.ts'
import type { BrokerHeartbeatRequest, BrokerHeartbeatResponse } from '../protocol/broker-heartbeat.ts'
import type { BrokerRegistrationRequest, BrokerRegistrationResponse } from '../protocol/broker-registration.ts'
import type { UnregisterBrokerRequest, UnregisterBrokerResponse } from '../protocol/unregister-broker.ts'
import { sessionTimeoutMs } from './controller-config.ts'
import { type ApiError, apiError, type ControllerResult, NO_ERROR } from './controller-result.ts'
import type { ActiveController, ControllerState } from './controller-state.ts'
import { directoriesOffline } from './directory-control.ts'
import { elrEnabled, metadataVersion } from './features.ts'
import { currentBrokerState, nextBrokerState } from './heartbeat-manager.ts'
import { hasValidSession } from './heartbeat-tracker.ts'
import { leaderAndIsrUpdates, partitionsWhere } from './leader-election.ts'

/**
 * Decides on a broker's registration. `nextOffset` is where the first of its records would stand, and so the new broker
 * epoch: that of the registration itself only where nothing of an earlier incarnation had to be cleaned up before.
 */
export function registerBroker(
  state: ControllerState,
  active: ActiveController,
  request: BrokerRegistrationRequest,
  nextOffset: number,
  node: NodeContext,
): ControllerResult<BrokerRegistrationResponse> {
  const { brokerId, incarnationId } = request
  const existing = state.image.brokers.get(brokerId)
  const sameIncarnation = existing?.incarnationId === incarnationId
  if (existing !== undefined && !sameIncarnation && hasValidSession(active, existing, sessionTimeoutMs(state), node)) {
    return { records: [], response: registrationResponse(request, 'DUPLICATE_BROKER_REGISTRATION', -1) }
  }
  const records: MetadataRecord[] = []
  if (!sameIncarnation) {
    // Of a broker that has been unregistered nothing proves that it stopped cleanly.
    const cleanShutdown = existing !== undefined && request.previousBrokerEpoch === existing.brokerEpoch
    records.push(...previousIncarnationGone(state, brokerId, cleanShutdown))
  }
  const brokerEpoch = sameIncarnation && existing !== undefined ? existing.brokerEpoch : nextOffset
  records.push({
    type: 'RegisterBrokerRecord',
    brokerId,
    incarnationId,
    brokerEpoch,
    host: request.host,
    port: request.port,
    rack: request.rack,
    features: request.features,
    fenced: sameIncarnation && existing !== undefined ? existing.fenced : true,
    inControlledShutdown: sameIncarnation && existing !== undefined ? existing.inControlledShutdown : false,
    cordonedLogDirs: null,
    ...(request.logDirs === undefined ? {} : { logDirs: request.logDirs }),
  })
  return { records, response: registrationResponse(request, 'NONE', brokerEpoch) }
}

function registrationResponse(
  request: BrokerRegistrationRequest,
  errorCode: ErrorCode,
  brokerEpoch: number,
): BrokerRegistrationResponse {
  const { correlationId } = request
  return { type: 'BrokerRegistrationResponse', correlationId, errorCode, brokerEpoch }
}

/** A clean stop is proven by the epoch it wrote down; anything else may have lost acknowledged records (KIP-966). */
function previousIncarnationGone(state: ControllerState, brokerId: number, cleanShutdown: boolean): MetadataRecord[] {
  const inIsr = partitionsWhere(state.image, (partition) => partition.isr.includes(brokerId))
  if (cleanShutdown || !elrEnabled(state.image)) return leaderAndIsrUpdates(state, { remove: brokerId }, inIsr)
  const inElr = partitionsWhere(state.image, (partition) => partition.eligibleLeaderReplicas.includes(brokerId))
  return [
    ...leaderAndIsrUpdates(state, { uncleanShutdown: brokerId }, inIsr),
    ...leaderAndIsrUpdates(state, { uncleanShutdown: brokerId }, inElr),
  ]
}

/**
 * ReplicationControlManager.unregisterBroker: out of every ISR and every leadership, and forgotten. A process that still
 * runs is not told: its heartbeats are refused from now on, and only a new start registers it again.
 */
export function unregisterBroker(
  state: ControllerState,
  active: ActiveController,
  { brokerId, correlationId }: UnregisterBrokerRequest,
): ControllerResult<UnregisterBrokerResponse> {
  const registration = state.image.brokers.get(brokerId)
  const answer = (error: ApiError) => ({ type: 'UnregisterBrokerResponse' as const, correlationId, ...error })
  if (registration === undefined) {
    const message = `Broker ID ${brokerId} is not currently registered`
    return { records: [], response: answer(apiError('BROKER_ID_NOT_REGISTERED', message)) }
  }
  active.heartbeats.delete(brokerId)
  const inIsr = partitionsWhere(state.image, (partition) => partition.isr.includes(brokerId))
  const inElr = partitionsWhere(state.image, (partition) => partition.eligibleLeaderReplicas.includes(brokerId))
  const records: MetadataRecord[] = [
    ...leaderAndIsrUpdates(state, { remove: brokerId }, inIsr),
    ...leaderAndIsrUpdates(state, { remove: brokerId }, inElr),
    { type: 'UnregisterBrokerRecord', brokerId, brokerEpoch: registration.brokerEpoch },
  ]
  return { records, response: answer(NO_ERROR) }
}

/** NONE, or why a broker that calls itself `brokerId` of `brokerEpoch` is not listened to. */
export function checkBrokerEpoch(image: MetadataImage, brokerId: number, brokerEpoch: number): ErrorCode {
  const registration = image.brokers.get(brokerId)
  return registration?.brokerEpoch === brokerEpoch ? 'NONE' : 'STALE_BROKER_EPOCH'
}

export interface HeartbeatDecision extends ControllerResult<BrokerHeartbeatResponse> {
  /** For the heartbeat manager, once the records are appended. */
  readonly fenced: boolean
  readonly inControlledShutdown: boolean
}

/** Null with an unknown broker or a stale epoch: the caller has looked at `checkBrokerEpoch` before. */
export function processBrokerHeartbeat(
  state: ControllerState,
  active: ActiveController,
  request: BrokerHeartbeatRequest,
): HeartbeatDecision | null {
  const { brokerId } = request
  const broker = active.heartbeats.get(brokerId)
  const registration = state.image.brokers.get(brokerId)
  if (broker === undefined || registration === undefined) return null
  const hasLeaderships = () => partitionsWhere(state.image, (partition) => partition.leader === brokerId).length > 0
  const current = currentBrokerState(broker)
  // Whoever has read the first record of the registration's batch has read the batch.
  const next = nextBrokerState(active, broker, request, registration.brokerEpoch, hasLeaderships)
  const records: MetadataRecord[] = []
  if (next !== current) {
    if (next === 'unfenced') records.push(...brokerUnfenced(state, brokerId))
    else if (next === 'controlledShutdown') records.push(...brokerInControlledShutdown(state, brokerId))
    else records.push(...brokerFenced(state, brokerId))
  }
  records.push(...directoriesOffline(state, registration, request.offlineLogDirs ?? NO_DIRECTORIES))
  records.push(...directoriesCordoned(state, registration, request.cordonedLogDirs))
  const isFenced = next === 'fenced' || next === 'shutdownNow'
  const response: BrokerHeartbeatResponse = {
    type: 'BrokerHeartbeatResponse',
    correlationId: request.correlationId,
    errorCode: 'NONE',
    isCaughtUp: request.currentMetadataOffset >= registration.brokerEpoch,
    isFenced,
    shouldShutDown: next === 'shutdownNow',
  }
  return { records, response, fenced: isFenced, inControlledShutdown: next === 'controlledShutdown' }
}

const NO_DIRECTORIES: readonly string[] = Object.freeze([])

/** What a broker says for the first time of its directories is written even if there is nothing to say. */
function directoriesCordoned(
  state: ControllerState,
  { brokerId, brokerEpoch, cordonedLogDirs: known }: BrokerRegistration,
  cordonedLogDirs: readonly string[] | null,
): MetadataRecord[] {
  const { knowsCordonedDirectories } = rulesOf(state).controller
  if (cordonedLogDirs === null || !knowsCordonedDirectories(metadataVersion(state.image))) return []
  const same =
    known !== null && known.length === cordonedLogDirs.length && known.every((id) => cordonedLogDirs.includes(id))
  return same ? [] : [registrationChange(brokerId, brokerEpoch, { cordonedLogDirs })]
}

/** Out of every ISR, out of every leadership, out of clients' metadata. One that is fenced and may go is told so again. */
export function brokerFenced(state: ControllerState, brokerId: number): MetadataRecord[] {
  const registration = state.image.brokers.get(brokerId)
  if (registration === undefined) return []
  const inIsr = partitionsWhere(state.image, (partition) => partition.isr.includes(brokerId))
  return [
    ...leaderAndIsrUpdates(state, { remove: brokerId }, inIsr),
    registrationChange(brokerId, registration.brokerEpoch, { fenced: true }),
  ]
}

/** It may lead whatever has no leader; into ISRs it comes by catching up. */
function brokerUnfenced(state: ControllerState, brokerId: number): MetadataRecord[] {
  const registration = state.image.brokers.get(brokerId)
  if (registration === undefined) return []
  const leaderless = partitionsWhere(state.image, (partition) => partition.leader === -1)
  return [
    registrationChange(brokerId, registration.brokerEpoch, { fenced: false }),
    ...leaderAndIsrUpdates(state, { add: brokerId }, leaderless),
  ]
}

function brokerInControlledShutdown(state: ControllerState, brokerId: number): MetadataRecord[] {
  const registration = state.image.brokers.get(brokerId)
  if (registration === undefined) return []
  const records: MetadataRecord[] = []
  if (!registration.inControlledShutdown) {
    records.push(registrationChange(brokerId, registration.brokerEpoch, { inControlledShutdown: true }))
  }
  const inIsr = partitionsWhere(state.image, (partition) => partition.isr.includes(brokerId))
  return [...records, ...leaderAndIsrUpdates(state, { remove: brokerId }, inIsr)]
}

function registrationChange(
  brokerId: number,
  brokerEpoch: number,
  change: { fenced?: boolean; inControlledShutdown?: boolean; cordonedLogDirs?: readonly string[] },
): MetadataRecord {
  const unchanged = { fenced: null, inControlledShutdown: null, cordonedLogDirs: null }
  return { type: 'BrokerRegistrationChangeRecord', brokerId, brokerEpoch, ...unchanged, ...change }
}
