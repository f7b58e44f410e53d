import { expect, test } from 'vitest'
import { controllersOf } from '../../testing/controllers/controller-cluster.ts'
import type { CreateTopicsRequest } from '../protocol/create-topics.ts'
import { entriesOf } from './kraft/raft-log.ts'

type Cluster = ReturnType<typeof controllersOf>
type CreatableTopic = CreateTopicsRequest['topics'][number]

function create(t: Cluster, topic: Partial<CreatableTopic> & { name: string }, validateOnly = false) {
  const whole = { numPartitions: -1, replicationFactor: -1, assignments: null, configs: [], ...topic }
  const answer = t.admin({ type: 'CreateTopicsRequest', topics: [whole], validateOnly })
  return answer.type === 'CreateTopicsResponse' ? answer.topics[0] : undefined
}

function addPartitions(
  t: Cluster,
  name: string,
  totalCount: number,
  assignments: readonly (readonly number[])[] | null = null,
) {
  const answer = t.admin({
    type: 'CreatePartitionsRequest',
    topics: [{ name, totalCount, assignments }],
    validateOnly: false,
  })
  return answer.type === 'CreatePartitionsResponse' ? answer.topics[0] : undefined
}

function alter(
  t: Cluster,
  name: string,
  value: string,
  topic = 'orders',
  operation: 'set' | 'append' = 'set',
  type: 'topic' | 'broker' = 'topic',
) {
  const resources = [{ resource: { type, name: topic }, operations: [{ name, operation, value }] }]
  const answer = t.admin({ type: 'IncrementalAlterConfigsRequest', resources, validateOnly: false })
  return answer.type === 'IncrementalAlterConfigsResponse' ? answer.resources[0] : undefined
}

test('a topic is placed by the controller, with an id of 22 characters and the broker defaults where no count is given', () => {
  const t = controllersOf({ brokers: 3, config: { 'num.partitions': '3', 'default.replication.factor': '2' } })
  const created = create(t, { name: 'orders' })
  expect(created).toMatchObject({ errorCode: 'NONE', numPartitions: 3, replicationFactor: 2 })
  expect(created?.topicId).toMatch(/^[A-Za-z0-9_-]{21}[AQgw]$/)
  for (const index of [0, 1, 2]) {
    const { leader, replicas, isr } = t.describe('orders', index)
    expect(new Set(replicas).size).toBe(2)
    expect(isr).toEqual(replicas)
    expect(leader).toBe(replicas[0])
  }
})

test('a topic may be placed on a broker that is down: its replica starts outside the ISR', () => {
  const t = controllersOf({ brokers: 3 })
  t.kill('broker-3')
  t.runUntil('broker 3 is fenced', () => t.active()?.image.brokers.get(3)?.fenced === true)
  expect(create(t, { name: 'orders', numPartitions: 1, replicationFactor: 3 })).toMatchObject({ errorCode: 'NONE' })
  const { replicas, isr, leader } = t.describe('orders')
  expect(replicas.toSorted((a, b) => a - b)).toEqual([1, 2, 3])
  expect(isr).not.toContain(3)
  expect(leader).not.toBe(3)
})

