/** What each happening adds to a story; most add nothing, since they are routine or say again what another said. */
import { brokerNode } from '../../common/addresses.ts'
import { isInternalPartition, isInternalTopic } from '../../common/internal-topics.ts'
import type { Happening, HappeningType } from '../happenings.ts'
import { registeredBroker } from '../registered-broker.ts'
import type { BeatKind, Telling } from './beat.ts'

/** What nodes there are, by name; undefined for one that is gone. */
export interface Cast {
  kindOf(node: string): string | undefined
  /** Whether brokers are in sessions with an ensemble, which notices that they are gone. */
  hasEnsemble(): boolean
}

type Of<Type extends HappeningType> = Extract<Happening, { readonly type: Type }>
type Tellers = { readonly [Type in HappeningType]?: (happening: Of<Type>, cast: Cast) => Telling | null }

/** Errors by which a leader refuses acks=all while too few replicas are in sync. */
const BELOW_MIN_ISR: ReadonlySet<string> = new Set(['NOT_ENOUGH_REPLICAS', 'NOT_ENOUGH_REPLICAS_AFTER_APPEND'])

/** By whether the failure of a log directory halts its broker, and why. */
const DIRECTORY_BEATS = {
  no: 'logDirectoryFailed',
  last: 'logDirectoryWasLast',
  metadata: 'logDirectoryHadMetadata',
} as const

/** Answers of a broker that led until a moment ago: the client has to find out who leads now, and nothing is wrong. */
/** The first was called otherwise once. */
const LEADS_NO_MORE: ReadonlySet<string> = new Set([
  'NOT_LEADER_OR_FOLLOWER',
  'NOT_LEADER_FOR_PARTITION',
  'FENCED_LEADER_EPOCH',
])

