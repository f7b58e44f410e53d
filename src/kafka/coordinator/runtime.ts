/**
 * Runs the shards of one kind of coordinator on one broker: decide → records → append → replay, and answers when the
 * records are committed. Counterpart in Kafka: org.apache.kafka.coordinator.common.runtime.CoordinatorRuntime.
 *
 * Kafka has threads and gathers writes into batches; here each is appended at once, which is what
 * `group.coordinator.append.linger.ms=-1` comes to when there is nothing else to do.
 *
 * Kafka replays before it appends, and goes back to a snapshot if the append fails. Here what could not be appended is
 * not replayed, and only what a shard changed by itself is taken back; and the shard of a broker that no longer leads is
 * dropped with all that was not committed. Should the broker lead again, it is loaded from the log, like anywhere else.
 */
import { assert } from '../../engine/assert.ts'
import type { NodeId } from '../../engine/node-context.ts'
import { isTransactional, markerOf, type TransactionMarker } from '../log/log-transactions.ts'
import { CONTROL_FLAG } from '../log/record-batch.ts'
import type { MetadataDelta } from '../metadata/metadata-delta.ts'
import type { Response } from '../protocol/apis.ts'
import type { CoordinatorHost, CoordinatorLog, CoordinatorQuestion } from './coordinator-host.ts'
import type { CoordinatorKind, CoordinatorRequest, ShardRequest } from './coordinator-shard.ts'
import {
  type Asker,
  type CoordinatorContext,
  type CoordinatorRuntime,
  createContext,
  transitionTo,
} from './runtime-state.ts'
import {
  abandonEvents,
  answer,
  assertAllWritten,
  beginGathering,
  type Call,
  type CoordinatorTimer,
  callOf,
  commit,
  type LoadCompleted,
  onWriteTimeout,
  replayOne,
  setOwnTimer,
  settle,
  type WriteTimeout,
  write,
} from './write-events.ts'

/** Answers now, or when what the request led to is committed; one response in the end. */
export function handleCoordinatorRequest(
  kind: CoordinatorKind,
  runtime: CoordinatorRuntime,
  request: CoordinatorRequest,
  from: NodeId,
  host: CoordinatorHost,
): void {
  const refusal = kind.refuse(request)
  if (refusal !== null) return host.respond(from, refusal)
  const routed = kind.route(request, host.config)
  const parts = routed === 'everyShard' ? everyShard(runtime, request) : routed
  if (parts.length === 0) return host.respond(from, kind.merge(request, []))
  const gathering =
    parts.length === 1 && routed !== 'everyShard' ? -1 : beginGathering(runtime, request, from, parts.length)
  for (const [part, each] of parts.entries()) handlePart(kind, runtime, each, { to: from, gathering, part }, host)
}

function everyShard(runtime: CoordinatorRuntime, request: CoordinatorRequest): ShardRequest[] {
  return [...runtime.contexts.keys()].map((partition) => ({ partition, request }))
}

function handlePart(
  kind: CoordinatorKind,
  runtime: CoordinatorRuntime,
  { partition, request }: ShardRequest,
  by: Asker,
  host: CoordinatorHost,
): void {
  const context = runtime.contexts.get(partition)
  if (context === undefined || context.state !== 'ACTIVE') {
    const errorCode = context?.state === 'LOADING' ? 'COORDINATOR_LOAD_IN_PROGRESS' : 'NOT_COORDINATOR'
    return answer({ kind, runtime, host }, by, kind.errorResponse(request, errorCode))
  }
  const call = callOf(kind, runtime, context, host)
  const result = kind.handle(context.shard, request, by.to, call.shardHost)
  if (kind.isRead(request)) {
    assertAllWritten(call)
    if (result !== null && result.response !== null) answer(call, by, result.response)
    return
  }
  write(call, result, { by, request })
  settle(call)
}

/** A `CoordinatorTimer` of this kind fired. One that outlived its shard does nothing. */
export function onCoordinatorTimer(
  kind: CoordinatorKind,
  runtime: CoordinatorRuntime,
  due: CoordinatorTimer,
  host: CoordinatorHost,
): void {
  const context = runtime.contexts.get(due.partition)
  if (context === undefined) return
  const call = callOf(kind, runtime, context, host)
  if (due.key === null) {
    const own = due.timer as WriteTimeout | LoadCompleted
    if (own.type === 'LoadCompleted') return load(call, own.previousLeader)
    onWriteTimeout(call, own)
  } else {
    context.timers.delete(due.key)
    write(call, kind.onTimer(context.shard, due.timer, call.shardHost), null)
  }
  settle(call)
}

/** Somebody whom a shard has asked has answered, or not in time (null). */
export function onAnswer(
  kind: CoordinatorKind,
  runtime: CoordinatorRuntime,
  { partition, question }: CoordinatorQuestion,
  response: Response | null,
  host: CoordinatorHost,
): void {
  const context = runtime.contexts.get(partition)
  if (context === undefined || context.state !== 'ACTIVE') return
  const call = callOf(kind, runtime, context, host)
  write(call, kind.onAnswer(context.shard, question, response, call.shardHost), null)
  settle(call)
}

export interface Election {
  readonly partition: number
  readonly leaderEpoch: number
  /** The broker that the shard has come from; -1 where that is not known. */
  readonly previousLeader: number
}

