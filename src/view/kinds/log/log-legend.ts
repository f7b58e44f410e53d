/** What the marks in a lane mean, painted by the lanes' own painters. */
import type { ReplicaImage } from '../../../kafka/observe/cluster-image.ts'
import { rect } from '../../layout/geometry.ts'
import type { Brush } from '../../painting/brush.ts'
import { NULL_HUE } from '../../painting/palette.ts'
import type { CellVariant } from '../../painting/sprites.ts'
import { paintHole, paintTombstone } from '../broker/compaction-painter.ts'
import { paintHeatCell } from '../broker/heat-painter.ts'
import { paintCopied, paintDuplicate, paintLogEnd } from '../broker/lane-painter.ts'
import type { LaneView } from '../broker/lane-view.ts'
import { paintCross, paintTear } from '../broker/loss-painter.ts'
import { paintHighWatermark, paintLogStart } from '../broker/marks-painter.ts'
import { paintOutOfOrder } from '../broker/out-of-order-painter.ts'
import type { LegendEntry } from '../kind-view.ts'

const box = rect(4, 1, 32, 20)
const cell = { width: 32, height: 20, pitch: 34, capacity: 2, hasOffset: true }

/** A lane of which one cell can be seen, its first offset being `start`. */
export function laneView(cells = box, start = 0): LaneView {
  const lane = {
    id: 'orders-0@1',
    topicPartition: 'orders-0',
    topic: 'orders',
    partition: 0,
    broker: 1,
    density: 'full',
    rect: cells,
    label: cells,
    badge: cells,
    cells,
    info: cells,
  } as const
  return { lane, cell: { ...cell, height: cells.height }, start, end: start + cell.capacity }
}

/** What entries of the legend show a mark on. */
export const legendReplica: ReplicaImage = {
  id: 'orders-0@1',
  topicPartition: 'orders-0',
  topic: 'orders',
  partition: 0,
  broker: 1,
  role: 'leader',
  leaderEpoch: 0,
  inSync: true,
  logStartOffset: 0,
  highWatermark: 0,
  lastStableOffset: 0,
  logEndOffset: 8,
  sizeBytes: 0,
  segments: [],
  epochs: [],
  lagging: null,
  cells: [],
}

function cellOf(variant: CellVariant, hue: number, text: string) {
  return ({ context, sprites }: Brush) =>
    context.drawImage(sprites.cell(variant, hue, text, box.width, box.height), box.x - 1, box.y - 1, 34, 22)
}

export const recordLegend: readonly LegendEntry[] = [
  { section: 'records', text: (t) => t('legend.record'), paint: cellOf('leader', 0, 'A7') },
  { section: 'records', text: (t) => t('legend.copy'), paint: cellOf('follower', 0, 'A7') },
  { section: 'records', text: (t) => t('legend.uncommitted'), paint: cellOf('uncommitted', 0, 'A7') },
  { section: 'records', text: (t) => t('legend.noKey'), paint: cellOf('leader', NULL_HUE, '7') },
  { section: 'records', text: (t) => t('legend.next'), paint: cellOf('next', 0, '') },
  {
    section: 'records',
    text: (t) => t('legend.hole'),
    paint(brush) {
      for (const x of [2, 26]) {
        const sprite = brush.sprites.cell('leader', 0, '', 13, 18)
        brush.context.drawImage(sprite, x - 1, 1, 15, 20)
      }
      paintHole(brush, laneView(rect(14, 2, 13, 18)), 14, 26)
    },
  },
  {
    section: 'records',
    text: (t) => t('legend.tombstone'),
    paint(brush) {
      cellOf('leader', 0, 'A7')(brush)
      paintTombstone(brush, box.x, laneView())
    },
  },
  {
    section: 'trouble',
    text: (t) => t('legend.lost'),
    paint: (brush) => paintCross(brush, 15.5, 6.5, 9),
  },
  { section: 'trouble', text: (t) => t('legend.onDisk'), paint: cellOf('offline', 0, 'A7') },
  { section: 'trouble', text: (t) => t('legend.gone'), paint: cellOf('gone', 0, 'A7') },
  {
    section: 'trouble',
    text: (t) => t('legend.truncated'),
    paint: (brush) => paintTear(brush, 18, 2, 18),
  },
  {
    section: 'trouble',
    text: (t) => t('legend.duplicate'),
    paint(brush) {
      const low = rect(4, 5, 28, 15)
      const view = laneView(low)
      paintDuplicate(brush, low.x, { ...view, cell: { ...view.cell, width: 28 } })
    },
  },
  {
    section: 'trouble',
    text: (t) => t('legend.outOfOrder'),
    paint(brush) {
      const low = rect(8, 6, 28, 14)
      const view = laneView(low)
      paintOutOfOrder(brush, low.x, { ...view, cell: { ...view.cell, width: 28 } })
    },
  },
]

export const replicaLegend: readonly LegendEntry[] = [
  {
    section: 'records',
    text: (t) => t('legend.highWatermark'),
    paint: (brush) => paintHighWatermark(brush, laneView(rect(21, 11, 32, 7)), legendReplica),
  },
  {
    section: 'records',
    text: (t) => t('legend.logEnd'),
    paint: (brush) => paintLogEnd(brush, laneView(rect(21, 1, 32, 20)), 0, brush.palette.ink),
  },
  {
    section: 'records',
    text: (t) => t('legend.logStart'),
    paint(brush) {
      paintLogStart(brush, laneView(rect(16, 1, 32, 20), 3), { ...legendReplica, logStartOffset: 3 })
      paintLogStart(brush, laneView(rect(34, 1, 32, 20), 3), legendReplica)
    },
  },
]

export const copyLegend: LegendEntry = {
  section: 'roles',
  text: (t) => t('legend.copying'),
  paint: (brush) => paintCopied(brush, rect(3, 1, 34, 7), 0.6),
}

export const stripLegend: LegendEntry = {
  section: 'roles',
  text: (t) => t('legend.strip'),
  paint(brush) {
    const scale = { metric: 'bytes', most: 9 } as const
    for (const [index, sizeBytes] of [1, 4, 9].entries()) {
      const { lane } = laneView(rect(3 + index * 12, 6, 10, 10))
      paintHeatCell(brush, lane, { ...legendReplica, sizeBytes, role: index === 2 ? 'leader' : 'follower' }, scale)
    }
  },
}
