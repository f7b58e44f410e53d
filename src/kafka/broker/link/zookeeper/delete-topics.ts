/** Counterpart in Kafka: AdminManager.deleteTopics. A topic is marked in ZooKeeper; the controller deletes it. */
import type { NodeContext, NodeId } from '../../../../engine/node-context.ts'
import { isActive } from '../../../controller/zookeeper/kafka-controller.ts'
import { errorWords } from '../../../profile/registry.ts'
import type { DeleteTopicsRequest } from '../../../protocol/delete-topics.ts'
import { forwardedError } from '../../../protocol/forwarded-error.ts'
import { sendMessage } from '../../../protocol/send-message.ts'
import { deleteTopicPath, topicPath } from '../../../znodes/znode-paths.ts'
import type { BrokerState } from '../../broker-state.ts'
import { answerOnceDone, refused, type TopicOutcome } from './delayed-topics.ts'
import { ask, beginErrand, type ErrandRun } from './errands.ts'
import { zookeeperLinkOf } from './zookeeper-link-state.ts'
import { createRecursive } from './zookeeper-questions.ts'

export interface TopicsToDelete {
  readonly type: 'deleteTopics'
  readonly request: DeleteTopicsRequest
  readonly from: NodeId
}

export function handleDeleteTopics(
  state: BrokerState,
  request: DeleteTopicsRequest,
  from: NodeId,
  node: NodeContext,
): void {
  const { controller, settings } = zookeeperLinkOf(state)
  if (!isActive(controller, state.brokerId)) return sendMessage(node, from, forwardedError(request, 'NOT_CONTROLLER'))
  if (!settings.deleteTopicEnable) return sendMessage(node, from, forwardedError(request, 'TOPIC_DELETION_DISABLED'))
  beginErrand(state, { type: 'deleteTopics', request, from })
}

export function deleteTopics({ request, from }: TopicsToDelete, run: ErrandRun): void {
  const outcomes = request.topics.map((name) => mark(name, run))
  const { correlationId } = request
  answerOnceDone(run.state, { kind: 'deleteTopics', from, correlationId }, outcomes, run.node)
}

/** One that is marked already is waited for as well. */
function mark(name: string, run: ErrandRun): TopicOutcome {
  if (ask(run, { type: 'ExistsRequest', path: topicPath(name) }).error !== 'OK')
    return refused(name, 'UNKNOWN_TOPIC_OR_PARTITION', errorWords(run.state, 'UNKNOWN_TOPIC_OR_PARTITION').message)
  createRecursive(run, deleteTopicPath(name))
  return { name, errorCode: 'NONE', errorMessage: null, partitions: -1, replicationFactor: -1 }
}
