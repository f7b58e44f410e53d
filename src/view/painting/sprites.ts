/** Cells and pills are painted once each and then copied: copying is what a canvas does thousands of times a frame. */
import { NULL_HUE, OTHER_HUE, type Palette } from './palette.ts'

export type CellVariant = 'leader' | 'follower' | 'offline' | 'gone' | 'uncommitted' | 'next'

/** Something `drawImage` takes, with its size in device pixels. */
export type Sprite = ImageBitmap | HTMLCanvasElement

/** A few thousand small bitmaps; beyond that the cache starts anew. */
const MAX_SPRITES = 3_000

export class Sprites {
  private readonly cache = new Map<string, Sprite>()
  /** By their size in device pixels. */
  private readonly blanks = new Map<string, OffscreenCanvasRenderingContext2D>()
  private readonly palette: Palette
  /** Device pixels per unit of the scene. */
  readonly ratio: number

  constructor(palette: Palette, ratio: number) {
    this.palette = palette
    this.ratio = ratio
  }

  /** A cell `width` by `height` with `text`. Its bitmap is one unit larger on each side, for strokes. */
  cell(variant: CellVariant, hue: number, text: string, width: number, height: number): Sprite {
    const id = `${variant} ${hue} ${width} ${height} ${text}`
    return (
      this.cache.get(id) ??
      this.paint(id, width + 2, height + 2, (context) => {
        context.translate(1, 1)
        paintCell(context, this.palette, { variant, hue, text, width, height })
      })
    )
  }

  /** A pill with a count, or with one record's letter. */
  pill(hue: number, text: string, size: 'normal' | 'small'): Sprite {
    const id = `pill ${hue} ${size} ${text}`
    const height = size === 'normal' ? 19 : 14
    const width = Math.max(height, text.length * (size === 'normal' ? 8 : 6.4) + (text.length > 1 ? 11 : 6))
    return (
      this.cache.get(id) ??
      this.paint(id, width + 2, height + 2, (context) => {
        context.translate(1, 1)
        paintPill(context, this.palette, hue, text, width, height)
      })
    )
  }

  /** A message among hundreds: its colour is all there is room for. */
  dot(hue: number): Sprite {
    const known = this.cache.get(`dot ${hue}`)
    if (known !== undefined) return known
    return this.paint(`dot ${hue}`, 10, 10, (context) => {
      context.beginPath()
      context.arc(5, 5, 4, 0, Math.PI * 2)
      context.fillStyle = this.palette.keys[hue]!.solid
      context.fill()
      context.strokeStyle = hue === NULL_HUE ? this.palette.mark : this.palette.card
      context.stroke()
    })
  }

  private paint(id: string, width: number, height: number, draw: (context: Brushable) => void): Sprite {
    if (this.cache.size > MAX_SPRITES) this.cache.clear()
    const context = this.blank(Math.ceil(width * this.ratio), Math.ceil(height * this.ratio))
    if (context !== null) {
      context.save()
      context.scale(this.ratio, this.ratio)
      draw(context)
      context.restore()
    }
    const canvas = context?.canvas ?? document.createElement('canvas')
    // A bitmap is copied straight; of a canvas the browser would first make sure that nobody is painting on it.
    const sprite = 'transferToImageBitmap' in canvas ? canvas.transferToImageBitmap() : canvas
    this.cache.set(id, sprite)
    return sprite
  }

  /** A canvas whose bitmap was taken is blank again; to make one for each new offset takes longer than to paint on it. */
  private blank(width: number, height: number): Brushable | null {
    if (typeof OffscreenCanvas === 'undefined') {
      const canvas = document.createElement('canvas')
      return Object.assign(canvas, { width, height }).getContext('2d')
    }
    const size = `${width} ${height}`
    const known = this.blanks.get(size) ?? new OffscreenCanvas(width, height).getContext('2d')
    if (known !== null) this.blanks.set(size, known)
    return known
  }
}

type Brushable = CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D

interface CellToPaint {
  readonly variant: CellVariant
  readonly hue: number
  readonly text: string
  readonly width: number
  readonly height: number
}

