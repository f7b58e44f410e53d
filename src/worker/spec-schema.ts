/**
 * What the cluster of a run may be made of when it comes from outside. Here, unlike for commands, more than the shape is
 * checked: a cluster that cannot be put together has nobody yet who could answer in words.
 */
import { WORKSTATION_NODE } from '../cli/workstation-state.ts'
import type { BrokerSpec, ClusterSpec, TopicSpec } from '../kafka/cluster/commands.ts'
import { keeperNodes } from '../kafka/cluster/metadata-keepers.ts'
import { ADMIN_NODE, brokerNode, JAVA_CLIENTS_NODE } from '../kafka/common/addresses.ts'
import { keepersOfVersion } from '../kafka/profile/properties-registry.ts'
import { profileNames } from '../kafka/profile/registry.ts'
import { failureIds } from '../scenarios/failures/failure-ids.ts'
import { readBrokerSpec, readConsumerSpec, readProducerSpec, readTopicSpec } from './command-schema.ts'
import {
  dictionary,
  flag,
  integer,
  list,
  name,
  object,
  oneOf,
  optional,
  type Reader,
  SchemaError,
  text,
} from './schema.ts'

/** Thirty days: longer than any retention worth waiting for, and short enough to be computed while somebody waits. */
export const MAX_RUN_US = 30 * 24 * 3_600_000_000

/** What one Kafka controller creates in one request; all of a spec's topics together. */
const MAX_PARTITIONS = 10_000
/** Host names and ports are made of ids; see `kafka/common/addresses.ts`. */
const nodeIdNumber = integer(1, 999)

const readProfile: Reader<string> = (value, path) => {
  const found = profileNames().find((profile) => profile === value)
  if (found === undefined) throw new SchemaError(path, `one of the profiles there are: ${profileNames().join(', ')}`)
  return found
}

const readBroker: Reader<BrokerSpec> = (value, path) => {
  const broker = readBrokerSpec(value, path)
  nodeIdNumber(broker.id, `${path}.id`)
  return broker
}

/** Kept short: each server has its own port after ZooKeeper's 2181, and five are a large ensemble. */
const readZooKeeper = list(integer(1, 9), 9)

const readDirectoryId: Reader<string> = (value, path) => {
  if (typeof value !== 'string' || !/^[\w-]{22}$/.test(value)) throw new SchemaError(path, 'an id of 22 letters')
  return value
}

const specFields: Reader<ClusterSpec> = object<ClusterSpec>({
  profile: readProfile,
  brokers: list(readBroker, 64),
  controllers: list(nodeIdNumber, 15),
  zookeeper: optional(readZooKeeper),
  config: dictionary(name(200), text(20_000), 500),
  topics: list(readTopicSpec, 1_000),
  producers: list(readProducerSpec, 1_000),
  consumers: list(readConsumerSpec, 1_000),
  startWallClockMs: integer(0, 253_402_300_799_999),
  networkLatencyUs: integer(0, 60_000_000),
  nothingRuns: optional(flag),
  nothingUnpacked: optional(flag),
  story: optional(oneOf(...failureIds)),
  directoryIds: optional(dictionary(name(3), readDirectoryId, 200)),
})

/** Every machine and process has an address of its own; a cluster of more partitions than these would not come up. */
export const readSpec: Reader<ClusterSpec> = (value, path) => {
  const spec = specFields(value, path)
  checkKeepers(spec, path)
  const taken = new Set([ADMIN_NODE, JAVA_CLIENTS_NODE, WORKSTATION_NODE])
  const nodes = [
    ...keeperNodes(spec),
    ...spec.brokers.map((broker) => brokerNode(broker.id)),
    ...[...spec.producers, ...spec.consumers].map((client) => client.name),
  ]
  for (const node of nodes) {
    if (taken.has(node)) throw new SchemaError(path, `no second ${node}`)
    taken.add(node)
  }
  const partitions = spec.topics.reduce((total, topic) => total + countOf(topic), 0)
  if (partitions > MAX_PARTITIONS)
    throw new SchemaError(`${path}.topics`, `at most ${MAX_PARTITIONS} partitions in all`)
  return spec
}

function countOf({ partitions, replicaAssignment }: TopicSpec): number {
  return replicaAssignment?.length ?? Math.max(0, partitions ?? 1)
}

/** A cluster has one kind of keeper, the one that its version's brokers ask; without brokers either may stand by itself. */
function checkKeepers({ profile, controllers, zookeeper = [], brokers }: ClusterSpec, path: string): void {
  if (zookeeper.length > 0 && controllers.length > 0)
    throw new SchemaError(`${path}.controllers`, 'no controllers beside a ZooKeeper ensemble')
  const asked = brokers.length === 0 ? null : keepersOfVersion(profile)
  if (asked === 'zookeeper' && zookeeper.length === 0)
    throw new SchemaError(`${path}.zookeeper`, `servers for the brokers of ${profile} to ask`)
  if (asked === 'controllers' && zookeeper.length > 0)
    throw new SchemaError(`${path}.zookeeper`, `controllers for the brokers of ${profile} to ask`)
  if (zookeeper.length === 0 && controllers.length === 0)
    throw new SchemaError(`${path}.controllers`, 'at least one controller')
}
