import { useT } from '../../i18n/index.ts'
import type { ClusterImage, ControllerImage } from '../../kafka/observe/cluster-image.ts'
import { sendCommand } from '../../store/engine.ts'
import { useSelectionStore } from '../../store/selection-store.ts'
import type { Rect } from '../layout/geometry.ts'
import type { StageLayout } from '../layout/stage-layout.ts'
import { isUp, powerCommand } from './actions.ts'
import { PowerIcon } from './BrokerCard.tsx'
import { Menu } from './Menu.tsx'
import { serverMenu } from './node-menu.ts'
import { place } from './place.ts'
import { controllerRole, statusShapes, statusWord } from './words.ts'

/** Narrower than this there is room for the name and the power button only; the inspector has the rest. */
const LEAST_MENU_PX = 110

/** The controllers' quorum as one slim row: who leads it, and in which epoch. */
export function ControllerStrip({ layout, image }: { layout: StageLayout; image: ClusterImage }) {
  const t = useT()
  if (layout.controllers.length === 0) return null
  const titled = layout.controllers[0]!.rect.x > layout.controllerStrip.x
  return (
    <section aria-label={t('stage.controllers')}>
      {titled && (
        <span className="strip-title" style={place(layout.controllerStrip)}>
          {t('stage.controllers')}
        </span>
      )}
      {layout.controllers.map(({ node, rect }) => {
        const controller = image.controllers.get(node)
        return controller === undefined ? null : <ControllerChip key={node} controller={controller} rect={rect} />
      })}
    </section>
  )
}

function ControllerChip({ controller, rect }: { controller: ControllerImage; rect: Rect }) {
  const t = useT()
  const { node, status } = controller
  const selected = useSelectionStore(({ selection }) => selection?.kind === 'controller' && selection.id === node)
  const select = useSelectionStore((state) => state.select)
  const up = isUp(status)
  const active = up && controller.role === 'leader'
  const word = status === 'running' ? controllerRole(t, controller.role) : statusWord(t, status)
  const classes = ['controller', active ? 'is-active' : '', up ? '' : 'is-down', selected ? 'is-selected' : '']
  return (
    <div className={classes.join(' ')} style={place(rect)}>
      <button
        type="button"
        className="controller-name"
        aria-pressed={selected}
        aria-label={t('stage.controller.label', { controller: node, state: word, epoch: controller.epoch })}
        onClick={() => select({ kind: 'controller', id: node })}
      >
        <span aria-hidden="true" className="controller-shape">
          {active ? '◆' : up ? '◇' : statusShapes[status]}
        </span>
        <b>{controller.id}</b>
        {(rect.width > 150 || rect.height > 40) && <span className="controller-word">{word}</span>}
        {active && rect.width > 190 && (
          <span className="controller-epoch">{t('stage.lane.epoch', { epoch: controller.epoch })}</span>
        )}
      </button>
      {rect.width >= LEAST_MENU_PX && (
        <Menu
          className="icon-button is-small"
          label={t('stage.menu.more', { name: node })}
          entries={serverMenu(t, node, status, 0)}
        >
          <span aria-hidden="true">⋯</span>
        </Menu>
      )}
      <button
        type="button"
        className={up ? 'power is-small is-on' : 'power is-small is-off'}
        aria-pressed={up}
        aria-label={t('stage.power', { name: node })}
        title={up ? t('stage.power.kill') : t('stage.power.start')}
        onClick={() => void sendCommand(powerCommand(node, status))}
      >
        <PowerIcon />
      </button>
    </div>
  )
}
