import { useId } from 'react'
import { useT } from '../../i18n/index.ts'
import { setSpeed } from '../../store/engine.ts'
import { usePlaybackStore } from '../../store/playback-store.ts'
import { formatPace } from '../parts/format-time.ts'
import { nearestSpeedIndex, speeds } from './speeds.ts'

/** The speed to choose, and the factor that is in force. */
export function SpeedPanel() {
  const t = useT()
  const speed = usePlaybackStore((state) => state.playback.speed)
  const autoPace = usePlaybackStore((state) => state.playback.autoPace)
  // To the nearest offered speed: auto pace changes with every frame, and nobody reads that fast.
  const pace = usePlaybackStore((state) => speeds[nearestSpeedIndex(state.playback.pace)]!)
  const selectId = useId()
  const sliderId = useId()
  const index = nearestSpeedIndex(speed)
  const choose = (chosen: number) => setSpeed(speeds[chosen]!, autoPace)
  return (
    <div className="speed-panel">
      <label htmlFor={selectId}>{t('timeline.speed')}</label>
      <select id={selectId} value={index} onChange={(event) => choose(Number(event.target.value))}>
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
        onChange={(event) => choose(Number(event.target.value))}
      />
      <p className="muted">{t('timeline.speedNow', { pace: formatPace(pace) })}</p>
    </div>
  )
}
