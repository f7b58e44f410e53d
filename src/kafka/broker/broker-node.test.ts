import { describe, expect, test } from 'vitest'
import { batchOf, NEW_YEAR } from '../../testing/batches.ts'
import { type BrokerWorld, brokerWorld } from '../../testing/broker-world.ts'
import { hasRow, rowNamed, sizeOfSlotMap } from '../common/slot-map.ts'
import { kraftOf } from './link/kraft/kraft-state.ts'

function produce(t: BrokerWorld, brokerId: number, topicPartition: string, value = 'v', acks: 1 | -1 = -1): void {
  const answer = t.ask(
    brokerId,
    'ProduceRequest',
    { acks, timeoutMs: 30_000, partitions: [{ topicPartition, batch: batchOf([value]) }] },
    'writer',
  )
  expect(answer.partitions[0]?.errorCode).toBe('NONE')
}

describe('the end of a process', () => {
  test('a killed broker comes back with all its records', () => {
    const t = brokerWorld(1)
    t.topic('orders', [[1]])
    produce(t, 1, 'orders-0')
    t.kill(1)
    t.start(1)
    t.runUntil('it leads again', () => rowNamed(t.broker(1).partitions, 'orders-0')?.role === 'leader')
    expect(t.partition(1, 'orders-0').log.logEndOffset).toBe(1)
  })

  test('a power cut takes what was only in memory, and the follower becomes the source of what remains', () => {
    const t = brokerWorld(2)
    t.topic('orders', [[1, 2]])
    produce(t, 1, 'orders-0', 'kept by broker 2')
    t.powerCut(1)
    t.change('orders-0', { leader: 2, isr: [2] })
    t.runFor(50)
    t.start(1)
    t.runUntil('broker 1 is in sync', () => t.partition(2, 'orders-0').isr.length === 2)
    expect(t.partition(1, 'orders-0').log.segments[0]?.tail[0]?.records[0]?.value).toBe('kept by broker 2')
  })

  test('a clean stop asks the controller first, and the next start names the broker epoch of the last life', () => {
    const t = brokerWorld(1)
    const epoch = t.broker(1).lifecycle.brokerEpoch
    t.stop(1)
    t.runUntil('the process has ended', () => t.world.nodes.get('broker-1')?.status === 'stopped')
    t.start(1)
    expect(kraftOf(t.broker(1)).lifecycle.previousBrokerEpoch).toBe(epoch)
    t.runUntil('it runs', () => t.broker(1).lifecycle.state === 'running')
    t.kill(1)
    t.start(1)
    expect(kraftOf(t.broker(1)).lifecycle.previousBrokerEpoch).toBe(-1)
  })

  test('a topic deleted while the broker was down is deleted at its next start', () => {
    const t = brokerWorld(2)
    t.topic('orders', [[1, 2]])
    produce(t, 1, 'orders-0')
    t.kill(2)
    t.records({ type: 'RemoveTopicRecord', topicId: 'ordersAAAAAAAAAAAAAAAA' })
    t.start(2)
    t.runUntil('it runs', () => t.broker(2).lifecycle.state === 'running')
    expect(sizeOfSlotMap(t.broker(2).partitions)).toBe(0)
    expect(t.broker(2).deletedLogs.map((deleted) => deleted.log.topicPartition)).toEqual(['orders-0'])
  })
})

