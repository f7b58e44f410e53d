/**
 * Verbs for stories about a cluster: real controllers, brokers and clients, driven by the commands a person gives. Only
 * what matters to a story is set; everything else is as Kafka ships it.
 */
import { run, runCommand } from '../engine/scheduler.ts'
import { formatTime } from '../engine/sim-time.ts'
import type { Happening as TimedHappening, World } from '../engine/world.ts'
import type { BrokerDisk, BrokerState, Partition } from '../kafka/broker/broker-state.ts'
import { applyCommand, refuseCommand } from '../kafka/cluster/apply-command.ts'
import type { ClusterSpec, Command, ConfigEntries, ConsumerSpec } from '../kafka/cluster/commands.ts'
import { createCluster } from '../kafka/cluster/create-cluster.ts'
import { brokerStates } from '../kafka/cluster/kinds/broker/brokers.ts'
import { brokerNode, JAVA_CLIENTS_NODE } from '../kafka/common/addresses.ts'
import { rowNamed } from '../kafka/common/slot-map.ts'
import { topicPartition } from '../kafka/common/topic-partition.ts'
import { decodeUtf8 } from '../kafka/common/utf8.ts'
import type { JavaClientsState } from '../kafka/java-clients/java-client-node.ts'
import { batchesOf } from '../kafka/log/log-segment.ts'
import type { ReplicaLog } from '../kafka/log/replica-log.ts'
import type { PartitionRegistration } from '../kafka/metadata/metadata-image.ts'
import type { CountersImage } from '../kafka/observe/cluster-image.ts'
import type { Happening } from '../kafka/observe/happenings.ts'
import { buildImage } from '../kafka/observe/image/build-image.ts'
import { newestMetadata } from '../kafka/observe/image/newest-metadata.ts'
import { DEFAULT_PROFILE, type ProfileName, specFactsOf } from '../kafka/profile/properties-registry.ts'
import { keepers, shippedProperties } from '../scenarios/index.ts'
import { TestConsumer, TestProducer } from './cluster-clients.ts'

export interface ClusterOptions {
  readonly brokers?: number
  readonly controllers?: number
  /** Where brokers ask ZooKeeper, so many servers stand in place of controllers. */
  readonly profile?: ProfileName
  /** server.properties of every broker, over what Kafka ships. */
  readonly config?: ConfigEntries
  readonly seed?: number
  /** Of each broker in turn; none without. */
  readonly racks?: readonly string[]
}

export interface TopicOptions {
  readonly partitions?: number
  readonly replicationFactor?: number
  readonly minInsyncReplicas?: number
  readonly config?: ConfigEntries
}

type HappeningOf<Type extends Happening['type']> = Extract<Happening, { type: Type }>

/** A story that waits for longer than this waits for something that does not come. */
const LONGEST_WAIT_MS = 600_000

export class TestCluster {
  readonly world: World

  constructor(world: World) {
    this.world = world
  }

  get nowMs(): number {
    return this.world.nowUs / 1000
  }

  /** Gives a command as the page does: one that is refused is a mistake of the story. */
  command(command: Command): void {
    const refusal = refuseCommand(this.world, command)
    if (refusal !== null) throw new Error(`${command.type}: ${refusal}`)
    runCommand(this.world, () => applyCommand(this.world, command))
  }

  runFor({ ms }: { readonly ms: number }): void {
    // Milliseconds may have a fraction, instants have none.
    run(this.world, { untilUs: this.world.nowUs + Math.round(ms * 1000) })
  }

  /** Runs until the condition holds and returns how many milliseconds that took. */
  runUntil(what: string, condition: () => boolean, withinMs = LONGEST_WAIT_MS): number {
    const startedAtMs = this.nowMs
    if (condition()) return 0
    const { ended } = run(this.world, { untilUs: this.world.nowUs + withinMs * 1000, until: condition })
    if (ended !== 'condition') throw new Error(`waited until ${formatTime(this.world.nowUs)} in vain: ${what}`)
    return this.nowMs - startedAtMs
  }

