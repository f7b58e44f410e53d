/** What a terminal showed for a block of notes. */
import { useMemo } from 'react'
import { type Hint, hintsOfPaste } from '../../cli/hints.ts'
import type { TerminalImage } from '../../kafka/observe/cluster-image.ts'
import type { BlockPart } from '../../notes/kept-notes.ts'
import { useImageStore } from '../../store/image-store.ts'
import { useNotes } from '../../store/notes-store.ts'
import { usePlaybackStore } from '../../store/playback-store.ts'
import { isDone } from '../terminal/standing-lines.ts'

export interface PartOutput {
  readonly part: BlockPart
  readonly rows: readonly OutputRow[]
  /** Rows before these, which only the terminal has. */
  readonly left: number
  readonly running: boolean
  readonly hints: readonly Hint[]
}

export interface OutputRow {
  readonly text: string
  /** What was typed, as the terminal shows it. */
  readonly typed: boolean
}

/** As many as somebody reads beneath a block; the terminal has them all. */
const ROWS = 200

const none: readonly BlockPart[] = []

/** What a block has done, as far as it was done in the history that led to the instant on show. */
export function usePartsOf(block: number): readonly BlockPart[] {
  const parts = useNotes((state) => state.parts)
  const mine = useMemo(() => parts.filter((part) => part.block === block), [parts, block])
  const branchId = usePlaybackStore((state) => state.playback.branchId)
  const marks = usePlaybackStore((state) => state.marks)
  // As one text, so that a tick of the clock wakes nobody.
  const standing = useImageStore(({ atUs }) =>
    mine.flatMap(({ at }, i) => (isDone(at, { atUs, branchId, marks }) ? [i] : [])).join(),
  )
  return useMemo(() => (standing === '' ? none : standing.split(',').map((at) => mine[Number(at)]!)), [mine, standing])
}

/** What a block printed as it stood, once it is done. As one text, so that a tick of the clock wakes nobody. */
export function usePrintedBy(parts: readonly BlockPart[]): string {
  return useImageStore(({ image }) => printedBy(parts, image.terminals))
}

export function printedBy(parts: readonly BlockPart[], terminals: ReadonlyMap<string, TerminalImage>): string {
  return parts
    .filter(({ deed, to }) => deed === 'run' && to !== null)
    .map((part) => textOf(part, terminals.get(part.terminal) ?? null))
    .join('\n')
}

/** Grows as its terminal writes. */
export function usePartOutput(part: BlockPart): PartOutput {
  const terminal = useImageStore(({ image }) => image.terminals.get(part.terminal) ?? null)
  const isLast = useNotes(({ parts }) => parts.findLast(({ terminal: of }) => of === part.terminal) === part)
  return useMemo(() => outputOf(part, terminal, isLast), [terminal, part, isLast])
}

/** `isLast`: nothing was typed into its terminal since. */
export function outputOf(part: BlockPart, terminal: TerminalImage | null, isLast: boolean): PartOutput {
  const running = terminal?.running ?? null
  const text = textOf(part, terminal)
  const all = rowsOf(text, part.typed)
  return {
    part,
    rows: all.slice(-ROWS),
    left: Math.max(0, all.length - ROWS),
    running: part.to === null && running !== null && isLast,
    hints: part.deed === 'file' ? [] : hintsOfPaste(part.typed, text).hints,
  }
}

/** As far as the terminal still has it. */
function textOf(part: BlockPart, terminal: TerminalImage | null): string {
  const { output = '', outputLength = 0 } = terminal ?? {}
  const begins = outputLength - output.length
  return output.slice(Math.max(0, part.from - begins), Math.max(0, (part.to ?? outputLength) - begins))
}

/**
 * What was typed stands there behind the prompt it met, and behind none where a program took its time. What a terminal
 * showed at once, and again when its turn had come, stands there once.
 */
export function rowsOf(text: string, typed: readonly string[]): readonly OutputRow[] {
  const rows = text.split('\n')
  if (rows.at(-1) === '') rows.pop()
  let next = 0
  return rows.flatMap((row, at): OutputRow[] => {
    const line = typed[next]
    const again = typed.slice(0, next).some((before) => before !== '' && isAtPrompt(row, before))
    if (line === undefined) return [{ text: row, typed: again }]
    const comesAgain = line !== '' && row === line && rows.slice(at + 1).some((later) => isAtPrompt(later, line))
    if (comesAgain) {
      next++
      return []
    }
    const isTyped = row === line || isAtPrompt(row, line)
    if (isTyped) next++
    return [{ text: row, typed: isTyped || again }]
  })
}

function isAtPrompt(row: string, line: string): boolean {
  return row.endsWith(line) && /^(?:.*\$|>) ?$/.test(row.slice(0, row.length - line.length))
}
