/**
 * Counterpart in Kafka: KafkaApis and ReplicaManager (becomeLeaderOrFollower, stopReplicas, maybeUpdateMetadataCache): what
 * brokers do when a controller tells them to.
 */
import type { NodeContext, NodeId } from '../../../../engine/node-context.ts'
import type { ErrorCode } from '../../../common/errors.ts'
import { rowNamed } from '../../../common/slot-map.ts'
import { splitTopicPartition, type TopicPartition } from '../../../common/topic-partition.ts'
import type { LeaderAndIsrRequest } from '../../../protocol/leader-and-isr.ts'
import type { ControllerPush } from '../../../protocol/messages.ts'
import { sendMessage } from '../../../protocol/send-message.ts'
import type { StopReplicaRequest } from '../../../protocol/stop-replica.ts'
import { inScala212ReplicaOrder } from '../../../znodes/scala-map-order.ts'
import { decodeConfig } from '../../../znodes/znode-bodies.ts'
import { configPath } from '../../../znodes/znode-paths.ts'
import type { BrokerState } from '../../broker-state.ts'
import { isOffline } from '../../log-folders.ts'
import { applyPartition, deleteReplica, followNobody, hostReplica, stopFollowing } from '../../replica-changes.ts'
import { rememberConfig } from './bring-up.ts'
import { completeDelayedElections } from './delayed-elections.ts'
import { completeDelayedTopics } from './delayed-topics.ts'
import { askAll, beginErrand, type ErrandRun, unlessExpired } from './errands.ts'
import { registrationOfPartition, updateMetadata } from './metadata-cache.ts'
import { zookeeperLinkOf } from './zookeeper-link-state.ts'

type PartitionErrors = { readonly topicPartition: TopicPartition; readonly errorCode: ErrorCode }[]

export function handlePush(state: BrokerState, push: ControllerPush, from: NodeId, node: NodeContext): void {
  const { correlationId } = push
  const errorCode = refuse(state, push)
  if (errorCode === 'NONE') zookeeperLinkOf(state).controllerEpoch = push.controllerEpoch
  const isRefused = errorCode !== 'NONE'
  switch (push.type) {
    case 'UpdateMetadataRequest':
      if (!isRefused) {
        updateMetadata(state, push, node)
        completeDelayedTopics(state, node)
        completeDelayedElections(state, node)
      }
      return sendMessage(node, from, { type: 'UpdateMetadataResponse', correlationId, errorCode })
    case 'LeaderAndIsrRequest':
      if (isRefused)
        return sendMessage(node, from, { type: 'LeaderAndIsrResponse', correlationId, errorCode, partitionErrors: [] })
      return beginErrand(state, { type: 'takeRoles', push, from, topics: topicsNewHere(state, push) })
    case 'StopReplicaRequest': {
      const partitionErrors = isRefused ? [] : stopReplicas(state, push, node)
      return sendMessage(node, from, { type: 'StopReplicaResponse', correlationId, errorCode, partitionErrors })
    }
  }
}

/** Meant for this broker's last process, or from somebody who is not the controller any more. */
function refuse(state: BrokerState, { brokerEpoch, controllerEpoch }: ControllerPush): ErrorCode {
  if (brokerEpoch !== -1) {
    const own = state.lifecycle.brokerEpoch
    if (brokerEpoch < own) return 'STALE_BROKER_EPOCH'
    // The controller has heard of its new znode before itself did; 2.5.0 fails (IllegalStateException) and says no more.
    if (brokerEpoch > own) return 'UNKNOWN_SERVER_ERROR'
  }
  return controllerEpoch < zookeeperLinkOf(state).controllerEpoch ? 'STALE_CONTROLLER_EPOCH' : 'NONE'
}

/** What brokers are to lead and to follow. */
export interface RolesToTake {
  readonly type: 'takeRoles'
  readonly push: LeaderAndIsrRequest
  readonly from: NodeId
  /** Of which this broker had no replica. */
  readonly topics: readonly string[]
}