test.each([
  [
    { name: 'big', numPartitions: 1, replicationFactor: 4 },
    'INVALID_REPLICATION_FACTOR',
    'Unable to replicate the partition 4 time(s): The target replication factor of 4 cannot be reached because only 3 broker(s) are registered or some brokers have all their log directories cordoned.',
  ],
  [
    { name: 'big', numPartitions: 1, replicationFactor: 0 },
    'INVALID_REPLICATION_FACTOR',
    'Replication factor must be larger than 0, or -1 to use the default value.',
  ],
  [
    { name: 'big', numPartitions: 0, replicationFactor: 1 },
    'INVALID_PARTITIONS',
    'Number of partitions was set to an invalid non-positive value.',
  ],
  [{ name: 'plain' }, 'TOPIC_ALREADY_EXISTS', "Topic 'plain' already exists."],
  [{ name: 'a_b' }, 'INVALID_TOPIC_EXCEPTION', "Topic 'a_b' collides with existing topic: a.b"],
  [
    { name: 'a b' },
    'INVALID_TOPIC_EXCEPTION',
    "Topic name is invalid: 'a b' contains one or more characters other than ASCII alphanumerics, '.', '_' and '-'",
  ],
  [{ name: '..' }, 'INVALID_TOPIC_EXCEPTION', "Topic name is invalid: '..' is not allowed"],
  [
    { name: 'x'.repeat(250) },
    'INVALID_TOPIC_EXCEPTION',
    `Topic name is invalid: the length of '${'x'.repeat(250)}' is longer than the max allowed length 249`,
  ],
  [
    { name: 'big', assignments: [[1, 9]] },
    'INVALID_REPLICA_ASSIGNMENT',
    'The manual partition assignment includes broker 9, but no such broker is registered.',
  ],
  [
    { name: 'big', assignments: [[1, 1]] },
    'INVALID_REPLICA_ASSIGNMENT',
    'The manual partition assignment includes the broker 1 more than once.',
  ],
  [
    { name: 'big', assignments: [[1, 2], [3]] },
    'INVALID_REPLICA_ASSIGNMENT',
    'The manual partition assignment includes a partition with 1 replica(s), but this is not consistent with previous partitions, which have 2 replica(s).',
  ],
  [{ name: 'big', configs: [['retention.days', '1']] }, 'INVALID_CONFIG', 'Unknown topic config name: retention.days'],
  [
    { name: 'big', configs: [['retention.ms', 'abc']] },
    'INVALID_CONFIG',
    'Invalid value abc for configuration retention.ms: Not a number of type LONG',
  ],
  [
    { name: 'big', configs: [['cleanup.policy', 'keep']] },
    'INVALID_CONFIG',
    'Invalid value keep for configuration cleanup.policy: String must be one of: compact, delete',
  ],
  [
    { name: 'big', configs: [['min.insync.replicas', '0']] },
    'INVALID_CONFIG',
    'Invalid value 0 for configuration min.insync.replicas: Value must be at least 1',
  ],
] as const)('the controller refuses %j in the words of Kafka', (topic, errorCode, errorMessage) => {
  const t = controllersOf({ brokers: 3 })
  create(t, { name: 'plain' })
  create(t, { name: 'a.b' })
  expect(create(t, topic as Partial<CreatableTopic> & { name: string })).toMatchObject({ errorCode, errorMessage })
  expect(t.active()?.image.topics.has('big')).toBe(false)
})

test('validate only answers like the real thing and creates nothing', () => {
  const t = controllersOf({ brokers: 3 })
  expect(create(t, { name: 'orders', numPartitions: 2, replicationFactor: 2 }, true)).toMatchObject({
    errorCode: 'NONE',
  })
  expect(t.active()?.image.topics.size).toBe(0)
})

test('ten thousand partitions are as many as one request may ask for', () => {
  const t = controllersOf({ brokers: 3 })
  expect(create(t, { name: 'big', numPartitions: 2_147_483_647, replicationFactor: 3 })).toMatchObject({
    errorCode: 'POLICY_VIOLATION',
    errorMessage: 'Excessively large number of partitions per request.',
  })
  create(t, { name: 'orders', numPartitions: 1, replicationFactor: 1 })
  expect(addPartitions(t, 'orders', 2_147_483_647)).toMatchObject({ errorCode: 'UNKNOWN_SERVER_ERROR' })
  expect([...(t.active()?.image.topics.keys() ?? [])]).toEqual(['orders'])
})

test('partitions can be added, never taken away', () => {
  const t = controllersOf({ brokers: 3 })
  create(t, { name: 'orders', numPartitions: 4, replicationFactor: 2 })
  const refused = (count: number) => addPartitions(t, 'orders', count)?.errorMessage
  expect(refused(3)).toBe('The topic orders currently has 4 partition(s); 3 would not be an increase.')
  expect(refused(4)).toBe('Topic already has 4 partition(s).')
  expect(addPartitions(t, 'orders', 6, [[1, 2]])?.errorMessage).toBe(
    'Attempted to add 2 additional partition(s), but only 1 assignment(s) were specified.',
  )
  expect(addPartitions(t, 'orders', 6)).toMatchObject({ errorCode: 'NONE' })
  t.runFor(100)
  expect(t.active()?.image.topics.get('orders')?.partitions.length).toBe(6)
  expect(t.happenings).toContainEqual({ type: 'PartitionsAdded', topic: 'orders', from: 4, to: 6 })
})

