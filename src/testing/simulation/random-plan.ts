/** A random cluster and random things that happen to it, all from one seed. */
import { createRandomStreams, type RandomStreams, randomInt } from '../../engine/prng.ts'
import type { World } from '../../engine/world.ts'
import type { ClusterSpec, Command, ConsumerSpec, ProducerSpec, TopicSpec } from '../../kafka/cluster/commands.ts'
import { DEFAULT_PROFILE, profileOf } from '../../kafka/profile/registry.ts'
import { keepers, shippedProperties } from '../../scenarios/index.ts'
import {
  BUSY_DISKS,
  changeBrokers,
  changeRetention,
  changeUnclean,
  deleteRecords,
  deleteTopic,
  randomTopic,
  reassign,
} from './random-changes.ts'

/** Kinds of trouble; each seed allows some of them, since a fault alone often breaks what all together hide. */
const TROUBLES = [
  'kill',
  'stop',
  'pause',
  'slow',
  'cut',
  'hold',
  'clients',
  'topics',
  'powerCut',
  'controllers',
  'deletion',
  'retention',
  'unclean',
  'reassignment',
  'brokers',
  'deleteRecords',
] as const
type Trouble = (typeof TROUBLES)[number]

export interface RandomPlan {
  readonly spec: ClusterSpec
  readonly troubles: readonly Trouble[]
  /** A power cut may take acknowledged records with it, legally, and whoever led with them. */
  readonly mayLoseData: boolean
  readonly random: RandomStreams
}

/** The dice fall alike whatever version is played. */
export function randomPlan(seed: number, profile: string = DEFAULT_PROFILE): RandomPlan {
  const random = createRandomStreams(seed)
  const draw = (bound: number) => randomInt(random, 'plan', bound)
  const brokerCount = 3 + draw(2)
  const topics = Array.from({ length: 1 + draw(3) }, (_, index) => randomTopic(index, brokerCount, draw))
  const troubles = TROUBLES.filter(() => draw(2) === 0)
  const spec: ClusterSpec = {
    profile,
    brokers: Array.from({ length: brokerCount }, (_, index) => ({ id: index + 1, rack: null, config: {} })),
    ...keepers(3, profile),
    config: {
      ...shippedProperties(3, profileOf(profile).shippedProperties),
      ...BUSY_DISKS,
      'offsets.topic.num.partitions': '3',
      'transaction.state.log.num.partitions': '3',
      'transaction.abort.timed.out.transaction.cleanup.interval.ms': '3000',
      'replica.lag.time.max.ms': '6000',
    },
    topics,
    producers: Array.from({ length: 1 + draw(4) }, (_, index) => randomProducer(index, topics, draw)),
    consumers: Array.from({ length: 1 + draw(5) }, (_, index) => randomConsumer(index, topics, draw)),
    startWallClockMs: 1_772_409_600_000,
    networkLatencyUs: 200 + draw(2_000),
  }
  return { spec, troubles, mayLoseData: troubles.includes('powerCut'), random }
}

type Draw = (bound: number) => number

function randomProducer(index: number, topics: readonly TopicSpec[], draw: Draw): ProducerSpec {
  const acks = ['all', 'all', '1', '0'][draw(4)] ?? 'all'
  const idempotent = acks === 'all' && draw(3) !== 0
  // Two of them share an id, and so fence one another.
  const transactional = idempotent && index % 2 === 1
  return {
    name: `producer-${index}`,
    config: {
      acks,
      'enable.idempotence': String(idempotent),
      ...(transactional ? { 'transactional.id': 'transactions', 'transaction.timeout.ms': '8000' } : {}),
      'linger.ms': String(draw(3) * 20),
      'request.timeout.ms': '3000',
      'delivery.timeout.ms': '20000',
      'max.in.flight.requests.per.connection': String(1 + draw(5)),
    },
    workload: {
      topic: topics[draw(topics.length)]?.name ?? 'topic-0',
      recordsPerSecond: 5 + draw(60),
      keys: draw(3) === 0 ? [] : ['A', 'B', 'C', 'D', 'E'].slice(0, 1 + draw(5)),
      valueBytes: 10 + draw(200),
    },
  }
}

