/** Counterpart in Kafka: AbortTransactionHandler: the leader of a partition is told to end a transaction there. */
import type { ErrorCode } from '../../../kafka/common/errors.ts'
import type { TopicPartition } from '../../../kafka/common/topic-partition.ts'
import { brokerError, JavaException } from '../../java-errors.ts'
import type { ToolContext } from '../../replayed-tool.ts'
import { logByHandler } from '../admin-log.ts'
import { askLeaders, type LeaderCall } from '../partition-leaders.ts'
import type { Producer } from './describe-producers.ts'

export type Marker = Pick<Producer, 'producerId' | 'producerEpoch' | 'coordinatorEpoch'>

/** AbortTransactionSpec.toString. */
export function abortSpec(name: TopicPartition, { producerId, producerEpoch, coordinatorEpoch }: Marker): string {
  return `AbortTransactionSpec(topicPartition=${name}, producerId=${producerId}, producerEpoch=${producerEpoch}, coordinatorEpoch=${coordinatorEpoch})`
}

const ELSEWHERE: readonly ErrorCode[] = [
  'NOT_LEADER_OR_FOLLOWER',
  'REPLICA_NOT_AVAILABLE',
  'UNKNOWN_TOPIC_OR_PARTITION',
]

/** Throws what the call's future throws. */
export function abortTransaction(
  name: TopicPartition,
  marker: Marker,
  apiTimeoutMs: number,
  context: ToolContext,
): void {
  const call: LeaderCall<null> = {
    name: 'abortTransaction',
    api: 'WriteTxnMarkers',
    waitsForTopics: true,
    isStale: (code) => ELSEWHERE.includes(code),
    ask: (brokerId, _led, limits) => {
      const request = {
        type: 'WriteTxnMarkersRequest' as const,
        markers: [{ ...marker, committed: false, topicPartitions: [name], transactionVersion: 0 }],
      }
      const target = { kind: 'broker' as const, brokerId, isLookedUp: true as const }
      const asked = { name: 'abortTransaction(api=WRITE_TXN_MARKERS)', target, request, ...limits }
      const errorCode = context.call(asked, 'WriteTxnMarkersResponse').markers[0]?.partitions[0]?.errorCode ?? 'NONE'
      if (errorCode === 'NONE' || ELSEWHERE.includes(errorCode))
        return [{ topicPartition: name, errorCode, value: null }]
      return [{ topicPartition: name, errorCode, value: null, error: refused(name, marker, errorCode, context) }]
    },
  }
  const answer = askLeaders([name], call, apiTimeoutMs, context).get(name)
  if (answer !== undefined && 'error' in answer) throw answer.error
}

function refused(name: TopicPartition, marker: Marker, code: ErrorCode, context: ToolContext): JavaException {
  const spec = abortSpec(name, marker)
  const { className, detailMessage } = brokerError(context.profile, code, null)
  const [logged, why] = reasons(code, marker, detailMessage)
  logByHandler('AbortTransactionHandler', `WriteTxnMarkers request for abort spec ${spec} failed ${logged}`, context)
  return new JavaException(className, `WriteTxnMarkers request with ${spec} failed ${why}`, { hasFrames: false })
}

/** As the log has it, and as the exception has it. */
function reasons(code: ErrorCode, { coordinatorEpoch }: Marker, message: string | null): readonly [string, string] {
  switch (code) {
    case 'INVALID_PRODUCER_EPOCH':
      return ['due to an invalid producer epoch', 'due an invalid producer epoch']
    case 'TRANSACTION_COORDINATOR_FENCED':
      return [
        'because the coordinator epoch is fenced',
        `since the provided coordinator epoch ${coordinatorEpoch} has been fenced by the active coordinator`,
      ]
    default:
      return [`due to an unexpected error ${code}`, `due to unexpected error: ${message}`]
  }
}
