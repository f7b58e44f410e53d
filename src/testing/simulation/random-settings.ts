/** Settings that a random cluster draws some of, whatever its version: what a version does not know, it passes over. */

import { OWN_PARTITIONERS, PARTITIONER_RULE, RULE_PARTITIONER } from '../../kafka/clients/core/own-classes.ts'
import type { ConfigEntries } from '../../kafka/cluster/commands.ts'
import { rulesOf } from '../../kafka/profile/registry.ts'

export type Draw = (bound: number) => number

type Choices = Readonly<Record<string, readonly string[]>>

const BROKER: Choices = {
  'replica.lag.time.max.ms': ['3000', '10000'],
  'replica.fetch.wait.max.ms': ['100'],
  'replica.fetch.max.bytes': ['500', '4000'],
  'replica.high.watermark.checkpoint.interval.ms': ['500'],
  'auto.leader.rebalance.enable': ['false'],
  'leader.imbalance.check.interval.seconds': ['3'],
  'group.initial.rebalance.delay.ms': ['500', '3000'],
  'num.partitions': ['2', '3'],
  'default.replication.factor': ['2', '3'],
  'log.flush.interval.messages': ['1', '50'],
  'log.message.timestamp.type': ['LogAppendTime'],
  'max.incremental.fetch.session.cache.slots': ['2'],
  'fetch.max.bytes': ['2000'],
  'broker.session.timeout.ms': ['4000'],
  'zookeeper.session.timeout.ms': ['4000', '6000'],
  'transaction.partition.verification.enable': ['false'],
  'unclean.leader.election.interval.ms': ['2000'],
  'offsets.commit.timeout.ms': ['1000'],
  'compression.type': ['gzip', 'uncompressed'],
}

const TOPIC: Choices = {
  'segment.ms': ['1000', '2000'],
  'retention.ms': ['5000', '20000'],
  'retention.bytes': ['5000', '50000'],
  'message.timestamp.type': ['LogAppendTime'],
  'compression.type': ['gzip', 'lz4', 'uncompressed'],
  'index.interval.bytes': ['100'],
  'flush.messages': ['1'],
  'file.delete.delay.ms': ['1000'],
  'min.compaction.lag.ms': ['2000'],
  'max.compaction.lag.ms': ['5000'],
  'delete.retention.ms': ['1000'],
  'unclean.leader.election.enable': ['true'],
  'max.message.bytes': ['400'],
}

const PRODUCER: Choices = {
  'linger.ms': ['0', '20', '200'],
  'batch.size': ['0', '150', '1000'],
  'buffer.memory': ['3000'],
  'max.block.ms': ['1500'],
  'compression.type': ['gzip', 'snappy', 'lz4'],
  'partitioner.ignore.keys': ['true'],
  'partitioner.adaptive.partitioning.enable': ['false'],
  'partitioner.availability.timeout.ms': ['500'],
  'retry.backoff.ms': ['10', '500'],
  'metadata.max.age.ms': ['2000'],
  'max.request.size': ['500'],
  'request.timeout.ms': ['1000', '6000'],
}

const CONSUMER: Choices = {
  'max.poll.records': ['1', '7'],
  'max.poll.interval.ms': ['7000'],
  'session.timeout.ms': ['10000'],
  'fetch.min.bytes': ['1000'],
  'fetch.max.wait.ms': ['100'],
  'max.partition.fetch.bytes': ['300'],
  'auto.commit.interval.ms': ['500'],
  'metadata.max.age.ms': ['2000'],
  'request.timeout.ms': ['3000'],
  'retry.backoff.ms': ['10'],
  'allow.auto.create.topics': ['false'],
}

/** About one in four, so that most of what a run does is done under settings that are as they come. */
function someOf(choices: Choices, draw: Draw): ConfigEntries {
  const drawn: Record<string, string> = {}
  for (const [name, values] of Object.entries(choices)) {
    const value = values[draw(values.length * 4)]
    if (value !== undefined) drawn[name] = value
  }
  return drawn
}

export const brokerSettings = (draw: Draw): ConfigEntries => someOf(BROKER, draw)
export const topicSettings = (draw: Draw): ConfigEntries => someOf(TOPIC, draw)
export const producerSettings = (draw: Draw): ConfigEntries => someOf(PRODUCER, draw)
export const consumerSettings = (draw: Draw): ConfigEntries => someOf(CONSUMER, draw)

/** The notes' rule for important customers, one that takes turns, one that names partitions which may not be there. */
const PARTITIONER_RULES = [
  'key == "A" ? 0 : numPartitions > 1 ? 1 + hash(string(key)) % (numPartitions - 1) : 0',
  'counter % numPartitions',
  'key == null ? 2 : murmur2(string(key)) % 2',
]

/** Any class that the version has, or an application may bring along; half of the producers name none. */
export function partitionerSettings(profile: string, draw: Draw): ConfigEntries {
  const ofKafka = Object.keys(rulesOf({ profile }).client.partitioners).filter((name) => name !== '')
  const classes = [...ofKafka, ...OWN_PARTITIONERS]
  const name = classes[draw(classes.length * 2)]
  if (name === undefined) return {}
  const rule = PARTITIONER_RULES[draw(PARTITIONER_RULES.length)]!
  return { 'partitioner.class': name, ...(name === RULE_PARTITIONER ? { [PARTITIONER_RULE]: rule } : {}) }
}
