import type { Brush } from './brush.ts'

/** The followed record's ring: a line with a wide faint one around it, to be found at a glance at every size. */
export function paintHalo({ context, palette }: Pick<Brush, 'context' | 'palette'>, outline: () => void): void {
  context.strokeStyle = palette.accent
  for (const [width, alpha] of [
    [9, 0.22],
    [2.5, 1],
  ] as const) {
    context.globalAlpha = alpha
    context.lineWidth = width
    context.beginPath()
    outline()
    context.stroke()
  }
  context.globalAlpha = 1
}