const TELLERS: Tellers = {
  NodeKilled: ({ node }, cast) =>
    aboutNode(node, cast, {
      broker: cast.hasEnsemble() ? 'brokerKilledInSession' : 'brokerKilled',
      controller: 'controllerGone',
      zookeeper: 'zookeeperGone',
      consumer: 'consumerKilled',
      producer: 'producerKilled',
    }),
  NodePowerCut: ({ node, lostRecords }, cast) =>
    aboutNode(
      node,
      cast,
      {
        broker: lostRecords > 0 ? 'brokerPowerCutLost' : 'brokerPowerCut',
        controller: 'controllerGone',
        zookeeper: 'zookeeperGone',
      },
      lostRecords,
    ),
  DiskFailed: ({ node }, cast) => aboutNode(node, cast, { broker: 'brokerDiskFailed' }),
  LogDirectoryFailed: ({ node, directory, halts }) => ({
    kind: DIRECTORY_BEATS[halts],
    facts: { nodes: [node], paths: [directory] },
  }),
  LogDirectoryReported: ({ broker }) => ({ kind: 'logDirectoryReported', facts: { nodes: [brokerNode(broker)] } }),
  NodePaused: ({ node }, cast) => aboutNode(node, cast, { broker: 'brokerPaused', consumer: 'consumerPaused' }),
  NodeStopping: ({ node }, cast) => aboutNode(node, cast, { broker: 'brokerStopping' }),
  NodeStopped: ({ node }, cast) => aboutNode(node, cast, { broker: 'brokerStopped', zookeeper: 'zookeeperGone' }),
  NodeRemoved: ({ node }) => ({ kind: 'brokerRemoved', facts: { nodes: [node] } }),
  NodeStarted: ({ node }, cast) =>
    aboutNode(node, cast, {
      ...{ broker: 'brokerStarted', producer: 'producerStarted', zookeeper: 'zookeeperStarted' },
    }),
  NodeResumed: ({ node }, cast) => aboutNode(node, cast, { broker: 'brokerResumed' }),
  LinkCut: ({ a, b }) => ({ kind: 'linkCut', facts: { nodes: [a, b] } }),
  LinkRepaired: ({ a, b }) => ({ kind: 'linkRepaired', facts: { nodes: [a, b] } }),
  ControllerBecameCandidate: ({ controller }) => ({ kind: 'controllerCandidate', facts: { to: controller } }),
  ControllerElected: ({ controller }) => ({ kind: 'controllerElected', facts: { to: controller } }),
  ZooKeeperElected: ({ node }) => ({ kind: 'zookeeperElected', facts: { nodes: [node] } }),
  ZooKeeperStoppedServing: ({ node }) => ({ kind: 'zookeeperStoppedServing', facts: { nodes: [node] } }),
  ZooKeeperSessionExpired: sessionExpired,
  BrokerRegistered: ({ broker }) => ({ kind: 'brokerRegistered', facts: { nodes: [brokerNode(broker)] } }),
  BrokerUnfenced: ({ broker, isEmpty }) => ({
    kind: isEmpty ? 'brokerUnfencedEmpty' : 'brokerUnfenced',
    facts: { nodes: [brokerNode(broker)] },
  }),
  // A broker that has just registered is fenced from the start, and one that shuts down has said so itself.
  BrokerFenced: ({ broker, reason }) =>
    reason === 'sessionExpired' ? { kind: 'brokerFenced', facts: { nodes: [brokerNode(broker)] } } : null,
  BrokerBecameController: ({ broker }) => ({ kind: 'brokerBecameController', facts: { nodes: [brokerNode(broker)] } }),
  BrokerAppeared: ({ broker, isEmpty }) => ({
    kind: isEmpty ? 'brokerAppearedEmpty' : 'brokerAppeared',
    facts: { nodes: [brokerNode(broker)] },
  }),
  // Of a long text of Kafka's the first words say what it is; the list of events has it whole.
  AdminCallFailed: ({ error }) => ({ kind: 'askedInVain', facts: { error: error.split(': Call(')[0] ?? error } }),
  ProducerConfigRefused: ({ producer }) => ({ kind: 'clientRefused', facts: { nodes: [producer] } }),
  ConsumerConfigRefused: ({ consumer }) => ({ kind: 'clientRefused', facts: { nodes: [consumer] } }),
  LeaderElected: leaderElected,
  RequestTimedOut: ({ client, silent, waitedMs }) => ({
    kind: 'requestsTimedOut',
    facts: { nodes: [client], silent: [silent], seconds: Math.round(waitedMs / 1_000) },
  }),
  LeaderNoticed: ({ client, topicPartition, to }) =>
    aboutPartition(topicPartition, { kind: 'leadersNoticed', facts: { nodes: [client], brokers: [to] } }),
  // The controller takes whoever is fenced out of every ISR, which its fencing has told.
  IsrShrunk: ({ topicPartition, removed, isr, by }) =>
    by === 'controller'
      ? null
      : aboutPartition(topicPartition, { kind: 'isrShrank', facts: { brokers: removed, inSync: isr.length } }),
  IsrExpanded: ({ topicPartition, added }) =>
    aboutPartition(topicPartition, { kind: 'isrGrew', facts: { brokers: added } }),
  ReassignmentStarted: ({ topicPartition, adding }) =>
    adding.length === 0 ? null : aboutPartition(topicPartition, { kind: 'moveStarted', facts: { brokers: adding } }),
  ReassignmentCompleted: reassigned,
  ReassignmentCancelled: ({ topicPartition }) => aboutPartition(topicPartition, { kind: 'moveCancelled', facts: {} }),
  ReplicationThrottleRemoved: () => ({ kind: 'throttleRemoved', facts: {} }),
  BrokerDrained: ({ node }) => ({ kind: 'brokerDrained', facts: { nodes: [node] } }),
  BrokerNotDrained: ({ node, topicPartitions }) => ({
    kind: 'brokerNotDrained',
    facts: { nodes: [node], partitions: topicPartitions },
  }),
  ReadReplicaChosen: ({ consumer, topicPartition, replica, rack }) =>
    aboutPartition(topicPartition, {
      kind: 'readReplicaChosen',
      facts: { nodes: [consumer], brokers: [replica], racks: [rack] },
    }),
  LogTruncated: ({ broker, topicPartition, fromOffset, toOffset }) =>
    aboutPartition(topicPartition, {
      kind: 'logTruncated',
      facts: { nodes: [brokerNode(broker)], records: fromOffset - toOffset, from: fromOffset, to: toOffset },
    }),
  SegmentDeleted: ({ topicPartition, logStartOffset }) =>
    aboutPartition(topicPartition, { kind: 'segmentDeleted', facts: { to: logStartOffset } }),
  PageCacheLimited: ({ node, bytes }) => ({
    kind: bytes === null ? 'memoryFree' : 'memoryTaken',
    facts: { nodes: [node] },
  }),
  ReadFromDisk: ({ broker, topicPartition }) =>
    aboutPartition(topicPartition, { kind: 'readFromDisk', facts: { nodes: [brokerNode(broker)] } }),
  LogCleaned: ({ broker, topicPartition, records }) =>
    records === 0
      ? null
      : aboutPartition(topicPartition, { kind: 'logCleaned', facts: { nodes: [brokerNode(broker)] } }),
  RecordsLost: ({ topicPartition, records }) =>
    aboutPartition(topicPartition, { kind: 'recordsLost', facts: { records } }),
  RecordsDuplicated: ({ topicPartition, producer, records }) =>
    aboutPartition(topicPartition, { kind: 'recordsDuplicated', facts: { nodes: [producer], records } }),
  RecordsOutOfOrder: ({ topicPartition, producer, records }) =>
    aboutPartition(topicPartition, { kind: 'recordsOutOfOrder', facts: { nodes: [producer], records } }),
  BatchRetried: ({ producer, topicPartition, error }) =>
    aboutPartition(topicPartition, {
      kind: BELOW_MIN_ISR.has(error) ? 'belowMinIsr' : LEADS_NO_MORE.has(error) ? 'sendsSentOn' : 'sendsRetried',
      facts: { nodes: [producer], error },
    }),
  SendFailed: ({ producer, topicPartition, error, records }) =>
    aboutPartition(topicPartition, { kind: 'sendsFailed', facts: { nodes: [producer], error, records } }),
  ClientThrottled: ({ client, broker, throttleMs }) => ({
    kind: 'clientThrottled',
    facts: { nodes: [client], brokers: [broker], ms: throttleMs },
  }),
  ConsumerFailed: ({ consumer, error }) => ({ kind: 'consumerFailed', facts: { nodes: [consumer], error } }),
  CoordinatorLost: coordinatorLost,
  CoordinatorMoved: ({ groupId, from, to }) =>
    from < 0 ? null : { kind: 'coordinatorMoved', facts: { groups: [groupId], brokers: [to] } },
  MemberJoined: ({ groupId, client }) => ({ kind: 'memberJoined', facts: { nodes: [client], groups: [groupId] } }),
  MemberLeft: ({ groupId, client, reason }) => ({
    kind: reason === 'sessionExpired' || reason === 'rebalanceTimeout' ? 'memberExpired' : 'memberLeft',
    facts: { nodes: [client], groups: [groupId] },
  }),
  GroupStateChanged: groupStateChanged,
  GroupRebalanced: groupRebalanced,
  TransactionStateChanged: transactionStateChanged,
  TransactionEndAsked: ({ producer, transactionalId, committed }) => ({
    kind: committed ? 'commitAsked' : 'abortAsked',
    facts: { nodes: [producer], transactions: [transactionalId] },
  }),
  TransactionMarkerWritten: ({ topicPartition }) =>
    aboutPartition(topicPartition, { kind: 'markersWritten', facts: {} }),
  OpenTransactionFenced: ({ transactionalId, partitions }) => ({
    kind: 'openTransactionFenced',
    facts: { transactions: [transactionalId], partitions },
  }),
  ProducerFenced: ({ producer, transactionalId }) => ({
    kind: 'producerFenced',
    facts: { transactions: [transactionalId], nodes: [producer] },
  }),
  TransactionHangs: ({ transactionalId, partitions, openMs, timeoutMs }) => ({
    kind: 'transactionHangs',
    facts: {
      transactions: [transactionalId],
      partitions: partitions.filter((name) => !isInternalPartition(name)),
      seconds: Math.round(openMs / 1_000),
      to: Math.round(timeoutMs / 1_000),
    },
  }),
  TransactionTimedOut: ({ transactionalId, timeoutMs }) => ({
    kind: 'transactionTimedOut',
    facts: { transactions: [transactionalId], seconds: Math.round(timeoutMs / 1_000) },
  }),
  TopicCreated: ({ topic, partitions }) =>
    isInternalTopic(topic) ? null : { kind: 'topicCreated', facts: { topics: [topic], to: partitions } },
  TopicDeleted: ({ topic }) => (isInternalTopic(topic) ? null : { kind: 'topicDeleted', facts: { topics: [topic] } }),
  PartitionsAdded: ({ topic, from, to }) =>
    isInternalTopic(topic) ? null : { kind: 'partitionsAdded', facts: { topics: [topic], from, to } },
}

