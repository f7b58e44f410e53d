// Stories of Java clients on a real cluster: each call is one operation, run until it has its answer.

import { run } from '../engine/scheduler.ts'
import type { World } from '../engine/world.ts'
import { applyCommand } from '../kafka/cluster/apply-command.ts'
import type { Command, TopicSpec } from '../kafka/cluster/commands.ts'
import { createCluster } from '../kafka/cluster/create-cluster.ts'
import { JAVA_CLIENTS_NODE } from '../kafka/common/addresses.ts'
import type { JavaClientsState } from '../kafka/java-clients/java-client-node.ts'
import { DEFAULT_PROFILE } from '../kafka/profile/registry.ts'

export interface JavaProgram {
  readonly world: World
  /** The operation's answer, as the recordings write it. */
  readonly call: (op: string, options?: Record<string, unknown>) => unknown
  readonly consumer: (name: string, config?: Record<string, string>) => void
  readonly producer: (name: string, config?: Record<string, string>) => void
  /** `[value, partition]` or `[value, partition, key]` each; answers offsets in that order. */
  readonly send: (
    producer: string,
    topic: string,
    ...records: readonly (readonly [string, number | null, string?])[]
  ) => unknown
  readonly poll: (consumers: readonly string[], ms: number) => Record<string, ConsumerRun>
  readonly command: (command: Command) => void
  readonly runFor: (ms: number) => void
}

export interface ConsumerRun {
  readonly assignment?: readonly string[]
  readonly records: Readonly<Record<string, readonly (readonly [number, string | null, string | null])[]>>
  readonly events: readonly unknown[]
  readonly error?: string
  readonly message?: string
}

const LONGEST_CALL_US = 130_000_000

export function topicOf(
  name: string,
  partitions: number,
  replicationFactor = 1,
  config: Record<string, string> = {},
): TopicSpec {
  return { name, partitions, replicationFactor, config }
}

/** A cluster of three brokers with these topics, whose groups do not wait for a first member's company. */
export function javaProgram(
  topics: readonly TopicSpec[],
  config: Record<string, string> = {},
  seed = 1,
  profile: string = DEFAULT_PROFILE,
): JavaProgram {
  const world = createCluster(
    {
      profile,
      brokers: [1, 2, 3].map((id) => ({ id, rack: null, config: {} })),
      controllers: [101],
      config: { 'group.initial.rebalance.delay.ms': '0', ...config },
      topics,
      producers: [],
      consumers: [],
      startWallClockMs: 1_700_000_000_000,
      networkLatencyUs: 500,
    },
    seed,
  )
  const state = () => world.nodes.get(JAVA_CLIENTS_NODE)?.state as JavaClientsState
  const call: JavaProgram['call'] = (op, options = {}) => {
    const index = state().results.length
    applyCommand(world, { type: 'ClientOperation', operation: { op, ...options } })
    run(world, { untilUs: world.nowUs + LONGEST_CALL_US, until: () => state().results[index]?.result !== null })
    return state().results[index]?.result
  }
  return {
    world,
    call,
    consumer: (name, own = {}) => {
      call('createConsumer', {
        name,
        config: { 'heartbeat.interval.ms': '500', 'enable.auto.commit': 'false', ...own },
      })
    },
    producer: (name, own = {}) => void call('createProducer', { name, config: { 'linger.ms': '0', ...own } }),
    send: (producer, topic, ...records) =>
      call('send', {
        producer,
        topic,
        wait: 'each',
        records: records.map(([value, partition, key]) => ({ key: key ?? null, value, partition })),
      }),
    poll: (consumers, ms) => call('run', { consumers, ms }) as Record<string, ConsumerRun>,
    command: (command) => applyCommand(world, command),
    runFor: (ms) => run(world, { untilUs: world.nowUs + ms * 1000 }),
  }
}
