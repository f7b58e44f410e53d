/**
 * A beat is one decisive moment of a story, to be said in one sentence. What is folded into it (three partitions that get
 * a leader in the same instant, a hundred retries) is counted and listed, not told again.
 */

export type BeatKind =
  // A broker goes
  | 'brokerKilled'
  | 'brokerDiskFailed'
  | 'logDirectoryFailed'
  | 'logDirectoryWasLast'
  | 'logDirectoryHadMetadata'
  | 'logDirectoryReported'
  | 'brokerPowerCut'
  | 'brokerPowerCutLost'
  | 'brokerPaused'
  | 'brokerStopping'
  | 'brokerStopped'
  | 'brokerRemoved'
  | 'brokerFenced'
  | 'brokerKilledInSession'
  | 'linkCut'
  // Leaders
  | 'leadersElected'
  | 'leadersHandedOver'
  | 'leadersBack'
  | 'leadersUnclean'
  | 'leadersNone'
  | 'leadersTakenOut'
  | 'requestsTimedOut'
  | 'leadersNoticed'
  // Replication
  | 'isrShrank'
  | 'isrGrew'
  | 'logTruncated'
  | 'recordsLost'
  | 'recordsDuplicated'
  | 'recordsOutOfOrder'
  | 'belowMinIsr'
  | 'segmentDeleted'
  | 'logCleaned'
  | 'memoryTaken'
  | 'memoryFree'
  | 'readFromDisk'
  // Replicas move
  | 'moveStarted'
  | 'moveCaughtUp'
  | 'moveDone'
  | 'replicasAdded'
  | 'replicasDropped'
  | 'preferenceChanged'
  | 'moveCancelled'
  | 'throttleRemoved'
  | 'brokerDrained'
  | 'brokerNotDrained'
  | 'readReplicaChosen'
  // Clients
  | 'sendsRetried'
  | 'sendsSentOn'
  | 'sendsFailed'
  | 'clientThrottled'
  | 'producerKilled'
  | 'producerStarted'
  | 'consumerKilled'
  | 'consumerPaused'
  | 'consumerFailed'
  // Somebody comes back
  | 'brokerStarted'
  | 'brokerRegistered'
  | 'brokerUnfenced'
  | 'brokerUnfencedEmpty'
  | 'brokerAppeared'
  | 'brokerAppearedEmpty'
  | 'brokerResumed'
  | 'linkRepaired'
  // Controllers
  | 'controllerGone'
  | 'controllerCandidate'
  | 'controllerElected'
  | 'brokerBecameController'
  // ZooKeeper
  | 'zookeeperGone'
  | 'zookeeperStarted'
  | 'zookeeperStoppedServing'
  | 'zookeeperElected'
  | 'zookeeperSessionExpired'
  | 'zookeeperBrokerExpired'
  // Groups
  | 'memberJoined'
  | 'memberLeft'
  | 'memberExpired'
  | 'rebalanceBegan'
  | 'rebalanceAssigns'
  | 'groupEmptied'
  | 'rebalanceDone'
  | 'rebalanceDoneIdle'
  | 'coordinatorLost'
  | 'coordinatorUnheard'
  | 'coordinatorMoved'
  // Transactions
  | 'transactionalIdGiven'
  | 'transactionalIdTaken'
  | 'openTransactionFenced'
  | 'producerFenced'
  | 'transactionBegan'
  | 'commitAsked'
  | 'askedInVain'
  | 'clientRefused'
  | 'abortAsked'
  | 'transactionCommits'
  | 'transactionAborts'
  | 'markersWritten'
  | 'transactionCommitted'
  | 'transactionAborted'
  | 'transactionHangs'
  | 'transactionTimedOut'
  // Topics
  | 'topicCreated'
  | 'topicDeleted'
  | 'partitionsAdded'

/** What a sentence is filled with; lists are shortened by whoever writes it. */
export interface BeatFacts {
  /** Nodes it is about, as they are called. */
  readonly nodes?: readonly string[]
  readonly brokers?: readonly number[]
  readonly partitions?: readonly string[]
  readonly groups?: readonly string[]
  readonly topics?: readonly string[]
  /** Of znodes, or of log directories. */
  readonly paths?: readonly string[]
  readonly racks?: readonly string[]
  /** Transactional ids. */
  readonly transactions?: readonly string[]
  /** Members that get no partition. */
  readonly idle?: readonly string[]
  /** Kafka's name of the error. */
  readonly error?: string
  readonly records?: number
  /** Replicas that are left in the ISR. */
  readonly inSync?: number
  readonly generation?: number
  /** Of a producer. */
  readonly epoch?: number
  /** Nodes that did not answer. */
  readonly silent?: readonly string[]
  readonly seconds?: number
  readonly ms?: number
  readonly from?: number
  readonly to?: number
}

/** What one happening adds to a story. */
export interface Telling {
  readonly kind: BeatKind
  readonly facts: BeatFacts
}

export interface Beat {
  readonly kind: BeatKind
  /** The happening it began with: asked for "why?". */
  readonly happeningId: number
  /** Of that happening, simulated microseconds. */
  readonly atUs: number
  /** How many happenings are folded into it. */
  readonly count: number
  readonly facts: BeatFacts
}

/** Beats that belong together: what one thing led to, in order. */
export interface Story {
  /** Of the happening that everything else in it goes back to. */
  readonly id: number
  readonly beats: readonly Beat[]
}

/** Moments that decide something, for which a first reader may want the picture to wait. */
const DECISIVE: ReadonlySet<BeatKind> = new Set([
  'brokerFenced',
  'logDirectoryReported',
  'leadersElected',
  'leadersHandedOver',
  'leadersUnclean',
  'leadersNone',
  'logTruncated',
  'recordsLost',
  'belowMinIsr',
  'moveStarted',
  'moveDone',
  'memberExpired',
  'rebalanceBegan',
  'rebalanceDone',
  'rebalanceDoneIdle',
  'controllerElected',
  'brokerBecameController',
  'zookeeperStoppedServing',
  'zookeeperElected',
  'zookeeperBrokerExpired',
  'coordinatorMoved',
  'openTransactionFenced',
  'producerFenced',
  'transactionCommits',
  'transactionAborts',
  'transactionCommitted',
  'transactionAborted',
  'transactionHangs',
  'transactionTimedOut',
])

/** All of them, for whoever wants to stop at some. */
export function decisiveKinds(): readonly BeatKind[] {
  return [...DECISIVE]
}

export function isDecisive(kind: BeatKind): boolean {
  return DECISIVE.has(kind)
}
