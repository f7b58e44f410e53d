/** What 2.5.0 decides where other versions decide otherwise. */
import { illegalTopicName } from '../../common/topic-names.ts'
import type { GroupRules } from '../group-rules.ts'
import type {
  CallOverdue,
  ClientRules,
  ClientWords,
  ControllerRules,
  IdempotenceFacts,
  LogRules,
  NodeFacts,
  RefusedIdempotence,
  RefusedPlacement,
  ReplicationRules,
  Rules,
  SplitFacts,
  TombstoneFacts,
  TransactionRules,
} from '../rules.ts'
import type { TransactionCallRules, TransactionFacts } from '../transaction-call-rules.ts'
import { MEMBERSHIP_WORDS } from './membership-words.ts'
import { SERVER } from './server-rules.ts'
import { TRUNCATION_WORDS } from './truncation-words.ts'

const LOG: LogRules = Object.freeze({
  // Log.deleteOldSegments.
  retentionOrder: Object.freeze(['time', 'size', 'startOffset'] as const),
  snapshotsLeaveWithSegments: false,
  producerExpirationConfig: 'transactional.id.expiration.ms',
  // One for both directions.
  timestampConfigs: Object.freeze({
    before: 'message.timestamp.difference.max.ms',
    after: 'message.timestamp.difference.max.ms',
  }),
  writesTopicIds: false,
  // LogCleanerManager.cleanableOffsets: transactions, the active segment and min.compaction.lag.ms, and nothing else.
  snappyHash: 'upper',
  cleansOnlyCommitted: false,
  stampsTombstones: false,
  // Cleaner.doClean: the age of segments decides, and the wall clock plays no part.
  mayDropTombstones: ({ segmentTimestamp, lastCleanTimestamp, deleteRetentionMs }: TombstoneFacts) =>
    segmentTimestamp <= (lastCleanTimestamp === -1 ? 0 : lastCleanTimestamp - deleteRetentionMs),
  mayDeleteRecords: (policies: { readonly delete: boolean }) => policies.delete,
})

const REPLICATION: ReplicationRules = Object.freeze({
  effectiveMinIsr: (minInsyncReplicas: number) => minInsyncReplicas,
  // min.insync.replicas is nobody's business but that of acks=all.
  mayAdvanceHighWatermark: () => true,
  // Partition.maybeIncrementLeaderHW: whoever is caught up holds it back, in the ISR or not.
  onlyEligibleHoldBackHighWatermark: false,
  isEligibleForIsr: () => true,
  // Partition.isFollowerOutOfSync asks for the replica of each, and getReplicaOrException throws.
  isrLookEndsAtStranger: true,
  namesNewLeader: false,
  followersAskWhereEpochsEnd: true,
  // ReplicaManager.findPreferredReadReplica: whether or not it is in the ISR.
  mayReadFrom: () => true,
  // Such a partition has no place to read at, so that DelayedFetch looks at others alone.
  tellsReadReplicaAtOnce: false,
  // DelayedFetch, case H (KIP-392); what was told meanwhile does not count (KAFKA-9731).
  tellsFollowersHighWatermarkAtOnce: true,
  quotaSamplesOverlap: false,
  // In the order in which they came.
  isrWith: (isr: readonly number[], newcomer: number) => [...isr, newcomer],
})

const THREAD_POOLS: ReadonlySet<string> = new Set([
  ...['num.io.threads', 'num.network.threads', 'num.replica.fetchers', 'num.recovery.threads.per.data.dir'],
  ...['background.threads', 'log.cleaner.threads'],
])

const CONTROLLER: ControllerRules = Object.freeze({
  // Levels of metadata.version came with KRaft.
  registersControllers: () => false,
  knowsCordonedDirectories: () => false,
  // KafkaController.checkAndTriggerAutoLeaderRebalance.
  isImbalanced: (misplaced: number, preferred: number, imbalancePercentage: number) =>
    misplaced / preferred > imbalancePercentage / 100,
  answerForTopicBeingCreated: 'LEADER_NOT_AVAILABLE',
  refusesNamesInMetadata: false,
  placement: 'adminUtils',
  // Whoever has a node in ZooKeeper.
  mayGetReplicas: () => true,
  refusePlacement: ({ why }: RefusedPlacement) => why,
  refuseReconfiguration: (config: string, value: string, exists: (className: string) => boolean) => {
    const reporters = config === 'metric.reporters' ? value.split(',').map((each) => each.trim()) : []
    return reporters.some((each) => each !== '' && !exists(each))
      ? `Validation of dynamic config update of Set(${config}) failed with class class kafka.server.DynamicMetricsReporters`
      : null
  },
  showSettings: (names: readonly string[]) => `Set(${names.join(', ')})`,
  refuseThreads: (config: string, from: number, to: number) => {
    if (!THREAD_POOLS.has(config) || from === to) return null
    const tooFew = to < Math.trunc(from / 2)
    if (config === 'log.cleaner.threads') {
      if (to < 1) return 'Log cleaner threads should be at least 1'
      if (!tooFew && to <= from * 2) return null
      const bound = tooFew ? 'reduced to less than half' : 'increased to more than double'
      return `Log cleaner threads cannot be ${bound} the current value ${from}`
    }
    if (!tooFew && to <= from * 2) return null
    const bound = tooFew ? 'should be at least half' : 'should not be greater than double'
    return `Dynamic thread count update validation failed for ${config}=${to}, value ${bound} the current value ${from}`
  },
})

