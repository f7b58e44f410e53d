/** The registry: every kind of thing on the page. Asked what a happening is about, the first that knows answers. */
import { brokerView } from './broker/broker-view.ts'
import { consumerView } from './consumer/consumer-view.ts'
import { controllerView } from './controller/controller-view.ts'
import { groupView } from './group/group-view.ts'
import { happeningView } from './happening/happening-view.ts'
import type { KindView } from './kind-view.ts'
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
