import { type Translate, useT } from '../../i18n/index.ts'
import type { ClusterImage, TopicImage } from '../../kafka/observe/cluster-image.ts'
import { useSelectionStore } from '../../store/selection-store.ts'
import type { Rect } from '../layout/geometry.ts'
import { addToStage } from './add-to-stage.ts'
import { buttonWidth, fitting } from './fitting-topics.ts'
import { Menu } from './Menu.tsx'
import { place } from './place.ts'
import { useStageView } from './stage-view-store.ts'

interface TopicBarProps {
  readonly box: Rect
  readonly image: ClusterImage
  readonly scrolls: boolean
}

/** For the word with a count, where no topic has room. */
const WORD_PX = 100
/** For the count alone; with less, the button that adds one is its sign. */
const LEAST_PX = 56
/** Of a bar that scrolls, what its topics take before the rest of them is counted. */
const CROWDED_SHARE = 0.55

/** Topics of the cluster, and what else may be shown of it. */
export function TopicBar({ box, image, scrolls }: TopicBarProps) {
  const t = useT()
  const showInternal = useStageView((view) => view.showInternal)
  const showControl = useStageView((view) => view.showControl)
  if (box.height === 0) return null
  const topics = [...image.topics.values()]
  const internal = topics.filter((topic) => topic.internal)
  const others = [t('stage.add.topic'), t('stage.controlTraffic')]
  if (internal.length > 0) others.push(t('stage.internalTopics', { count: internal.length }))
  const room = others.reduce((left, text) => left - buttonWidth(text), box.width)
  const own = topics.filter((topic) => !topic.internal)
  // Without room for even a count of them, all of it scrolls, and the topics are what is seen first.
  const crowded = !scrolls && own.length > 0 && room < LEAST_PX
  const space = crowded ? box.width * CROWDED_SHARE : room
  const fit = scrolls ? { shown: own, rest: [], brief: false } : fitting(own, space, (topic) => shapeOf(topic, t))
  return (
    <fieldset className={crowded ? 'topic-bar scrolls' : 'topic-bar'} style={place(box)} aria-label={t('stage.topics')}>
      {own.length > 0 && (
        <span className="topic-list">
          {fit.shown.map((topic) => (
            <TopicChip key={topic.name} topic={topic} image={image} brief={fit.brief} />
          ))}
          {fit.rest.length > 0 && <MoreTopics topics={fit.rest} all={fit.shown.length === 0 && room >= WORD_PX} />}
        </span>
      )}
      <button
        type="button"
        className="bar-button"
        aria-label={t('stage.add.topic')}
        onClick={() => void addToStage((add) => add.addTopicCommand(image))}
      >
        {scrolls || room >= LEAST_PX ? t('stage.add.topic') : '+'}
      </button>
      <span className="spacer" />
      {internal.length > 0 && (
        <button
          type="button"
          className="bar-toggle"
          aria-pressed={showInternal}
          onClick={() => useStageView.setState({ showInternal: !showInternal })}
        >
          {t('stage.internalTopics', { count: internal.length })}
        </button>
      )}
      <button
        type="button"
        className="bar-toggle"
        aria-pressed={showControl}
        onClick={() => useStageView.setState({ showControl: !showControl })}
      >
        {t('stage.controlTraffic')}
      </button>
    </fieldset>
  )
}

/** Those for which there is no room, by name; `all`: none of them has, and there is room for the word. */
function MoreTopics({ topics, all }: { readonly topics: readonly TopicImage[]; readonly all: boolean }) {
  const t = useT()
  const select = useSelectionStore((state) => state.select)
  const entries = topics.map((topic) => ({
    label: `${topic.name} ${shapeOf(topic, t)}`,
    run: () => select({ kind: 'topic', id: topic.name }),
  }))
  return (
    <span className="topic-chip">
      <Menu className="topic-more" label={`${t('stage.topics')}: +${topics.length}`} entries={() => entries}>
        {all ? `${t('stage.topics')} ${topics.length}` : `+${topics.length}`} <span aria-hidden="true">▾</span>
      </Menu>
    </span>
  )
}

function shapeOf({ partitions, replicationFactor }: TopicImage, t: Translate): string {
  return t('stage.topic.shape', { partitions, replicationFactor })
}

function TopicChip({ topic, image, brief }: { topic: TopicImage; image: ClusterImage; brief: boolean }) {
  const t = useT()
  const { name } = topic
  const selected = useSelectionStore(({ selection }) => selection?.kind === 'topic' && selection.id === name)
  const select = useSelectionStore((state) => state.select)
  const shape = shapeOf(topic, t)
  const lost = partitionsWithoutBroker(name, image)
  return (
    <span className={selected ? 'topic-chip is-selected' : 'topic-chip'}>
      <button
        type="button"
        aria-pressed={selected}
        aria-label={lost > 0 ? `${name}, ${shape}, ${t('stage.topic.lost', { count: lost })}` : `${name}, ${shape}`}
        onClick={() => select({ kind: 'topic', id: name })}
      >
        <b>{name}</b> {!brief && <span className="topic-shape">{shape}</span>}
        {lost > 0 && <span className="topic-lost">{t('stage.topic.lost', { count: lost })}</span>}
      </button>
      <Menu
        className="chip-menu"
        label={t('stage.menu.more', { name })}
        entries={(parts) => parts.topicMenu(t, name, image)}
      >
        <span aria-hidden="true">▾</span>
      </Menu>
    </span>
  )
}

/** Partitions whose replicas are all on brokers that were taken away: no card has a lane for them. */
function partitionsWithoutBroker(topic: string, image: ClusterImage): number {
  const ids = new Set([...image.brokers.values()].map(({ id }) => id))
  const lost = [...image.partitions.values()].filter(
    (partition) => partition.topic === topic && !partition.replicas.some((broker) => ids.has(broker)),
  )
  return lost.length
}