/** Null: nothing that a story is made of. */
export function tellingOf(happening: Happening, cast: Cast): Telling | null {
  const teller = TELLERS[happening.type] as ((happening: Happening, cast: Cast) => Telling | null) | undefined
  return teller === undefined ? null : teller(happening, cast)
}

/** By the kind of the node; null where nothing is to be said of that kind. */
function aboutNode(
  node: string,
  cast: Cast,
  beats: Readonly<Record<string, BeatKind>>,
  records?: number,
): Telling | null {
  const kind = beats[cast.kindOf(node) ?? '']
  if (kind === undefined) return null
  return { kind, facts: records === undefined || records === 0 ? { nodes: [node] } : { nodes: [node], records } }
}

/** Kafka's fifty partitions of offsets would drown out the three that somebody is watching. */
function aboutPartition(topicPartition: string, { kind, facts }: Telling): Telling | null {
  return isInternalPartition(topicPartition) ? null : { kind, facts: { ...facts, partitions: [topicPartition] } }
}

/** Of a broker everybody hears; of a tool that was not closed it matters where it left something behind. */
function sessionExpired({ paths, timeoutMs }: Of<'ZooKeeperSessionExpired'>): Telling | null {
  const seconds = timeoutMs / 1_000
  const brokers = paths.map(registeredBroker).filter((broker) => broker !== null)
  if (brokers.length > 0) return { kind: 'zookeeperBrokerExpired', facts: { brokers, seconds } }
  return paths.length === 0 ? null : { kind: 'zookeeperSessionExpired', facts: { paths, seconds } }
}

