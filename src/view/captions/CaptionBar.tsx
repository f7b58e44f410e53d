import { useT } from '../../i18n/index.ts'
import type { Beat } from '../../kafka/observe/stories/beat.ts'
import { play, seek } from '../../store/engine.ts'
import { useImageStore } from '../../store/image-store.ts'
import { usePlaybackStore } from '../../store/playback-store.ts'
import { usePreferences } from '../../store/preferences-store.ts'
import { useSelectionStore } from '../../store/selection-store.ts'
import { beatWith, continueStory, goToBeat } from '../../store/stories-store.ts'
import { type Told, toldIn, useStories } from '../../store/told-stories.ts'
import type { Stepped } from '../../worker/port.ts'
import { formatClock } from '../parts/format-time.ts'
import { Icon } from '../parts/Icon.tsx'
import { Prose } from '../parts/Prose.tsx'
import { captionText } from './caption-text.ts'
import { standingText } from './standing-text.ts'
import { stepText } from './step-text.ts'
import { useCalmBeat } from './use-calm-beat.ts'
import './captions.css'

/** Played again, a story begins a little before its first moment, so that the moment itself is seen. */
const RUN_UP_US = 300_000

/** Says what happens, in one sentence, and lets the reader go back to each moment of its story. */
export function CaptionBar() {
  const t = useT()
  const state = useStories()
  const told = toldIn(state)
  const { held } = state
  const stepped = usePlaybackStore((playback) => playback.stepped)
  // On a phone it keeps the height of a story while one is told, so that the stage stands still from beat to beat.
  const tells = stepped !== null || told !== null
  const classes = ['caption-bar', held ? 'is-held' : '', tells ? 'has-stories' : '']
  return (
    <section className={classes.join(' ')} aria-label={t('caption.label')}>
      {stepped !== null ? (
        <SteppedTo stepped={stepped} />
      ) : told !== null ? (
        <ToldBeat told={told} held={held} />
      ) : (
        <Standing />
      )}
    </section>
  )
}

function Standing() {
  const t = useT()
  const text = useImageStore(({ image }) => standingText(image, t))
  return (
    <p className="caption-text muted">
      <Prose text={text ?? t('caption.quiet')} />
    </p>
  )
}

/** Where a step has led: to a beat of a story, which is told as it always is, or to what no story is made of. */
function SteppedTo({ stepped }: { readonly stepped: Stepped }) {
  const state = useStories()
  const beat = stepped.what === 'happening' ? beatWith(stepped.happeningId) : null
  const told = beat === null ? null : toldIn({ ...state, toldId: beat.happeningId })
  return told === null ? <StepSentence stepped={stepped} /> : <ToldBeat told={told} held={false} stepped={stepped} />
}

/** A screen reader hears it at once, since its reader has asked for it. */
function StepSentence({ stepped }: { readonly stepped: Stepped }) {
  const t = useT()
  const happenings = useImageStore((state) => state.happenings)
  return (
    <p className="caption-text" role="status">
      <span className="mono muted">{formatClock(useImageStore.getState().atUs)}</span>{' '}
      {'number' in stepped && (
        <span className="mono muted">{t('caption.step.number', { number: stepped.number })} </span>
      )}
      <Prose text={stepText(stepped, happenings, t)} />
    </p>
  )
}

interface ToldBeatProps {
  readonly told: Told
  readonly held: boolean
  /** The reader has come here by a step. */
  readonly stepped?: Stepped
}

function ToldBeat({ told, held, stepped }: ToldBeatProps) {
  const t = useT()
  const beat = useCalmBeat(told.beat)
  return (
    <>
      <Beats told={told} current={beat} />
      {stepped === undefined ? (
        <p className="caption-text">
          <span className="mono muted">{formatClock(beat.atUs)}</span> <Instant told={told} />
          <Prose text={captionText(beat, t)} />
        </p>
      ) : (
        <StepSentence stepped={stepped} />
      )}
      <div className="caption-tools">
        {held ? (
          <HeldTools />
        ) : (
          <>
            <button
              type="button"
              className="button quiet caption-ask"
              aria-label={`${t('caption.why')} ${captionText(beat, t)}`}
              onClick={() => askWhy(beat)}
            >
              {t('caption.why')}
            </button>
            <button type="button" className="button quiet" title={t('caption.replayHelp')} onClick={() => replay(told)}>
              <Icon name="undo" size={14} /> {t('caption.replay')}
            </button>
          </>
        )}
      </div>
    </>
  )
}

/**
 * Where several beats are of one instant, which of them this is: the picture shows what all of them led to, and a reader
 * who sees a new leader while its fencing is told must not look for the order in it.
 */
function Instant({ told: { beats, beat } }: { readonly told: Told }) {
  const t = useT()
  const together = beats.filter(({ atUs }) => atUs === beat.atUs)
  if (together.length < 2) return null
  const number = together.findIndex(({ happeningId }) => happeningId === beat.happeningId) + 1
  return <span className="muted">{t('caption.instant', { number, total: together.length })} </span>
}

/** One dot a beat; each leads to its moment. */
function Beats({ told: { beats, story, index }, current }: { readonly told: Told; readonly current: Beat }) {
  const t = useT()
  const total = beats.length
  return (
    <ol className="caption-beats">
      {beats.map((beat, place) => {
        const later = place >= story.beats.length
        const label = t('caption.beat', {
          number: place + 1,
          total,
          text: captionText(place === index ? current : beat, t),
        })
        return (
          <li key={beat.happeningId}>
            <button
              type="button"
              className={later ? 'is-later' : undefined}
              aria-current={place === index ? 'step' : undefined}
              aria-label={label}
              title={label}
              onClick={() => goTo(beat)}
            />
          </li>
        )
      })}
    </ol>
  )
}

function HeldTools() {
  const t = useT()
  const setPreferences = usePreferences((state) => state.setPreferences)
  return (
    <>
      <span className="muted caption-why-held">{t('caption.paused')}</span>
      <button type="button" className="button primary" onClick={continueStory}>
        <Icon name="play" size={14} /> {t('caption.continue')}
      </button>
      <button
        type="button"
        className="button quiet"
        onClick={() => {
          setPreferences({ pauseAtBeats: false })
          continueStory()
        }}
      >
        {t('caption.noPauses')}
      </button>
    </>
  )
}

function askWhy(beat: Beat): void {
  useSelectionStore.getState().select({ kind: 'happening', id: String(beat.happeningId) })
}

function goTo(beat: Beat): void {
  goToBeat(beat)
  askWhy(beat)
}

function replay({ story }: Told): void {
  seek((story.beats[0]?.atUs ?? 0) - RUN_UP_US)
  play()
}
