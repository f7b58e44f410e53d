import type { ProducerParts } from '../../kinds/producer/producer-view.ts'
import { bottom, type Rect, rect } from '../../layout/geometry.ts'
import { GAP, RAIL, TOUCH } from '../../layout/stacked-layout.ts'
import type { CardContent } from '../../layout/stage-content.ts'
import type { StageCard } from '../../layout/stage-layout.ts'
import type { Arrangement, Region } from '../scene.ts'
import { ADD_HEIGHT, CARD_GAP } from './sizes.ts'

export const producersRegion: Region = {
  id: 'producers',
  label: (t) => t('stage.producers'),
  heading: (_image, t) => t('stage.producers'),
  column: { share: 0.16, least: 118, most: 200 },
  rail: 'left',
  add: { label: 'stage.add.producer', beside: 'cards', command: (add, image) => add.addProducerCommand(image) },
  arrangeWide: arrangeColumn,
  arrangeNarrow: arrangePairs,
}

/** As many batches a producer as there is room for; with many producers, a line for each. */
function arrangeColumn(contents: readonly CardContent[], column: Rect): Arrangement {
  const room = column.height - ADD_HEIGHT - 12
  const heightFor = (trays: number) => [46, 88, 144, 170][trays]!
  const trays = [3, 2, 1].find((count) => contents.length * (heightFor(count) + CARD_GAP) <= room) ?? 0
  const height = heightFor(trays)
  const cards = contents.map((content, index): StageCard<ProducerParts> => {
    const box = rect(column.x, column.y + index * (height + CARD_GAP), column.width, height)
    const places = Array.from({ length: trays }, (_, i) => rect(box.x + 12, box.y + 56 + i * 26, box.width - 24, 22))
    return { ...content, rect: box, parts: { trays: places, mini: trays === 0 } }
  })
  const addY = column.y + contents.length * (height + CARD_GAP) + 2
  return { cards, add: rect(column.x, addY, column.width, ADD_HEIGHT), bottom: addY + ADD_HEIGHT }
}

/** Two in a row. */
function arrangePairs(contents: readonly CardContent[], column: Rect): Arrangement {
  const width = (column.width - GAP) / 2
  const height = 76
  const place = (index: number) =>
    rect(column.x + (index % 2) * (width + GAP), column.y + Math.floor(index / 2) * (height + GAP), width, height)
  const cards = contents.map((content, index): StageCard<ProducerParts> => {
    const box = place(index)
    return { ...content, rect: box, parts: { trays: [rect(box.x + 10, box.y + 48, box.width - 20, 20)], mini: false } }
  })
  const free = place(contents.length)
  const add = contents.length % 2 === 1 ? free : rect(column.x, free.y, column.width, TOUCH)
  const offRail = new Set(cards.filter((card) => card.rect.x > RAIL + 1).map((card) => card.id))
  return { cards, add, bottom: bottom(add), offRail }
}
