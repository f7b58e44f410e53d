import { useT } from '../../i18n/index.ts'
import type { NodeStatus } from '../../kafka/observe/cluster-image.ts'
import { sendCommand } from '../../store/engine.ts'
import { isUp, powerCommand } from './actions.ts'

/** Cuts the power of what runs and starts what does not; a process alone is killed from the menu. */
export function PowerButton({ node, status, small }: { node: string; status: NodeStatus; small: boolean }) {
  const t = useT()
  const up = isUp(status)
  const classes = ['power', small ? 'is-small' : '', up ? 'is-on' : 'is-off'].filter((each) => each !== '')
  return (
    <button
      type="button"
      className={classes.join(' ')}
      aria-pressed={up}
      aria-label={t('stage.power', { name: node })}
      title={t(status === 'paused' ? 'stage.menu.resume' : up ? 'stage.power.cut' : 'stage.power.start')}
      onClick={() => void sendCommand(powerCommand(node, status))}
    >
      <svg viewBox="0 0 20 20" width="16" height="16" aria-hidden="true" focusable="false">
        <path
          d="M10 2.5v7M5.6 5.2a6.4 6.4 0 1 0 8.8 0"
          fill="none"
          stroke="currentColor"
          strokeWidth="2"
          strokeLinecap="round"
        />
      </svg>
    </button>
  )
}
