/** Every question by its name: a new one is a file in `questions/`, a row here and its words in both languages. */
import type { ClusterImage } from '../kafka/observe/cluster-image.ts'
import type { LessonQuestion } from './lesson-question.ts'
import { type QuestionId, questionIds } from './question-ids.ts'
import { acksOne } from './questions/acks-one.ts'
import { belowMinIsr } from './questions/below-min-isr.ts'
import { cutPower } from './questions/cut-power.ts'
import { firstCommand } from './questions/first-command.ts'
import { fourthConsumer } from './questions/fourth-consumer.ts'
import { keyAfterPartitions } from './questions/key-after-partitions.ts'
import { openTransaction } from './questions/open-transaction.ts'
import { returningLeader } from './questions/returning-leader.ts'
import { tooManyCopies } from './questions/too-many-copies.ts'

export const LESSON_QUESTIONS: Readonly<Record<QuestionId, LessonQuestion>> = {
  cutPower,
  acksOne,
  fourthConsumer,
  belowMinIsr,
  returningLeader,
  keyAfterPartitions,
  openTransaction,
  tooManyCopies,
  firstCommand,
}

/** Those that belong to such a cluster, whether or not they can be asked at this moment, in that order too. */
export function questionsSuiting(image: ClusterImage): readonly QuestionId[] {
  return questionIds.filter((id) => LESSON_QUESTIONS[id].suits?.(image) === true)
}

/** Those that can be asked of this cluster now, in the order in which they are offered. */
export function questionsFor(image: ClusterImage): readonly QuestionId[] {
  return questionIds.filter((id) => LESSON_QUESTIONS[id].subjectIn(image) !== null)
}
