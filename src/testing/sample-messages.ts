/** One message of each type, with something in every list. The compiler asks for a sample of whatever is added. */
import { batchOf } from './batches.ts'
import { CONTROLLERS, FORWARDED, type Message, type Samples } from './sample-controller-messages.ts'

const topicPartition = 'orders-0'
const three = ['orders-0', 'orders-12', '주문-1']
const errorCode = 'NONE' as const
const errorMessage = 'Topic 주문 is marked for deletion.'
const leader = { leaderId: 2, leaderEpoch: 7 }
const broker = { id: 1, host: 'localhost', port: 9092, rack: 'rack-a' }
const partition = {
  errorCode,
  partition: 0,
  leaderId: 1,
  leaderEpoch: 3,
  replicas: [1, 2, 3],
  isr: [1, 2],
  offlineReplicas: [3],
}
const topic = { errorCode, name: 'orders', topicId: 'T1', isInternal: false }
const subscription = { topics: ['orders'], ownedPartitions: ['orders-0'], generationId: 3, rackId: null }
const member = { memberId: 'console-consumer-1a2b', groupInstanceId: 'static-1' }
const group = { groupId: 'hello-group', generationId: 5, ...member }

const listGroups = { type: 'ListGroupsRequest', statesFilter: ['Stable'], typesFilter: ['classic'] } as const

const DATA = {
  ProduceRequest: {
    type: 'ProduceRequest',
    acks: -1,
    timeoutMs: 30_000,
    partitions: three.map((name) => ({ topicPartition: name, batch: batchOf(['order-1', 'order-2']) })),
  },
  ProduceResponse: {
    type: 'ProduceResponse',
    partitions: three.map((name, index) => ({
      topicPartition: name,
      errorCode,
      errorMessage: index === 0 ? null : errorMessage,
      recordErrors:
        index === 0 ? [] : [{ batchIndex: 2, message: 'Compacted topic cannot accept message without key.' }],
      baseOffset: 1,
      logStartOffset: 0,
      currentLeader: index === 0 ? null : leader,
    })),
  },
  FetchRequest: {
    type: 'FetchRequest',
    replicaId: 2,
    replicaEpoch: 14,
    maxWaitMs: 500,
    minBytes: 1,
    maxBytes: 1_000,
    isolationLevel: 'read_committed',
    sessionId: 9,
    sessionEpoch: 4,
    partitions: three.map((name) => ({
      topicPartition: name,
      topicId: 'T1',
      currentLeaderEpoch: 1,
      fetchOffset: 20,
      lastFetchedEpoch: 1,
      logStartOffset: 0,
      maxBytes: 100,
      slot: -1,
    })),
    forgotten: ['payments-0', 'payments-1'],
  },
  FetchResponse: {
    type: 'FetchResponse',
    errorCode,
    sessionId: 9,
    partitions: three.map((name, index) => ({
      topicPartition: name,
      errorCode,
      highWatermark: 1,
      lastStableOffset: 1,
      logStartOffset: 0,
      batches: index === 0 ? [] : [batchOf(['order-1']), batchOf(['order-2', 'order-3'])],
      divergingEpoch: index === 1 ? { epoch: 2, endOffset: 5 } : null,
      currentLeader: index === 2 ? leader : null,
      abortedTransactions: [{ producerId: 1, firstOffset: 3 }],
      slot: -1,
    })),
  },
  ListOffsetsRequest: {
    type: 'ListOffsetsRequest',
    isolationLevel: 'read_uncommitted',
    replicaId: -1,
    partitions: three.map((name) => ({ topicPartition: name, currentLeaderEpoch: 1, timestamp: -1 })),
  },
  ListOffsetsResponse: {
    type: 'ListOffsetsResponse',
    partitions: three.map((name) => ({ topicPartition: name, errorCode, offset: 1, timestamp: -1, leaderEpoch: 1 })),
  },
  OffsetForLeaderEpochRequest: {
    type: 'OffsetForLeaderEpochRequest',
    replicaId: 2,
    partitions: three.map((topicPartition) => ({ topicPartition, currentLeaderEpoch: 2, leaderEpoch: 1 })),
  },
  OffsetForLeaderEpochResponse: {
    type: 'OffsetForLeaderEpochResponse',
    partitions: three.map((topicPartition) => ({ topicPartition, errorCode: 'NONE', leaderEpoch: 1, endOffset: 9 })),
  },
  InitProducerIdRequest: {
    type: 'InitProducerIdRequest',
    transactionalId: 'orders-tx',
    transactionTimeoutMs: 60_000,
    producerId: -1,
    producerEpoch: -1,
  },
  InitProducerIdResponse: { type: 'InitProducerIdResponse', errorCode, producerId: 1_000, producerEpoch: 0 },
  DeleteRecordsRequest: {
    type: 'DeleteRecordsRequest',
    timeoutMs: 1,
    partitions: three.map((name) => ({ topicPartition: name, offset: -1 })),
  },
  DeleteRecordsResponse: {
    type: 'DeleteRecordsResponse',
    partitions: three.map((name) => ({ topicPartition: name, errorCode, lowWatermark: 3 })),
  },
  AlterReplicaLogDirsRequest: {
    type: 'AlterReplicaLogDirsRequest',
    replicas: three.map((name, index) => ({ topicPartition: name, logDir: `/tmp/${index % 2}` })),
  },
  AlterReplicaLogDirsResponse: {
    type: 'AlterReplicaLogDirsResponse',
    partitions: three.map((name) => ({ topicPartition: name, errorCode })),
  },
  DescribeLogDirsRequest: { type: 'DescribeLogDirsRequest', topics: ['orders', '주문'] },
  DescribeLogDirsResponse: {
    type: 'DescribeLogDirsResponse',
    logDirs: ['/tmp/kafka-logs-1', '/tmp/more'].map((path) => ({
      errorCode,
      path,
      replicas: three.map((name) => ({ topicPartition: name, size: 100, offsetLag: 0, isFuture: false })),
    })),
  },
  DescribeProducersRequest: { type: 'DescribeProducersRequest', topicPartition },
  DescribeProducersResponse: {
    type: 'DescribeProducersResponse',
    topicPartition,
    errorCode,
    producers: [1_000, 1_001].map((producerId) => ({
      producerId,
      producerEpoch: 0,
      lastSequence: 5,
      lastTimestamp: 1,
      coordinatorEpoch: -1,
      currentTransactionStartOffset: -1,
    })),
  },
} satisfies Partial<Samples>