  topic(name: string, options: TopicOptions = {}): TestTopic {
    const { partitions = 1, replicationFactor = 3, minInsyncReplicas, config = {} } = options
    const minimum: ConfigEntries =
      minInsyncReplicas === undefined ? {} : { 'min.insync.replicas': String(minInsyncReplicas) }
    this.command({
      type: 'CreateTopic',
      topic: { name, partitions, replicationFactor, config: { ...config, ...minimum } },
    })
    const topic = new TestTopic(this, name)
    this.runUntil(`${name} is led`, () => {
      const known = newestMetadata(this.world).topics.get(name)
      if (known === undefined) return false
      return known.partitions.every((each) => this.partitionOn(each.leader, each.topicPartition)?.role === 'leader')
    })
    return topic
  }

  producer(config: ConfigEntries = {}, name = 'producer'): TestProducer {
    this.operation({ op: 'createProducer', name, config: { 'linger.ms': '0', ...config } })
    return new TestProducer(this, name)
  }

  consumer(name: string, spec: Partial<Omit<ConsumerSpec, 'name'>> & Pick<ConsumerSpec, 'topics'>): TestConsumer {
    const { config = {}, ...rest } = spec
    const whole: ConsumerSpec = {
      name,
      groupId: 'group',
      processingUs: 0,
      commit: 'auto',
      ...rest,
      config: { 'auto.offset.reset': 'earliest', ...config },
    }
    this.command({ type: 'AddConsumer', consumer: whole })
    return new TestConsumer(this, name)
  }

  kill(broker: number): void {
    this.command({ type: 'KillNode', node: brokerNode(broker) })
  }

  stop(broker: number): void {
    this.command({ type: 'StopNode', node: brokerNode(broker) })
  }

  start(broker: number): void {
    this.command({ type: 'StartNode', node: brokerNode(broker) })
  }

  pause(broker: number): void {
    this.command({ type: 'PauseNode', node: brokerNode(broker) })
  }

  resume(broker: number): void {
    this.command({ type: 'ResumeNode', node: brokerNode(broker) })
  }

  /** Followers' fetches from a leader wait on the wire: they replicate nothing, and still send heartbeats. */
  holdFetches(leader: number, followers: readonly number[]): void {
    for (const from of followers) {
      this.command({ type: 'HoldLink', from: brokerNode(from), to: brokerNode(leader), api: 'FetchRequest' })
    }
  }

  releaseFetches(leader: number, followers: readonly number[]): void {
    for (const from of followers) {
      this.command({ type: 'ReleaseLink', from: brokerNode(from), to: brokerNode(leader) })
    }
  }

  /** What a broker answers to producers stays on the wire. */
  holdAnswers(broker: number): void {
    this.command({ type: 'HoldLink', from: brokerNode(broker), to: JAVA_CLIENTS_NODE, api: 'ProduceResponse' })
  }

  happened<Type extends Happening['type']>(type: Type): (TimedHappening & { readonly body: HappeningOf<Type> })[] {
    const found = this.world.happenings.filter((each) => each.body.type === type)
    return found as (TimedHappening & { readonly body: HappeningOf<Type> })[]
  }

  /** What the group has committed, as its coordinator has it; -1 nothing. */
  committed(groupId: string, name: string): number {
    const group = buildImage(this.world).groups.get(groupId)
    return group?.committed.find((each) => each.topicPartition === name)?.offset ?? -1
  }

  /** Broker id; -1 unknown. */
  coordinatorOf(groupId: string): number {
    return buildImage(this.world).groups.get(groupId)?.coordinator ?? -1
  }

  get counters(): CountersImage | undefined {
    return buildImage(this.world).counters.get('counters')
  }

  /** A happening, what led to it, what led to that and so on: the inspector's "why?". */
  why(id: number): Happening[] {
    const byId = new Map(this.world.happenings.map((each) => [each.id, each]))
    const chain: Happening[] = []
    for (let link = byId.get(id); link !== undefined; link = byId.get(link.causedBy)) chain.push(link.body as Happening)
    return chain
  }

