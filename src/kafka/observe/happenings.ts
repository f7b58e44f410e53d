/**
 * Facts about the cluster for people, in the past tense. Semantics never read one. Brokers, replicas and controllers
 * are numbers, clients are names, as Kafka's own tools show them.
 */
import type { TopicPartition } from '../common/topic-partition.ts'

export type Happening =
  // Processes
  | { readonly type: 'NodeStarted'; readonly node: string }
  /** The process read its properties file, or looked around, and died of what it found. */
  | { readonly type: 'StartFailed'; readonly node: string; readonly error: string }
  | { readonly type: 'NodeStopping'; readonly node: string }
  | { readonly type: 'NodeStopped'; readonly node: string }
  /** The machine is gone for good, and its disk with it; whatever ran there ended by force. */
  | { readonly type: 'NodeRemoved'; readonly node: string }
  | { readonly type: 'NodeKilled'; readonly node: string }
  | { readonly type: 'NodePowerCut'; readonly node: string; readonly lostRecords: number }
  /** With every log directory on it: its broker halts. */
  | { readonly type: 'DiskFailed'; readonly node: string }
  /** One of a broker's several log directories; `halts`: the broker, for it was the last, or has the metadata log in it. */
  | {
      readonly type: 'LogDirectoryFailed'
      readonly node: string
      readonly directory: string
      /** That lay in it. */
      readonly replicas: number
      readonly halts: 'no' | 'last' | 'metadata'
    }
  | { readonly type: 'NodePaused'; readonly node: string }
  | { readonly type: 'NodeResumed'; readonly node: string }
  | { readonly type: 'NodeSlowed'; readonly node: string; readonly delayUs: number }
  /** Another program takes memory there; null: it has given all of it back. */
  | { readonly type: 'PageCacheLimited'; readonly node: string; readonly bytes: number | null }
  | { readonly type: 'LinkCut'; readonly a: string; readonly b: string }
  | { readonly type: 'LinkSlowed'; readonly a: string; readonly b: string; readonly extraUs: number }
  | { readonly type: 'LinkRepaired'; readonly a: string; readonly b: string }
  | { readonly type: 'LinkHeld'; readonly from: string; readonly to: string; readonly api: string | null }
  | { readonly type: 'LinkReleased'; readonly from: string; readonly to: string }
  // Controllers
  | { readonly type: 'ControllerBecameCandidate'; readonly controller: number; readonly epoch: number }
  | { readonly type: 'ControllerElected'; readonly controller: number; readonly epoch: number }
  | { readonly type: 'ControllerResigned'; readonly controller: number; readonly epoch: number }
  // Brokers of ZooKeeper's era
  | { readonly type: 'BrokerBecameController'; readonly broker: number; readonly epoch: number }
  | { readonly type: 'BrokerStoppedControlling'; readonly broker: number; readonly epoch: number }
  /** The controller has found it in ZooKeeper: it is new, or back. */
  | { readonly type: 'BrokerAppeared'; readonly broker: number; readonly brokerEpoch: number; readonly isEmpty?: true }
  /** The controller has found that it is there no more. */
  | { readonly type: 'BrokerDisappeared'; readonly broker: number; readonly reason: 'sessionEnded' | 'shutdown' }
  // ZooKeeper servers
  | { readonly type: 'ZooKeeperElected'; readonly node: string; readonly epoch: number }
  /** It has lost its leader, or as one too many followers. */
  | { readonly type: 'ZooKeeperStoppedServing'; readonly node: string }
  | {
      readonly type: 'ZooKeeperSessionExpired'
      readonly node: string
      readonly session: string
      readonly timeoutMs: number
      /** Of the ephemeral znodes that go with it. */
      readonly paths: readonly string[]
    }
  | { readonly type: 'BrokerRegistered'; readonly broker: number; readonly brokerEpoch: number }
  | {
      readonly type: 'BrokerFenced'
      readonly broker: number
      readonly reason: 'sessionExpired' | 'shutdown' | 'registered'
    }
  /** The controller has heard that the broker has lost a log directory. */
  | { readonly type: 'LogDirectoryReported'; readonly broker: number }
  /** `isEmpty`: no replica is placed on it, so it has nothing to do. */
  | { readonly type: 'BrokerUnfenced'; readonly broker: number; readonly isEmpty?: true }
  | { readonly type: 'BrokerUnregistered'; readonly broker: number }
  // Topics and replication
  | {
      readonly type: 'TopicCreated'
      readonly topic: string
      readonly partitions: number
      readonly replicationFactor: number
    }
  | { readonly type: 'TopicDeleted'; readonly topic: string }
  | { readonly type: 'PartitionsAdded'; readonly topic: string; readonly from: number; readonly to: number }
  | { readonly type: 'TopicConfigChanged'; readonly topic: string; readonly keys: readonly string[] }
  | {
      readonly type: 'LeaderElected'
      readonly topicPartition: TopicPartition
      /** -1: there was, or is, no leader. */
      readonly from: number
      readonly to: number
      readonly leaderEpoch: number
      /** `pending`: the leader is gone, and the controller is about to elect one of those in the ISR that live. */
      readonly election: 'clean' | 'preferred' | 'unclean' | 'pending' | 'none'
      readonly isr: readonly number[]
    }
  /** A client gives up what it has long waited for, and asks another broker who leads now. */
  | {
      readonly type: 'RequestTimedOut'
      readonly client: string
      /** The node that did not answer. */
      readonly silent: string
      readonly waitedMs: number
    }
  /** A client has learned of another leader than it knew; `from` is -1 where it knew of none. */
  | {
      readonly type: 'LeaderNoticed'
      readonly client: string
      readonly topicPartition: TopicPartition
      readonly from: number
      readonly to: number
    }
  | {
      readonly type: 'IsrShrunk'
      readonly topicPartition: TopicPartition
      readonly removed: readonly number[]
      readonly isr: readonly number[]
      readonly by: 'leader' | 'controller'
    }
  | {
      readonly type: 'IsrExpanded'
      readonly topicPartition: TopicPartition
      readonly added: readonly number[]
      readonly isr: readonly number[]
    }
  // Replicas that move (KIP-455)
  /** `replicas` as they shall be; those that are added begin to copy, and nobody goes before all of them are in sync. */
  | {
      readonly type: 'ReassignmentStarted'
      readonly topicPartition: TopicPartition
      readonly replicas: readonly number[]
      readonly adding: readonly number[]
      readonly removing: readonly number[]
    }
  /** Where there was nobody to wait for, it never started. */
  | {
      readonly type: 'ReassignmentCompleted'
      readonly topicPartition: TopicPartition
      readonly replicas: readonly number[]
      readonly added: readonly number[]
      readonly removed: readonly number[]
    }
  | {
      readonly type: 'ReassignmentCancelled'
      readonly topicPartition: TopicPartition
      readonly replicas: readonly number[]
    }
  | {
      readonly type: 'LogTruncated'
      readonly broker: number
      readonly topicPartition: TopicPartition
      readonly fromOffset: number
      readonly toOffset: number
    }
  | {
      readonly type: 'SegmentRolled'
      readonly broker: number
      readonly topicPartition: TopicPartition
      readonly baseOffset: number
    }
  | {
      readonly type: 'SegmentDeleted'
      readonly broker: number
      readonly topicPartition: TopicPartition
      readonly baseOffset: number
      readonly logStartOffset: number
    }
  /** What was asked for is not in memory any more: the answer waits for the disk. Told once a second at most. */
  | {
      readonly type: 'ReadFromDisk'
      readonly broker: number
      readonly topicPartition: TopicPartition
      readonly pages: number
      readonly waitMs: number
    }
  /** Compaction has rewritten its closed segments: so many records fewer. */
  | {
      readonly type: 'LogCleaned'
      readonly broker: number
      readonly topicPartition: TopicPartition
      readonly records: number
      readonly fromBytes: number
      readonly toBytes: number
    }
  // Producers
  | {
      /** Acknowledged, and in no leader's log any more. */
      readonly type: 'RecordsLost'
      readonly topicPartition: TopicPartition
      /** Whose replica had them. */
      readonly broker: number
      readonly fromOffset: number
      /** Exclusive; not every offset below it need be among them. */
      readonly toOffset: number
      readonly records: number
      /** Of these, the ones below a high watermark; the others were acknowledged by acks=1. */
      readonly committed: number
      /** Who leads without them; -1 nobody yet. */
      readonly leader: number
    }
  | {
      /** Sent again and appended again, by a producer without idempotence. */
      readonly type: 'RecordsDuplicated'
      readonly topicPartition: TopicPartition
      readonly producer: string
      readonly broker: number
      /** Of the first record as it stands again. */
      readonly offset: number
      readonly records: number
      /** Where the same records stand before. */
      readonly firstOffset: number
    }
  | {
      /** Appended behind what their producer made later. */
      readonly type: 'RecordsOutOfOrder'
      readonly topicPartition: TopicPartition
      readonly producer: string
      readonly broker: number
      readonly offset: number
      readonly records: number
      /** Where the first record stands that was made later. */
      readonly behindOffset: number
    }
  | {
      readonly type: 'SendFailed'
      readonly producer: string
      readonly topicPartition: TopicPartition
      readonly error: string
      readonly records: number
    }
  | {
      readonly type: 'BatchRetried'
      readonly producer: string
      readonly topicPartition: TopicPartition
      readonly error: string
      readonly attempt: number
    }
  /** It exceeds its quota, and is read nothing from for a while; told of once while that goes on. */
  | {
      readonly type: 'ClientThrottled'
      readonly broker: number
      /** By its client id. */
      readonly client: string
      /** `controller_mutation`: topics and partitions to be created or deleted, of which a controller did nothing any more. */
      readonly api: 'produce' | 'fetch' | 'controller_mutation'
      readonly throttleMs: number
    }
  | {
      /** A broker found a batch too large, and its records were put into so many smaller ones. */
      readonly type: 'BatchSplit'
      readonly producer: string
      readonly topicPartition: TopicPartition
      readonly records: number
      readonly parts: number
    }
  // Transactions
  | {
      /** What the coordinator has written down of a transactional id. */
      readonly type: 'TransactionStateChanged'
      readonly transactionalId: string
      /** As Kafka names it: `Ongoing`, `PrepareCommit`, … */
      readonly to: string
      readonly producerId: number
      readonly producerEpoch: number
      /** How many partitions take part, and which. */
      readonly partitions: number
      readonly topicPartitions: readonly TopicPartition[]
    }
  /** A producer's application was told to end its transaction now. */
  | {
      readonly type: 'TransactionEndAsked'
      readonly producer: string
      readonly transactionalId: string
      readonly committed: boolean
    }
  | {
      /** A leader has written how a transaction ended. */
      readonly type: 'TransactionMarkerWritten'
      readonly topicPartition: TopicPartition
      readonly broker: number
      readonly producerId: number
      readonly committed: boolean
      /** The marker's own. */
      readonly offset: number
    }
  | {
      /** Another producer begins with this id while a transaction of the one before is open: that is aborted first. */
      readonly type: 'OpenTransactionFenced'
      readonly transactionalId: string
      readonly partitions: readonly TopicPartition[]
    }
  | {
      /** Its coordinator finds it open for longer than one round of looking: read_committed readers wait for it. */
      readonly type: 'TransactionHangs'
      readonly transactionalId: string
      readonly partitions: readonly TopicPartition[]
      readonly openMs: number
      /** After so long it is aborted. */
      readonly timeoutMs: number
    }
  | { readonly type: 'TransactionTimedOut'; readonly transactionalId: string; readonly timeoutMs: number }
  | {
      /** A producer has been told that another one has its transactional id now. */
      readonly type: 'ProducerFenced'
      readonly producer: string
      readonly transactionalId: string
    }
  // Applications
  /** New settings, or another workload. */
  | { readonly type: 'ProducerConfigured'; readonly producer: string }
  | { readonly type: 'ConsumerConfigured'; readonly consumer: string }
  /** The constructor threw: nothing of the client runs. */
  | { readonly type: 'ProducerConfigRefused'; readonly producer: string; readonly error: string }
  | { readonly type: 'ConsumerConfigRefused'; readonly consumer: string; readonly error: string }
  /** An exception out of poll that nobody caught: the application's loop has ended. */
  | { readonly type: 'ConsumerFailed'; readonly consumer: string; readonly error: string }
  // Groups
  /** A member takes its coordinator for gone, and looks for it anew: it is silent, is none any more, or is too slow. */
  | {
      readonly type: 'CoordinatorLost'
      readonly client: string
      readonly groupId: string
      readonly coordinator: number
      /** Kafka's name; NETWORK_EXCEPTION where no answer came. */
      readonly error: string
    }
  | { readonly type: 'CoordinatorMoved'; readonly groupId: string; readonly from: number; readonly to: number }
  | {
      readonly type: 'GroupStateChanged'
      readonly groupId: string
      readonly from: string
      readonly to: string
      readonly generation: number
    }
  | { readonly type: 'MemberJoined'; readonly groupId: string; readonly memberId: string; readonly client: string }
  | {
      readonly type: 'MemberLeft'
      readonly groupId: string
      readonly memberId: string
      readonly client: string
      readonly reason: 'left' | 'sessionExpired' | 'rebalanceTimeout' | 'pollTimeout' | 'fenced'
    }
  | {
      readonly type: 'GroupRebalanced'
      readonly groupId: string
      readonly generation: number
      readonly protocol: string
      /** Client name to partitions. */
      readonly assignment: Readonly<Record<string, readonly TopicPartition[]>>
    }
  | {
      /** The leader has sent it to a follower in its own rack (KIP-392). */
      readonly type: 'ReadReplicaChosen'
      readonly consumer: string
      readonly topicPartition: TopicPartition
      readonly leader: number
      readonly replica: number
      readonly rack: string
    }
  | {
      readonly type: 'OffsetReset'
      readonly consumer: string
      readonly topicPartition: TopicPartition
      readonly to: number
      readonly policy: string
    }
  | { readonly type: 'CommitFailed'; readonly consumer: string; readonly groupId: string; readonly error: string }
  // Tools
  /** A button asked the cluster for something; `call` is the command, as in `AdminCallFailed`. */
  | { readonly type: 'TopicChangeAsked'; readonly call: string; readonly topic: string }
  | { readonly type: 'PreferredElectionAsked' }
  | {
      readonly type: 'ReassignmentAsked'
      readonly partitions: readonly TopicPartition[]
      readonly cancelled: boolean
      readonly throttle: number | null
    }
  /** What was asked for is done, and what had slowed it down was taken back. */
  | { readonly type: 'ReplicationThrottleRemoved'; readonly topics: readonly string[] }
  /** Whoever asked for it: everything has moved away from the broker, which is stopped now. */
  | { readonly type: 'BrokerDrained'; readonly node: string }
  /** Something is left on it after all, so it is not stopped. */
  | { readonly type: 'BrokerNotDrained'; readonly node: string; readonly topicPartitions: readonly TopicPartition[] }
  /** A button's admin request came back with an error; `call` is the command that asked for it. */
  | { readonly type: 'AdminCallFailed'; readonly call: string; readonly error: string }
  // Terminals
  | { readonly type: 'CommandStarted'; readonly terminal: string; readonly line: string }
  | { readonly type: 'CommandFinished'; readonly terminal: string; readonly line: string; readonly exitCode: number }
  | { readonly type: 'RecordsDropped'; readonly producer: string; readonly reason: string; readonly records: number }

export type HappeningType = Happening['type']
