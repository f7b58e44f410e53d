/** Predictions of the run on show, and what came of them, as they are saved with it. */
import { create } from 'zustand'
import { type QuestionId, questionIds } from '../lessons/question-ids.ts'
import type { KeptLessons, KeptPrediction, KeptTrial } from '../worker/kept-lessons.ts'
import { whenRunIsLeft } from './run-left.ts'

export type Judged = NonNullable<KeptTrial['shown']>

/** What came of it on one branch. */
export type Trial = KeptTrial
export type Prediction = Omit<KeptPrediction, 'question'>

export interface LessonsState {
  /** The question that is unfolded; null: the first that is not settled. */
  readonly open: QuestionId | null
  readonly predictions: { readonly [Id in QuestionId]?: Prediction }
}

export const nothingAsked: LessonsState = { open: null, predictions: {} }

export const useLessons = create<LessonsState>()(() => nothingAsked)

whenRunIsLeft(() => useLessons.setState(nothingAsked))

/** As it is saved with the run; undefined where nothing was predicted. */
export function lessonsToKeep(): KeptLessons | undefined {
  const { open, predictions } = useLessons.getState()
  const kept = questionIds.flatMap((question): readonly KeptPrediction[] => {
    const prediction = predictions[question]
    return prediction === undefined ? [] : [{ question, ...prediction }]
  })
  return kept.length === 0 ? undefined : { open, predictions: kept }
}

/** What was predicted in the run that was just opened. */
export function takeUpLessons(kept: KeptLessons | undefined): void {
  if (kept === undefined) return
  const predictions = Object.fromEntries(kept.predictions.map(({ question, ...prediction }) => [question, prediction]))
  useLessons.setState({ open: kept.open, predictions })
}
