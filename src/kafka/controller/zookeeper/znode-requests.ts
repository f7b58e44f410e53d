/**
 * Counterpart in Kafka: kafka.zk.KafkaZkClient, as its controller uses it. Reads fail with ZooKeeper's code unless there is
 * no such znode; writes depend on nobody having been elected since (`/controller_epoch`).
 */
import { assert, fail } from '../../../engine/assert.ts'
import { splitTopicPartition, type TopicPartition, topicPartition } from '../../common/topic-partition.ts'
import type { MultiOperation, MultiResult, SessionResponse } from '../../protocol/zookeeper/client-messages.ts'
import type { Stat } from '../../protocol/zookeeper/znode-stat.ts'
import type { ZooKeeperError } from '../../protocol/zookeeper/zookeeper-error.ts'
import { decodeBroker, decodePartitionState, decodeTopic, encodePartitionState } from '../../znodes/znode-bodies.ts'
import {
  BROKER_IDS,
  brokerIdPath,
  CONTROLLER_EPOCH,
  partitionPath,
  partitionStatePath,
  partitionsPath,
  TOPICS,
  topicPath,
} from '../../znodes/znode-paths.ts'
import type { KafkaZooKeeperRequest } from '../../zookeeper-client/kafka-zookeeper-client.ts'
import type { Assignment, LeaderAndIsr, LeaderIsrAndControllerEpoch, LiveBroker } from './controller-context.ts'
import { ask, isAnswered, once, type Turn } from './event-turn.ts'
import { attempt, type Failure, failure, isFailure } from './failure.ts'

type ReadRequest = Extract<
  KafkaZooKeeperRequest,
  { readonly type: 'GetDataRequest' | 'GetChildrenRequest' | 'ExistsRequest' }
>

export type Write = Exclude<MultiOperation, { readonly type: 'check' }>

export interface WriteResult {
  readonly error: ZooKeeperError
  /** Of a setData that was done. */
  readonly stat: Stat | null
}

export function failsWith(code: ZooKeeperError): Failure {
  assert(code !== 'OK', 'what went well is no failure')
  return failure(code)
}

function read(turn: Turn, requests: readonly ReadRequest[]): readonly SessionResponse[] {
  const responses = ask(turn, requests)
  for (const { error } of responses) if (error !== 'OK' && error !== 'NONODE') throw failsWith(error)
  return responses
}

export interface ZnodeData {
  readonly data: string
  readonly stat: Stat
}

/** Null where there is no such znode. */
export function getData(turn: Turn, paths: readonly string[]): readonly (ZnodeData | null)[] {
  return read(
    turn,
    paths.map((path) => ({ type: 'GetDataRequest', path }) as const),
  ).map(dataOf)
}

export function dataOf(response: SessionResponse): ZnodeData | null {
  if (response.error !== 'OK' || response.type !== 'GetDataResponse' || response.stat === null) return null
  return { data: response.data ?? '', stat: response.stat }
}

export function getOne(turn: Turn, path: string): ZnodeData | null {
  return getData(turn, [path])[0] ?? null
}

/** Names, none where there is no such znode. */
export function getChildren(turn: Turn, path: string): readonly string[] {
  const [response] = read(turn, [{ type: 'GetChildrenRequest', path }])
  return response?.type === 'GetChildrenResponse' && response.error === 'OK' ? response.children : []
}

export function exists(turn: Turn, path: string): boolean {
  return read(turn, [{ type: 'ExistsRequest', path }])[0]?.error === 'OK'
}

/** Also where it comes into being later: whoever asks for what is not there waits for it. */
export function watchAndCheckExistence(turn: Turn, path: string): boolean {
  once(turn, () => turn.host.watchZnode(path))
  return exists(turn, path)
}

/** Each a transaction of its own that does nothing once another controller has been elected (ControllerMovedException). */
export function write(turn: Turn, writes: readonly Write[]): readonly WriteResult[] {
  const check = { type: 'check', path: CONTROLLER_EPOCH, version: turn.context.epochZkVersion } as const
  const requests = writes.map((operation) => ({ type: 'MultiRequest', operations: [check, operation] }) as const)
  return ask(turn, requests).map(unwrapped)
}