function paintCell(context: Brushable, palette: Palette, cell: CellToPaint): void {
  const { variant, hue, width, height } = cell
  const radius = Math.min(5, height / 3)
  const colours = palette.keys[hue]!
  context.beginPath()
  context.roundRect(0.5, 0.5, width - 1, height - 1, radius)
  if (variant === 'next') {
    context.setLineDash([3, 2.5])
    context.strokeStyle = palette.lineStrong
    context.stroke()
    return
  }
  if (variant === 'gone') {
    paintGone(context, palette, cell)
    return
  }
  if (variant === 'offline') {
    context.fillStyle = palette.line
    context.fill()
    paintText(context, palette, cell, palette.ink2)
    return
  }
  if (variant === 'uncommitted') {
    context.fillStyle = palette.card
    context.fill()
    hatch(context, width, height, palette.line)
    context.lineWidth = 1.5
    context.strokeStyle = hue === NULL_HUE ? palette.mark : colours.solid
    context.stroke()
    paintText(context, palette, cell, palette.ink2)
    return
  }
  context.fillStyle = variant === 'leader' ? colours.solid : colours.faint
  context.fill()
  if (hue === OTHER_HUE) dots(context, width, height, palette.card)
  if (hue === NULL_HUE) {
    context.lineWidth = 1.5
    context.strokeStyle = variant === 'leader' ? palette.mark : palette.lineStrong
    context.stroke()
  }
  paintText(context, palette, cell, variant === 'leader' ? colours.solidText : colours.faintText)
}

/** Was in memory when the power went: an empty outline; too small for text, it is struck through. */
function paintGone(context: Brushable, palette: Palette, cell: CellToPaint): void {
  context.setLineDash([2.5, 2])
  context.strokeStyle = palette.mark
  context.stroke()
  context.setLineDash([])
  paintText(context, palette, cell, palette.ink2)
  if (cell.text !== '') return
  context.beginPath()
  context.moveTo(2, cell.height - 2)
  context.lineTo(cell.width - 2, 2)
  context.stroke()
}

function paintText(context: Brushable, palette: Palette, cell: CellToPaint, colour: string): void {
  if (cell.text === '') return
  context.font = `700 ${Math.min(12, cell.height - 2)}px ${palette.font}`
  context.fillStyle = colour
  context.textAlign = 'center'
  context.textBaseline = 'middle'
  context.fillText(cell.text, cell.width / 2, cell.height / 2 + 0.5, cell.width - 2)
}

function paintPill(
  context: Brushable,
  palette: Palette,
  hue: number,
  text: string,
  width: number,
  height: number,
): void {
  const colours = palette.keys[hue]!
  context.beginPath()
  context.roundRect(0.5, 0.5, width - 1, height - 1, /^\d+$/.test(text) ? height / 2 : 5)
  context.fillStyle = colours.solid
  context.fill()
  context.lineWidth = 1
  context.strokeStyle = hue === NULL_HUE ? palette.mark : palette.card
  context.stroke()
  context.font = `700 ${Math.max(height >= 19 ? 12 : 10, palette.leastType)}px ${palette.font}`
  context.fillStyle = colours.solidText
  context.textAlign = 'center'
  context.textBaseline = 'middle'
  context.fillText(text, width / 2, height / 2 + 0.5)
}

function hatch(context: Brushable, width: number, height: number, colour: string): void {
  context.save()
  context.clip()
  context.beginPath()
  for (let x = -height; x < width; x += 6) {
    context.moveTo(x, height)
    context.lineTo(x + height, 0)
  }
  context.lineWidth = 1.6
  context.strokeStyle = colour
  context.stroke()
  context.restore()
  context.beginPath()
  context.roundRect(0.75, 0.75, width - 1.5, height - 1.5, Math.min(5, height / 3))
}

function dots(context: Brushable, width: number, height: number, colour: string): void {
  context.fillStyle = colour
  for (let x = 3; x < width - 1; x += 5) for (let y = 3; y < height - 1; y += 5) context.fillRect(x, y, 1, 1)
}
