/** Which wires there are, read from the cluster: who sends to whom, fetches from whom, replicates from whom. */
import type { ClusterImage, LinkImage } from '../../kafka/observe/cluster-image.ts'
import type { PathLine } from './geometry.ts'
import type { StageLayout } from './stage-layout.ts'
import { isStagePair, pathBetween } from './wire-paths.ts'

export type WireKind = 'produce' | 'fetch' | 'replication' | 'control'

export interface StageWire {
  /** `a|b` with names sorted, and the partition where the wire ends at a lane: `a|b#orders-0`. */
  readonly id: string
  readonly link: string
  readonly kind: WireKind
  /** The node the line starts at. */
  readonly from: string
  readonly to: string
  readonly topicPartition: string | null
  readonly line: PathLine
}

/** Above this, lines to single lanes would be a thicket; a wire then ends at the broker's card. */
const MAX_LANE_WIRES = 28

/** The id of a link in the cluster image. */
export function linkId(a: string, b: string): string {
  return a < b ? `${a}|${b}` : `${b}|${a}`
}

/** Whether anything about a link is out of the ordinary. */
export function isTroubled(link: LinkImage | undefined): boolean {
  return link !== undefined && (link.cut || link.extraUs > 0 || link.holding || link.held > 0)
}

/** Every wire to draw. `showControl` adds brokers' wires to controllers and members' to their coordinator. */
export function wiresOf(layout: StageLayout, image: ClusterImage, showControl: boolean): StageWire[] {
  const pairs = [...producePairs(image), ...fetchPairs(image)]
  const toLanes = layout.density === 'full' && layout.brokerColumns === 1 && pairs.length <= MAX_LANE_WIRES
  const wires = new Map<string, StageWire>()
  for (const pair of pairs) addWire(wires, layout, pair, toLanes)
  for (const pair of replicationPairs(image)) addWire(wires, layout, pair, false)
  if (showControl) for (const pair of controlPairs(image)) addWire(wires, layout, pair, false)
  for (const link of image.links.values()) {
    if (isTroubled(link)) addTroubledLink(wires, layout, link.a, link.b)
  }
  return [...wires.values()]
}

/** Changes when, and only when, the set of wires may: leaders, assignments and links, not records. */
export function wiresSignature(image: ClusterImage): string {
  const leaders = [...image.partitions.values()].map((partition) => `${partition.id}:${partition.leader}`)
  const assigned = [...image.members.values()].map(
    (member) => `${member.name}:${member.assignment.map((share) => share.topicPartition).join(',')}`,
  )
  const sending = [...image.producers.values()].map((producer) => `${producer.name}:${topicsOf(producer).join(',')}`)
  const links = [...image.links.values()].map((link) => `${link.id}:${isTroubled(link)}`)
  const coordinators = [...image.groups.values()].map((group) => `${group.groupId}:${group.coordinator}`)
  const controllers = [...image.controllers.values()].map((controller) => controller.leaderId)
  return [leaders, assigned, sending, links, coordinators, controllers].map((part) => part.join(';')).join('|')
}

interface Pair {
  readonly kind: WireKind
  readonly from: string
  readonly to: string
  readonly topicPartition: string | null
}

function producePairs(image: ClusterImage): Pair[] {
  const pairs: Pair[] = []
  for (const producer of image.producers.values()) {
    const topics = topicsOf(producer)
    for (const partition of image.partitions.values()) {
      const leader = leaderNode(image, partition.leader)
      if (leader === null || !topics.includes(partition.topic)) continue
      pairs.push({ kind: 'produce', from: producer.name, to: leader, topicPartition: partition.id })
    }
  }
  return pairs
}

function topicsOf(producer: {
  readonly spec: { readonly workload: { readonly topic: string } | null }
  readonly batches: readonly { readonly topicPartition: string }[]
}): string[] {
  const { workload } = producer.spec
  if (workload !== null) return [workload.topic]
  // A console producer has no workload; what it holds in its batches says where it sends.
  return [
    ...new Set(producer.batches.map((batch) => batch.topicPartition.slice(0, batch.topicPartition.lastIndexOf('-')))),
  ]
}

function fetchPairs(image: ClusterImage): Pair[] {
  const pairs: Pair[] = []
  for (const member of image.members.values()) {
    for (const { topicPartition } of member.assignment) {
      const leader = leaderNode(image, image.partitions.get(topicPartition)?.leader ?? -1)
      if (leader !== null) pairs.push({ kind: 'fetch', from: leader, to: member.name, topicPartition })
    }
  }
  return pairs
}

function replicationPairs(image: ClusterImage): Pair[] {
  const pairs = new Map<string, Pair>()
  for (const partition of image.partitions.values()) {
    const leader = leaderNode(image, partition.leader)
    if (leader === null || image.topics.get(partition.topic)?.internal === true) continue
    for (const replica of partition.replicas) {
      const follower = leaderNode(image, replica)
      if (follower === null || follower === leader) continue
      const [from, to] = leader < follower ? [leader, follower] : [follower, leader]
      pairs.set(`${from}|${to}`, { kind: 'replication', from, to, topicPartition: null })
    }
  }
  return [...pairs.values()]
}

function controlPairs(image: ClusterImage): Pair[] {
  const pairs: Pair[] = []
  const active = [...image.controllers.values()].find((controller) => controller.role === 'leader')
  if (active !== undefined) {
    for (const broker of image.brokers.keys()) {
      pairs.push({ kind: 'control', from: active.node, to: broker, topicPartition: null })
    }
    for (const controller of image.controllers.values()) {
      if (controller !== active)
        pairs.push({ kind: 'control', from: active.node, to: controller.node, topicPartition: null })
    }
  }
  for (const group of image.groups.values()) {
    const coordinator = leaderNode(image, group.coordinator)
    if (coordinator === null) continue
    for (const member of image.members.values()) {
      if (member.groupId !== group.groupId) continue
      pairs.push({ kind: 'control', from: coordinator, to: member.name, topicPartition: null })
    }
  }
  return pairs
}

function leaderNode(image: ClusterImage, brokerId: number): string | null {
  const node = `broker-${brokerId}`
  return image.brokers.has(node) ? node : null
}

function addWire(wires: Map<string, StageWire>, layout: StageLayout, pair: Pair, toLane: boolean): void {
  const link = linkId(pair.from, pair.to)
  const topicPartition = toLane ? pair.topicPartition : null
  const id = topicPartition === null ? link : `${link}#${topicPartition}`
  if (wires.has(id)) return
  const line = pathBetween(layout, pair.from, pair.to, topicPartition)
  if (line !== null) wires.set(id, { id, link, kind: pair.kind, from: pair.from, to: pair.to, topicPartition, line })
}

/** A link that is cut, slow or held is drawn even when nobody uses it now: somebody has to find it to repair it. */
function addTroubledLink(wires: Map<string, StageWire>, layout: StageLayout, a: string, b: string): void {
  const link = linkId(a, b)
  if ([...wires.values()].some((wire) => wire.link === link)) return
  const [from, to] = isStagePair(layout, a, b) ? [a, b] : [b, a]
  addWire(wires, layout, { kind: 'control', from, to, topicPartition: null }, false)
}
