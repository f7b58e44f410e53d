import { Fragment, useRef } from 'react'
import { type Translate, useT } from '../../i18n/index.ts'
import type { FailureId } from '../../scenarios/failures/failure-ids.ts'
import { useBeside } from '../../store/beside-store.ts'
import { openDialog } from '../../store/dialog-store.ts'
import { doFailureStep, gestureOf, possibleSteps, skipInFailure } from '../../store/failure.ts'
import { useImageStore } from '../../store/image-store.ts'
import { eraOnShow, failureLink, openFailure } from '../../store/other-runs.ts'
import { useSession } from '../../store/session-store.ts'
import { EraButtons } from '../beside/EraButtons.tsx'
import { copyLink } from '../parts/copy-link.ts'
import { Icon } from '../parts/Icon.tsx'
import { Prose } from '../parts/Prose.tsx'
import { SkipButton } from '../parts/SkipButton.tsx'
import { wordFor } from '../parts/word-for.ts'
import { stepText } from './step-text.ts'
import './failures.css'

interface FailureCardProps {
  readonly id: FailureId
  /** Something was done, or is waited for: who stands over the stage may leave. */
  readonly onDone?: () => void
}

/** Beside the stage of a failure story: what it asks, what there is to do now, and what Kafka does, once somebody wants to know. */
export function FailureCard({ id, onDone = () => undefined }: FailureCardProps) {
  const t = useT()
  const again = () => void openFailure(id, eraOnShow(), useBeside.getState().era)
  return (
    <div className="failure-card">
      <p className="lesson-phase">{t('failure.card')}</p>
      <h2>{t(`failure.${id}.title`)}</h2>
      <p className="lesson-ask">
        <Prose text={questionOf(id, useSession(eraIsOlder), t)} />
      </p>
      <FailureSteps id={id} onDone={onDone} />
      <FailureAnswer id={id} />
      <div className="failure-tools">
        <button type="button" className="button quiet" onClick={again}>
          <Icon name="undo" size={14} /> {t('failure.again')}
        </button>
        <EraButtons className="button quiet" />
        <button type="button" className="button quiet" onClick={() => void copyLink(failureLink(id), t)}>
          {t('failure.copyLink')}
        </button>
        <button type="button" className="button quiet" onClick={() => openDialog({ name: 'newCluster' })}>
          {t('failure.all')}
        </button>
      </div>
    </div>
  )
}

/** Only what can be done now; it changes with the cluster, also where somebody does it by other means or goes back. */
export function FailureSteps({ id, onDone }: Required<FailureCardProps>) {
  const t = useT()
  const possible = useImageStore(({ image, ready }) => (ready ? possibleSteps(id, image).join() : ''))
  const steps = possible === '' ? [] : possible.split(',').map(Number)
  const place = useRef<HTMLDivElement>(null)
  const press = (step: number) => {
    // The button goes with what it did; the keyboard stays here.
    place.current?.focus()
    void doFailureStep(id, step)
    onDone()
  }
  const skip = () => {
    onDone()
    return skipInFailure(id)
  }
  return (
    <div className="lesson-steps" ref={place} tabIndex={-1}>
      {steps.map((step) => (
        <button key={step} type="button" className="button primary" onClick={() => press(step)}>
          <Prose text={stepText(gestureOf(id, step) ?? [], t)} />
        </button>
      ))}
      {steps.length === 0 && <p className="muted">{t('failure.waiting')}</p>}
      <SkipButton label="failure.skip" skip={skip} />
    </div>
  )
}

/** Folded: who reads the answer first has nothing left to predict. */
function FailureAnswer({ id }: { readonly id: FailureId }) {
  const t = useT()
  const older = wordFor(t, `failure.${id}.older`)
  const olderAtHand = useSession(eraIsOlder)
  const answers = [
    { era: t('failure.newer'), answer: t(`failure.${id}.answer`) },
    { era: t('failure.older'), answer: older },
  ]
  return (
    // Unfolded, it may reach below the edge of the panel.
    <details
      className="failure-answer"
      onToggle={({ currentTarget }) => {
        if (currentTarget.open) currentTarget.scrollIntoView?.({ block: 'nearest' })
      }}
    >
      <summary>{t('failure.showAnswer')}</summary>
      {older === null ? (
        <p>
          <Prose text={t(`failure.${id}.answer`)} />
        </p>
      ) : (
        <dl>
          {(olderAtHand ? answers.toReversed() : answers).map(({ era, answer }) => (
            <Fragment key={era}>
              <dt>{era}</dt>
              <dd>
                <Prose text={answer ?? ''} />
              </dd>
            </Fragment>
          ))}
        </dl>
      )}
    </details>
  )
}

/** Where the older version has other parts to speak of, it is asked in their words. */
function questionOf(id: FailureId, older: boolean, t: Translate): string {
  return (older ? wordFor(t, `failure.${id}.olderQuestion`) : null) ?? t(`failure.${id}.question`)
}

function eraIsOlder({ profile }: { readonly profile: string | null }): boolean {
  return profile === 'kafka-2.5'
}
