/** What has become otherwise between two instants of one history, by what a reader may see of them. */
import type { ClusterImage, PartitionImage } from '../../kafka/observe/cluster-image.ts'
import { compareImages, DIFFERENCE_KINDS, differingFacts, type ImageDifference, order } from './compare-images.ts'

/**
 * Besides what may differ between branches: `offline`, `underReplicated`: how many partitions, Kafka's own included.
 * `controller`: id of the active one. `assignment`: of a consumer, its partitions. `lag`: of a group. `elections`,
 * `rebalances`: how many there have been.
 */
export const CHANGE_KINDS = [
  'lost',
  'offline',
  'node',
  'leader',
  'controller',
  'contents',
  'underReplicated',
  'isr',
  'group',
  'assignment',
  'lag',
  'duplicated',
  'settings',
  'elections',
  'rebalances',
  'records',
  'highWatermark',
  'committed',
  'acknowledged',
  'consumed',
] as const

export type ChangeKind = (typeof CHANGE_KINDS)[number]

/** `was` and `now` are null where there is, or was, no such thing. */
export interface Change {
  readonly what: ChangeKind
  /** As in `ImageDifference`; empty for what is about the whole cluster. */
  readonly id: string
  readonly of?: string
  readonly was: string | number | null
  readonly now: string | number | null
  /** How much more; null where that is no question of more or less. */
  readonly difference: number | null
}

/** What matters most comes first; within its kind, what changed most. */
export function changesBetween(before: ClusterImage, after: ClusterImage): readonly Change[] {
  const found = [...compareImages(before, after).map(fromDifference), ...furtherChanges(before, after)]
  return found.sort((a, b) => rank(a) - rank(b) || size(b) - size(a) || order(a.id, b.id) || order(a.of, b.of))
}

function fromDifference({ what, id, of, here, there }: ImageDifference): Change {
  return { ...changeOf(what, id, here, there), ...(of === undefined ? {} : { of }) }
}

function furtherChanges(before: ClusterImage, after: ClusterImage): Change[] {
  return differingFacts(factsOf(before), factsOf(after)).map(({ fact: { what, id }, here, there }) =>
    changeOf(what, id, here, there),
  )
}

interface Fact {
  readonly what: Exclude<ChangeKind, ImageDifference['what']>
  readonly id: string
  readonly value: string | number
}

function factsOf(image: ClusterImage): ReadonlyMap<string, Fact> {
  const facts = new Map<string, Fact>()
  const add = (what: Fact['what'], id: string, value: Fact['value']) => facts.set(`${what} ${id}`, { what, id, value })
  const count = (counts: (partition: PartitionImage) => boolean) => [...image.partitions.values()].filter(counts).length
  add(
    'offline',
    '',
    count(({ leader }) => leader === -1),
  )
  add(
    'underReplicated',
    '',
    count(({ isr, replicas }) => isr.length < replicas.length),
  )
  const active = [...image.controllers.values()].find(({ role }) => role === 'leader')
  add('controller', '', active?.id ?? -1)
  for (const { groupId, lag } of image.groups.values()) add('lag', groupId, lag)
  for (const { name, assignment } of image.members.values()) {
    const partitions = assignment.map(({ topicPartition }) => topicPartition).sort(order)
    add('assignment', name, partitions.join(', '))
  }
  const counters = image.counters.get('counters')
  add('elections', '', counters?.elections ?? 0)
  add('rebalances', '', counters?.rebalances ?? 0)
  return facts
}

/** Of these, more or less means nothing. */
const NAMES: ReadonlySet<ChangeKind> = new Set<ChangeKind>(['leader', 'controller', 'node', 'contents', 'settings'])

function changeOf(what: ChangeKind, id: string, was: Change['was'], now: Change['now']): Change {
  const amounts = typeof was === 'number' && typeof now === 'number' && !NAMES.has(what)
  return { what, id, was, now, difference: amounts ? now - was : null }
}

const rank = ({ what }: Change) => CHANGE_KINDS.indexOf(what)
const size = ({ difference }: Change) => Math.abs(difference ?? 0)

/** A kind of difference without a place in the order above would stand first, which this line does not let compile. */
DIFFERENCE_KINDS satisfies readonly ChangeKind[]
