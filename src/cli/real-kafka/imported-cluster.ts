/**
 * A described cluster, to be played with: its spec, and what is done in it until it stands as it was described. What its
 * topics held nobody knows: stand-ins fill them up to their offsets.
 */

import type { BrokerSpec, ClusterSpec, Command, ConsumerSpec, TopicSpec } from '../../kafka/cluster/commands.ts'
import { brokerNode, brokerPort } from '../../kafka/common/addresses.ts'
import { COORDINATOR_TOPICS, isInternalTopic } from '../../kafka/common/internal-topics.ts'
import { topicPartition } from '../../kafka/common/topic-partition.ts'
import type { Described, DescribedTopic } from './described.ts'
import { filled, goesOnFrom, type Lowered, positionsOf } from './stand-ins.ts'

/** What is not as the text says, or only because something was made up. */
export type ImportRemark =
  | { readonly kind: 'renumbered'; readonly brokers: readonly (readonly [from: number, to: number])[] }
  | { readonly kind: 'standIns'; readonly records: number }
  | ({ readonly kind: 'lowered' } & Lowered)
  | { readonly kind: 'dead'; readonly brokers: readonly number[] }
  /** The broker is in sync elsewhere, so it is alive. */
  | { readonly kind: 'inSyncHere'; readonly topic: string; readonly partition: number; readonly broker: number }
  | { readonly kind: 'otherLeader'; readonly topic: string; readonly partition: number; readonly leader: number }
  | { readonly kind: 'internal'; readonly topics: readonly string[] }
  | { readonly kind: 'empty'; readonly topics: readonly string[] }
  | { readonly kind: 'members'; readonly group: string; readonly count: number }

export interface ImportedCluster {
  readonly spec: ClusterSpec
  readonly script: readonly { readonly atUs: number; readonly command: Command }[]
  readonly beginsAtUs: number
  readonly remarks: readonly ImportRemark[]
}

const SECOND_US = 1_000_000
const IS_UP_US = 8 * SECOND_US
/** Longer than a tool of Kafka's is at work here, and than a broker's session lasts in any version. */
const TOOL_US = 5 * SECOND_US
const SESSION_US = 25 * SECOND_US
const TERMINAL = 'terminal-1'
const PROCESSING_US = 200_000

/** `emptyOf`: a cluster of so many brokers with nothing on it. */
export function importCluster(described: Described, emptyOf: (brokers: number) => ClusterSpec): ImportedCluster {
  const { topics: said, brokers } = renumbered(described.topics)
  const topics = said.filter(({ name }) => !isInternalTopic(name))
  const internal = said.filter(({ name }) => isInternalTopic(name))
  const dead = deadBrokers(said)
  const empty = emptyOf(brokers.length)
  const ids = brokers.map(([, to]) => to)
  const spec: ClusterSpec = {
    ...empty,
    brokers: ids.map((id): BrokerSpec => ({ id, rack: null, config: {} })),
    config: { ...empty.config, ...offsetsTopic(internal) },
    topics: topics.map(topicSpec),
  }
  const positions = positionsOf(topics, described.offsets)
  const lines = [
    ...topics.flatMap((topic) => filled(topic, positions, `localhost:${brokerPort(ids[0]!)}`)),
    ...goesOnFrom(positions, `localhost:${brokerPort(ids[0]!)}`),
  ]
  const script = scriptOf(lines, dead)
  const members = membersOf(described)
  const isThereUs = (script.at(-1)?.atUs ?? IS_UP_US) + (dead.flat().length > 0 ? SESSION_US : TOOL_US)
  return {
    spec,
    script: [
      ...script,
      ...members.map((consumer) => ({ atUs: isThereUs, command: { type: 'AddConsumer', consumer } as const })),
    ],
    beginsAtUs: isThereUs,
    remarks: [
      ...(brokers.some(([from, to]) => from !== to) ? [{ kind: 'renumbered', brokers } as const] : []),
      ...(dead.flat().length > 0 ? [{ kind: 'dead', brokers: dead.flat() } as const] : []),
      ...(positions.records > 0 ? [{ kind: 'standIns', records: positions.records } as const] : []),
      ...positions.lowered.map((each) => ({ kind: 'lowered', ...each }) as const),
      ...notAsSaid(topics, new Set(dead.flat())),
      ...(internal.length > 0 ? [{ kind: 'internal', topics: internal.map(({ name }) => name) } as const] : []),
      ...emptyTopics(topics, positions.ends),
      ...[...new Set(members.map(({ groupId }) => groupId))].map((group) => {
        return { kind: 'members', group, count: members.filter(({ groupId }) => groupId === group).length } as const
      }),
    ],
  }
}

/** Host names and ports here are made of ids from 1 to 999: where others are named, all are counted from 1. */
function renumbered(topics: readonly DescribedTopic[]): {
  readonly topics: readonly DescribedTopic[]
  readonly brokers: readonly (readonly [from: number, to: number])[]
} {
  const all = topics.flatMap(({ partitions }) =>
    partitions.flatMap(({ replicas, isr, elr }) => [...replicas, ...isr, ...elr]),
  )
  const ids = [...new Set(all)].sort((a, b) => a - b)
  const fit = ids.every((id) => id >= 1 && id <= 99)
  const brokers = ids.map((id, index) => [id, fit ? id : index + 1] as const)
  const to = new Map(brokers)
  const renamed = (list: readonly number[]) => list.map((id) => to.get(id)!)
  return {
    brokers,
    topics: topics.map((topic) => ({
      ...topic,
      partitions: topic.partitions.map((partition) => ({
        ...partition,
        leader: partition.leader === null ? null : (to.get(partition.leader) ?? null),
        elr: renamed(partition.elr),
        replicas: renamed(partition.replicas),
        isr: renamed(partition.isr),
      })),
    })),
  }
}

