// Producers and consumers of the stage on a real cluster.

import { describe, expect, test } from 'vitest'
import { copyWorld } from '../../../engine/copy-world.ts'
import { run } from '../../../engine/scheduler.ts'
import { hashWorld } from '../../../engine/state-hash.ts'
import type { World } from '../../../engine/world.ts'
import { applyCommand } from '../../cluster/apply-command.ts'
import type { ClusterSpec, ConsumerSpec, ProducerSpec } from '../../cluster/commands.ts'
import { createCluster } from '../../cluster/create-cluster.ts'
import type { Happening } from '../../observe/happenings.ts'
import { buildImage } from '../../observe/image/build-image.ts'
import type { ConsumerNodeState } from '../consumer/consumer-node.ts'
import type { ProducerNodeState } from '../producer/producer-node.ts'

const producer = (name: string, workload: Partial<ProducerSpec['workload']> = {}, config = {}): ProducerSpec => ({
  name,
  config,
  workload: { topic: 'orders', recordsPerSecond: 100, keys: ['a', 'b', 'c'], valueBytes: 20, ...workload },
})

const consumer = (name: string, rest: Partial<ConsumerSpec> = {}): ConsumerSpec => ({
  name,
  groupId: 'shop',
  topics: ['orders'],
  config: { 'auto.offset.reset': 'earliest' },
  processingUs: 100,
  commit: 'auto',
  ...rest,
})

function clusterWith(clients: Partial<ClusterSpec>): World {
  return createCluster(
    {
      profile: 'kafka-4',
      brokers: [1, 2, 3].map((id) => ({ id, rack: null, config: {} })),
      controllers: [101],
      config: { 'group.initial.rebalance.delay.ms': '0' },
      topics: [{ name: 'orders', partitions: 3, replicationFactor: 3, config: {} }],
      producers: [],
      consumers: [],
      startWallClockMs: 1_700_000_000_000,
      networkLatencyUs: 500,
      ...clients,
    },
    5,
  )
}

const runFor = (world: World, ms: number) => run(world, { untilUs: world.nowUs + ms * 1000 })
const producerOf = (world: World, name: string) => world.nodes.get(name)?.state as ProducerNodeState
const consumerOf = (world: World, name: string) => world.nodes.get(name)?.state as ConsumerNodeState
const happenings = (world: World, type: Happening['type']) => world.happenings.filter((each) => each.body.type === type)

describe('a producer and two consumers', () => {
  test('everything sent is acknowledged and read once', () => {
    const world = clusterWith({ producers: [producer('p')], consumers: [consumer('c1'), consumer('c2')] })
    runFor(world, 15_000)
    applyCommand(world, { type: 'ConfigureProducer', producer: { ...producer('p'), workload: null } })
    runFor(world, 3_000)
    const { client } = producerOf(world, 'p')
    expect(client?.sent).toBeGreaterThan(1_400)
    expect(client?.acknowledged).toBe(client?.sent)
    const read = (consumerOf(world, 'c1').client?.consumed ?? 0) + (consumerOf(world, 'c2').client?.consumed ?? 0)
    // The second member joined while the first was reading: what was not committed yet came again.
    expect(read).toBeGreaterThanOrEqual(client?.sent ?? Infinity)
    const owned = [
      ...(consumerOf(world, 'c1').client?.partitions.keys() ?? []),
      ...(consumerOf(world, 'c2').client?.partitions.keys() ?? []),
    ]
    expect(owned.sort((a, b) => (a < b ? -1 : 1))).toEqual(['orders-0', 'orders-1', 'orders-2'])
  })

  test('what was acknowledged is counted on through a restart and another client of the same process', () => {
    const world = clusterWith({ producers: [producer('p')] })
    const counted = () => buildImage(world).counters.get('counters')?.acknowledged ?? 0
    runFor(world, 10_000)
    const before = counted()
    expect(before).toBeGreaterThan(500)
    applyCommand(world, { type: 'KillNode', node: 'p' })
    expect(counted()).toBe(before)
    runFor(world, 1_000)
    applyCommand(world, { type: 'StartNode', node: 'p' })
    runFor(world, 5_000)
    const after = counted()
    expect(after - before).toBe(producerOf(world, 'p').client?.acknowledged)
    applyCommand(world, { type: 'ConfigureProducer', producer: { ...producer('p'), config: { acks: '1' } } })
    runFor(world, 5_000)
    expect(counted()).toBeGreaterThan(after)
    expect(producerOf(world, 'p').client?.acknowledged).toBeLessThan(after)
  })

  test('a checkpoint runs on exactly as the world it was taken of', () => {
    const world = clusterWith({
      producers: [producer('p')],
      consumers: [consumer('c1'), consumer('c2', { commit: 'afterProcessing' })],
    })
    runFor(world, 4_321)
    const copy = copyWorld(world)
    for (const each of [world, copy]) {
      // A slow broker has requests in its hands when it dies, which must be sent again.
      applyCommand(each, { type: 'SlowNode', node: 'broker-2', delayUs: 50_000 })
      runFor(each, 500)
      applyCommand(each, { type: 'KillNode', node: 'broker-2' })
      runFor(each, 20_000)
    }
    expect(hashWorld(copy)).toBe(hashWorld(world))
    expect(producerOf(world, 'p').client?.acknowledged).toBeGreaterThan(1_000)
  })

  test('the other takes over within the session timeout of one that is killed, and at once from one that is removed', () => {
    const config = { 'auto.offset.reset': 'earliest', 'session.timeout.ms': '10000' }
    const world = clusterWith({ consumers: [consumer('c1', { config }), consumer('c2', { config })] })
    runFor(world, 6_000)
    applyCommand(world, { type: 'RemoveConsumer', name: 'c2' })
    runFor(world, 4_000)
    expect(consumerOf(world, 'c1').client?.partitions.size).toBe(3)
    applyCommand(world, { type: 'AddConsumer', consumer: consumer('c3', { config }) })
    runFor(world, 6_000)
    applyCommand(world, { type: 'KillNode', node: 'c1' })
    runFor(world, 8_000)
    expect(consumerOf(world, 'c3').client?.partitions.size).toBeLessThan(3)
    runFor(world, 8_000)
    expect(consumerOf(world, 'c3').client?.partitions.size).toBe(3)
  })
})

