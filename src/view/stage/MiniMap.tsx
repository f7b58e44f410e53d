import { useT } from '../../i18n/index.ts'
import type { ClusterImage } from '../../kafka/observe/cluster-image.ts'
import { isUp } from './actions.ts'
import './mini-map.css'

/** Of so many partitions their numbers are told, of more only how many they are. */
const MOST_NUMBERS = 4

interface MiniMapProps {
  readonly image: ClusterImage
  /** Brings the node into view. */
  goTo(node: string): void
}

/** Where hardly one broker has room: all of them in one line, with what each leads. Press one to be there. */
export function MiniMap({ image, goTo }: MiniMapProps) {
  const t = useT()
  const brokers = [...image.brokers.values()].sort((a, b) => a.id - b.id)
  return (
    <nav className="mini-map" aria-label={t('stage.map')}>
      {brokers.map(({ id, node, status }) => {
        const up = isUp(status)
        const leads = up ? ledBy(image, id) : []
        return (
          <button
            key={node}
            type="button"
            className={up ? 'mini-broker' : 'mini-broker is-down'}
            aria-label={t('stage.map.goTo', { broker: node, state: t(`stage.status.${status}`), count: leads.length })}
            onClick={() => goTo(node)}
          >
            <b>{id}</b>
            {up ? leads.length > 0 && <span className="mini-leads">L {brief(leads)}</span> : <span>✕</span>}
          </button>
        )
      })}
    </nav>
  )
}

function ledBy(image: ClusterImage, broker: number): readonly string[] {
  return [...image.partitions.values()]
    .filter(({ leader, topic }) => leader === broker && image.topics.get(topic)?.internal !== true)
    .map(({ partition }) => String(partition))
}

function brief(partitions: readonly string[]): string {
  return partitions.length <= MOST_NUMBERS ? partitions.join(' ') : `×${partitions.length}`
}