test('a deleted topic is gone with its configs, and the name is free again', () => {
  const t = controllersOf({ brokers: 3 })
  create(t, { name: 'orders', configs: [['retention.ms', '1000']] })
  const first = t.partition('orders').topicId
  const answer = t.admin({ type: 'DeleteTopicsRequest', topics: ['orders', 'nothing'] })
  expect(answer).toMatchObject({ topics: [{ errorCode: 'NONE' }, { errorCode: 'UNKNOWN_TOPIC_OR_PARTITION' }] })
  expect(t.active()?.image.configs.has('topic:orders')).toBe(false)
  create(t, { name: 'orders' })
  expect(t.partition('orders').topicId).not.toBe(first)
})

test('topic configs are checked, kept in order, and lists can be appended to', () => {
  const t = controllersOf({ brokers: 3 })
  create(t, { name: 'orders' })
  expect(alter(t, 'retention.ms', 'soon')?.errorMessage).toBe(
    'Invalid value soon for configuration retention.ms: Not a number of type LONG',
  )
  expect(alter(t, 'retention.ms', '1000', 'nothing')?.errorMessage).toBe("The topic 'nothing' does not exist.")
  expect(alter(t, 'cleanup.policy', 'compact', 'orders', 'append')?.errorCode).toBe('NONE')
  expect(alter(t, 'segment.bytes', '5', 'orders', 'append')?.errorMessage).toBe(
    "Can't APPEND to key segment.bytes because its type is not LIST.",
  )
  expect(t.active()?.image.configs.get('topic:orders')).toEqual({ 'cleanup.policy': 'delete,compact' })
})

test('with eligible leaders on, a topic that is made with a minimum ISR of its own has nobody eligible written down', () => {
  const t = controllersOf({ brokers: 2 })
  t.createTopic('pair', [[1, 2]], { 'min.insync.replicas': '2' })
  const types = entriesOf(t.waitForActive().raft.log).map(({ record }) => record.type)
  expect(types.slice(types.indexOf('TopicRecord')).slice(0, 4)).toEqual([
    'TopicRecord',
    'ConfigRecord',
    'ClearElrRecord',
    'PartitionRecord',
  ])
})

test('broker configs: some cannot be changed while it runs, unknown ones are taken, the minimum ISR is for all or none', () => {
  const t = controllersOf({ brokers: 3 })
  const broker = (name: string, value: string, id: string) => alter(t, name, value, id, 'set', 'broker')
  expect(broker('log.dirs', '/x', '1')?.errorMessage).toBe('Cannot update these configs dynamically: [log.dirs]')
  expect(broker('no.such.key', '1', '1')?.errorCode).toBe('NONE')
  expect(broker('min.insync.replicas', '2', '1')?.errorCode).toBe('INVALID_CONFIG')
  expect(broker('min.insync.replicas', '2', '')?.errorCode).toBe('NONE')
  expect(t.active()?.image.configs.get('broker:')).toEqual({ 'min.insync.replicas': '2' })
})

test('a reassignment adds the newcomers first and completes once they are in the ISR', () => {
  const t = controllersOf({ brokers: 3 })
  t.createTopic('move', [[1], [2]])
  const reassign = (replicas: readonly number[] | null) =>
    t.admin({ type: 'AlterPartitionReassignmentsRequest', partitions: [{ topicPartition: 'move-0', replicas }] })
  expect(reassign([3, 1])).toMatchObject({ partitions: [{ errorCode: 'NONE' }] })
  expect(t.partition('move')).toMatchObject({
    replicas: [3, 1],
    addingReplicas: [3],
    removingReplicas: [],
    isr: [1],
    leader: 1,
  })
  expect(t.admin({ type: 'ListPartitionReassignmentsRequest', topicPartitions: null })).toMatchObject({
    partitions: [{ topicPartition: 'move-0', replicas: [3, 1], addingReplicas: [3], removingReplicas: [] }],
  })
  expect(reassign(null)).toMatchObject({ partitions: [{ errorCode: 'NONE' }] })
  expect(t.partition('move')).toMatchObject({ replicas: [1], addingReplicas: [], isr: [1] })
  expect(reassign(null)).toMatchObject({ partitions: [{ errorCode: 'NO_REASSIGNMENT_IN_PROGRESS' }] })

  reassign([3, 1])
  t.alterIsr('move', [1, 3])
  expect(t.partition('move')).toMatchObject({ replicas: [3, 1], addingReplicas: [], isr: [1, 3], leader: 1 })
})

