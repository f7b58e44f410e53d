/**
 * Puts a cluster together from its spec and boots it: controllers, brokers, topics, then the clients, as an operator
 * would. What can be done to it afterwards is in `apply-command.ts`.
 */

import { randomInt } from '../../engine/prng.ts'
import { addNode, deliverCommand, startNode } from '../../engine/processes.ts'
import { run } from '../../engine/scheduler.ts'
import { type Behaviors, createWorld, type World } from '../../engine/world.ts'
import { brokerBehavior } from '../broker/broker-node.ts'
import { adminBehavior } from '../clients/admin/admin-node.ts'
import { consumerBehavior } from '../clients/consumer/consumer-node.ts'
import { producerBehavior } from '../clients/producer/producer-node.ts'
import { ADMIN_NODE, brokerNode, brokerPort, controllerNode, JAVA_CLIENTS_NODE } from '../common/addresses.ts'
import { controllerBehavior } from '../controller/controller-node.ts'
import { javaClientsBehavior } from '../java-clients/java-client-node.ts'
import { causeOf } from '../observe/cause-of.ts'
import { profileOf } from '../profile/registry.ts'
import { refuseProperty } from '../profile/server-properties.ts'
import type { BrokerSpec, ClusterSpec, ConfigEntries, ConsumerSpec, ProducerSpec } from './commands.ts'
import { brokerNodes, brokerStates, profileOfCluster } from './world-queries.ts'

export { ADMIN_NODE, JAVA_CLIENTS_NODE }

export const kafkaBehaviors: Behaviors = {
  controller: controllerBehavior,
  broker: brokerBehavior,
  producer: producerBehavior,
  consumer: consumerBehavior,
  admin: adminBehavior,
  javaClients: javaClientsBehavior,
}

/** What a broker process is started with. */
export interface BrokerNodeSpec {
  readonly profile: string
  readonly brokerId: number
  readonly rack: string | null
  /** The cluster's server.properties with this broker's own lines over it. */
  readonly config: Readonly<Record<string, string>>
  readonly controllers: readonly number[]
  readonly clusterId: string
  readonly host: string
  readonly port: number
}

export interface ControllerNodeSpec {
  readonly profile: string
  readonly controllerId: number
  readonly voters: readonly number[]
  readonly config: Readonly<Record<string, string>>
  readonly clusterId: string
}

/** Clients are told every broker there was when they were made; later ones they learn from metadata. */
export interface ProducerNodeSpec extends ProducerSpec {
  readonly profile: string
  readonly bootstrap: readonly string[]
}

export interface ConsumerNodeSpec extends ConsumerSpec {
  readonly profile: string
  readonly bootstrap: readonly string[]
}

/** A cluster that does not come up within this simulated time never will. */
const BOOT_LIMIT_US = 60_000_000

/**
 * A world in which the cluster of `spec` runs: brokers unfenced, topics led, clients just started. A spec that cannot
 * work (a replication factor above the brokers) boots without what could not be made, and the admin node says why.
 */
export function createCluster(given: ClusterSpec, seed: number, behaviors: Behaviors = kafkaBehaviors): World {
  const spec = withoutRefusedLines(given)
  const world = createWorld({
    seed,
    behaviors,
    causeOf,
    wallClockStartMs: spec.startWallClockMs,
    network: { baseLatencyUs: spec.networkLatencyUs, jitterUs: spec.networkLatencyUs },
  })
  const clusterId = drawClusterId(world)
  for (const id of spec.controllers) {
    const controller: ControllerNodeSpec = {
      profile: spec.profile,
      controllerId: id,
      voters: spec.controllers,
      config: spec.config,
      clusterId,
    }
    addNode(world, { id: controllerNode(id), kind: 'controller', spec: controller })
  }
  for (const broker of spec.brokers) addBroker(world, broker, spec, clusterId)
  const bootstrap = spec.brokers.map((broker) => brokerNode(broker.id))
  addNode(world, { id: ADMIN_NODE, kind: 'admin', spec: { profile: spec.profile, bootstrap } })
  addNode(world, { id: JAVA_CLIENTS_NODE, kind: 'javaClients', spec: { profile: spec.profile, bootstrap } })
  for (const id of [...world.nodes.keys()]) startNode(world, id)
  bootTopics(world, spec)
  for (const producer of spec.producers) addProducer(world, producer)
  for (const consumer of spec.consumers) addConsumer(world, consumer)
  return world
}

