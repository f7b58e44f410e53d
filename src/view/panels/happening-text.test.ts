import { beforeAll, describe, expect, test } from 'vitest'
import { setLanguage, t } from '../../i18n/index.ts'
import type { Happening, HappeningType } from '../../kafka/observe/happenings.ts'
import { sampleImage } from '../../testing/sample-image.ts'
import { concerns, happeningSubject, loadKindDetails } from '../kinds/details.ts'
import { happeningKind } from './happening-kind.ts'
import { happeningText } from './happening-text.ts'

/** One of each; the compiler notices a type that is missing. */
const samples: { readonly [Type in HappeningType]: Extract<Happening, { readonly type: Type }> } = {
  NodeStarted: { type: 'NodeStarted', node: 'broker-1' },
  StartFailed: { type: 'StartFailed', node: 'broker-1', error: 'java.lang.IllegalArgumentException: no' },
  NodeStopping: { type: 'NodeStopping', node: 'broker-1' },
  NodeStopped: { type: 'NodeStopped', node: 'broker-1' },
  NodeRemoved: { type: 'NodeRemoved', node: 'broker-1' },
  NodeKilled: { type: 'NodeKilled', node: 'broker-2' },
  NodePowerCut: { type: 'NodePowerCut', node: 'broker-2', lostRecords: 1 },
  NodePaused: { type: 'NodePaused', node: 'consumer-1' },
  NodeResumed: { type: 'NodeResumed', node: 'consumer-1' },
  NodeSlowed: { type: 'NodeSlowed', node: 'broker-1', delayUs: 20_000 },
  LinkCut: { type: 'LinkCut', a: 'broker-1', b: 'broker-2' },
  LinkSlowed: { type: 'LinkSlowed', a: 'broker-1', b: 'broker-2', extraUs: 20_000 },
  LinkRepaired: { type: 'LinkRepaired', a: 'broker-1', b: 'broker-2' },
  LinkHeld: { type: 'LinkHeld', from: 'broker-2', to: 'broker-1', api: 'FetchRequest' },
  LinkReleased: { type: 'LinkReleased', from: 'broker-2', to: 'broker-1' },
  ControllerBecameCandidate: { type: 'ControllerBecameCandidate', controller: 101, epoch: 2 },
  ControllerElected: { type: 'ControllerElected', controller: 101, epoch: 2 },
  ControllerResigned: { type: 'ControllerResigned', controller: 101, epoch: 2 },
  BrokerBecameController: { type: 'BrokerBecameController', broker: 2, epoch: 2 },
  BrokerStoppedControlling: { type: 'BrokerStoppedControlling', broker: 2, epoch: 2 },
  BrokerAppeared: { type: 'BrokerAppeared', broker: 2, brokerEpoch: 31 },
  BrokerDisappeared: { type: 'BrokerDisappeared', broker: 2, reason: 'sessionEnded' },
  ZooKeeperElected: { type: 'ZooKeeperElected', node: 'zookeeper-3', epoch: 2 },
  ZooKeeperStoppedServing: { type: 'ZooKeeperStoppedServing', node: 'zookeeper-3' },
  ZooKeeperSessionExpired: {
    ...{ type: 'ZooKeeperSessionExpired', node: 'zookeeper-3', session: '0x1000000000' },
    ...{ timeoutMs: 18_000, paths: ['/brokers/ids/2', '/controller'] },
  },
  BrokerRegistered: { type: 'BrokerRegistered', broker: 1, brokerEpoch: 12 },
  BrokerFenced: { type: 'BrokerFenced', broker: 2, reason: 'sessionExpired' },
  BrokerUnregistered: { type: 'BrokerUnregistered', broker: 2 },
  BrokerUnfenced: { type: 'BrokerUnfenced', broker: 2 },
  TopicCreated: { type: 'TopicCreated', topic: 'orders', partitions: 3, replicationFactor: 3 },
  TopicDeleted: { type: 'TopicDeleted', topic: 'orders' },
  PartitionsAdded: { type: 'PartitionsAdded', topic: 'orders', from: 3, to: 4 },
  TopicConfigChanged: { type: 'TopicConfigChanged', topic: 'orders', keys: ['retention.ms'] },
  LeaderElected: {
    type: 'LeaderElected',
    topicPartition: 'orders-1',
    from: 2,
    to: 3,
    leaderEpoch: 7,
    election: 'clean',
    isr: [3, 1],
  },
  RequestTimedOut: { type: 'RequestTimedOut', client: 'order-service', silent: 'broker-2', waitedMs: 30_000 },
  LeaderNoticed: { type: 'LeaderNoticed', client: 'order-service', topicPartition: 'orders-1', from: 1, to: 2 },
  IsrShrunk: { type: 'IsrShrunk', topicPartition: 'orders-1', removed: [2], isr: [3, 1], by: 'leader' },
  IsrExpanded: { type: 'IsrExpanded', topicPartition: 'orders-1', added: [2], isr: [3, 1, 2] },
  LogTruncated: { type: 'LogTruncated', broker: 2, topicPartition: 'orders-1', fromOffset: 9, toOffset: 7 },
  DiskFailed: { type: 'DiskFailed', node: 'broker-2' },
  LogDirectoryFailed: {
    ...{ type: 'LogDirectoryFailed', node: 'broker-2', directory: '/disk-b/kafka-2' },
    ...{ replicas: 2, halts: 'no' },
  },
  LogDirectoryReported: { type: 'LogDirectoryReported', broker: 2 },
  PageCacheLimited: { type: 'PageCacheLimited', node: 'broker-2', bytes: 16_384 },
  ReadFromDisk: { type: 'ReadFromDisk', broker: 2, topicPartition: 'orders-1', pages: 3, waitMs: 11 },
  SegmentRolled: { type: 'SegmentRolled', broker: 1, topicPartition: 'orders-1', baseOffset: 40 },
  LogCleaned: {
    type: 'LogCleaned',
    broker: 1,
    topicPartition: 'orders-1',
    records: 4,
    fromBytes: 900,
    toBytes: 300,
  },
  SegmentDeleted: { type: 'SegmentDeleted', broker: 1, topicPartition: 'orders-1', baseOffset: 0, logStartOffset: 40 },
  RecordsLost: {
    type: 'RecordsLost',
    topicPartition: 'orders-1',
    broker: 1,
    fromOffset: 7,
    toOffset: 9,
    records: 2,
    committed: 0,
    leader: 2,
  },
  RecordsDuplicated: {
    type: 'RecordsDuplicated',
    topicPartition: 'orders-1',
    producer: 'payments',
    broker: 2,
    offset: 9,
    records: 3,
    firstOffset: 4,
  },
  RecordsOutOfOrder: {
    type: 'RecordsOutOfOrder',
    topicPartition: 'orders-1',
    producer: 'payments',
    broker: 2,
    offset: 9,
    records: 3,
    behindOffset: 4,
  },
  SendFailed: { type: 'SendFailed', producer: 'payments', topicPartition: 'orders-1', error: 'TIMEOUT', records: 3 },
  BatchSplit: { type: 'BatchSplit', producer: 'payments', topicPartition: 'orders-1', records: 5, parts: 2 },
  BatchRetried: {
    type: 'BatchRetried',
    producer: 'payments',
    topicPartition: 'orders-1',
    error: 'TIMEOUT',
    attempt: 2,
  },
  CoordinatorLost: {
    type: 'CoordinatorLost',
    client: 'analytics-1',
    groupId: 'analytics',
    coordinator: 1,
    error: 'NETWORK_EXCEPTION',
  },
  CoordinatorMoved: { type: 'CoordinatorMoved', groupId: 'analytics', from: 1, to: 3 },
  TransactionStateChanged: {
    type: 'TransactionStateChanged',
    transactionalId: 'pay-1',
    to: 'Ongoing',
    producerId: 0,
    producerEpoch: 3,
    partitions: 2,
    topicPartitions: ['pay-0', 'pay-1'],
  },
  ClientThrottled: { type: 'ClientThrottled', broker: 1, client: 'app', api: 'produce', throttleMs: 420 },
  TransactionEndAsked: { type: 'TransactionEndAsked', producer: 'app', transactionalId: 'pay-1', committed: false },
  TransactionMarkerWritten: {
    type: 'TransactionMarkerWritten',
    topicPartition: 'pay-0',
    broker: 1,
    producerId: 0,
    committed: true,
    offset: 4,
  },
  OpenTransactionFenced: { type: 'OpenTransactionFenced', transactionalId: 'pay-1', partitions: ['pay-0'] },
  TransactionHangs: {
    type: 'TransactionHangs',
    transactionalId: 'pay-1',
    partitions: ['pay-0'],
    openMs: 12_000,
    timeoutMs: 60_000,
  },
  TransactionTimedOut: { type: 'TransactionTimedOut', transactionalId: 'pay-1', timeoutMs: 60_000 },
  ProducerFenced: { type: 'ProducerFenced', producer: 'app', transactionalId: 'pay-1' },
  GroupStateChanged: { type: 'GroupStateChanged', groupId: 'analytics', from: 'Empty', to: 'Stable', generation: 1 },
  MemberJoined: { type: 'MemberJoined', groupId: 'analytics', memberId: 'x', client: 'analytics-1' },
  MemberLeft: { type: 'MemberLeft', groupId: 'analytics', memberId: 'x', client: 'analytics-1', reason: 'pollTimeout' },
  GroupRebalanced: {
    type: 'GroupRebalanced',
    groupId: 'analytics',
    generation: 2,
    protocol: 'range',
    assignment: { 'analytics-1': ['orders-0'], 'analytics-2': [] },
  },
  ReassignmentAsked: { type: 'ReassignmentAsked', partitions: ['orders-1'], cancelled: false, throttle: null },
  ReassignmentStarted: {
    type: 'ReassignmentStarted',
    topicPartition: 'orders-1',
    replicas: [1, 2, 4],
    adding: [4],
    removing: [5],
  },
  ReassignmentCompleted: {
    type: 'ReassignmentCompleted',
    topicPartition: 'orders-1',
    replicas: [1, 2, 4],
    added: [4],
    removed: [5],
  },
  ReassignmentCancelled: { type: 'ReassignmentCancelled', topicPartition: 'orders-1', replicas: [1, 2, 3] },
  ReplicationThrottleRemoved: { type: 'ReplicationThrottleRemoved', topics: ['orders'] },
  BrokerDrained: { type: 'BrokerDrained', node: 'broker-4' },
  BrokerNotDrained: { type: 'BrokerNotDrained', node: 'broker-4', topicPartitions: ['orders-1'] },
  ReadReplicaChosen: {
    type: 'ReadReplicaChosen',
    consumer: 'analytics-1',
    topicPartition: 'orders-1',
    leader: 1,
    replica: 2,
    rack: 'rack-b',
  },
  OffsetReset: { type: 'OffsetReset', consumer: 'analytics-1', topicPartition: 'orders-1', to: 0, policy: 'earliest' },
  CommitFailed: { type: 'CommitFailed', consumer: 'analytics-1', groupId: 'analytics', error: 'REBALANCE_IN_PROGRESS' },
  CommandStarted: { type: 'CommandStarted', terminal: 'terminal-1', line: 'ls' },
  CommandFinished: { type: 'CommandFinished', terminal: 'terminal-1', line: 'ls', exitCode: 0 },
  RecordsDropped: { type: 'RecordsDropped', producer: 'payments', reason: 'buffer full', records: 3 },
  ProducerConfigured: { type: 'ProducerConfigured', producer: 'payments' },
  ConsumerConfigured: { type: 'ConsumerConfigured', consumer: 'analytics-1' },
  ProducerConfigRefused: { type: 'ProducerConfigRefused', producer: 'payments', error: 'ConfigException: acks' },
  ConsumerConfigRefused: { type: 'ConsumerConfigRefused', consumer: 'analytics-1', error: 'KafkaException: no' },
  ConsumerFailed: { type: 'ConsumerFailed', consumer: 'analytics-1', error: 'InvalidSessionTimeoutException: no' },
  TopicChangeAsked: { type: 'TopicChangeAsked', call: 'CreateTopic', topic: 'orders' },
  PreferredElectionAsked: { type: 'PreferredElectionAsked' },
  AdminCallFailed: { type: 'AdminCallFailed', call: 'CreateTopic', error: 'TOPIC_ALREADY_EXISTS' },
}
const all: readonly Happening[] = Object.values(samples)