const GROUPS = {
  JoinGroupRequest: {
    type: 'JoinGroupRequest',
    ...group,
    sessionTimeoutMs: 45_000,
    rebalanceTimeoutMs: 300_000,
    protocolType: 'consumer',
    protocols: ['range', 'cooperative-sticky'].map((name) => ({ name, subscription })),
  },
  JoinGroupResponse: {
    type: 'JoinGroupResponse',
    errorCode,
    generationId: 5,
    protocolName: 'range',
    leader: member.memberId,
    skipAssignment: false,
    memberId: member.memberId,
    members: [{ ...member, subscription }],
  },
  SyncGroupRequest: {
    type: 'SyncGroupRequest',
    ...group,
    protocolName: 'range',
    assignments: [{ memberId: member.memberId, partitions: three }],
  },
  SyncGroupResponse: { type: 'SyncGroupResponse', errorCode, protocolName: 'range', partitions: three },
  HeartbeatRequest: { type: 'HeartbeatRequest', ...group },
  HeartbeatResponse: { type: 'HeartbeatResponse', errorCode },
  LeaveGroupRequest: {
    type: 'LeaveGroupRequest',
    groupId: group.groupId,
    members: [{ ...member, reason: 'the consumer is being closed' }],
  },
  LeaveGroupResponse: { type: 'LeaveGroupResponse', errorCode, members: [{ ...member, errorCode }] },
  OffsetCommitRequest: {
    type: 'OffsetCommitRequest',
    ...group,
    partitions: three.map((name) => ({ topicPartition: name, offset: 1, leaderEpoch: 0, metadata: 'note' })),
  },
  OffsetCommitResponse: {
    type: 'OffsetCommitResponse',
    partitions: three.map((name) => ({ topicPartition: name, errorCode })),
  },
  OffsetFetchRequest: {
    type: 'OffsetFetchRequest',
    groupId: group.groupId,
    topicPartitions: three,
    requireStable: true,
  },
  OffsetFetchResponse: {
    type: 'OffsetFetchResponse',
    groupId: group.groupId,
    errorCode,
    partitions: three.map((name) => ({ topicPartition: name, errorCode, offset: 1, leaderEpoch: 0, metadata: 'note' })),
  },
  DescribeGroupsRequest: { type: 'DescribeGroupsRequest', groups: ['hello-group', '주문'] },
  DescribeGroupsResponse: {
    type: 'DescribeGroupsResponse',
    groups: [
      {
        groupId: group.groupId,
        errorCode,
        errorMessage,
        groupState: 'Stable',
        protocolType: 'consumer',
        protocol: 'range',
        members: [{ ...member, clientId: 'c', clientHost: '/127.0.0.1', subscription, assignment: three }],
      },
    ],
  },
  ListGroupsRequest: listGroups,
  ListGroupsResponse: {
    type: 'ListGroupsResponse',
    errorCode,
    groups: [{ groupId: 'hello-group', protocolType: 'consumer', groupState: 'Stable', groupType: 'classic' }],
  },
  DeleteGroupsRequest: { type: 'DeleteGroupsRequest', groups: ['hello-group'] },
  DeleteGroupsResponse: { type: 'DeleteGroupsResponse', groups: [{ groupId: 'hello-group', errorCode }] },
  OffsetDeleteRequest: { type: 'OffsetDeleteRequest', groupId: 'hello-group', topicPartitions: three },
  OffsetDeleteResponse: {
    type: 'OffsetDeleteResponse',
    errorCode,
    partitions: three.map((name) => ({ topicPartition: name, errorCode })),
  },
} satisfies Partial<Samples>

