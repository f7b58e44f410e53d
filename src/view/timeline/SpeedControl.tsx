import { useId } from 'react'
import { useT } from '../../i18n/index.ts'
import { setSpeed } from '../../store/engine.ts'
import { usePlaybackStore } from '../../store/playback-store.ts'
import { formatPace } from '../parts/format-time.ts'
import { Popover } from '../parts/Popover.tsx'
import { nearestSpeedIndex, speeds } from './speeds.ts'
import { usePaceWord } from './use-pace-word.ts'

/** How fast simulated time passes: chosen, or found by auto pace, which is told in words; the factor is in the panel. */
export function SpeedControl() {
  const t = useT()
  const speed = usePlaybackStore((state) => state.playback.speed)
  // To the nearest offered speed: auto pace changes with every frame, and nobody reads that fast.
  const pace = usePlaybackStore((state) => speeds[nearestSpeedIndex(state.playback.pace)]!)
  const word = usePaceWord()
  const autoPace = usePlaybackStore((state) => state.playback.autoPace)
  const awaitsEngine = usePlaybackStore((state) => state.playback.awaitsEngine === true)
  const selectId = useId()
  const sliderId = useId()
  const index = nearestSpeedIndex(speed)
  return (
    <div className="speed">
      <span className="visually-hidden" role="status">
        {awaitsEngine && t('timeline.awaitsEngine')}
      </span>
      <Popover
        label={t('timeline.speed')}
        className="button quiet speed-button"
        placement="above"
        button={
          <>
            <span className="wide-only muted">{t('timeline.speed')}</span>{' '}
            <strong className={autoPace ? 'pace-word' : 'mono'}>
              {awaitsEngine ? t('timeline.awaitsEngine') : autoPace ? t(`timeline.pace.${word}`) : formatPace(speed)}
            </strong>
          </>
        }
      >
        {() => (
          <div className="speed-panel">
            <label htmlFor={selectId}>{t('timeline.speed')}</label>
            <select id={selectId} value={index} onChange={(event) => choose(Number(event.target.value), autoPace)}>
              {speeds.map((offered, i) => (
                <option key={offered} value={i}>
                  {formatPace(offered)}
                </option>
              ))}
            </select>
            <label htmlFor={sliderId}>{t('timeline.speedSlider')}</label>
            <input
              id={sliderId}
              type="range"
              min={0}
              max={speeds.length - 1}
              value={index}
              aria-valuetext={formatPace(speeds[index]!)}
              onChange={(event) => choose(Number(event.target.value), autoPace)}
            />
            <p className="muted">{t('timeline.speedNow', { pace: formatPace(pace) })}</p>
          </div>
        )}
      </Popover>
      <button
        type="button"
        className="button quiet auto-pace"
        aria-pressed={autoPace}
        aria-label={t('timeline.autoPace')}
        title={t('timeline.autoPaceHelp')}
        onClick={() => setSpeed(speed, !autoPace)}
      >
        <span className="wide-only">{t('timeline.autoPace')}</span>
        <span className="narrow-only">{t('timeline.autoPaceShort')}</span>{' '}
        <strong className={autoPace ? 'ok' : 'muted'}>{t(autoPace ? 'timeline.on' : 'timeline.off')}</strong>
      </button>
    </div>
  )
}

function choose(index: number, autoPace: boolean): void {
  setSpeed(speeds[index]!, autoPace)
}
