import { expect, test } from 'vitest'
import { belowFloor, floorOf, floorText, raiseFloor } from './floor.ts'

const floor = floorOf({ 'vectors/murmur2': 28, 'recordings/data/life': 46 })
const reached = (life: number) =>
  new Map([
    ['vectors/murmur2', 28],
    ['recordings/data/life', life],
  ])

test('as much as before, or more, stands above the floor', () => {
  expect(belowFloor(floor, reached(46))).toEqual([])
  expect(belowFloor(floor, reached(47))).toEqual([])
})

test('one output less is below it, however much more agrees elsewhere', () => {
  const held = new Map([...reached(45), ['vectors/murmur2', 900]] as const)
  expect(belowFloor(floor, held)).toEqual(['recordings/data/life: 45 outputs agree, the floor is 46'])
})

test('a file that is gone is below it', () => {
  expect(belowFloor(floor, new Map([['vectors/murmur2', 28]]))).toEqual([
    'recordings/data/life is not there; 46 outputs of it agreed',
  ])
})

test('a file without a floor is not forgotten', () => {
  const held = new Map([...reached(46), ['recordings/data/new', 3]] as const)
  expect(belowFloor(floor, held)).toEqual(['recordings/data/new has no floor; --raise gives it one of 3'])
  expect(raiseFloor(floor, held)).toEqual(new Map([...floor, ['recordings/data/new', 3]]))
})

test('the floor is raised, and never lowered', () => {
  expect(raiseFloor(floor, reached(48))).toEqual(reached(48))
  expect(raiseFloor(floor, reached(45))).toEqual({
    refused: ['recordings/data/life: 45 outputs agree, the floor is 46'],
  })
  const oneUpOneDown = new Map([...reached(45), ['vectors/murmur2', 29]] as const)
  expect(raiseFloor(floor, oneUpOneDown)).toHaveProperty('refused')
})

test('a floor is written as it is read', () => {
  expect(floorOf(JSON.parse(floorText(floor)))).toEqual(floor)
})
