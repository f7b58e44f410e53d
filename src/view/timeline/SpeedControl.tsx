import { useT } from '../../i18n/index.ts'
import { setSpeed } from '../../store/engine.ts'
import { usePlaybackStore } from '../../store/playback-store.ts'
import { formatPace } from '../parts/format-time.ts'
import { Popover } from '../parts/Popover.tsx'
import { speedPanel } from './speed-panel.ts'
import { usePaceWord } from './use-pace-word.ts'

/** How fast simulated time passes: chosen, or found by auto pace, which is told in words; the factor is in the panel. */
export function SpeedControl() {
  const t = useT()
  const speed = usePlaybackStore((state) => state.playback.speed)
  const word = usePaceWord()
  const autoPace = usePlaybackStore((state) => state.playback.autoPace)
  const awaitsEngine = usePlaybackStore((state) => state.playback.awaitsEngine === true)
  const Panel = speedPanel.use()
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
        {() => Panel !== null && <Panel />}
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
