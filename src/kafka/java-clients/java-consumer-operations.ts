/** createConsumer, subscribe, assign, seek…, and the calls that ask the cluster. */

import type { NodeContext } from '../../engine/node-context.ts'
import {
  assign,
  beginningOffsets,
  type ConsumerClient,
  commitSync,
  committed,
  createConsumerClient,
  offsetsForTimes,
  pause,
  position,
  resume,
  seek,
  seekToBeginning,
  seekToEnd,
  startPoll,
  subscribe,
  unsubscribe,
} from '../clients/consumer/consumer-client.ts'
import { parseConsumerConfig } from '../clients/consumer/consumer-config.ts'
import { bootstrapAsGiven } from '../clients/core/bootstrap.ts'
import type { ClientError } from '../clients/core/client-error.ts'
import type { ClientOperation } from '../cluster/commands.ts'
import { type TopicPartition, topicPartition } from '../common/topic-partition.ts'
import { profileOf } from '../profile/registry.ts'
import { pollOfMissingConsumer } from './closed-client.ts'
import {
  configArgument,
  madeWith,
  numberArgument,
  OK,
  partitionsArgument,
  textArgument,
  thrown,
} from './java-client-operations.ts'
import { addressOf, type Begun, type JavaClientsState } from './java-clients-state.ts'

/** poll(Duration.ofMillis(100)), again and again. */
export const RUN_POLL_MS = 100

interface Base {
  readonly resultIndex: number
  readonly startedAtUs: number
}

/** Null where the operation is not a consumer's. */
export function startConsumerOperation(
  state: JavaClientsState,
  operation: ClientOperation,
  base: Base,
  node: NodeContext,
): Begun | null {
  if (operation.op === 'createConsumer') return createConsumer(state, operation, node)
  if (operation.op === 'run') return startRun(state, operation, base, node)
  const name = textArgument(operation, 'consumer')
  const consumer = state.consumers.get(name)
  if (consumer === undefined) return null
  const context = node.as(addressOf(name))
  return (
    changeConsumer(consumer.client, operation, context) ?? askCluster(consumer.client, name, operation, base, context)
  )
}

function createConsumer(state: JavaClientsState, operation: ClientOperation, node: NodeContext): Begun {
  const name = textArgument(operation, 'name')
  const config: Record<string, string> = { 'auto.offset.reset': 'earliest', ...configArgument(operation) }
  const profile = profileOf(state.profile)
  const bootstrap = bootstrapAsGiven(config, state.bootstrap, 'consumer', parseConsumerConfig(config, profile), profile)
  if ('error' in bootstrap) return { result: thrown(bootstrap.error) }
  const timerScope = `java-consumer-${name}-${++state.clients}`
  const client = createConsumerClient(
    { clientId: config['client.id'] ?? name, config, profile: state.profile, bootstrap, timerScope },
    node,
  )
  if ('error' in client) return { result: thrown(client.error) }
  state.consumers.set(name, { client, events: [] })
  return { result: madeWith(profileOf(state.profile).configs.consumer, config) }
}

/** Calls that return at once. */
function changeConsumer(client: ConsumerClient, operation: ClientOperation, node: NodeContext): Begun | null {
  const partitions = partitionsArgument(operation)
  switch (operation.op) {
    case 'subscribe':
      return returned(subscribe(client, operation.topics as readonly string[], node))
    case 'assign':
      return returned(assign(client, partitions, node))
    case 'seek': {
      const [topic, partition] = operation.partition as readonly [string, number]
      return returned(seek(client, topicPartition(topic, partition), numberArgument(operation, 'offset', 0)))
    }
    case 'seekToBeginning':
      return returned(seekToBeginning(client, partitions, node))
    case 'seekToEnd':
      return returned(seekToEnd(client, partitions, node))
    case 'pause':
      return returned(pause(client, partitions))
    case 'resume':
      return returned(resume(client, partitions))
    case 'unsubscribe':
      unsubscribe(client, node)
      return { result: OK }
    default:
      return null
  }
}

function returned(error: ClientError | null): Begun {
  return { result: error === null ? OK : thrown(error) }
}

function askCluster(
  client: ConsumerClient,
  consumer: string,
  operation: ClientOperation,
  base: Base,
  node: NodeContext,
): Begun | null {
  const partitions = partitionsArgument(operation)
  const waitFor = (callId: number | ClientError, names: readonly TopicPartition[]): Begun =>
    typeof callId === 'number'
      ? { ...base, kind: 'call', consumer, callId, partitions: names, beginnings: null }
      : { result: thrown(callId) }
  switch (operation.op) {
    case 'commitSync': {
      const offsets = operation.offsets as readonly (readonly [string, number, number])[] | undefined
      const given = offsets?.map(([topic, partition, offset]) => ({
        topicPartition: topicPartition(topic, partition),
        offset,
        leaderEpoch: -1,
      }))
      return waitFor(commitSync(client, given ?? null, node), [])
    }
    case 'committed':
      return waitFor(committed(client, partitions, node), partitions)
    case 'position': {
      const [topic, partition] = operation.partition as readonly [string, number]
      return waitFor(position(client, topicPartition(topic, partition), node), [])
    }
    case 'offsets':
      return waitFor(beginningOffsets(client, partitions, node), partitions)
    case 'offsetsForTimes': {
      const times = (operation.times ?? []) as readonly (readonly [string, number, number])[]
      const asked = new Map(times.map(([topic, partition, time]) => [topicPartition(topic, partition), time]))
      return waitFor(offsetsForTimes(client, asked, node), [...asked.keys()])
    }
    default:
      return null
  }
}

/** Each consumer has a thread of its own; in that of one that is not there nothing but its first poll happens. */
function startRun(state: JavaClientsState, operation: ClientOperation, base: Base, node: NodeContext): Begun {
  const names = (operation.consumers ?? []) as readonly string[]
  const consumers = new Map(
    names.map((name) => {
      const result = state.consumers.has(name) ? null : { ...pollOfMissingConsumer(), records: {}, events: [] }
      return [name, { records: new Map<TopicPartition, unknown[]>(), result: result as unknown }]
    }),
  )
  for (const name of names) {
    const consumer = state.consumers.get(name)
    if (consumer === undefined) continue
    consumer.events = []
    startPoll(consumer.client, RUN_POLL_MS, node.as(addressOf(name)))
  }
  const results = [...consumers].map(([name, { result }]) => [name, result] as const)
  if (results.every(([, result]) => result !== null)) return { result: Object.fromEntries(results) }
  const untilUs = node.nowUs + numberArgument(operation, 'ms', 0) * 1000
  return { ...base, kind: 'run', untilUs, wanted: numberArgument(operation, 'records', Infinity), seen: 0, consumers }
}
