// What the answers of the stories about losses say, asked of the engine.

import { expect, test } from 'vitest'
import { PROFILE_NAMES } from '../../kafka/profile/properties-registry.ts'
import '../../testing/every-version.ts'
import { FAILOVER_MS, LivedFailure } from '../../testing/lived-failure.ts'

test.each(PROFILE_NAMES)(
  '%s: with acks=1 what nobody had copied is lost with its leader, and cut off when it returns',
  (era) => {
    const t = new LivedFailure('acksOneLoses', era)
    expect(t.counters).toMatchObject({ lost: 0 })
    const killedAtMs = t.step()
    const electedAfterMs = t.runUntil('another leads', () => t.image.partitions.get('orders-0')?.leader === 3)
    expect(electedAfterMs).toBeGreaterThan(FAILOVER_MS[era][0])
    expect(electedAfterMs).toBeLessThan(FAILOVER_MS[era][1])
    t.runFor({ ms: 1_000 })
    const lost = t.counters?.lost ?? 0
    expect(lost).toBeGreaterThan(0)
    t.step()
    t.runUntil('it follows again', () => t.image.partitions.get('orders-0')?.isr.includes(2) === true)
    expect(t.happened('LogTruncated').map(({ body }) => body.broker)).toContain(2)
    expect(t.counters?.lost).toBe(lost)
    expect(t.nowMs - killedAtMs).toBeLessThan(60_000)
  },
)

test.each(PROFILE_NAMES)('%s: who was alone in the ISR is the only one who may lead', (era) => {
  const t = new LivedFailure('aloneInTheIsr', era)
  expect(t.image.partitions.get('orders-0')?.isr).toEqual([2])
  const before = t.counters?.acknowledged ?? 0
  t.runFor({ ms: 1_000 })
  expect(t.counters?.acknowledged).toBeGreaterThan(before)
  // Where there are eligible leader replicas it is one of them; before, it stays in the ISR.
  const nobody = era === 'kafka-4' ? { leader: -1, isr: [], elr: [2] } : { leader: -1, isr: [2] }
  t.step()
  t.runFor({ ms: 22_000 })
  // With the last broker the controller is gone, and nobody writes down that nobody leads.
  expect(t.image.partitions.get('orders-0')).toMatchObject(era === 'kafka-4' ? nobody : { leader: 2, isr: [2] })
  t.step()
  t.runFor({ ms: 15_000 })
  expect(t.image.partitions.get('orders-0')).toMatchObject(nobody)
  expect(t.counters?.lost).toBe(0)
})

test.each(PROFILE_NAMES)(
  '%s: below min.insync.replicas acks=all is refused, and acks=1 is written and not yet readable',
  (era) => {
    const t = new LivedFailure('belowMinIsr', era)
    expect(t.image.partitions.get('orders-0')?.isr).toEqual([2, 1])
    t.step()
    t.runUntil('it is alone', () => t.image.partitions.get('orders-0')?.isr.length === 1)
    t.runFor({ ms: 1_000 })
    const leader = () => t.image.replicas.get('orders-0@2')
    const { highWatermark, logEndOffset } = leader()!
    t.runFor({ ms: 5_000 })
    if (era === 'kafka-4') expect(leader()?.highWatermark).toBe(highWatermark)
    else expect(leader()?.highWatermark).toBeGreaterThan(highWatermark)
    expect(leader()?.logEndOffset).toBeGreaterThan(logEndOffset)
    expect(t.happened('BatchRetried').map(({ body }) => body.error)).toContain('NOT_ENOUGH_REPLICAS')
    t.step()
    t.runUntil('both are readable again', () => (leader()?.highWatermark ?? 0) > logEndOffset + 10)
    expect(t.counters?.lost).toBe(0)
  },
)

test.each(PROFILE_NAMES)(
  '%s: an unclean leader has less than consumers have read, and gives the same offsets away again',
  (era) => {
    const t = new LivedFailure('uncleanElection', era)
    const endOffset = t.image.replicas.get('orders-0@2')?.logEndOffset ?? 0
    t.step()
    t.runFor({ ms: 22_000 })
    if (era === 'kafka-4') expect(t.image.partitions.get('orders-0')?.leader).toBe(-1)
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
  },
)
