/** Counterpart in Kafka: kafka.controller.ControllerEvent. What the controller is told, one after the other. */
import type { NodeId } from '../../../engine/node-context.ts'
import type { ErrorCode } from '../../common/errors.ts'
import type { TopicPartition } from '../../common/topic-partition.ts'
import type { AlterPartitionReassignmentsRequest } from '../../protocol/alter-partition-reassignments.ts'
import type { ControlledShutdownRequest } from '../../protocol/controlled-shutdown.ts'
import type { ElectLeadersRequest } from '../../protocol/elect-leaders.ts'
import type { LeaderAndIsrResponse } from '../../protocol/leader-and-isr.ts'
import type { ListPartitionReassignmentsRequest } from '../../protocol/list-partition-reassignments.ts'

type Asked<Type extends string, Request> = {
  readonly type: Type
  readonly request: Request
  readonly from: NodeId
}

export type ControllerEvent =
  | { readonly type: 'Startup' }
  | { readonly type: 'ControllerChange' }
  | { readonly type: 'Reelect' }
  | { readonly type: 'RegisterBrokerAndReelect' }
  | { readonly type: 'Expire' }
  | { readonly type: 'AutoPreferredReplicaLeaderElection' }
  | { readonly type: 'UncleanLeaderElectionEnable' }
  | { readonly type: 'TopicUncleanLeaderElectionEnable'; readonly topic: string }
  | Asked<'ControlledShutdown', ControlledShutdownRequest>
  | {
      readonly type: 'LeaderAndIsrResponseReceived'
      readonly brokerId: number
      readonly response: LeaderAndIsrResponse
    }
  | {
      readonly type: 'TopicDeletionStopReplicaResponseReceived'
      readonly brokerId: number
      readonly errorCode: ErrorCode
      readonly partitionErrors: readonly { readonly topicPartition: TopicPartition; readonly errorCode: ErrorCode }[]
    }
  | { readonly type: 'BrokerChange' }
  | { readonly type: 'BrokerModifications'; readonly brokerId: number }
  | { readonly type: 'TopicChange' }
  | { readonly type: 'LogDirEventNotification' }
  | { readonly type: 'PartitionModifications'; readonly topic: string }
  | { readonly type: 'TopicDeletion' }
  | Asked<'ApiPartitionReassignment', AlterPartitionReassignmentsRequest>
  | { readonly type: 'ZkPartitionReassignment' }
  | Asked<'ListPartitionReassignments', ListPartitionReassignmentsRequest>
  | { readonly type: 'PartitionReassignmentIsrChange'; readonly topicPartition: TopicPartition }
  | { readonly type: 'IsrChangeNotification' }
  /** Of `/admin/preferred_replica_election`. */
  | { readonly type: 'ZkPreferredElection' }
  | (Asked<'ElectLeaders', ElectLeadersRequest> & {
      readonly askedAtUs: number
      /** Of all partitions that the broker asked knows of: the request names them. */
      readonly ofAll: boolean
    })

export type EventOf<Type extends ControllerEvent['type']> = Extract<ControllerEvent, { readonly type: Type }>