function topicSpec({ name, config, partitions }: DescribedTopic): TopicSpec {
  return {
    name,
    partitions: null,
    replicationFactor: null,
    // Which replicas are throttled is of a move that was under way there.
    config: Object.fromEntries(Object.entries(config).filter(([key]) => !key.endsWith('.throttled.replicas'))),
    replicaAssignment: partitions.map(({ replicas }) => replicas),
  }
}

function offsetsTopic(internal: readonly DescribedTopic[]): Readonly<Record<string, string>> {
  const offsets = internal.find(({ name }) => name === COORDINATOR_TOPICS.group)
  if (offsets === undefined) return {}
  return {
    'offsets.topic.num.partitions': String(offsets.partitions.length),
    'offsets.topic.replication.factor': String(offsets.partitions[0]?.replicas.length ?? 1),
  }
}

/** In the order in which they died: who is in nobody's ISR first, then who was the last of a partition. */
function deadBrokers(topics: readonly DescribedTopic[]): readonly (readonly number[])[] {
  const partitions = topics.flatMap((topic) => topic.partitions)
  const leaders = new Set(partitions.map(({ leader }) => leader))
  const leaderless = partitions.filter(({ leader }) => leader === null)
  const last = leaderless.flatMap(({ isr, elr }) => [...isr, ...elr]).filter((id) => !leaders.has(id))
  const spared = new Set([...last, ...partitions.flatMap(({ isr }) => isr)])
  const first = partitions.flatMap(({ replicas }) => replicas).filter((id) => !spared.has(id))
  return [first, last].map((ids) => [...new Set(ids)].sort(byNumber))
}

function byNumber(a: number, b: number): number {
  return a - b
}

function scriptOf(
  lines: readonly string[],
  dead: readonly (readonly number[])[],
): { readonly atUs: number; readonly command: Command }[] {
  const script: { readonly atUs: number; readonly command: Command }[] = []
  let atUs = IS_UP_US
  if (lines.length > 0) {
    script.push({ atUs, command: { type: 'OpenTerminal', terminal: TERMINAL, tty: true } })
    script.push({ atUs, command: { type: 'TypeLine', terminal: TERMINAL, text: lines.join('\n') } })
    atUs += lines.length * TOOL_US
  }
  for (const brokers of dead) {
    if (brokers.length === 0) continue
    for (const id of brokers) script.push({ atUs, command: { type: 'KillNode', node: brokerNode(id) } })
    atUs += SESSION_US
  }
  return script
}

/** What a kill does not bring about. */
function notAsSaid(topics: readonly DescribedTopic[], dead: ReadonlySet<number>): readonly ImportRemark[] {
  return topics.flatMap(({ name, partitions }) =>
    partitions.flatMap(({ partition, leader, replicas, isr }) => {
      const out = replicas.filter((id) => !isr.includes(id) && !dead.has(id))
      // The preferred one, or the first that lives and is in sync.
      const expected = replicas.find((id) => !dead.has(id))
      return [
        ...out.map((broker) => ({ kind: 'inSyncHere', topic: name, partition, broker }) as const),
        ...(leader === null || expected === leader
          ? []
          : [{ kind: 'otherLeader', topic: name, partition, leader: expected ?? -1 } as const]),
      ]
    }),
  )
}

function emptyTopics(topics: readonly DescribedTopic[], ends: ReadonlyMap<string, unknown>): readonly ImportRemark[] {
  const unknown = topics.filter(
    ({ name, partitions }) => !partitions.some((each) => ends.has(topicPartition(name, each.partition))),
  )
  return unknown.length === 0 ? [] : [{ kind: 'empty', topics: unknown.map(({ name }) => name) }]
}

/** A member for each id; its group's assignor decides what it reads. */
function membersOf({ offsets, topics }: Described): readonly ConsumerSpec[] {
  const known = new Set(topics.map(({ name }) => name))
  const groups = new Map<string, { readonly topics: Set<string>; readonly members: Set<string> }>()
  for (const { group, topic, member } of offsets) {
    if (member === null || !known.has(topic) || isInternalTopic(topic)) continue
    const of = groups.get(group) ?? { topics: new Set(), members: new Set() }
    groups.set(group, of)
    of.topics.add(topic)
    of.members.add(member)
  }
  const taken = new Set<string>()
  return [...groups].flatMap(([groupId, of]) =>
    [...of.members].map((_, index): ConsumerSpec => {
      const plain = groupId.replace(/[^\w.-]/g, '-').slice(0, 60)
      let name = `${plain}-${index + 1}`
      while (taken.has(name)) name += '-b'
      taken.add(name)
      return { name, groupId, topics: [...of.topics], config: {}, processingUs: PROCESSING_US, commit: 'auto' }
    }),
  )
}
