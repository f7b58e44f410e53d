// What applications were told is held against the logs; a rule that nothing can break says nothing, so each is broken here.

import { beforeAll, expect, test } from 'vitest'
import { simulatorModel } from '../../cli/model.ts'
import { copyWorld } from '../../engine/copy-world.ts'
import { run } from '../../engine/scheduler.ts'
import type { World } from '../../engine/world.ts'
import type { ProducerClient } from '../../kafka/clients/producer/producer-state.ts'
import type { ClusterSpec } from '../../kafka/cluster/commands.ts'
import { kindOf } from '../../kafka/common/node-kind.ts'
import { leadersLogs } from '../../kafka/invariants/committed-reads.ts'
import { markerBatch, markerOf } from '../../kafka/log/log-transactions.ts'
import type { RecordBatch } from '../../kafka/log/record-batch.ts'
import { truncateTo } from '../../kafka/log/replica-log.ts'
import { DEFAULT_PROFILE } from '../../kafka/profile/registry.ts'
import { emptyCluster } from '../../scenarios/index.ts'
import { LIKE_2_5 } from '../ahead/kafka-2.5.ts'
import { createHistory, type History, listen, toldIn } from './history.ts'
import { checkHistory } from './history-checks.ts'

const spec: ClusterSpec = {
  ...emptyCluster(),
  topics: [{ name: 'orders', partitions: 1, replicationFactor: 3, config: {} }],
  producers: [
    { name: 'pays', config: { 'transactional.id': 'pays' }, workload: work(20) },
    { name: 'plain', config: { acks: 'all' }, workload: work(20) },
  ],
  consumers: [
    {
      name: 'reader',
      groupId: '',
      topics: ['orders'],
      config: { 'auto.offset.reset': 'earliest', 'isolation.level': 'read_committed' },
      processingUs: 0,
      commit: 'never',
    },
    {
      name: 'member',
      groupId: 'group',
      topics: ['orders'],
      config: { 'auto.offset.reset': 'earliest', 'auto.commit.interval.ms': '500' },
      processingUs: 0,
      commit: 'auto',
    },
  ],
}

function work(recordsPerSecond: number) {
  return { topic: 'orders', recordsPerSecond, keys: ['A', 'B'], valueBytes: 20 }
}

let world: World
let whole: History

beforeAll(() => {
  world = simulatorModel.create(spec, 1)
  whole = createHistory()
  for (const node of world.nodes.keys()) listen(whole, world, node)
  run(world, {
    untilUs: 8_000_000,
    until: ({ to }) => {
      listen(whole, world, to)
      return false
    },
  })
})

const nobody = () => false
function copy(): History {
  const { producers, readings, deletedUpTo, unmarked } = whole
  return structuredClone({ producers, readings, deletedUpTo, unmarked }) as History
}
const pays = ({ producers }: History) => producers.find(({ transactions }) => transactions.length > 0)!
const plain = ({ producers }: History) => producers.find(({ transactions }) => transactions.length === 0)!
const reading = ({ readings }: History) => readings.find(({ consumer }) => consumer === 'reader')!
/** As many as are not packed away yet of the batches that the leader of `orders-0` has. */
const newestBatches = (of: World) => leadersLogs(of).get('orders-0')!.segments.at(-1)!.tail

test('a healthy cluster tells its applications the truth, and there is much to be told', () => {
  expect(checkHistory(whole, world, nobody)).toBeNull()
  const { acknowledged, transactions, read } = toldIn(whole)
  expect(acknowledged).toBeGreaterThan(150)
  expect(transactions).toBeGreaterThan(4)
  expect(read).toBeGreaterThan(100)
})

/** Puts another marker in the place of the newest, or none. */
function endLastAs(of: World, committed: boolean | null): void {
  const tail = newestBatches(of)
  const at = tail.findLastIndex((batch) => markerOf(batch) !== null)
  if (committed === null) return void tail.splice(at, 1)
  const { baseOffset, lastOffset, partitionLeaderEpoch, baseTimestamp } = tail[at]!
  const other = markerBatch({ ...markerOf(tail[at]!)!, committed }, baseTimestamp)
  tail[at] = { ...other, baseOffset, lastOffset, partitionLeaderEpoch }
}

