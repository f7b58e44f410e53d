import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { everyAssignor } from '../../../testing/conformance/assignors-ahead.ts'
import { playEveryAssignor } from '../../../testing/conformance/assignors-suite.ts'
import { assignPartitionsAsOf } from './by-version.ts'
import { type AssignorInput, assignPartitions, isAssignorFailure } from './index.ts'

function members(owned: Record<string, readonly string[]>, partitions: number): AssignorInput {
  return {
    topics: new Map([['orders', { partitions, replicaRacks: null }]]),
    members: Object.entries(owned).map(([memberId, ownedPartitions]) => ({
      memberId,
      groupInstanceId: null,
      subscription: { topics: ['orders'], ownedPartitions, generationId: 1, rackId: null },
    })),
  }
}

function orders(...partitions: number[]): string[] {
  return partitions.map((partition) => `orders-${partition}`)
}

test('every outcome of the assignors of 2.5.0, 2.5.1 and 4.x comes out the same', () => {
  const result = playEveryAssignor(
    JSON.parse(readFileSync('conformance/vectors/assignors.json', 'utf8')),
    everyAssignor,
  )
  expect(result).toMatchObject({ failures: [], failed: 0, skipped: 0 })
  expect(result.passed).toBeGreaterThan(800)
})

test('range gives the first members the extra partition of every topic', () => {
  const input = members({ c1: [], c2: [] }, 3)
  expect(assignPartitions('range', input)).toEqual(
    new Map([
      ['c1', orders(0, 1)],
      ['c2', orders(2)],
    ]),
  )
})

test('cooperative-sticky withholds what a newcomer will get until its owner has let go of it', () => {
  const first = assignPartitions('cooperative-sticky', members({ c1: orders(0, 1, 2, 3, 4, 5, 6), c2: [] }, 7))
  expect(first).toEqual(
    new Map([
      ['c1', orders(0, 1, 2, 3)],
      ['c2', []],
    ]),
  )
  const second = assignPartitions('cooperative-sticky', members({ c1: orders(0, 1, 2, 3), c2: [] }, 7))
  expect(second).toEqual(
    new Map([
      ['c1', orders(0, 1, 2, 3)],
      ['c2', orders(4, 5, 6)],
    ]),
  )
})

test('in 2.5.0 the newcomer gets the lowest partitions', () => {
  const assignment = assignPartitionsAsOf('2.5.0', 'sticky', members({ c1: orders(0, 1, 2, 3, 4, 5, 6), c2: [] }, 7))
  expect(new Set(assignment.get('c2'))).toEqual(new Set(orders(0, 1, 2)))
})

test('more members than partitions leave somebody idle', () => {
  const assignment = assignPartitions('range', members({ c1: [], c2: [], c3: [], c4: [] }, 3))
  expect(assignment.get('c4')).toEqual([])
})

test('a topic came back with fewer partitions than a member owns of it: whoever assigns is told that it cannot', () => {
  const input = members({ c1: ['orders-2'], c2: [], c3: [] }, 1)
  for (const name of ['sticky', 'cooperative-sticky'] as const) {
    let thrown: unknown = null
    try {
      assignPartitions(name, input)
    } catch (error) {
      thrown = error
    }
    expect(isAssignorFailure(thrown)).toBe(true)
    expect(thrown).toHaveProperty('message', 'No more unfilled consumers to be assigned.')
  }
})
