/**
 * Counterpart in Kafka: DelayedCreatePartitions, DelayedDeleteTopics. What stands in ZooKeeper the controller has yet to act
 * on; whoever asked hears of it when this broker's own metadata shows that it has, or when his time is over.
 */
import type { NodeContext, NodeId, Timer } from '../../../../engine/node-context.ts'
import type { ErrorCode } from '../../../common/errors.ts'
import { sendMessage } from '../../../protocol/send-message.ts'
import type { BrokerState } from '../../broker-state.ts'
import { CLIENT_TIMEOUT_US, takeOver } from './delayed-answers.ts'
import { zookeeperLinkOf } from './zookeeper-link-state.ts'

export interface TopicOutcome {
  readonly name: string
  readonly errorCode: ErrorCode
  readonly errorMessage: string | null
  /** -1: none. */
  readonly partitions: number
  readonly replicationFactor: number
}

export interface DelayedTopics {
  readonly kind: 'createTopics' | 'createPartitions' | 'deleteTopics'
  readonly from: NodeId
  readonly correlationId: number
  readonly topics: readonly TopicOutcome[]
  readonly expiresAtUs: number
}

export type TopicsAsked = Pick<DelayedTopics, 'kind' | 'from' | 'correlationId'>

/** Answers at once where there is nothing to wait for. */
export function answerOnceDone(
  state: BrokerState,
  asked: TopicsAsked,
  topics: readonly TopicOutcome[],
  node: NodeContext,
): void {
  const delayed: DelayedTopics = {
    ...asked,
    topics: Object.freeze(topics),
    expiresAtUs: node.nowUs + CLIENT_TIMEOUT_US,
  }
  if (isDone(state, delayed)) return answer(asked, topics, node)
  zookeeperLinkOf(state).delayedTopics.push(delayed)
  const timer: Timer = { type: 'DelayedTopicsExpiry' }
  node.setTimer(CLIENT_TIMEOUT_US, timer)
}

/** To be called when metadata has come. */
export function completeDelayedTopics(state: BrokerState, node: NodeContext): void {
  settle(state, (delayed) => isDone(state, delayed), node)
}

/** The `DelayedTopicsExpiry` timer. */
export function expireDelayedTopics(state: BrokerState, node: NodeContext): void {
  settle(state, ({ expiresAtUs }) => expiresAtUs <= node.nowUs, node)
}

function settle(state: BrokerState, isOver: (delayed: DelayedTopics) => boolean, node: NodeContext): void {
  for (const delayed of takeOver(zookeeperLinkOf(state).delayedTopics, isOver)) {
    const topics = delayed.topics.map((topic) =>
      isSettled(state, delayed.kind, topic) ? topic : { ...topic, ...TIMED_OUT },
    )
    answer(delayed, topics, node)
  }
}

const TIMED_OUT = { errorCode: 'REQUEST_TIMED_OUT', errorMessage: null, partitions: -1, replicationFactor: -1 } as const

function isDone(state: BrokerState, { kind, topics }: DelayedTopics): boolean {
  return topics.every((topic) => isSettled(state, kind, topic))
}

function isSettled({ metadata }: BrokerState, kind: DelayedTopics['kind'], topic: TopicOutcome): boolean {
  if (topic.errorCode !== 'NONE') return true
  const known = metadata.topics.get(topic.name)
  if (kind === 'deleteTopics') return known === undefined
  const led = known?.partitions.slice(0, topic.partitions).filter(({ leader }) => leader !== -1) ?? []
  return led.length === topic.partitions
}

export function answer(
  { kind, from, correlationId }: TopicsAsked,
  outcomes: readonly TopicOutcome[],
  node: NodeContext,
): void {
  const results = outcomes.map(({ name, errorCode, errorMessage }) => ({ name, errorCode, errorMessage }))
  if (kind === 'deleteTopics')
    return sendMessage(node, from, { type: 'DeleteTopicsResponse', correlationId, topics: results })
  if (kind === 'createPartitions')
    return sendMessage(node, from, { type: 'CreatePartitionsResponse', correlationId, topics: results })
  const topics = outcomes.map(({ partitions, ...outcome }) => ({ ...outcome, topicId: '', numPartitions: partitions }))
  sendMessage(node, from, { type: 'CreateTopicsResponse', correlationId, topics })
}

export function refused(name: string, errorCode: ErrorCode, errorMessage: string | null): TopicOutcome {
  return { name, errorCode, errorMessage, partitions: -1, replicationFactor: -1 }
}
