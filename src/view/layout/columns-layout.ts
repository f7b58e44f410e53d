/** The wide layout: the scene's regions side by side. Records flow left to right. */
import type { Region, Scene } from '../scenes/scene.ts'
import { bottom, clamp, type Rect, rect } from './geometry.ts'
import { assemble, type PlacedColumn } from './place-regions.ts'
import type { RegionContent, StageContent } from './stage-content.ts'
import type { Room, StageCard, StageLayout, Strip } from './stage-layout.ts'

const HEADING_HEIGHT = 28
/** A heading with its button; a region at least this wide has room beside it for its bar and for the stage's tools. */
const HEADING_WIDTH = 262
const ROOMY_PX = 910
/** Legend, zoom and the way to the space-time diagram, at the end of the heading of the region in the middle. */
const TOOLS_WIDTH = 252
/** Strips need a legend, in the corner below the cards. */
export const LEGEND_HEIGHT = 30
/** The counters stand in the corner under the first region, or where that is too small for them on a line below all. */
const COUNTERS_HEIGHT = 88
const COUNTERS_WIDTH = 140
const COUNTERS_LINE = 30
const NOTHING: RegionContent = { cards: [], chips: [] }

/** `countersInLine`: on a line below all, for there is no room for them in the corner. */
export function columnsLayout(
  scene: Scene,
  content: StageContent,
  room: Room,
  scale: number,
  countersInLine = false,
): StageLayout {
  const padding = room.compact ? 8 : 14
  const columns = columnsOf(scene, room, padding)
  const inLine = countersInLine || (!room.compact && columns[0]!.width < COUNTERS_WIDTH)
  const line = inLine ? COUNTERS_LINE : 0
  const corner = inLine ? padding : COUNTERS_HEIGHT
  const placed = scene.regions.map((region, index) => {
    const lowest = room.height - line - (index === 0 ? corner : padding)
    return placeRegion(region, content.get(region.id) ?? NOTHING, columns[index]!, { ...room, height: lowest })
  })
  const above = inLine || room.compact ? 0 : COUNTERS_HEIGHT - 20
  const lowest = Math.max(...placed.map((region, index) => region.bottom + (index === 0 ? above : 0)))
  const legend = placed.some((region) => region.grid?.hasStrips === true) ? LEGEND_HEIGHT : 0
  const height = Math.max(room.height, lowest + padding + legend + line)
  return assemble(scene, placed, {
    mode: 'columns',
    scale,
    width: room.width,
    height,
    counters: null,
    countersInLine: inLine,
  })
}

/** Below their headings. */
function columnsOf({ regions }: Scene, room: Room, padding: number): readonly Rect[] {
  const gutter = clamp(room.width * 0.06, 34, 90)
  const own = regions.map(({ column }) =>
    column === 'rest' ? 0 : clamp(room.width * column.share, column.least, column.most),
  )
  const rest = room.width - 2 * padding - (regions.length - 1) * gutter - own.reduce((sum, width) => sum + width, 0)
  let x = padding
  return regions.map(({ column }, index) => {
    const width = column === 'rest' ? rest : own[index]!
    const place = rect(x, padding + HEADING_HEIGHT, width, 0)
    x += width + gutter
    return place
  })
}

/** `room.height` is the lowest line the region may reach without scrolling. */
function placeRegion(region: Region, content: RegionContent, column: Rect, room: Room): PlacedColumn {
  const heading = rect(column.x, column.y - HEADING_HEIGHT, column.width, HEADING_HEIGHT)
  const bar = region.Bar === undefined ? null : barOf(column, room)
  const strips: Strip[] = []
  let y = Math.max(column.y, bar === null ? 0 : bottom(bar))
  for (const chips of content.chips) {
    strips.push(stripOf(chips, rect(column.x, y, column.width, 30)))
    y += 34
  }
  // A little air between tools and cards.
  if (strips.length > 0) y += 4
  else if (bar !== null) y += 2
  const arranged = region.arrangeWide(content.cards, rect(column.x, y, column.width, room.height - y), room)
  return { ...arranged, region, heading, bar, strips }
}

/** Beside the heading where the region is wide enough, else on a line of its own; an embed goes without. */
function barOf(column: Rect, room: Room): Rect {
  const top = column.y - HEADING_HEIGHT
  if (room.compact) return rect(column.x, top, column.width, 0)
  if (column.width >= ROOMY_PX)
    return rect(column.x + HEADING_WIDTH, top, column.width - HEADING_WIDTH - TOOLS_WIDTH, HEADING_HEIGHT)
  return rect(column.x, column.y, column.width, HEADING_HEIGHT)
}

function stripOf(chips: RegionContent['chips'][number], line: Rect): Strip {
  const title = line.width > 420 ? 104 : 0
  const gap = 8
  const width = Math.min(228, (line.width - title - gap * (chips.length - 1)) / Math.max(1, chips.length))
  return {
    kind: chips[0]!.kind,
    title: title === 0 ? null : line,
    chips: chips.map(
      (chip, i): StageCard => ({ ...chip, rect: rect(line.x + title + i * (width + gap), line.y, width, 30) }),
    ),
  }
}
