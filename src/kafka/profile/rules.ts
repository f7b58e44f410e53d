/**
 * What differs by version and is no number or text: pure functions and choices, each named for what it decides. Whoever
 * implements the type for a further version cannot forget one; whoever needs a decision asks here and knows no version.
 */

/** Brokers' logs. */
export interface LogRules {
  /** The reasons for which old segments go, in the order in which a retention check looks at them. */
  readonly retentionOrder: readonly RetentionReason[]
  /** A producer snapshot leaves with its segment; otherwise it stays until the recovery point task drops it. */
  readonly snapshotsLeaveWithSegments: boolean
  /** The broker config after which an idle idempotent producer is forgotten. */
  readonly producerExpirationConfig: string
  /** A cleaning that meets the tombstones of a batch for the first time writes into it until when they stay (KIP-534). */
  readonly stampsTombstones: boolean
  /** Whether a cleaning may drop the tombstones of a batch. */
  mayDropTombstones(facts: TombstoneFacts): boolean
}

/** What is known of a batch with tombstones when a cleaning comes to it. Epoch milliseconds, -1 for what is not there. */
export interface TombstoneFacts {
  readonly wallClockMs: number
  /** Written into the batch by an earlier cleaning. */
  readonly deleteHorizonMs: number
  /** Largest timestamps of its segment, and of the last clean segment of the log. */
  readonly segmentTimestamp: number
  readonly lastCleanTimestamp: number
  readonly deleteRetentionMs: number
}

export type RetentionReason = 'startOffset' | 'size' | 'time'

/** Leaders and followers of a partition. */
export interface ReplicationRules {
  /** How many members of the ISR acks=all needs, of a topic that wants `minInsyncReplicas`. */
  effectiveMinIsr(minInsyncReplicas: number, replicationFactor: number): number
  /** Whether the high watermark may move while the ISR has so many members. */
  mayAdvanceHighWatermark(isrSize: number, effectiveMinIsr: number): boolean
  /** A caught-up replica outside of the ISR holds the high watermark back only if it might join. */
  readonly onlyEligibleHoldBackHighWatermark: boolean
  /** Whether a replica may join the ISR whose broker is as the metadata says; undefined: unknown to it. */
  isEligibleForIsr(broker: RegisteredBroker | undefined, fetchedInEpoch: number): boolean
  /** The ISR as it is shown after `newcomer` has joined. */
  isrWith(isr: readonly number[], newcomer: number): readonly number[]
}

export interface RegisteredBroker {
  readonly fenced: boolean
  readonly inControlledShutdown: boolean
  readonly brokerEpoch: number
}

/** Whoever leads the cluster. */
export interface ControllerRules {
  /** Whether controllers make themselves known in the metadata log at this level of metadata.version. */
  registersControllers(metadataVersion: number): boolean
  /** Whether brokers tell which of their directories get no new replicas. */
  knowsCordonedDirectories(metadataVersion: number): boolean
  /** Of a broker's partitions that should be led by it, `misplaced` are not: whether leaders go back to it. */
  isImbalanced(misplaced: number, preferred: number, imbalancePercentage: number): boolean
  /** What metadata says of a topic that is being made because somebody asked for it. */
  readonly answerForTopicBeingCreated: 'UNKNOWN_TOPIC_OR_PARTITION' | 'LEADER_NOT_AVAILABLE'
  /** What is wrong with how a properties file says where the quorum is; null: nothing. */
  refuseQuorum(properties: Readonly<Record<string, string>>): string | null
  /** How replicas of new partitions are dealt to brokers. */
  readonly placement: 'striped' | 'adminUtils'
  /** Whether a registered broker may get replicas of new partitions. */
  mayGetReplicas(broker: PlacementBroker): boolean
  /** What is said where new partitions cannot be placed; `why` is a sentence of its own, or goes on after an introduction. */
  refusePlacement(facts: RefusedPlacement): string
  /**
   * Why a running broker may not be given `value` for a setting that can be changed while it runs, in Kafka's words; null:
   * it may. `exists` knows the classes of this version.
   */
  refuseReconfiguration(config: string, value: string, exists: (className: string) => boolean): string | null
  /** Why a running broker's thread pool of `from` threads may not have `to`, in Kafka's words; null: it may. */
  refuseThreads(config: string, from: number, to: number): string | null
}

