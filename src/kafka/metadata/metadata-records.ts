import type { QuotaEntity } from '../common/client-quotas.ts'

/** Records of the metadata log (org.apache.kafka.common.metadata). Entries are frozen and shared by every replica. */
export type MetadataRecord =
  | {
      readonly type: 'RegisterBrokerRecord'
      readonly brokerId: number
      readonly incarnationId: string
      readonly brokerEpoch: number
      readonly host: string
      readonly port: number
      readonly rack: string | null
      readonly fenced: boolean
      readonly inControlledShutdown: boolean
      /** Names of the features it supports. */
      readonly features: readonly string[]
      readonly cordonedLogDirs: readonly string[] | null
      readonly logDirs?: readonly string[]
    }
  | { readonly type: 'UnregisterBrokerRecord'; readonly brokerId: number; readonly brokerEpoch: number }
  | {
      readonly type: 'BrokerRegistrationChangeRecord'
      readonly brokerId: number
      readonly brokerEpoch: number
      /** Null: unchanged. */
      readonly fenced: boolean | null
      readonly inControlledShutdown: boolean | null
      readonly cordonedLogDirs: readonly string[] | null
      /** Absent: unchanged. */
      readonly logDirs?: readonly string[]
    }
  | {
      readonly type: 'RegisterControllerRecord'
      readonly controllerId: number
      readonly incarnationId: string
      readonly host: string
      readonly port: number
      readonly features: readonly string[]
    }
  | { readonly type: 'TopicRecord'; readonly name: string; readonly topicId: string }
  | {
      readonly type: 'PartitionRecord'
      readonly topicId: string
      readonly partition: number
      readonly replicas: readonly number[]
      readonly isr: readonly number[]
      readonly addingReplicas: readonly number[]
      readonly removingReplicas: readonly number[]
      readonly leader: number
      readonly leaderEpoch: number
      readonly partitionEpoch: number
      /** Absent: `recovered`. */
      readonly leaderRecoveryState?: 'recovered' | 'recovering'
      readonly eligibleLeaderReplicas: readonly number[]
      readonly lastKnownElr: readonly number[]
      readonly directories?: Readonly<Record<number, string>>
    }
  | {
      readonly type: 'PartitionChangeRecord'
      readonly topicId: string
      readonly partition: number
      /** Null fields are unchanged. A change of leader raises the leader epoch; every record raises the partition epoch. */
      readonly isr: readonly number[] | null
      readonly leader: number | null
      readonly replicas: readonly number[] | null
      readonly addingReplicas: readonly number[] | null
      readonly removingReplicas: readonly number[] | null
      readonly leaderRecoveryState: 'recovered' | 'recovering' | null
      readonly eligibleLeaderReplicas: readonly number[] | null
      readonly lastKnownElr: readonly number[] | null
      /** Absent: unchanged. */
      readonly directories?: Readonly<Record<number, string>>
    }
  | { readonly type: 'RemoveTopicRecord'; readonly topicId: string }
  | {
      readonly type: 'ConfigRecord'
      readonly resourceType: string
      readonly resourceName: string
      readonly name: string
      /** Null removes the override. */
      readonly value: string | null
    }
  | { readonly type: 'ClearElrRecord'; readonly topicName: string | null }
  | { readonly type: 'FeatureLevelRecord'; readonly name: string; readonly featureLevel: number }
  | {
      readonly type: 'ProducerIdsRecord'
      readonly brokerId: number
      readonly brokerEpoch: number
      readonly nextProducerId: number
    }
  | {
      readonly type: 'ClientQuotaRecord'
      readonly entity: QuotaEntity
      readonly key: string
      readonly value: number
      readonly remove: boolean
    }
  | { readonly type: 'NoOpRecord' }
  /** What is between the two counts as one (KIP-866). Nothing else comes between them, so replay need not hold it back. */
  | { readonly type: 'BeginTransactionRecord'; readonly name: string }
  | { readonly type: 'EndTransactionRecord' }
  | { readonly type: 'LeaderChangeMessage'; readonly leaderId: number; readonly voters: readonly number[] }
  /** Control records like the message above: who votes, since voters are part of the log (KIP-853). */
  | { readonly type: 'KRaftVersionRecord'; readonly kRaftVersion: number }
  | { readonly type: 'VotersRecord'; readonly voters: readonly number[] }

export interface MetadataLogEntry {
  readonly offset: number
  readonly epoch: number
  readonly record: MetadataRecord
}
