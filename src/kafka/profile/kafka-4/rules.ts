/** What 4.3.1 decides where other versions decide otherwise. */
import { validateTopicName } from '../../common/topic-names.ts'
import type { GroupRules } from '../group-rules.ts'
import type {
  CallOverdue,
  ClientRules,
  ClientWords,
  ControllerRules,
  FencedCommit,
  IdempotenceFacts,
  LogRules,
  NodeFacts,
  PlacementBroker,
  RefusedPlacement,
  RegisteredBroker,
  ReplicationRules,
  Rules,
  SplitFacts,
  TombstoneFacts,
  TransactionRules,
} from '../rules.ts'
import type { TransactionCallRules } from '../transaction-call-rules.ts'
import { MEMBERSHIP_WORDS } from './membership-words.ts'
import { SERVER } from './server-rules.ts'
import { TRUNCATION_WORDS } from './truncation-words.ts'

const LOG: LogRules = Object.freeze({
  // UnifiedLog.deleteOldSegments.
  retentionOrder: Object.freeze(['startOffset', 'size', 'time'] as const),
  snapshotsLeaveWithSegments: true,
  producerExpirationConfig: 'producer.id.expiration.ms',
  // Since 3.6 each direction has its own (KIP-937).
  timestampConfigs: Object.freeze({
    before: 'message.timestamp.before.max.ms',
    after: 'message.timestamp.after.max.ms',
  }),
  writesTopicIds: true,
  snappyHash: 'lower',
  cleansOnlyCommitted: true,
  // Since 3.1 (KIP-534); before, the age of segments decided.
  stampsTombstones: true,
  mayDropTombstones: ({ deleteHorizonMs, wallClockMs }: TombstoneFacts) =>
    deleteHorizonMs >= 0 && wallClockMs >= deleteHorizonMs,
  // Where no policy is named nothing goes by itself, and somebody may see to it.
  mayDeleteRecords: (policies: { readonly compact: boolean; readonly delete: boolean }) =>
    policies.delete || !policies.compact,
})

const REPLICATION: ReplicationRules = Object.freeze({
  // Since 3.7 a topic cannot ask for more replicas in sync than it has (KAFKA-15583).
  effectiveMinIsr: (minInsyncReplicas: number, replicationFactor: number) =>
    minInsyncReplicas < replicationFactor ? minInsyncReplicas : replicationFactor,
  // What consumers have seen must be on as many disks as the minimum asks for (KAFKA-15583).
  mayAdvanceHighWatermark: (isrSize: number, effectiveMinIsr: number) => isrSize >= effectiveMinIsr,
  onlyEligibleHoldBackHighWatermark: true,
  // Registered, not fenced, not on its way out, and in the same life as when it last fetched (KIP-841, KIP-903).
  isEligibleForIsr: (broker: RegisteredBroker | undefined, fetchedInEpoch: number) => {
    if (broker === undefined || broker.fenced || broker.inControlledShutdown) return false
    return fetchedInEpoch === -1 || fetchedInEpoch === broker.brokerEpoch
  },
  // Since 3.7.
  isrLookEndsAtStranger: false,
  namesNewLeader: true,
  followersAskWhereEpochsEnd: false,
  mayReadFrom: (isInSync: boolean) => isInSync,
  tellsReadReplicaAtOnce: true,
  tellsFollowersHighWatermarkAtOnce: false,
  quotaSamplesOverlap: true,
  // Ascending, whoever came last.
  isrWith: (isr: readonly number[], newcomer: number) => [...isr, newcomer].sort((a, b) => a - b),
})

const THREAD_POOLS: ReadonlySet<string> = new Set([
  ...['num.io.threads', 'num.network.threads', 'num.replica.fetchers', 'num.recovery.threads.per.data.dir'],
  ...['background.threads', 'log.cleaner.threads', 'remote.log.reader.threads'],
  ...['remote.log.manager.copier.thread.pool.size', 'remote.log.manager.expiration.thread.pool.size'],
])

/** Of every listener, and nothing that a listener could change while it is there (DynamicListenerConfig). */
const OF_LISTENERS = /^ssl\.(?:enabled\.protocols|cipher\.suites|protocol|provider|client\.auth)$/

/** MetadataVersion: the levels called 3.7-IV0 (KIP-919) and 4.3-IV0 (KIP-1066). */
const CONTROLLER_REGISTRATION_LEVEL = 15
const CORDONED_DIRECTORIES_LEVEL = 30

