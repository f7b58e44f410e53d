// What the answers of the stories about retention and compaction say, asked of the engine.

import { expect, test } from 'vitest'
import { PROFILE_NAMES } from '../../kafka/profile/properties-registry.ts'
import '../../testing/every-version.ts'
import { LivedFailure } from '../../testing/lived-failure.ts'

test.each(PROFILE_NAMES)(
  '%s: retention takes the active segment too, and who had not read it begins where the log ends',
  (era) => {
    const t = new LivedFailure('emptyTopic', era)
    const end = t.image.replicas.get('orders-0@2')?.logEndOffset ?? 0
    expect(end).toBeGreaterThan(0)
    t.step()
    expect(t.image.replicas.get('orders-0@2')).toMatchObject({ logStartOffset: end, logEndOffset: end })
    t.runFor({ ms: 5_000 })
    expect(t.happened('OffsetReset').map(({ body }) => body.consumer)).toContain('consumer-1')
  },
)

test.each(PROFILE_NAMES)('%s: compaction leaves the segment being written alone, and holes where it was', (era) => {
  const t = new LivedFailure('compactionSurprises', era)
  const offsets = () => t.image.replicas.get('carts-0@2')?.cells.map(({ offset }) => offset)
  t.runFor({ ms: 30_000 })
  expect(offsets()).toEqual([0, 1, 2, 3, 4])
  t.step()
  t.runUntil('it was cleaned', () => offsets()?.includes(5) === true && !offsets()?.includes(0))
  // The last of alice, the tombstone of bob for a day, and the one that is being written.
  expect(offsets()).toEqual([3, 4, 5])
  t.step()
  t.runFor({ ms: 6_000 })
  expect(t.image.members.get('reader')?.consumed).toBe(3)
})
