/** A QR code as one SVG path: the page's content policy allows no inline styles, and a path needs none. */
import { encode } from 'uqr'

/**
 * The longest text that a phone still reads from a screen across a room: version 20, 97 modules a side, at the lowest
 * level of correction, for a screen gets no stains.
 */
export const LONGEST_SCANNABLE = 858

/** Light modules around the code that readers need to find it. */
const QUIET = 4

export interface QrPath {
  /** Modules a side, the quiet zone included. */
  readonly size: number
  /** The dark modules. */
  readonly d: string
}

/** Throws when `text` is longer than any QR code holds (2,953 bytes). */
export function qrPath(text: string): QrPath {
  const { data, size } = encode(text, { ecc: 'L', border: QUIET })
  let d = ''
  data.forEach((row, y) => {
    for (let x = 0; x < row.length; x++) {
      if (row[x] !== true) continue
      const from = x
      while (row[x + 1] === true) x++
      d += `M${from} ${y}h${x + 1 - from}v1H${from}z`
    }
  })
  return { size, d }
}
