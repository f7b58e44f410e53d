import { useT } from '../../i18n/index.ts'
import type { LinkImage } from '../../kafka/observe/cluster-image.ts'
import { useSelectionStore } from '../../store/selection-store.ts'
import { pointAt } from '../layout/geometry.ts'
import type { StageLayout } from '../layout/stage-layout.ts'
import type { StageWire } from '../layout/wires.ts'
import { sendLink } from './WireLayer.tsx'
import { linkLabel } from './words.ts'

export interface LinkToolsProps {
  readonly layout: StageLayout
  readonly wires: readonly StageWire[]
  readonly links: ReadonlyMap<string, LinkImage>
}

/** What can be done to the picked link, right beside it. */
export function LinkTools({ layout, wires, links }: LinkToolsProps) {
  const t = useT()
  const selection = useSelectionStore((state) => state.selection)
  if (selection?.kind !== 'link') return null
  const wire = wires.find((candidate) => candidate.link === selection.id)
  if (wire === undefined) return null
  const link = links.get(wire.link)
  const middle = { x: 0, y: 0 }
  pointAt(wire.line, 0.5, middle)
  const left = Math.min(Math.max(middle.x, 130), layout.width - 130)
  const cut = link?.cut ?? false
  const slow = (link?.extraUs ?? 0) > 0
  const held = link?.holding ?? false
  return (
    <div
      className="link-tools"
      role="toolbar"
      aria-label={linkLabel(t, wire.from, wire.to, link)}
      style={{ left, top: middle.y + 16 }}
    >
      <span className="link-tools-name">
        {wire.from} ↔ {wire.to}
      </span>
      <div className="link-tools-row">
        <button type="button" onClick={() => sendLink(cut ? 'repair' : 'cut', wire.link)}>
          {cut ? t('stage.link.repair') : t('stage.link.cut')}
        </button>
        <button type="button" onClick={() => sendLink(slow ? 'repair' : 'slow', wire.link)}>
          {slow ? t('stage.link.fullSpeed') : t('stage.link.slow')}
        </button>
        <button type="button" onClick={() => sendLink(held ? 'release' : 'hold', wire.link)}>
          {held ? t('stage.link.release') : t('stage.link.hold')}
        </button>
      </div>
    </div>
  )
}
