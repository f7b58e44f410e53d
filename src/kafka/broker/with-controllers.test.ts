// Brokers under real controllers: what only the two together show.

import { expect, test } from 'vitest'
import type { NodeBehavior } from '../../engine/node-context.ts'
import { addNode, deliverCommand, endProcess, startNode } from '../../engine/processes.ts'
import { run } from '../../engine/scheduler.ts'
import { createWorld, type World } from '../../engine/world.ts'
import { batchOf } from '../../testing/batches.ts'
import { hasRow, rowNamed } from '../common/slot-map.ts'
import { controllerBehavior } from '../controller/controller-node.ts'
import { DEFAULT_PROFILE } from '../profile/registry.ts'
import type { Request, Response } from '../protocol/apis.ts'
import { brokerBehavior } from './broker-node.ts'
import type { BrokerState, Partition } from './broker-state.ts'

const CONTROLLERS = [101, 102, 103]

const client: NodeBehavior<Response[]> = {
  start: () => [],
  onMessage: (responses, message) => void responses.push(message.body as Response),
  onTimer: () => {},
  onDisconnect: () => {},
  onCommand(_responses, command, node) {
    const { to, request } = command as unknown as { to: string; request: Request }
    node.send(to, request, 200)
  },
  survive: () => null,
}

interface Cluster {
  readonly world: World
  broker(id: number): BrokerState
  partition(broker: number, topicPartition: string): Partition
  runUntil(what: string, condition: () => boolean): void
  ask(broker: number, request: Omit<Request, 'correlationId' | 'clientId'> & Record<string, unknown>): Response
}

function clusterOf(brokers: number): Cluster {
  const world = createWorld({ seed: 11, behaviors: { broker: brokerBehavior, controller: controllerBehavior, client } })
  world.freezeBodies = true
  for (const controllerId of CONTROLLERS) {
    const spec = { profile: DEFAULT_PROFILE, controllerId, voters: CONTROLLERS, config: {}, clusterId: 'c' }
    addNode(world, { id: `controller-${controllerId}`, kind: 'controller', spec })
  }
  for (let brokerId = 1; brokerId <= brokers; brokerId++) {
    const spec = {
      profile: DEFAULT_PROFILE,
      brokerId,
      rack: null,
      config: {},
      controllers: CONTROLLERS,
      clusterId: 'c',
      host: `broker-${brokerId}`,
      port: 9092,
    }
    addNode(world, { id: `broker-${brokerId}`, kind: 'broker', spec })
  }
  addNode(world, { id: 'client', kind: 'client', spec: null })
  for (const id of world.nodes.keys()) startNode(world, id)
  let correlationId = 0
  const stateOf = <State>(id: string): State => world.nodes.get(id)?.state as State
  const runUntil: Cluster['runUntil'] = (what, condition) => {
    if (condition()) return
    const { ended } = run(world, { untilUs: world.nowUs + 60_000_000, until: condition })
    if (ended !== 'condition') throw new Error(`waited in vain until ${what}`)
  }
  const t: Cluster = {
    world,
    broker: (id) => stateOf<BrokerState>(`broker-${id}`),
    partition: (id, topicPartition) => rowNamed(t.broker(id).partitions, topicPartition) as Partition,
    runUntil,
    ask(id, request) {
      const body = { ...request, correlationId: ++correlationId, clientId: 'client' }
      deliverCommand(world, 'client', { type: 'Send', to: `broker-${id}`, request: body } as never)
      const find = () => stateOf<Response[]>('client').find((response) => response.correlationId === correlationId)
      runUntil(`${request.type} is answered`, () => find() !== undefined)
      return find() as Response
    },
  }
  runUntil('all brokers serve', () =>
    Array.from({ length: brokers }, (_, i) => t.broker(i + 1)).every((b) => b.lifecycle.state === 'running'),
  )
  return t
}

function create(t: Cluster, assignment: readonly number[]): void {
  const topic = { name: 'orders', numPartitions: -1, replicationFactor: -1, assignments: [assignment], configs: [] }
  expect(t.ask(1, { type: 'CreateTopicsRequest', topics: [topic], validateOnly: false })).toMatchObject({
    topics: [{ errorCode: 'NONE' }],
  })
  t.runUntil('the topic is led', () => t.partition(assignment[0] as number, 'orders-0')?.role === 'leader')
  run(t.world, { untilUs: t.world.nowUs + 100_000 })
}

