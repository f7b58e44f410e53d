/** The commands behind the stage's gestures, with everyday settings, so that each is one click; pure. */

import type { Command, ConsumerSpec } from '../../kafka/cluster/commands.ts'
import type {
  BrokerImage,
  ClusterImage,
  GroupImage,
  LinkImage,
  MemberImage,
  NodeStatus,
} from '../../kafka/observe/cluster-image.ts'

/** Slowness given by one click: long enough to see, short enough not to time out. */
export const SLOW_LINK_US = 200_000
export const SLOW_NODE_US = 50_000

const TOPIC_NAMES = ['payments', 'shipments', 'clicks', 'emails', 'returns', 'reviews']
const DEFAULT_KEYS = ['A', 'B', 'C', 'D']

/** What pressing the power button of a node does now. */
export function powerCommand(node: string, status: NodeStatus): Command {
  if (status === 'paused') return { type: 'ResumeNode', node }
  return isUp(status) ? { type: 'PowerCutNode', node } : { type: 'StartNode', node }
}

export function isUp(status: NodeStatus): boolean {
  return status === 'running' || status === 'starting' || status === 'stopping' || status === 'paused'
}

export function addBrokerCommand(image: ClusterImage): Command {
  const brokers = [...image.brokers.values()]
  const id = Math.max(0, ...brokers.map((broker) => broker.id)) + 1
  const racked = brokers.some((broker) => broker.rack !== null)
  return { type: 'AddBroker', broker: { id, rack: racked ? `rack-${'abc'[(id - 1) % 3]}` : null, config: {} } }
}

/** Three partitions, on as many brokers as there are up to three. */
export function addTopicCommand(image: ClusterImage): Command {
  const name =
    TOPIC_NAMES.find((candidate) => !image.topics.has(candidate)) ??
    freeName('topic', (candidate) => image.topics.has(candidate))
  const alive = [...image.brokers.values()].filter(isAvailable).length
  return {
    type: 'CreateTopic',
    topic: { name, partitions: 3, replicationFactor: Math.max(1, Math.min(3, alive)), config: {} },
  }
}

export function addPartitionsCommand(image: ClusterImage, topic: string): Command {
  return { type: 'AddPartitions', topic, totalCount: (image.topics.get(topic)?.partitions ?? 0) + 1 }
}

export function addProducerCommand(image: ClusterImage): Command {
  const name = freeName('producer', (candidate) => isTaken(image, candidate))
  const [topic] = userTopics(image)
  const workload = topic === undefined ? null : { topic, recordsPerSecond: 10, keys: DEFAULT_KEYS, valueBytes: 40 }
  return { type: 'AddProducer', producer: { name, config: { acks: 'all' }, workload } }
}

/** A new member like those the group has. */
export function addConsumerCommand(image: ClusterImage, groupId: string): Command {
  const others = [...image.members.values()].filter((member) => member.groupId === groupId)
  const model = others.find((member) => member.spec !== null)?.spec ?? null
  const stem = (others[others.length - 1]?.name ?? `${groupId}-1`).replace(/-?\d+$/, '')
  const name = freeName(stem === '' ? 'consumer' : stem, (candidate) => isTaken(image, candidate))
  return { type: 'AddConsumer', consumer: consumerSpec(image, name, groupId, model) }
}

export function addGroupCommand(image: ClusterImage): Command {
  const groupIds = new Set([...image.groups.keys(), ...[...image.members.values()].map((member) => member.groupId)])
  const groupId = freeName('group', (candidate) => groupIds.has(candidate))
  const name = freeName('reader', (candidate) => isTaken(image, candidate))
  return { type: 'AddConsumer', consumer: consumerSpec(image, name, groupId, null) }
}

export type LinkAction = 'cut' | 'slow' | 'hold' | 'release' | 'repair'

/** Commands for a link; holding and releasing take one a direction. */
export function linkCommands(action: LinkAction, link: Pick<LinkImage, 'a' | 'b'>): Command[] {
  const { a, b } = link
  if (action === 'cut') return [{ type: 'CutLink', a, b }]
  if (action === 'slow') return [{ type: 'SlowLink', a, b, extraUs: SLOW_LINK_US }]
  if (action === 'repair') return [{ type: 'RepairLink', a, b }]
  if (action === 'hold')
    return [
      { type: 'HoldLink', from: a, to: b, api: null },
      { type: 'HoldLink', from: b, to: a, api: null },
    ]
  return [
    { type: 'ReleaseLink', from: a, to: b },
    { type: 'ReleaseLink', from: b, to: a },
  ]
}

/** A broker that can be given replicas. */
export function isAvailable(broker: BrokerImage): boolean {
  return broker.status === 'running' && broker.registered && !broker.fenced
}

/** Topics that are not Kafka's own, in the image's order. */
function userTopics(image: ClusterImage): string[] {
  return [...image.topics.values()].filter((topic) => !topic.internal).map((topic) => topic.name)
}

/** Lag of a group over everything it reads: of its members' shares, or of what it committed while it has none. */
export function groupLag(group: GroupImage | undefined, members: readonly MemberImage[]): number {
  const shares = members.flatMap((member) => member.assignment)
  return shares.length > 0 ? shares.reduce((sum, share) => sum + Math.max(0, share.lag), 0) : (group?.lag ?? 0)
}

function consumerSpec(image: ClusterImage, name: string, groupId: string, model: ConsumerSpec | null): ConsumerSpec {
  if (model !== null) return { ...model, name, groupId }
  return { name, groupId, topics: userTopics(image).slice(0, 1), config: {}, processingUs: 0, commit: 'auto' }
}

function isTaken(image: ClusterImage, name: string): boolean {
  return image.producers.has(name) || image.members.has(name) || image.terminals.has(name)
}

function freeName(stem: string, taken: (name: string) => boolean): string {
  for (let number = 1; ; number++) if (!taken(`${stem}-${number}`)) return `${stem}-${number}`
}
