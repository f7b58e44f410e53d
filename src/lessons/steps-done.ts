import type { Command } from '../kafka/cluster/commands.ts'
import type { LessonQuestion, Subject } from './lesson-question.ts'

/** A command in its place in the journal. */
export interface Deed {
  readonly atUs: number
  readonly afterEvents: number
  readonly command: Command
}

/**
 * What of the journal, from `sinceUs` on, did the steps of a question, each after the one before it; steps that are not
 * done, or in part only, are left out. The reader may have pressed a lesson's button or found the thing itself.
 */
export function stepsDone(
  { steps }: LessonQuestion,
  subject: Subject,
  journal: readonly Deed[],
  sinceUs: number,
): readonly (readonly Deed[])[] {
  const done: (readonly Deed[])[] = []
  let from = 0
  for (const step of steps) {
    const wanted = step.times?.(subject) ?? 1
    const deeds: Deed[] = []
    for (; from < journal.length && deeds.length < wanted; from++) {
      const deed = journal[from]!
      if (deed.atUs >= sinceUs && step.counts(deed.command, subject)) deeds.push(deed)
    }
    if (deeds.length < wanted) break
    done.push(deeds)
  }
  return done
}
