/**
 * The registry: every kind of thing on the page. The legend tells of them in this order; asked
 * what a happening is about, the first that knows answers.
 */
import type { ClusterImage } from '../../kafka/observe/cluster-image.ts'
import { brokerView } from './broker/broker-view.ts'
import { consumerView } from './consumer/consumer-view.ts'
import { controllerView } from './controller/controller-view.ts'
import { followedView } from './followed/followed-view.ts'
import { groupView } from './group/group-view.ts'
import { happeningView } from './happening/happening-view.ts'
import type { KindView, StageView } from './kind-view.ts'
import { linkView } from './link/link-view.ts'
import { partitionView, recordView, replicaView } from './log/log-views.ts'
import { messageView } from './message/message-view.ts'
import { plainNodeView } from './plain-node/plain-node-view.ts'
import { producerView } from './producer/producer-view.ts'
import { topicView } from './topic/topic-view.ts'
import { transactionView } from './transaction/transaction-view.ts'
import { zookeeperView } from './zookeeper/zookeeper-view.ts'

export const kindViews: KindView[] = [
  recordView,
  replicaView,
  partitionView,
  groupView,
  brokerView,
  controllerView,
  zookeeperView,
  topicView,
  messageView,
  linkView,
  producerView,
  transactionView,
  consumerView,
  happeningView,
  followedView,
]

type StandingView = KindView & { readonly stage: StageView }

/** Those that stand on the stage: all that have a row, and the kinds of nodes that have none. */
export function stageKinds(image: ClusterImage): readonly StandingView[] {
  const standing = kindViews.filter((view): view is StandingView => view.stage !== undefined)
  const known = new Set(kindViews.map(({ kind }) => kind))
  const unknown = new Set([...image.nodes.values()].map(({ kind }) => kind).filter((kind) => !known.has(kind)))
  return [...standing, ...[...unknown].map((kind) => plainNodeView(kind))]
}

/** How things of a kind are shown; a kind without a row as any node. */
export function viewOf(kind: string): KindView {
  return kindViews.find((view) => view.kind === kind) ?? plainViewOf(kind)
}

/** How things of a kind stand on the stage; undefined where they do not. */
export function stageViewOf(kind: string): StageView | undefined {
  return viewOf(kind).stage
}

const plainViews = new Map<string, KindView>()

function plainViewOf(kind: string): KindView {
  let view = plainViews.get(kind)
  if (view === undefined) plainViews.set(kind, (view = plainNodeView(kind)))
  return view
}
