/** Samples of what the active controller answers, and of what controllers and brokers say to one another. */
import { DEFAULT_PROFILE, featuresOf } from '../kafka/profile/registry.ts'
import type { Request, Response } from '../kafka/protocol/apis.ts'

export type Message = Request | Response
export type Samples = {
  readonly [Type in Message['type']]: Omit<Extract<Message, { type: Type }>, 'correlationId' | 'clientId'>
}

const three = ['orders-0', 'orders-12', '주문-1']
const errorCode = 'NONE' as const
const errorMessage = 'Topic 주문 is marked for deletion.'
const leader = { leaderId: 2, leaderEpoch: 7 }
const resource = { type: 'topic' as const, name: 'orders' }
const quorumReplica = {
  replicaId: 101,
  directoryId: 'D',
  logEndOffset: 10,
  lastFetchTimestamp: 1,
  lastCaughtUpTimestamp: 1,
}
const topicResult = { name: 'orders', errorCode, errorMessage }
const describeQuorum = { type: 'DescribeQuorumRequest', correlationId: 1, clientId: 'client' } as const
const updateFeatures = { type: 'UpdateFeaturesResponse', correlationId: 1, errorCode, errorMessage } as const

const decision = { controllerEpoch: 3, leader: 1, leaderEpoch: 2, isr: [1, 2], zkVersion: 4, replicas: [1, 2, 3] }
const from = { controllerId: 1, controllerEpoch: 3, brokerEpoch: 77 }
const partitionErrors = three.map((topicPartition) => ({ topicPartition, errorCode }))

/** What a controller elected in ZooKeeper tells brokers, and what one that ends asks of it. */
const PUSHES = {
  LeaderAndIsrRequest: {
    type: 'LeaderAndIsrRequest',
    ...from,
    partitionStates: three.map((topicPartition) => ({
      ...{ topicPartition, ...decision, addingReplicas: [4], removingReplicas: [], isNew: true },
    })),
    liveLeaders: [{ brokerId: 1, host: 'localhost', port: 9092 }],
  },
  LeaderAndIsrResponse: { type: 'LeaderAndIsrResponse', errorCode, partitionErrors },
  UpdateMetadataRequest: {
    type: 'UpdateMetadataRequest',
    ...from,
    partitionStates: three.map((topicPartition) => ({ topicPartition, ...decision, offlineReplicas: [3] })),
    liveBrokers: [{ brokerId: 1, host: 'localhost', port: 9092, rack: 'r1' }],
  },
  UpdateMetadataResponse: { type: 'UpdateMetadataResponse', errorCode },
  StopReplicaRequest: { type: 'StopReplicaRequest', ...from, deletePartitions: true, topicPartitions: three },
  StopReplicaResponse: { type: 'StopReplicaResponse', errorCode, partitionErrors },
  ControlledShutdownRequest: { type: 'ControlledShutdownRequest', brokerId: 1, brokerEpoch: 77 },
  ControlledShutdownResponse: { type: 'ControlledShutdownResponse', errorCode, remainingPartitions: three },
} as const