function randomConsumer(index: number, topics: readonly TopicSpec[], draw: Draw): ConsumerSpec {
  const assignors = ['RangeAssignor', 'RoundRobinAssignor', 'CooperativeStickyAssignor']
  const group = draw(2)
  return {
    name: `consumer-${index}`,
    groupId: `group-${group}`,
    topics: topics
      .filter(() => draw(2) === 0)
      .map((topic) => topic.name)
      .concat(topics[0]?.name ?? [])
      .filter(unique),
    config: {
      'auto.offset.reset': draw(2) === 0 ? 'earliest' : 'latest',
      'isolation.level': index % 2 === 0 ? 'read_committed' : 'read_uncommitted',
      'session.timeout.ms': '6000',
      'heartbeat.interval.ms': '1500',
      // One protocol for a whole group: members that share none are refused, which is another story.
      'partition.assignment.strategy': `org.apache.kafka.clients.consumer.${assignors[group]}`,
    },
    processingUs: draw(3) * 3_000,
    commit: (['auto', 'auto', 'afterProcessing', 'never'] as const)[draw(4)] ?? 'auto',
  }
}

function unique(name: string, index: number, all: readonly string[]): boolean {
  return all.indexOf(name) === index
}

/** The next things to happen to the cluster, at one instant; none when nothing of the plan's kinds is possible now. */
export function randomCommands(plan: RandomPlan, world: World): Command[] {
  const draw = (bound: number) => randomInt(plan.random, 'commands', bound)
  if (plan.troubles.includes('hold') && draw(6) === 0) return holdFollowers(world, draw)
  if (plan.troubles.includes('reassignment') && draw(10) === 0) return reassign(world, draw)
  if (plan.troubles.includes('deleteRecords') && draw(10) === 0) return deleteRecords(plan.spec, world, draw)
  const command = randomCommand(plan, world, draw)
  return command === null ? [] : [command]
}

function randomCommand(plan: RandomPlan, world: World, draw: Draw): Command | null {
  const trouble = plan.troubles[draw(plan.troubles.length + 1)]
  // About half of the time something is mended, so that a run does not end with everything broken.
  if (trouble === undefined || draw(2) === 0) return mend(world, draw)
  switch (trouble) {
    case 'kill':
      return killUnreplicated(world, draw) ?? onNode(world, draw, ['broker', 'producer', 'consumer'], 'KillNode')
    case 'stop':
      return onNode(world, draw, ['broker'], 'StopNode')
    case 'powerCut':
      return onNode(world, draw, ['broker'], 'PowerCutNode')
    case 'pause':
      return onNode(world, draw, ['broker', 'consumer', 'producer'], 'PauseNode')
    case 'controllers':
      return onNode(world, draw, ['controller', 'zookeeper'], draw(2) === 0 ? 'KillNode' : 'PauseNode')
    case 'slow': {
      const node = pick(nodesOf(world, ['broker', 'consumer'], true), draw)
      return node === null ? null : { type: 'SlowNode', node, delayUs: draw(4) * 5_000 }
    }
    case 'cut':
      return onLink(world, draw, (a, b) => ({ type: 'CutLink', a, b }))
    case 'hold':
      return onLink(world, draw, (from, to) => ({ type: 'HoldLink', from, to, api: null }))
    case 'clients':
      return changeClients(plan, world, draw)
    case 'topics':
      return changeTopics(plan, draw)
    case 'deletion':
      return deleteTopic(plan.spec, world, draw)
    case 'retention':
      return changeRetention(plan.spec, draw)
    case 'unclean':
      return changeUnclean(plan.spec, draw)
    case 'brokers':
      return changeBrokers(world, draw)
    case 'reassignment':
    case 'deleteRecords':
      return null
  }
}

function nodesOf(world: World, kinds: readonly string[], up: boolean): string[] {
  return [...world.nodes.values()]
    .filter((node) => kinds.includes(node.kind) && (node.status === 'running' || node.status === 'paused') === up)
    .map((node) => node.id)
}

function pick<T>(choices: readonly T[], draw: Draw): T | null {
  return choices.length === 0 ? null : (choices[draw(choices.length)] ?? null)
}

