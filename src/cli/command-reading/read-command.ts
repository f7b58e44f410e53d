/** What a reader may want to know of commands, typed already or not: what was meant, and what each part says. */
import type { World } from '../../engine/world.ts'
import { profileOfCluster } from '../../kafka/cluster/profile-of-cluster.ts'
import { type CommandPart, explainCommand } from './explain-command.ts'
import { type RepairedBlock, repairBlock } from './repair-block.ts'
import { type Vocabulary, vocabularyOf } from './vocabulary.ts'

export interface CommandReading extends RepairedBlock {
  /** A list for each command that begins on a line of its own. */
  readonly commands: readonly (readonly CommandPart[])[]
}

/** Of one line, or a block of several, in the version of the run. Longer texts are read as far as `LONGEST`. */
export function readCommand(text: string, world: World): CommandReading {
  return readBy(text.slice(0, LONGEST), vocabularyOf(profileOfCluster(world)))
}

/** More than any notes have in one block; an answer shall never keep the clock waiting. */
const LONGEST = 20_000

function readBy(text: string, vocabulary: Vocabulary): CommandReading {
  const lines = text.replace(/\\\r?\n/g, ' ').split(/\r?\n/)
  const commands = lines.map((line) => explainCommand(line, vocabulary)).filter((parts) => parts.length > 0)
  return { ...repairBlock(text, vocabulary), commands }
}
