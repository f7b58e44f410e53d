/** What marks stand for, in sentences: the happening, or the command that was given. */
import { t } from '../../i18n/index.ts'
import type { Command } from '../../kafka/cluster/commands.ts'
import { commandText } from '../../store/command-text.ts'
import { exportRun } from '../../store/engine.ts'
import { useImageStore } from '../../store/image-store.ts'
import type { TimelineMark } from '../../worker/port.ts'
import { happeningText } from '../panels/happening-text.ts'
import { markKey } from './marks.ts'

/** By `markKey`; without those of which the page has not heard yet. */
export async function markSentences(marks: readonly TimelineMark[]): Promise<ReadonlyMap<string, string>> {
  const commands = marks.some(({ kind }) => kind === 'command') ? await commandsOfBranch() : new Map<number, Command>()
  const happenings = new Map(useImageStore.getState().happenings.map(({ id, body }) => [id, body]))
  const sentences = new Map<string, string>()
  for (const mark of marks) {
    const command = commands.get(mark.afterEvents ?? -1)
    const happening = happenings.get(mark.happeningId)
    if (mark.kind === 'command') {
      if (command !== undefined) sentences.set(markKey(mark), commandText(command, t))
    } else if (happening !== undefined) sentences.set(markKey(mark), happeningText(happening, t))
  }
  return sentences
}

/** By their places in the branch's journal: asked for, since they may carry whole files. */
export async function commandsOfBranch(): Promise<ReadonlyMap<number, Command>> {
  const { run } = await exportRun()
  return new Map(run.journal.map(({ afterEvents, command }) => [afterEvents, command]))
}