describe('metadata', () => {
  test('a missing topic is answered as unknown, and there when asked again', () => {
    const t = brokerWorld(2, { 'num.partitions': '3', 'default.replication.factor': '2' })
    const ask = () => t.ask(1, 'MetadataRequest', { topics: ['typo'], allowAutoTopicCreation: true })
    expect(ask().topics[0]).toMatchObject({ errorCode: 'UNKNOWN_TOPIC_OR_PARTITION', partitions: [] })
    t.runFor(100)
    expect(ask().topics[0]).toMatchObject({ errorCode: 'NONE', name: 'typo' })
    expect(ask().topics[0]?.partitions).toHaveLength(3)
  })

  test('auto.create.topics.enable=false and a client that does not want it leave it missing', () => {
    const off = brokerWorld(1, { 'auto.create.topics.enable': 'false' })
    off.ask(1, 'MetadataRequest', { topics: ['typo'], allowAutoTopicCreation: true })
    const t = brokerWorld(1)
    t.ask(1, 'MetadataRequest', { topics: ['typo'], allowAutoTopicCreation: false })
    for (const world of [off, t]) {
      world.runFor(100)
      expect(world.controller().image.topics.size).toBe(0)
    }
  })

  test('a fenced broker is not named, and what it led has no leader', () => {
    const t = brokerWorld(2)
    t.topic('orders', [[2, 1]])
    t.kill(2)
    t.runFor(10)
    const answer = t.ask(1, 'MetadataRequest', { topics: null, allowAutoTopicCreation: false })
    expect(answer.brokers.map((broker) => broker.id)).toEqual([1])
    expect(answer.topics[0]?.partitions[0]).toMatchObject({
      errorCode: 'LEADER_NOT_AVAILABLE',
      leaderId: -1,
      offlineReplicas: [2],
    })
  })

  test('the first to ask for a coordinator has __consumer_offsets made, and is told to come again', () => {
    const t = brokerWorld(3, { 'offsets.topic.num.partitions': '5' })
    const ask = () => t.ask(1, 'FindCoordinatorRequest', { keyType: 'group', keys: ['a'] }).coordinators[0]
    expect(ask()).toMatchObject({ errorCode: 'COORDINATOR_NOT_AVAILABLE', nodeId: -1 })
    t.runFor(100)
    // "a".hashCode() is 97.
    const partition = t.controller().image.topics.get('__consumer_offsets')?.partitions[97 % 5]
    expect(ask()).toMatchObject({ errorCode: 'NONE', nodeId: partition?.leader })
    expect(t.controller().image.configs.get('topic:__consumer_offsets')).toMatchObject({ 'cleanup.policy': 'compact' })
  })
})

describe('producer ids', () => {
  test('the first question only fetches a block of 1000; from then on ids count up', () => {
    const t = brokerWorld(2)
    const ask = (broker: number) =>
      t.ask(broker, 'InitProducerIdRequest', {
        transactionalId: null,
        transactionTimeoutMs: 0,
        producerId: -1,
        producerEpoch: -1,
      })
    expect(ask(1).errorCode).toBe('COORDINATOR_LOAD_IN_PROGRESS')
    expect(ask(2).errorCode).toBe('COORDINATOR_LOAD_IN_PROGRESS')
    t.runFor(10)
    expect(ask(2)).toMatchObject({ errorCode: 'NONE', producerId: 1_000, producerEpoch: 0 })
    expect(ask(1)).toMatchObject({ producerId: 0 })
    expect(ask(1)).toMatchObject({ producerId: 1 })
    const own = { transactionalId: null, transactionTimeoutMs: 0, producerId: 1, producerEpoch: 4 }
    expect(t.ask(1, 'InitProducerIdRequest', own)).toMatchObject({ producerId: 2, producerEpoch: 0 })
  })
})

