/** What was meant by a block that went wrong, to be run as it was meant. */
import { useEffect, useState } from 'react'
import { undoFirst } from '../../cli/command-reading/undo-first.ts'
import { t } from '../../i18n/index.ts'
import { savingLines, savingPaste, withoutComments } from '../../notes/block-files.ts'
import type { BlockPart } from '../../notes/kept-notes.ts'
import type { NotesBlock, Paste } from '../../notes/notes-model.ts'
import { readShellBlock } from '../../notes/shell-block.ts'
import { readCommand } from '../../store/engine.ts'
import { useNotes } from '../../store/notes-store.ts'
import { hintText } from '../terminal/hint-text.ts'
import { TOLD_AFTERWARDS } from '../terminal/paste-hints.ts'

export interface Meant {
  /** The commands whole, a line each, and what a program they start is given. */
  readonly text: string
  readonly pastes: readonly Paste[]
  /** Why, as far as that is not told beside the output. */
  readonly words: readonly string[]
}

/** Null where a block says what it means, and until that is known. `printed` is what came of it. */
export function useMeant(blocks: readonly NotesBlock[], index: number, printed: string): Meant | null {
  const [found, setFound] = useState<{ readonly block: NotesBlock; readonly meant: Meant | null }>()
  const parts = useNotes((state) => state.parts)
  const block = blocks[index]!
  useEffect(() => {
    let gone = false
    // The block works without: who cannot be asked, as an engine that is opening a run, offers nothing.
    whatWasMeant(blocks, index, { printed, parts }).then(
      (meant) => gone || setFound({ block: blocks[index]!, meant }),
      () => undefined,
    )
    return () => {
      gone = true
    }
  }, [blocks, index, printed, parts])
  return found?.block === block ? found.meant : null
}

/** Of the lines that are typed, and of the files they name; null where these say what they mean. */
export async function whatWasMeant(
  blocks: readonly NotesBlock[],
  index: number,
  { printed, parts }: { readonly printed: string; readonly parts: readonly BlockPart[] },
): Promise<Meant | null> {
  const block = blocks[index]!
  const asked = askedText(block.pastes)
  if (asked === '') return null
  const { meant, slips } = await readCommand(asked)
  const file = commentedFile(blocks, index, parts)
  if (meant.length === 0 && file === null) return null
  const undone = undoFirst(meant, slips, printed)
  const pastes = meant.length === 0 ? block.pastes : readShellBlock(undone.meant.join('\n')).pastes
  const late = slips.filter(({ kind }) => TOLD_AFTERWARDS.has(kind))
  return {
    text: [
      ...(file === null ? [] : file.lines),
      ...(meant.length === 0 ? block.pastes.flatMap(linesOf) : undone.meant),
    ].join('\n'),
    pastes: file === null ? pastes : [file, ...pastes],
    words: [...(file === null ? [] : [t('notes.commentInFile')]), ...new Set([...late, ...undone.slips].map(hintText))],
  }
}

/** A file that the block names and that was saved with comments, which JSON has not: the same without them. */
function commentedFile(blocks: readonly NotesBlock[], index: number, parts: readonly BlockPart[]): Paste | null {
  const text = blocks[index]!.text
  for (const [at, { kind, file, text: whole }] of blocks.entries()) {
    if (kind !== 'json' || file === null || !text.includes(file.name)) continue
    const saved = parts.findLast(({ block, deed }) => block === at && deed === 'file')
    const bare = withoutComments(whole)
    if (bare !== null && saved?.typed.join('\n') === savingLines(whole, file).join('\n')) return savingPaste(bare, file)
  }
  return null
}

/** A producer's prompt before its lines is as notes mean it. */
function askedText(pastes: readonly Paste[]): string {
  return pastes.flatMap(linesOf).join('\n')
}

function linesOf({ lines, input }: Paste): readonly string[] {
  return [...lines, ...input.map((line) => line.replace(/^\s*> ?/, ''))]
}
