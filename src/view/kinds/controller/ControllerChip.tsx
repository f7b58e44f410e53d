import { useT } from '../../../i18n/index.ts'
import { useSelectionStore } from '../../../store/selection-store.ts'
import { Countdown } from '../../parts/Countdown.tsx'
import { isUp } from '../../stage/actions.ts'
import { Menu } from '../../stage/Menu.tsx'
import { PowerButton } from '../../stage/PowerButton.tsx'
import { place } from '../../stage/place.ts'
import { statusShapes, statusWord } from '../../stage/words.ts'
import type { CardProps } from '../kind-view.ts'
import { controllerRole } from './controller-words.ts'
import { QuorumShape } from './QuorumShape.tsx'
import '../chip.css'

/** Narrower than this there is room for the name and the power button only; the inspector has the rest. */
const LEAST_MENU_PX = 110
/** The same where buttons are made for fingers. */
const LEAST_TOUCH_MENU_PX = 150
const TOUCH_HEIGHT_PX = 40
const LEAST_WORD_PX = 130
const LEAST_NUMBERS_PX = 230

/** A controller as one slim line: whether it leads the quorum, and in which epoch. */
export function ControllerChip({ card: { kind, id: node, rect }, image }: CardProps) {
  const t = useT()
  const selected = useSelectionStore(({ selection }) => selection?.kind === kind && selection.id === node)
  const select = useSelectionStore((state) => state.select)
  const controller = image.controllers.get(node)
  if (controller === undefined) return null
  const { status } = controller
  const up = isUp(status)
  const active = up && controller.role === 'leader'
  const word = status === 'running' ? controllerRole(t, controller.role) : statusWord(t, status)
  const classes = ['chip', active ? 'is-active' : '', up ? '' : 'is-down', selected ? 'is-selected' : '']
  return (
    <div className={classes.join(' ')} style={place(rect)}>
      <button
        type="button"
        className="chip-name"
        aria-pressed={selected}
        aria-label={t('stage.controller.label', { controller: node, state: word, epoch: controller.epoch })}
        onClick={() => select({ kind, id: node })}
      >
        {up ? (
          <QuorumShape active={active} />
        ) : (
          <span aria-hidden="true" className="chip-shape">
            {statusShapes[status]}
          </span>
        )}
        <b>{controller.id}</b>
        {(rect.width > LEAST_WORD_PX || rect.height > TOUCH_HEIGHT_PX) && <span className="chip-word">{word}</span>}
        {controller.election !== null && (
          <Countdown
            wait={controller.election}
            text="stage.wait.seconds"
            outcome="stage.wait.election"
            ringOnly={rect.width < LEAST_NUMBERS_PX}
          />
        )}
        {active && rect.width > 190 && (
          <span className="chip-epoch">{t('stage.lane.epoch', { epoch: controller.epoch })}</span>
        )}
      </button>
      {rect.width >= (rect.height > TOUCH_HEIGHT_PX ? LEAST_TOUCH_MENU_PX : LEAST_MENU_PX) && (
        <Menu
          className="icon-button is-small"
          label={t('stage.menu.more', { name: node })}
          entries={(parts) => parts.serverMenu(t, node, status, 0)}
        >
          <span aria-hidden="true">⋯</span>
        </Menu>
      )}
      <PowerButton node={node} status={status} small />
    </div>
  )
}
