/** What the failure stories have in common: how their clusters are put together, and who leads in them. */
import type {
  ClusterSpec,
  Command,
  ConfigEntries,
  ConsumerSpec,
  ProducerSpec,
  ProducerWorkload,
  TopicSpec,
} from '../../kafka/cluster/commands.ts'
import { brokerNode } from '../../kafka/common/addresses.ts'
import type { ClusterImage } from '../../kafka/observe/cluster-image.ts'

/**
 * Who leads is given, so that a story can be told: not broker-1, whose address the notes' commands go to. Whoever takes
 * that one down waits a minute for every command after that.
 */
export const LEADER = 'broker-2'
export const FOLLOWERS = ['broker-3', 'broker-1'] as const
const ASSIGNMENT = [2, 3, 1]

/** With records of its own for long enough to see them go by. */
export const BEGINS_AT_MS = 10_000

/** Every partition led by `LEADER`, with both others as followers. */
export function topic(name: string, partitions: number, config: ConfigEntries = {}): TopicSpec {
  const replicaAssignment = Array.from({ length: partitions }, () => ASSIGNMENT)
  return { name, partitions: null, replicationFactor: null, config, replicaAssignment }
}

/** The partitions led by broker-2, broker-3 and broker-1 in turn. */
export function spreadTopic(name: string, partitions: number, config: ConfigEntries = {}): TopicSpec {
  const replicaAssignment = Array.from({ length: partitions }, (_, index) =>
    ASSIGNMENT.map((_broker, place) => ASSIGNMENT[(index + place) % ASSIGNMENT.length]!),
  )
  return { name, partitions: null, replicationFactor: null, config, replicaAssignment }
}

const WORKLOAD: ProducerWorkload = { topic: 'orders', recordsPerSecond: 4, keys: ['alice', 'bob'], valueBytes: 24 }
/** On all of three partitions. */
export const SPREAD_KEYS = ['alice', 'bob', 'carol', 'dave'] as const

/** One that waits for all, as the version has it by default, with a linger at which batches are seen to fill. */
export function producer(name: string, config: ConfigEntries, workload: Partial<ProducerWorkload> = {}): ProducerSpec {
  return { name, config: { 'linger.ms': '100', ...config }, workload: { ...WORKLOAD, ...workload } }
}

/** Only the leader's word counts, and records may come twice. */
export const HASTY: ConfigEntries = { acks: '1', 'enable.idempotence': 'false' }
export const CAREFUL: ConfigEntries = { acks: 'all' }

export function consumer(name: string, groupId: string, spec: Partial<ConsumerSpec> = {}): ConsumerSpec {
  return {
    name,
    groupId,
    topics: ['orders'],
    processingUs: 20_000,
    commit: 'auto',
    ...spec,
    config: { 'auto.offset.reset': 'earliest', ...spec.config },
  }
}

/** Puts a story's own things on an empty cluster. */
export function made(empty: ClusterSpec, own: Partial<ClusterSpec>): ClusterSpec {
  return { ...empty, ...own, config: { ...empty.config, ...own.config } }
}

export function isRunning(image: ClusterImage, node: string): boolean {
  return image.nodes.get(node)?.status === 'running'
}

/** Done while the node runs. */
export function whileRunning(node: string, ...commands: readonly Command[]) {
  return (image: ClusterImage) => (isRunning(image, node) ? commands : null)
}

/** Done while the node's process is not there. */
export function whileDown(node: string, ...commands: readonly Command[]) {
  return (image: ClusterImage) => (image.nodes.has(node) && !isRunning(image, node) ? commands : null)
}

export function leaderNode(image: ClusterImage, partition: string): string | null {
  const leader = image.partitions.get(partition)?.leader ?? -1
  return leader < 0 ? null : brokerNode(leader)
}

/** The followers' fetches from the leader wait on the wire: what it takes from now on, only it has. */
export function holdFetches(from: readonly string[], to: string): readonly Command[] {
  return from.map((follower) => ({ type: 'HoldLink', from: follower, to, api: 'FetchRequest' }) as const)
}

export function releaseFetches(from: readonly string[], to: string): readonly Command[] {
  return from.map((follower) => ({ type: 'ReleaseLink', from: follower, to }) as const)
}

export function at(atMs: number, ...commands: readonly Command[]) {
  return commands.map((command) => ({ atMs, command }))
}
