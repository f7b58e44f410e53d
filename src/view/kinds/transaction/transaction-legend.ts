/** What the marks of transactions mean, painted by their own painters. */
import type { ReplicaImage } from '../../../kafka/observe/cluster-image.ts'
import { rect } from '../../layout/geometry.ts'
import type { Brush } from '../../painting/brush.ts'
import type { LegendEntry } from '../kind-view.ts'
import { laneView, legendReplica } from '../log/log-legend.ts'
import { paintLastStableOffset, paintMarker, paintRecordMark } from './transaction-painter.ts'

const box = rect(4, 1, 32, 20)

/** A record of the key A, with what its transaction makes of it. */
function recordMark(mark: 'open' | 'committed' | 'aborted') {
  return (brush: Brush) => {
    brush.context.drawImage(brush.sprites.cell('leader', 0, 'A7', box.width, box.height), box.x - 1, box.y - 1, 34, 22)
    paintRecordMark(brush, box.x, laneView(box), mark, { key: 'A', offset: 7 })
  }
}

const replica: ReplicaImage = { ...legendReplica, highWatermark: 2, lastStableOffset: 0 }

export const transactionLegend: readonly LegendEntry[] = [
  { section: 'records', text: (t) => t('legend.txOpen'), paint: recordMark('open') },
  { section: 'records', text: (t) => t('legend.txCommitted'), paint: recordMark('committed') },
  { section: 'records', text: (t) => t('legend.txAborted'), paint: recordMark('aborted') },
  {
    section: 'records',
    text: (t) => t('legend.txMarker'),
    paint(brush) {
      for (const [x, mark] of [
        [2, 'commitMarker'],
        [21, 'abortMarker'],
      ] as const) {
        const view = laneView(rect(x, 2, 17, 18))
        paintMarker(brush, x, { ...view, cell: { ...view.cell, width: 17, height: 18, hasOffset: false } }, mark, 7)
      }
    },
  },
  {
    section: 'records',
    text: (t) => t('legend.txLso'),
    paint: (brush) => paintLastStableOffset(brush, laneView(rect(33, 11, 32, 7)), replica),
  },
]
