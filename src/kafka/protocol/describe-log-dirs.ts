import type { ErrorCode } from '../common/errors.ts'
import type { TopicPartition } from '../common/topic-partition.ts'
import { byTopic, defineApi, fixedFields } from './api.ts'
import { describeLogDirsRequest, describeLogDirsResponse } from './generated/describe-log-dirs.ts'
import type { RequestHeader, ResponseHeader } from './header.ts'

export interface DescribeLogDirsRequest extends RequestHeader {
  readonly type: 'DescribeLogDirsRequest'
  /** Null: every topic. */
  readonly topics: readonly string[] | null
}

export interface DescribeLogDirsResponse extends ResponseHeader {
  readonly type: 'DescribeLogDirsResponse'
  readonly logDirs: readonly {
    /** KAFKA_STORAGE_ERROR of one that has failed. */
    readonly errorCode: ErrorCode
    /** Absolute. */
    readonly path: string
    readonly replicas: readonly {
      readonly topicPartition: TopicPartition
      readonly size: number
      readonly offsetLag: number
      /** It is being moved here from another of the broker's folders. */
      readonly isFuture: boolean
    }[]
  }[]
}

export const describeLogDirsApi = defineApi<DescribeLogDirsRequest, DescribeLogDirsResponse>({
  name: 'DescribeLogDirs',
  requestType: 'DescribeLogDirsRequest',
  responseType: 'DescribeLogDirsResponse',
  tables: [describeLogDirsRequest, describeLogDirsResponse],
  traffic: 'housekeeping',
  request: ({ topics }) => ({ topics: topics === null ? null : topics.map((topic) => ({ topic })) }),
  response: ({ logDirs }) => ({
    results: logDirs.map(({ path, replicas }) => ({
      logDir: path,
      topics: byTopic(replicas, (row) => row.topicPartition).map(({ topic, rows }) => ({
        name: topic,
        partitions: rows.map(fixedFields),
      })),
    })),
  }),
})
