/** The tokens of `tokens.css` as the canvas needs them, read anew whenever the theme changes. */
import { mix, textOn } from './colours.ts'

/** Index into `Palette.keys` of the colour for every key beyond the eighth, and of the one for no key at all. */
export const OTHER_HUE = 8
export const NULL_HUE = 9

export interface KeyColours {
  readonly solid: string
  readonly solidText: string
  /** On followers: the same hue, lighter (in the dark theme darker). */
  readonly faint: string
  readonly faintText: string
}

export interface Palette {
  readonly paper: string
  readonly card: string
  readonly off: string
  readonly sunken: string
  readonly line: string
  readonly lineStrong: string
  readonly mark: string
  readonly ink: string
  readonly ink2: string
  readonly ink3: string
  readonly onInk: string
  readonly accent: string
  readonly violet: string
  readonly ok: string
  readonly warn: string
  readonly bad: string
  readonly onBad: string
  readonly keys: readonly KeyColours[]
  /** Colours of groups; index 0 is group colour 1. */
  readonly groups: readonly string[]
  readonly onGroup: string
  readonly font: string
  readonly mono: string
  /** 1, or more where lines are drawn thicker. */
  readonly thickness: number
  /** Nothing is written smaller than this on the canvas, in pixels of the stage before it is scaled. */
  readonly leastType: number
}

/** Reads a token such as `--ink`; tests hand in a plain function. */
export type ReadToken = (name: string) => string

export function readTokensOf(element: Element): ReadToken {
  const style = getComputedStyle(element)
  return (name) => style.getPropertyValue(name).trim()
}

export function readPalette(read: ReadToken): Palette {
  const card = read('--card')
  const share = Number(read('--follower-mix'))
  const keys = [1, 2, 3, 4, 5, 6, 7, 8].map((key) => keyColours(read(`--key-${key}`), card, share))
  keys.push(keyColours(read('--key-other'), card, 0.45))
  const hollow = { solid: card, solidText: read('--ink-2'), faint: card, faintText: read('--ink-2') }
  return {
    paper: read('--paper'),
    card,
    off: read('--off'),
    sunken: read('--sunken'),
    line: read('--line'),
    lineStrong: read('--line-strong'),
    mark: read('--mark'),
    ink: read('--ink'),
    ink2: read('--ink-2'),
    ink3: read('--ink-3'),
    onInk: read('--on-ink'),
    accent: read('--accent'),
    violet: read('--violet'),
    ok: read('--ok-mark'),
    warn: read('--warn-mark'),
    bad: read('--bad'),
    onBad: read('--on-bad'),
    keys: [...keys, hollow],
    groups: [1, 2, 3, 4].map((group) => read(`--group-${group}`)),
    onGroup: read('--on-group'),
    font: read('--font'),
    mono: read('--font-mono'),
    thickness: Number.parseFloat(read('--wire-width')) / 1.4,
    leastType: Number.parseFloat(read('--least-type')) || 0,
  }
}

function keyColours(solid: string, card: string, share: number): KeyColours {
  const faint = mix(solid, card, share)
  return { solid, solidText: textOn(solid), faint, faintText: textOn(faint) }
}