const GROUP: GroupRules = Object.freeze({
  heartbeatWhileCompleting: Object.freeze({ errorCode: 'REBALANCE_IN_PROGRESS', extendsSession: false } as const),
  returningLeaderSkipsAssignment: false,
  storesStaticRejoin: false,
  storesNewGroups: false,
  groupRecordSequence: -1,
  offsetCommitValueVersion: 3,
  putsOutMembersThatNeverSync: false,
  lastOffsetEndsGroup: true,
  buriesGroupsWithoutGeneration: false,
  offsetsMap: 'scala',
  unknownOffsetsComeFirst: false,
})

const TRANSACTION: TransactionRules = Object.freeze({
  // KIP-98 alone: a producer adds partitions by itself, and keeps its epoch.
  version: () => 0,
  leadersAsk: false,
  outdone: 'INVALID_PRODUCER_EPOCH',
})

const PACKAGE = 'org.apache.kafka.clients'

// KafkaProducer, and TransactionManager as of KIP-360.
const TRANSACTION_CALLS: TransactionCallRules = Object.freeze({
  notTransactional:
    'Cannot use transactional methods without enabling transactions by setting the transactional.id configuration property',
  invalidTransition: 'KafkaException',
  invalidTransitionIsFatal: false,
  initializes: { from: ['UNINITIALIZED', 'ABORTING_TRANSACTION'], whatever: true },
  refuseSend({ state, failed, hasProducerId }: TransactionFacts) {
    const message = failed
      ? 'Cannot perform send because at least one previous transactional or idempotent request has failed with errors.'
      : !hasProducerId
        ? "Cannot perform a 'send' before completing a call to initTransactions when transactions are enabled."
        : `Cannot call send in state ${state}`
    if (failed) return { class: 'KafkaException', message }
    return hasProducerId && state === 'IN_TRANSACTION' ? null : { class: 'IllegalStateException', message }
  },
  failsWithSend: false,
  timedOut: (call: string, operation: string, ms: number) =>
    call === 'sendOffsetsToTransaction' ? null : `Timeout expired after ${ms}milliseconds while awaiting ${operation}`,
  timedOutCallsAreMadeAgain: false,
  doesWithoutOffsets: false,
  offsetsOutside: () => ({
    class: 'KafkaException',
    message: 'Cannot send offsets to transaction either because the producer is not in an active transaction',
  }),
  afterError(of: string) {
    if (of !== 'ProducerFencedException')
      return {
        class: 'KafkaException',
        message: 'Cannot execute transactional method because we are in an error state',
        wraps: true,
      }
    const message =
      'The producer has been rejected from the broker because it tried to use an old epoch with the transactionalId'
    return { class: of, message, wraps: false }
  },
})

function refusedBy(refused: string, inConstructor = false): RefusedIdempotence {
  return { refused, inConstructor }
}

