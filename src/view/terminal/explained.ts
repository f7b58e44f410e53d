/** What a terminal explains: a command part by part, and the error that came of the last one. */
import { create } from 'zustand'
import type { CommandReading } from '../../cli/command-reading/read-command.ts'
import { readCommand } from '../../store/engine.ts'
import { useImageStore } from '../../store/image-store.ts'
import { whenRunIsLeft } from '../../store/run-left.ts'

export interface Explained {
  readonly command: string
  readonly commands: CommandReading['commands']
  /** What the terminal printed since the command was entered; empty where it is still being typed. */
  readonly printed: string
}

/** By terminal. */
export const useExplained = create<Readonly<Record<string, Explained>>>()(() => ({}))

whenRunIsLeft(() => useExplained.setState({}, true))

export function closeExplained(name: string): void {
  useExplained.setState(({ [name]: _closed, ...others }) => others, true)
}

/** `line` is being typed; where it is empty, `entered` is explained, with what came of it. */
export async function explainIn(name: string, line: string, entered: string): Promise<void> {
  const command = line.trim() === '' ? entered : line
  const { commands } = await readCommand(command)
  const printed = line.trim() === '' ? printedSince(name, command) : ''
  useExplained.setState({ [name]: { command, commands, printed } })
}

/** What stands behind the last prompt with the command; all there is where that has gone out of sight. */
export function printedSince(name: string, command: string): string {
  const output = useImageStore.getState().image.terminals.get(name)?.output ?? ''
  const last = command.split('\n').at(-1) ?? ''
  const at = last === '' ? -1 : output.lastIndexOf(last)
  return at === -1 ? output : output.slice(at + last.length)
}
