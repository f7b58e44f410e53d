import { useEffect, useId, useMemo, useRef } from 'react'
import { type Translate, useT } from '../../i18n/index.ts'
import type { Subject } from '../../lessons/lesson-question.ts'
import type { QuestionId } from '../../lessons/question-ids.ts'
import { LESSON_QUESTIONS } from '../../lessons/registry.ts'
import { useImageStore } from '../../store/image-store.ts'
import { doStep, lockIn, skipAhead } from '../../store/lessons-store.ts'
import { type Prediction, useLessons } from '../../store/predictions-store.ts'
import { Icon } from '../parts/Icon.tsx'
import { Prose } from '../parts/Prose.tsx'
import { SkipButton } from '../parts/SkipButton.tsx'
import { LessonTools } from './LessonTools.tsx'
import { LessonVerdict } from './LessonVerdict.tsx'
import { type LessonWords, lessonWords, letterOf } from './lesson-words.ts'
import { useDown, WholeFirst } from './WholeFirst.tsx'

/** One question from asking to comparing: the choices, what to do, and what came of it beside what was thought. */
export function LessonCard({ id, onLocked, next }: LessonCardProps) {
  const t = useT()
  const prediction = useLessons(({ predictions }) => predictions[id])
  const subject = useSubject(id, prediction)
  const words = lessonWords(t, id, subject, prediction?.first.shown ?? null)
  if (subject === null)
    return (
      <div className="lesson">
        <p className="muted">
          <NotYet id={id} />
        </p>
        <WholeFirst />
        <LessonTools id={id} />
      </div>
    )
  return (
    <div className="lesson">
      <p className="lesson-phase">{t(`lesson.${phaseOf(id, prediction)}`)}</p>
      <p className="lesson-ask">
        <Prose text={words.part('ask')} />
      </p>
      {prediction?.first.shown == null && (
        <p className="muted">
          <Prose text={words.part('about')} />
        </p>
      )}
      {prediction === undefined && LESSON_QUESTIONS[id].aboutOneDown !== true && <WholeFirst />}
      <Choices id={id} subject={subject} prediction={prediction} onLocked={onLocked} />
      {prediction !== undefined && prediction.first.shown === null && <Steps id={id} prediction={prediction} />}
      {prediction !== undefined && <LessonVerdict id={id} prediction={prediction} next={next} />}
      {(prediction === undefined || prediction.first.shown !== null) && <LessonTools id={id} />}
    </div>
  )
}

/** Why it cannot be asked now. */
export function NotYet({ id }: { readonly id: QuestionId }) {
  const t = useT()
  const down = useDown()
  const words = lessonWords(t, id, null, null)
  if (words.has('wait', 'ask')) return words.option('wait', 'ask')
  return down === '' ? t('lesson.notYet') : t('lesson.notYetDown', { nodes: down })
}

export interface LessonCardProps {
  readonly id: QuestionId
  /** The reader has predicted. */
  readonly onLocked: () => void
  /** What to ask then; null: this was the last. */
  readonly next: QuestionId | null
}

/** What it is about: as it was when the reader predicted, or else as the cluster is now. */
export function useSubject(id: QuestionId, prediction: Prediction | undefined): Subject | null {
  const now = useImageStore(({ image, ready }) =>
    prediction !== undefined || !ready ? 'null' : JSON.stringify(LESSON_QUESTIONS[id].subjectIn(image)),
  )
  return useMemo(() => prediction?.subject ?? (JSON.parse(now) as Subject | null), [now, prediction?.subject])
}

export type LessonPhase = 'predict' | 'do' | 'watch' | 'settled'

export function phaseOf(id: QuestionId, prediction: Prediction | undefined): LessonPhase {
  if (prediction === undefined) return 'predict'
  if (prediction.first.shown !== null) return 'settled'
  return prediction.first.stepsDone < LESSON_QUESTIONS[id].steps.length ? 'do' : 'watch'
}

interface ChoicesProps {
  readonly id: QuestionId
  readonly subject: Subject
  readonly prediction: Prediction | undefined
  readonly onLocked: () => void
}

/**
 * Until something was done about it the reader may think again. Once it is settled only two are of interest: the one that
 * was predicted and the one that happened.
 */