/** What came of a reassignment: somebody new, somebody gone, both, or another preferred leader. */
function reassigned({ topicPartition, added, removed }: Of<'ReassignmentCompleted'>): Telling | null {
  if (removed.length > 0)
    return aboutPartition(topicPartition, {
      kind: added.length > 0 ? 'moveDone' : 'replicasDropped',
      facts: { brokers: removed },
    })
  return aboutPartition(
    topicPartition,
    added.length > 0 ? { kind: 'replicasAdded', facts: { brokers: added } } : { kind: 'preferenceChanged', facts: {} },
  )
}

function leaderElected({ topicPartition, from, to, leaderEpoch, election }: Of<'LeaderElected'>): Telling | null {
  if (to < 0) {
    const kind = election === 'pending' ? 'leadersTakenOut' : 'leadersNone'
    return aboutPartition(topicPartition, { kind, facts: { brokers: [from] } })
  }
  // The first leader of a new partition comes with its topic.
  if (from < 0 && leaderEpoch === 0) return null
  const kind = election === 'unclean' ? 'leadersUnclean' : election === 'preferred' ? 'leadersBack' : 'leadersElected'
  return aboutPartition(topicPartition, { kind, facts: { brokers: [to] } })
}

const COORDINATOR_BEATS: Readonly<Record<string, BeatKind>> = {
  NETWORK_EXCEPTION: 'coordinatorLost',
  // It is there and leads, but what it wrote down for the group has not reached enough replicas in time.
  COORDINATOR_NOT_AVAILABLE: 'coordinatorUnheard',
}

/** Of one that is coordinator no more nothing is told yet: that another has taken over is told when it has. */
function coordinatorLost({ groupId, coordinator, error }: Of<'CoordinatorLost'>): Telling | null {
  const kind = COORDINATOR_BEATS[error]
  return kind === undefined ? null : { kind, facts: { groups: [groupId], brokers: [coordinator] } }
}

function groupStateChanged({ groupId, to }: Of<'GroupStateChanged'>): Telling | null {
  if (to === 'PreparingRebalance') return { kind: 'rebalanceBegan', facts: { groups: [groupId] } }
  if (to === 'Empty') return { kind: 'groupEmptied', facts: { groups: [groupId] } }
  return to === 'CompletingRebalance' ? { kind: 'rebalanceAssigns', facts: { groups: [groupId] } } : null
}

function groupRebalanced({ groupId, generation, assignment }: Of<'GroupRebalanced'>): Telling {
  const members = Object.entries(assignment)
  const nodes = members.filter(([, partitions]) => partitions.length > 0).map(([client]) => client)
  const idle = members.filter(([, partitions]) => partitions.length === 0).map(([client]) => client)
  const facts = {
    groups: [groupId],
    generation,
    nodes,
    idle,
    partitions: members.flatMap(([, partitions]) => partitions),
  }
  return { kind: idle.length > 0 ? 'rebalanceDoneIdle' : 'rebalanceDone', facts }
}

const TRANSACTION_BEATS: Readonly<Record<string, BeatKind>> = {
  Ongoing: 'transactionBegan',
  PrepareCommit: 'transactionCommits',
  PrepareAbort: 'transactionAborts',
  CompleteCommit: 'transactionCommitted',
  CompleteAbort: 'transactionAborted',
}

function transactionStateChanged(happening: Of<'TransactionStateChanged'>): Telling | null {
  const { transactionalId, to, producerEpoch: epoch, topicPartitions } = happening
  const transactions = [transactionalId]
  if (to === 'Empty')
    return { kind: epoch === 0 ? 'transactionalIdGiven' : 'transactionalIdTaken', facts: { transactions, epoch } }
  const kind = TRANSACTION_BEATS[to]
  if (kind === undefined) return null
  const partitions = topicPartitions.filter((name) => !isInternalPartition(name))
  return { kind, facts: partitions.length === 0 ? { transactions, epoch } : { transactions, epoch, partitions } }
}