test('T6: an application may be told of a commit before its marker is there, but not of one that is an abort', () => {
  const history = copy()
  history.readings.length = 0
  const onTheWay = copyWorld(world)
  endLastAs(onTheWay, null)
  expect(checkHistory(history, onTheWay, nobody)).toBeNull()
  const turned = copyWorld(world)
  endLastAs(turned, false)
  expect(checkHistory(history, turned, nobody)?.rule).toBe('T6')
  // Where a coordinator went by a partition, the next marker of that producer ends what stood open there.
  history.unmarked.add('orders-0')
  expect(checkHistory(history, turned, nobody)).toBeNull()
})

/** How the history has the transaction end that an application aborts while the end of its commit is still to be sent. */
function abortedBehindCommit(profile: string): boolean | null | undefined {
  const other = simulatorModel.create({ ...spec, profile }, 1)
  const history = createHistory()
  run(other, { untilUs: 4_000_000 })
  const node = [...other.nodes.values()].find(({ id }) => id === 'pays')!
  listen(history, other, node.id)
  const client = kindOf(other, node).heldClients!(node)[0]!.client as ProducerClient
  const { transactions } = client
  const call = { callId: 99, waitsFor: 99, operation: 'EndTxn(false)', untilUs: 1e12, timedOut: false }
  transactions!.pending = { ...call, call: 'abortTransaction' }
  transactions!.queue.splice(0, Infinity, { kind: 'endTxn', committed: false, callId: 99 })
  listen(history, other, node.id)
  expect(pays(history)).toBeUndefined()
  transactions!.queue.unshift({ kind: 'endTxn', committed: true, callId: 98 })
  for (let event = 0; event < 2; event++) listen(history, other, node.id)
  client.events.push({ type: 'returned', callId: 99, error: null })
  client.events = []
  expect(pays(history).transactions).toHaveLength(1)
  return pays(history).transactions[0]!.committed
}

test('T6: in 2.5 an application may abort what its commit, which gave up waiting, has committed; later nobody may', () => {
  expect(abortedBehindCommit(LIKE_2_5)).toBeNull()
  expect(abortedBehindCommit(DEFAULT_PROFILE)).toBe(false)
  const history = copy()
  Object.assign(pays(history).transactions[2]!, { committed: null })
  expect(checkHistory(history, world, nobody)).toBeNull()
  Object.assign(pays(history).transactions[2]!, { committed: false })
  expect(checkHistory(history, world, nobody)?.rule).toBe('T6')
})

test('T6: what a call that gave up has ended is over, though nobody is told: the next commit is none of what was before', () => {
  const other = simulatorModel.create({ ...spec, profile: LIKE_2_5 }, 1)
  const history = createHistory()
  run(other, { untilUs: 4_000_000 })
  const node = [...other.nodes.values()].find(({ id }) => id === 'pays')!
  listen(history, other, node.id)
  const client = kindOf(other, node).heldClients!(node)[0]!.client as ProducerClient
  const manager = client.transactions!
  const gaveUp = { operation: 'EndTxn(false)', untilUs: 0, timedOut: true }
  const sent = client.nextSendId - 1
  // The first one fails behind it, the other one's end is answered, and its application begins and sends.
  manager.pending = { ...gaveUp, callId: 98, waitsFor: 98, call: 'commitTransaction' }
  listen(history, other, node.id)
  Object.assign(manager, { pending: null, state: 'ABORTABLE_ERROR' })
  listen(history, other, node.id)
  expect(pays(history)).toBeUndefined()
  manager.pending = { ...gaveUp, callId: 99, waitsFor: 99, call: 'abortTransaction' }
  listen(history, other, node.id)
  Object.assign(manager, { pending: null, state: 'IN_TRANSACTION' })
  client.nextSendId += 2
  listen(history, other, node.id)
  expect(pays(history).transactions).toEqual([{ from: 0, to: sent, committed: false }])
})

