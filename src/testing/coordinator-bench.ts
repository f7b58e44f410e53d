/**
 * A coordinator on its own: a clock with timers, the log of its topic, and a mailbox of what it answered.
 * For tests and tables that look at one request at a time; stories about clusters use real nodes.
 */
import type { NodeContext, NodeId, Timer } from '../engine/node-context.ts'
import { createRandomStreams, type RandomStreams, randomInt } from '../engine/prng.ts'
import { type BrokerConfig, createBrokerConfig } from '../kafka/broker/broker-config.ts'
import type { ErrorCode } from '../kafka/common/errors.ts'
import type { CoordinatorHost } from '../kafka/coordinator/coordinator-host.ts'
import type { CoordinatorKind, CoordinatorRequest, StoredRecord } from '../kafka/coordinator/coordinator-shard.ts'
import {
  handleCoordinatorRequest,
  onCoordinatorTimer,
  onElection,
  onHighWatermarkAdvanced,
  onResignation,
} from '../kafka/coordinator/runtime.ts'
import { type CoordinatorRuntime, createCoordinatorRuntime } from '../kafka/coordinator/runtime-state.ts'
import type { CoordinatorTimer } from '../kafka/coordinator/write-events.ts'
import { groupCoordinator, partitionOfGroup } from '../kafka/group/group-coordinator.ts'
import type { ClassicGroup, GroupShard } from '../kafka/group/group-shard-state.ts'
import { NO_HEADERS, NO_SENDS, type RecordBatch } from '../kafka/log/record-batch.ts'
import { emptyMetadataImage, type MetadataImage } from '../kafka/metadata/metadata-image.ts'
import { applyRecord } from '../kafka/metadata/replay.ts'
import type { Happening } from '../kafka/observe/happenings.ts'
import type { Profile } from '../kafka/profile/profile.ts'
import { DEFAULT_PROFILE, profileOf } from '../kafka/profile/registry.ts'
import type { GroupRequest, GroupResponse } from '../kafka/protocol/messages.ts'

const START_WALL_CLOCK_MS = 1_700_000_000_000

export interface CoordinatorBench {
  readonly kind: CoordinatorKind
  readonly runtime: CoordinatorRuntime
  readonly config: BrokerConfig
  readonly metadata: MetadataImage
  readonly brokerId: number
  nowUs: number
  readonly timers: Map<number, { readonly atUs: number; readonly timer: Timer }>
  nextTimer: number
  readonly random: RandomStreams
  /** By partition of the coordinator's topic. */
  readonly logs: Map<number, RecordBatch[]>
  /** Of partitions whose log is not committed to its end when it is read. */
  readonly highWatermarks: Map<number, number>
  /** True: an append is committed at once, as with one replica. */
  commitsAtOnce: boolean
  /** What the next appends come back with. */
  appendError: ErrorCode
  nextProducerId: number
  readonly answers: { readonly to: NodeId; readonly response: GroupResponse }[]
  readonly happenings: Happening[]
}

/** `properties` are the broker's. */
export function coordinatorBench(
  properties: Readonly<Record<string, string>> = {},
  brokerId = 1,
  kind: CoordinatorKind = groupCoordinator,
  profile: Profile = profileOf(DEFAULT_PROFILE),
): CoordinatorBench {
  const config = createBrokerConfig(properties, profile)
  return {
    kind,
    runtime: createCoordinatorRuntime(),
    config,
    metadata: metadataWithOrders(),
    brokerId,
    nowUs: 0,
    timers: new Map(),
    nextTimer: 1,
    random: createRandomStreams(7),
    logs: new Map(),
    highWatermarks: new Map(),
    commitsAtOnce: true,
    appendError: 'NONE',
    nextProducerId: 0,
    answers: [],
    happenings: [],
  }
}

/** Topic `orders` with three partitions, as a broker has heard of it. */
function metadataWithOrders(): MetadataImage {
  const image = emptyMetadataImage()
  const topicId = 'AAAAAAAAAAAAAAAAAAAABQ'
  applyRecord(image, { offset: 0, epoch: 1, record: { type: 'TopicRecord', name: 'orders', topicId } })
  for (let partition = 0; partition < 3; partition++) {
    const none: readonly number[] = []
    const record = {
      type: 'PartitionRecord' as const,
      topicId,
      partition,
      replicas: [1],
      isr: [1],
      addingReplicas: none,
      removingReplicas: none,
      leader: 1,
      leaderEpoch: 0,
      partitionEpoch: 0,
      eligibleLeaderReplicas: none,
      lastKnownElr: none,
    }
    applyRecord(image, { offset: partition + 1, epoch: 1, record })
  }
  return image
}

/** Makes the bench lead a group's partition, with what its log holds. */
export function elect(bench: CoordinatorBench, groupId: string, previousLeader = -1): void {
  electPartition(bench, partitionOfGroup(groupId, bench.config), previousLeader)
}

export function electPartition(bench: CoordinatorBench, partition: number, previousLeader = -1, leaderEpoch = 0): void {
  const log = bench.logs.get(partition) ?? []
  bench.logs.set(partition, log)
  onElection(bench.kind, bench.runtime, { partition, leaderEpoch, previousLeader }, hostOf(bench))
}

export function resign(bench: CoordinatorBench, groupId: string): void {
  resignPartition(bench, partitionOfGroup(groupId, bench.config))
}

export function resignPartition(bench: CoordinatorBench, partition: number): void {
  onResignation(bench.kind, bench.runtime, partition, hostOf(bench))
}