const CLIENT: ClientRules = Object.freeze({
  leavesReadReplicaInTrouble: false,
  partitioners: Object.freeze({
    [`${PACKAGE}.producer.internals.DefaultPartitioner`]: 'sticky',
    [`${PACKAGE}.producer.UniformStickyPartitioner`]: 'uniformSticky',
    [`${PACKAGE}.producer.RoundRobinPartitioner`]: 'roundRobin',
  } as const),
  assignors: Object.freeze({
    [`${PACKAGE}.consumer.RangeAssignor`]: 'range',
    [`${PACKAGE}.consumer.RoundRobinAssignor`]: 'roundrobin',
    [`${PACKAGE}.consumer.StickyAssignor`]: 'sticky',
    [`${PACKAGE}.consumer.CooperativeStickyAssignor`]: 'cooperative-sticky',
  } as const),
  assignorVersion: '2.5.0',
  backoffMs: (initialMs: number) => initialMs,
  retriesAtOnceWithNewLeader: false,
  backoffJitterPermille: 0,
  // ProducerConfig.idempotenceEnabled, maybeOverrideAcksAndRetries and KafkaProducer.configureInflightRequests: whoever asks
  // for it, or has a transactional id, gets acks=all where no other was given.
  idempotence: ({ given, isTransactional, acks, acksGiven, retries, maxInFlight }: IdempotenceFacts) => {
    if (given === false && isTransactional)
      return refusedBy('Cannot set a transactional.id without also enabling idempotence.')
    if (given !== true && !isTransactional) return { enabled: false, acks }
    if (retries === 0) return refusedBy('Must set retries to non-zero when using the idempotent producer.')
    if (acksGiven && acks !== -1)
      return refusedBy(
        'Must set acks to all in order to use the idempotent producer. Otherwise we cannot guarantee idempotence.',
      )
    if (maxInFlight > 5)
      return refusedBy(
        'Must set max.in.flight.requests.per.connection to at most 5 to use the idempotent producer.',
        true,
      )
    return { enabled: true, acks: -1 as const }
  },
  exhaustedMemoryError: 'TimeoutException',
  checksAddressLists: false,
  namesWhyMetadataNeverCame: false,
  assignorTypes:
    'org.apache.kafka.clients.consumer.internals.PartitionAssignor or an instance of org.apache.kafka.clients.consumer.ConsumerPartitionAssignor',
  // Utils.HOST_PORT_PATTERN: whatever stands before the last host is passed over.
  addressPattern: /^.*?(\[?[0-9a-zA-Z\-%._:]*\]?):([0-9]+)$/,
  takesEmptyGroupIds: true,
  autoCommitWithoutGroup: Object.freeze({ class: 'KafkaException', message: 'Failed to construct kafka consumer' }),
  missingPartition: (topic: string, _partition: number, _partitionCount: number, waitedMs: number) =>
    `Topic ${topic} not present in metadata after ${waitedMs} ms.`,
  // ProducerBatch.split: of batch.size again, whatever the topic allows.
  splitInto: ({ batchSize }: SplitFacts) => batchSize,
  flushWaitsForParts: false,
  partitionersChooseAgainForNewBatches: true,
  // Fetcher.parseRecord.
  unreadableRecord: (_part: string, topicPartition: string, offset: number) => ({
    class: 'SerializationException',
    message: `Error deserializing key/value for partition ${topicPartition} at offset ${offset}. If needed, please seek past the record to continue consumption.`,
  }),
  // KafkaProducer.partition takes whatever it is given.
  refuseChosenPartition: () => null,
  // KafkaAdminClient.ControllerNodeProvider
  seeksController: true,
  illegalTopicName,
  aboutUnknownTopic: null,
  transactionCalls: TRANSACTION_CALLS,
  subscriptionVersion: 1,
  keepsAssignment: 'hashed',
  // HeartbeatThread.run: whoever is not STABLE is silent, and begins anew when enabled.
  heartbeatsWhileSyncing: false,
  // SubscriptionState.metadataTopics.
  leadersForgetOwnTopics: true,
  fencedHeartbeatEndsMembership: false,
  closesFetchSessions: false,
  commitOfFencedInstance: () => 'FencedInstanceIdException',
  // Sender.completeBatch: the error's own words.
  hearsWhatIsWrongWithRecords: false,
  expiredBatchAddition: '',
})

function overdue({ name, deadlineMs, nowMs, tries }: CallOverdue): string {
  return `Call(callName=${name}, deadlineMs=${deadlineMs}) timed out at ${nowMs} after ${tries} attempt(s)`
}

const WORDS: ClientWords = Object.freeze({
  ...MEMBERSHIP_WORDS,
  ...TRUNCATION_WORDS,
  node: ({ id, host, port, rack }: NodeFacts) => `${host}:${port} (id: ${id} rack: ${rack ?? 'null'})`,
  unreachable: (id: number, address: string) =>
    `Connection to node ${id} (${address}) could not be established. Broker may not be available.`,
  metadataRefused: (correlationId: number, topics: string) =>
    `Error while fetching metadata with correlation id ${correlationId} : ${topics}`,
  metadataOutdated: (topicPartition: string, why: string) =>
    `Received invalid metadata error in produce request on partition ${topicPartition} due to ${why}. Going to request metadata update now`,
  outOfRange: (topicPartition: string, offset: number) =>
    `Offsets out of range with no configured reset policy for partitions: {${topicPartition}=${offset}}`,
  fetchLogger: 'org.apache.kafka.clients.consumer.internals.Fetcher',
  failedNetworkClient: null,
  unusedSetting: (name: string) => `The configuration '${name}' was supplied but isn't a known config.`,
  // KafkaAdminClient.Call.failWithTimeout: whatever ended it is its cause.
  callNeverSent: (call: CallOverdue) => ({
    message: overdue(call),
    cause: 'Timed out waiting for a node assignment.',
  }),
  callCutOff: overdue,
  // The coordinator is looked for by a call of its own.
  callToCoordinator: (name: string, api: string) => (api === 'FIND_COORDINATOR' ? 'findCoordinator' : name),
})

export const RULES: Rules = Object.freeze({
  log: LOG,
  replication: REPLICATION,
  controller: CONTROLLER,
  server: SERVER,
  group: GROUP,
  transaction: TRANSACTION,
  client: CLIENT,
  words: WORDS,
})