export interface PlacementBroker {
  readonly fenced: boolean
  readonly inControlledShutdown: boolean
}

export interface RefusedPlacement {
  readonly request: 'createTopics' | 'createPartitions'
  readonly replicationFactor: number
  /** The placement refused, or placed nothing that is alive. */
  readonly by: 'placement' | 'noneActive'
  readonly why: string
}

/** The classic group protocol. */
export interface GroupRules {
  /** A heartbeat between the JoinGroup answer and the assignment. */
  readonly heartbeatWhileCompleting: {
    readonly errorCode: 'NONE' | 'REBALANCE_IN_PROGRESS'
    readonly extendsSession: boolean
  }
  /** A static leader that comes back to a stable group is told that there is nothing to assign. */
  readonly returningLeaderSkipsAssignment: boolean
  /** Members that joined and never ask for their assignment are put out after the rebalance timeout. */
  readonly putsOutMembersThatNeverSync: boolean
}

/** Producers, consumers and admin clients. */
export interface ClientRules {
  /** `partitioner.class` to what it does; the empty name is a producer that names none. */
  readonly partitioners: Readonly<Record<string, PartitionerKind>>
  /** `partition.assignment.strategy`: class to the name it has in the group protocol. */
  readonly assignors: Readonly<Record<string, 'range' | 'roundrobin' | 'sticky' | 'cooperative-sticky'>>
  /** Whose variants of the assignors the leader of a group runs. */
  readonly assignorVersion: '2.5.0' | '2.5.1' | '4.x'
  /** Milliseconds before jitter, after so many earlier failures. */
  backoffMs(initialMs: number, maxMs: number, failures: number): number
  /** Of 1000: how far a backoff may be drawn up or down. */
  readonly backoffJitterPermille: number
  /** More requests in flight than idempotence can keep in order are refused also where it is only the default. */
  readonly refusesTooManyInFlight: boolean
  /** A record that cannot be had room for within max.block.ms. */
  readonly exhaustedMemoryError: 'BufferExhaustedException' | 'TimeoutException'
  /** What is thrown for enable.auto.commit=true without a group. */
  readonly autoCommitWithoutGroup: { readonly class: string; readonly message: string }
  /** What is said of a partition that a topic with `partitionCount` has not got. */
  missingPartition(topic: string, partition: number, partitionCount: number, waitedMs: number): string
  /** Added to what is said of a batch that was given up. */
  readonly expiredBatchAddition: string
  /** How large the parts become into which a batch is split that a broker found too large, in bytes. */
  splitInto(batch: SplitFacts): number
  /** Java's `Partitioner.onNewBatch`: a record that would open a batch is not appended before the partitioner chose anew. */
  readonly partitionersChooseAgainForNewBatches: boolean
  /** A member that learns from a heartbeat that it is fenced forgets member id and generation. */
  readonly fencedHeartbeatEndsMembership: boolean
  /** What a commit throws when another process has taken over the member's group.instance.id. */
  commitOfFencedInstance(facts: FencedCommit): 'FencedInstanceIdException' | 'CommitFailedException'
}

export interface SplitFacts {
  /** How often it was split already. */
  readonly splits: number
  readonly estimatedBytes: number
  readonly largestRecordBytes: number
  /** batch.size. */
  readonly batchSize: number
}

export interface FencedCommit {
  /** By `subscribe`: it takes part in the group's rebalances. */
  readonly subscribed: boolean
  /** Member and generation are still those with which the commit was sent. */
  readonly unchanged: boolean
}

export type PartitionerKind = 'builtIn' | 'roundRobin' | 'sticky' | 'uniformSticky'

export interface Rules {
  readonly log: LogRules
  readonly replication: ReplicationRules
  readonly controller: ControllerRules
  readonly group: GroupRules
  readonly client: ClientRules
}
