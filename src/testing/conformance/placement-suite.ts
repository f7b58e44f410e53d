/** Plays the table of replica placements: Kafka's placers with the random numbers they drew. */
import { alternateRacks, placeWithAdminUtils } from '../../kafka/controller/admin-utils-placement.ts'
import {
  type NextInt,
  type Placement,
  placeStriped,
  type UsableBroker,
} from '../../kafka/controller/striped-replica-placer.ts'
import { rulesOf } from '../../kafka/profile/registry.ts'
import { count, emptyResult, type Json, listOf, numberOf, objectOf, type SuiteResult, skip, stringOf } from './suite.ts'

type Case = { readonly [key: string]: Json }

/** Of the placer that controllers of the profile have. */
export function playPlacement(tables: Json, profile: string): SuiteResult {
  const { placement } = rulesOf({ profile }).controller
  const result = emptyResult()
  for (const json of listOf(objectOf(tables, 'table').cases, 'cases')) {
    const entry = objectOf(json, 'case')
    const name = stringOf(entry.name, 'name')
    const placer = PLACERS.find(({ called }) => called === entry.placer)
    if (placer === undefined) skip(result, `placer ${String(entry.placer)}`)
    else if (placer.placement === placement) count(result, name, placer.problemOf(entry))
  }
  return result
}

const PLACERS = [
  { called: 'StripedReplicaPlacer', placement: 'striped', problemOf: stripedProblem },
  { called: 'AdminUtils', placement: 'adminUtils', problemOf: adminUtilsProblem },
] as const

function stripedProblem(entry: Case): string | null {
  const brokers = brokersOf(entry.brokersInIterationOrder)
  const place = (nextInt: NextInt): Placement =>
    placeStriped(
      brokers,
      numberOf(entry.numPartitions, 'numPartitions'),
      numberOf(entry.replicationFactor, 'replicationFactor'),
      nextInt,
    )
  if (entry.mockRandomSeed !== undefined) {
    const problem = problemWith(entry, place(mockRandom(numberOf(entry.mockRandomSeed, 'mockRandomSeed'))), 0)
    if (problem !== null) return problem
  }
  if (entry.randomDraws === undefined) return null
  const draws = recordedDraws(entry.randomDraws)
  const problem = problemWith(entry, place(draws.nextInt), 0)
  return problem ?? draws.problem()
}

function adminUtilsProblem(entry: Case): string | null {
  const brokers = brokersOf(entry.brokers)
  const startPartitionId = numberOf(entry.startPartitionId ?? -1, 'startPartitionId')
  const spec = {
    numPartitions: numberOf(entry.numPartitions, 'numPartitions'),
    replicationFactor: numberOf(entry.replicationFactor, 'replicationFactor'),
    fixedStartIndex: numberOf(entry.fixedStartIndex ?? -1, 'fixedStartIndex'),
    startPartitionId,
  }
  const draws =
    entry.randomDraws === undefined ? { nextInt: () => 0, problem: () => null } : recordedDraws(entry.randomDraws)
  if (entry.rackAlternatedBrokerList !== undefined) {
    const alternated = JSON.stringify(alternateRacks(brokers))
    if (alternated !== JSON.stringify(entry.rackAlternatedBrokerList)) return `racks alternate as ${alternated}`
  }
  const placement = placeWithAdminUtils(brokers, spec, draws.nextInt)
  return problemWith(entry, placement, Math.max(0, startPartitionId)) ?? draws.problem()
}

function brokersOf(json: Json | undefined): UsableBroker[] {
  return listOf(json, 'brokers').map((item) => {
    const broker = objectOf(item, 'broker')
    const rack = typeof broker.rack === 'string' ? broker.rack : null
    return { id: numberOf(broker.id, 'id'), rack, fenced: broker.fenced === true }
  })
}

function problemWith(entry: Case, placement: Placement, firstPartition: number): string | null {
  if (placement.kind === 'refused') return entry.expectedError === undefined ? `is refused: ${placement.message}` : null
  if (entry.expectedError !== undefined) return `should be refused with ${String(entry.expectedError)}`
  if (entry.expectedPairCounts !== undefined)
    return pairProblem(objectOf(entry.expectedPairCounts, 'expectedPairCounts'), placement.assignments)
  const expected = Array.isArray(entry.expected)
    ? entry.expected
    : placement.assignments.map((_, index) => objectOf(entry.expected, 'expected')[String(firstPartition + index)])
  const got = JSON.stringify(placement.assignments)
  return got === JSON.stringify(expected) ? null : `places ${got}, should place ${JSON.stringify(expected)}`
}

function pairProblem(expected: Case, assignments: readonly (readonly number[])[]): string | null {
  const counts = new Map<string, number>()
  for (const replicas of assignments) counts.set(replicas.join(','), (counts.get(replicas.join(',')) ?? 0) + 1)
  for (const pair of new Set([...counts.keys(), ...Object.keys(expected)])) {
    if ((counts.get(pair) ?? 0) !== (expected[pair] ?? 0)) return `places ${pair} ${counts.get(pair) ?? 0} times`
  }
  return null
}

/** Hands out the recorded numbers, and minds that they are asked for with the recorded bounds. */
function recordedDraws(json: Json): { nextInt: NextInt; problem(): string | null } {
  const draws = listOf(json, 'randomDraws').map((item) => listOf(item, 'draw'))
  let position = 0
  let odd: string | null = null
  return {
    nextInt: (bound) => {
      const [expectedBound, value] = draws[position++] ?? []
      if (expectedBound !== bound)
        odd ??= `draw ${position} is below ${bound}, should be below ${String(expectedBound)}`
      return typeof value === 'number' && value < bound ? value : 0
    },
    problem: () => odd ?? (position === draws.length ? null : `draws ${position} numbers, should draw ${draws.length}`),
  }
}

/** The random source of Kafka's own tests: a 64-bit congruence under Java's nextInt. */
function mockRandom(seed: number): NextInt {
  let state = BigInt(seed)
  const next31 = (): number => {
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