beforeAll(loadKindDetails)

describe.each(['en', 'ko'] as const)('in %s', (language) => {
  test.each(all.map((happening) => [happening.type, happening] as const))(
    '%s is a whole sentence',
    async (type, happening) => {
      await setLanguage(language)
      const text = happeningText(happening, t)
      await setLanguage('en')
      expect(text).not.toMatch(/[{}]|undefined|happening\.|NaN/)
      expect(text).not.toBe(type)
    },
  )
})

test('an election says what kind it was', () => {
  const election = samples.LeaderElected
  expect(happeningText({ ...election, to: -1 }, t)).toContain('no leader')
  expect(happeningText({ ...election, election: 'unclean' }, t)).toContain('may be lost')
  expect(happeningText({ ...election, from: -1, leaderEpoch: 0 }, t)).toContain('first leader')
  // A partition that was without one is not new.
  expect(happeningText({ ...election, from: -1 }, t)).toBe('orders-1: broker-3 leads now, epoch 7; there was no leader')
  expect(happeningText({ ...election, to: -1, election: 'pending' }, t)).toContain('another is elected next')
})

test('a member without partitions is named as such in a rebalance', () => {
  expect(happeningText(samples.GroupRebalanced, t)).toContain('analytics-2 ← nothing')
})

test('a happening leads to the thing it is about', () => {
  expect(happeningSubject(samples.IsrShrunk, sampleImage())).toEqual({ kind: 'partition', id: 'orders-1' })
  expect(happeningSubject(samples.BrokerFenced, sampleImage())).toEqual({ kind: 'broker', id: 'broker-2' })
  expect(happeningSubject(samples.LinkHeld, sampleImage())).toEqual({ kind: 'link', id: 'broker-1|broker-2' })
  expect(happeningSubject(samples.PartitionsAdded, sampleImage())).toEqual({ kind: 'topic', id: 'orders' })
  expect(happeningSubject(samples.NodePaused, sampleImage())).toEqual({ kind: 'consumer', id: 'consumer-1' })
  expect(happeningSubject(samples.CommandStarted, sampleImage())).toBeNull()
})

