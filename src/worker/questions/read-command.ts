import type { CommandReading } from '../../cli/command-reading/read-command.ts'
import type { QuickQuestion } from './question.ts'

/** What a line or a block of commands says, and what was meant by it. Nothing is run. */
interface ReadCommand {
  readonly type: 'readCommand'
  readonly text: string
}

interface CommandRead extends CommandReading {
  readonly type: 'commandRead'
}

export const readCommand: QuickQuestion<ReadCommand, CommandRead> = {
  answer: ({ parts, timeline }, { text }) => ({ type: 'commandRead', ...parts.readCommand(text, timeline.world) }),
}