type NodeCommand = 'KillNode' | 'StopNode' | 'PowerCutNode' | 'PauseNode'

function onNode(world: World, draw: Draw, kinds: readonly string[], type: NodeCommand): Command | null {
  const node = pick(nodesOf(world, kinds, true), draw)
  return node === null ? null : { type, node }
}

function onLink(world: World, draw: Draw, make: (a: string, b: string) => Command): Command | null {
  const a = pick(nodesOf(world, ['broker'], true), draw)
  const b = pick(nodesOf(world, ['broker', 'controller', 'zookeeper', 'producer', 'consumer'], true), draw)
  return a === null || b === null || a === b ? null : make(a, b)
}

/** Keeps every follower of a broker from fetching, so that what it appends stands nowhere else. */
function holdFollowers(world: World, draw: Draw): Command[] {
  const brokers = nodesOf(world, ['broker'], true)
  const to = pick(brokers, draw)
  if (to === null || heldLeader(world) !== null) return []
  return brokers.filter((broker) => broker !== to).map((from) => ({ type: 'HoldLink', from, to, api: 'FetchRequest' }))
}

/** A leader whose followers cannot fetch is the one whose death costs something. */
function killUnreplicated(world: World, draw: Draw): Command | null {
  const node = heldLeader(world)
  return node === null || draw(2) === 0 || world.nodes.get(node)?.status !== 'running'
    ? null
    : { type: 'KillNode', node }
}

function heldLeader(world: World): string | null {
  for (const row of world.linkFaults.values()) {
    for (const [to, fault] of row) if (fault.held !== null && world.nodes.get(to)?.kind === 'broker') return to
  }
  return null
}

function changeClients(plan: RandomPlan, world: World, draw: Draw): Command | null {
  const consumers = nodesOf(world, ['consumer'], true)
  if (consumers.length > 1 && draw(2) === 0) return { type: 'RemoveConsumer', name: pick(consumers, draw) ?? '' }
  const consumer = randomConsumer(1_000 + world.executedEvents, plan.spec.topics, draw)
  return consumers.length > 6 ? null : { type: 'AddConsumer', consumer }
}

function changeTopics(plan: RandomPlan, draw: Draw): Command | null {
  const topic = pick(plan.spec.topics, draw)
  if (topic === null) return null
  if (draw(2) === 0)
    return { type: 'AddPartitions', topic: topic.name, totalCount: (topic.partitions ?? 1) + 1 + draw(3) }
  return { type: 'AlterTopicConfig', topic: topic.name, config: { 'min.insync.replicas': String(1 + draw(2)) } }
}

function mend(world: World, draw: Draw): Command | null {
  const choices: Command[] = []
  for (const node of world.nodes.values()) {
    if (node.status === 'paused') choices.push({ type: 'ResumeNode', node: node.id })
    else if (node.status !== 'running') choices.push({ type: 'StartNode', node: node.id })
    if (node.slowdownUs > 0) choices.push({ type: 'SlowNode', node: node.id, delayUs: 0 })
  }
  for (const [from, row] of world.linkFaults) {
    for (const [to, fault] of row) {
      if (fault.cut) choices.push({ type: 'RepairLink', a: from, b: to })
      if (fault.held !== null) choices.push({ type: 'ReleaseLink', from, to })
    }
  }
  return pick(choices, draw)
}

/** Everything mended at once: what a run ends with, so that it can be asked whether anything was lost. */
export function mendingCommands(world: World): Command[] {
  const commands: Command[] = []
  for (const [from, row] of world.linkFaults) {
    for (const [to, fault] of row) {
      if (fault.held !== null) commands.push({ type: 'ReleaseLink', from, to })
      if (fault.cut) commands.push({ type: 'RepairLink', a: from, b: to })
    }
  }
  for (const node of world.nodes.values()) {
    if (node.slowdownUs > 0) commands.push({ type: 'SlowNode', node: node.id, delayUs: 0 })
    if (node.status === 'paused') commands.push({ type: 'ResumeNode', node: node.id })
    else if (node.status !== 'running') commands.push({ type: 'StartNode', node: node.id })
  }
  return commands
}
