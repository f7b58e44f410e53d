/** The narrow layout, for phones: the scene's regions below one another, wires along rails at the edges. */
import type { Region, Scene } from '../scenes/scene.ts'
import { bottom, type Rect, rect } from './geometry.ts'
import { assemble, type PlacedColumn } from './place-regions.ts'
import type { CardContent, StageContent } from './stage-content.ts'
import type { Room, StageLayout, Strip } from './stage-layout.ts'

/** Room for the rails left and right of the cards. */
export const RAIL = 22
export const GAP = 10
/** What a finger needs. */
export const TOUCH = 44
/** A chip's name and its power button: three controllers are one line; the inspector has the rest. */
const LEAST_CHIP_WIDTH = 92

export function stackedLayout(scene: Scene, content: StageContent, room: Room, scale: number): StageLayout {
  const line = (y: number, height: number) => rect(RAIL, y, room.width - 2 * RAIL, height)
  const counters = line(4, 32)
  const placed = new Map<Region, PlacedColumn>()
  let y = bottom(counters)
  for (const region of topToBottom(scene, room)) {
    const { cards, chips } = content.get(region.id) ?? { cards: [], chips: [] }
    const heading = line(y, region.add?.beside === 'heading' ? TOUCH : 28)
    const around = (top: number) => toolsOf(region, chips, line(top, 0))
    // What the brokers hold comes before what may be done with them, where there is hardly room for one.
    const tools = room.compact ? null : around(bottom(heading))
    const arranged = region.arrangeNarrow(cards, line(tools?.bottom ?? bottom(heading), 0))
    const { bar, strips, bottom: end } = tools ?? around(arranged.bottom + GAP)
    placed.set(region, { ...arranged, region, heading, bar, strips })
    y = Math.max(arranged.bottom, tools === null ? end - GAP : 0) + GAP
  }
  const height = Math.max(room.height, y - GAP + 16)
  const inOrder = scene.regions.flatMap((region) => placed.get(region) ?? [])
  return assemble(scene, inOrder, {
    mode: 'stacked',
    scale,
    width: room.width,
    height,
    counters,
    countersInLine: false,
  })
}

interface Tools {
  readonly bar: Rect | null
  readonly strips: readonly Strip[]
  /** Where what stands below them may begin. */
  readonly bottom: number
}

/** The bar and the chips of a region, from the top of `column` on. */
function toolsOf(region: Region, chips: readonly (readonly CardContent[])[], column: Rect): Tools {
  const bar = region.Bar === undefined ? null : { ...column, height: TOUCH }
  const strips: Strip[] = []
  let top = bar === null ? column.y : bottom(bar) + 2
  for (const each of chips) {
    const strip = stripOf(each, { ...column, y: top })
    strips.push(strip)
    top = bottom(strip.chips.at(-1)!.rect) + (each === chips.at(-1) ? 0 : 6)
  }
  return { bar, strips, bottom: bar !== null || strips.length > 0 ? top + GAP : top }
}

/** As records flow; but a small frame in somebody's text shows first what the text is about, the region in the middle. */
function topToBottom({ regions }: Scene, { compact }: Room): readonly Region[] {
  if (!compact) return regions
  const middle = regions.filter(({ column }) => column === 'rest')
  return [...middle, ...regions.filter((region) => !middle.includes(region))]
}

/** Rows of chips wide enough for a name and a power button that fingers can hit. */
function stripOf(chips: readonly CardContent[], column: Rect): Strip {
  const gap = 6
  const perRow = Math.max(1, Math.min(chips.length, Math.floor((column.width + gap) / (LEAST_CHIP_WIDTH + gap))))
  const width = (column.width - gap * (perRow - 1)) / perRow
  const place = (index: number) =>
    rect(
      column.x + (index % perRow) * (width + gap),
      column.y + Math.floor(index / perRow) * (TOUCH + gap),
      width,
      TOUCH,
    )
  return { kind: chips[0]!.kind, title: null, chips: chips.map((chip, index) => ({ ...chip, rect: place(index) })) }
}
