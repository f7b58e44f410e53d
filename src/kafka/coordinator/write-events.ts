/**
 * From a shard's decision to the answer: append, replay, wait for the high watermark. Counterpart in Kafka:
 * CoordinatorRuntime.CoordinatorWriteEvent and DeferredEventQueue.
 */
import { assert } from '../../engine/assert.ts'
import type { NodeId, TimerId } from '../../engine/node-context.ts'
import type { ErrorCode } from '../common/errors.ts'
import type { CoordinatorHost } from './coordinator-host.ts'
import type {
  CoordinatorKind,
  CoordinatorRequest,
  CoordinatorResponse,
  CoordinatorResult,
  Note,
  ShardHost,
  TransactionalProducer,
} from './coordinator-shard.ts'
import type { Asker, CoordinatorContext, CoordinatorRuntime, DeferredEvent } from './runtime-state.ts'
import { commitTimeline, hasUnwritten, markWritten, revertUnwritten } from './timeline.ts'

/** One shard at work. Made anew for each call: it holds functions. */
export interface Call {
  readonly kind: CoordinatorKind
  readonly runtime: CoordinatorRuntime
  readonly context: CoordinatorContext
  readonly host: CoordinatorHost
  /** What the shard itself sees. */
  readonly shardHost: ShardHost
}

/** All timers of coordinators are of this type; whose they are is a field. */
export interface CoordinatorTimer {
  readonly type: 'CoordinatorTimer'
  readonly coordinator: string
  readonly partition: number
  /** Null: the runtime's own. */
  readonly key: string | null
  readonly timer: Note
  readonly periodic?: true
}

/** Somebody has waited too long for what was written. */
export interface WriteTimeout {
  readonly type: 'WriteTimeout'
  readonly eventId: number
}

/** The log has been read. */
export interface LoadCompleted {
  readonly type: 'LoadCompleted'
  readonly previousLeader: number
}

export type Asked = NonNullable<DeferredEvent['asked']>

export function callOf(
  kind: CoordinatorKind,
  runtime: CoordinatorRuntime,
  context: CoordinatorContext,
  host: CoordinatorHost,
): Call {
  const { node, metadata, config, brokerId } = host
  const { partition, timers } = context
  const shardHost: ShardHost = {
    node,
    metadata,
    config,
    brokerId,
    partition,
    leaderEpoch: context.leaderEpoch,
    generateProducerId: () => host.generateProducerId(),
    respond: (to: NodeId, response: CoordinatorResponse) => host.respond(to, response),
    schedule(key, delayUs, timer, periodic) {
      const due = { type: 'CoordinatorTimer', coordinator: kind.name, partition, key, timer } as const
      const before = timers.get(key)
      if (before !== undefined) node.cancelTimer(before)
      timers.set(key, setTimer(host, delayUs, periodic === true ? { ...due, periodic } : due))
    },
    ask: (askedId, request, question) =>
      host.ask(askedId, request, { type: 'coordinator', coordinator: kind.name, partition, question }),
    cancel(key) {
      const before = timers.get(key)
      if (before === undefined) return
      node.cancelTimer(before)
      timers.delete(key)
    },
  }
  return { kind, runtime, context, host, shardHost }
}

function setTimer(host: CoordinatorHost, delayUs: number, timer: CoordinatorTimer): TimerId {
  return host.node.setTimer(delayUs, timer)
}

/** A timer of the runtime's own. */
export function setOwnTimer(
  { kind, context, host }: Call,
  delayUs: number,
  timer: WriteTimeout | LoadCompleted,
): TimerId {
  const { partition } = context
  return setTimer(host, delayUs, { type: 'CoordinatorTimer', coordinator: kind.name, partition, key: null, timer })
}

/** Appends what was decided, replays it, and sees to it that whoever asked is answered when it is committed. */
export function write(call: Call, result: CoordinatorResult | null, asked: Asked | null): void {
  if (result === null) return
  const { kind, context, host } = call
  const { records, response, completion } = result
  if (records.length === 0) {
    if (result.refusal === true && response !== null && asked !== null) return answer(call, asked.by, response)
    return defer(call, asked, response, completion)
  }
  assert(context.state === 'ACTIVE', 'only an active shard writes')
  for (const record of records) {
    const partition = kind.partitionOf(record, host.config)
    assert(partition === context.partition, 'a record belongs to the shard that decided it')
  }
  context.appending = true
  const stored = records.map((record) => kind.encode(record, call.shardHost))
  const { producer } = result
  const baseSequence = producer === undefined ? (result.baseSequence ?? kind.baseSequence?.(host.config)) : undefined
  const { offset, errorCode } = host.append(kind.topic, context.partition, stored, producer, baseSequence)
  context.appending = false
  if (errorCode !== 'NONE') {
    for (const timeline of kind.timelines(context.shard)) revertUnwritten(timeline)
    return fail(call, asked, response, completion, errorCode)
  }
  const first = offset - records.length + 1
  assert(first > context.lastWrittenOffset, 'what a shard writes follows on what it wrote before')
  if (result.alreadyApplied) for (const timeline of kind.timelines(context.shard)) markWritten(timeline, offset)
  else for (const [index, record] of records.entries()) replayOne(call, record, first + index, result.producer)
  context.lastWrittenOffset = offset
  defer(call, asked, response, completion)
}