const CLUSTER = {
  MetadataRequest: { type: 'MetadataRequest', topics: ['orders', '주문'], allowAutoTopicCreation: true },
  MetadataResponse: {
    type: 'MetadataResponse',
    clusterId: 'MkU3OEVBNTcwNTJENDM2Qg',
    brokers: [broker, { ...broker, id: 2, rack: null }],
    controllerId: 1,
    topics: [{ ...topic, partitions: [partition, { ...partition, partition: 1 }] }],
  },
  DescribeClusterRequest: { type: 'DescribeClusterRequest', includeFencedBrokers: true },
  DescribeClusterResponse: {
    type: 'DescribeClusterResponse',
    errorCode,
    errorMessage: '',
    clusterId: 'MkU3OEVBNTcwNTJENDM2Qg',
    controllerId: 1,
    brokers: [{ ...broker, isFenced: false }],
  },
  DescribeTopicPartitionsRequest: { type: 'DescribeTopicPartitionsRequest', topics: ['orders', '주문'] },
  DescribeTopicPartitionsResponse: {
    type: 'DescribeTopicPartitionsResponse',
    topics: [{ ...topic, partitions: [{ ...partition, eligibleLeaderReplicas: [1], lastKnownElr: [2, 3] }] }],
  },
  FindCoordinatorRequest: { type: 'FindCoordinatorRequest', keyType: 'group', keys: ['hello-group', '주문'] },
  FindCoordinatorResponse: {
    type: 'FindCoordinatorResponse',
    coordinators: [{ key: 'hello-group', errorCode, errorMessage: '', nodeId: 1, host: 'localhost', port: 9092 }],
  },
  DescribeClientQuotasRequest: {
    type: 'DescribeClientQuotasRequest',
    components: [
      { entityType: 'user', matchType: 'default', match: null },
      { entityType: 'client-id', matchType: 'exact', match: '주문' },
    ],
    strict: true,
  },
  DescribeClientQuotasResponse: {
    type: 'DescribeClientQuotasResponse',
    errorCode,
    errorMessage: null,
    entries: [
      {
        entity: [{ entityType: 'client-id', entityName: '주문' }],
        values: [{ key: 'producer_byte_rate', value: 1_024 }],
      },
    ],
  },
  ApiVersionsRequest: { type: 'ApiVersionsRequest', clientSoftwareVersion: '4.3.1' },
  ApiVersionsResponse: {
    type: 'ApiVersionsResponse',
    errorCode,
    apiKeys: [{ apiKey: 0, minVersion: 3, maxVersion: 13 }],
    supportedFeatures: [{ name: 'metadata.version', minVersion: 7, maxVersion: 30 }],
    finalizedFeatures: { 'metadata.version': 29, 'group.version': 1 },
    finalizedFeaturesEpoch: 20,
  },
} satisfies Partial<Samples>

