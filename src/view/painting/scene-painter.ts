/** One frame of the picture. */
import type { InFlightMessage } from '../../kafka/observe/cluster-image.ts'
import { stageViewOf } from '../kinds/registry.ts'
import type { Brush } from './brush.ts'
import { paintBroken, paintFlights } from './flight-painter.ts'

/** Paints everything on show; true while a message is under way. */
export function paintScene(brush: Brush, inFlight: readonly InFlightMessage[]): boolean {
  for (const { cards } of brush.layout.regions) {
    for (const card of cards) {
      if (card.rect.y > brush.viewBottom || card.rect.y + card.rect.height < brush.viewTop) continue
      stageViewOf(card.kind)?.paintMarks?.(brush, card)
    }
  }
  const travelling = paintFlights(brush, inFlight)
  paintBroken(brush)
  return travelling
}
