/** What clients tell of themselves, by client id, those inside terminals too. */
import type { World } from '../../engine/world.ts'
import type { ConsumerClient } from '../../kafka/clients/consumer/consumer-state.ts'
import type { ProducerClient } from '../../kafka/clients/producer/producer-state.ts'
import { kindOf } from '../../kafka/common/node-kind.ts'
import type { Metric } from './metric.ts'

const PRODUCER = 'kafka.producer:type=producer-metrics,client-id=*'
const CONSUMER = 'kafka.consumer:type=consumer-fetch-manager-metrics,client-id=*'

const producer = { group: 'producers', bean: PRODUCER, together: 'sum' } as const
const consumer = { group: 'consumers', bean: CONSUMER, together: 'sum' } as const

export const clientMetrics = {
  recordSendRate: {
    ...producer,
    name: 'record-send-rate',
    healthy: null,
    attribute: 'record-send-rate',
    unit: 'perSecond',
    kind: 'rate',
    produceArrived({ clientId, partitions }, note) {
      let records = 0
      for (const { batch } of partitions) records += batch.records.length
      note(clientId, records)
    },
  },
  requestLatency: {
    ...producer,
    name: 'request-latency-avg',
    healthy: null,
    attribute: 'request-latency-avg',
    unit: 'ms',
    kind: 'mean',
    answered({ api, clientId, latencyUs }, note) {
      if (api === 'Produce' && latencyUs !== null) note(clientId, latencyUs / 1_000)
    },
  },
  recordRetryRate: {
    ...producer,
    name: 'record-retry-rate',
    healthy: 0,
    attribute: 'record-retry-rate',
    unit: 'perSecond',
    kind: 'rate',
    happening({ body }, note, world) {
      if (body.type !== 'BatchRetried') return
      const { producer, topicPartition, attempt } = body
      const batch = producers(world)
        .filter(({ clientId }) => clientId === producer)
        .flatMap(({ accumulator }) => accumulator.batches)
        .find((each) => each.inRetry && each.topicPartition === topicPartition && each.attempts === attempt)
      if (batch !== undefined) note(producer, batch.records.length)
    },
  },
  recordErrorRate: {
    ...producer,
    name: 'record-error-rate',
    healthy: 0,
    attribute: 'record-error-rate',
    unit: 'perSecond',
    kind: 'rate',
    happening({ body }, note) {
      if (body.type === 'SendFailed') note(body.producer, body.records)
    },
  },
  bufferAvailable: {
    ...producer,
    name: 'buffer-available-bytes',
    healthy: null,
    attribute: 'buffer-available-bytes',
    unit: 'bytes',
    kind: 'gauge',
    together: 'least',
    gauge(world, note) {
      for (const { clientId, config, accumulator } of producers(world))
        note(clientId, config.bufferMemory - accumulator.usedBytes)
    },
  },
  recordsLagMax: {
    ...consumer,
    name: 'records-lag-max',
    healthy: null,
    attribute: 'records-lag-max',
    unit: 'records',
    kind: 'gauge',
    together: 'most',
    gauge(world, note) {
      for (const client of consumers(world)) {
        const lag = lagOf(client)
        if (lag !== -1) note(client.clientId, lag)
      }
    },
  },
  recordsConsumedRate: {
    ...consumer,
    name: 'records-consumed-rate',
    healthy: null,
    attribute: 'records-consumed-rate',
    unit: 'perSecond',
    kind: 'rate',
    counter(world, note) {
      for (const { clientId, consumed } of consumers(world)) note(clientId, consumed)
    },
  },
  fetchLatency: {
    ...consumer,
    name: 'fetch-latency-avg',
    healthy: null,
    attribute: 'fetch-latency-avg',
    unit: 'ms',
    kind: 'mean',
    answered({ api, clientId, latencyUs }, note) {
      if (api === 'FetchConsumer' && latencyUs !== null) note(clientId, latencyUs / 1_000)
    },
  },
} satisfies Record<string, Metric>

/** As each of them sees it: the end it last heard of, less where it stands. -1: it has nothing to read. */
function lagOf({ partitions }: ConsumerClient): number {
  let most = -1
  for (const { state, position, highWatermark } of partitions.values())
    if (state === 'fetching' && position >= 0 && highWatermark >= 0)
      most = Math.max(most, Math.max(0, highWatermark - position))
  return most
}

function producers(world: World): ProducerClient[] {
  return clients(world).filter((client): client is ProducerClient => 'accumulator' in client)
}

function consumers(world: World): ConsumerClient[] {
  return clients(world).filter((client): client is ConsumerClient => !('accumulator' in client))
}

/** A paused process tells nothing. */
function clients(world: World): (ProducerClient | ConsumerClient)[] {
  const found: (ProducerClient | ConsumerClient)[] = []
  for (const node of world.nodes.values()) {
    if (node.state === null || node.status !== 'running') continue
    for (const { client } of kindOf(world, node).heldClients?.(node) ?? []) found.push(client)
  }
  return found
}
