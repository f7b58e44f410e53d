/** What the stage's + buttons give, with everyday settings, so that each is one click; pure. Fetched with the first click. */
import type { Command, ConsumerSpec } from '../../kafka/cluster/commands.ts'
import type { BrokerImage, ClusterImage } from '../../kafka/observe/cluster-image.ts'
import { keysOfTopic } from '../kinds/producer/topic-keys.ts'

const TOPIC_NAMES = ['payments', 'shipments', 'clicks', 'emails', 'returns', 'reviews']
const DEFAULT_KEYS = ['A', 'B', 'C', 'D']
/** As many as have a colour of their own. */
const MOST_KEYS = 8

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
  const known = topic === undefined ? [] : keysOfTopic(image, topic)
  const keys = known.length > 0 ? known.slice(0, MOST_KEYS) : DEFAULT_KEYS
  const workload = topic === undefined ? null : { topic, recordsPerSecond: 10, keys, valueBytes: 40 }
  return { type: 'AddProducer', producer: { name, config: {}, workload } }
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

/** A broker that can be given replicas. */
export function isAvailable(broker: BrokerImage): boolean {
  return broker.status === 'running' && broker.registered && !broker.fenced
}

/** Topics that are not Kafka's own, in the image's order. */
function userTopics(image: ClusterImage): string[] {
  return [...image.topics.values()].filter((topic) => !topic.internal).map((topic) => topic.name)
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
