/** What travels on the wires, painted by the painters of what travels. */
import type { Brush } from '../../painting/brush.ts'
import { paintDot, paintHalves, paintStack } from '../../painting/flight-painter.ts'
import type { LegendEntry } from '../kind-view.ts'

const middle = { x: 20, y: 11 }

function paintPills({ context, sprites }: Brush): void {
  for (const [text, x] of [
    ['A', 11],
    ['3', 29],
  ] as const) {
    const sprite = sprites.pill(0, text, 'small')
    const [width, height] = [sprite.width / sprites.ratio, sprite.height / sprites.ratio]
    context.drawImage(sprite, x - width / 2, middle.y - height / 2, width, height)
  }
}

function paintCrowd({ context, sprites }: Brush): void {
  const places = [
    [5, 3],
    [15, 9],
    [25, 3],
  ] as const
  for (const [hue, [x, y]] of places.entries()) context.drawImage(sprites.dot(hue), x, y, 10, 10)
}

export const messageLegend: readonly LegendEntry[] = [
  { section: 'messages', text: (t) => t('legend.pill'), paint: paintPills },
  {
    section: 'messages',
    text: (t) => t('legend.acknowledgement'),
    paint: (brush) => paintDot(brush, 'acknowledgement', middle),
  },
  { section: 'messages', text: (t) => t('legend.request'), paint: (brush) => paintDot(brush, 'request', middle) },
  { section: 'messages', text: (t) => t('legend.crowd'), paint: paintCrowd },
  {
    section: 'messages',
    text: (t) => t('legend.held'),
    paint: (brush) => paintStack(brush, { x: 17, y: 14 }, 3, 0),
  },
  { section: 'trouble', text: (t) => t('legend.broken'), paint: (brush) => paintHalves(brush, middle) },
]
