import { expect, test } from 'vitest'
import { enginePage } from '../../../testing/engine-page.ts'
import { defaultRun } from '../../../worker/default-run.ts'
import { simulatorParts } from '../../../worker/simulator-parts.ts'
import { goneToCommit } from './gone-to-commit.ts'

test('after their topic is deleted and made again, members that cannot join again yet say which commit it is', () => {
  const page = enginePage(simulatorParts)
  page.open({ ...defaultRun(), positionUs: 20_000_000 })
  const waiting = () => [...page.image.members.values()].filter((member) => goneToCommit(member, page.image).length > 0)
  expect(waiting()).toEqual([])
  page.command({ type: 'DeleteTopic', topic: 'orders' })
  page.post({ type: 'seek', atUs: 40_000_000 })
  page.watch(50)
  // The producers have made it again, with one partition.
  expect([...page.image.partitions.values()].filter(({ topic }) => topic === 'orders')).toHaveLength(1)
  const gone = waiting().flatMap((member) => goneToCommit(member, page.image))
  expect(gone.length).toBeGreaterThan(0)
  for (const id of gone) expect(page.image.partitions.has(id)).toBe(false)
})
