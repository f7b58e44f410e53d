/**
 * Counterpart in Kafka: org.apache.kafka.controller.QuorumController. Decides → appends → answers after commit → replays.
 * The active controller applies its records at once and takes them back if it loses leadership before they are
 * committed; the others apply what is committed, so that any of them can take over without loading anything.
 *
 * Simplified: appends do not wait out controller.quorum.append.linger.ms (25 ms), and an fsync takes no time.
 */
import { assert } from '../../engine/assert.ts'
import type { NodeContext, NodeId, Timer } from '../../engine/node-context.ts'
import { recordsOfImage } from '../metadata/image-records.ts'
import type { MetadataRecord } from '../metadata/metadata-records.ts'
import { applyRecord } from '../metadata/replay.ts'
import { applySnapshot } from '../metadata/snapshot.ts'
import { tell } from '../observe/tell.ts'
import { profileOf } from '../profile/registry.ts'
import type { ControllerResponse } from '../protocol/messages.ts'
import { brokerFenced } from './cluster-control.ts'
import {
  imbalanceCheckIntervalMs,
  isLeaderRebalanceEnabled,
  maxIdleIntervalMs,
  sessionTimeoutMs,
  uncleanElectionIntervalMs,
} from './controller-config.ts'
import type { ActiveController, ControllerState } from './controller-state.ts'
import { bootstrapRecords } from './features.ts'
import { registerHeartbeat } from './heartbeat-manager.ts'
import {
  armStaleCheck,
  beginStaleChecks,
  noteDisconnect,
  removeExpired,
  updateContactTime,
} from './heartbeat-tracker.ts'
import { appendRecords } from './kraft/raft-client.ts'
import { logEndOffset, needsSnapshot, readEntries, takeSnapshot } from './kraft/raft-log.ts'
import { completeParkedFetches } from './kraft/raft-replication.ts'
import { balancePartitionLeaders, electUncleanLeaders } from './leader-election.ts'
import { happeningsOf, type Occasion, rememberBefore } from './record-happenings.ts'
import { reply } from './reply.ts'

export const BY_CONTROLLER: Occasion = Object.freeze({ isrBy: 'controller', fencing: 'sessionExpired' })

/** Brings the controller in line with what Raft has learnt: called after every Raft message, timer and append. */
export function followRaft(state: ControllerState, node: NodeContext): void {
  const { raft } = state
  if (state.active !== null && (raft.role.kind !== 'leader' || raft.epoch !== state.active.epoch))
    renounce(state, state.active, node)
  if (state.active === null) {
    applyEntriesBelow(state, raft.highWatermark)
    // Only once its own first record is committed does it know all that was committed before.
    if (raft.role.kind === 'leader' && raft.highWatermark > raft.role.epochStartOffset) claim(state, node)
  }
  if (state.active !== null) completeDeferred(state, state.active, node)
  // After people were told, so that what the brokers make of the news names it as its cause.
  completeParkedFetches(raft, node)
  if (needsSnapshot(raft.log) && state.image.offset === raft.highWatermark - 1) {
    takeSnapshot(raft.log, state.image.offset, state.image.epoch, recordsOfImage(state.image))
  }
}

function applyEntriesBelow(state: ControllerState, endOffset: number): void {
  const { log } = state.raft
  if (state.image.offset < log.logStartOffset - 1 && log.snapshot !== null) {
    applySnapshot(state.image, log.snapshot.entries)
  }
  const from = state.image.offset + 1
  if (from >= endOffset) return
  for (const entry of readEntries(log, from, endOffset, endOffset - from)) applyRecord(state.image, entry)
}

/** Becomes the active controller. Nothing is loaded: the image is there already. */
function claim(state: ControllerState, node: NodeContext): void {
  assert(state.active === null, 'a controller becomes active once an epoch')
  applyEntriesBelow(state, logEndOffset(state.raft.log))
  const active: ActiveController = {
    epoch: state.raft.epoch,
    heartbeats: new Map(),
    contacts: new Map(),
    staleCheck: { nextAtUs: 0, timer: null },
    deferred: [],
    deferredHappenings: [],
  }
  state.active = active
  beginStaleChecks(active, sessionTimeoutMs(state), node)
  // Who was heard of last is in no record: every broker that is not fenced gets a fresh session.
  for (const broker of state.image.brokers.values()) {
    registerHeartbeat(active, broker.brokerId, broker.fenced)
    if (!broker.fenced) updateContactTime(active, broker, sessionTimeoutMs(state), node)
  }
  if (!state.image.features.has('metadata.version'))
    appendAndApply(state, active, bootstrapRecords(state.config, profileOf(state.profile)), BY_CONTROLLER, node)
  setControllerTimer('ControllerNoOp', active, maxIdleIntervalMs(state) * 1000, node)
  setControllerTimer('ControllerBalance', active, imbalanceCheckIntervalMs(state) * 1000, node)
  setControllerTimer('ControllerUnclean', active, uncleanElectionIntervalMs(state) * 1000, node)
}

interface ControllerTimer extends Timer {
  /** Of whom the timer is; it means nothing in a later epoch. */
  readonly epoch: number
}

function setControllerTimer(type: string, active: ActiveController, delayUs: number, node: NodeContext): void {
  const timer: ControllerTimer = { type, epoch: active.epoch, periodic: true }
  node.setTimer(delayUs, timer)
}

/** Back to a standby: what was not committed is taken back, and whoever waits for it is sent on. */
function renounce(state: ControllerState, active: ActiveController, node: NodeContext): void {
  state.active = null
  if (active.staleCheck.timer !== null) node.cancelTimer(active.staleCheck.timer)
  for (const { to, refusal } of active.deferred) reply(node, to, refusal)
  if (state.image.offset < state.raft.highWatermark) return
  applySnapshot(state.image, state.raft.log.snapshot?.entries ?? [])
}

