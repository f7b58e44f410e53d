import type { ErrorCode } from '../common/errors.ts'
import type { TopicPartition } from '../common/topic-partition.ts'
import { byTopic, defineApi, fixedFields } from './api.ts'
import { assignReplicasToDirsRequest, assignReplicasToDirsResponse } from './generated/assign-replicas-to-dirs.ts'
import type { RequestHeader, ResponseHeader } from './header.ts'

/** A broker with several log directories says in which of them its replicas lie (KIP-858). */
export interface AssignReplicasToDirsRequest extends RequestHeader {
  readonly type: 'AssignReplicasToDirsRequest'
  readonly brokerId: number
  readonly brokerEpoch: number
  /** By the id of the directory. */
  readonly directories: readonly {
    readonly id: string
    readonly partitions: readonly { readonly topicPartition: TopicPartition; readonly topicId: string }[]
  }[]
}

export interface AssignReplicasToDirsResponse extends ResponseHeader {
  readonly type: 'AssignReplicasToDirsResponse'
  readonly errorCode: ErrorCode
  readonly directories: readonly {
    readonly id: string
    readonly partitions: readonly { readonly topicPartition: TopicPartition; readonly errorCode: ErrorCode }[]
  }[]
}

export const assignReplicasToDirsApi = defineApi<AssignReplicasToDirsRequest, AssignReplicasToDirsResponse>({
  name: 'AssignReplicasToDirs',
  requestType: 'AssignReplicasToDirsRequest',
  responseType: 'AssignReplicasToDirsResponse',
  tables: [assignReplicasToDirsRequest, assignReplicasToDirsResponse],
  traffic: 'housekeeping',
  request: ({ directories }) => ({ directories: directories.map(({ partitions }) => ofDirectory(partitions)) }),
  response: ({ directories }) => ({ directories: directories.map(({ partitions }) => ofDirectory(partitions)) }),
})

function ofDirectory(partitions: readonly { readonly topicPartition: TopicPartition }[]) {
  const topics = byTopic(partitions, (row) => row.topicPartition)
  return { topics: topics.map(({ rows }) => ({ partitions: rows.map(fixedFields) })) }
}
