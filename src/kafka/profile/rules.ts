/**
 * What differs by version and is no number or text: pure functions and choices, each named for what it decides. Whoever
 * implements the type for a further version cannot forget one; whoever needs a decision asks here and knows no version.
 */

import type { GroupRules } from './group-rules.ts'
import type { MembershipWords } from './membership-words.ts'
import type { Settings } from './server-settings.ts'
import type { TransactionCallRules } from './transaction-call-rules.ts'
import type { TruncationWords } from './truncation-words.ts'

/** Brokers' logs. */
export interface LogRules {
  /** The reasons for which old segments go, in the order in which a retention check looks at them. */
  readonly retentionOrder: readonly RetentionReason[]
  /** A producer snapshot leaves with its segment; otherwise it stays until the recovery point task drops it. */
  readonly snapshotsLeaveWithSegments: boolean
  /** The broker config after which an idle idempotent producer is forgotten. */
  readonly producerExpirationConfig: string
  /** The topic configs that say how old a record may be, and how far in the future. */
  readonly timestampConfigs: { readonly before: string; readonly after: string }
  /** A replica's folder says of which topic it is, by its id (KIP-516). */
  readonly writesTopicIds: boolean
  /** By which bits of a hash the library finds its way that compresses with snappy. */
  readonly snappyHash: 'upper' | 'lower'
  /** A cleaning leaves alone what is not committed. */
  readonly cleansOnlyCommitted: boolean
  /** A cleaning that meets the tombstones of a batch for the first time writes into it until when they stay (KIP-534). */
  readonly stampsTombstones: boolean
  /** Whether a cleaning may drop the tombstones of a batch. */
  mayDropTombstones(facts: TombstoneFacts): boolean
  /** Whether DeleteRecords may move the start of a log with these policies, of which there may be none. */
  mayDeleteRecords(policies: { readonly compact: boolean; readonly delete: boolean }): boolean
}

