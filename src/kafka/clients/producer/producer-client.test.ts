import { describe, expect, test } from 'vitest'
import type { NodeBehavior, NodeContext } from '../../../engine/node-context.ts'
import { addNode, deliverCommand, endProcess, startNode } from '../../../engine/processes.ts'
import { run } from '../../../engine/scheduler.ts'
import type { World } from '../../../engine/world.ts'
import { type FakeScript, fakeBrokerState, fakeCluster, valuesOf } from '../../../testing/fake-broker.ts'
import type { ConfigEntries } from '../../cluster/commands.ts'
import { DEFAULT_PROFILE } from '../../profile/registry.ts'
import { logLostConnection, onMetadataResponse } from '../core/client-core.ts'
import { errorText } from '../core/client-error.ts'
import {
  closeProducer,
  createProducerClient,
  flushProducer,
  onProducerDisconnect,
  onProducerMessage,
  onProducerTimer,
  type ProducerClient,
  type ProducerEvent,
  type ProducerRecord,
  sendRecord,
  takeProducerEvents,
} from './producer-client.ts'

interface Owner {
  readonly producer: ProducerClient
  readonly events: ProducerEvent[]
}

type Call = { readonly type: 'Call'; readonly act: (producer: ProducerClient, node: NodeContext) => void }

const owner: NodeBehavior<Owner> = {
  start(_disk, spec, node) {
    const config = (spec as { config: ConfigEntries }).config
    const producer = createProducerClient(
      { clientId: 'p', profile: DEFAULT_PROFILE, config, bootstrap: ['localhost:9092'], timerScope: 'p' },
      node,
    )
    if ('error' in producer) throw new Error(errorText(producer.error))
    return { producer, events: [] }
  },
  onMessage(state, message, node) {
    onProducerMessage(state.producer, message, node)
    state.events.push(...takeProducerEvents(state.producer))
  },
  onTimer(state, timer, node) {
    onProducerTimer(state.producer, timer, node)
    state.events.push(...takeProducerEvents(state.producer))
  },
  onDisconnect(state, peer, node) {
    onProducerDisconnect(state.producer, peer, node)
    state.events.push(...takeProducerEvents(state.producer))
  },
  onCommand(state, command, node) {
    ;(command as Call).act(state.producer, node)
    state.events.push(...takeProducerEvents(state.producer))
  },
  survive: () => null,
}

function producerOn(topics: Record<string, number[]>, config: ConfigEntries, brokers = 1) {
  const world = fakeCluster(topics, { owner: owner as NodeBehavior }, brokers)
  addNode(world, { id: 'app', kind: 'owner', spec: { config } })
  startNode(world, 'app')
  return storyOf(world)
}

function storyOf(world: World) {
  const state = () => world.nodes.get('app')?.state as Owner
  const act = (call: Call['act']) => deliverCommand(world, 'app', { type: 'Call', act: call } as Call)
  return {
    world,
    get producer() {
      return state().producer
    },
    events: <Type extends ProducerEvent['type']>(type: Type) =>
      state().events.filter((event): event is Extract<ProducerEvent, { type: Type }> => event.type === type),
    send: (...records: (Partial<ProducerRecord> & { value: string })[]) =>
      act((producer, node) => {
        for (const record of records) {
          sendRecord(
            producer,
            { topic: 'orders', partition: null, timestamp: null, key: null, headers: [], ...record },
            node,
          )
        }
      }),
    act,
    script: (broker: number, script: Omit<FakeScript, 'type'>) =>
      deliverCommand(world, `broker-${broker}`, { type: 'Script', ...script } as FakeScript),
    runFor: (ms: number) => run(world, { untilUs: world.nowUs + ms * 1000 }),
  }
}