export const FORWARDED = {
  CreateTopicsRequest: {
    type: 'CreateTopicsRequest',
    topics: [
      {
        name: 'orders',
        numPartitions: -1,
        replicationFactor: -1,
        assignments: [
          [1, 2],
          [2, 3],
        ],
        configs: [['cleanup.policy', 'compact']],
      },
    ],
    validateOnly: false,
  },
  CreateTopicsResponse: {
    type: 'CreateTopicsResponse',
    topics: [{ ...topicResult, topicId: 'T1', numPartitions: 2, replicationFactor: 2 }],
  },
  DeleteTopicsRequest: { type: 'DeleteTopicsRequest', topics: ['orders', '주문'] },
  DeleteTopicsResponse: { type: 'DeleteTopicsResponse', topics: [topicResult] },
  CreatePartitionsRequest: {
    type: 'CreatePartitionsRequest',
    topics: [
      { name: 'orders', totalCount: 3, assignments: [[1, 2]] },
      { name: '주문', totalCount: 3, assignments: null },
    ],
    validateOnly: false,
  },
  CreatePartitionsResponse: { type: 'CreatePartitionsResponse', topics: [topicResult] },
  IncrementalAlterConfigsRequest: {
    type: 'IncrementalAlterConfigsRequest',
    resources: [{ resource, operations: [{ name: 'retention.ms', operation: 'set', value: '1000' }] }],
    validateOnly: false,
  },
  IncrementalAlterConfigsResponse: {
    type: 'IncrementalAlterConfigsResponse',
    resources: [{ resource, errorCode, errorMessage }],
  },
  DescribeConfigsRequest: {
    type: 'DescribeConfigsRequest',
    resources: [{ resource, keys: ['retention.ms'] }],
    includeSynonyms: true,
  },
  DescribeConfigsResponse: {
    type: 'DescribeConfigsResponse',
    resources: [
      {
        resource,
        errorCode,
        errorMessage,
        configs: [
          {
            name: 'retention.ms',
            value: '1000',
            source: 'DYNAMIC_TOPIC_CONFIG',
            isSensitive: false,
            isReadOnly: false,
            synonyms: [{ name: 'log.retention.ms', value: null, source: 'DEFAULT_CONFIG' }],
          },
        ],
      },
    ],
  },
  ListConfigResourcesRequest: { type: 'ListConfigResourcesRequest', resourceTypes: ['topic', 'group'] },
  ListConfigResourcesResponse: { type: 'ListConfigResourcesResponse', errorCode, resources: [resource] },
  ElectLeadersRequest: { type: 'ElectLeadersRequest', electionType: 'preferred', topicPartitions: three },
  ElectLeadersResponse: {
    type: 'ElectLeadersResponse',
    errorCode,
    partitions: three.map((name) => ({ topicPartition: name, errorCode, errorMessage })),
  },
  AlterPartitionReassignmentsRequest: {
    type: 'AlterPartitionReassignmentsRequest',
    allowReplicationFactorChange: false,
    partitions: three.map((name, index) => ({ topicPartition: name, replicas: index === 0 ? null : [1, 2] })),
  },
  AlterPartitionReassignmentsResponse: {
    type: 'AlterPartitionReassignmentsResponse',
    errorCode,
    partitions: three.map((name) => ({ topicPartition: name, errorCode, errorMessage })),
  },
  ListPartitionReassignmentsRequest: { type: 'ListPartitionReassignmentsRequest', topicPartitions: three },
  ListPartitionReassignmentsResponse: {
    type: 'ListPartitionReassignmentsResponse',
    errorCode,
    partitions: three.map((name) => ({
      topicPartition: name,
      replicas: [1, 2, 3],
      addingReplicas: [3],
      removingReplicas: [1],
    })),
  },
  DescribeQuorumRequest: describeQuorum,
  DescribeQuorumResponse: {
    type: 'DescribeQuorumResponse',
    errorCode,
    ...leader,
    highWatermark: 9,
    voters: [quorumReplica, quorumReplica],
    observers: [quorumReplica],
    nodes: [1, 2].map((nodeId) => ({
      nodeId,
      listeners: [{ name: 'CONTROLLER', host: 'localhost', port: 19100 + nodeId }],
    })),
  },
  UnregisterBrokerRequest: { type: 'UnregisterBrokerRequest', brokerId: 3 },
  UnregisterBrokerResponse: { type: 'UnregisterBrokerResponse', errorCode, errorMessage: null },
  UpdateFeaturesRequest: {
    type: 'UpdateFeaturesRequest',
    updates: [{ feature: 'metadata.version', level: 29, upgradeType: 'upgrade' }],
    validateOnly: false,
  },
  UpdateFeaturesResponse: updateFeatures,
  AlterClientQuotasRequest: {
    type: 'AlterClientQuotasRequest',
    entries: [
      {
        entity: [
          { entityType: 'user', entityName: null },
          { entityType: 'client-id', entityName: '주문' },
        ],
        ops: [
          { key: 'producer_byte_rate', value: 1_024 },
          { key: 'request_percentage', value: null },
        ],
      },
    ],
    validateOnly: false,
  },
  AlterClientQuotasResponse: {
    type: 'AlterClientQuotasResponse',
    entries: [{ entity: [{ entityType: 'ip', entityName: '127.0.0.1' }], errorCode, errorMessage }],
  },
} satisfies Partial<Samples>