/** What is known of a batch with tombstones when a cleaning comes to it. Epoch milliseconds, -1 for what is not there. */
export interface TombstoneFacts {
  readonly wallClockMs: number
  /** Written into the batch by an earlier cleaning. */
  readonly deleteHorizonMs: number
  /** When the file of its segment was last written, and that of the last clean segment of the log. */
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
  /**
   * A look over the ISRs ends, by an exception, at one that has a broker of which the leader knows no replica any more
   * (KAFKA-9672); else that broker leaves it.
   */
  readonly isrLookEndsAtStranger: boolean
  /** Whoever does not lead a partition tells clients who does, as far as it knows (KIP-951). */
  readonly namesNewLeader: boolean
  /**
   * Where its log departs from a new leader's, a follower asks before it fetches (KIP-101); else the leader tells with its
   * answer to a fetch (KIP-595).
   */
  readonly followersAskWhereEpochsEnd: boolean
  /** Whether a consumer may be sent to a replica that has what it wants, in its own rack (KIP-392). */
  mayReadFrom(isInSync: boolean): boolean
  /** That a consumer shall read elsewhere is told at once; else once its fetch has waited as long as it may. */
  readonly tellsReadReplicaAtOnce: boolean
  /** A fetch of a follower does not wait where the high watermark is past the one it found when it last asked. */
  readonly tellsFollowersHighWatermarkAtOnce: boolean
  /**
   * A rate is measured over one sample more than there are windows, and a sample counts until its last event is too old;
   * else until its first instant is.
   */
  readonly quotaSamplesOverlap: boolean
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
  /** Metadata says of a name that no topic can have that it is none, though nobody asked for the topic to be made. */
  readonly refusesNamesInMetadata: boolean
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
  /** Settings in a complaint, as their collection is shown. */
  showSettings(names: readonly string[]): string
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

/** Coordinators of transactions, and the leaders that take their records. */
export interface TransactionRules {
  /** Which protocol is spoken in a cluster whose features are finalized like this: 0 is that of KIP-98, 2 of KIP-890. */
  version(features: ReadonlyMap<string, number>): number
  /** A leader asks the coordinator before it takes the first batch of a transaction. */
  readonly leadersAsk: boolean
  /** What a producer is told by the coordinator whose epoch another has outdone. */
  readonly outdone: 'PRODUCER_FENCED' | 'INVALID_PRODUCER_EPOCH'
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
  /** A batch whose partition has a new leader by now is sent to it without a pause (KIP-951). */
  readonly retriesAtOnceWithNewLeader: boolean
  /** Of 1000: how far a backoff may be drawn up or down. */
  readonly backoffJitterPermille: number
  /** Whoever was sent to a follower goes back to the leader when that one is lost, or answers with an error. */
  readonly leavesReadReplicaInTrouble: boolean
  /** Whether a producer is idempotent, and with which acks; or what is wrong with settings that do not go together. */
  idempotence(facts: IdempotenceFacts): Idempotence | RefusedIdempotence
  /** A record that cannot be had room for within max.block.ms. */
  readonly exhaustedMemoryError: 'BufferExhaustedException' | 'TimeoutException'
  /** Lists of addresses are looked at before any of them is: none may be empty, or there twice. */
  readonly checksAddressLists: boolean
  /** What an address looks like: host, with brackets or without, and port are its groups. */
  readonly addressPattern: RegExp
  /** A consumer may have a group.id that says nothing. */
  readonly takesEmptyGroupIds: boolean
  /** What is thrown for enable.auto.commit=true without a group. */
  readonly autoCommitWithoutGroup: { readonly class: string; readonly message: string }
  /** What is said of a partition that a topic with `partitionCount` has not got. */
  missingPartition(topic: string, partition: number, partitionCount: number, waitedMs: number): string
  /** What is said of metadata that never came names the last that was wrong with the topic as its cause. */
  readonly namesWhyMetadataNeverCame: boolean
  /** What a class of `partition.assignment.strategy` has to be, as a complaint has it. */
  readonly assignorTypes: string
  /** Producers read what an answer says of each record, and in words of the whole batch (KIP-467). */
  readonly hearsWhatIsWrongWithRecords: boolean
  /** Added to what is said of a batch that was given up. */
  readonly expiredBatchAddition: string
  /** How large the parts become into which a batch is split that a broker found too large, in bytes. */
  splitInto(batch: SplitFacts): number
  /** Whoever flushes waits for the parts of a batch that was split, too. */
  readonly flushWaitsForParts: boolean
  /** Java's `Partitioner.onNewBatch`: a record that would open a batch is not appended before the partitioner chose anew. */
  readonly partitionersChooseAgainForNewBatches: boolean
  /** What is thrown for a number that a partitioner of the application chose; null: it is taken, and waits for a leader. */
  refuseChosenPartition(partition: number): { readonly class: string; readonly message: string } | null
  /**
   * What only the controller can do, admin clients ask of the broker that metadata calls it, and look for another one when it
   * says that it is not; else of any broker, since all of them pass it on (KIP-590).
   */
  readonly seeksController: boolean
  /** Topic.validate, by which clients, brokers and tools look at a topic's name: what is wrong with it; null: nothing. */
  illegalTopicName(name: string): string | null
  /** What a broker adds to the error where it is asked for the settings of a topic that it does not know; null: nothing. */
  readonly aboutUnknownTopic: string | null
  readonly transactionCalls: TransactionCallRules
  /** What poll() throws for a record that a deserializer refuses. */
  unreadableRecord(
    part: 'KEY' | 'VALUE',
    topicPartition: string,
    offset: number,
  ): { readonly class: string; readonly message: string }
  /** A consumer that is closed ends its fetch sessions, and waits for the answers (KAFKA-7109). */
  readonly closesFetchSessions: boolean
  /**
   * In which order a member keeps what its group gave it, and so asks for it: by topic and partition, or as a HashMap lists
   * them that was made with room for all.
   */
  readonly keepsAssignment: 'sorted' | 'hashed'
  /** The version in which a member writes what it subscribes to: the first has neither generation nor rack (KIP-792, KIP-881). */
  readonly subscriptionVersion: 1 | 3
  /** A member sends heartbeats as soon as its JoinGroup is answered, and not only when it has its assignment. */
  readonly heartbeatsWhileSyncing: boolean
  /** The leader of a group asks for the topics of its group alone, until it joins again, whatever it has subscribed to since. */
  readonly leadersForgetOwnTopics: boolean
  /** A member that learns from a heartbeat that it is fenced forgets member id and generation. */
  readonly fencedHeartbeatEndsMembership: boolean
  /** What a commit throws when another process has taken over the member's group.instance.id. */
  commitOfFencedInstance(facts: FencedCommit): 'FencedInstanceIdException' | 'CommitFailedException'
}

export interface Thrown {
  readonly class: string
  readonly message: string
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

/** What a producer's settings say of idempotence. */
export interface IdempotenceFacts {
  /** What was given for `enable.idempotence`; null: nothing was. */
  readonly given: boolean | null
  readonly byDefault: boolean
  readonly isTransactional: boolean
  readonly acks: Acks
  readonly acksGiven: boolean
  readonly retries: number
  readonly maxInFlight: number
}

export type Acks = 0 | 1 | -1

export interface Idempotence {
  readonly enabled: boolean
  /** Those that the producer asks for. */
  readonly acks: Acks
}

/** A ConfigException; `inConstructor`: KafkaProducer's wraps it, else ProducerConfig throws it as it is. */
export interface RefusedIdempotence {
  readonly refused: string
  readonly inConstructor?: boolean
}

export type PartitionerKind = 'builtIn' | 'roundRobin' | 'sticky' | 'uniformSticky'

/** What clients say in their logs, and in exceptions whose text they make up themselves. */
export interface ClientWords extends MembershipWords, TruncationWords {
  /** A node as Node.toString has it. */
  node(node: NodeFacts): string
  /** A connection to a node that nobody took; the address has a name before its slash. */
  unreachable(id: number, address: string): string
  /** Topics, `{orders=LEADER_NOT_AVAILABLE}`, that a metadata response has nothing of. */
  metadataRefused(correlationId: number, topics: string): string
  /** An answer to a produce request that tells of old metadata; `why` is the exception with its text. */
  metadataOutdated(topicPartition: string, why: string): string
  /** A fetch position that the log does not reach, where nobody says what then. `position` as FetchPosition.toString. */
  outOfRange(topicPartition: string, offset: number, position: string): string
  /** Whoever reads answers to fetches. */
  readonly fetchLogger: string
  /** What a client's constructor says of a channel that it cannot make, around why; null: nothing. */
  readonly failedNetworkClient: string | null
  /** A client warns of a setting that it was given and never looks at; null: it says that where nobody sees it. */
  readonly unusedSetting: ((name: string) => string) | null
  /** A call of an admin client whose time was over before it could be sent to anybody (again); a TimeoutException. */
  callNeverSent(call: CallOverdue): { readonly message: string; readonly cause: string | null }
  /** One that was cut off under way, together with its connection; a TimeoutException. */
  callCutOff(call: CallOverdue): string
  /** How a call through a coordinator is named while it is looked for, or asked. */
  callToCoordinator(name: string, api: string): string
}

/** Times in epoch milliseconds. */
export interface CallOverdue {
  readonly name: string
  readonly nowMs: number
  readonly deadlineMs: number
  readonly tries: number
  readonly nextTryMs: number
}

export interface NodeFacts {
  readonly id: number
  readonly host: string
  readonly port: number
  readonly rack: string | null
}

/** A server's process, from its properties file on. */
export interface ServerRules {
  /** What settings, each of which is good by itself, are refused for when a process starts with them; null: it does start. */
  refuseSettings(settings: Settings): Thrown | null
  /**
   * `meta.properties` of its log directory says that it is server `stored`; null: there is no such file, for nobody has
   * used the directory. Null where that is no reason not to start.
   */
  refuseStoredId(configured: string | null, stored: number | null, directory: string): Thrown | null
  /** What stands in the server's log of an event in its life. */
  writes(event: ServerEvent, id: number): LoggedLine
  /** The same of what befalls its log directories. */
  writesOfDisk(event: DiskEvent, id: number): readonly LoggedLine[]
}

/** How a process finds its logs when it starts, and what it says when a log directory fails. */
export type DiskEvent =
  | {
      readonly type: 'loading'
      readonly directories: readonly { readonly path: string; readonly logs: number; readonly clean: boolean }[]
      /** Segments that are read once more, since nothing says that they are whole: by their base offsets. */
      readonly recovering: readonly {
        readonly log: string
        readonly path: string
        readonly segments: readonly number[]
      }[]
    }
  | { readonly type: 'loaded'; readonly logs: number; readonly ms: number; readonly unclean: readonly string[] }
  | {
      readonly type: 'failing'
      readonly path: string
      readonly id: string | null
      readonly partitions: readonly string[]
    }
  | { readonly type: 'lastFailed'; readonly paths: readonly string[] }
  | { readonly type: 'metadataFailed'; readonly path: string }

/**
 * A process that does not begin is `refused` by its settings alone; it `failedEarly` by what it found before it knew who it
 * is, and `failed` by what it found after that. `unregistered`: no controller took it in time, so that it `gaveUp`.
 */
export type ServerEvent =
  | 'starting'
  | 'started'
  | 'shuttingDown'
  | 'shutDown'
  | 'refused'
  | 'failedEarly'
  | 'failed'
  | 'anotherCluster'
  | 'unregistered'
  | 'gaveUp'

export interface LoggedLine {
  readonly level: 'INFO' | 'WARN' | 'ERROR'
  readonly message: string
  readonly logger: string
}

export interface Rules {
  readonly log: LogRules
  readonly replication: ReplicationRules
  readonly controller: ControllerRules
  readonly server: ServerRules
  readonly group: GroupRules
  readonly transaction: TransactionRules
  readonly client: ClientRules
  readonly words: ClientWords
}