test('a reassignment away from the leader ends with another leader, and the old one is told to look around', () => {
  const t = controllersOf({ brokers: 3 })
  t.createTopic('move', [[1]])
  t.admin({ type: 'AlterPartitionReassignmentsRequest', partitions: [{ topicPartition: 'move-0', replicas: [3] }] })
  expect(t.partition('move')).toMatchObject({ replicas: [3, 1], addingReplicas: [3], removingReplicas: [1], leader: 1 })
  expect(t.alterIsr('move', [1, 3])).toMatchObject({ errorCode: 'NEW_LEADER_ELECTED' })
  expect(t.partition('move')).toMatchObject({
    replicas: [3],
    isr: [3],
    leader: 3,
    leaderEpoch: 1,
    removingReplicas: [],
  })
})

test('a reassignment waits for its newcomers; for replicas that stay but have fallen behind only where there are to be fewer', () => {
  const t = controllersOf({ brokers: 5 })
  t.createTopic('grown', [[1, 2]])
  t.createTopic('swapped', [[1, 2, 3]])
  t.createTopic('shrunk', [[1, 2, 3, 4]])
  const reassign = (topicPartition: string, replicas: readonly number[]) =>
    t.admin({ type: 'AlterPartitionReassignmentsRequest', partitions: [{ topicPartition, replicas }] })
  t.alterIsr('grown', [1])
  t.alterIsr('swapped', [1, 3])
  t.alterIsr('shrunk', [1, 4])
  reassign('grown-0', [1, 2, 3])
  t.alterIsr('grown', [1, 3])
  expect(t.partition('grown')).toMatchObject({ replicas: [1, 2, 3], addingReplicas: [], isr: [1, 3] })
  reassign('swapped-0', [1, 2, 5])
  t.alterIsr('swapped', [1, 3, 5])
  expect(t.partition('swapped')).toMatchObject({ replicas: [1, 2, 5], removingReplicas: [], isr: [1, 5] })
  reassign('shrunk-0', [2, 5])
  t.alterIsr('shrunk', [1, 4, 5])
  expect(t.partition('shrunk')).toMatchObject({ replicas: [2, 5, 1, 3, 4], removingReplicas: [1, 3, 4] })
  t.alterIsr('shrunk', [1, 4, 5, 2])
  expect(t.partition('shrunk')).toMatchObject({ replicas: [2, 5], removingReplicas: [], isr: [2, 5] })
})

test('a reassignment that is replaced by the way back never completes: what it was adding is still waited for', () => {
  const t = controllersOf({ brokers: 3 })
  t.createTopic('move', [[1, 2]])
  const reassign = (replicas: readonly number[] | null) =>
    t.admin({ type: 'AlterPartitionReassignmentsRequest', partitions: [{ topicPartition: 'move-0', replicas }] })
  reassign([1, 3])
  expect(reassign([1, 2])).toMatchObject({ partitions: [{ errorCode: 'NONE' }] })
  const stuck = { replicas: [1, 2, 3], addingReplicas: [3], removingReplicas: [3] }
  expect(t.partition('move')).toMatchObject({ ...stuck, isr: [1, 2] })
  t.alterIsr('move', [1, 2, 3])
  expect(t.partition('move')).toMatchObject({ ...stuck, isr: [1, 2, 3] })
  expect(reassign(null)).toMatchObject({ partitions: [{ errorCode: 'NONE' }] })
  expect(t.partition('move')).toMatchObject({ replicas: [1, 2], addingReplicas: [], removingReplicas: [], isr: [1, 2] })
})

