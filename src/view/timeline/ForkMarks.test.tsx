import { expect, test } from 'vitest'
import { placesFor } from './ForkMarks.tsx'

test('a branch’s name has the room up to the next fork', () => {
  const [first, second] = placesFor([0.2, 0.6])
  expect(first).toMatchObject({ before: false, room: expect.closeTo(0.4) })
  expect(second).toMatchObject({ before: false, room: expect.closeTo(0.4) })
})

test('near the end of the line it stands before its fork, and shares the room with the one before', () => {
  expect(placesFor([0.97])).toEqual([{ share: 0.97, room: 0.97, before: true }])
  const [first, last] = placesFor([0.5, 0.96])
  expect(first).toMatchObject({ before: false, room: expect.closeTo(0.23) })
  expect(last).toMatchObject({ before: true, room: expect.closeTo(0.23) })
})

test('two forks at the end leave each what there is', () => {
  const [first, last] = placesFor([0.97, 0.98])
  expect(first).toMatchObject({ before: false, room: expect.closeTo(0.01) })
  expect(last).toMatchObject({ before: false, room: expect.closeTo(0.02) })
})
