/** In what two branches differ at one instant, by what a reader may see of them. */
import { isInternalPartition } from '../../kafka/common/internal-topics.ts'
import type { ClusterImage, ReplicaImage } from '../../kafka/observe/cluster-image.ts'

/**
 * `lost`, `duplicated`, `acknowledged`, `consumed`: counters. `node`: whether it runs. `leader`, `isr`, `records` (the log
 * end offset of the leader, or of whoever has the longest log), `highWatermark`: of a partition. `contents`: other records
 * at the same offsets. `group`: state and generation. `committed`: of a group's partition. `settings`: of a client or topic.
 */
export const DIFFERENCE_KINDS = [
  'lost',
  'duplicated',
  'node',
  'leader',
  'contents',
  'isr',
  'group',
  'settings',
  'records',
  'highWatermark',
  'committed',
  'acknowledged',
  'consumed',
] as const

export type DifferenceKind = (typeof DIFFERENCE_KINDS)[number]

/** One thing that is otherwise on the other branch; null: there is no such thing on that one. */
export interface ImageDifference {
  readonly what: DifferenceKind
  /** The node, partition, group, client or topic it is about; empty for counters. */
  readonly id: string
  /** Of `committed`: the partition. Of `contents`: the first offset on show at which they differ. */
  readonly of?: string
  readonly here: string | number | null
  readonly there: string | number | null
}

/** What is listed first matters most. */
export function compareImages(here: ClusterImage, there: ClusterImage): readonly ImageDifference[] {
  const differing = differingFacts(factsOf(here), factsOf(there)).map(({ fact: { what, id, of }, here, there }) => {
    return { what, id, ...(of === undefined ? {} : { of }), here, there }
  })
  const found: ImageDifference[] = [...differing, ...differentContents(here, there)]
  return found.sort((a, b) => rank(a) - rank(b) || order(a.id, b.id) || order(a.of, b.of))
}

type Value = string | number

/** Facts of two images that have another value in each, or stand in one alone (null in the other). */
export function differingFacts<Fact extends { readonly value: Value }>(
  mine: ReadonlyMap<string, Fact>,
  theirs: ReadonlyMap<string, Fact>,
): readonly { readonly fact: Fact; readonly here: Value | null; readonly there: Value | null }[] {
  return [...new Set([...mine.keys(), ...theirs.keys()])].flatMap((key) => {
    const [a, b] = [mine.get(key), theirs.get(key)]
    if (a?.value === b?.value) return []
    return [{ fact: (a ?? b) as Fact, here: a?.value ?? null, there: b?.value ?? null }]
  })
}

/** The same key at two instants means the same thing differs. */
export function differenceKey({ what, id, of }: ImageDifference): string {
  return what === 'contents' ? `${what} ${id}` : `${what} ${id} ${of ?? ''}`
}

const rank = ({ what }: ImageDifference) => DIFFERENCE_KINDS.indexOf(what)
/** What is about nothing in particular comes first. */
export const order = (a = '', b = '') => (a < b ? -1 : a > b ? 1 : 0)

interface Fact {
  readonly what: DifferenceKind
  readonly id: string
  readonly of?: string
  readonly value: string | number
}

function factsOf(image: ClusterImage): ReadonlyMap<string, Fact> {
  const facts = new Map<string, Fact>()
  const add = (what: DifferenceKind, id: string, value: string | number, of?: string) =>
    facts.set(`${what} ${id} ${of ?? ''}`, { what, id, value, ...(of === undefined ? {} : { of }) })
  for (const { id, status } of image.nodes.values()) add('node', id, status)
  for (const { id, leader, isr } of image.partitions.values()) {
    if (isInternalPartition(id)) continue
    add('leader', id, leader)
    add('isr', id, [...isr].sort((a, b) => a - b).join(', '))
  }
  for (const { topicPartition, logEndOffset, highWatermark } of leadingReplicas(image).values()) {
    add('records', topicPartition, logEndOffset)
    add('highWatermark', topicPartition, highWatermark)
  }
  for (const { groupId, state, generation, committed } of image.groups.values()) {
    add('group', groupId, `${state} ${generation}`)
    for (const { topicPartition, offset } of committed) add('committed', groupId, offset, topicPartition)
  }
  for (const { name, config } of image.producers.values()) add('settings', name, inWords(config))
  for (const { name, config } of image.members.values()) add('settings', name, inWords(config))
  for (const { name, config, internal } of image.topics.values()) if (!internal) add('settings', name, inWords(config))
  const counters = image.counters.get('counters')
  for (const counter of ['lost', 'duplicated', 'acknowledged', 'consumed'] as const)
    add(counter, '', counters?.[counter] ?? 0)
  return facts
}

const worded = new WeakMap<object, string>()

/** Put together once for each: images share them, and a long way has hundreds of looks. */
function inWords(config: Readonly<Record<string, string>>): string {
  let words = worded.get(config)
  if (words === undefined) {
    words = Object.keys(config)
      .sort()
      .map((key) => `${key}=${config[key]}`)
      .join('\n')
    worded.set(config, words)
  }
  return words
}

/** By partition: the leader's replica, else the longest. Internal topics are left out. */
function leadingReplicas(image: ClusterImage): ReadonlyMap<string, ReplicaImage> {
  const leading = new Map<string, ReplicaImage>()
  for (const replica of image.replicas.values()) {
    if (isInternalPartition(replica.topicPartition)) continue
    const known = leading.get(replica.topicPartition)
    if (known === undefined || standing(replica) > standing(known)) leading.set(replica.topicPartition, replica)
  }
  return leading
}

/** One that leads stands above all that do not. */
const standing = ({ role, logEndOffset }: ReplicaImage) => (role === 'leader' ? 1e15 : 0) + logEndOffset

/** Among the records on show: the same offset, and not the same record. */
function differentContents(here: ClusterImage, there: ClusterImage): ImageDifference[] {
  const theirs = leadingReplicas(there)
  const found: ImageDifference[] = []
  for (const [id, replica] of leadingReplicas(here)) {
    const others = new Map((theirs.get(id)?.cells ?? []).map((cell) => [cell.offset, cell]))
    for (const cell of replica.cells) {
      const other = others.get(cell.offset)
      if (other === undefined || (other.key === cell.key && other.value === cell.value)) continue
      const text = ({ key, value }: typeof cell) => (key === null ? (value ?? '∅') : `${key}: ${value ?? '∅'}`)
      found.push({ what: 'contents', id, of: String(cell.offset), here: text(cell), there: text(other) })
      break
    }
  }
  return found
}
