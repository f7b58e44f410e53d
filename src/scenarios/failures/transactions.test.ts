// What the answers of the stories about transactions say, asked of the engine.

import { expect, test } from 'vitest'
import { PROFILE_NAMES } from '../../kafka/profile/properties-registry.ts'
import '../../testing/every-version.ts'
import { LivedFailure } from '../../testing/lived-failure.ts'

test.each(PROFILE_NAMES)('%s: a second process fences the first, whose transaction is aborted', (era) => {
  const t = new LivedFailure('zombieProducer', era)
  const open = t.image.replicas.get('orders-0@2')
  expect(open?.lastStableOffset).toBeLessThan(open?.highWatermark ?? 0)
  t.step()
  t.runUntil('the first is fenced', () => t.happened('ProducerFenced').length > 0)
  expect(t.happened('ProducerFenced').map(({ body }) => body.producer)).toEqual(['worker-1'])
  expect(t.image.members.get('consumer-1')?.consumed).toBe(0)
  t.runFor({ ms: 2_000 })
  t.step()
  t.runUntil('what the second has committed is read', () => (t.image.members.get('consumer-1')?.consumed ?? 0) > 0)
  const { sent = 0 } = t.image.producers.get('worker-2') ?? {}
  expect(t.image.members.get('consumer-1')?.consumed).toBeLessThanOrEqual(sent)
  expect(t.image.counters.get('counters')?.sent).toBeGreaterThan(sent)
})

test.each(PROFILE_NAMES)(
  '%s: a transaction that hangs holds back who reads committed records, until it is aborted',
  (era) => {
    const t = new LivedFailure('hangingTransaction', era)
    const at = (member: string) => t.image.members.get(member)?.assignment[0]?.position ?? -1
    const frozenAtMs = t.step()
    t.runFor({ ms: 5_000 })
    const heldAt = at('committed-only')
    t.runFor({ ms: 5_000 })
    expect(at('committed-only')).toBe(heldAt)
    expect(at('everything')).toBeGreaterThan(heldAt + 20)
    t.runUntil('it is aborted', () => at('committed-only') > heldAt)
    expect(t.nowMs - frozenAtMs).toBeLessThan(31_000)
    t.runFor({ ms: 5_000 })
    expect(t.image.members.get('committed-only')?.consumed).toBeLessThan(
      t.image.members.get('everything')?.consumed ?? 0,
    )
  },
)
