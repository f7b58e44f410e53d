/** Makes one layout of a scene's placed regions, and finds where wires end. */
import { stageViewOf } from '../kinds/registry.ts'
import type { Arrangement, Region, Scene } from '../scenes/scene.ts'
import type { Rect } from './geometry.ts'
import type { CellSizes, PlacedRegion, StageCard, StageLayout, Station, Strip } from './stage-layout.ts'

export interface PlacedColumn extends Arrangement {
  readonly region: Region
  readonly heading: Rect
  readonly bar: Rect | null
  readonly strips: readonly Strip[]
}

type Frame = Pick<StageLayout, 'mode' | 'scale' | 'width' | 'height' | 'counters' | 'countersInLine'>

const NO_CELL = { width: 0, height: 0, pitch: 1, capacity: 0, hasOffset: false }
const NO_CELLS: CellSizes = { full: NO_CELL, compact: NO_CELL }

export function assemble(scene: Scene, placed: readonly PlacedColumn[], frame: Frame): StageLayout {
  const regions = placed.map(
    ({ region: { id }, heading, bar, strips, cards, add }): PlacedRegion => ({ id, heading, bar, strips, cards, add }),
  )
  const grid = placed.find((column) => column.grid !== undefined)?.grid
  const middle = scene.regions.findIndex(({ column }) => column === 'rest')
  return {
    ...frame,
    density: grid?.density ?? 'full',
    gridColumns: grid?.columns ?? 1,
    cell: grid?.cell ?? NO_CELLS,
    regions,
    main: regions[middle] ?? regions[0]!,
    stations: stationsOf(placed),
  }
}

function stationsOf(placed: readonly PlacedColumn[]): Map<string, Station> {
  const stations = new Map<string, Station>()
  placed.forEach(({ region, cards, strips, offRail }, order) => {
    const add = (card: StageCard, index: number, isChip: boolean) => {
      const ends = stageViewOf(card.kind)?.stations?.(card) ?? [{ node: card.id, box: card.rect }]
      for (const { node, box, header = null, lanes = [] } of ends) {
        const leavesBelow = offRail?.has(card.id) ?? false
        const { kind } = card
        const end = { kind, index, box, header, lanes, isChip, rail: region.rail, leavesBelow }
        stations.set(node, { ...end, order: isChip ? placed.length : order })
      }
    }
    for (const [index, card] of cards.entries()) add(card, index, false)
    for (const { chips } of strips) for (const [index, chip] of chips.entries()) add(chip, index, true)
  })
  return stations
}