/** A log that is new here is opened with the settings of its topic, which stand in ZooKeeper (Partition.createLog). */
export function takeRoles({ push, from, topics }: RolesToTake, run: ErrandRun): void {
  const { state, node } = run
  const requests = topics.map((topic) => ({ type: 'GetDataRequest', path: configPath('topics', topic) }) as const)
  const answers = unlessExpired(() => askAll(run, requests))
  if (answers === null) return handlePush(state, push, from, node)
  topics.forEach((topic, at) => {
    const answer = answers[at]
    const isThere = answer?.type === 'GetDataResponse' && answer.error === 'OK'
    rememberConfig(state, `topic:${topic}`, decodeConfig(isThere ? answer.data : null))
    state.logConfigs.delete(topic)
    zookeeperLinkOf(state).topicsCreatedIn.set(topic, isThere ? (answer.stat?.czxid ?? -1) : -1)
  })
  const errorCode = refuse(state, push)
  const partitionErrors = errorCode === 'NONE' ? becomeLeaderOrFollower(state, push, node) : []
  const { correlationId } = push
  sendMessage(node, from, { type: 'LeaderAndIsrResponse', correlationId, errorCode, partitionErrors })
}

function topicsNewHere({ partitions }: BrokerState, push: LeaderAndIsrRequest): readonly string[] {
  const fresh = push.partitionStates.filter(({ topicPartition }) => rowNamed(partitions, topicPartition) === undefined)
  return Object.freeze([...new Set(fresh.map(({ topicPartition }) => splitTopicPartition(topicPartition).topic))])
}

/** Whoever is to lead first, then the others. */
function becomeLeaderOrFollower(state: BrokerState, push: LeaderAndIsrRequest, node: NodeContext): PartitionErrors {
  const { brokerId } = state
  const errors = push.partitionStates.map((asked) => ({
    topicPartition: asked.topicPartition,
    errorCode: refusePartition(state, asked),
  }))
  const accepted = inOrder(
    state,
    push.partitionStates.filter((_, at) => errors[at]?.errorCode === 'NONE'),
  )
  const ledHere = accepted.filter(({ leader }) => leader === brokerId)
  for (const asked of [...ledHere, ...accepted.filter(({ leader }) => leader !== brokerId)]) change(state, asked, node)
  return errors
}

type AskedPartition = LeaderAndIsrRequest['partitionStates'][number]

/** Where a broker has several directories it matters who comes first. */
function inOrder({ config }: BrokerState, asked: readonly AskedPartition[]): readonly AskedPartition[] {
  if (config.logDirs.length < 2) return asked
  const byName = new Map(asked.map((each) => [each.topicPartition, each]))
  return inScala212ReplicaOrder([...byName.keys()]).flatMap((name) => byName.get(name) ?? [])
}

function refusePartition(state: BrokerState, { topicPartition, leaderEpoch, replicas }: AskedPartition): ErrorCode {
  if (isOffline(state, topicPartition)) return 'KAFKA_STORAGE_ERROR'
  const known = rowNamed(state.partitions, topicPartition)?.leaderEpoch ?? -1
  if (leaderEpoch <= known) return 'STALE_CONTROLLER_EPOCH'
  return replicas.includes(state.brokerId) ? 'NONE' : 'UNKNOWN_TOPIC_OR_PARTITION'
}

function change(state: BrokerState, asked: AskedPartition, node: NodeContext): void {
  const registration = registrationOfPartition(asked)
  zookeeperLinkOf(state).decidedIn.set(asked.topicPartition, asked.controllerEpoch)
  if (asked.leader !== state.brokerId && state.lifecycle.state === 'shuttingDown') {
    // Else its successors would take it into their ISRs again while it is on its way out.
    return followNobody(state, registration, node)
  }
  // Whom this broker has not heard of it does not follow; the log is there all the same (KAFKA-1647).
  if (asked.leader === state.brokerId || state.metadata.brokers.has(asked.leader))
    applyPartition(state, registration, node)
  else hostReplica(state, registration, node)
}

function stopReplicas(state: BrokerState, push: StopReplicaRequest, node: NodeContext): PartitionErrors {
  return push.topicPartitions.map((topicPartition) => {
    if (push.deletePartitions && isOffline(state, topicPartition))
      return { topicPartition, errorCode: 'KAFKA_STORAGE_ERROR' }
    stopFollowing(state, topicPartition, node)
    if (push.deletePartitions) {
      deleteReplica(state, topicPartition, node)
      zookeeperLinkOf(state).decidedIn.delete(topicPartition)
    }
    return { topicPartition, errorCode: 'NONE' }
  })
}
