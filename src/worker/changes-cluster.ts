/**
 * Whether what the reader did changes anything in the cluster: only that is marked on the timeline. What is typed into a
 * terminal is judged by its words, before anybody knows what becomes of it; in doubt it counts.
 */
import { kafkaTool } from '../cli/commands/registry.ts'
import type { HappeningLog } from '../engine/happening-log.ts'
import type { Command } from '../kafka/cluster/commands.ts'
import type { Happening } from '../kafka/observe/happenings.ts'
import type { JournalEntry } from './port.ts'

export function changesCluster(
  { command, afterEvents }: Pick<JournalEntry, 'command' | 'afterEvents'>,
  happenings: HappeningLog,
): boolean {
  switch (command.type) {
    case 'OpenTerminal':
    case 'WriteFile':
    case 'SaveFile':
    case 'LeaveEditor':
      return false
    case 'TypeLine': {
      const program = runningIn(command.terminal, afterEvents, happenings)
      return lineChangesCluster(program ?? command.text)
    }
    case 'CloseTerminal':
    case 'Interrupt':
    case 'EndOfInput':
    case 'Suspend': {
      const program = runningIn(command.terminal, afterEvents, happenings)
      return program !== null && lineChangesCluster(program)
    }
    default:
      return true
  }
}

/** Further back nobody looks for a program that was started and has not ended. */
const MOST_LOOKED_AT = 20_000

/** The line of the program that reads what is typed; null: the shell does. */
function runningIn(terminal: string, afterEvents: number, happenings: HappeningLog): string | null {
  const lastId = happenings.lastByEvent(afterEvents)?.id ?? 0
  for (let id = lastId; id > 0 && id > lastId - MOST_LOOKED_AT; id--) {
    const body = happenings.byId(id)?.body as Happening | undefined
    if (body === undefined) return null
    if (body.type === 'CommandStarted' && body.terminal === terminal) return body.line
    if (body.type === 'CommandFinished' && body.terminal === terminal) return null
  }
  return null
}

const TOOL = /(?:^|[\s;&|(){}'"`/])(kafka-[a-z-]+)(?:\.sh)?(?=$|[\s;&|(){}'"`])([^;&|\n]*)/g
/** It writes with -P, and in a pipe without saying so; -G commits. */
const KCAT = /(?:^|[\s;&|(){}'"`/])(?:kcat|kafkacat)(?=\s)([^;&|\n]*)/g
const KCAT_ONLY_READS = /\s-[a-zA-Z]*[CLQVh]/
const ASKS_ONLY_FOR_HELP = /\s--(help|version)\b/
/** What a script does, or a signal, its line does not say. */
const UNTOLD =
  /(?:^|[;&|\n(]|\b(?:do|then|else)\b)\s*(?:(?:bash|sh|source|\.|kill|pkill|fg|eval|exec)\s+\S|(?:\.{0,2}\/)?\S*\.sh\b)/

/** A line, or a script, for the shell. A line may be continued after a backslash. */
export function lineChangesCluster(text: string): boolean {
  const whole = text.replaceAll('\\\n', ' ')
  for (const [, name = '', words = ''] of whole.matchAll(TOOL)) {
    const changes = kafkaTool(`${name}.sh`)?.changes ?? 'never'
    if (changes === 'never' || ASKS_ONLY_FOR_HELP.test(words)) continue
    if (changes === 'always' || words.split(/[\s=]+/).some((word) => changes.includes(unquoted(word)))) return true
  }
  for (const [, words = ''] of whole.matchAll(KCAT)) if (!KCAT_ONLY_READS.test(words)) return true
  return UNTOLD.test(whole.replaceAll(TOOL, ' kafka '))
}

function unquoted(word: string): string {
  return word.replace(/^["']|["'()]+$/g, '')
}

/** Those of a journal's entries that are marked. An entry is looked at once: what ran then, ran. */
export function markedEntries<Entry extends { readonly command: Command; readonly afterEvents?: number }>(
  journal: readonly Entry[],
  happenings: HappeningLog,
  known: WeakMap<object, boolean>,
): readonly Entry[] {
  return journal.filter((entry) => {
    const { command, afterEvents } = entry
    // It has not been given yet.
    if (afterEvents === undefined) return true
    const before = known.get(entry)
    if (before !== undefined) return before
    const changes = changesCluster({ command, afterEvents }, happenings)
    known.set(entry, changes)
    return changes
  })
}