describe('settings', () => {
  test('settings that cannot be are said, and mended by the next ones', () => {
    const world = clusterWith({ producers: [producer('p', {}, { acks: '7' })] })
    runFor(world, 1_000)
    expect(producerOf(world, 'p').configError?.message).toBe(
      'Invalid value 7 for configuration acks: String must be one of: all, -1, 0, 1',
    )
    applyCommand(world, { type: 'ConfigureProducer', producer: producer('p', {}, { acks: '1' }) })
    runFor(world, 2_000)
    expect(producerOf(world, 'p').client?.acknowledged).toBeGreaterThan(100)
  })

  test('new settings: the old client is closed, a new one goes on counting', () => {
    const world = clusterWith({ producers: [producer('p')], consumers: [consumer('c1')] })
    runFor(world, 5_000)
    applyCommand(world, { type: 'ConfigureProducer', producer: producer('p', {}, { acks: '1' }) })
    applyCommand(world, { type: 'ConfigureConsumer', consumer: consumer('c1', { commit: 'beforeProcessing' }) })
    runFor(world, 5_000)
    expect(producerOf(world, 'p').client?.config.acks).toBe(1)
    expect(producerOf(world, 'p').made).toBeGreaterThan(900)
    expect(consumerOf(world, 'c1').client?.partitions.size).toBe(3)
    expect(consumerOf(world, 'c1').client?.consumed).toBeGreaterThan(300)
  })

  test('a consumer without a group reads every partition, also one that is added later', () => {
    const world = clusterWith({
      consumers: [
        consumer('c1', { groupId: '', config: { 'auto.offset.reset': 'earliest', 'metadata.max.age.ms': '2000' } }),
      ],
      producers: [producer('p')],
    })
    runFor(world, 3_000)
    expect(consumerOf(world, 'c1').client?.consumed).toBeGreaterThan(200)
    applyCommand(world, { type: 'AddPartitions', topic: 'orders', totalCount: 5 })
    runFor(world, 6_000)
    expect(consumerOf(world, 'c1').client?.partitions.size).toBe(5)
  })

  test('a producer that is removed leaves when everything is answered', () => {
    const world = clusterWith({ producers: [producer('p', {}, { 'linger.ms': '2000' })] })
    runFor(world, 3_000)
    const state = producerOf(world, 'p')
    applyCommand(world, { type: 'RemoveProducer', name: 'p' })
    runFor(world, 1_000)
    expect(world.nodes.get('p')?.status ?? 'removed').not.toBe('running')
    expect(state.client?.acknowledged).toBe(state.client?.sent)
  })
})

test('a slow consumer is thrown out at max.poll.interval.ms, reads the same again, and its commit fails', () => {
  const config = {
    'auto.offset.reset': 'earliest',
    'max.poll.interval.ms': '5000',
    'session.timeout.ms': '6000',
    'max.poll.records': '10',
  }
  const world = clusterWith({
    consumers: [consumer('slow', { config, processingUs: 800_000, commit: 'afterProcessing' })],
    producers: [producer('p')],
  })
  runFor(world, 40_000)
  expect(happenings(world, 'CommitFailed').length).toBeGreaterThan(0)
  const { client } = consumerOf(world, 'slow')
  expect(client?.lastError).toBe('CommitFailedException')
  expect([...(client?.partitions.values() ?? [])].every((partition) => partition.position <= 20)).toBe(true)
})

