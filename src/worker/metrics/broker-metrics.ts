/** What brokers tell of themselves: each has a series of its own, and none while its process does not run. */
import type { World } from '../../engine/world.ts'
import { measuredRate } from '../../kafka/broker/replication-quota.ts'
import { brokerStates } from '../../kafka/cluster/kinds/broker/brokers.ts'
import { brokerNode } from '../../kafka/common/addresses.ts'
import type { ErrorCode } from '../../kafka/common/errors.ts'
import { type HeldPartition, kindOf } from '../../kafka/common/node-kind.ts'
import { splitTopicPartition, type TopicPartition } from '../../kafka/common/topic-partition.ts'
import { partitionOf } from '../../kafka/metadata/metadata-image.ts'
import { newestMetadata } from '../../kafka/observe/image/newest-metadata.ts'
import { rulesOf } from '../../kafka/profile/registry.ts'
import type { FetchResponse } from '../../kafka/protocol/fetch.ts'
import type { ProduceResponse } from '../../kafka/protocol/produce.ts'
import type { Metric, Note } from './metric.ts'
import type { AnsweredRequest, TimedApi } from './request-times.ts'

const REPLICAS = 'kafka.server:type=ReplicaManager'
const TOPICS = 'kafka.server:type=BrokerTopicMetrics'
const REQUESTS = 'kafka.network:type=RequestMetrics'

/** Of files nothing is read. */
const NO_TIMES = { formattedAtMs: 0, nowMs: 0 }

const gauge = { group: 'health', attribute: 'Value', unit: 'count', kind: 'gauge', together: 'sum' } as const
const meter = { attribute: 'OneMinuteRate', kind: 'rate', together: 'sum' } as const
const time = { group: 'times', attribute: 'Mean', unit: 'ms', kind: 'mean', together: 'sum' } as const

/** Measured by Kafka over eleven windows of a second, of throttled replicas alone. */
const byteRate = { attribute: 'byte-rate', unit: 'bytesPerSecond' } as const
const replicationRate = { ...gauge, ...byteRate, group: 'load', healthy: null } as const

export const brokerMetrics = {
  underReplicated: {
    ...gauge,
    name: 'UnderReplicatedPartitions',
    healthy: 0,
    bean: `${REPLICAS},name=UnderReplicatedPartitions`,
    gauge: (world, note) => countLed(world, note, ({ isr, replicas }) => isr.length < replicas.length),
  },
  underMinIsr: {
    ...gauge,
    name: 'UnderMinIsrPartitionCount',
    healthy: 0,
    bean: `${REPLICAS},name=UnderMinIsrPartitionCount`,
    gauge: (world, note) => countLed(world, note, isUnderMinIsr),
  },
  offlineDirectories: {
    ...gauge,
    name: 'OfflineLogDirectoryCount',
    healthy: 0,
    bean: 'kafka.log:type=LogManager,name=OfflineLogDirectoryCount',
    gauge(world, note) {
      for (const node of world.nodes.values()) {
        if (node.status !== 'running') continue
        const directories = kindOf(world, node).logDirectoriesOf?.(node, NO_TIMES) ?? []
        // Who keeps no replicas has no LogManager.
        if (kindOf(world, node).heldPartitions !== undefined)
          note(node.id, directories.filter((each) => each.failed).length)
      }
    },
  },
  isrShrinks: {
    ...meter,
    group: 'health',
    unit: 'perSecond',
    name: 'IsrShrinksPerSec',
    healthy: 0,
    bean: `${REPLICAS},name=IsrShrinksPerSec`,
    happening({ body }, note, world) {
      if (body.type === 'IsrShrunk' && body.by === 'leader') noteLeader(world, note, body.topicPartition)
    },
  },
  isrExpands: {
    ...meter,
    group: 'health',
    unit: 'perSecond',
    name: 'IsrExpandsPerSec',
    healthy: null,
    bean: `${REPLICAS},name=IsrExpandsPerSec`,
    happening({ body }, note, world) {
      if (body.type === 'IsrExpanded') noteLeader(world, note, body.topicPartition)
    },
  },
  leaderCount: {
    ...gauge,
    group: 'load',
    name: 'LeaderCount',
    healthy: null,
    bean: `${REPLICAS},name=LeaderCount`,
    gauge: (world, note) => countLed(world, note, () => true),
  },
  reassigningPartitions: {
    ...gauge,
    name: 'ReassigningPartitions',
    healthy: 0,
    bean: `${REPLICAS},name=ReassigningPartitions`,
    gauge(world, note) {
      const { topics } = newestMetadata(world)
      countLed(world, note, ({ log: { topicPartition } }) => {
        const { topic, partition } = splitTopicPartition(topicPartition)
        const row = topics.get(topic)?.partitions[partition]
        return row !== undefined && row.addingReplicas.length + row.removingReplicas.length > 0
      })
    },
  },
  leaderReplicationRate: {
    ...replicationRate,
    name: 'LeaderReplication byte-rate',
    bean: 'kafka.server:type=LeaderReplication',
    gauge: (world, note) => noteThrottled(world, note, 'leader'),
  },
  followerReplicationRate: {
    ...replicationRate,
    name: 'FollowerReplication byte-rate',
    bean: 'kafka.server:type=FollowerReplication',
    gauge: (world, note) => noteThrottled(world, note, 'follower'),
  },
  messagesIn: {
    ...meter,
    group: 'load',
    unit: 'perSecond',
    name: 'MessagesInPerSec',
    healthy: null,
    bean: `${TOPICS},name=MessagesInPerSec`,
    appended: ({ broker, records }, note) => note(broker, records),
  },
  bytesIn: {
    ...meter,
    group: 'load',
    unit: 'bytesPerSecond',
    name: 'BytesInPerSec',
    healthy: null,
    bean: `${TOPICS},name=BytesInPerSec`,
    appended: ({ broker, bytes }, note) => note(broker, bytes),
  },
  bytesOut: {
    ...meter,
    group: 'load',
    unit: 'bytesPerSecond',
    name: 'BytesOutPerSec',
    healthy: null,
    bean: `${TOPICS},name=BytesOutPerSec`,
    answered({ api, broker, response }, note) {
      if (api === 'FetchConsumer') note(broker, bytesOf(response as FetchResponse))
    },
  },
  failedProduce: {
    ...meter,
    group: 'load',
    unit: 'perSecond',
    name: 'FailedProduceRequestsPerSec',
    healthy: 0,
    bean: `${TOPICS},name=FailedProduceRequestsPerSec`,
    answered({ api, broker, response }, note) {
      if (api !== 'Produce' || response === null) return
      for (const { errorCode } of (response as ProduceResponse).partitions)
        if (countsAsFailed(errorCode)) note(broker, 1)
    },
  },
  produceTime: {
    ...time,
    name: 'TotalTimeMs, Produce',
    healthy: null,
    bean: `${REQUESTS},name=TotalTimeMs,request=Produce`,
    answered: timeOf('Produce', ({ totalUs }) => totalUs),
  },
  produceRemoteTime: {
    ...time,
    name: 'RemoteTimeMs, Produce',
    healthy: null,
    bean: `${REQUESTS},name=RemoteTimeMs,request=Produce`,
    answered: timeOf('Produce', ({ remoteUs }) => remoteUs),
  },
  requestQueueTime: {
    ...time,
    name: 'RequestQueueTimeMs, Produce',
    healthy: 0,
    bean: `${REQUESTS},name=RequestQueueTimeMs,request=Produce`,
    answered: timeOf('Produce', ({ queueUs }) => queueUs),
  },
  fetchConsumerTime: {
    ...time,
    name: 'TotalTimeMs, FetchConsumer',
    healthy: null,
    bean: `${REQUESTS},name=TotalTimeMs,request=FetchConsumer`,
    answered: timeOf('FetchConsumer', ({ totalUs }) => totalUs),
  },
  fetchFollowerTime: {
    ...time,
    name: 'TotalTimeMs, FetchFollower',
    healthy: null,
    bean: `${REQUESTS},name=TotalTimeMs,request=FetchFollower`,
    answered: timeOf('FetchFollower', ({ totalUs }) => totalUs),
  },
  rebalances: {
    ...meter,
    group: 'consumers',
    unit: 'perSecond',
    name: 'group-completed-rebalance-rate',
    healthy: null,
    bean: 'kafka.server:type=group-coordinator-metrics',
    attribute: 'group-completed-rebalance-rate',
    happening({ body, nodeId }, note) {
      if (body.type === 'GroupRebalanced') note(nodeId, 1)
    },
  },
} satisfies Record<string, Metric>

