import type { ErrorCode } from '../common/errors.ts'
import { splitTopicPartition, type TopicPartition } from '../common/topic-partition.ts'
import { defineApi } from './api.ts'
import { controlledShutdownRequest, controlledShutdownResponse } from './generated/controlled-shutdown.ts'
import type { RequestHeader, ResponseHeader } from './header.ts'

/** A broker that ends asks the controller that ZooKeeper has elected to move its leaderships away. */
export interface ControlledShutdownRequest extends RequestHeader {
  readonly type: 'ControlledShutdownRequest'
  readonly brokerId: number
  readonly brokerEpoch: number
}

export interface ControlledShutdownResponse extends ResponseHeader {
  readonly type: 'ControlledShutdownResponse'
  readonly errorCode: ErrorCode
  /** What it leads still; while there are some it had better ask again. */
  readonly remainingPartitions: readonly TopicPartition[]
}

export const controlledShutdownApi = defineApi<ControlledShutdownRequest, ControlledShutdownResponse>({
  name: 'ControlledShutdown',
  requestType: 'ControlledShutdownRequest',
  responseType: 'ControlledShutdownResponse',
  tables: [controlledShutdownRequest, controlledShutdownResponse],
  traffic: 'news',
  request: () => ({}),
  response: ({ remainingPartitions }) => ({
    remainingPartitions: remainingPartitions.map((each) => ({ topicName: splitTopicPartition(each).topic })),
  }),
})
