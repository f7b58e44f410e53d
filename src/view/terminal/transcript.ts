/** What a terminal's screen shows above the line being typed, as the difference from what it shows already. */
import type { TerminalImage } from '../../kafka/observe/cluster-image.ts'
import type { LocalText } from '../../store/terminals-store.ts'

export interface Written {
  /** Characters of the terminal's own output on screen. */
  readonly outputLength: number
  /** The newest of them, to notice another history of the same length. */
  readonly tail: string
  /** The page's own lines on screen. */
  readonly local: readonly LocalText[]
}

export const nothingWritten: Written = { outputLength: 0, tail: '', local: [] }

export interface ScreenChange {
  /** The screen has to be emptied first: the reader went back in time, or to another branch. */
  readonly reset: boolean
  readonly text: string
  readonly written: Written
}

/** After the page has forgotten its own lines: what programs wrote goes on from where it was. */
export function withoutLocal(written: Written): Written {
  return { ...written, local: [] }
}

const TAIL = 200

/** `null` stands for a terminal that is not open yet. */
export function screenChange(
  written: Written,
  terminal: TerminalImage | null,
  local: readonly LocalText[],
): ScreenChange {
  const output = terminal?.output ?? ''
  const outputLength = terminal?.outputLength ?? 0
  const shown = local.filter((each) => each.afterLength <= outputLength)
  const now: Written = { outputLength, tail: output.slice(-TAIL), local: shown }
  const start = outputLength - output.length
  const continues =
    written.outputLength <= outputLength &&
    written.outputLength >= start &&
    written.local.every((each, i) => sameText(each, shown[i])) &&
    output.slice(0, written.outputLength - start).endsWith(tailWithin(written, start))
  if (!continues) return { reset: true, text: compose(output, start, shown), written: now }
  const fresh = shown.slice(written.local.length)
  // What the page wrote since belongs after what was on screen then, before any newer output.
  return {
    reset: false,
    text: compose(output.slice(written.outputLength - start), written.outputLength, fresh),
    written: now,
  }
}

function sameText(a: LocalText, b: LocalText | undefined): boolean {
  return a.afterLength === b?.afterLength && a.text === b.text
}

/** The part of the remembered tail that is still within the newest output. */
function tailWithin(written: Written, start: number): string {
  const kept = Math.min(written.tail.length, written.outputLength - start)
  return kept <= 0 ? '' : written.tail.slice(-kept)
}

/** The output with the page's own lines at their places. `start` is the place of its first character. */
function compose(output: string, start: number, local: readonly LocalText[]): string {
  let text = ''
  let at = 0
  for (const each of local) {
    const until = Math.max(at, Math.min(output.length, each.afterLength - start))
    text += output.slice(at, until) + each.text
    at = until
  }
  return text + output.slice(at)
}

/** The last, unfinished line of what is on screen: where the prompt begins. */
export function openLine(text: string): string {
  return text.slice(text.lastIndexOf('\n') + 1)
}

export interface CellPosition {
  readonly row: number
  readonly column: number
}

/**
 * Where the cursor stands after `text`, written from column 0 of a terminal `columns` wide. A wide character that does
 * not fit wraps whole; after a full row the cursor stands on the next one.
 */
export function positionAfter(text: string, columns: number, widthOf: (codePoint: number) => number): CellPosition {
  let row = 0
  let column = 0
  for (const character of text) {
    const width = widthOf(character.codePointAt(0)!)
    if (column + width > columns) {
      row++
      column = 0
    }
    column += width
  }
  return column >= columns ? { row: row + 1, column: 0 } : { row, column }
}
