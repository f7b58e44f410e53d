import { expect, test } from 'vitest'
import type { BrokerImage, ClusterImage, PartitionImage } from '../../kafka/observe/cluster-image.ts'
import { emptyImage } from '../../kafka/observe/cluster-image.ts'
import { movesForFactor, movesOff, movesTo, type Plan } from './plan-moves.ts'
import { sameInTerminal } from './same-in-terminal.ts'

interface BrokerFacts {
  readonly id: number
  readonly rack?: string
  readonly down?: true
}

function cluster(
  brokers: readonly BrokerFacts[],
  topics: Readonly<Record<string, readonly (readonly number[])[]>>,
): ClusterImage {
  const broker = ({ id, rack = '', down }: BrokerFacts): [string, BrokerImage] => {
    const status = down === true ? 'killed' : 'running'
    const row = { id, node: `broker-${id}`, rack: rack === '' ? null : rack, status, registered: true, fenced: false }
    return [row.node, row as BrokerImage]
  }
  const partitions = Object.entries(topics).flatMap(([topic, rows]) =>
    rows.map((replicas, partition): [string, PartitionImage] => {
      const id = `${topic}-${partition}`
      const row = { id, topic, partition, replicas, isr: replicas, leader: replicas[0], adding: [], removing: [] }
      return [id, row as unknown as PartitionImage]
    }),
  )
  const rows = Object.keys(topics).map((name) => [name, { name, internal: name.startsWith('__') }])
  return {
    ...emptyImage(),
    brokers: new Map(brokers.map(broker)),
    topics: new Map(rows as never),
    partitions: new Map(partitions),
    replicas: new Map(partitions.map(([id, { leader }]) => [`${id}@${leader}`, { sizeBytes: 1_000 }] as never)),
  }
}

const replicasIn = ({ moves }: Plan) =>
  Object.fromEntries(moves.map(({ partition, replicas }) => [partition.id, replicas]))

const FOUR = [{ id: 1 }, { id: 2 }, { id: 3 }, { id: 4 }]

test('a new broker is offered a replica of each partition, from whoever has most, and a fair share is chosen', () => {
  const image = cluster(FOUR, {
    orders: [
      [1, 2, 3],
      [2, 3, 1],
      [3, 1, 2],
    ],
  })
  const { moves, impossible } = movesTo(image, 4, new Set(['orders']))
  expect(impossible).toEqual([])
  for (const { partition, replicas } of moves) {
    expect(replicas).toContain(4)
    expect(replicas).toHaveLength(partition.replicas.length)
    expect(new Set(replicas).size).toBe(replicas.length)
  }
  // Nine replicas on four brokers: two of them here, and no broker gives more than one.
  expect(moves.map(({ isFair }) => isFair)).toEqual([true, true, false])
  expect(moves.map(({ bytes }) => bytes)).toEqual([1_000, 1_000, 1_000])
})

test('what is there already is not moved, and topics that were not chosen stay', () => {
  const image = cluster(FOUR, { orders: [[1, 2, 4]], clicks: [[1, 2, 3]] })
  expect(movesTo(image, 4, new Set(['orders'])).moves).toEqual([])
})

test('who is dead gives first, then whoever stands in the rack of the new one', () => {
  const dead = cluster([{ id: 1 }, { id: 2, down: true }, { id: 3 }, { id: 4 }], { orders: [[1, 2, 3]] })
  expect(replicasIn(movesTo(dead, 4, new Set(['orders'])))).toEqual({ 'orders-0': [1, 4, 3] })
  const racks = [
    { id: 1, rack: 'a' },
    { id: 2, rack: 'b' },
    { id: 3, rack: 'c' },
    { id: 4, rack: 'a' },
  ]
  const racked = cluster(racks, {
    orders: [
      [1, 2, 3],
      [2, 3, 1],
    ],
  })
  expect(replicasIn(movesTo(racked, 4, new Set(['orders'])))).toEqual({ 'orders-0': [4, 2, 3], 'orders-1': [2, 3, 4] })
})

test('a larger factor takes brokers in racks that are not used yet; a smaller one keeps the leader and who is in sync', () => {
  const racks = [
    { id: 1, rack: 'a' },
    { id: 2, rack: 'a' },
    { id: 3, rack: 'b' },
  ]
  const image = cluster(racks, { orders: [[1], [2]] })
  expect(replicasIn(movesForFactor(image, 'orders', 2))).toEqual({ 'orders-0': [1, 3], 'orders-1': [2, 3] })
  const whole = cluster(FOUR, { orders: [[1, 2, 3]] })
  const partition = { ...whole.partitions.get('orders-0')!, leader: 3, isr: [3, 2] }
  const behind = { ...whole, partitions: new Map([['orders-0', partition]]) }
  expect(replicasIn(movesForFactor(behind, 'orders', 2))).toEqual({ 'orders-0': [2, 3] })
  expect(replicasIn(movesForFactor(behind, 'orders', 1))).toEqual({ 'orders-0': [3] })
})

test('more replicas than brokers cannot be', () => {
  const image = cluster([{ id: 1 }, { id: 2 }], { orders: [[1, 2]] })
  const { moves, impossible } = movesForFactor(image, 'orders', 3)
  expect(moves).toEqual([])
  expect(impossible.map(({ id }) => id)).toEqual(['orders-0'])
})

test('a broker is drained of everything, internal topics as well, evenly over the others', () => {
  const image = cluster(FOUR, {
    orders: [
      [1, 2, 3],
      [2, 3, 1],
    ],
    __consumer_offsets: [[1, 2, 3]],
  })
  const plan = movesOff(image, 1)
  expect(replicasIn(plan)).toEqual({
    '__consumer_offsets-0': [4, 2, 3],
    'orders-0': [4, 2, 3],
    'orders-1': [2, 3, 4],
  })
  expect(plan.impossible).toEqual([])
})

test('without a broker to spare it is said which partitions stand in the way', () => {
  const image = cluster([{ id: 1 }, { id: 2 }, { id: 3 }], { orders: [[1, 2, 3]], small: [[1]] })
  const { moves, impossible } = movesOff(image, 1)
  expect(impossible.map(({ id }) => id)).toEqual(['orders-0'])
  expect(moves.map(({ partition }) => partition.id)).toEqual(['small-0'])
})

test('the lines for a terminal ask whoever keeps the cluster', () => {
  const partitions = [{ topic: 'orders', partition: 0, replicas: [4, 2] }]
  expect(sameInTerminal(partitions, 50_000, { zookeepers: new Map() })).toBe(
    `echo '{"version":1,"partitions":[{"topic":"orders","partition":0,"replicas":[4,2]}]}' > moves.json\n` +
      'kafka-reassign-partitions.sh --bootstrap-server localhost:9092 --reassignment-json-file moves.json --throttle 50000 --execute',
  )
  expect(sameInTerminal(partitions, null, { zookeepers: new Map([['zk1', {} as never]]) })).toContain(
    '--zookeeper localhost:2181 --reassignment-json-file moves.json --execute',
  )
})
