import { rect } from '../../layout/geometry.ts'
import type { LegendEntry } from '../kind-view.ts'
import { type Batch, paintRing, paintTray } from './tray-painter.ts'

const batch: Batch = {
  topicPartition: '',
  records: 1,
  sizeBytes: 40,
  limitBytes: 100,
  createdAtUs: 0,
  inFlight: false,
  attempts: 0,
  keys: ['A'],
}

export const producerLegend: readonly LegendEntry[] = [
  {
    section: 'messages',
    text: (t) => t('legend.tray'),
    paint: (brush) => paintTray(brush, rect(1, 1, 38, 20), '', [batch], 0),
  },
  {
    section: 'messages',
    text: (t) => t('legend.linger'),
    paint: (brush) => paintRing(brush, 20, 11, { sinceUs: -1, untilUs: 3 }),
  },
]