const CONTROLLER: ControllerRules = Object.freeze({
  registersControllers: (metadataVersion: number) => metadataVersion >= CONTROLLER_REGISTRATION_LEVEL,
  knowsCordonedDirectories: (metadataVersion: number) => metadataVersion >= CORDONED_DIRECTORIES_LEVEL,
  // KRaft does not look at leader.imbalance.per.broker.percentage.
  isImbalanced: (misplaced: number) => misplaced > 0,
  answerForTopicBeingCreated: 'UNKNOWN_TOPIC_OR_PARTITION',
  refusesNamesInMetadata: true,
  placement: 'striped',
  // Fenced or not: a topic may be made while brokers are down, as long as somebody can lead it.
  mayGetReplicas: ({ inControlledShutdown }: PlacementBroker) => !inControlledShutdown,
  refusePlacement: ({ request, replicationFactor, by, why }: RefusedPlacement) =>
    request === 'createPartitions' && by === 'placement'
      ? why
      : `Unable to replicate the partition ${replicationFactor} time(s): ${why}`,
  refuseReconfiguration: (config: string, value: string, exists: (className: string) => boolean) => {
    const reporters = config === 'metric.reporters' ? value.split(',').map((each) => each.trim()) : []
    if (reporters.some((each) => each !== '' && !exists(each)))
      return `Validation of dynamic config update of Set(${config}) failed with class class kafka.server.DynamicMetricsReporters`
    return OF_LISTENERS.test(config)
      ? 'Configs cannot be updated dynamically for existing listener ListenerName(PLAINTEXT), restart broker or create a new listener for update'
      : null
  },
  showSettings: (names: readonly string[]) => `[${names.join(', ')}]`,
  refuseThreads: (config: string, from: number, to: number) => {
    const tooFew = to < Math.trunc(from / 2)
    if (!THREAD_POOLS.has(config) || (!tooFew && to <= from * 2)) return null
    // LogCleaner.validateReconfiguration has words of its own, DynamicThreadPool.validateReconfiguration those of the rest.
    if (config === 'log.cleaner.threads') {
      const bound = tooFew ? 'reduced to less than half' : 'increased to more than double'
      return `Log cleaner threads cannot be ${bound} the current value ${from}`
    }
    const bound = tooFew ? 'should be at least half' : 'should not be greater than double'
    return `Dynamic thread count update validation failed for ${config}=${to}, value ${bound} the current value ${from}`
  },
})

const GROUP: GroupRules = Object.freeze({
  // Since 2.7.
  heartbeatWhileCompleting: Object.freeze({ errorCode: 'NONE', extendsSession: true } as const),
  // Since 3.2 (KIP-814).
  returningLeaderSkipsAssignment: true,
  // Since 2.6 (KAFKA-9801, KAFKA-9849).
  storesStaticRejoin: true,
  storesNewGroups: true,
  // CoordinatorRuntime begins each batch with it, whatever is in there.
  groupRecordSequence: 0,
  // Since 4.1, with the id of the topic.
  offsetCommitValueVersion: 4,
  // Since 3.0.
  putsOutMembersThatNeverSync: true,
  // Since 4.0, with the new coordinator.
  lastOffsetEndsGroup: false,
  buriesGroupsWithoutGeneration: true,
  offsetsMap: 'timeline',
  unknownOffsetsComeFirst: true,
})

const TRANSACTION: TransactionRules = Object.freeze({
  version: (features: ReadonlyMap<string, number>) => features.get('transaction.version') ?? 0,
  // KIP-890, since 3.6.
  leadersAsk: true,
  // Since 2.7 (KIP-588).
  outdone: 'PRODUCER_FENCED',
})

const PACKAGE = 'org.apache.kafka.clients'

const MOST_IN_FLIGHT = 5

function idempotenceConflict(acks: number, retries: number): string | null {
  if (retries === 0) return 'Must set retries to non-zero when using the idempotent producer.'
  return acks === -1
    ? null
    : 'Must set acks to all in order to use the idempotent producer. Otherwise we cannot guarantee idempotence.'
}

