/** The way a wire takes between two nodes: between columns where they stand side by side, along rails on a phone. */
import {
  bottom,
  cubicLine,
  levelCurve,
  midX,
  midY,
  type PathLine,
  type Point,
  type Rect,
  right,
  roundedLine,
} from './geometry.ts'
import { RAIL } from './stacked-layout.ts'
import type { BrokerLayout, StageLayout } from './stage-layout.ts'

/** Left to right, as records flow. */
const regionOrder = ['producer', 'broker', 'member', 'controller', 'terminal'] as const
type Region = (typeof regionOrder)[number]

interface Station {
  readonly region: Region
  readonly box: Rect
  readonly broker: BrokerLayout | null
  readonly index: number
}

/** True when a wire from `a` to `b` runs in the direction in which records flow. */
export function isStagePair(layout: StageLayout, a: string, b: string): boolean {
  const from = stationOf(layout, a)
  const to = stationOf(layout, b)
  if (from === null || to === null) return true
  return regionOrder.indexOf(from.region) <= regionOrder.indexOf(to.region)
}

/**
 * The line from node `from` to node `to`; null when one of them is not on stage. With `topicPartition` it ends at that
 * partition's lane on the broker's card, else at the card.
 */
export function pathBetween(
  layout: StageLayout,
  from: string,
  to: string,
  topicPartition: string | null,
): PathLine | null {
  const a = stationOf(layout, from)
  const b = stationOf(layout, to)
  if (a === null || b === null) return null
  if (layout.mode === 'stacked') return railPath(layout, a, b, topicPartition)
  if (layout.brokerColumns > 1) return corridorPath(layout, a, b) ?? straightPath(a, b)
  return columnPath(a, b, topicPartition) ?? straightPath(a, b)
}

function stationOf(layout: StageLayout, name: string): Station | null {
  const brokerIndex = layout.brokers.findIndex((broker) => broker.node === name)
  if (brokerIndex >= 0) {
    const broker = layout.brokers[brokerIndex]!
    return { region: 'broker', box: broker.rect, broker, index: brokerIndex }
  }
  const producer = layout.producers.findIndex((candidate) => candidate.name === name)
  if (producer >= 0) return plain('producer', layout.producers[producer]!.rect, producer)
  for (const group of layout.groups) {
    const member = group.members.find((candidate) => candidate.name === name)
    if (member !== undefined) return plain('member', member.rect, 0)
  }
  const controller = layout.controllers.findIndex((candidate) => candidate.node === name)
  if (controller >= 0) return plain('controller', layout.controllers[controller]!.rect, controller)
  return null
}

function plain(region: Region, box: Rect, index: number): Station {
  return { region, box, broker: null, index }
}

/** The height on a broker's card at which a wire ends. */
function portY(station: Station, topicPartition: string | null): number {
  const { broker, box } = station
  if (broker === null) return midY(box)
  const lane =
    topicPartition === null ? undefined : broker.lanes.find((other) => other.topicPartition === topicPartition)
  return lane === undefined ? midY(broker.header) : midY(lane.cells)
}

function columnPath(a: Station, b: Station, topicPartition: string | null): PathLine | null {
  const order = regionOrder.indexOf(a.region) - regionOrder.indexOf(b.region)
  if (a.region === 'broker' && b.region === 'broker') return replicationArc(a, b)
  if (order > 0) {
    const forward = columnPath(b, a, topicPartition)
    return forward === null ? null : reversed(forward)
  }
  if ((a.region === 'producer' && b.region === 'broker') || (a.region === 'broker' && b.region === 'member')) {
    return levelCurve({ x: right(a.box), y: portY(a, topicPartition) }, { x: b.box.x, y: portY(b, topicPartition) })
  }
  return null
}

/** Followers fetch beside the cards, on the producers' side; farther brokers in a wider arc. */
function replicationArc(a: Station, b: Station): PathLine {
  const [upper, lower] = a.index < b.index ? [a, b] : [b, a]
  const reach = Math.abs(a.index - b.index)
  const x = upper.box.x
  const bulge = x - (14 + reach * 12)
  const start = { x, y: bottom(upper.box) - 10 - reach * 8 }
  const end = { x, y: lower.box.y + 10 + reach * 8 }
  const line = cubicLine(start, { x: bulge, y: start.y }, { x: bulge, y: end.y }, end)
  return a.index < b.index ? line : reversed(line)
}

