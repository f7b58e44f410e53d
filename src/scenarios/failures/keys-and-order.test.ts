// What the answers of the stories about keys, order and repetition say, asked of the engine.

import { expect, test } from 'vitest'
import { PROFILE_NAMES } from '../../kafka/profile/properties-registry.ts'
import '../../testing/every-version.ts'
import { LivedFailure } from '../../testing/lived-failure.ts'

test.each(PROFILE_NAMES)('%s: one key fills one partition; a fourth consumer gets nothing and helps nobody', (era) => {
  const t = new LivedFailure('hotKey', era)
  const ends = () =>
    [0, 1, 2].map((p) => Math.max(...[1, 2, 3].map((b) => t.image.replicas.get(`orders-${p}@${b}`)?.logEndOffset ?? 0)))
  const [most = 0, ...others] = ends().sort((a, b) => b - a)
  expect(most / (most + others.reduce((a, b) => a + b, 0))).toBeGreaterThan(0.7)
  const lags = () =>
    [...t.image.members.values()]
      .flatMap(({ assignment }) => assignment.map(({ lag }) => lag ?? 0))
      .sort((a, b) => b - a)
  const before = lags()
  t.step()
  t.runFor({ ms: 30_000 })
  expect(lags()[0]).toBeGreaterThan((before[0] ?? 0) + 50)
  expect(lags()[1]).toBeLessThan(30)
  expect([...t.image.members.values()].map(({ assignment }) => assignment.length).sort()).toEqual([0, 1, 1, 1])
})

test.each(PROFILE_NAMES)('%s: with a fourth partition a key goes elsewhere, and its earlier records stay', (era) => {
  const t = new LivedFailure('partitionsAdded', era)
  const keysIn = (p: number) => {
    const leader = t.image.partitions.get(`orders-${p}`)?.leader ?? -1
    return new Set(t.image.replicas.get(`orders-${p}@${leader}`)?.cells.map(({ key }) => key))
  }
  const homes = () =>
    ['user-1', 'user-2', 'user-3', 'user-4'].map((key) => [0, 1, 2, 3].filter((p) => keysIn(p).has(key)))
  expect(homes().map((home) => home.length)).toEqual([1, 1, 1, 1])
  t.step()
  t.runFor({ ms: 20_000 })
  expect(homes().filter((home) => home.length === 2).length).toBeGreaterThan(1)
})

test.each(PROFILE_NAMES)('%s: without idempotence a refused batch comes after a later one that was not', (era) => {
  const t = new LivedFailure('orderFlip', era)
  expect(t.counters).toMatchObject({ outOfOrder: 0 })
  t.step()
  t.runUntil('the ISR has grown', () => (t.image.partitions.get('orders-0')?.isr.length ?? 0) > 1)
  t.runFor({ ms: 3_000 })
  expect(t.counters?.outOfOrder).toBeGreaterThan(0)
})

test.each(PROFILE_NAMES)('%s: a lost answer makes duplicates', (era) => {
  const t = new LivedFailure('lostAnswer', era)
  expect(t.counters).toMatchObject({ duplicated: 0 })
  t.step()
  t.runFor({ ms: 35_000 })
  expect(t.counters?.duplicated).toBeGreaterThan(0)
  expect(t.counters?.lost).toBe(0)
})

test.each(PROFILE_NAMES)('%s: records without keys all go to one partition, and round robin takes turns', (era) => {
  const t = new LivedFailure('stickyLooksUnfair', era)
  const ends = () =>
    [0, 1, 2].map((p) => Math.max(...[1, 2, 3].map((b) => t.image.replicas.get(`orders-${p}@${b}`)?.logEndOffset ?? 0)))
  t.step()
  t.runFor({ ms: 1_000 })
  expect(ends().sort((a, b) => a - b)).toEqual([0, 0, 10])
  const before = ends()
  // There every new batch asks the partitioner twice, and takes its second answer (KAFKA-9965).
  const inTurns = era === 'kafka-4' ? [3, 3, 4] : [0, 5, 5]
  t.step()
  t.runFor({ ms: 1_000 })
  expect(
    ends()
      .map((end, p) => end - before[p]!)
      .sort((a, b) => a - b),
  ).toEqual(inTurns)
})

test('a record dated a year ahead is refused, where the version has a limit', () => {
  const t = new LivedFailure('clockAhead')
  t.step()
  t.runFor({ ms: 2_000 })
  expect(t.happened('SendFailed').map(({ body }) => body.error)).toEqual(['InvalidTimestampException'])
  const older = new LivedFailure('clockAhead', 'kafka-2.5')
  older.step()
  older.runFor({ ms: 2_000 })
  expect(older.happened('SendFailed')).toEqual([])
})