describe('a record on its way', () => {
  test('lingers, leaves and is acknowledged with its offset', () => {
    const t = producerOn({ orders: [1] }, { 'linger.ms': '50' })
    t.runFor(100)
    t.send({ value: 'a' }, { value: 'b' })
    t.runFor(40)
    expect(fakeBrokerState(t.world, 1).produceRequests).toEqual([])
    t.runFor(60)
    expect(valuesOf(t.world, 1, 'orders-0')).toEqual(['a', 'b'])
    expect(t.events('acknowledged')).toMatchObject([{ sendIds: [1, 2], topicPartition: 'orders-0', baseOffset: 0 }])
  })

  test('waits for the metadata of its topic, and gives up after max.block.ms', () => {
    const t = producerOn({}, { 'max.block.ms': '2000' })
    t.send({ value: 'a' })
    t.runFor(1900)
    expect(t.events('failed')).toEqual([])
    t.runFor(200)
    expect(t.events('failed')[0]?.error).toEqual({
      class: 'TimeoutException',
      message: 'Topic orders not present in metadata after 2000 ms.',
      cause: {
        class: 'UnknownTopicOrPartitionException',
        message: 'This server does not host this topic-partition.',
      },
    })
  })

  test('a partition that is not there is named in the error', () => {
    const t = producerOn({ orders: [1, 1, 1] }, { 'max.block.ms': '2000' })
    t.send({ value: 'a', partition: 3 })
    t.runFor(2100)
    expect(t.events('failed')[0]?.error.message).toBe(
      'Partition 3 of topic orders with partition count 3 is not present in metadata after 2000 ms.',
    )
  })

  test('an invalid topic fails at once', () => {
    const t = producerOn({}, {})
    t.send({ value: 'a', topic: 'bad name!' }, { value: 'b', topic: 'bad name!' })
    t.runFor(200)
    t.send({ value: 'c', topic: 'bad name!' })
    t.runFor(200)
    // What metadata tells whoever waits for it, and what send() says itself of a topic it knows to be invalid.
    expect(t.events('failed').map(({ error }) => [error.class, error.message])).toEqual([
      ['InvalidTopicException', 'Invalid topics: [bad name!]'],
      ['InvalidTopicException', 'bad name!'],
      ['InvalidTopicException', 'bad name!'],
    ])
  })
})

describe('batches', () => {
  const offsetsPerRequest = (t: ReturnType<typeof producerOn>) =>
    t.events('acknowledged').map((event) => event.sendIds.length)

  test('batch.size 200 takes three records of 39 bytes', () => {
    const t = producerOn({ orders: [1] }, { 'linger.ms': '300', 'batch.size': '200', 'enable.idempotence': 'false' })
    t.runFor(100)
    // 39 bytes: length, attributes, two deltas, key length, value length, header count, and 32 bytes of value.
    t.send(...Array.from({ length: 7 }, () => ({ value: 'x'.repeat(32) })))
    t.runFor(1000)
    expect(offsetsPerRequest(t)).toEqual([3, 3, 1])
  })

  test('batch.size 0 leaves room for as much as the first record may take', () => {
    const t = producerOn({ orders: [1] }, { 'linger.ms': '300', 'batch.size': '0', 'enable.idempotence': 'false' })
    t.runFor(100)
    t.send({ value: 'abc' }, { value: 'abc' }, { value: 'abc' })
    t.runFor(1000)
    expect(offsetsPerRequest(t)).toEqual([2, 1])
  })

  test('when one partition of a broker is ready, all of its partitions send', () => {
    const t = producerOn({ orders: [1, 1] }, { 'linger.ms': '500', 'batch.size': '100' })
    t.runFor(100)
    t.send(
      { value: 'waits', partition: 0 },
      { value: 'x'.repeat(90), partition: 1 },
      { value: 'x'.repeat(90), partition: 1 },
    )
    t.runFor(50)
    expect(fakeBrokerState(t.world, 1).produceRequests.map((request) => [...request.partitions].sort())).toEqual([
      ['orders-0', 'orders-1'],
    ])
  })

  test('a batch too large for the broker is split until it fits', () => {
    const t = producerOn({ orders: [1] }, { 'linger.ms': '100' })
    t.script(1, { produce: [], maxMessageBytes: 300 })
    t.runFor(100)
    t.send(...Array.from({ length: 5 }, (_, i) => ({ value: 'y'.repeat(85), key: `k${i}` })))
    t.runFor(2000)
    expect(t.events('failed')).toEqual([])
    expect(valuesOf(t.world, 1, 'orders-0')).toHaveLength(5)
    const told = t.world.happenings.filter(({ body }) => body.type === 'BatchSplit')
    expect(told[0]?.body).toMatchObject({ topicPartition: 'orders-0', records: 5, parts: 3 })
    expect(t.events('acknowledged').flatMap((event) => event.sendIds.map((_, i) => event.baseOffset + i))).toEqual([
      0, 1, 2, 3, 4,
    ])
  })

  test('a record that is too large and a tiny one are split into the same batch again, until the sender dies of it', () => {
    const t = producerOn({ orders: [1] }, { 'linger.ms': '100' })
    t.script(1, { produce: [], maxMessageBytes: 300 })
    t.runFor(100)
    t.send({ value: 'y'.repeat(400) }, { value: 'tiny' })
    t.runFor(15_000)
    const logged = t.events('logged')
    expect(logged.at(-1)).toMatchObject({
      level: 'ERROR',
      message: "Uncaught exception in thread 'kafka-producer-network-thread | p':",
      error: { class: 'StackOverflowError' },
    })
    expect(logged.slice(0, -1).every(({ message }) => message.includes('splitting and retrying'))).toBe(true)
    // Nobody is told: the thread that would is dead. And whoever closes need not wait for it.
    expect([...t.events('failed'), ...t.events('acknowledged')]).toEqual([])
    t.act((producer, node) => closeProducer(producer, Number.POSITIVE_INFINITY, node))
    t.runFor(10)
    expect(t.events('closed')).toHaveLength(1)
  })

  test('a record above max.request.size is refused by the client, with the upper estimate of its size', () => {
    const t = producerOn({ orders: [1] }, { 'max.request.size': '500' })
    t.send({ value: 'x'.repeat(600), key: 'k' })
    t.runFor(100)
    expect(t.events('failed')[0]?.error.message).toBe(
      'The message is 687 bytes when serialized which is larger than 500, which is the value of the max.request.size configuration.',
    )
  })

  test('a full buffer makes the next send wait for an answer', () => {
    const t = producerOn({ orders: [1] }, { 'buffer.memory': '400', 'batch.size': '200', 'linger.ms': '1000' })
    t.runFor(100)
    t.send(...Array.from({ length: 9 }, (_, i) => ({ value: `${i}`.repeat(60) })))
    expect(t.producer.accumulator.usedBytes).toBeLessThanOrEqual(400)
    expect(t.producer.waiting.length).toBeGreaterThan(0)
    t.runFor(1500)
    expect(valuesOf(t.world, 1, 'orders-0')).toHaveLength(9)
  })
})