function produce(t: Cluster, broker: number, value: string): Response {
  const partitions = [{ topicPartition: 'orders-0', batch: batchOf([value]) }]
  return t.ask(broker, { type: 'ProduceRequest', acks: -1, timeoutMs: 30_000, partitions })
}

test('after the death of the leader the next replica leads within ten seconds, with everything acknowledged', () => {
  const t = clusterOf(3)
  create(t, [2, 3, 1])
  produce(t, 2, 'a')
  const killedAtUs = t.world.nowUs
  endProcess(t.world, 'broker-2', 'kill')
  t.runUntil('broker 3 leads', () => t.partition(3, 'orders-0').role === 'leader')
  expect(t.world.nowUs - killedAtUs).toBeGreaterThan(6_000_000)
  expect(t.world.nowUs - killedAtUs).toBeLessThan(10_000_000)
  expect(produce(t, 3, 'b')).toMatchObject({ partitions: [{ errorCode: 'NONE', baseOffset: 1 }] })

  startNode(t.world, 'broker-2')
  t.runUntil('broker 2 is in sync', () => t.partition(3, 'orders-0').isr.length === 3)
  expect(t.partition(2, 'orders-0').log.logEndOffset).toBe(2)
})

test('a clean stop hands the leadership over first, and ends by itself', () => {
  const t = clusterOf(3)
  create(t, [2, 3, 1])
  produce(t, 2, 'a')
  const stoppedAtUs = t.world.nowUs
  deliverCommand(t.world, 'broker-2', { type: 'ControlledShutdown' })
  t.runUntil('broker 3 leads', () => t.partition(3, 'orders-0').role === 'leader')
  expect(t.world.nowUs - stoppedAtUs).toBeLessThan(1_000_000)
  t.runUntil('the process has ended', () => t.world.nodes.get('broker-2')?.status === 'stopped')
  expect(produce(t, 3, 'b')).toMatchObject({ partitions: [{ errorCode: 'NONE', baseOffset: 1 }] })
})

test('a reassignment ends when the new replicas have caught up: the old ones are gone, and the leader knows', () => {
  const t = clusterOf(4)
  create(t, [1, 2])
  produce(t, 1, 'a')
  const partitions = [{ topicPartition: 'orders-0', replicas: [1, 3, 4] }]
  t.ask(1, { type: 'AlterPartitionReassignmentsRequest', partitions })
  t.runUntil(
    'broker 2 has no replica',
    () => !hasRow(t.broker(2).partitions, 'orders-0') && t.partition(1, 'orders-0').replicas.length === 3,
  )
  run(t.world, { untilUs: t.world.nowUs + 1_000_000 })
  expect(t.partition(1, 'orders-0')).toMatchObject({ replicas: [1, 3, 4], isr: [1, 3, 4] })
  expect(t.partition(1, 'orders-0').followers.map((follower) => follower.brokerId)).toEqual([3, 4])
  expect(produce(t, 1, 'b')).toMatchObject({ partitions: [{ errorCode: 'NONE', baseOffset: 1 }] })
})

test('leaders serve on while the controllers have no majority, and what waited for it happens afterwards', () => {
  const t = clusterOf(3)
  create(t, [1, 2, 3])
  endProcess(t.world, 'controller-101', 'kill')
  endProcess(t.world, 'controller-102', 'kill')
  run(t.world, { untilUs: t.world.nowUs + 20_000_000 })
  expect(produce(t, 1, 'a')).toMatchObject({ partitions: [{ errorCode: 'NONE', baseOffset: 0 }] })
  endProcess(t.world, 'broker-3', 'kill')
  run(t.world, { untilUs: t.world.nowUs + 50_000_000 })
  // The leader has noticed, but nobody can write it down.
  expect(t.partition(1, 'orders-0').isr).toEqual([1, 2, 3])
  startNode(t.world, 'controller-101')
  startNode(t.world, 'controller-102')
  t.runUntil('the ISR shrinks', () => t.partition(1, 'orders-0').isr.length === 2)
})
