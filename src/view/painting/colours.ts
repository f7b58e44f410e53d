/** Colour arithmetic of the stage: lighter copies for followers, and text that stays readable on any key's colour. */

/** Red, green, blue from 0 to 255. */
export type Rgb = readonly [number, number, number]

/** The two inks a cell's text can have; one of them reaches 4.5:1 on every key colour. */
export const LIGHT_TEXT = '#ffffff'
export const DARK_TEXT = '#0b0e14'

/** Reads `#rgb`, `#rrggbb` and `rgb(r, g, b)`. Throws on anything else: it is a mistake in our own style sheet. */
export function parseColour(text: string): Rgb {
  const trimmed = text.trim()
  const short = /^#([0-9a-f])([0-9a-f])([0-9a-f])$/i.exec(trimmed)
  if (short !== null) return [hex(short[1]! + short[1]!), hex(short[2]! + short[2]!), hex(short[3]! + short[3]!)]
  const long = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(trimmed)
  if (long !== null) return [hex(long[1]!), hex(long[2]!), hex(long[3]!)]
  const rgb = /^rgba?\(\s*([\d.]+)[\s,]+([\d.]+)[\s,]+([\d.]+)/.exec(trimmed)
  if (rgb !== null) return [Number(rgb[1]), Number(rgb[2]), Number(rgb[3])]
  throw new Error(`Not a colour: ${text}`)
}

/** Contrast ratio of WCAG 2, 1 to 21. */
export function contrast(a: string, b: string): number {
  const [lighter, darker] = [luminance(parseColour(a)), luminance(parseColour(b))].sort((x, y) => y - x) as [
    number,
    number,
  ]
  return (lighter + 0.05) / (darker + 0.05)
}

/** `share` of `b` in `a`, 0 to 1. */
export function mix(a: string, b: string, share: number): string {
  const [from, to] = [parseColour(a), parseColour(b)]
  // By hand: d3-interpolate brings d3-color along, which reads every notation of CSS, and this is the first load.
  return `rgb(${from.map((channel, index) => Math.round(channel + (to[index]! - channel) * share)).join(', ')})`
}

/** The ink that reads better on `background`. */
export function textOn(background: string): string {
  return contrast(background, LIGHT_TEXT) >= contrast(background, DARK_TEXT) ? LIGHT_TEXT : DARK_TEXT
}

function luminance(colour: Rgb): number {
  const [red, green, blue] = colour.map((channel) => {
    const share = channel / 255
    return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  }) as [number, number, number]
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function hex(digits: string): number {
  return Number.parseInt(digits, 16)
}