const pay = { transactionalId: 'pay-주문', producerId: 1, producerEpoch: 2 }

const TRANSACTIONS = {
  AddPartitionsToTxnRequest: {
    type: 'AddPartitionsToTxnRequest',
    transactions: [{ ...pay, verifyOnly: false, topicPartitions: three }],
  },
  AddPartitionsToTxnResponse: {
    type: 'AddPartitionsToTxnResponse',
    errorCode,
    transactions: [
      {
        transactionalId: 'pay-주문',
        partitions: three.map((name) => ({ topicPartition: name, errorCode })),
      },
    ],
  },
  AddOffsetsToTxnRequest: { type: 'AddOffsetsToTxnRequest', ...pay, groupId: 'hello-group' },
  AddOffsetsToTxnResponse: { type: 'AddOffsetsToTxnResponse', errorCode },
  EndTxnRequest: { type: 'EndTxnRequest', ...pay, committed: true },
  EndTxnResponse: { type: 'EndTxnResponse', errorCode, producerId: 1, producerEpoch: 3 },
  WriteTxnMarkersRequest: {
    type: 'WriteTxnMarkersRequest',
    markers: [
      {
        producerId: 1,
        producerEpoch: 2,
        committed: true,
        topicPartitions: three,
        coordinatorEpoch: 4,
        transactionVersion: 2,
      },
    ],
  },
  WriteTxnMarkersResponse: {
    type: 'WriteTxnMarkersResponse',
    markers: [{ producerId: 1, partitions: three.map((name) => ({ topicPartition: name, errorCode })) }],
  },
  TxnOffsetCommitRequest: {
    type: 'TxnOffsetCommitRequest',
    ...pay,
    groupId: 'hello-group',
    generationId: -1,
    memberId: '',
    groupInstanceId: null,
    partitions: three.map((name) => ({ topicPartition: name, offset: 7, leaderEpoch: -1, metadata: 'm' })),
  },
  TxnOffsetCommitResponse: {
    type: 'TxnOffsetCommitResponse',
    partitions: three.map((name) => ({ topicPartition: name, errorCode })),
  },
  DescribeTransactionsRequest: { type: 'DescribeTransactionsRequest', transactionalIds: ['pay-주문', 'b'] },
  DescribeTransactionsResponse: {
    type: 'DescribeTransactionsResponse',
    transactions: [{ ...pay, errorCode, state: 'Ongoing', timeoutMs: 60_000, startTimeMs: 1, topicPartitions: three }],
  },
  ListTransactionsRequest: {
    type: 'ListTransactionsRequest',
    stateFilters: ['Ongoing'],
    producerIdFilters: [1, 2],
    durationFilterMs: -1,
    transactionalIdPattern: 'pay.*',
  },
  ListTransactionsResponse: {
    type: 'ListTransactionsResponse',
    errorCode,
    unknownStateFilters: ['Open'],
    transactions: [{ transactionalId: 'pay-주문', producerId: 1, state: 'Ongoing' }],
  },
} satisfies Partial<Samples>

const SAMPLES: Samples = { ...DATA, ...TRANSACTIONS, ...GROUPS, ...CLUSTER, ...FORWARDED, ...CONTROLLERS }

export function sampleMessages(): readonly Message[] {
  return Object.values(SAMPLES).map((body) => ({ ...body, correlationId: 7, clientId: 'client' }) as Message)
}