describe('settings that do not work are told as what they are', () => {
  const FAILED = 'KafkaException: Failed to construct kafka consumer; caused by'
  test.each([
    [
      { 'partition.assignment.strategy': 'NoSuch' },
      `${FAILED} KafkaException: NoSuch ClassNotFoundException exception`,
    ],
    [{ 'heartbeat.interval.ms': '45000' }, `${FAILED} IllegalArgumentException: Heartbeat must be set lower`],
    [{ 'max.poll.records': '0' }, 'ConfigException: Invalid value 0 for configuration max.poll.records'],
  ])('a consumer with %j does not start', (config, error) => {
    const world = clusterWith({ consumers: [consumer('c', { config: config as Record<string, string> })] })
    expect(happenings(world, 'ConsumerConfigRefused').map(({ body }) => body)).toEqual([
      { type: 'ConsumerConfigRefused', consumer: 'c', error: expect.stringContaining(error) },
    ])
    expect(happenings(world, 'CommitFailed')).toEqual([])
    expect(buildImage(world).members.get('c')?.lastError).toContain(error)
  })

  test('a session timeout the broker does not allow ends the application with the exception out of poll', () => {
    const world = clusterWith({ consumers: [consumer('c', { config: { 'session.timeout.ms': '4000' } })] })
    runFor(world, 5_000)
    const error = expect.stringMatching(/^InvalidSessionTimeoutException: The session timeout is not within the range/)
    expect(happenings(world, 'ConsumerFailed').map(({ body }) => body)).toEqual([
      { type: 'ConsumerFailed', consumer: 'c', error },
    ])
    expect(buildImage(world).members.get('c')?.lastError).toEqual(error)
  })

  test('a producer with one does not start', () => {
    const world = clusterWith({ producers: [producer('p', {}, { 'delivery.timeout.ms': '1000' })] })
    const error = expect.stringContaining('delivery.timeout.ms should be equal to or larger than linger.ms')
    expect(happenings(world, 'ProducerConfigRefused').map(({ body }) => body)).toEqual([
      { type: 'ProducerConfigRefused', producer: 'p', error },
    ])
    expect(happenings(world, 'RecordsDropped')).toEqual([])
    expect(buildImage(world).producers.get('p')?.lastError).toEqual(error)
  })
})

test('where nobody answers the producer makes nothing new until send() gives up', () => {
  const world = clusterWith({
    producers: [producer('p', { topic: 'orders' }, { 'max.block.ms': '3000' })],
    topics: [],
    config: { 'auto.create.topics.enable': 'false' },
  })
  runFor(world, 10_000)
  const state = producerOf(world, 'p')
  expect(state.made).toBeLessThanOrEqual(4)
  expect(
    happenings(world, 'RecordsDropped').map(
      (each) => (each.body as Extract<Happening, { type: 'RecordsDropped' }>).reason,
    ),
  ).toContain('TimeoutException')
})

describe('bootstrap.servers of a client of the stage', () => {
  const told = (world: World) =>
    world.happenings.flatMap(({ body }) => {
      const happening = body as Happening
      return happening.type === 'ProducerConfigRefused' || happening.type === 'ConsumerConfigRefused'
        ? [happening.error]
        : []
    })
  const clients = (servers: string) => ({
    producers: [producer('p', {}, { 'bootstrap.servers': servers })],
    consumers: [consumer('c', { config: { 'auto.offset.reset': 'earliest', 'bootstrap.servers': servers } })],
  })
  const counts = (world: World) => {
    const { sent, acknowledged, consumed } = buildImage(world).counters.get('counters')!
    return { sent, acknowledged, consumed }
  }

  test('is where it looks for the cluster: one broker is enough, and an address where nobody listens is none', () => {
    const reached = clusterWith(clients('localhost:9093'))
    const lost = clusterWith(clients('localhost:9999'))
    for (const world of [reached, lost]) runFor(world, 10_000)
    expect(counts(reached).acknowledged).toBeGreaterThan(100)
    expect(counts(reached).consumed).toBeGreaterThan(100)
    expect(counts(lost)).toMatchObject({ acknowledged: 0, consumed: 0 })
  })

  test('is refused by the constructor where it is none', () => {
    const world = clusterWith(clients('localhost'))
    const cause = 'caused by ConfigException: Invalid url in bootstrap.servers: localhost'
    expect(told(world)).toEqual([
      `KafkaException: Failed to construct kafka producer; ${cause}`,
      `KafkaException: Failed to construct kafka consumer; ${cause}`,
    ])
  })
})