describe('retries', () => {
  /** Knows its topic, so that the next records leave at once and apart. */
  const warmUp = (t: ReturnType<typeof producerOn>) => {
    t.send({ value: 'warm' })
    t.runFor(100)
  }
  const unsafe = { 'enable.idempotence': 'false', acks: '1', 'linger.ms': '0' }

  test('without idempotence a retry lands behind the batch that followed', () => {
    const t = producerOn({ orders: [1] }, unsafe)
    warmUp(t)
    t.script(1, { produce: ['NOT_LEADER_OR_FOLLOWER', 'NONE'] })
    t.send({ value: 'first' })
    t.runFor(0)
    t.send({ value: 'second' })
    t.runFor(1000)
    expect(valuesOf(t.world, 1, 'orders-0')).toEqual(['warm', 'second', 'first'])
  })

  test('with idempotence the order stays: the second is out of order until the first has arrived', () => {
    const t = producerOn({ orders: [1] }, { 'linger.ms': '0' })
    warmUp(t)
    t.script(1, { produce: ['NOT_LEADER_OR_FOLLOWER', 'NONE'] })
    t.send({ value: 'first' })
    t.runFor(0)
    t.send({ value: 'second' })
    t.runFor(2000)
    expect(valuesOf(t.world, 1, 'orders-0')).toEqual(['warm', 'first', 'second'])
    expect(t.producer.retries).toBeGreaterThanOrEqual(2)
  })

  test('with one request in flight the order stays without idempotence', () => {
    const t = producerOn({ orders: [1] }, { ...unsafe, 'max.in.flight.requests.per.connection': '1' })
    warmUp(t)
    t.script(1, { produce: ['NOT_LEADER_OR_FOLLOWER', 'NONE'] })
    t.send({ value: 'first' })
    t.runFor(0)
    t.send({ value: 'second' })
    t.runFor(1000)
    expect(valuesOf(t.world, 1, 'orders-0')).toEqual(['warm', 'first', 'second'])
  })

  test('a lost answer makes a duplicate, unless the producer is idempotent', () => {
    const timeouts = { 'request.timeout.ms': '500', 'delivery.timeout.ms': '5000', 'linger.ms': '0' }
    const logAfter = (config: ConfigEntries) => {
      const t = producerOn({ orders: [1] }, config)
      t.runFor(100)
      t.script(1, { produce: ['silence'] })
      t.send({ value: 'once' })
      t.runFor(3000)
      return [valuesOf(t.world, 1, 'orders-0'), t.events('acknowledged').map((event) => event.baseOffset)]
    }
    expect(logAfter({ ...timeouts, 'enable.idempotence': 'false' })).toEqual([['once', 'once'], [1]])
    expect(logAfter(timeouts)).toEqual([['once'], [0]])
  })

  test('delivery.timeout.ms ends it, counted from the batch', () => {
    const t = producerOn(
      { orders: [1] },
      { 'request.timeout.ms': '1000', 'delivery.timeout.ms': '4000', 'linger.ms': '0' },
    )
    t.runFor(100)
    t.script(1, { produce: ['silence', 'silence', 'silence', 'silence', 'silence', 'silence'] })
    t.send({ value: 'lost' })
    t.runFor(4100)
    expect(t.events('failed')[0]?.error).toEqual({
      class: 'TimeoutException',
      message:
        'Expiring 1 record(s) for orders-0:4000 ms has passed since batch creation. The request has not been sent, or no server response has been received yet.',
    })
  })

  test('retries 0 fails with the error of the broker', () => {
    const t = producerOn({ orders: [1] }, { ...unsafe, acks: 'all', retries: '0' })
    t.runFor(100)
    t.script(1, { produce: ['NOT_ENOUGH_REPLICAS'] })
    t.send({ value: 'a' })
    t.runFor(100)
    expect(t.events('failed')[0]?.error.class).toBe('NotEnoughReplicasException')
  })
})

