/** What a terminal showed for a block of notes. */
import { useMemo } from 'react'
import { type Hint, hintsOfPaste } from '../../cli/hints.ts'
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

/** Grows as its terminal writes. */
export function usePartOutput(part: BlockPart): PartOutput {
  const terminal = useImageStore(({ image }) => image.terminals.get(part.terminal) ?? null)
  const isLast = useNotes(({ parts }) => parts.findLast(({ terminal: of }) => of === part.terminal) === part)
  return useMemo(() => {
    const { output = '', outputLength = 0, running = null } = terminal ?? {}
    const begins = outputLength - output.length
    const text = output.slice(Math.max(0, part.from - begins), Math.max(0, (part.to ?? outputLength) - begins))
    const all = rowsOf(text, part.typed)
    return {
      part,
      rows: all.slice(-ROWS),
      left: Math.max(0, all.length - ROWS),
      running: part.to === null && running !== null && isLast,
      hints: part.deed === 'file' ? [] : hintsOfPaste(part.typed, text).hints,
    }
  }, [terminal, part, isLast])
}

/** What was typed stands there behind the prompt it met, and behind none where a program took its time. */
export function rowsOf(text: string, typed: readonly string[]): readonly OutputRow[] {
  const rows = text.split('\n')
  if (rows.at(-1) === '') rows.pop()
  let next = 0
  return rows.map((row) => {
    const line = typed[next]
    const isTyped =
      line !== undefined &&
      (row === line || (/^(?:.*\$|>) ?$/.test(row.slice(0, row.length - line.length)) && row.endsWith(line)))
    if (isTyped) next++
    return { text: row, typed: isTyped }
  })
}
