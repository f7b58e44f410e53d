/** What 2.5.0 decides where other versions decide otherwise. */
import type {
  ClientRules,
  ControllerRules,
  GroupRules,
  LogRules,
  RefusedPlacement,
  ReplicationRules,
  Rules,
  SplitFacts,
  TombstoneFacts,
} from '../rules.ts'

const LOG: LogRules = Object.freeze({
  // Log.deleteOldSegments.
  retentionOrder: Object.freeze(['time', 'size', 'startOffset'] as const),
  snapshotsLeaveWithSegments: false,
  producerExpirationConfig: 'transactional.id.expiration.ms',
  stampsTombstones: false,
  // Cleaner.doClean: the age of segments decides, and the wall clock plays no part.
  mayDropTombstones: ({ segmentTimestamp, lastCleanTimestamp, deleteRetentionMs }: TombstoneFacts) =>
    segmentTimestamp <= (lastCleanTimestamp === -1 ? 0 : lastCleanTimestamp - deleteRetentionMs),
})

const REPLICATION: ReplicationRules = Object.freeze({
  effectiveMinIsr: (minInsyncReplicas: number) => minInsyncReplicas,
  // min.insync.replicas is nobody's business but that of acks=all.
  mayAdvanceHighWatermark: () => true,
  // Partition.maybeIncrementLeaderHW: whoever is caught up holds it back, in the ISR or not.
  onlyEligibleHoldBackHighWatermark: false,
  isEligibleForIsr: () => true,
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
  // That zookeeper.connect is there is all that is asked.
  refuseQuorum: () => null,
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
  putsOutMembersThatNeverSync: false,
})

const PACKAGE = 'org.apache.kafka.clients'

const CLIENT: ClientRules = Object.freeze({
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
  backoffJitterPermille: 0,
  refusesTooManyInFlight: false,
  exhaustedMemoryError: 'TimeoutException',
  autoCommitWithoutGroup: Object.freeze({ class: 'KafkaException', message: 'Failed to construct kafka consumer' }),
  missingPartition: (topic: string, _partition: number, _partitionCount: number, waitedMs: number) =>
    `Topic ${topic} not present in metadata after ${waitedMs} ms.`,
  // ProducerBatch.split: of batch.size again, whatever the topic allows.
  splitInto: ({ batchSize }: SplitFacts) => batchSize,
  partitionersChooseAgainForNewBatches: true,
  fencedHeartbeatEndsMembership: false,
  commitOfFencedInstance: () => 'FencedInstanceIdException',
  expiredBatchAddition: '',
})

export const RULES: Rules = Object.freeze({
  log: LOG,
  replication: REPLICATION,
  controller: CONTROLLER,
  group: GROUP,
  client: CLIENT,
})