describe('partitions', () => {
  test('ten small records without key stay in one partition', () => {
    const t = producerOn({ orders: [1, 1, 1] }, {})
    for (let i = 0; i < 10; i++) {
      t.send({ value: `${i}` })
      t.runFor(50)
    }
    expect(new Set(t.events('acknowledged').map((event) => event.partition)).size).toBe(1)
  })

  test('round robin runs through the list of partitions as the client has it', () => {
    const t = producerOn(
      { four: [1, 1, 1, 1] },
      { 'partitioner.class': 'org.apache.kafka.clients.producer.RoundRobinPartitioner', 'linger.ms': '0' },
    )
    for (let i = 0; i < 6; i++) {
      t.send({ topic: 'four', value: `${i}` })
      t.runFor(50)
    }
    expect(t.events('acknowledged').map((event) => event.partition)).toEqual([3, 2, 1, 0, 3, 2])
  })
})

test('acks=0 is told offset -1 and nothing of errors', () => {
  const t = producerOn({ orders: [1] }, { acks: '0' })
  t.runFor(100)
  t.send({ value: 'a' })
  t.runFor(100)
  expect(t.events('acknowledged')).toMatchObject([{ baseOffset: -1 }])
})

test('flush and close wait for what was sent before them', () => {
  const t = producerOn({ orders: [1] }, { 'linger.ms': '10000' })
  t.send({ value: 'a' })
  t.act((producer, node) => void flushProducer(producer, node))
  t.runFor(200)
  expect(t.events('flushed')).toHaveLength(1)
  t.send({ value: 'b' })
  t.act((producer, node) => closeProducer(producer, Infinity, node))
  t.runFor(200)
  expect(t.events('closed')).toHaveLength(1)
  expect(valuesOf(t.world, 1, 'orders-0')).toEqual(['a', 'b'])
})

test('a bootstrap server where nobody listens is named in the log, again and again', () => {
  const t = producerOn({ orders: [1] }, { 'max.block.ms': '2000' })
  endProcess(t.world, 'broker-1', 'kill')
  t.send({ value: 'a' })
  t.runFor(2500)
  const messages = t.events('logged').map((event) => event.message)
  expect(messages).toContain(
    '[Producer clientId=p] Connection to node -1 (localhost/127.0.0.1:9092) could not be established. Node may not be available.',
  )
  expect(messages).toContain(
    '[Producer clientId=p] Bootstrap broker localhost:9092 (id: -1 rack: null isFenced: false) disconnected',
  )
  expect(t.events('failed')[0]?.error.message).toBe('Topic orders not present in metadata after 2000 ms.')
})

test('a broker that metadata no longer tells of is called by the host and port it had', () => {
  const t = producerOn({ orders: [1, 2] }, {}, 2)
  t.send({ value: 'a' })
  t.runFor(200)
  t.act(({ core }, node) => {
    const [brokers, topics] = [core.metadata.brokers.filter(({ id }) => id === 1), []]
    const answer = {
      type: 'MetadataResponse',
      correlationId: 9,
      brokers,
      topics,
      clusterId: 'c',
      controllerId: 1,
    } as const
    onMetadataResponse(core, answer, false, { isWanted: () => true, uses: () => true }, node)
    core.connected.delete('broker-2')
    logLostConnection(core, 'broker-2', null, node.nowUs)
  })
  expect(t.events('logged').map((event) => event.message)).toEqual([
    '[Producer clientId=p] Connection to node 2 (localhost/127.0.0.1:9093) could not be established. Node may not be available.',
  ])
})