test('what is filtered as a loss or a fault is one', () => {
  expect(all.filter((each) => happeningKind(each) === 'loss').map(({ type }) => type)).toEqual([
    'RecordsLost',
    'RecordsDuplicated',
    'RecordsOutOfOrder',
    'SendFailed',
    'RecordsDropped',
  ])
  expect(happeningKind(samples.NodePowerCut)).toBe('fault')
  expect(happeningKind(samples.SegmentRolled)).toBe('other')
})

test('a broker is concerned by its own death, its elections and its place in the ISR, and by no other broker’s', () => {
  const image = sampleImage()
  const about = (id: string) =>
    all.filter((each) => concerns(each, { kind: 'broker', id }, image)).map(({ type }) => type)
  expect(about('broker-2')).toEqual(
    expect.arrayContaining(['NodeKilled', 'BrokerFenced', 'LeaderElected', 'IsrShrunk', 'IsrExpanded', 'LogTruncated']),
  )
  expect(about('broker-3')).toEqual(['LeaderElected'])
})

test('a replica is concerned by what its own broker did and by what befell the whole partition', () => {
  const image = sampleImage()
  const about = (id: string) =>
    all.filter((each) => concerns(each, { kind: 'replica', id }, image)).map(({ type }) => type)
  expect(about('orders-1@2')).toContain('LogTruncated')
  expect(about('orders-1@1')).not.toContain('LogTruncated')
  expect(about('orders-1@1')).toContain('LeaderElected')
  expect(about('orders-0@1')).toEqual([])
})
