/** The registry: every kind of thing on the page. Asked what a happening is about, the first that knows answers. */
import { brokerView } from './broker/broker-view.ts'
import { consumerView } from './consumer/consumer-view.ts'
import { controllerView } from './controller/controller-view.ts'
import { groupView } from './group/group-view.ts'
import { happeningView } from './happening/happening-view.ts'
import type { KindView, StageView } from './kind-view.ts'
import { linkView } from './link/link-view.ts'
import { partitionView, recordView, replicaView } from './log/log-views.ts'
import { messageView } from './message/message-view.ts'
import { producerView } from './producer/producer-view.ts'
import { topicView } from './topic/topic-view.ts'

export const kindViews: KindView[] = [
  partitionView,
  groupView,
  controllerView,
  brokerView,
  topicView,
  linkView,
  producerView,
  consumerView,
  replicaView,
  recordView,
  messageView,
  happeningView,
]

/** Those that stand on the stage. */
export function stageKinds(): readonly (KindView & { readonly stage: StageView })[] {
  return kindViews.filter((view): view is KindView & { stage: StageView } => view.stage !== undefined)
}

/** How things of a kind stand on the stage; undefined where they do not. */
export function stageViewOf(kind: string): StageView | undefined {
  return kindViews.find((view) => view.kind === kind)?.stage
}