/** This broker leads a partition of the coordinator's topic from now on, or under a new epoch. */
export function onElection(
  kind: CoordinatorKind,
  runtime: CoordinatorRuntime,
  { partition, leaderEpoch, previousLeader }: Election,
  host: CoordinatorHost,
): void {
  let context = runtime.contexts.get(partition)
  if (context === undefined) {
    context = createContext(partition, kind.createState())
    runtime.contexts.set(partition, context)
  }
  if (leaderEpoch <= context.leaderEpoch) return
  context.leaderEpoch = leaderEpoch
  // The same leader under a new epoch has lost nothing.
  if (context.state === 'ACTIVE' || context.state === 'LOADING') return
  transitionTo(context, 'LOADING')
  const call = callOf(kind, runtime, context, host)
  const delayUs = Math.ceil(bytesToRead(call) / READ_BYTES_PER_US)
  if (delayUs === 0) return load(call, previousLeader)
  context.loadTimer = setOwnTimer(call, delayUs, { type: 'LoadCompleted', previousLeader })
}

/** How fast a log is read: a common disk, as when a broker recovers its logs. */
const READ_BYTES_PER_US = 200

function bytesToRead({ kind, context, host }: Call): number {
  const batches = host.readLog(kind.topic, context.partition)?.batches ?? []
  return batches.reduce((bytes, { sizeInBytes }) => bytes + sizeInBytes, 0)
}

function load(call: Call, previousLeader: number): void {
  const { kind, context, host, shardHost } = call
  context.loadTimer = null
  const log = host.readLog(kind.topic, context.partition)
  context.shard = kind.createState()
  if (log === null || !replayLog(call, log)) return transitionTo(context, 'FAILED')
  context.lastWrittenOffset = log.logEndOffset
  assert(log.highWatermark <= log.logEndOffset, 'highWatermark <= logEndOffset')
  context.lastCommittedOffset = log.highWatermark
  transitionTo(context, 'ACTIVE')
  write(call, kind.onLoaded(context.shard, previousLeader, shardHost), null)
  settle(call)
}

/** False when something is in the log that can be no record of this coordinator. */
function replayLog(call: Call, { batches, highWatermark }: CoordinatorLog): boolean {
  const { kind, context, host } = call
  for (const batch of batches) {
    if ((batch.attributes & CONTROL_FLAG) !== 0) {
      const marker = markerOf(batch)
      if (marker !== null) kind.onTransactionEnd?.(context.shard, marker, batch.lastOffset + 1, host.node.wallClockMs)
      continue
    }
    const producer = isTransactional(batch) ? batch : undefined
    for (const { key, value, offsetDelta } of batch.records) {
      const record = key === null ? 'unknown' : kind.decode(key, value)
      if (record === 'malformed') return false
      if (record === 'unknown') continue
      replayOne(call, record, batch.baseOffset + offsetDelta + 1, producer)
    }
    commit(call, highWatermark)
  }
  return true
}

/** Another broker leads the partition now, or it is gone. Those who wait are sent away. */
export function onResignation(
  kind: CoordinatorKind,
  runtime: CoordinatorRuntime,
  partition: number,
  host: CoordinatorHost,
): void {
  const context = runtime.contexts.get(partition)
  if (context === undefined) return
  const call = callOf(kind, runtime, context, host)
  cancelTimers(context, host)
  const active = context.state === 'ACTIVE'
  transitionTo(context, 'CLOSED')
  if (active) {
    kind.onUnloaded(context.shard, call.shardHost)
    abandonEvents(call)
    // What was abandoned may have set timers of its own.
    cancelTimers(context, host)
  }
  runtime.contexts.delete(partition)
}

function cancelTimers(context: CoordinatorContext, host: CoordinatorHost): void {
  if (context.loadTimer !== null) host.node.cancelTimer(context.loadTimer)
  context.loadTimer = null
  for (const timer of context.timers.values()) host.node.cancelTimer(timer)
  context.timers.clear()
}

/** A marker stands in the coordinator's own partition now; `offset` is one past it. */
export function onMarkerAppended(
  kind: CoordinatorKind,
  runtime: CoordinatorRuntime,
  {
    partition,
    marker,
    offset,
  }: { readonly partition: number; readonly marker: TransactionMarker; readonly offset: number },
  host: CoordinatorHost,
): void {
  const context = runtime.contexts.get(partition)
  if (context === undefined || context.state !== 'ACTIVE') return
  const call = callOf(kind, runtime, context, host)
  assert(offset > context.lastWrittenOffset, 'a marker follows on what its shard wrote before')
  kind.onTransactionEnd?.(context.shard, marker, offset, host.node.wallClockMs)
  context.lastWrittenOffset = offset
  settle(call)
}

/** May be called from within `host.append`; what it completes then waits until the call at hand is done. */
export function onHighWatermarkAdvanced(
  kind: CoordinatorKind,
  runtime: CoordinatorRuntime,
  partition: number,
  highWatermark: number,
  host: CoordinatorHost,
): void {
  const context = runtime.contexts.get(partition)
  if (context === undefined || context.state !== 'ACTIVE' || highWatermark <= context.lastCommittedOffset) return
  context.lastCommittedOffset = highWatermark
  if (!context.appending) settle(callOf(kind, runtime, context, host))
}

/** The image has these changes. What shards keep about a deleted topic goes with it, lest its namesake inherit it. */
export function onNewMetadata(
  kind: CoordinatorKind,
  runtime: CoordinatorRuntime,
  delta: MetadataDelta,
  host: CoordinatorHost,
): void {
  for (const context of runtime.contexts.values()) {
    if (context.state !== 'ACTIVE') continue
    const call = callOf(kind, runtime, context, host)
    write(call, kind.onNewMetadata(context.shard, delta, call.shardHost), null)
    settle(call)
  }
}