/** Everything appended so far is on every replica now. */
export function commitAll(bench: CoordinatorBench): void {
  for (const [partition, log] of bench.logs)
    onHighWatermarkAdvanced(bench.kind, bench.runtime, partition, endOffset(log), hostOf(bench))
}

type Unsent<R> = R extends GroupRequest ? Omit<R, 'correlationId' | 'clientId'> : never

let lastCorrelationId = 0

/** Sends a request; the response if it is answered at once. */
export function ask(bench: CoordinatorBench, from: NodeId, unsent: Unsent<GroupRequest>): GroupResponse | null {
  const correlationId = ++lastCorrelationId
  const request = { ...unsent, correlationId, clientId: from }
  send(bench, from, request)
  return bench.answers.find(({ response }) => response.correlationId === correlationId)?.response ?? null
}

/** A request of any coordinator; its response comes to `answers`, sooner or later. */
export function send(bench: CoordinatorBench, from: NodeId, request: CoordinatorRequest): void {
  handleCoordinatorRequest(bench.kind, bench.runtime, request, from, hostOf(bench))
}

/** Answers that came since the last call. */
export function takeAnswers(bench: CoordinatorBench): { readonly to: NodeId; readonly response: GroupResponse }[] {
  return bench.answers.splice(0)
}

export function groupOf(bench: CoordinatorBench, groupId: string): ClassicGroup | undefined {
  return shardOf(bench, groupId)?.groups.latest.get(groupId)
}

/** The shard that a group is in; undefined while the bench does not lead it. */
export function shardOf(bench: CoordinatorBench, groupId: string): GroupShard | undefined {
  return bench.runtime.contexts.get(partitionOfGroup(groupId, bench.config))?.shard as GroupShard | undefined
}

/** Lets `ms` pass, timers in order. */
export function pass(bench: CoordinatorBench, ms: number): void {
  const untilUs = bench.nowUs + ms * 1_000
  for (;;) {
    let next: { readonly id: number; readonly atUs: number; readonly timer: Timer } | null = null
    for (const [id, { atUs, timer }] of bench.timers) {
      if (atUs <= untilUs && (next === null || atUs < next.atUs)) next = { id, atUs, timer }
    }
    if (next === null) break
    bench.timers.delete(next.id)
    bench.nowUs = next.atUs
    onCoordinatorTimer(bench.kind, bench.runtime, next.timer as CoordinatorTimer, hostOf(bench))
  }
  bench.nowUs = untilUs
}

export function endOffset(log: readonly RecordBatch[]): number {
  const last = log.at(-1)
  return last === undefined ? 0 : last.lastOffset + 1
}

function hostOf(bench: CoordinatorBench): CoordinatorHost {
  return {
    node: contextOf(bench),
    metadata: bench.metadata,
    config: bench.config,
    brokerId: bench.brokerId,
    respond: (to, response) => {
      bench.answers.push({ to, response: response as GroupResponse })
    },
    ask: () => false,
    generateProducerId: () => bench.nextProducerId++,
    readLog: (_, partition) => {
      const log = bench.logs.get(partition)
      if (log === undefined) return null
      const logEndOffset = endOffset(log)
      return { batches: log, logEndOffset, highWatermark: bench.highWatermarks.get(partition) ?? logEndOffset }
    },
    append: (_, partition, records) => {
      if (bench.appendError !== 'NONE') return { offset: -1, errorCode: bench.appendError }
      const log = bench.logs.get(partition) ?? []
      log.push(batchOf(records, endOffset(log), START_WALL_CLOCK_MS + bench.nowUs / 1_000))
      bench.logs.set(partition, log)
      if (bench.commitsAtOnce)
        onHighWatermarkAdvanced(bench.kind, bench.runtime, partition, endOffset(log), hostOf(bench))
      return { offset: endOffset(log), errorCode: 'NONE' }
    },
  }
}

function batchOf(records: readonly StoredRecord[], baseOffset: number, timestamp: number): RecordBatch {
  return {
    baseOffset,
    lastOffset: baseOffset + records.length - 1,
    partitionLeaderEpoch: 0,
    attributes: 0,
    baseTimestamp: timestamp,
    maxTimestamp: timestamp,
    producerId: -1,
    producerEpoch: -1,
    baseSequence: -1,
    sender: null,
    sendIds: NO_SENDS,
    sizeInBytes: 0,
    records: records.map(({ key, value }, offsetDelta) => ({
      offsetDelta,
      timestamp,
      key,
      value,
      headers: NO_HEADERS,
    })),
  }
}

function contextOf(bench: CoordinatorBench): NodeContext {
  const unused = (): never => {
    throw new Error('a coordinator reaches the network through its host')
  }
  return {
    nodeId: `broker-${bench.brokerId}`,
    nowUs: bench.nowUs,
    nowMs: Math.floor(bench.nowUs / 1_000),
    wallClockMs: START_WALL_CLOCK_MS + Math.floor(bench.nowUs / 1_000),
    cause: 0,
    send: unused,
    replyPath: -1,
    sendBack: unused,
    disconnect: unused,
    as: unused,
    machineOf: unused,
    machines: unused,
    operate: unused,
    exit: unused,
    setTimer: (delayUs, timer) => {
      bench.timers.set(bench.nextTimer, { atUs: bench.nowUs + delayUs, timer })
      return bench.nextTimer++
    },
    cancelTimer: (id) => {
      bench.timers.delete(id)
    },
    randomInt: (stream, bound) => randomInt(bench.random, stream, bound),
    report: (happening) => bench.happenings.push(happening as Happening),
  }
}
