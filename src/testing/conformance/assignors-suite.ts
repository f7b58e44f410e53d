/** Plays assignor tables: the inputs of Kafka's own assignor tests with the outcome of Kafka's own classes. */
import { splitTopicPartition, type TopicPartition } from '../../kafka/common/topic-partition.ts'
import { assignPartitionsAsOf } from '../../kafka/group/assignors/by-version.ts'
import {
  type Assignment,
  type AssignorInput,
  type AssignorMember,
  type AssignorTopic,
  isAssignorName,
} from '../../kafka/group/assignors/index.ts'
import { rulesOf } from '../../kafka/profile/registry.ts'
import { countsAsOtherEra, isAbout } from './rows-by-version.ts'
import {
  count,
  emptyResult,
  type Json,
  listOf,
  numberOf,
  objectOf,
  type SuiteResult,
  skip,
  stringOf,
  stringsOf,
} from './suite.ts'

type Case = { readonly [key: string]: Json }

/** The assignment for a case as a client or coordinator of that version gives it; null: there is none here. */
export type AssignorOf = (assignor: string, version: string, input: AssignorInput, entry: Case) => Assignment | null

/** Who would ask for the assignors that no run reaches. */
const WAITS_FOR: Readonly<Record<string, string>> = {
  'server-range': 'consumer protocol',
  'server-uniform': 'consumer protocol',
  'share-simple': 'share groups',
}

/** What clients of a profile give; each case counts once for each version it names that has one. */
export function playAssignors(tables: Json, profile: string): SuiteResult {
  const result = emptyResult()
  const { assignorVersion } = rulesOf({ profile }).client
  eachCase(tables, ({ name, assignor, version, entry }) => {
    if (!isAbout(version, profile)) {
      if (countsAsOtherEra(version, profile)) result.otherEra++
    } else if (isAssignorName(assignor))
      count(result, name, problemWith(entry, assignPartitionsAsOf(assignorVersion, assignor, inputOf(entry))))
    else skip(result, WAITS_FOR[assignor] ?? `assignor ${assignor}`)
  })
  return result
}

/** Every version of every case, by whatever assigns; null counts as not playable. */
export function playEveryAssignor(tables: Json, assign: AssignorOf): SuiteResult {
  const result = emptyResult()
  eachCase(tables, ({ name, assignor, version, entry }) => {
    const assignment = assign(assignor, version, inputOf(entry), entry)
    if (assignment === null) skip(result, `assignor ${assignor}`)
    else count(result, name, problemWith(entry, assignment))
  })
  return result
}

interface CaseOfVersion {
  readonly name: string
  readonly assignor: string
  readonly version: string
  readonly entry: Case
}

function eachCase(tables: Json, play: (each: CaseOfVersion) => void): void {
  for (const json of listOf(objectOf(tables, 'table').cases, 'cases')) {
    const entry = objectOf(json, 'case')
    const assignor = stringOf(entry.assignor, 'assignor')
    for (const version of stringsOf(entry.versions, 'versions'))
      play({ name: `${stringOf(entry.name, 'name')} (${version})`, assignor, version, entry })
  }
}

function inputOf(entry: Case): AssignorInput {
  const optional = (key: string): Case => (entry[key] === undefined ? {} : objectOf(entry[key], key))
  const racks =
    entry.partitionReplicaRacks === undefined ? null : objectOf(entry.partitionReplicaRacks, 'partitionReplicaRacks')
  const topics = new Map<string, AssignorTopic>()
  for (const [topic, json] of Object.entries(objectOf(entry.topics, 'topics'))) {
    const partitions = numberOf(json, topic)
    const racksOf = (partition: number): readonly string[] => {
      const replicas = racks?.[`${topic}-${partition}`]
      return replicas === undefined ? [] : stringsOf(replicas, 'racks')
    }
    topics.set(topic, {
      partitions,
      replicaRacks: racks === null ? null : Array.from({ length: partitions }, (_, i) => racksOf(i)),
    })
  }
  const owned = optional('ownedPartitions')
  const generations = optional('generations')
  const instances = optional('groupInstanceIds')
  const consumerRacks = optional('consumerRacks')
  const members: AssignorMember[] = Object.entries(objectOf(entry.subscriptions, 'subscriptions')).map(
    ([memberId, topicNames]) => ({
      memberId,
      groupInstanceId: (instances[memberId] as string | undefined) ?? null,
      subscription: {
        topics: stringsOf(topicNames, 'subscription'),
        ownedPartitions: owned[memberId] === undefined ? [] : stringsOf(owned[memberId], 'ownedPartitions'),
        generationId: (generations[memberId] as number | undefined) ?? -1,
        rackId: (consumerRacks[memberId] as string | undefined) ?? null,
      },
    }),
  )
  return { topics, members }
}