function Choices({ id, subject, prediction, onLocked }: ChoicesProps) {
  const t = useT()
  const outcome = prediction?.first.shown?.verdict?.outcome
  const choices = LESSON_QUESTIONS[id].choices(subject).map((choice, index) => ({ choice, letter: letterOf(index) }))
  const shown = choices.filter(
    ({ choice }) => outcome === undefined || choice === outcome || choice === prediction?.choice,
  )
  return (
    <fieldset className="lesson-choices">
      <legend className={outcome === undefined ? undefined : 'visually-hidden'}>{t('lesson.mine')}</legend>
      {shown.map(({ choice, letter }) => (
        <button
          key={choice}
          type="button"
          className={choice === outcome ? 'lesson-choice is-outcome' : 'lesson-choice'}
          aria-pressed={prediction?.choice === choice}
          disabled={prediction !== undefined && prediction.first.stepsDone > 0}
          onClick={() => {
            lockIn(id, subject, choice)
            onLocked()
          }}
        >
          <span className="lesson-letter">{letter}</span>{' '}
          <span className="lesson-option">
            {outcome !== undefined && (
              <span className="lesson-tags">
                {choice === prediction?.choice && <span>{t('lesson.mine')}</span>}
                {choice === outcome && (
                  <span className="lesson-became">
                    <Icon name="check" size={12} />
                    {t('lesson.became')}
                  </span>
                )}
              </span>
            )}
            <Prose text={lessonWords(t, id, subject, null).option('choice', choice)} />
          </span>
        </button>
      ))}
      {prediction === undefined && <p className="muted">{t('lesson.lockIn')}</p>}
    </fieldset>
  )
}

function Steps({ id, prediction }: { readonly id: QuestionId; readonly prediction: Prediction }) {
  const t = useT()
  const { steps } = LESSON_QUESTIONS[id]
  const { stepsDone } = prediction.first
  const words = lessonWords(t, id, prediction.subject, null)
  const place = useRef<HTMLDivElement>(null)
  // What is to be done next may lie below the edge of the panel.
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is scrolled to when a step is done.
  useEffect(() => {
    place.current?.scrollIntoView?.({ block: 'nearest' })
  }, [stepsDone])
  return (
    <div ref={place} className="lesson-steps">
      {steps.map(({ name }, index) => (
        <StepButton key={name} id={id} index={index} name={name} prediction={prediction} />
      ))}
      {stepsDone === steps.length && (
        <>
          <p role="status">
            {awaitedWords(t, words, prediction)}{' '}
            {!prediction.first.nearly && words.has('patience', 'long') && words.option('patience', 'long')}
          </p>
          <SkipAhead id={id} />
        </>
      )}
    </div>
  )
}

/** What is waited for while the outcome is not to be seen. */
export function awaitedWords(t: Translate, words: LessonWords, { first }: Prediction): string {
  return first.nearly ? t('lesson.nearly') : words.part('awaits')
}

/** Waiting can be long in simulated time, and what happens meanwhile may be no news any more. */
export function SkipAhead({ id }: { readonly id: QuestionId }) {
  return <SkipButton label="lesson.skip" skip={() => skipAhead(id)} />
}

interface StepProps {
  readonly id: QuestionId
  readonly index: number
  readonly name: string
  readonly prediction: Prediction
}

function StepButton({ id, index, name, prediction }: StepProps) {
  const t = useT()
  const reason = useId()
  const { possible, press } = useStep(id, index, prediction)
  const words = lessonWords(t, id, prediction.subject, null)
  const done = index < prediction.first.stepsDone
  const due = index === prediction.first.stepsDone
  return (
    <>
      <button
        type="button"
        className={due ? 'button primary' : 'button'}
        disabled={!possible}
        aria-describedby={due && !possible ? reason : undefined}
        onClick={press}
      >
        {done && <Icon name="check" size={13} />}
        <Prose text={words.option('step', name)} />
      </button>
      {due && !possible && (
        <p className="muted" id={reason}>
          {words.option('wait', name)}
        </p>
      )}
    </>
  )
}

const DOUBLE_PRESS_MS = 1_000

/** The second press of a double one is none: before the engine has said what was done, it would do it twice. */
export function useStep(id: QuestionId, index: number, prediction: Prediction | undefined) {
  const pressedAtMs = useRef(Number.NEGATIVE_INFINITY)
  const due = prediction !== undefined && index === prediction.first.stepsDone
  const possible = useImageStore(
    ({ image }) => due && (LESSON_QUESTIONS[id].steps[index]?.gesture(image, prediction.subject) ?? null) !== null,
  )
  const press = () => {
    const nowMs = performance.now()
    if (nowMs - pressedAtMs.current < DOUBLE_PRESS_MS) return
    pressedAtMs.current = nowMs
    void doStep(id)
  }
  return { possible, press }
}
