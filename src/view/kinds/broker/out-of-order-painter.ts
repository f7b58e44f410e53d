import type { Brush } from '../../painting/brush.ts'
import type { LaneView } from './lane-view.ts'

/** A record that stands behind what its producer sent later: the sign of the counter, at the corner that ×2 leaves free. */
export function paintOutOfOrder({ context, palette }: Brush, x: number, { cell, lane }: LaneView): void {
  const y = lane.cells.y
  context.strokeStyle = palette.bad
  context.lineWidth = 1.5
  context.beginPath()
  context.roundRect(x - 0.75, y - 0.75, cell.width + 1.5, cell.height + 1.5, 6)
  context.stroke()
  if (lane.density !== 'full') return
  const type = Math.max(10, palette.leastType)
  context.fillStyle = palette.bad
  context.beginPath()
  context.roundRect(x - 4, y - 6, type + 5, type + 2, 4)
  context.fill()
  paintArrows(context, x - 4 + (type + 5) / 2, y - 6 + (type + 2) / 2, type * 0.36, palette.card)
}

/** One up and one down: a glyph of that shape is not in every font. */
function paintArrows(context: Brush['context'], x: number, y: number, half: number, colour: string): void {
  context.strokeStyle = colour
  context.lineWidth = 1.3
  context.beginPath()
  for (const side of [-1, 1]) {
    const at = x + side * 2.6
    const tip = y + side * half
    context.moveTo(at, y - side * half)
    context.lineTo(at, tip)
    context.moveTo(at - 1.8, tip - side * 2)
    context.lineTo(at, tip)
    context.lineTo(at + 1.8, tip - side * 2)
  }
  context.stroke()
}
