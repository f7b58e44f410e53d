/**
 * Counterpart in Kafka: what ReplicationControlManager does with log directories (KIP-858): brokers with several of them say
 * where their replicas lie, and which directory has failed; the replicas in it leave their ISRs and leaderships.
 */
import { splitTopicPartition } from '../common/topic-partition.ts'
import { type BrokerRegistration, partitionOf } from '../metadata/metadata-image.ts'
import type { MetadataRecord } from '../metadata/metadata-records.ts'
import type { AssignReplicasToDirsRequest, AssignReplicasToDirsResponse } from '../protocol/assign-replicas-to-dirs.ts'
import type { ControllerResult } from './controller-result.ts'
import type { ControllerState } from './controller-state.ts'
import { changeContext, leaderAndIsrUpdates, partitionsWhere } from './leader-election.ts'
import { buildPartitionChange } from './partition-change-builder.ts'

/** What a heartbeat says of failed directories: nothing, where the controller knows it already. */
export function directoriesOffline(
  state: ControllerState,
  { brokerId, brokerEpoch, logDirs = [] }: BrokerRegistration,
  offline: readonly string[],
): MetadataRecord[] {
  const fresh = logDirs.filter((id) => offline.includes(id))
  if (fresh.length === 0) return []
  const within = partitionsWhere(state.image, ({ directories }) => fresh.includes(directories?.[brokerId] ?? ''))
  const remaining = Object.freeze(logDirs.filter((id) => !offline.includes(id)))
  const unchanged = { fenced: null, inControlledShutdown: null, cordonedLogDirs: null }
  return [
    ...leaderAndIsrUpdates(state, { remove: brokerId }, within),
    { type: 'BrokerRegistrationChangeRecord', brokerId, brokerEpoch, ...unchanged, logDirs: remaining },
  ]
}

type Row = AssignReplicasToDirsResponse['directories'][number]['partitions'][number]

/** The caller has checked the broker epoch. A replica in a directory that has failed meanwhile is as good as gone. */
export function assignReplicasToDirs(
  state: ControllerState,
  { brokerId, correlationId, directories }: AssignReplicasToDirsRequest,
): ControllerResult<AssignReplicasToDirsResponse> {
  const records: MetadataRecord[] = []
  const online = state.image.brokers.get(brokerId)?.logDirs ?? []
  const inFailed = new Set<string>()
  const answered = directories.map(({ id, partitions }) => {
    const rows = partitions.map(({ topicPartition, topicId }): Row => {
      const { topic, partition: number } = splitTopicPartition(topicPartition)
      if (state.image.topicNames.get(topicId) !== topic) return { topicPartition, errorCode: 'UNKNOWN_TOPIC_ID' }
      const partition = partitionOf(state.image, topic, number)
      if (partition === undefined) return { topicPartition, errorCode: 'UNKNOWN_TOPIC_OR_PARTITION' }
      if (!partition.replicas.includes(brokerId)) return { topicPartition, errorCode: 'NOT_LEADER_OR_FOLLOWER' }
      const assigned = { brokerId, directory: id }
      const record = buildPartitionChange(partition, { assigned }, changeContext(state, topic))
      if (record !== null) records.push(record)
      if (!online.includes(id)) inFailed.add(topicPartition)
      return { topicPartition, errorCode: 'NONE' }
    })
    return { id, partitions: rows }
  })
  if (inFailed.size > 0) {
    const gone = partitionsWhere(state.image, ({ topicPartition }) => inFailed.has(topicPartition))
    records.push(...leaderAndIsrUpdates(state, { remove: brokerId }, gone))
  }
  const response = { type: 'AssignReplicasToDirsResponse' as const, correlationId, errorCode: 'NONE' as const }
  return { records, response: { ...response, directories: answered } }
}