/**
 * Exactly what Kafka gave, member by member as sets. Where Kafka itself gives now this, now that (the order of a Java
 * hash map decides), only what always holds is compared.
 */
function problemWith(entry: Case, assignment: Assignment): string | null {
  const exact =
    entry.expected === undefined ? 'no outcome given' : differenceFrom(objectOf(entry.expected, 'expected'), assignment)
  if (exact === null) return null
  const orderShows = entry.expected === undefined || typeof entry.note === 'string'
  if (!orderShows) return exact
  const properties = entry.expectedProperties ?? entry.properties
  if (properties === undefined) return exact
  return brokenProperty(entry, objectOf(properties, 'properties'), assignment)
}

function differenceFrom(expected: Case, assignment: Assignment): string | null {
  const members = new Set([...Object.keys(expected), ...assignment.keys()])
  for (const memberId of members) {
    const wanted = expected[memberId] === undefined ? [] : stringsOf(expected[memberId], 'expected')
    const got = assignment.get(memberId) ?? []
    const same = wanted.length === got.length && wanted.every((partition) => got.includes(partition))
    if (!same) return `${memberId} should get ${wanted.join(' ') || 'nothing'}, gets ${got.join(' ') || 'nothing'}`
  }
  return null
}

function brokenProperty(entry: Case, properties: Case, assignment: Assignment): string | null {
  const given = [...assignment.values()].flat()
  const distinct = new Set(given)
  const subscriptions = objectOf(entry.subscriptions, 'subscriptions')
  if (properties.eachPartitionAtMostOnce === true && distinct.size < given.length) return 'a partition is given twice'
  if (properties.onlySubscribedTopics === true) {
    for (const [memberId, partitions] of assignment) {
      const topics = stringsOf(subscriptions[memberId], 'subscription')
      const stray = partitions.find((partition) => !topics.includes(splitTopicPartition(partition).topic))
      if (stray !== undefined) return `${memberId} gets ${stray} without subscribing to it`
    }
  }
  if (properties.unassigned !== undefined) {
    const wanted = [...stringsOf(properties.unassigned, 'unassigned')].sort(byText)
    const left = partitionsWithSubscriber(entry).filter((partition) => !distinct.has(partition))
    if (left.sort(byText).join(' ') !== wanted.join(' '))
      return `left over: ${left.join(' ') || 'nothing'}, should be ${wanted.join(' ')}`
  }
  return brokenBalance(entry, properties, assignment)
}

function brokenBalance(entry: Case, properties: Case, assignment: Assignment): string | null {
  const sizes = [...assignment.values()].map((partitions) => partitions.length)
  const spread = sizes.length === 0 ? 0 : Math.max(...sizes) - Math.min(...sizes)
  if (properties.maxMinusMin !== undefined && spread > numberOf(properties.maxMinusMin, 'maxMinusMin'))
    return `largest minus smallest is ${spread}`
  if (properties.keptOwned === undefined || entry.ownedPartitions === undefined) return null
  let kept = 0
  for (const [memberId, partitions] of Object.entries(objectOf(entry.ownedPartitions, 'ownedPartitions'))) {
    const now = assignment.get(memberId) ?? []
    kept += stringsOf(partitions, 'ownedPartitions').filter((partition) => now.includes(partition)).length
  }
  const wanted = numberOf(properties.keptOwned, 'keptOwned')
  return kept < wanted ? `${kept} partitions stay where they are, should be ${wanted}` : null
}

function partitionsWithSubscriber(entry: Case): TopicPartition[] {
  const subscribed = new Set(
    Object.values(objectOf(entry.subscriptions, 'subscriptions')).flatMap((topics) =>
      stringsOf(topics, 'subscription'),
    ),
  )
  const partitions: TopicPartition[] = []
  for (const [topic, total] of Object.entries(objectOf(entry.topics, 'topics'))) {
    for (let i = 0; subscribed.has(topic) && i < numberOf(total, topic); i++) partitions.push(`${topic}-${i}`)
  }
  return partitions
}

function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
