import { useT } from '../../i18n/index.ts'
import { pause, play } from '../../store/engine.ts'
import { usePlaybackStore } from '../../store/playback-store.ts'
import { Icon } from '../parts/Icon.tsx'
import { useDeferredParts } from '../parts/use-deferred-parts.ts'
import { Clock } from './Clock.tsx'
import { Scrubber } from './Scrubber.tsx'
import { SpeedControl } from './SpeedControl.tsx'
import { StepButton } from './StepButton.tsx'
import { TimelineMore } from './TimelineMore.tsx'
import './timeline.css'

/** The bar below the stage: where in simulated time the reader is. `compact` is the embed's. */
export function Timeline({ compact = false }: { readonly compact?: boolean }) {
  const t = useT()
  const EventButton = useDeferredParts()?.NamedStepButton ?? StepButton
  const playing = usePlaybackStore((state) => state.playback.state === 'playing')
  return (
    <section className={compact ? 'timeline compact' : 'timeline'} aria-label={t('timeline.label')}>
      <div className="timeline-bar">
        <div className="transport">
          {!compact && <EventButton icon="eventBack" label={t('timeline.eventBack')} direction="back" to="event" />}
          <StepButton icon="stepBack" label={t('timeline.stepBack')} direction="back" to="happening" />
          <button
            type="button"
            className="play-button"
            aria-label={t(playing ? 'timeline.pause' : 'timeline.play')}
            title={t(playing ? 'timeline.pause' : 'timeline.play')}
            onClick={playing ? pause : play}
          >
            <Icon name={playing ? 'pause' : 'play'} size={18} />
          </button>
          <StepButton icon="stepForward" label={t('timeline.stepForward')} direction="forward" to="happening" />
          {!compact && (
            <EventButton icon="eventForward" label={t('timeline.eventForward')} direction="forward" to="event" />
          )}
        </div>
        <Clock />
        <Scrubber />
        <SpeedControl />
        {!compact && <TimelineMore placement="above" />}
      </div>
    </section>
  )
}
