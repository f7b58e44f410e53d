import { useT } from '../../../i18n/index.ts'
import type { ClusterImage, ZooKeeperImage } from '../../../kafka/observe/cluster-image.ts'
import { useSelectionStore } from '../../../store/selection-store.ts'
import { Countdown } from '../../parts/Countdown.tsx'
import { waitWords } from '../../parts/wait-text.ts'
import { isUp } from '../../stage/actions.ts'
import { Menu } from '../../stage/Menu.tsx'
import type { MenuParts } from '../../stage/menu-parts.ts'
import { PowerButton } from '../../stage/PowerButton.tsx'
import { place } from '../../stage/place.ts'
import { statusShapes, statusWord } from '../../stage/words.ts'
import type { CardProps } from '../kind-view.ts'
import { EnsembleShape } from './EnsembleShape.tsx'
import { networkEntry } from './network-entry.ts'
import { soonestSession } from './soonest-session.ts'
import { zookeeperRole } from './zookeeper-words.ts'
import '../chip.css'
import './zookeeper.css'

/** Narrower than this there is room for the name and the power button only; the inspector has the rest. */
const LEAST_MENU_PX = 110
/** The same where buttons are made for fingers. */
const LEAST_TOUCH_MENU_PX = 150
const TOUCH_HEIGHT_PX = 40
const LEAST_WORD_PX = 130
/** Beside the role an epoch, and beside the ring of a silent session how long it has been silent. */
const LEAST_EPOCH_PX = 190
const LEAST_SECONDS_PX = 180

/** A ZooKeeper server as one slim line: whether it leads, and the session that ends next. */
export function ZooKeeperChip({ card: { kind, id: node, rect }, image, atUs }: CardProps) {
  const t = useT()
  const selected = useSelectionStore(({ selection }) => selection?.kind === kind && selection.id === node)
  const select = useSelectionStore((state) => state.select)
  const server = image.zookeepers.get(node)
  if (server === undefined) return null
  const { status } = server
  const up = isUp(status)
  const leads = up && server.serving && server.role !== 'following'
  const word = status === 'running' ? zookeeperRole(t, server) : statusWord(t, status)
  const tall = rect.height > TOUCH_HEIGHT_PX
  const silent = soonestSession(server)
  const classes = ['chip', leads ? 'is-active' : '', up ? '' : 'is-down', selected ? 'is-selected' : '']
  if (status === 'running' && !server.serving) classes.push('is-lost')
  return (
    <div className={classes.join(' ')} style={place(rect)}>
      <button
        type="button"
        className="chip-name"
        aria-pressed={selected}
        aria-label={[
          t('zookeeper.label', { server: node, state: word, zxid: server.zxid }),
          ...waitWords(t, 'stage.wait.session', silent, atUs),
        ].join(', ')}
        onClick={() => select({ kind, id: node })}
      >
        {up ? (
          <EnsembleShape leads={leads} />
        ) : (
          <span aria-hidden="true" className="chip-shape">
            {statusShapes[status]}
          </span>
        )}
        <b>zk{server.id}</b>
        {silent !== null && <SilentSession silent={silent} wide={rect.width >= LEAST_SECONDS_PX} />}
        {(silent === null || tall) && (rect.width > LEAST_WORD_PX || tall) && <span className="chip-word">{word}</span>}
        {silent === null && leads && server.epoch > 0 && rect.width > LEAST_EPOCH_PX && (
          <span className="chip-epoch">{t('stage.lane.epoch', { epoch: server.epoch })}</span>
        )}
      </button>
      {rect.width >= (tall ? LEAST_TOUCH_MENU_PX : LEAST_MENU_PX) && (
        <ServerMenu server={server} image={image} slowdownUs={image.nodes.get(node)?.slowdownUs ?? 0} />
      )}
      <PowerButton node={node} status={status} small />
    </div>
  )
}

/** How long a session that is silent still lasts. */
function SilentSession({
  silent,
  wide,
}: {
  readonly silent: ZooKeeperImage['silent'][number]
  readonly wide: boolean
}) {
  return (
    <span className="chip-session">
      <Countdown wait={silent} text="stage.wait.seconds" outcome="stage.wait.zookeeperSession" ringOnly={!wide} />
    </span>
  )
}

interface ServerMenuProps {
  readonly server: ZooKeeperImage
  readonly image: ClusterImage
  readonly slowdownUs: number
}

function ServerMenu({ server: { node, status }, image, slowdownUs }: ServerMenuProps) {
  const t = useT()
  const entries = (parts: MenuParts) => [
    ...parts.serverMenu(t, node, status, slowdownUs),
    ...(isUp(status) ? [networkEntry(t, node, image)] : []),
  ]
  return (
    <Menu className="icon-button is-small" label={t('stage.menu.more', { name: node })} entries={entries}>
      <span aria-hidden="true">⋯</span>
    </Menu>
  )
}