  partitionOn(broker: number, name: string): Partition | undefined {
    const state = brokerStates(this.world).find(({ brokerId }) => brokerId === broker)
    return state === undefined ? undefined : rowNamed(state.partitions, name)
  }

  /** Of a running broker, or what a dead one has on its disk. */
  logOn(broker: number, name: string): ReplicaLog {
    const node = this.world.nodes.get(brokerNode(broker))
    const state = node?.state as BrokerState | null | undefined
    const log =
      (state == null ? undefined : rowNamed(state.partitions, name)?.log) ??
      (node?.disk as BrokerDisk | null)?.logs.get(name)
    if (log === undefined) throw new Error(`broker-${broker} has no replica of ${name}`)
    return log
  }

  /** Results of operations on the Java-like clients, by number. */
  get results(): JavaClientsState['results'] {
    const state = this.world.nodes.get(JAVA_CLIENTS_NODE)?.state as JavaClientsState | undefined
    return state?.results ?? []
  }

  operation(operation: { readonly op: string; readonly [argument: string]: unknown }): number {
    const index = this.results.length
    this.command({ type: 'ClientOperation', operation })
    return index
  }
}

/** A topic; the shortcuts speak of its partition 0. */
export class TestTopic {
  readonly name: string
  private readonly cluster: TestCluster

  constructor(cluster: TestCluster, name: string) {
    this.cluster = cluster
    this.name = name
  }

  partition(index: number): TestPartition {
    return new TestPartition(this.cluster, this.name, index)
  }

  get leader(): number {
    return this.partition(0).registration.leader
  }

  get leaderEpoch(): number {
    return this.partition(0).registration.leaderEpoch
  }

  get isr(): readonly number[] {
    return this.partition(0).registration.isr
  }

  get replicas(): readonly number[] {
    return this.partition(0).registration.replicas
  }

  /** Replicas that do not lead, in assignment order. */
  get followers(): number[] {
    return this.replicas.filter((broker) => broker !== this.leader)
  }

  /** The leader's. */
  get highWatermark(): number {
    return this.partition(0).log.highWatermark
  }

  get logEndOffset(): number {
    return this.partition(0).log.logEndOffset
  }

  /** What stands in the leader's log, in order. */
  get values(): (string | null)[] {
    return valuesIn(this.partition(0).log)
  }

  valuesOn(broker: number): (string | null)[] {
    return valuesIn(this.cluster.logOn(broker, topicPartition(this.name, 0)))
  }
}

export class TestPartition {
  private readonly cluster: TestCluster
  private readonly topic: string
  private readonly index: number

  constructor(cluster: TestCluster, topic: string, index: number) {
    this.cluster = cluster
    this.topic = topic
    this.index = index
  }

  get registration(): PartitionRegistration {
    const found = newestMetadata(this.cluster.world).topics.get(this.topic)?.partitions[this.index]
    if (found === undefined) throw new Error(`there is no ${this.topic}-${this.index}`)
    return found
  }

  get log(): ReplicaLog {
    return this.cluster.logOn(this.registration.leader, topicPartition(this.topic, this.index))
  }
}

function valuesIn(log: ReplicaLog): (string | null)[] {
  return log.segments.flatMap((segment) =>
    batchesOf(segment).flatMap((batch) =>
      batch.records.map((record) => (record.value === null ? null : decodeUtf8(record.value))),
    ),
  )
}

export function clusterOf(options: ClusterOptions = {}): TestCluster {
  const { brokers = 3, controllers = 3, config = {}, seed = 1, profile = DEFAULT_PROFILE, racks = [] } = options
  const spec: ClusterSpec = {
    profile,
    brokers: Array.from({ length: brokers }, (_, index) => ({ id: index + 1, rack: racks[index] ?? null, config: {} })),
    ...keepers(controllers, profile),
    config: { ...shippedProperties(Math.min(3, brokers), specFactsOf(profile).shippedProperties), ...config },
    topics: [],
    producers: [],
    consumers: [],
    startWallClockMs: 1_772_409_600_000,
    networkLatencyUs: 250,
  }
  return new TestCluster(createCluster(spec, seed))
}
