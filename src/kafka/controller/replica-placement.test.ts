import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { placeWithAdminUtils } from './admin-utils-placement.ts'
import { type NextInt, type Placement, placeStriped, type UsableBroker } from './striped-replica-placer.ts'

interface PlacementCase {
  readonly name: string
  readonly placer: 'StripedReplicaPlacer' | 'AdminUtils'
  readonly brokersInIterationOrder?: readonly UsableBroker[]
  readonly brokers?: readonly Omit<UsableBroker, 'fenced'>[]
  readonly numPartitions: number
  readonly replicationFactor: number
  readonly fixedStartIndex?: number
  readonly startPartitionId?: number
  readonly mockRandomSeed?: number
  readonly randomDraws?: readonly (readonly [number, number])[]
  readonly expected?: readonly (readonly number[])[] | Readonly<Record<string, readonly number[]>>
  readonly expectedError?: string
  readonly expectedPairCounts?: Readonly<Record<string, number>>
}

const { cases } = JSON.parse(readFileSync('conformance/vectors/placement.json', 'utf8')) as { cases: PlacementCase[] }

/** The random source of Kafka's own tests: a 64-bit congruence under Java's nextInt. */
function mockRandom(seed: number): NextInt {
  let state = BigInt(seed)
  const next31 = () => {
    state = (state * 2862933555777941757n + 3037000493n) & 0xffff_ffff_ffff_ffffn
    return Number(state >> 33n)
  }
  return (bound) => {
    let bits = next31()
    if ((bound & (bound - 1)) === 0) return Number((BigInt(bound) * BigInt(bits)) >> 31n)
    while (bits - (bits % bound) + (bound - 1) > 0x7fff_ffff) bits = next31()
    return bits % bound
  }
}

/** Hands out the recorded draws and insists that they are asked for in the recorded order. */
function recordedDraws(draws: readonly (readonly [number, number])[]): { nextInt: NextInt; left: () => number } {
  let position = 0
  const nextInt = (bound: number) => {
    const [expectedBound, value] = draws[position++] ?? [-1, -1]
    expect(bound).toBe(expectedBound)
    return value
  }
  return { nextInt, left: () => draws.length - position }
}

function assignmentsOf(placement: Placement): readonly (readonly number[])[] {
  if (placement.kind === 'refused') throw new Error(placement.message)
  return placement.assignments
}

const striped = cases.filter((row) => row.placer === 'StripedReplicaPlacer')
const adminUtils = cases.filter((row) => row.placer === 'AdminUtils')

test.each(striped)('KRaft places replicas as Kafka did: $name', (row) => {
  const place = (nextInt: NextInt) =>
    placeStriped(row.brokersInIterationOrder ?? [], row.numPartitions, row.replicationFactor, nextInt)
  if (row.expectedError !== undefined) {
    expect(place(mockRandom(row.mockRandomSeed ?? 17)).kind).toBe('refused')
    return
  }
  const fromMock = assignmentsOf(place(mockRandom(row.mockRandomSeed ?? 17)))
  if (row.expectedPairCounts !== undefined) expect(pairCounts(fromMock)).toEqual(row.expectedPairCounts)
  if (row.mockRandomSeed !== undefined && row.expected !== undefined) expect(fromMock).toEqual(row.expected)
  if (row.randomDraws !== undefined) {
    const { nextInt, left } = recordedDraws(row.randomDraws)
    expect(assignmentsOf(place(nextInt))).toEqual(row.expected)
    expect(left()).toBe(0)
  }
})

function pairCounts(assignments: readonly (readonly number[])[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const replicas of assignments) counts[replicas.join(',')] = (counts[replicas.join(',')] ?? 0) + 1
  return counts
}

test.each(adminUtils)('ZooKeeper mode places replicas as Kafka did: $name', (row) => {
  const brokers = (row.brokers ?? []).map((broker) => ({ ...broker, fenced: false }))
  const { numPartitions, replicationFactor, fixedStartIndex = -1, startPartitionId = -1 } = row
  const placement = placeWithAdminUtils(
    brokers,
    { numPartitions, replicationFactor, fixedStartIndex, startPartitionId },
    () => 0,
  )
  if (row.expectedError !== undefined) {
    expect(placement.kind).toBe('refused')
    return
  }
  const first = Math.max(0, startPartitionId)
  const byPartition = Object.fromEntries(assignmentsOf(placement).map((replicas, index) => [first + index, replicas]))
  expect(byPartition).toEqual(row.expected)
})