/** KafkaProducer's own words for each call. */
const WHY_TIMED_OUT: Readonly<Record<string, string>> = {
  initTransactions:
    'InitTransactions timed out - did not complete coordinator discovery or receive the InitProducerId response within max.block.ms.',
  sendOffsetsToTransaction:
    'SendOffsetsToTransaction timed out - did not reach the coordinator or receive the TxnOffsetCommit/AddOffsetsToTxn response within max.block.ms',
  commitTransaction:
    'CommitTransaction timed out - did not complete EndTxn with the transaction coordinator within max.block.ms',
  abortTransaction:
    'AbortTransaction timed out - did not complete EndTxn(abort) with the transaction coordinator within max.block.ms',
}

const TRANSACTION_CALLS: TransactionCallRules = Object.freeze({
  notTransactional: 'Transactional method invoked on a non-transactional producer.',
  invalidTransition: 'IllegalStateException',
  invalidTransitionIsFatal: true,
  initializes: {
    from: ['UNINITIALIZED', 'COMMITTING_TRANSACTION', 'ABORTING_TRANSACTION'],
    whatever: false,
  },
  refuseSend: () => null,
  failsWithSend: true,
  timedOut: (call: string, operation: string, ms: number) =>
    `Timeout expired after ${ms}ms while awaiting ${operation}. ${WHY_TIMED_OUT[call] ?? ''}`,
  timedOutCallsAreMadeAgain: true,
  doesWithoutOffsets: true,
  offsetsOutside: (state: string) => ({
    class: 'IllegalStateException',
    message: `Cannot send offsets if a transaction is not in progress (currentState= ${state})`,
  }),
  afterError(of: string, who: string) {
    switch (of) {
      case 'ProducerFencedException': {
        const message = `${who} has been fenced by another producer with the same transactionalId`
        return { class: of, message, wraps: false }
      }
      case 'InvalidProducerEpochException':
        return { class: of, message: `${who} attempted to produce with an old epoch`, wraps: false }
      case 'IllegalStateException': {
        const message = `${who} cannot execute transactional method because of previous invalid state transition attempt`
        return { class: of, message, wraps: true }
      }
      default: {
        const message = 'Cannot execute transactional method because we are in an error state'
        return { class: 'KafkaException', message, wraps: true }
      }
    }
  },
})