function unwrapped(response: SessionResponse): WriteResult {
  if (response.type !== 'MultiResponse') return fail('writes of a controller are multis')
  const [check, result] = response.results
  // There is nothing to unwrap where ZooKeeper did not look at the operations.
  if (check === undefined || result === undefined) throw failsWith(response.error)
  const checked = errorOf(check)
  if (checked === 'BADVERSION') throw failure('ControllerMovedException')
  if (checked !== 'OK') throw failsWith(checked)
  return { error: errorOf(result), stat: result.type === 'setData' ? result.stat : null }
}

export function errorOf(result: MultiResult): ZooKeeperError {
  return result.type === 'error' ? result.error : 'OK'
}

/** Whatever comes of it, except that another broker is the controller. */
export function deleteAll(turn: Turn, paths: readonly string[]): void {
  write(
    turn,
    paths.map((path) => ({ type: 'delete', path, version: -1 }) as const),
  )
}

export function deleteRecursive(turn: Turn, path: string): void {
  const [listed] = read(turn, [{ type: 'GetChildrenRequest', path }])
  if (listed?.type !== 'GetChildrenResponse' || listed.error !== 'OK') return
  for (const child of listed.children) deleteRecursive(turn, `${path}/${child}`)
  const [deleted] = write(turn, [{ type: 'delete', path, version: -1 }])
  if (deleted !== undefined && deleted.error !== 'OK' && deleted.error !== 'NONODE') throw failsWith(deleted.error)
}

/**
 * `data` is made where it is written, and not in the turns after that: of many partitions that move by one event, each
 * takes the whole topic, in every turn.
 */
export function setTopicAssignment(turn: Turn, topic: string, data: () => string): ZooKeeperError {
  const written = isAnswered(turn) ? '' : data()
  return write(turn, [{ type: 'setData', path: topicPath(topic), data: written, version: -1 }])[0]?.error ?? 'OK'
}

// What Kafka keeps there.

/** In the order of their ids. */
export function getBrokers(turn: Turn): LiveBroker[] {
  const ids = getChildren(turn, BROKER_IDS)
    .map(Number)
    .sort((a, b) => a - b)
  return getData(turn, ids.map(brokerIdPath)).flatMap((znode, index) =>
    znode === null ? [] : [liveBroker(ids[index] as number, znode)],
  )
}

export function getBroker(turn: Turn, brokerId: number): LiveBroker | null {
  const znode = getOne(turn, brokerIdPath(brokerId))
  return znode === null ? null : liveBroker(brokerId, znode)
}

function liveBroker(brokerId: number, { data, stat }: ZnodeData): LiveBroker {
  const { endpoints, rack } = decodeBroker(data)
  // The first listener stands for all; brokers talk to one another by it.
  const [, host = '', port = ''] = /^[^:]*:\/\/(.*):(\d+)$/.exec(endpoints[0] ?? '') ?? []
  return Object.freeze({ brokerId, epoch: stat.czxid, host, port: Number(port), rack, endpoints })
}

export function getTopics(turn: Turn): readonly string[] {
  return getChildren(turn, TOPICS)
}

export interface AssignedPartition {
  readonly topicPartition: TopicPartition
  readonly assignment: Assignment
}

/** Of topics that are still there. */
export function getAssignments(turn: Turn, topics: readonly string[]): AssignedPartition[] {
  return getData(turn, topics.map(topicPath)).flatMap((znode, index) =>
    znode === null ? [] : assignedPartitions(topics[index] as string, znode.data),
  )
}

function assignedPartitions(topic: string, data: string): AssignedPartition[] {
  return decodeTopic(data).map(({ partition, replicas, addingReplicas, removingReplicas }) => ({
    topicPartition: topicPartition(topic, partition),
    assignment: Object.freeze({ replicas, addingReplicas, removingReplicas }),
  }))
}

