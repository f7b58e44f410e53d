/** Brokers on the stage: a card each, with the replicas it holds as lanes. */
import type { BrokerImage, ClusterImage } from '../../../kafka/observe/cluster-image.ts'
import type { Rect } from '../../layout/geometry.ts'
import type { CardContent, ContentOptions, ReplicaRef } from '../../layout/stage-content.ts'
import type { LaneLayout, StageCard } from '../../layout/stage-layout.ts'
import type { KindView } from '../kind-view.ts'
import { BrokerCard } from './BrokerCard.tsx'
import { paintBrokerMarks } from './broker-marks.ts'

/** What there is to place on a broker's card. */
export interface BrokerContent {
  readonly id: number
  readonly replicas: readonly ReplicaRef[]
  /** Replicas of internal topics; empty while they are hidden. */
  readonly internalReplicas: readonly ReplicaRef[]
  /** Topics without a record anywhere: with little room their replicas share a line. */
  readonly emptyTopics: readonly string[]
  /** Topics whose replicas do share one; they are not among `replicas` then. */
  readonly folded: readonly FoldedTopic[]
  /** Decimal digits of the largest offset on show, whoever holds it: cells are as wide as their text needs. */
  readonly offsetDigits: number
}

export interface FoldedTopic {
  readonly topic: string
  readonly partitions: readonly number[]
}

export interface BrokerParts {
  readonly id: number
  readonly header: Rect
  readonly lanes: readonly LaneLayout[]
  /** One lane shown whole above the cells: whose it is changes with the selection. */
  readonly pinned: LaneLayout | null
  /** The one pinned lane stands above the whole map: it is a leader's, wherever that is. */
  readonly isMap: boolean
  /** Above the map: where it says what the cells mean. */
  readonly legend?: Rect
  readonly folds: readonly (FoldedTopic & { readonly id: string; readonly rect: Rect; readonly label: Rect })[]
  /** Names of topics above their strips. */
  readonly sections: readonly { readonly topic: string; readonly rect: Rect }[]
}

export const brokerView: KindView = {
  kind: 'broker',
  stage: {
    region: 'cluster',
    shape: 'card',
    contents: brokerContents,
    Card: BrokerCard,
    stations(card) {
      const { header, lanes } = partsOf(card)
      return [{ node: card.id, box: card.rect, header, lanes }]
    },
    stops: (card) => [
      card.id,
      ...partsOf(card).lanes.map((lane) => lane.id),
      ...partsOf(card).folds.map(({ id }) => id),
    ],
    paintMarks: paintBrokerMarks,
  },
  details: () => import('./broker-details.ts').then((module) => module.brokerDetails),
}

function partsOf(card: StageCard): BrokerParts {
  return card.parts as BrokerParts
}

function brokerContents(image: ClusterImage, options: ContentOptions): CardContent<BrokerContent>[] {
  const internalTopics = new Set<string>()
  for (const topic of image.topics.values()) if (topic.internal) internalTopics.add(topic.name)

  const byBroker = new Map<number, { user: ReplicaRef[]; internal: ReplicaRef[] }>()
  const add = (broker: number, internal: boolean, lane: ReplicaRef) => {
    let lanes = byBroker.get(broker)
    if (lanes === undefined) byBroker.set(broker, (lanes = { user: [], internal: [] }))
    if (!internal) lanes.user.push(lane)
    else if (options.showInternal) lanes.internal.push(lane)
  }
  let largestOffset = 0
  for (const replica of image.replicas.values()) {
    const internal = internalTopics.has(replica.topic)
    if (!internal) largestOffset = Math.max(largestOffset, replica.logEndOffset)
    const { id, topicPartition, topic, partition } = replica
    add(replica.broker, internal, { id, topicPartition, topic, partition })
  }
  // Assigned to the broker, and not on its disk: without a lane nobody would see that the partition is there at all.
  for (const { id: topicPartition, topic, partition, replicas } of image.partitions.values()) {
    for (const broker of replicas) {
      const id = `${topicPartition}@${broker}`
      if (!image.replicas.has(id)) add(broker, internalTopics.has(topic), { id, topicPartition, topic, partition })
    }
  }
  const written = new Set<string>()
  for (const { topic, logEndOffset, lostPages } of image.replicas.values())
    if (logEndOffset > 0 || lostPages !== undefined) written.add(topic)
  const emptyTopics = [...image.topics.values()].filter(({ name }) => !written.has(name)).map(({ name }) => name)
  const offsetDigits = String(Math.max(0, largestOffset)).length
  const content = ({ id, node }: BrokerImage): CardContent<BrokerContent> => {
    const replicas = (byBroker.get(id)?.user ?? []).sort(byTopicThenPartition)
    const internalReplicas = (byBroker.get(id)?.internal ?? []).sort(byTopicThenPartition)
    return {
      kind: 'broker',
      id: node,
      parts: { id, replicas, internalReplicas, emptyTopics, folded: [], offsetDigits },
    }
  }
  return [...image.brokers.values()].sort((a, b) => a.id - b.id).map(content)
}

function byTopicThenPartition(a: ReplicaRef, b: ReplicaRef): number {
  if (a.topic !== b.topic) return a.topic < b.topic ? -1 : 1
  return a.partition - b.partition
}