const move = (list: number[], by: number) => list.splice(0, list.length, ...list.map((each) => each + by))

/** The sends of two of the newest batches, which one producer wrote one after the other. */
function swapSends(of: World, swapped: (first: RecordBatch, second: RecordBatch) => readonly RecordBatch['sendIds'][]) {
  const tail = newestBatches(of)
  const { sender } = plain(whole)
  const own = tail.flatMap((batch, index) => (batch.sender?.scope === sender.scope ? [index] : []))
  const [first, second] = own.slice(-2) as [number, number]
  const [one, other] = swapped(tail[first]!, tail[second]!)
  tail[first] = { ...tail[first]!, sendIds: one! }
  tail[second] = { ...tail[second]!, sendIds: other! }
}

test.each<[string, string, (history: History, world: World) => void]>([
  ['P2', 'a send behind a later one', (_, of) => swapSends(of, (first, second) => [second.sendIds, first.sendIds])],
  ['P3', 'a send that is there twice', (_, of) => swapSends(of, (first) => [first.sendIds, first.sendIds])],
  [
    'R8',
    'an acknowledged record that is not there',
    (history) => void plain(history).acknowledged.push({ topicPartition: 'orders-0', baseOffset: 1e6, sendIds: [1] }),
  ],
  [
    'P4',
    'an acknowledged offset that holds another record',
    (history) => void Object.assign(plain(history).acknowledged[3]!, { sendIds: [1_000] }),
  ],
  [
    'T6',
    'a transaction that was told to be aborted and is committed',
    (history) => void Object.assign(pays(history).transactions[2]!, { committed: false }),
  ],
  [
    'T6',
    'a commit of what could not be sent',
    (history) => void pays(history).failed.add(pays(history).transactions[2]!.to),
  ],
  ['C3', 'a poll that goes back', (history) => void reading(history).offsets.splice(5, 1, 0)],
  [
    'poll-skip',
    'a poll that leaves records out',
    (history) => {
      reading(history).offsets.splice(4, 3)
      reading(history).records.splice(4, 3)
    },
  ],
  [
    'inconsistent-offsets',
    'two records at one offset',
    (history) => {
      const other = structuredClone(reading(history))
      Object.assign(other.records[0]!, { value: 'another' })
      history.readings.push(other)
    },
  ],
  ['R4', 'a record that was read and is gone', (history) => void move(reading(history).offsets, 1)],
  [
    'G1a',
    'a reader of committed records that was handed one of an aborted transaction',
    (history, of) => {
      history.producers.length = 0
      endLastAs(of, false)
    },
  ],
  [
    'C6',
    'a group behind the end of the log',
    (history, of) => {
      history.producers.length = 0
      history.readings.length = 0
      truncateTo(leadersLogs(of).get('orders-0')!, 20, 0)
    },
  ],
])('%s: %s is found', (rule, _, harm) => {
  const history = copy()
  const harmed = copyWorld(world)
  harm(history, harmed)
  expect(checkHistory(history, harmed, nobody)?.rule).toBe(rule)
  expect(checkHistory(history, harmed, () => true)?.rule).toBe(
    rule === 'T6' && history.producers.some(({ failed }) => failed.size > 0) ? 'T6' : undefined,
  )
})

test('what was deleted on demand may be left out, though a broker that was killed has the log begin earlier again', () => {
  const history = copy()
  const { offsets, records } = reading(history)
  const [after] = offsets.slice(7, 8)
  offsets.splice(4, 3)
  records.splice(4, 3)
  history.deletedUpTo.set('orders-0', after!)
  expect(checkHistory(history, world, nobody)).toBeNull()
  history.deletedUpTo.set('orders-0', after! - 1)
  expect(checkHistory(history, world, nobody)?.rule).toBe('poll-skip')
})