describe('offsets', () => {
  const list = (t: BrokerWorld, brokerId: number, timestamp: number) =>
    t.ask(brokerId, 'ListOffsetsRequest', {
      isolationLevel: 'read_uncommitted',
      replicaId: -1,
      partitions: [{ topicPartition: 'orders-0', currentLeaderEpoch: -1, timestamp }],
    }).partitions[0]

  test('earliest is the log start, latest the high watermark, and a time finds the first record from then on', () => {
    const t = brokerWorld(1)
    t.topic('orders', [[1]])
    for (const value of ['a', 'b', 'c']) produce(t, 1, 'orders-0', value)
    expect(list(t, 1, -2)).toMatchObject({ errorCode: 'NONE', offset: 0, leaderEpoch: 0 })
    expect(list(t, 1, -1)).toMatchObject({ errorCode: 'NONE', offset: 3 })
    expect(list(t, 1, NEW_YEAR)).toMatchObject({ offset: 0, timestamp: NEW_YEAR })
    expect(list(t, 1, NEW_YEAR + 1)).toMatchObject({ errorCode: 'NONE', offset: -1 })
    expect(list(t, 1, -3)).toMatchObject({ offset: 0, timestamp: NEW_YEAR })
  })

  test('right after an election latest is not available while the high watermark lags behind the epoch', () => {
    const t = brokerWorld(3)
    t.topic('orders', [[1, 2, 3]])
    produce(t, 1, 'orders-0')
    t.kill(3)
    t.kill(1)
    // Broker 3 is still in the ISR and down, so broker 2 cannot move its high watermark, which is one fetch behind.
    t.change('orders-0', { leader: 2, isr: [2, 3] })
    t.runFor(20)
    expect(t.partition(2, 'orders-0').log).toMatchObject({ highWatermark: 0, logEndOffset: 1 })
    expect(list(t, 2, -1)?.errorCode).toBe('OFFSET_NOT_AVAILABLE')
    expect(list(t, 2, -2)?.errorCode).toBe('NONE')
  })

  test('deleting records moves the start on every replica, up to the high watermark and no further', () => {
    const t = brokerWorld(2)
    t.topic('orders', [[1, 2]])
    for (const value of ['a', 'b', 'c']) produce(t, 1, 'orders-0', value)
    const remove = (offset: number) =>
      t.ask(1, 'DeleteRecordsRequest', { timeoutMs: 10_000, partitions: [{ topicPartition: 'orders-0', offset }] })
        .partitions[0]
    expect(remove(2)).toMatchObject({ errorCode: 'NONE', lowWatermark: 2 })
    expect(t.partition(2, 'orders-0').log.logStartOffset).toBe(2)
    expect(list(t, 1, -2)?.offset).toBe(2)
    expect(remove(9)).toMatchObject({ errorCode: 'OFFSET_OUT_OF_RANGE' })
    expect(remove(-1)).toMatchObject({ errorCode: 'NONE', lowWatermark: 3 })
  })

  test('records that Kafka keeps for itself are not deleted, whatever policy their topic has', () => {
    const t = brokerWorld(1)
    t.topic('__consumer_offsets', [[1]], { 'cleanup.policy': 'delete' })
    const remove = (topicPartition: string) =>
      t.ask(1, 'DeleteRecordsRequest', { timeoutMs: 10_000, partitions: [{ topicPartition, offset: 0 }] }).partitions[0]
    expect(remove('__consumer_offsets-0')).toMatchObject({ errorCode: 'INVALID_TOPIC_EXCEPTION', lowWatermark: -1 })
    expect(remove('__transaction_state-0')).toMatchObject({ errorCode: 'UNKNOWN_TOPIC_OR_PARTITION' })
  })
})

describe('segments', () => {
  test('roll under load, are flushed soon after, and go when retention says so', () => {
    const t = brokerWorld(1)
    t.topic('orders', [[1]], { 'segment.bytes': '1048576', 'retention.bytes': '1048576' })
    for (let i = 0; i < 4; i++) produce(t, 1, 'orders-0', 'v'.repeat(600_000))
    t.runFor(50)
    const { log } = t.partition(1, 'orders-0')
    expect(log.segments.map((segment) => segment.baseOffset)).toEqual([0, 1, 2, 3])
    expect(log.durableOffset).toBe(3)
    t.runFor(31_000)
    expect(log.logStartOffset).toBe(2)
    const types = t.world.happenings.map((happening) => happening.body.type)
    expect(types.filter((type) => type === 'SegmentRolled')).toHaveLength(3)
    expect(types.filter((type) => type === 'SegmentDeleted')).toHaveLength(2)
  })
})

describe('reassignment', () => {
  test('a replica that is not in the assignment any more is deleted, a new one copies everything', () => {
    const t = brokerWorld(3)
    t.topic('orders', [[1, 2]])
    produce(t, 1, 'orders-0')
    t.change('orders-0', { replicas: [1, 2, 3] })
    t.runUntil('broker 3 is in sync', () => t.partition(1, 'orders-0').isr.length === 3)
    t.change('orders-0', { replicas: [1, 3], isr: [1, 3] })
    t.runFor(20)
    expect(hasRow(t.broker(2).partitions, 'orders-0')).toBe(false)
    expect(t.partition(3, 'orders-0').log.logEndOffset).toBe(1)
    produce(t, 1, 'orders-0')
  })
})