/** Of the partitions that a broker believes it leads: it asks nobody else either. */
function countLed(world: World, note: Note, counts: (partition: HeldPartition) => boolean): void {
  for (const node of world.nodes.values()) {
    const held = node.status === 'running' ? kindOf(world, node).heldPartitions?.(node) : undefined
    if (held === undefined) continue
    let count = 0
    for (const partition of held) if (partition.role === 'leader' && counts(partition)) count++
    note(node.id, count)
  }
}

function noteThrottled(world: World, note: Note, side: 'leader' | 'follower'): void {
  const nowMs = Math.floor(world.nowUs / 1_000)
  for (const state of brokerStates(world)) note(brokerNode(state.brokerId), measuredRate(state, side, nowMs))
}

function isUnderMinIsr({ isr, replicas, log: { config } }: HeldPartition): boolean {
  return isr.length < rulesOf(config).replication.effectiveMinIsr(config.minInsyncReplicas, replicas.length)
}

/** A leader counts the changes it asked for: those the controller made by itself it only hears of. */
function noteLeader(world: World, note: Note, topicPartition: TopicPartition): void {
  const { topic, partition } = splitTopicPartition(topicPartition)
  const leader = partitionOf(newestMetadata(world), topic, partition)?.leader ?? -1
  if (leader !== -1) note(brokerNode(leader), 1)
}

/**
 * Kafka counts as failed what a broker did not expect (ReplicaManager.appendRecordsToLocalLog): not what a client may
 * simply have got wrong, and not what failed only while waiting for the other replicas.
 */
const EXPECTED: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'NONE',
  'UNKNOWN_TOPIC_OR_PARTITION',
  'UNKNOWN_TOPIC_ID',
  'NOT_LEADER_OR_FOLLOWER',
  'MESSAGE_TOO_LARGE',
  'CORRUPT_MESSAGE',
  'KAFKA_STORAGE_ERROR',
  'INVALID_TOPIC_EXCEPTION',
  'NOT_ENOUGH_REPLICAS_AFTER_APPEND',
  'REQUEST_TIMED_OUT',
])

function countsAsFailed(errorCode: ErrorCode): boolean {
  return !EXPECTED.has(errorCode)
}

function bytesOf({ partitions }: FetchResponse): number {
  let bytes = 0
  for (const { batches } of partitions) for (const { sizeInBytes } of batches) bytes += sizeInBytes
  return bytes
}

function timeOf(api: TimedApi, read: (answered: AnsweredRequest) => number): NonNullable<Metric['answered']> {
  return (answered, note) => {
    if (answered.api === api) note(answered.broker, read(answered) / 1_000)
  }
}
