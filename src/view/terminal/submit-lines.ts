/** Gives lines to a terminal as its reader would who types or pastes them. */
import { t } from '../../i18n/index.ts'
import { useImageStore } from '../../store/image-store.ts'
import { leaveStory } from '../../store/stories-store.ts'
import { tieToDeed, typeLine, writeLocally } from '../../store/terminals-store.ts'
import { helpWithSlips } from './paste-hints.ts'
import { hasReadItsLines, writtenBy } from './pasted-block.ts'
import { runSimulatorLine } from './run-simulator-line.ts'
import { isSimulatorLine } from './simulator-commands.ts'

/**
 * Runs of shell lines go as one script; lines for the simulator in between are carried out in their turn.
 * `rest` is what a paste has left on the line being typed.
 */
export async function submitLines(name: string, text: string, rest = ''): Promise<void> {
  let shell: string[] = []
  const flush = async () => {
    if (shell.length === 0) return
    helpWithSlips(name, shell, rest)
    const typed = typeLine(name, shell.join('\n'))
    leaveStory()
    await typed
    shell = []
  }
  for (const line of text.split('\n')) {
    if (!isSimulatorLine(line, promptOf(name))) {
      shell.push(line)
      continue
    }
    const before = shell.length === 0 ? null : writtenBy(name)
    await flush()
    if (before !== null && !(await hasReadItsLines(name, before))) return
    const said = [writeLocally(name, `${promptOf(name)}${line}\n`)]
    const { text: answer, deed } = await runSimulatorLine(line, t)
    if (answer !== '') said.push(writeLocally(name, answer))
    if (deed !== null) tieToDeed(name, said, deed)
  }
  await flush()
}

/** `$ ` before it is opened: what it will show then. */
export function promptOf(name: string): string {
  return useImageStore.getState().image.terminals.get(name)?.prompt ?? '$ '
}
