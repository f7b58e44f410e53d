/** What was meant by a block that went wrong, to be run as it was meant. */
import { useEffect, useMemo, useState } from 'react'
import type { NotesBlock, Paste } from '../../notes/notes-model.ts'
import { readShellBlock } from '../../notes/shell-block.ts'
import { readCommand } from '../../store/engine.ts'

export interface Meant {
  /** The commands whole, a line each, and what a program they start is given. */
  readonly text: string
  readonly pastes: readonly Paste[]
}

/** Null where a block says what it means, and until that is known. */
export function useMeant({ pastes }: NotesBlock): Meant | null {
  const [text, setText] = useState('')
  const asked = useMemo(() => askedText(pastes), [pastes])
  useEffect(() => {
    let gone = false
    if (asked !== '')
      // The block works without: who cannot be asked, as an engine that is opening a run, offers nothing.
      readCommand(asked).then(
        ({ meant }) => gone || setText(meant.join('\n')),
        () => undefined,
      )
    return () => {
      gone = true
    }
  }, [asked])
  return useMemo(() => (text === '' ? null : { text, pastes: readShellBlock(text).pastes }), [text])
}

/** A producer's prompt before its lines is as notes mean it. */
function askedText(pastes: readonly Paste[]): string {
  return pastes
    .flatMap(({ lines, input }) => [...lines, ...input.map((line) => line.replace(/^\s*> ?/, ''))])
    .join('\n')
}
