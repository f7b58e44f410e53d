import { useEffect, useState } from 'react'
import { useT } from '../../i18n/index.ts'
import { type QuestionId, questionIds } from '../../lessons/question-ids.ts'
import { LESSON_QUESTIONS, questionsFor, questionsSuiting } from '../../lessons/registry.ts'
import type { FailureId } from '../../scenarios/failures/failure-ids.ts'
import { failureNamed, possibleSteps } from '../../store/failure.ts'
import { useImageStore } from '../../store/image-store.ts'
import { keepJudging, openQuestion } from '../../store/lessons-store.ts'
import { useLessons } from '../../store/predictions-store.ts'
import { usePreferences } from '../../store/preferences-store.ts'
import { useSession } from '../../store/session-store.ts'
import { useSheet } from '../../store/sheet-store.ts'
import { FailureCard } from '../failures/FailureCard.tsx'
import { Icon } from '../parts/Icon.tsx'
import { awaitedWords, LessonCard, NotYet, phaseOf, SkipAhead, useStep, useSubject } from './LessonCard.tsx'
import { lessonWords } from './lesson-words.ts'
import './invitations.css'

interface InvitationsProps {
  /** The reader has predicted, or done something, and wants to see what comes of it. */
  readonly onLocked?: () => void
}

/** Beside the stage: the failure story that the cluster was made for, or questions that it answers. */
export function Invitations({ onLocked = () => undefined }: InvitationsProps) {
  const t = useT()
  const failure = useSession(({ story }) => failureNamed(story))
  if (failure === null) return <Questions onLocked={onLocked} />
  return (
    <aside className="invitations" aria-label={t('failure.card')}>
      <FailureCard key={failure} id={failure} onDone={onLocked} />
    </aside>
  )
}

/** Ticked when the reader has seen what came of them. */
function Questions({ onLocked }: Required<InvitationsProps>) {
  const t = useT()
  const { shown, done, open } = useQuestions()
  const ready = useImageStore((state) => state.ready)
  const setPreferences = usePreferences((state) => state.setPreferences)
  if (shown.length === 0) return ready ? null : <aside className="invitations" />
  return (
    <aside className="invitations" aria-label={t('app.invitations')}>
      <div className="invitations-head">
        <h2>{t('app.invitations')}</h2>
        <span className="muted">
          {shown.filter((id) => done.includes(id)).length}/{shown.length}
        </span>
      </div>
      <ol>
        {shown.map((id) => (
          <Invitation
            key={id}
            id={id}
            open={id === open}
            done={done.includes(id)}
            next={nextAfter(id, shown, done)}
            onLocked={onLocked}
          />
        ))}
      </ol>
      <button type="button" className="button quiet" onClick={() => setPreferences({ invitationsDismissed: true })}>
        {t('app.invitationsClose')}
      </button>
    </aside>
  )
}

interface InvitationProps {
  readonly id: QuestionId
  readonly open: boolean
  readonly done: boolean
  readonly next: QuestionId | null
  readonly onLocked: () => void
}

function Invitation({ id, open, done, next, onLocked }: InvitationProps) {
  const t = useT()
  const classes = ['invitation', ...(done ? ['done'] : []), ...(open ? ['is-open'] : [])]
  return (
    <li className={classes.join(' ')}>
      <h3>
        <button type="button" className="invitation-title" aria-expanded={open} onClick={() => openQuestion(id)}>
          <span className="invitation-tick">{done && <Icon name="check" size={13} />}</span>
          <span>
            {t(`lesson.${id}.title`)} {done && <span className="visually-hidden">({t('app.invitation.done')})</span>}
          </span>
        </button>
      </h3>
      {open && <LessonCard id={id} next={next} onLocked={onLocked} />}
    </li>
  )
}

/** On a phone, one line below the stage: what there is to do next about what is asked. All of it is in a sheet. */
export function NextInvitation() {
  const failure = useSession(({ story }) => failureNamed(story))
  return failure === null ? <NextOfQuestions /> : <NextOfFailure id={failure} />
}

function NextOfFailure({ id }: { readonly id: FailureId }) {
  const t = useT()
  const untouched = useImageStore(({ image, ready }) => ready && possibleSteps(id, image).includes(0))
  return (
    <section className="next-invitation" aria-label={t('failure.card')}>
      <span>{t(`failure.${id}.title`)}</span>
      <button type="button" className="button primary" onClick={() => useSheet.setState({ sheet: 'lessons' })}>
        {t(untouched ? 'failure.look' : 'failure.whatNext')}
      </button>
    </section>
  )
}

function NextOfQuestions() {
  const t = useT()
  const { shown, done, open } = useQuestions()
  const setPreferences = usePreferences((state) => state.setPreferences)
  const ready = useImageStore((state) => state.ready)
  const prediction = useLessons(({ predictions }) => (open === null ? undefined : predictions[open]))
  const over = shown.every((id) => done.includes(id)) && prediction === undefined
  if (open === null || over) return ready ? null : <div className="next-invitation" />
  return (
    <section
      className={prediction === undefined ? 'next-invitation' : 'next-invitation is-asked'}
      aria-label={t('app.invitations')}
    >
      <NextStep id={open} />
      <button
        type="button"
        className="icon-button"
        aria-label={t('app.invitationsClose')}
        title={t('app.invitationsClose')}
        onClick={() => setPreferences({ invitationsDismissed: true })}
      >
        <Icon name="close" />
      </button>
    </section>
  )
}

