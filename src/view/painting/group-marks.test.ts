import { expect, test } from 'vitest'
import { sampleImage } from '../../testing/sample-image.ts'
import { groupMarks, groupPlaces } from './group-marks.ts'

test('each group has a letter of its own', () => {
  const image = sampleImage()
  const more = {
    ...image,
    groups: new Map([
      ...image.groups,
      ['hello-again', { ...image.groups.get('hello-group')!, groupId: 'hello-again' }],
    ]),
  }
  const letters = [...groupMarks(more).values()].map((mark) => mark.letter)
  expect(letters).toEqual(['H', 'A', 'E'])
})

test('a group stands on a partition with its position and its committed offset', () => {
  const places = groupPlaces(sampleImage()).get('orders-1')!
  expect(places.map((place) => place.groupId).sort()).toEqual(['analytics', 'hello-group'])
  for (const place of places) expect(place.position).toBeGreaterThanOrEqual(place.committed)
})

test('what a group committed stays on show while nobody reads the partition', () => {
  const image = sampleImage()
  const places = groupPlaces({ ...image, members: new Map() }).get('orders-0')!
  expect(places.every((place) => place.position === -1 && place.committed >= 0)).toBe(true)
})
