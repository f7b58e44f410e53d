import { type Translate, useT } from '../../i18n/index.ts'
import type { ClusterImage, ReplicaImage } from '../../kafka/observe/cluster-image.ts'
import { isUp } from './actions.ts'
import './mini-map.css'

/** Of so many partitions of one topic their numbers are told, of others only how many they are. */
const MOST_NUMBERS = 3

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
            <b>{node}</b>
            <span className="mini-leads">
              {up ? leads.length > 0 && `L ${brief(leads, t)}` : `✕ ${t(`stage.status.${status}`)}`}
            </span>
          </button>
        )
      })}
    </nav>
  )
}

/** As its lanes have it: a broker that has not heard of it yet does not lead. */
function ledBy(image: ClusterImage, broker: number): readonly ReplicaImage[] {
  return [...image.replicas.values()].filter(
    ({ broker: on, role, topic }) => on === broker && role === 'leader' && image.topics.get(topic)?.internal !== true,
  )
}

/** `orders-0, -2`: with the topic’s name, so that no number is taken for a count. */
function brief(leads: readonly ReplicaImage[], t: Translate): string {
  const ofOneTopic = leads.every(({ topic }) => topic === leads[0]?.topic)
  if (!ofOneTopic || leads.length > MOST_NUMBERS) return t('stage.map.leads', { count: leads.length })
  return leads.map(({ topicPartition, partition }, i) => (i === 0 ? topicPartition : `-${partition}`)).join(', ')
}