/**
 * With such a line no process of the cluster would start, and nobody could be shown why. Specs come from links and files
 * too, so the line is left out instead.
 */
function withoutRefusedLines(spec: ClusterSpec): ClusterSpec {
  const profile = profileOf(spec.profile)
  const accepted = (config: ConfigEntries) =>
    Object.fromEntries(Object.entries(config).filter(([name, value]) => refuseProperty(profile, name, value) === null))
  const brokers = spec.brokers.map((broker) => ({ ...broker, config: accepted(broker.config) }))
  return { ...spec, brokers, config: accepted(spec.config) }
}

export function addBroker(
  world: World,
  broker: BrokerSpec,
  spec: Pick<ClusterSpec, 'profile' | 'config' | 'controllers'>,
  clusterId: string,
): void {
  const nodeSpec: BrokerNodeSpec = {
    profile: spec.profile,
    brokerId: broker.id,
    rack: broker.rack,
    config: { ...spec.config, ...broker.config },
    controllers: spec.controllers,
    clusterId,
    host: 'localhost',
    port: brokerPort(broker.id),
  }
  addNode(world, { id: brokerNode(broker.id), kind: 'broker', spec: nodeSpec })
}

export function addProducer(world: World, producer: ProducerSpec): void {
  const nodeSpec: ProducerNodeSpec = { ...producer, profile: profileOfCluster(world), bootstrap: brokerNodes(world) }
  addNode(world, { id: producer.name, kind: 'producer', spec: nodeSpec })
  startNode(world, producer.name)
}

export function addConsumer(world: World, consumer: ConsumerSpec): void {
  const nodeSpec: ConsumerNodeSpec = { ...consumer, profile: profileOfCluster(world), bootstrap: brokerNodes(world) }
  addNode(world, { id: consumer.name, kind: 'consumer', spec: nodeSpec })
  startNode(world, consumer.name)
}

/** Waits until every broker serves, then creates the topics, then until every broker knows them and each is led. */
function bootTopics(world: World, spec: ClusterSpec): void {
  run(world, { untilUs: BOOT_LIMIT_US, until: () => everyBrokerServes(world, spec.brokers.length) })
  for (const topic of spec.topics) deliverCommand(world, ADMIN_NODE, { type: 'CreateTopic', topic } as { type: string })
  if (spec.topics.length === 0) return
  const names = spec.topics.map((topic) => topic.name)
  run(world, { untilUs: world.nowUs + BOOT_LIMIT_US, until: () => everyBrokerKnows(world, names) })
}

function everyBrokerServes(world: World, count: number): boolean {
  const states = brokerStates(world)
  if (states.length < count) return false
  return states.every((broker) => {
    if (broker.metadata.brokers.size < count) return false
    for (const registration of broker.metadata.brokers.values()) if (registration.fenced) return false
    return true
  })
}

function everyBrokerKnows(world: World, topics: readonly string[]): boolean {
  return brokerStates(world).every((broker) =>
    topics.every((name) => {
      const topic = broker.metadata.topics.get(name)
      return topic?.partitions.every((partition) => partition.leader !== -1)
    }),
  )
}

const BASE64_URL = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'

/** 22 characters, as kafka-storage.sh random-uuid prints; the first is never a hyphen, which tools take for an option. */
function drawClusterId(world: World): string {
  let id = BASE64_URL.charAt(randomInt(world.random, 'cluster-id', 62))
  for (let index = 1; index < 21; index++) id += BASE64_URL.charAt(randomInt(world.random, 'cluster-id', 64))
  // 128 bits leave four choices for the last of 22 characters.
  return id + 'AQgw'.charAt(randomInt(world.random, 'cluster-id', 4))
}
