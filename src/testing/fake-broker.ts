// Brokers reduced to what a client sees of them, for tests of clients alone: one partition log each, and answers that a
// test may script (an error for the next produce request, silence, a delay).

import type { NodeBehavior, NodeContext, ReceivedMessage } from '../engine/node-context.ts'
import { addNode, startNode } from '../engine/processes.ts'
import { type Behaviors, createWorld, type World } from '../engine/world.ts'
import type { ErrorCode } from '../kafka/common/errors.ts'
import type { TopicPartition } from '../kafka/common/topic-partition.ts'
import { type RecordBatch, withOffsets } from '../kafka/log/record-batch.ts'
import type { Request } from '../kafka/protocol/apis.ts'
import type { MetadataRequest, MetadataTopic } from '../kafka/protocol/metadata.ts'
import type { ProducePartitionResponse, ProduceRequest } from '../kafka/protocol/produce.ts'

export interface FakeScript {
  readonly type: 'Script'
  /** Errors for the next produce requests, one each; 'silence' appends and never answers. */
  readonly produce: readonly (ErrorCode | 'silence' | 'NONE')[]
  readonly maxMessageBytes?: number
}

export interface FakeBrokerState {
  readonly id: number
  readonly topics: Record<string, number[]>
  readonly logs: Map<TopicPartition, RecordBatch[]>
  produce: (ErrorCode | 'silence' | 'NONE')[]
  maxMessageBytes: number
  nextProducerId: number
  readonly produceRequests: { atUs: number; partitions: string[]; records: number }[]
}

interface FakeSpec {
  readonly id: number
  readonly ids: readonly number[]
  /** Leaders of partition 0, 1, … */
  readonly topics: Record<string, number[]>
}

const fakeBroker: NodeBehavior<FakeBrokerState & { ids: readonly number[] }> = {
  start(_disk, spec) {
    const { id, ids, topics } = spec as FakeSpec
    return {
      id,
      ids,
      topics: structuredClone(topics),
      logs: new Map(),
      produce: [],
      maxMessageBytes: 1_048_588,
      nextProducerId: id * 1000,
      produceRequests: [],
    }
  },
  onMessage(state, message, node) {
    answer(state, message, node)
  },
  onTimer() {},
  onDisconnect() {},
  onCommand(state, command) {
    const script = command as FakeScript
    state.produce.push(...script.produce)
    if (script.maxMessageBytes !== undefined) state.maxMessageBytes = script.maxMessageBytes
  },
  survive: () => null,
}

function answer(
  state: FakeBrokerState & { ids: readonly number[] },
  message: ReceivedMessage,
  node: NodeContext,
): void {
  const request = message.body as Request
  const reply = (body: { type: string }) =>
    node.send(message.from, { ...body, correlationId: request.correlationId } as { type: string }, 100)
  switch (request.type) {
    case 'MetadataRequest':
      return reply({ type: 'MetadataResponse', ...metadata(state, request) } as { type: string })
    case 'InitProducerIdRequest':
      return reply({
        type: 'InitProducerIdResponse',
        errorCode: 'NONE',
        producerId: state.nextProducerId++,
        producerEpoch: 0,
      } as { type: string })
    case 'ProduceRequest':
      return produce(state, request, node, reply)
    default:
      throw new Error(`the fake broker knows no ${request.type}`)
  }
}

function metadata(state: FakeBrokerState & { ids: readonly number[] }, request: MetadataRequest) {
  const names = request.topics ?? Object.keys(state.topics)
  const topics = names.map((name): MetadataTopic => {
    const leaders = state.topics[name]
    const invalid = /[^a-zA-Z0-9._-]/.test(name)
    const errorCode = invalid
      ? 'INVALID_TOPIC_EXCEPTION'
      : leaders === undefined
        ? 'UNKNOWN_TOPIC_OR_PARTITION'
        : 'NONE'
    const partitions = (leaders ?? []).map((leaderId, partition) => ({
      errorCode: leaderId === -1 ? ('LEADER_NOT_AVAILABLE' as const) : ('NONE' as const),
      partition,
      leaderId,
      leaderEpoch: 0,
      replicas: [leaderId],
      isr: [leaderId],
      offlineReplicas: [],
    }))
    return { errorCode, name, topicId: `id-of-${name}`, isInternal: false, partitions }
  })
  const brokers = state.ids.map((id) => ({ id, host: 'localhost', port: 9091 + id, rack: null }))
  return { clusterId: 'fake', brokers, controllerId: 1, topics }
}

