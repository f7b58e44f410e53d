import { useEffect, useState } from 'react'
import type { BlockPart } from '../../notes/kept-notes.ts'
import type { NotesBlock } from '../../notes/notes-model.ts'
import { readCommand } from '../../store/engine.ts'
import { ExplainPanel } from '../terminal/ExplainPanel.tsx'
import type { Explained } from '../terminal/explained.ts'
import { usePrintedBy } from './part-output.ts'

/** Each part of a block's commands in words, and the error it has ended with. */
export function ExplainBlock({
  block,
  parts,
  onClose,
}: {
  readonly block: NotesBlock
  readonly parts: readonly BlockPart[]
  readonly onClose: () => void
}) {
  const [commands, setCommands] = useState<Explained['commands']>([])
  const printed = usePrintedBy(parts)
  const command = block.pastes.flatMap(({ lines }) => lines).join('\n')
  useEffect(() => {
    let gone = false
    readCommand(command).then(
      (read) => gone || setCommands(read.commands),
      () => undefined,
    )
    return () => {
      gone = true
    }
  }, [command])
  return <ExplainPanel explained={{ command, commands, printed }} onClose={onClose} />
}