/** A record that stands in the log, of a producer's transaction or by itself. */
export function replayOne(
  { kind, context, host }: Pick<Call, 'kind' | 'context' | 'host'>,
  record: unknown,
  offset: number,
  producer: TransactionalProducer | undefined,
): void {
  const { wallClockMs } = host.node
  if (producer === undefined) kind.replay(context.shard, record, offset, wallClockMs)
  else kind.replayTransactional?.(context.shard, producer.producerId, record, offset, wallClockMs)
}

/** What wrote nothing may rest on what others wrote, and waits for that. */
function defer(
  { context }: Call,
  asked: Asked | null,
  response: CoordinatorResponse | null,
  completion: Note | null,
): void {
  const waits = response !== null && asked !== null
  if (!waits && completion === null) return
  const { lastWrittenOffset: offset, deferred } = context
  assert((deferred[deferred.length - 1]?.offset ?? 0) <= offset, 'who waits for more waits further behind')
  deferred.push({ id: context.nextEventId++, offset, asked: waits ? asked : null, response, completion, timeout: null })
}

function fail(
  call: Call,
  asked: Asked | null,
  response: CoordinatorResponse | null,
  completion: Note | null,
  errorCode: ErrorCode,
): void {
  const { kind, context, shardHost } = call
  if (asked !== null && response !== null) answer(call, asked.by, kind.errorResponse(asked.request, errorCode))
  if (completion !== null) write(call, kind.onWritten(context.shard, completion, errorCode, shardHost), null)
}

/**
 * Everything below the high watermark is committed: readers see it, and whoever waited for it is answered. Called at the
 * end of each call too, as what was just written may be committed already, on a partition with one replica.
 */
export function settle(call: Call): void {
  const { kind, context, shardHost } = call
  commit(call, context.lastCommittedOffset)
  const { deferred } = context
  // What one completion writes may be committed by completion, so the head is looked at anew each time.
  for (
    let event = deferred[0];
    event !== undefined && event.offset <= context.lastCommittedOffset;
    event = deferred[0]
  ) {
    deferred.shift()
    if (event.timeout !== null) call.host.node.cancelTimer(event.timeout)
    if (event.asked !== null && event.response !== null) answer(call, event.asked.by, event.response)
    if (event.completion === null) continue
    write(call, kind.onWritten(context.shard, event.completion, 'NONE', shardHost), null)
    commit(call, context.lastCommittedOffset)
  }
  watchWrites(call)
}

/** Whoever reads sees everything below `offset`. */
export function commit(call: Call, offset: number): void {
  assertAllWritten(call)
  const { kind, context } = call
  for (const timeline of kind.timelines(context.shard)) commitTimeline(timeline, offset)
}

/** A failover would forget what a shard remembers and has told no log. */
export function assertAllWritten({ kind, context }: Call): void {
  for (const timeline of kind.timelines(context.shard))
    assert(!hasUnwritten(timeline), 'what a shard has changed by itself is in a record that it wrote')
}

/** What is committed as soon as it is written, as with one replica, never gets here. */
function watchWrites(call: Call): void {
  const { kind, context, host } = call
  const { deferred } = context
  for (let i = deferred.length - 1; i >= 0; i--) {
    const event = deferred[i] as DeferredEvent
    if (event.timeout !== null) return
    if (!isWaitedFor(event)) continue
    const delayUs = kind.writeTimeoutMs(host.config) * 1_000
    event.timeout = setOwnTimer(call, delayUs, { type: 'WriteTimeout', eventId: event.id })
  }
}

function isWaitedFor({ asked, completion }: DeferredEvent): boolean {
  return asked !== null || completion !== null
}

/** Whoever has waited too long is told to try again. The write itself may still be committed. */
export function onWriteTimeout(call: Call, { eventId }: WriteTimeout): void {
  const { deferred } = call.context
  const at = deferred.findIndex(({ id }) => id === eventId)
  const event = deferred[at]
  if (event === undefined) return
  deferred[at] = { ...event, asked: null, completion: null, timeout: null }
  fail(call, event.asked, event.response, event.completion, 'REQUEST_TIMED_OUT')
}

/** The partition has moved to another broker, which may or may not have got what was written. */
export function abandonEvents(call: Call): void {
  const { kind, context, host, shardHost } = call
  for (const { asked, response, completion, timeout } of context.deferred.splice(0)) {
    if (timeout !== null) host.node.cancelTimer(timeout)
    if (asked !== null && response !== null)
      answer(call, asked.by, kind.errorResponse(asked.request, 'NOT_COORDINATOR'))
    // What the shard decides now can be written nowhere.
    if (completion !== null) kind.onWritten(context.shard, completion, 'NOT_COORDINATOR', shardHost)
  }
}

/** Returns its id; the answer goes out with the last of the parts. */
export function beginGathering(
  runtime: CoordinatorRuntime,
  request: CoordinatorRequest,
  to: NodeId,
  parts: number,
): number {
  const id = runtime.nextGatheringId++
  runtime.gatherings.set(id, { id, to, request, responses: new Array<null>(parts).fill(null) })
  return id
}

/** The response to a request, or to a part of one. */
export function answer(
  call: Pick<Call, 'kind' | 'runtime' | 'host'>,
  { to, gathering, part }: Asker,
  response: CoordinatorResponse,
): void {
  const { kind, runtime, host } = call
  if (gathering === -1) return host.respond(to, response)
  const gathered = runtime.gatherings.get(gathering)
  if (gathered === undefined) return
  gathered.responses[part] = response
  const responses = gathered.responses.filter((each) => each !== null)
  if (responses.length < gathered.responses.length) return
  runtime.gatherings.delete(gathering)
  host.respond(to, kind.merge(gathered.request, responses))
}
