import { useT } from '../../../i18n/index.ts'
import { useSelectionStore } from '../../../store/selection-store.ts'
import { isUp } from '../../stage/actions.ts'
import { Menu } from '../../stage/Menu.tsx'
import { PowerButton } from '../../stage/PowerButton.tsx'
import { place } from '../../stage/place.ts'
import { statusShapes, statusWord } from '../../stage/words.ts'
import type { CardProps } from '../kind-view.ts'
import '../chip.css'

/** A node as one slim line: its name, how it is, and what can be done to it. */
export function NodeChip({ card: { kind, id, rect }, image }: CardProps) {
  const t = useT()
  const selected = useSelectionStore(({ selection }) => selection?.kind === kind && selection.id === id)
  const select = useSelectionStore((state) => state.select)
  const node = image.nodes.get(id)
  if (node === undefined) return null
  const { status, slowdownUs } = node
  const classes = ['chip', isUp(status) ? '' : 'is-down', selected ? 'is-selected' : '']
  return (
    <div className={classes.join(' ')} style={place(rect)}>
      <button
        type="button"
        className="chip-name"
        aria-pressed={selected}
        aria-label={`${id}, ${statusWord(t, status)}`}
        onClick={() => select({ kind, id })}
      >
        <span aria-hidden="true" className="chip-shape">
          {statusShapes[status]}
        </span>
        <b>{id}</b>
        <span className="chip-word">{statusWord(t, status)}</span>
      </button>
      <Menu
        className="icon-button is-small"
        label={t('stage.menu.more', { name: id })}
        entries={(parts) => parts.serverMenu(t, id, status, slowdownUs)}
      >
        <span aria-hidden="true">⋯</span>
      </Menu>
      <PowerButton node={id} status={status} small />
    </div>
  )
}
