/** Which wires there are: the scene's edges as lines on the layout, and every link that somebody might want to repair. */
import type { LinkImage } from '../../kafka/observe/cluster-image.ts'
import type { Edge } from '../scenes/scene.ts'
import type { PathLine } from './geometry.ts'
import type { StageLayout } from './stage-layout.ts'
import { isStagePair, pathBetween } from './wire-paths.ts'

export interface StageWire {
  /** `a|b` with names sorted, and the partition where the wire ends at a lane: `a|b#orders-0`. */
  readonly id: string
  readonly link: string
  /** A name among the scene's `edgeKinds`; null for a link that no edge of the scene uses. */
  readonly kind: string | null
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

export type Links = ReadonlyMap<string, LinkImage>

/** Every wire to draw. */
export function wiresOf(layout: StageLayout, edges: readonly Edge[], links: Links): StageWire[] {
  const forLanes = edges.filter((edge) => edge.topicPartition !== null).length
  const toLanes = layout.density === 'full' && layout.gridColumns === 1 && forLanes <= MAX_LANE_WIRES
  const wires = new Map<string, StageWire>()
  for (const edge of edges) addWire(wires, layout, edge, toLanes)
  for (const link of links.values()) {
    if (isTroubled(link)) addTroubledLink(wires, layout, link.a, link.b)
  }
  return [...wires.values()]
}

/** Changes when, and only when, the set of wires may: leaders, assignments and links, not records. */
export function wiresSignature(edges: readonly Edge[], links: Links): string {
  const ends = edges.map((edge) => `${edge.kind}:${edge.from}:${edge.to}:${edge.topicPartition ?? ''}`)
  const troubles = [...links.values()].filter(isTroubled).map((link) => link.id)
  return `${ends.join(';')}|${troubles.join(';')}`
}

type Unnamed = Omit<Edge, 'kind'> & Pick<StageWire, 'kind'>

function addWire(wires: Map<string, StageWire>, layout: StageLayout, edge: Unnamed, toLane: boolean): void {
  const link = linkId(edge.from, edge.to)
  const topicPartition = toLane ? edge.topicPartition : null
  const id = topicPartition === null ? link : `${link}#${topicPartition}`
  if (wires.has(id)) return
  const line = pathBetween(layout, edge.from, edge.to, topicPartition)
  if (line !== null) wires.set(id, { ...edge, id, link, topicPartition, line })
}

/** A link that is cut, slow or held is drawn even when nobody uses it now: somebody has to find it to repair it. */
function addTroubledLink(wires: Map<string, StageWire>, layout: StageLayout, a: string, b: string): void {
  const link = linkId(a, b)
  if ([...wires.values()].some((wire) => wire.link === link)) return
  const [from, to] = isStagePair(layout, a, b) ? [a, b] : [b, a]
  addWire(wires, layout, { kind: null, from, to, topicPartition: null }, false)
}