export const CONTROLLERS = {
  FetchMetadataRequest: {
    type: 'FetchMetadataRequest',
    replicaId: 1,
    voter: false,
    currentLeaderEpoch: 2,
    fetchOffset: 10,
    lastFetchedEpoch: 2,
    maxWaitMs: 500,
  },
  FetchMetadataResponse: {
    type: 'FetchMetadataResponse',
    errorCode,
    ...leader,
    highWatermark: 9,
    entries: [
      { offset: 9, epoch: 2, record: { type: 'NoOpRecord' } },
      { offset: 10, epoch: 2, record: { type: 'TopicRecord', name: 'orders', topicId: 'T1' } },
    ],
    divergingEpoch: null,
  },
  VoteRequest: {
    type: 'VoteRequest',
    candidateEpoch: 3,
    candidateId: 101,
    lastOffsetEpoch: 2,
    lastOffset: 10,
    preVote: true,
  },
  VoteResponse: { type: 'VoteResponse', voterId: 102, ...leader, voteGranted: true },
  BeginQuorumEpochRequest: { type: 'BeginQuorumEpochRequest', ...leader },
  BeginQuorumEpochResponse: { type: 'BeginQuorumEpochResponse', errorCode, leaderEpoch: 7 },
  EndQuorumEpochRequest: { type: 'EndQuorumEpochRequest', ...leader, preferredSuccessors: [102, 103] },
  EndQuorumEpochResponse: { type: 'EndQuorumEpochResponse', errorCode },
  BrokerRegistrationRequest: {
    type: 'BrokerRegistrationRequest',
    brokerId: 1,
    incarnationId: '1-77',
    rack: 'rack-a',
    host: 'localhost',
    port: 9092,
    previousBrokerEpoch: -1,
    features: featuresOf({ profile: DEFAULT_PROFILE }),
  },
  BrokerRegistrationResponse: { type: 'BrokerRegistrationResponse', errorCode, brokerEpoch: 5 },
  BrokerHeartbeatRequest: {
    type: 'BrokerHeartbeatRequest',
    brokerId: 1,
    brokerEpoch: 5,
    currentMetadataOffset: 9,
    wantFence: false,
    wantShutDown: false,
    cordonedLogDirs: [],
  },
  BrokerHeartbeatResponse: {
    type: 'BrokerHeartbeatResponse',
    errorCode,

    isCaughtUp: true,
    isFenced: false,
    shouldShutDown: false,
  },
  ControllerRegistrationRequest: {
    type: 'ControllerRegistrationRequest',
    controllerId: 101,
    incarnationId: 'I',
    host: 'localhost',
    port: 19101,
    features: featuresOf({ profile: DEFAULT_PROFILE }),
  },
  ControllerRegistrationResponse: { type: 'ControllerRegistrationResponse', errorCode, errorMessage },
  ...PUSHES,
  AlterPartitionRequest: {
    type: 'AlterPartitionRequest',
    brokerId: 1,
    brokerEpoch: 5,
    partitions: three.map((name) => ({
      topicPartition: name,
      leaderEpoch: 1,
      partitionEpoch: 2,
      newIsr: [1, 2].map((brokerId) => ({ brokerId, brokerEpoch: 5 })),
    })),
  },
  AlterPartitionResponse: {
    type: 'AlterPartitionResponse',
    errorCode,

    partitions: three.map((name) => ({
      topicPartition: name,
      errorCode,
      leader: 1,
      leaderEpoch: 1,
      isr: [1, 2],
      partitionEpoch: 3,
    })),
  },
  AssignReplicasToDirsRequest: {
    ...{ type: 'AssignReplicasToDirsRequest', brokerId: 1, brokerEpoch: 5 },
    directories: ['A', 'B'].map((id) => ({
      id,
      partitions: three.map((name) => ({ topicPartition: name, topicId: 'T' })),
    })),
  },
  AssignReplicasToDirsResponse: {
    type: 'AssignReplicasToDirsResponse',
    errorCode,
    directories: ['A', 'B'].map((id) => ({
      id,
      partitions: three.map((name) => ({ topicPartition: name, errorCode })),
    })),
  },
  AllocateProducerIdsRequest: { type: 'AllocateProducerIdsRequest', brokerId: 1, brokerEpoch: 5 },
  AllocateProducerIdsResponse: {
    type: 'AllocateProducerIdsResponse',
    errorCode,
    producerIdStart: 1_000,
    producerIdLen: 1_000,
  },
  EnvelopeRequest: { type: 'EnvelopeRequest', request: describeQuorum },
  EnvelopeResponse: { type: 'EnvelopeResponse', errorCode, response: updateFeatures },
} satisfies Partial<Samples>