/** Appends the records as one batch, applies them, and keeps what people should know of it until it is committed. */
export function appendAndApply(
  state: ControllerState,
  active: ActiveController,
  records: readonly MetadataRecord[],
  occasion: Occasion,
  node: NodeContext,
): void {
  if (records.length === 0) return
  assert(state.raft.epoch === active.epoch, 'only who leads the quorum appends')
  const before = rememberBefore(state.image, records)
  const offset = appendRecords(state.raft, records)
  applyEntriesBelow(state, logEndOffset(state.raft.log))
  assert(state.image.offset === offset, 'the active controller has applied whatever it appended')
  for (const happening of happeningsOf(state.image, records, before, occasion))
    active.deferredHappenings.push({ offset, happening, causedBy: occasion.causedBy ?? node.cause })
}

interface DeferredReply {
  readonly to: NodeId
  readonly response: ControllerResponse
  /** What is answered instead where this controller is the active one no more before that. */
  readonly refusal: ControllerResponse
}

/** Answers once everything appended so far is committed, which is at once when it all is. */
export function replyAfterCommit(
  state: ControllerState,
  active: ActiveController,
  { to, response, refusal }: DeferredReply,
  node: NodeContext,
): void {
  active.deferred.push({
    offset: logEndOffset(state.raft.log) - 1,
    to,
    response: Object.freeze(response),
    refusal: Object.freeze(refusal),
  })
  completeDeferred(state, active, node)
}

function completeDeferred(state: ControllerState, active: ActiveController, node: NodeContext): void {
  const { highWatermark } = state.raft
  tellCommitted(active, highWatermark, node)
  while (active.deferred.length > 0 && (active.deferred[0]?.offset ?? 0) < highWatermark) {
    const next = active.deferred.shift()
    if (next !== undefined) reply(node, next.to, next.response)
  }
}

/** The first happening of a batch of records is the cause of the others. */
function tellCommitted(active: ActiveController, highWatermark: number, node: NodeContext): void {
  let batchOffset = -1
  let first = 0
  while (active.deferredHappenings.length > 0 && (active.deferredHappenings[0]?.offset ?? 0) < highWatermark) {
    const next = active.deferredHappenings.shift()
    if (next === undefined) return
    if (next.offset === batchOffset) tell(node, next.happening, first)
    else first = tell(node, next.happening, next.causedBy)
    batchOffset = next.offset
  }
}

/** The active controller's own timers; one of an earlier epoch means nothing any more. */
export function handleControllerTimer(
  state: ControllerState,
  timer: { readonly type: string; readonly epoch?: number },
  node: NodeContext,
): void {
  const { active } = state
  if (active === null) return
  if (timer.type === 'BrokerSessionTimeout') fenceStaleBroker(state, active, node)
  if (timer.epoch !== active.epoch) return
  if (timer.type === 'ControllerNoOp') writeNoOp(state, active, node)
  else if (timer.type === 'ControllerBalance') {
    if (isLeaderRebalanceEnabled(state))
      appendAndApply(state, active, balancePartitionLeaders(state), BY_CONTROLLER, node)
    setControllerTimer(timer.type, active, imbalanceCheckIntervalMs(state) * 1000, node)
  } else if (timer.type === 'ControllerUnclean') {
    appendAndApply(state, active, electUncleanLeaders(state), BY_CONTROLLER, node)
    setControllerTimer(timer.type, active, uncleanElectionIntervalMs(state) * 1000, node)
  }
}

/**
 * Without it an idle cluster's offset would stand still, and nobody could tell a standby in sync from one cut off. It is
 * written whether or not there was anything else to write (QuorumController.registerWriteNoOpRecord).
 */
function writeNoOp(state: ControllerState, active: ActiveController, node: NodeContext): void {
  const intervalUs = maxIdleIntervalMs(state) * 1000
  if (intervalUs === 0) return
  appendAndApply(state, active, [{ type: 'NoOpRecord' }], BY_CONTROLLER, node)
  setControllerTimer('ControllerNoOp', active, intervalUs, node)
}

/**
 * ReplicationControlManager.maybeFenceOneStaleBroker. One that is fenced already, because it stopped in good order, is
 * fenced once more when its session is over; nothing comes of an incarnation that is not the present one.
 */
function fenceStaleBroker(state: ControllerState, active: ActiveController, node: NodeContext): void {
  const silent = removeExpired(active, sessionTimeoutMs(state), node)
  const registration = silent === undefined ? undefined : state.image.brokers.get(silent.brokerId)
  if (silent !== undefined && registration === undefined) active.heartbeats.delete(silent.brokerId)
  if (silent !== undefined && registration?.brokerEpoch === silent.brokerEpoch) {
    const { brokerId, goneCause } = silent
    const fencing = registration.fenced ? null : 'sessionExpired'
    const occasion: Occasion = { ...BY_CONTROLLER, fencing, ...(goneCause === 0 ? {} : { causedBy: goneCause }) }
    appendAndApply(state, active, brokerFenced(state, brokerId), occasion, node)
    const broker = active.heartbeats.get(brokerId)
    if (broker !== undefined) broker.fenced = true
  }
  armStaleCheck(active, sessionTimeoutMs(state), node)
}

/** A broker's process ended: its session goes on, but what comes of it will name this death as its cause. */
export function handleBrokerDisconnect(state: ControllerState, peer: NodeId, node: NodeContext): void {
  if (state.active !== null) noteDisconnect(state.active, peer, node)
}
