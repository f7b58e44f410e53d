/** Blocks of notes, or what was entered into a terminal, as one script for any bash: only what was meant. */
import { savingLines, withoutComments } from './block-files.ts'
import type { NotesBlock } from './notes-model.ts'
import { readShellBlock, withoutProducerPrompt } from './shell-block.ts'

/** `mend` reads lines as they were typed and says what was meant by them, a command a line. */
export async function cleanScript(
  blocks: readonly NotesBlock[],
  mend: (text: string) => Promise<readonly string[]>,
): Promise<string> {
  const parts: string[] = []
  for (const { kind, pastes, file, text } of blocks) {
    const typed = pastes.flatMap(({ lines, input }) => [...lines, ...input.map(withoutProducerPrompt)])
    if (kind === 'shell' && typed.length > 0) parts.push(fedByScript(await mend(typed.join('\n'))))
    else if (file !== null) parts.push(savingLines(withoutComments(text) ?? text, file).join('\n'))
  }
  return scriptOf(parts)
}

export function scriptOf(parts: readonly string[]): string {
  return `#!/bin/bash\n${parts.map((part) => `\n${part}\n`).join('')}`
}

/** Nobody types in a script: what a producer is given stands in it. */
export function fedByScript(lines: readonly string[]): string {
  return readShellBlock(lines.join('\n'))
    .pastes.flatMap(({ lines: commands, input }) => {
      if (input.length === 0) return commands
      let end = 'EOF'
      while (input.includes(end)) end += '_'
      return [...commands.slice(0, -1), `${commands.at(-1)} <<'${end}'`, ...input, end]
    })
    .join('\n')
}
