/** The way a wire takes between two nodes: between columns where they stand side by side, along rails on a phone. */
import { bottom, cubicLine, levelCurve, midX, midY, type PathLine, type Point, right, roundedLine } from './geometry.ts'
import { RAIL } from './stacked-layout.ts'
import type { StageLayout, Station } from './stage-layout.ts'

/** True when a wire from `a` to `b` runs in the direction in which records flow. */
export function isStagePair(layout: StageLayout, a: string, b: string): boolean {
  const from = layout.stations.get(a)
  const to = layout.stations.get(b)
  return from === undefined || to === undefined || from.order <= to.order
}

/**
 * The line from node `from` to node `to`; null when one of them is not on stage. With `topicPartition` it ends at that
 * partition's lane on the card, else at the card.
 */
export function pathBetween(
  layout: StageLayout,
  from: string,
  to: string,
  topicPartition: string | null,
): PathLine | null {
  const a = layout.stations.get(from)
  const b = layout.stations.get(to)
  if (a === undefined || b === undefined) return null
  if (layout.mode === 'stacked') return railPath(layout, a, b, topicPartition)
  if (layout.gridColumns > 1) return corridorPath(layout, a, b) ?? straightPath(a, b)
  return columnPath(a, b, topicPartition) ?? straightPath(a, b)
}

/** The height on a card at which a wire ends. */
function portY({ box, header, lanes }: Station, topicPartition: string | null): number {
  const lane = topicPartition === null ? undefined : lanes.find((other) => other.topicPartition === topicPartition)
  return midY(lane?.cells ?? header ?? box)
}

/** Cards of one region: they stand below one another, and what they exchange runs beside them. */
function areNeighbours(a: Station, b: Station): boolean {
  return a.order === b.order && !a.isChip
}

function columnPath(a: Station, b: Station, topicPartition: string | null): PathLine | null {
  if (areNeighbours(a, b)) return replicationArc(a, b)
  if (a.order > b.order) {
    const forward = columnPath(b, a, topicPartition)
    return forward === null ? null : reversed(forward)
  }
  if (b.isChip || b.order !== a.order + 1) return null
  return levelCurve({ x: right(a.box), y: portY(a, topicPartition) }, { x: b.box.x, y: portY(b, topicPartition) })
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

/** Cards in several columns: wires run in the gap above the card's row, so that they cross no card. */
function corridorPath(layout: StageLayout, a: Station, b: Station): PathLine | null {
  if (areNeighbours(a, b)) return betweenRows(a, b)
  if (a.order > b.order) {
    const forward = corridorPath(layout, b, a)
    return forward === null ? null : reversed(forward)
  }
  if (b.isChip || b.order !== a.order + 1) return null
  return b.header === null ? outOfGrid(layout, a, b) : intoGrid(layout, a, b)
}

function intoGrid({ main }: StageLayout, a: Station, b: Station): PathLine {
  const y = b.box.y - 7
  const x = b.box.x + 22 + a.index * 5
  const middle = (right(a.box) + main.heading.x) / 2
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

function outOfGrid({ main }: StageLayout, a: Station, b: Station): PathLine {
  const y = bottom(a.box) + 7
  const x = right(a.box) - 22
  const cardsRight = Math.max(...main.cards.map((card) => right(card.rect)))
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

/** Two cards of one row meet in the gap above it, two of neighbouring rows in the gap between them. */
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
  const start = a.header === null ? { x: midX(a.box), y: down ? bottom(a.box) : a.box.y } : headerPoint(a)
  const end = b.header === null ? { x: midX(b.box), y: down ? b.box.y : bottom(b.box) } : headerPoint(b)
  const middle = (start.y + end.y) / 2
  return cubicLine(start, { x: start.x, y: middle }, { x: end.x, y: middle }, end)
}

function headerPoint(station: Station): Point {
  return { x: station.box.x + station.box.width * 0.62, y: station.box.y }
}

/** On a phone wires leave a card sideways and run along the edge of the screen. */
function railPath(layout: StageLayout, a: Station, b: Station, topicPartition: string | null): PathLine {
  const left = a.rail === 'left' && b.rail === 'left'
  const railX = left ? RAIL / 2 : layout.width - RAIL / 2
  const end = (station: Station): Point[] => {
    const y = portY(station, topicPartition)
    // Of two cards side by side, the one off the rail reaches it below its card.
    if (station.leavesBelow) {
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
