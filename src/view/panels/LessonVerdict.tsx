import { useEffect, useRef } from 'react'
import { type Translate, useT } from '../../i18n/index.ts'
import type { QuestionId } from '../../lessons/question-ids.ts'
import { LESSON_QUESTIONS } from '../../lessons/registry.ts'
import { useBeside } from '../../store/beside-store.ts'
import { useImageStore } from '../../store/image-store.ts'
import { askAgain, openQuestion, showTrial, tryAgain } from '../../store/lessons-store.ts'
import { usePlaybackStore } from '../../store/playback-store.ts'
import type { Judged, Prediction, Trial } from '../../store/predictions-store.ts'
import { useSelectionStore } from '../../store/selection-store.ts'
import { useSession } from '../../store/session-store.ts'
import { showBeside } from '../../store/show-beside.ts'
import { eraKey } from '../parts/era-key.ts'
import { Prose } from '../parts/Prose.tsx'
import { wordFor } from '../parts/word-for.ts'
import { lessonWords } from './lesson-words.ts'

interface VerdictProps {
  readonly id: QuestionId
  readonly prediction: Prediction
  readonly next: QuestionId | null
}

/** What the engine found to have come of it, in words, and where to go from there. */
export function LessonVerdict({ id, prediction, next }: VerdictProps) {
  const t = useT()
  const { first, again } = prediction
  const place = useRef<HTMLDivElement>(null)
  const found = [first, again].filter((trial) => trial?.shown?.verdict != null).length
  const foundBefore = useRef(found)
  // What somebody waits for may come below the edge of the panel. What was there already is where it was.
  useEffect(() => {
    if (found > foundBefore.current) place.current?.scrollIntoView?.({ block: 'nearest' })
    foundBefore.current = found
  }, [found])
  return (
    <div className="lesson-verdict" role="status" ref={place}>
      {first.shown?.verdict != null && (
        <>
          <Found id={id} prediction={prediction} judged={first.shown} />
          <div className="lesson-links">
            <Links id={id} prediction={prediction} />
            {next !== null && (
              <button type="button" className="button" onClick={() => openQuestion(next)}>
                {t('lesson.next')}
              </button>
            )}
          </div>
          {again !== null && <Again id={id} prediction={prediction} trial={again} />}
        </>
      )}
    </div>
  )
}

interface FoundProps {
  readonly id: QuestionId
  readonly prediction: Prediction
  readonly judged: Judged
}

function Found({ id, prediction: { choice, subject }, judged }: FoundProps) {
  const t = useT()
  const words = lessonWords(t, id, subject, judged)
  const outcome = judged.verdict?.outcome ?? ''
  const stillSo = useStillSo(judged)
  return (
    <>
      <p className="lesson-said">
        <strong>{t(choice === outcome ? 'lesson.asPredicted' : 'lesson.otherwise')}</strong>
      </p>
      <p>
        <Prose text={words.option('outcome', outcome)} />
      </p>
      {choice !== outcome && words.has('belief', choice) && (
        <dl className="lesson-belief">
          <dt className="muted">{t('lesson.belief')}</dt>
          <dd>
            <q>
              <Prose text={words.option('belief', choice)} />
            </q>
          </dd>
          <dt className="muted">{t('lesson.truth')}</dt>
          <dd>
            <Prose text={words.option('truth', choice)} />
          </dd>
        </dl>
      )}
      {words.also !== null && stillSo && (
        <p className="muted">
          <Prose text={words.also} />
        </p>
      )}
    </>
  )
}

/** Whether the instant on show is one at which the clients still wait: theirs is a patience that ends. */
function useStillSo({ branchId, verdict }: Judged): boolean {
  const onShow = usePlaybackStore(({ playback }) => playback.branchId)
  const untilUs = (verdict?.atUs ?? 0) + Number(verdict?.also?.facts.timeout ?? Infinity) * 1_000_000
  return useImageStore(({ atUs }) => atUs < untilUs) && onShow === branchId
}

function Links({ id, prediction }: Omit<VerdictProps, 'next'>) {
  const t = useT()
  const { first, again, subject } = prediction
  const happeningId = first.shown?.verdict?.happeningId ?? 0
  const onShow = usePlaybackStore(({ playback }) => playback.branchId)
  const variation = useImageStore(({ image }) =>
    again === null ? (LESSON_QUESTIONS[id].variation?.(image, subject)?.name ?? null) : null,
  )
  const here = onShow === first.branchId
  return (
    <>
      {happeningId > 0 && here && (
        <button
          type="button"
          className="button"
          onClick={() => useSelectionStore.getState().select({ kind: 'happening', id: String(happeningId) })}
        >
          {t('lesson.why')}
        </button>
      )}
      {!here && (
        <button type="button" className="button" onClick={() => showTrial(first)}>
          {t('lesson.onBranch')}
        </button>
      )}
      {variation !== null && here && (
        <button type="button" className="button" onClick={() => void tryAgain(id)}>
          {t(`lesson.again.${variation as 'acksAll'}`)}
        </button>
      )}
      <button type="button" className="button quiet" onClick={() => askAgain(id)}>
        {t('lesson.askAgain')}
      </button>
    </>
  )
}

interface AgainProps {
  readonly id: QuestionId
  readonly prediction: Prediction
  readonly trial: Trial
}

/** The other run's outcome, below the first's. */
function Again({ id, prediction, trial }: AgainProps) {
  const t = useT()
  const onShow = usePlaybackStore(({ playback }) => playback.branchId)
  const beside = useBeside((state) => state.branchId)
  const other = onShow === trial.branchId ? prediction.first.branchId : trial.branchId
  const words = lessonWords(t, id, prediction.subject, trial.shown)
  return (
    <div className="lesson-again">
      <h4>{t('lesson.again.acksAll')}</h4>
      <p className="muted">{acksAllMeans(t)}</p>
      {trial.shown === null ? (
        <p className="muted">{t('lesson.again.watching')}</p>
      ) : (
        <p>{words.option('outcome', trial.shown.verdict?.outcome ?? '')}</p>
      )}
      <div className="lesson-links">
        {beside !== other && (
          <button type="button" className="button" title={t('beside.showHelp')} onClick={() => showBeside(other)}>
            {t('beside.show')}
          </button>
        )}
        {onShow !== trial.branchId && (
          <button type="button" className="button" onClick={() => showTrial(trial)}>
            {t('lesson.onBranch')}
          </button>
        )}
      </div>
    </div>
  )
}

/** What else comes with it is a default of some versions only. */
function acksAllMeans(t: Translate): string {
  const own = `lesson.again.acksAllMeans.${eraKey(useSession.getState().profile ?? '')}`
  return wordFor(t, own) ?? t('lesson.again.acksAllMeans')
}
