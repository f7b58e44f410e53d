import { expect, test } from 'vitest'
import { t } from '../../i18n/index.ts'
import { sampleImage } from '../../testing/sample-image.ts'
import { standingText } from './standing-text.ts'

const image = sampleImage()
const whole = { ...image, links: new Map(), nodes: new Map(), partitions: new Map(), groups: new Map() }

test('where no record has been written yet, nothing flows', () => {
  const empty = [...image.replicas].map(([id, replica]) => [id, { ...replica, logEndOffset: 0 }] as const)
  expect(standingText({ ...whole, replicas: new Map(empty) }, t)).toMatch(/^No record has been written yet/)
  expect(standingText(whole, t)).toBeNull()
})

test('a group that rebalances is told of as long as it does, also to whoever comes in the middle of it', () => {
  const [group] = image.groups.values()
  if (group === undefined) throw new Error('the sample has a group')
  const groups = new Map([[group.groupId, { ...group, state: 'PreparingRebalance' }]])
  expect(standingText({ ...whole, groups }, t)).toContain(`${group.groupId}: rebalancing`)
})