test('a reassignment that is asked for a second time goes on', () => {
  const t = controllersOf({ brokers: 3 })
  t.createTopic('move', [[1, 2]])
  const reassign = () =>
    t.admin({
      type: 'AlterPartitionReassignmentsRequest',
      partitions: [{ topicPartition: 'move-0', replicas: [1, 3] }],
    })
  reassign()
  expect(reassign()).toMatchObject({ partitions: [{ errorCode: 'NONE' }] })
  expect(t.partition('move')).toMatchObject({ replicas: [1, 3, 2], addingReplicas: [3], removingReplicas: [2] })
})

test('an ISR change with an old epoch, a fenced member or from a broker that does not lead is refused', () => {
  const t = controllersOf({ brokers: 3 })
  t.createTopic('orders', [[1, 2, 3]])
  expect(t.alterIsr('orders', [1, 2])).toMatchObject({ errorCode: 'NONE', isr: [1, 2], partitionEpoch: 1 })
  const { brokerEpoch } = t.broker(1)
  const ask = (
    brokerId: number,
    epochs: { leaderEpoch: number; partitionEpoch: number },
    newIsr: readonly number[],
    epoch = brokerEpoch,
  ) => {
    const members = newIsr.map((id) => ({ brokerId: id, brokerEpoch: -1 }))
    const partitions = [{ topicPartition: 'orders-0', ...epochs, newIsr: members }]
    const answer = t.answerTo(brokerId, { type: 'AlterPartitionRequest', brokerId, brokerEpoch: epoch, partitions })
    return answer.type !== 'AlterPartitionResponse'
      ? ''
      : answer.errorCode === 'NONE'
        ? answer.partitions[0]?.errorCode
        : answer.errorCode
  }
  expect(ask(1, { leaderEpoch: 0, partitionEpoch: 0 }, [1])).toBe('INVALID_UPDATE_VERSION')
  expect(ask(1, { leaderEpoch: 1, partitionEpoch: 1 }, [1])).toBe('NOT_CONTROLLER')
  expect(ask(1, { leaderEpoch: 0, partitionEpoch: 1 }, [2])).toBe('INVALID_REQUEST')
  expect(ask(1, { leaderEpoch: 0, partitionEpoch: 1 }, [1, 9])).toBe('INVALID_REQUEST')
  expect(ask(2, { leaderEpoch: 0, partitionEpoch: 1 }, [1, 2], t.broker(2).brokerEpoch)).toBe('INVALID_REQUEST')
  expect(ask(1, { leaderEpoch: 0, partitionEpoch: 1 }, [1, 2], brokerEpoch - 1)).toBe('STALE_BROKER_EPOCH')
  t.kill('broker-3')
  t.runUntil('broker 3 is fenced', () => t.active()?.image.brokers.get(3)?.fenced === true)
  expect(ask(1, { leaderEpoch: 0, partitionEpoch: 1 }, [1, 2, 3])).toBe('INELIGIBLE_REPLICA')
})

test('a feature can be raised only as far as the controllers go', () => {
  const t = controllersOf({ brokers: 1 })
  const updates = [{ feature: 'metadata.version', level: 99, upgradeType: 'upgrade' as const }]
  const answer = t.admin({ type: 'UpdateFeaturesRequest', updates, validateOnly: false })
  const { controllerId } = t.waitForActive()
  expect(answer).toMatchObject({
    errorCode: 'INVALID_UPDATE_VERSION',
    errorMessage: `The update failed for all features since the following feature had an error: Invalid update version 99 for feature metadata.version. Local controller ${controllerId} only supports versions 7-30`,
  })
})

test('the quorum can be described: voters, and brokers as observers', () => {
  const t = controllersOf({ brokers: 2 })
  t.runFor(2_000)
  const answer = t.admin({ type: 'DescribeQuorumRequest' })
  if (answer.type !== 'DescribeQuorumResponse') throw new Error('not a quorum')
  expect(answer.voters.map((voter) => voter.replicaId)).toEqual(t.voters)
  expect(answer.observers.map((observer) => observer.replicaId).toSorted((a, b) => a - b)).toEqual([1, 2])
  for (const replica of [...answer.voters, ...answer.observers]) {
    expect(replica.directoryId).toMatch(/^[A-Za-z0-9_-]{22}$/)
    expect(answer.highWatermark - replica.logEndOffset).toBeLessThan(3)
  }
})
