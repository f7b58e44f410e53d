/**
 * Counterpart in Kafka: DelayedElectLeader, KafkaApis.handleElectReplicaLeader. To whoever asked, somebody leads once this
 * broker's own metadata says so; where it does not before his time is over, that is what he is told.
 */
import type { NodeContext, Timer } from '../../../../engine/node-context.ts'
import { splitTopicPartition, topicPartition } from '../../../common/topic-partition.ts'
import type { ElectionAnswer } from '../../../controller/zookeeper/controller-host.ts'
import { partitionOf } from '../../../metadata/metadata-image.ts'
import type { ElectLeadersRequest, ElectLeadersResponse } from '../../../protocol/elect-leaders.ts'
import { sendMessage } from '../../../protocol/send-message.ts'
import type { BrokerState } from '../../broker-state.ts'
import { CLIENT_TIMEOUT_US, takeOver } from './delayed-answers.ts'
import { zookeeperLinkOf } from './zookeeper-link-state.ts'

export interface DelayedElection extends ElectionAnswer {
  readonly expiresAtUs: number
}

type Outcome = ElectLeadersResponse['partitions'][number]

/** Who asks for all partitions asks for those that this broker knows of. */
export function whichToElect({ metadata }: BrokerState, request: ElectLeadersRequest): ElectLeadersRequest {
  if (request.topicPartitions !== null) return request
  const all = [...metadata.topics.values()].flatMap(({ name, partitions }) =>
    partitions.map((_, index) => topicPartition(name, index)),
  )
  return Object.freeze({ ...request, topicPartitions: Object.freeze(all) })
}

/** Answers at once where there is nothing to wait for. */
export function answerOnceElected(state: BrokerState, election: ElectionAnswer, node: NodeContext): void {
  if (election.elected.every((each) => isKnown(state, each))) return answer(state, election, node)
  const expiresAtUs = Math.max(node.nowUs, election.askedAtUs + CLIENT_TIMEOUT_US)
  zookeeperLinkOf(state).delayedElections.push(Object.freeze({ ...election, expiresAtUs }))
  const timer: Timer = { type: 'DelayedElectionExpiry' }
  node.setTimer(expiresAtUs - node.nowUs, timer)
}

/** To be called when metadata has come. */
export function completeDelayedElections(state: BrokerState, node: NodeContext): void {
  settle(state, ({ elected }) => elected.every((each) => isKnown(state, each)), node)
}

/** The `DelayedElectionExpiry` timer. */
export function expireDelayedElections(state: BrokerState, node: NodeContext): void {
  settle(state, ({ expiresAtUs }) => expiresAtUs <= node.nowUs, node)
}

function settle(state: BrokerState, isOver: (delayed: DelayedElection) => boolean, node: NodeContext): void {
  for (const delayed of takeOver(zookeeperLinkOf(state).delayedElections, isOver)) answer(state, delayed, node)
}

function isKnown(
  { metadata }: BrokerState,
  { topicPartition: name, leader }: ElectionAnswer['elected'][number],
): boolean {
  const { topic, partition } = splitTopicPartition(name)
  return partitionOf(metadata, topic, partition)?.leader === leader
}

function answer(state: BrokerState, election: ElectionAnswer, node: NodeContext): void {
  const { to, correlationId, settled, elected, ofAll } = election
  const outcomes: readonly Outcome[] = elected.map((each) => ({
    topicPartition: each.topicPartition,
    errorCode: isKnown(state, each) ? 'NONE' : 'REQUEST_TIMED_OUT',
    errorMessage: null,
  }))
  // Who has asked for all wants to hear only of those that something was done about.
  const partitions = [...settled, ...outcomes].filter(({ errorCode }) => !ofAll || errorCode !== 'ELECTION_NOT_NEEDED')
  sendMessage(node, to, { type: 'ElectLeadersResponse', correlationId, errorCode: 'NONE', partitions })
}