/** Brokers in several columns: wires run in the gap above the card's row, so that they cross no card. */
function corridorPath(layout: StageLayout, a: Station, b: Station): PathLine | null {
  if (a.region === 'producer' && b.region === 'broker') {
    const y = b.box.y - 7
    const x = b.box.x + 22 + a.index * 5
    const middle = (right(a.box) + layout.brokers[0]!.rect.x) / 2
    return roundedLine(
      [
        { x: right(a.box), y: midY(a.box) },
        { x: middle, y: midY(a.box) },
        { x: middle, y },
        { x, y },
        { x, y: b.box.y },
      ],
      10,
    )
  }
  if (a.region === 'broker' && b.region === 'broker') return betweenRows(a, b)
  if (a.region === 'broker' && b.region === 'member') {
    const y = bottom(a.box) + 7
    const x = right(a.box) - 22
    const cardsRight = Math.max(...layout.brokers.map((broker) => right(broker.rect)))
    const middle = (cardsRight + b.box.x) / 2
    return roundedLine(
      [
        { x, y: bottom(a.box) },
        { x, y },
        { x: middle, y },
        { x: middle, y: midY(b.box) },
        { x: b.box.x, y: midY(b.box) },
      ],
      10,
    )
  }
  if ((a.region === 'broker' && b.region === 'producer') || (a.region === 'member' && b.region === 'broker')) {
    const forward = corridorPath(layout, b, a)
    return forward === null ? null : reversed(forward)
  }
  return null
}

/** Two brokers of one row meet in the gap above it, two of neighbouring rows in the gap between them. */
function betweenRows(a: Station, b: Station): PathLine | null {
  const sameRow = a.box.y === b.box.y
  const below = a.box.y < b.box.y
  const gap = below ? b.box.y - bottom(a.box) : a.box.y - bottom(b.box)
  if (!sameRow && (gap < 0 || gap > 40)) return null
  const start = { x: a.box.x + a.box.width * 0.55, y: !sameRow && below ? bottom(a.box) : a.box.y }
  const end = { x: b.box.x + b.box.width * 0.45, y: sameRow || below ? b.box.y : bottom(b.box) }
  const y = sameRow ? a.box.y - 4 : (start.y + end.y) / 2
  return roundedLine([start, { x: start.x, y }, { x: end.x, y }, end], 6)
}

/** Anything else, such as a broker's wire to a controller: a gentle curve from centre to centre of the facing edges. */
function straightPath(a: Station, b: Station): PathLine {
  const down = midY(a.box) <= midY(b.box)
  const start = a.broker === null ? { x: midX(a.box), y: down ? bottom(a.box) : a.box.y } : headerPoint(a)
  const end = b.broker === null ? { x: midX(b.box), y: down ? b.box.y : bottom(b.box) } : headerPoint(b)
  const middle = (start.y + end.y) / 2
  return cubicLine(start, { x: start.x, y: middle }, { x: end.x, y: middle }, end)
}

function headerPoint(station: Station): Point {
  return { x: station.box.x + station.box.width * 0.62, y: station.box.y }
}

/** On a phone wires leave a card sideways and run along the edge of the screen. */
function railPath(layout: StageLayout, a: Station, b: Station, topicPartition: string | null): PathLine {
  const left = a.region !== 'member' && b.region !== 'member'
  const railX = left ? RAIL / 2 : layout.width - RAIL / 2
  const end = (station: Station): Point[] => {
    const y = portY(station, topicPartition)
    // Of two producers side by side, the one off the rail reaches it below its card.
    if (station.region === 'producer' && station.box.x > RAIL + 1) {
      const below = bottom(station.box) + 5
      return [
        { x: midX(station.box), y: bottom(station.box) },
        { x: midX(station.box), y: below },
        { x: railX, y: below },
      ]
    }
    return [
      { x: left ? station.box.x : right(station.box), y },
      { x: railX, y },
    ]
  }
  return roundedLine([...end(a), ...end(b).reverse()], 6)
}

function reversed(line: PathLine): PathLine {
  const xs = line.xs.slice().reverse()
  const ys = line.ys.slice().reverse()
  const lengths = line.lengths
    .slice()
    .reverse()
    .map((length) => line.total - length)
  return { ...line, xs, ys, lengths }
}