function statePathOf(name: TopicPartition): string {
  const { topic, partition } = splitTopicPartition(name)
  return partitionStatePath(topic, partition)
}

/** With the code of each, for those who go on without some of them. */
export function readPartitionStates(
  turn: Turn,
  partitions: readonly TopicPartition[],
): { readonly topicPartition: TopicPartition; readonly error: ZooKeeperError; readonly znode: ZnodeData | null }[] {
  const requests = partitions.map((name) => ({ type: 'GetDataRequest', path: statePathOf(name) }) as const)
  return ask(turn, requests).map((response, index) => ({
    topicPartition: partitions[index] as TopicPartition,
    error: response.error,
    znode: dataOf(response),
  }))
}

export function decodeState({ data, stat }: ZnodeData): LeaderIsrAndControllerEpoch {
  const { leader, leaderEpoch, isr, controllerEpoch } = decodePartitionState(data)
  return Object.freeze({ leader, leaderEpoch, isr: Object.freeze(isr), zkVersion: stat.version, controllerEpoch })
}

/** Of those that have one. */
export function getPartitionStates(
  turn: Turn,
  partitions: readonly TopicPartition[],
): Map<TopicPartition, LeaderIsrAndControllerEpoch> {
  const states = new Map<TopicPartition, LeaderIsrAndControllerEpoch>()
  for (const { topicPartition: name, error, znode } of readPartitionStates(turn, partitions)) {
    if (znode !== null) states.set(name, decodeState(znode))
    else if (error !== 'NONODE') throw failsWith(error)
  }
  return states
}

/** The znodes above it first, which may be there already. Whether each partition's own could be created. */
export function createPartitionStates(
  turn: Turn,
  states: ReadonlyMap<TopicPartition, LeaderIsrAndControllerEpoch>,
): readonly WriteResult[] {
  const partitions = [...states.keys()].map(splitTopicPartition)
  const topics = [...new Set(partitions.map(({ topic }) => topic))]
  write(
    turn,
    topics.map(partitionsPath).map((path) => persistent(path, null)),
  )
  write(
    turn,
    partitions.map(({ topic, partition }) => persistent(partitionPath(topic, partition), null)),
  )
  return write(
    turn,
    [...states].map(([name, state]) => persistent(statePathOf(name), encodePartitionState(state))),
  )
}

function persistent(path: string, data: string | null): Write {
  return { type: 'create', path, data, ephemeral: false, sequential: false }
}

export interface UpdateResult {
  /** With the version that each has now. */
  readonly updated: ReadonlyMap<TopicPartition, LeaderAndIsr>
  readonly failed: ReadonlyMap<TopicPartition, Failure>
  /** Their leaders have changed them in the meantime. */
  readonly toRetry: readonly TopicPartition[]
}

export function updateLeaderAndIsr(turn: Turn, states: ReadonlyMap<TopicPartition, LeaderAndIsr>): UpdateResult {
  const { epoch: controllerEpoch } = turn.context
  const updated = new Map<TopicPartition, LeaderAndIsr>()
  const failed = new Map<TopicPartition, Failure>()
  const toRetry: TopicPartition[] = []
  const named = [...states]
  const writes = named.map(([name, state]): Write => {
    const data = encodePartitionState({ ...state, controllerEpoch })
    return { type: 'setData', path: statePathOf(name), data, version: state.zkVersion }
  })
  const results = attempt(() => write(turn, writes))
  if (isFailure(results)) return { updated, failed: new Map(named.map(([name]) => [name, results])), toRetry }
  results.forEach(({ error, stat }, index) => {
    const [name, state] = named[index] as (typeof named)[number]
    if (stat !== null) updated.set(name, Object.freeze({ ...state, zkVersion: stat.version }))
    else if (error === 'BADVERSION') toRetry.push(name)
    else failed.set(name, failsWith(error))
  })
  return { updated, failed, toRetry }
}