function NextStep({ id }: { readonly id: QuestionId }) {
  const t = useT()
  const prediction = useLessons(({ predictions }) => predictions[id])
  const subject = useSubject(id, prediction)
  const stepsDone = prediction?.first.stepsDone ?? 0
  const { possible, press } = useStep(id, stepsDone, prediction)
  const words = lessonWords(t, id, subject, prediction?.first.shown ?? null)
  const openSheet = () => {
    openQuestion(id)
    useSheet.setState({ sheet: 'lessons' })
  }
  const verdict = prediction?.first.shown?.verdict
  const phase = phaseOf(id, prediction)
  const step = LESSON_QUESTIONS[id].steps[stepsDone]?.name
  if (phase === 'do' && step !== undefined) {
    return (
      <>
        <span>{possible ? words.part('title') : words.option('wait', step)}</span>
        <button type="button" className="button primary" disabled={!possible} onClick={press}>
          {words.option('step', step)}
        </button>
      </>
    )
  }
  if (phase === 'watch') {
    return (
      <>
        <span role="status">{prediction !== undefined && awaitedWords(t, words, prediction)}</span>
        <SkipAhead id={id} />
      </>
    )
  }
  const settled = verdict != null
  const said = settled && verdict.outcome === prediction?.choice ? 'lesson.asPredicted' : 'lesson.otherwise'
  return (
    <>
      <span>{settled ? t(said) : subject === null ? <NotYet id={id} /> : words.part('ask')}</span>
      <button type="button" className="button" disabled={!settled && subject === null} onClick={openSheet}>
        {t(settled ? 'lesson.seeVerdict' : 'lesson.answer')}
      </button>
    </>
  )
}

/** What is asked here, what of it is settled, and which question is unfolded. */
function useQuestions() {
  useEffect(keepJudging, [])
  const done = usePreferences((state) => state.invitationsDone)
  const offered = useOffered()
  const chosen = useLessons((state) => state.open)
  const asked = useLessons((state) => state.predictions)
  const shown = questionIds.filter((id) => offered.includes(id) || asked[id] !== undefined || done.includes(id))
  const first = shown.find((id) => !done.includes(id)) ?? shown[0] ?? null
  const open = chosen !== null && shown.includes(chosen) ? chosen : first
  return { shown, done, open }
}

function nextAfter(id: QuestionId, shown: readonly QuestionId[], done: readonly QuestionId[]): QuestionId | null {
  const from = shown.indexOf(id)
  const inTurn = [...shown.slice(from + 1), ...shown.slice(0, from)]
  return inTurn.find((each) => !done.includes(each)) ?? null
}

const LOOK_EVERY_MS = 250

/**
 * Those that can be asked in the cluster on show. What could be asked once stays offered as long as the run does: in a
 * cluster that is still being made, or seen from before that, nothing can be asked yet.
 */
function useOffered(): readonly QuestionId[] {
  const [offered, setOffered] = useState<readonly QuestionId[]>(() => (isUnderWay() ? lastOffered : stillOffered([])))
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    let lookedAtMs = 0
    const look = () => {
      timer = undefined
      lookedAtMs = performance.now()
      // What is being answered may make another question possible: the count moves between two, never in the middle.
      if (!isUnderWay()) setOffered(stillOffered)
    }
    look()
    const forget = useImageStore.subscribe((state, before) => {
      // Another run begins anew.
      if (state.ready && !before.ready) setOffered(stillOffered([]))
      // With every record a row of some partition is another one: that is no reason to ask anew in each frame.
      else if (state.image !== before.image) timer ??= setTimeout(look, lookedAtMs + LOOK_EVERY_MS - performance.now())
    })
    return () => {
      clearTimeout(timer)
      forget()
    }
  }, [])
  lastOffered = offered
  const underWay = useLessons(isUnderWay)
  useEffect(() => {
    if (!underWay) setOffered(stillOffered)
  }, [underWay])
  return offered
}

/** Who opens them again in the middle of an answer finds the same. */
let lastOffered: readonly QuestionId[] = []

/** Something was done about a prediction, and what comes of it is not told yet. */
function isUnderWay({ predictions } = useLessons.getState()): boolean {
  return Object.values(predictions).some(({ first }) => first.stepsDone > 0 && first.shown === null)
}

/** The same list while nothing new can be asked. */
function stillOffered(before: readonly QuestionId[]): readonly QuestionId[] {
  const { image, ready } = useImageStore.getState()
  const possible = ready ? [...questionsFor(image), ...questionsSuiting(image)] : []
  const now = questionIds.filter((id) => before.includes(id) || possible.includes(id))
  return now.length === before.length ? before : now
}
