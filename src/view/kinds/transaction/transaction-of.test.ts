import { expect, test } from 'vitest'
import type { CellImage, ReplicaImage } from '../../../kafka/observe/cluster-image.ts'
import { sampleImage } from '../../../testing/sample-image.ts'
import { holdsBack, transactionOf } from './transaction-of.ts'

const leader = [...sampleImage().replicas.values()].find(({ role }) => role === 'leader')!
const plain: CellImage = leader.cells[0]!
const of = (offset: number, producerId: number, transaction: CellImage['transaction'] = 'data'): CellImage => ({
  ...plain,
  offset,
  producerId,
  ...(transaction === undefined ? {} : { transaction }),
})

/** Producer 7: aborted 2 to 5, then open from 9; producer 8 has committed in between. */
const replica: ReplicaImage = {
  ...leader,
  highWatermark: 12,
  lastStableOffset: 9,
  transactions: {
    open: [{ producerId: 7, firstOffset: 9 }],
    aborted: [{ producerId: 7, firstOffset: 2, lastOffset: 5 }],
  },
}

test('a record is told by its own producer’s transactions: open, aborted, and committed where it is neither', () => {
  expect(transactionOf(of(3, 7), replica)).toBe('aborted')
  expect(transactionOf(of(3, 8), replica)).toBe('committed')
  expect(transactionOf(of(7, 7), replica)).toBe('committed')
  expect(transactionOf(of(10, 7), replica)).toBe('open')
  expect(transactionOf(of(10, 8), replica)).toBe('committed')
  expect(transactionOf({ ...plain, offset: 3 }, replica)).toBeNull()
})

test('a control record says itself how its transaction ended', () => {
  expect(transactionOf(of(5, 7, 'abort'), replica)).toBe('abortMarker')
  expect(transactionOf(of(8, 7, 'commit'), replica)).toBe('commitMarker')
})

test('readers of committed records are held back on a leader only, and only before its high watermark', () => {
  expect(holdsBack(replica)).toBe(true)
  expect(holdsBack({ ...replica, role: 'follower' })).toBe(false)
  expect(holdsBack({ ...replica, lastStableOffset: 12 })).toBe(false)
})
