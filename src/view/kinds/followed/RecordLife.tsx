import { useEffect, useState } from 'react'
import { useT } from '../../../i18n/index.ts'
import { askAbout, follow, seek } from '../../../store/engine.ts'
import { useFollowed } from '../../../store/followed-store.ts'
import { useImageStore } from '../../../store/image-store.ts'
import type { Biography, BiographyStep, RecordRef } from '../../../worker/questions/biography.ts'
import { formatClock, formatSince } from '../../parts/format-time.ts'
import { Prose } from '../../parts/Prose.tsx'
import { goOn } from '../../parts/tools-focus.ts'
import { ghostAt } from '../broker/ghost-cell.ts'
import type { DetailProps } from '../kind-view.ts'
import { isPicked, stepShape, stepText } from './followed-words.ts'
import './record-life.css'

/** The life of the record that is picked. Picking one is following it, also to where it is not in this log. */
export function PickedRecordLife({ id, offset = -1, image }: DetailProps) {
  const replica = image.replicas.get(id)
  const topicPartition = replica?.topicPartition
  const leaderEpoch =
    replica?.cells.find((each) => each.offset === offset)?.leaderEpoch ?? ghostAt(image, id, offset)?.leaderEpoch
  const followed = useFollowed(({ places }) => (isPicked(places, id, offset) ? places.record : null))
  useEffect(() => {
    if (topicPartition !== undefined && leaderEpoch !== undefined) follow({ topicPartition, offset, leaderEpoch })
  }, [topicPartition, leaderEpoch, offset])
  if (followed !== null) return <RecordLife record={followed} />
  if (topicPartition === undefined || leaderEpoch === undefined) return null
  return <RecordLife record={{ topicPartition, offset, leaderEpoch }} />
}

export function FollowedRecordLife() {
  const record = useFollowed(({ places }) => places?.record ?? null)
  return record === null ? null : <RecordLife record={record} />
}

/** The run goes on, and so does the record's life: it is asked for again while that changes. */
const ASK_AGAIN_MS = 400

function useBiography(record: RecordRef): Biography | null | undefined {
  const [told, setTold] = useState<Biography | null | undefined>(undefined)
  const key = JSON.stringify(record)
  useEffect(() => {
    let there = true
    let timer: ReturnType<typeof setTimeout> | undefined
    const ask = () => {
      timer = undefined
      askAbout({ type: 'tellBiography', record: JSON.parse(key) as RecordRef }).then(
        ({ biography }) => there && setTold(biography),
        () => there && setTold(null),
      )
    }
    ask()
    const forget = useImageStore.subscribe((now, before) => {
      if (now.atUs !== before.atUs) timer ??= setTimeout(ask, ASK_AGAIN_MS)
    })
    return () => {
      there = false
      clearTimeout(timer)
      forget()
    }
  }, [key])
  return told
}

function RecordLife({ record }: { readonly record: RecordRef }) {
  const t = useT()
  const biography = useBiography(record)
  const followed = useFollowed(({ places }) => places !== null)
  const atUs = useImageStore((state) => state.atUs)
  return (
    <section className="record-life">
      <h3>{t('biography.heading')}</h3>
      {biography === undefined && <p className="muted">{t('biography.looking')}</p>}
      {biography === null && <p className="muted">{t('biography.none')}</p>}
      {biography != null && (
        <>
          <p className={`record-fate is-${biography.fate}`}>{t(`biography.fate.${biography.fate}`)}</p>
          <ol>
            {biography.steps.map((step) => (
              <Step
                key={`${step.what} ${step.atUs} ${step.node ?? step.consumer ?? step.group}`}
                {...{ step, biography, atUs }}
              />
            ))}
          </ol>
        </>
      )}
      {followed && (
        <button type="button" className="button quiet" onClick={() => follow(null)}>
          {t('following.stop')}
        </button>
      )}
    </section>
  )
}

function Step({ step, biography, atUs }: { step: BiographyStep; biography: Biography; atUs: number }) {
  const t = useT()
  const text = stepText(step, biography, t)
  const at = formatClock(step.atUs)
  const ahead = step.atUs > atUs
  const { shape, tone } = stepShape(step.what)
  const { happeningId } = step
  const [first] = biography.steps
  return (
    <li className={ahead ? 'is-ahead' : ''}>
      <button
        type="button"
        aria-label={t('biography.goTo', { at, step: ahead ? `${text} (${t('biography.ahead')})` : text })}
        onClick={() => seek(step.atUs)}
      >
        <span className={`step-shape ${tone}`} aria-hidden="true">
          {shape}
        </span>
        <span className="step-at">
          {first === undefined || first === step ? at : formatSince(step.atUs - first.atUs)}
        </span>
        <span className="step-text">
          <Prose text={text} />
        </span>
      </button>
      {happeningId !== undefined && (
        <button
          type="button"
          className="link-button small"
          onClick={() => {
            seek(step.atUs)
            goOn({ kind: 'happening', id: String(happeningId) })
          }}
        >
          {t('biography.why')}
        </button>
      )}
    </li>
  )
}