const CLIENT: ClientRules = Object.freeze({
  leavesReadReplicaInTrouble: true,
  partitioners: Object.freeze({
    '': 'builtIn',
    [`${PACKAGE}.producer.RoundRobinPartitioner`]: 'roundRobin',
  } as const),
  assignors: Object.freeze({
    [`${PACKAGE}.consumer.RangeAssignor`]: 'range',
    [`${PACKAGE}.consumer.RoundRobinAssignor`]: 'roundrobin',
    [`${PACKAGE}.consumer.StickyAssignor`]: 'sticky',
    [`${PACKAGE}.consumer.CooperativeStickyAssignor`]: 'cooperative-sticky',
  } as const),
  assignorVersion: '4.x',
  // ExponentialBackoff (KIP-580): factor 2, jitter 20 %.
  backoffMs: (initialMs: number, maxMs: number, failures: number) => {
    let term = initialMs
    for (let i = 0; i < failures && term < maxMs; i++) term *= 2
    // Its exponent ends where the longest pause is reached, so that the jitter shortens that one too.
    return Math.min(term, maxMs)
  },
  retriesAtOnceWithNewLeader: true,
  backoffJitterPermille: 200,
  // ProducerConfig.postProcessAndValidateIdempotenceConfigs: the default gives way, what was asked for does not; only too
  // many requests in flight are refused either way.
  idempotence: ({ given, byDefault, isTransactional, acks, retries, maxInFlight }: IdempotenceFacts) => {
    const wanted = given ?? byDefault
    const conflict = wanted ? idempotenceConflict(acks, retries) : null
    if (conflict !== null && given !== null) return { refused: conflict }
    if (wanted && maxInFlight > MOST_IN_FLIGHT)
      return {
        refused: `To use the idempotent producer, max.in.flight.requests.per.connection must be set to at most ${MOST_IN_FLIGHT}. Current value is ${maxInFlight}.`,
      }
    const enabled = wanted && conflict === null
    if (!enabled && isTransactional)
      return { refused: 'Cannot set a transactional.id without also enabling idempotence.' }
    return { enabled, acks }
  },
  exhaustedMemoryError: 'BufferExhaustedException',
  checksAddressLists: true,
  namesWhyMetadataNeverCame: true,
  assignorTypes: 'org.apache.kafka.clients.consumer.ConsumerPartitionAssignor',
  addressPattern: /^(?:[A-Za-z0-9]+:\/\/)?(\[[^\]]+\]|[^:]+):(\d+)$/,
  takesEmptyGroupIds: false,
  autoCommitWithoutGroup: Object.freeze({
    class: 'InvalidConfigurationException',
    message: 'enable.auto.commit cannot be set to true when default group id (null) is used.',
  }),
  missingPartition: (topic: string, partition: number, partitionCount: number, waitedMs: number) =>
    `Partition ${partition} of topic ${topic} with partition count ${partitionCount} is not present in metadata after ${waitedMs} ms.`,
  // ProducerBatch.split by RecordAccumulator.splitAndReenqueue: a batch that is itself a part is halved, or it would be
  // made again and again where the topic's limit is below batch.size.
  splitInto: ({ splits, estimatedBytes, largestRecordBytes, batchSize }: SplitFacts) =>
    splits > 0 ? Math.max(largestRecordBytes, Math.floor(estimatedBytes / 2)) : batchSize,
  flushWaitsForParts: true,
  // Gone with 4.0 (KAFKA-18295).
  partitionersChooseAgainForNewBatches: false,
  // CompletedFetch.newRecordDeserializationException (KIP-1036).
  unreadableRecord: (part: string, topicPartition: string, offset: number) => ({
    class: 'RecordDeserializationException',
    message: `Error deserializing ${part} for partition ${topicPartition} at offset ${offset}. If needed, please seek past the record to continue consumption.`,
  }),
  // KafkaProducer.partition: one that is too large for the topic is not looked at.
  refuseChosenPartition: (partition: number) =>
    partition >= 0
      ? null
      : {
          class: 'IllegalArgumentException',
          message: `The partitioner generated an invalid partition number: ${partition}. Partition number should always be non-negative.`,
        },
  seeksController: false,
  illegalTopicName: validateTopicName,
  // Nobody sets the field, and so it has the default of its definition.
  aboutUnknownTopic: '',
  transactionCalls: TRANSACTION_CALLS,
  subscriptionVersion: 3,
  keepsAssignment: 'sorted',
  heartbeatsWhileSyncing: true,
  leadersForgetOwnTopics: false,
  fencedHeartbeatEndsMembership: true,
  // ConsumerCoordinator.OffsetCommitResponseHandler: of a generation that is over it says what it says of any member.
  closesFetchSessions: true,
  commitOfFencedInstance: ({ subscribed, unchanged }: FencedCommit) =>
    subscribed && !unchanged ? 'CommitFailedException' : 'FencedInstanceIdException',
  hearsWhatIsWrongWithRecords: true,
  expiredBatchAddition: '. The request has not been sent, or no server response has been received yet.',
})

const WORDS: ClientWords = Object.freeze({
  ...MEMBERSHIP_WORDS,
  ...TRUNCATION_WORDS,
  // Since 4.0 a node says whether it is fenced.
  node: ({ id, host, port, rack }: NodeFacts) => `${host}:${port} (id: ${id} rack: ${rack ?? 'null'} isFenced: false)`,
  unreachable: (id: number, address: string) =>
    `Connection to node ${id} (${address}) could not be established. Node may not be available.`,
  metadataRefused: (correlationId: number, topics: string) =>
    `The metadata response from the cluster reported a recoverable issue with correlation id ${correlationId} : ${topics}`,
  metadataOutdated: (topicPartition: string, why: string) =>
    `Received invalid metadata error in produce request on partition ${topicPartition} due to ${why} Going to request metadata update now`,
  outOfRange: (topicPartition: string, _offset: number, position: string) =>
    `Fetch position ${position} is out of range for partition ${topicPartition}`,
  fetchLogger: 'org.apache.kafka.clients.consumer.internals.FetchCollector',
  failedNetworkClient: 'Failed to create new NetworkClient',
  unusedSetting: null,
  callNeverSent: ({ name }: CallOverdue) => ({
    message: `Timed out waiting for a node assignment. Call: ${name}`,
    cause: null,
  }),
  callCutOff: ({ name, deadlineMs, nowMs, tries, nextTryMs }: CallOverdue) =>
    `Call(callName=${name}, deadlineMs=${deadlineMs}, tries=${tries}, nextAllowedTryMs=${nextTryMs}) timed out at ${nowMs} after ${tries} attempt(s)`,
  // Calls that go through the coordinator's lookup say which of their requests it is (PartitionLeaderStrategy and others).
  callToCoordinator: (name: string, api: string) => `${name}(api=${api})`,
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
