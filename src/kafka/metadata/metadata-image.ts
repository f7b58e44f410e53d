/**
 * Counterpart in Kafka: org.apache.kafka.image.MetadataImage. Each broker and controller has one of its own and feeds
 * it record by record; rows are frozen and replaced, never changed, so copies share them.
 */
import type { QuotaEntity } from '../common/client-quotas.ts'
import type { TopicPartition } from '../common/topic-partition.ts'

export interface BrokerRegistration {
  readonly brokerId: number
  readonly brokerEpoch: number
  readonly incarnationId: string
  readonly host: string
  readonly port: number
  readonly rack: string | null
  readonly fenced: boolean
  readonly inControlledShutdown: boolean
  /** Names of the features it supports. */
  readonly features: readonly string[]
  /** Ids of directories that get no new replicas (KIP-1066); null until the broker has told. */
  readonly cordonedLogDirs: readonly string[] | null
  /** Ids of the log directories that it has and that have not failed; absent of one that has but a single directory. */
  readonly logDirs?: readonly string[]
}

/** A controller that has made itself known (KIP-919). */
export interface ControllerRegistration {
  readonly controllerId: number
  /** Differs with every start of the process. */
  readonly incarnationId: string
  readonly host: string
  readonly port: number
  readonly features: readonly string[]
}

export interface PartitionRegistration {
  /** Made once, so that every map keyed by it meets the same string. */
  readonly topicPartition: TopicPartition
  readonly topic: string
  readonly topicId: string
  readonly partition: number
  readonly replicas: readonly number[]
  readonly isr: readonly number[]
  readonly addingReplicas: readonly number[]
  readonly removingReplicas: readonly number[]
  /** -1: none. */
  readonly leader: number
  readonly leaderEpoch: number
  readonly partitionEpoch: number
  readonly leaderRecoveryState: 'recovered' | 'recovering'
  readonly eligibleLeaderReplicas: readonly number[]
  readonly lastKnownElr: readonly number[]
  /** By broker, of replicas on brokers with several log directories: the id of the one it lies in (KIP-858). */
  readonly directories?: Readonly<Record<number, string>>
}

export interface TopicMetadata {
  readonly name: string
  readonly topicId: string
  readonly partitions: readonly PartitionRegistration[]
}

export interface MetadataImage {
  /** Offset and epoch of the last record applied; -1 before the first. */
  offset: number
  epoch: number
  readonly brokers: Map<number, BrokerRegistration>
  readonly controllers: Map<number, ControllerRegistration>
  readonly topics: Map<string, TopicMetadata>
  readonly topicNames: Map<string, string>
  /** `topic:orders`, `broker:1`, `broker:` (cluster default), `group:g` to its overrides, in the order they were set. */
  readonly configs: Map<string, Readonly<Record<string, string>>>
  readonly features: Map<string, number>
  nextProducerId: number
  /** By `quotaEntityKey`, in the order they were set. Absent while there are none, as in nearly every cluster. */
  clientQuotas?: Map<string, ClientQuotas>
}

export interface ClientQuotas {
  readonly entity: QuotaEntity
  readonly quotas: Readonly<Record<string, number>>
}

export function emptyMetadataImage(): MetadataImage {
  return {
    offset: -1,
    epoch: -1,
    brokers: new Map(),
    controllers: new Map(),
    topics: new Map(),
    topicNames: new Map(),
    configs: new Map(),
    features: new Map(),
    nextProducerId: 0,
  }
}

export function partitionOf(image: MetadataImage, topic: string, partition: number): PartitionRegistration | undefined {
  return image.topics.get(topic)?.partitions[partition]
}
