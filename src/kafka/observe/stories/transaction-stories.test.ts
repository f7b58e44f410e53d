// What a reader is told of transactions: each story from what one thing led to, in order.

import { expect, test } from 'vitest'
import { simulatorModel } from '../../../cli/model.ts'
import { Timeline } from '../../../engine/timeline.ts'
import type { World } from '../../../engine/world.ts'
import { firstMinute } from '../../../scenarios/index.ts'
import { refuseCommand } from '../../cluster/apply-command.ts'
import type { Command, ProducerSpec } from '../../cluster/commands.ts'
import type { ClusterImage } from '../cluster-image.ts'
import type { Happening } from '../happenings.ts'
import { buildImage } from '../image/build-image.ts'
import type { BeatKind, Story } from './beat.ts'
import { storiesOf } from './story-teller.ts'

const pay: ProducerSpec = {
  name: 'pay',
  config: { 'transactional.id': 'pay-1', 'transaction.timeout.ms': '25000' },
  workload: { topic: 'orders', recordsPerSecond: 5, keys: ['A', 'B', 'C'], valueBytes: 10, recordsPerTransaction: 10 },
}
const byHand: ProducerSpec = { ...pay, workload: { ...pay.workload!, recordsPerTransaction: 0 } }

interface Told {
  readonly stories: readonly Story[]
  readonly image: ClusterImage
  readonly world: World
}

function told(done: readonly (readonly [number, Command])[], untilS: number): Told {
  const timeline = new Timeline(simulatorModel, firstMinute(), 10)
  timeline.runTo(8_000_000)
  const before = timeline.happenings.lastId
  for (const [atS, command] of done) {
    timeline.runTo(atS * 1_000_000)
    timeline.act(command)
  }
  timeline.runTo(untilS * 1_000_000)
  const happenings = timeline.happenings.range(before + 1, Number.MAX_SAFE_INTEGER)
  const stories = storiesOf(
    happenings.map(({ id, atUs, causedBy, body }) => ({ id, atUs, causedBy, body: body as Happening })),
    { hasEnsemble: () => false, kindOf: (node: string) => timeline.world.nodes.get(node)?.kind },
  )
  return { stories, image: buildImage(timeline.world), world: timeline.world }
}

const kinds = (story: Story | undefined) => story?.beats.map(({ kind }) => kind)
const withBeat = (stories: readonly Story[], kind: BeatKind) =>
  stories.find(({ beats }) => beats.some((beat) => beat.kind === kind))

const add = (producer: ProducerSpec): Command => ({ type: 'AddProducer', producer })

test('a producer that commits by itself: its id, the transaction, the decision, the markers, the end; the next ones are counted', () => {
  const { stories, image } = told([[10, add(pay)]], 20)
  const story = withBeat(stories, 'transactionBegan')
  expect(kinds(story)).toEqual([
    'transactionalIdGiven',
    'transactionBegan',
    'transactionCommits',
    'markersWritten',
    'transactionCommitted',
  ])
  expect(story!.beats.at(-1)!.count).toBe(4)
  expect(story!.beats[1]!.facts).toMatchObject({ transactions: ['pay-1'], partitions: ['orders-1'] })
  // In the middle of the fifth: ten records each.
  expect(image.transactions.get('pay-1')).toMatchObject({ state: 'Ongoing', producerEpoch: 4 })
  expect(image.producers.get('pay')!.transaction).toMatchObject({ state: 'IN_TRANSACTION', partitions: ['orders-1'] })
  const leader = [...image.replicas.values()].find((row) => row.topicPartition === 'orders-1' && row.role === 'leader')!
  expect(leader.lastStableOffset).toBe(leader.transactions!.open[0]!.firstOffset)
  expect(leader.lastStableOffset).toBeLessThan(leader.highWatermark)
  expect(leader.cells.map(({ transaction }) => transaction)).toEqual(expect.arrayContaining(['data', 'commit']))
})

test('an abort by hand is a story of its own', () => {
  const { stories, image } = told(
    [
      [10, add(byHand)],
      [20, { type: 'EndTransaction', producer: 'pay', committed: false }],
    ],
    20.1,
  )
  const story = withBeat(stories, 'abortAsked')
  expect(kinds(story)?.slice(0, 4)).toEqual(['abortAsked', 'transactionAborts', 'markersWritten', 'transactionAborted'])
  const leader = [...image.replicas.values()].find((row) => row.topicPartition === 'orders-1' && row.role === 'leader')!
  const [aborted] = leader.transactions!.aborted
  // Every cell of the aborted transaction is one that the picture can tell by what the replica knows.
  const marker = leader.cells.find(({ transaction }) => transaction === 'abort')!
  expect([marker.producerId, marker.offset]).toEqual([aborted!.producerId, aborted!.lastOffset])
})

test('a producer killed in the middle: its transaction hangs, times out and is aborted', () => {
  const { stories } = told(
    [
      [10, add(byHand)],
      [15, { type: 'KillNode', node: 'pay' }],
    ],
    60,
  )
  expect(kinds(withBeat(stories, 'producerKilled'))).toEqual([
    'producerKilled',
    'transactionHangs',
    'transactionTimedOut',
    'transactionAborts',
    'markersWritten',
    'transactionAborted',
  ])
})

test('a second producer with the same id: what is open is aborted, and the first one is a zombie', () => {
  const { stories, image } = told(
    [
      [10, add(byHand)],
      [15, add({ ...byHand, name: 'pay-again' })],
    ],
    20,
  )
  expect(kinds(withBeat(stories, 'openTransactionFenced'))).toEqual([
    'openTransactionFenced',
    'transactionAborts',
    'markersWritten',
    'transactionAborted',
    'transactionalIdTaken',
    'transactionBegan',
    'producerFenced',
  ])
  expect(image.producers.get('pay')!.transaction!.state).toBe('FATAL_ERROR')
})

test('only who has a transaction open can be told to end it', () => {
  const { world } = told([[10, add(byHand)]], 20)
  const refusalOf = (producer: string) => refuseCommand(world, { type: 'EndTransaction', producer, committed: true })
  expect(refusalOf('pay')).toBeNull()
  expect(refusalOf('order-service')).toBe('order-service has no transactional.id, and so no transactions.')
})