function produce(
  state: FakeBrokerState,
  request: ProduceRequest,
  node: NodeContext,
  reply: (body: { type: string }) => void,
): void {
  const scripted = state.produce.shift() ?? 'NONE'
  state.produceRequests.push({
    atUs: node.nowUs,
    partitions: request.partitions.map((each) => each.topicPartition),
    records: request.partitions.reduce((sum, each) => sum + each.batch.records.length, 0),
  })
  const partitions = request.partitions.map(({ topicPartition, batch }): ProducePartitionResponse => {
    const refused = scripted === 'silence' ? 'NONE' : scripted
    const errorCode =
      refused !== 'NONE' ? refused : batch.sizeInBytes > state.maxMessageBytes ? 'MESSAGE_TOO_LARGE' : 'NONE'
    const result = errorCode === 'NONE' ? append(state, topicPartition, batch) : { errorCode, baseOffset: -1 }
    return { topicPartition, errorMessage: null, recordErrors: [], logStartOffset: 0, currentLeader: null, ...result }
  })
  if (scripted !== 'silence' && request.acks !== 0) reply({ type: 'ProduceResponse', partitions } as { type: string })
}

function append(
  state: FakeBrokerState,
  name: TopicPartition,
  batch: RecordBatch,
): { errorCode: ErrorCode; baseOffset: number } {
  const log = state.logs.get(name) ?? []
  state.logs.set(name, log)
  if (batch.producerId !== -1) {
    const own = log.filter((each) => each.producerId === batch.producerId && each.producerEpoch === batch.producerEpoch)
    const duplicate = own
      .slice(-5)
      .find((each) => each.baseSequence === batch.baseSequence && each.records.length === batch.records.length)
    if (duplicate !== undefined) return { errorCode: 'NONE', baseOffset: duplicate.baseOffset }
    const last = own[own.length - 1]
    const expected = last === undefined ? 0 : last.baseSequence + last.records.length
    if (batch.baseSequence !== expected) return { errorCode: 'OUT_OF_ORDER_SEQUENCE_NUMBER', baseOffset: -1 }
  }
  const baseOffset = (log[log.length - 1]?.lastOffset ?? -1) + 1
  log.push(withOffsets(batch, baseOffset, 0))
  return { errorCode: 'NONE', baseOffset }
}

/** Values in the log of a partition, in offset order. */
export function valuesOf(world: World, broker: number, name: TopicPartition): (string | null)[] {
  const state = world.nodes.get(`broker-${broker}`)?.state as FakeBrokerState
  return (state.logs.get(name) ?? []).flatMap((batch) => batch.records.map((record) => record.value))
}

export function fakeBrokerState(world: World, broker: number): FakeBrokerState {
  return world.nodes.get(`broker-${broker}`)?.state as FakeBrokerState
}

/** Fake brokers that are up, and whatever other behaviours the test brings. */
export function fakeCluster(topics: Record<string, number[]>, behaviors: Behaviors, brokers = 1): World {
  const world = createWorld({
    seed: 7,
    behaviors: { broker: fakeBroker as NodeBehavior, ...behaviors },
    wallClockStartMs: 1_700_000_000_000,
  })
  const ids = Array.from({ length: brokers }, (_, index) => index + 1)
  for (const id of ids) {
    addNode(world, { id: `broker-${id}`, kind: 'broker', spec: { id, ids, topics } })
    startNode(world, `broker-${id}`)
  }
  return world
}
