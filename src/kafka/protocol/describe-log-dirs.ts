import type { TopicPartition } from '../common/topic-partition.ts'
import type { RequestHeader, ResponseHeader } from './header.ts'

export interface DescribeLogDirsRequest extends RequestHeader {
  readonly type: 'DescribeLogDirsRequest'
  /** Null: every topic. */
  readonly topics: readonly string[] | null
}

export interface DescribeLogDirsResponse extends ResponseHeader {
  readonly type: 'DescribeLogDirsResponse'
  readonly logDir: string
  readonly replicas: readonly {
    readonly topicPartition: TopicPartition
    readonly size: number
    readonly offsetLag: number
    readonly isFuture: boolean
  }[]
}
