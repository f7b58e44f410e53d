// What the answers of the stories about losses say, asked of the engine.

import { expect, test } from 'vitest'
import { LivedFailure } from '../../testing/lived-failure.ts'

test('with acks=1 what nobody had copied is lost with its leader, and cut off when it returns', () => {
  const t = new LivedFailure('acksOneLoses')
  expect(t.counters).toMatchObject({ lost: 0 })
  const killedAtMs = t.step()
  const electedAfterMs = t.runUntil('another leads', () => t.image.partitions.get('orders-0')?.leader === 3)
  expect(electedAfterMs).toBeGreaterThan(8_000)
  expect(electedAfterMs).toBeLessThan(10_500)
  t.runFor({ ms: 1_000 })
  const lost = t.counters?.lost ?? 0
  expect(lost).toBeGreaterThan(0)
  t.step()
  t.runUntil('it follows again', () => t.image.partitions.get('orders-0')?.isr.includes(2) === true)
  expect(t.happened('LogTruncated').map(({ body }) => body.broker)).toContain(2)
  expect(t.counters?.lost).toBe(lost)
  expect(t.nowMs - killedAtMs).toBeLessThan(60_000)
})

test('who was alone in the ISR is the only one who may lead', () => {
  const t = new LivedFailure('aloneInTheIsr')
  expect(t.image.partitions.get('orders-0')?.isr).toEqual([2])
  const before = t.counters?.acknowledged ?? 0
  t.runFor({ ms: 1_000 })
  expect(t.counters?.acknowledged).toBeGreaterThan(before)
  t.step()
  t.runFor({ ms: 12_000 })
  expect(t.image.partitions.get('orders-0')).toMatchObject({ leader: -1, isr: [], elr: [2] })
  t.step()
  t.runFor({ ms: 15_000 })
  expect(t.image.partitions.get('orders-0')).toMatchObject({ leader: -1, isr: [], elr: [2] })
  expect(t.counters?.lost).toBe(0)
})

test('below min.insync.replicas acks=all is refused, and acks=1 is written and not yet readable', () => {
  const t = new LivedFailure('belowMinIsr')
  expect(t.image.partitions.get('orders-0')?.isr).toEqual([2, 1])
  t.step()
  t.runUntil('it is alone', () => t.image.partitions.get('orders-0')?.isr.length === 1)
  t.runFor({ ms: 1_000 })
  const leader = () => t.image.replicas.get('orders-0@2')
  const { highWatermark, logEndOffset } = leader()!
  t.runFor({ ms: 5_000 })
  expect(leader()?.highWatermark).toBe(highWatermark)
  expect(leader()?.logEndOffset).toBeGreaterThan(logEndOffset)
  expect(t.happened('BatchRetried').map(({ body }) => body.error)).toContain('NOT_ENOUGH_REPLICAS')
  t.step()
  t.runUntil('both are readable again', () => (leader()?.highWatermark ?? 0) > logEndOffset + 10)
  expect(t.counters?.lost).toBe(0)
})

test('an unclean leader has less than consumers have read, and gives the same offsets away again', () => {
  const t = new LivedFailure('uncleanElection')
  const endOffset = t.image.replicas.get('orders-0@2')?.logEndOffset ?? 0
  t.step()
  t.runFor({ ms: 12_000 })
  expect(t.image.partitions.get('orders-0')?.leader).toBe(-1)
  t.step()
  t.runUntil('broker-3 leads', () => t.image.partitions.get('orders-0')?.leader === 3)
  t.runFor({ ms: 1_000 })
  expect(t.counters?.lost).toBeGreaterThan(0)
  expect(t.image.replicas.get('orders-0@3')?.leaderEpoch).toBeGreaterThan(0)
  t.runUntil(
    'the offsets are given away again',
    () => (t.image.replicas.get('orders-0@3')?.logEndOffset ?? 0) > endOffset,
  )
  t.step()
  t.runUntil('broker-2 follows', () => t.image.partitions.get('orders-0')?.isr.includes(2) === true)
  expect(t.happened('LogTruncated').map(({ body }) => body.broker)).toContain(2)
})
