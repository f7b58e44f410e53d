import type { ErrorCode } from '../common/errors.ts'
import { splitTopicPartition, type TopicPartition } from '../common/topic-partition.ts'
import { byTopic, defineApi, fixedFields } from './api.ts'
import { alterReplicaLogDirsRequest, alterReplicaLogDirsResponse } from './generated/alter-replica-log-dirs.ts'
import type { RequestHeader, ResponseHeader } from './header.ts'

/** To a broker: which of its replicas are to lie in which of its folders (KIP-113). */
export interface AlterReplicaLogDirsRequest extends RequestHeader {
  readonly type: 'AlterReplicaLogDirsRequest'
  readonly replicas: readonly { readonly topicPartition: TopicPartition; readonly logDir: string }[]
}

export interface AlterReplicaLogDirsResponse extends ResponseHeader {
  readonly type: 'AlterReplicaLogDirsResponse'
  readonly partitions: readonly { readonly topicPartition: TopicPartition; readonly errorCode: ErrorCode }[]
}

export const alterReplicaLogDirsApi = defineApi<AlterReplicaLogDirsRequest, AlterReplicaLogDirsResponse>({
  name: 'AlterReplicaLogDirs',
  requestType: 'AlterReplicaLogDirsRequest',
  responseType: 'AlterReplicaLogDirsResponse',
  tables: [alterReplicaLogDirsRequest, alterReplicaLogDirsResponse],
  traffic: 'housekeeping',
  request: ({ replicas }) => ({
    dirs: [...new Set(replicas.map((row) => row.logDir))].map((path) => ({
      path,
      topics: byTopic(
        replicas.filter((row) => row.logDir === path),
        (row) => row.topicPartition,
      ).map(({ topic, rows }) => ({
        name: topic,
        partitions: rows.map(({ topicPartition }) => partitionNumber(topicPartition)),
      })),
    })),
  }),
  response: ({ partitions }) => ({
    results: byTopic(partitions, (row) => row.topicPartition).map(({ topic, rows }) => ({
      topicName: topic,
      partitions: rows.map(fixedFields),
    })),
  }),
})

function partitionNumber(topicPartition: TopicPartition): number {
  return splitTopicPartition(topicPartition).partition
}
