/** The words of a question, which are named by its parts: `lesson.cutPower.choice.inSync`. */
import type { MessageKey, MessageParams, Translate } from '../../i18n/index.ts'
import type { Subject } from '../../lessons/lesson-question.ts'
import type { QuestionId } from '../../lessons/question-ids.ts'
import type { Judged } from '../../store/predictions-store.ts'
import { useSession } from '../../store/session-store.ts'
import { eraKey } from '../parts/era-key.ts'
import { wordFor } from '../parts/word-for.ts'

export type LessonPart = 'title' | 'ask' | 'about' | 'awaits'
export type LessonOption = 'choice' | 'step' | 'wait' | 'outcome' | 'belief' | 'truth' | 'patience'

export interface LessonWords {
  part(part: LessonPart): string
  option(kind: LessonOption, name: string): string
  /** Whether there are any. */
  has(kind: LessonOption, name: string): boolean
  /** What goes on beside the verdict; null: nothing. */
  readonly also: string | null
}

export function lessonWords(t: Translate, id: QuestionId, subject: Subject | null, judged: Judged | null): LessonWords {
  const params: MessageParams = { ...subject, ...judged?.verdict?.facts }
  const also = judged?.verdict?.also
  const era = eraKey(useSession.getState().profile ?? '')
  // What is otherwise in a version is said in words of its own.
  const option = (kind: LessonOption, name: string) =>
    wordFor(t, `lesson.${id}.${kind}.${name}.${era}`, params) ?? t(`lesson.${id}.${kind}.${name}` as MessageKey, params)
  return {
    part: (part) => t(`lesson.${id}.${part}`, params),
    option,
    also: also === undefined ? null : t(`lesson.also.${also.name}`, { ...params, ...also.facts }),
    has: (kind, name) => wordFor(t, `lesson.${id}.${kind}.${name}`, params) !== null,
  }
}

/** A, B, C, D: what a class calls the choices. */
export function letterOf(index: number): string {
  return String.fromCharCode('A'.charCodeAt(0) + index)
}
