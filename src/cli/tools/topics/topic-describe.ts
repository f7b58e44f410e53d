import { inCopiedMapOrder, inHashMapOrder } from '../../../kafka/common/java-hash.ts'
import type { ConfigDef } from '../../../kafka/profile/config-def.ts'
import type { ToolProfile } from '../../../kafka/profile/tool-profile.ts'
import { toolsOf } from '../../../kafka/profile/tool-registry.ts'
import type { DescribedConfig } from '../../../kafka/protocol/describe-configs.ts'
import type { DescribeTopicPartitionsResponse } from '../../../kafka/protocol/describe-topic-partitions.ts'
import { illegalArgument } from '../../java-errors.ts'
import type { ParsedOptions } from '../../options/jopt.ts'
import type { ToolContext } from '../../replayed-tool.ts'
import { parseUuid } from '../uuid.ts'
import { ensureExists, topicNames } from './topic-actions.ts'

type DescribedTopic = DescribeTopicPartitionsResponse['topics'][number]
type DescribedPartition = DescribedTopic['partitions'][number]

const PARTITION_FILTERS = [
  'under-replicated-partitions',
  'under-min-isr-partitions',
  'at-min-isr-partitions',
  'unavailable-partitions',
]

/** Uuid.ZERO_UUID, which asks for no topic at all. */
const NO_TOPIC_ID = 'AAAAAAAAAAAAAAAAAAAAAA'

export function describeTopics(options: ParsedOptions, context: ToolContext): void {
  const names = namesToDescribe(options, context)
  if (names.length === 0) return
  const topics = describedTopics(names, context)
  const resources = names.map((name) => ({ resource: { type: 'topic' as const, name }, keys: null }))
  const configs = context.call(
    { name: 'describeConfigs', request: { type: 'DescribeConfigsRequest', resources, includeSynonyms: false } },
    'DescribeConfigsResponse',
  )
  const reassignments = context.call(
    {
      name: 'listPartitionReassignments',
      request: { type: 'ListPartitionReassignmentsRequest', topicPartitions: null },
    },
    'ListPartitionReassignmentsResponse',
  )
  const live = new Set(
    context
      .call(
        { name: 'listNodes', request: { type: 'DescribeClusterRequest', includeFencedBrokers: false } },
        'DescribeClusterResponse',
      )
      .brokers.map((broker) => broker.id),
  )
  // The client's answer is a HashMap sized for the topics asked for, filled from the copy of another; its order is the
  // order of the lines.
  for (const name of inHashMapOrder(inCopiedMapOrder(names), names.length)) {
    const topic = topics.find((each) => each.name === name)
    const entries = configs.resources.find((each) => each.resource.name === name)?.configs ?? []
    if (topic === undefined) continue
    const moving = new Map(reassignments.partitions.map((each) => [each.topicPartition, each]))
    const says = toolsOf(context.profile.name).topicCommand
    describeTopic(topic, { entries, says, live, moving }, options, context)
  }
}

/** Brokers that do not know the later API are asked for metadata instead, by clients that know both and by those that do not. */
function describedTopics(names: readonly string[], context: ToolContext): readonly DescribedTopic[] {
  const name = 'describeTopics'
  if (context.profile.apis.some((api) => api.name === 'DescribeTopicPartitions')) {
    const request = { type: 'DescribeTopicPartitionsRequest', topics: names } as const
    return context.call({ name, request }, 'DescribeTopicPartitionsResponse').topics
  }
  const request = { type: 'MetadataRequest', topics: names, allowAutoTopicCreation: false } as const
  return context.call({ name, request }, 'MetadataResponse').topics.map((topic) => ({
    ...topic,
    partitions: topic.partitions.map((partition) => ({ ...partition, eligibleLeaderReplicas: [], lastKnownElr: [] })),
  }))
}

function namesToDescribe(options: ParsedOptions, context: ToolContext): string[] {
  const given = options.value('topic-id')
  const topicId = given === null ? NO_TOPIC_ID : parseUuid(given)
  if (topicId === NO_TOPIC_ID) {
    const names = topicNames(options, context)
    if (toolsOf(context.profile.name).topicCommand.missesDescribed) ensureExists(names, options)
    return names
  }
  const topics = context.call(
    { name: 'listTopics', request: { type: 'MetadataRequest', topics: null, allowAutoTopicCreation: false } },
    'MetadataResponse',
  ).topics
  const found = topics.filter((topic) => topic.topicId === topicId)
  if (found.length === 0 && !options.has('if-exists'))
    throw illegalArgument(`TopicId '${topicId}' does not exist as expected`)
  return found.map((topic) => topic.name)
}

interface Reassignment {
  readonly addingReplicas: readonly number[]
  readonly removingReplicas: readonly number[]
}

interface Surroundings {
  /** Settings of the topic. */
  readonly entries: readonly DescribedConfig[]
  readonly says: ToolProfile['topicCommand']
  /** Brokers that are there. */
  readonly live: ReadonlySet<number>
  readonly moving: ReadonlyMap<string, Reassignment>
}

function describeTopic(
  topic: DescribedTopic,
  { entries, says, live, moving }: Surroundings,
  options: ParsedOptions,
  context: ToolContext,
): void {
  const filters = PARTITION_FILTERS.filter((filter) => options.has(filter))
  const overrides = entries.filter((entry) => entry.source !== 'DEFAULT_CONFIG')
  if (filters.length === 0 && (!options.has('topics-with-overrides') || overrides.length > 0)) {
    context.print(topicLine(topic, overrides, context.profile.configs.topic, moving, says))
  }
  if (options.has('topics-with-overrides')) return
  const minIsr = Number(entries.find((entry) => entry.name === 'min.insync.replicas')?.value ?? '1')
  for (const partition of topic.partitions) {
    const reassignment = moving.get(`${topic.name}-${partition.partition}`)
    const replicationFactor = replicationFactorOf(partition, reassignment, says)
    if (
      filters.length > 0 &&
      !filters.some((filter) => matches(filter, partition, { replicationFactor, minIsr, live }))
    )
      continue
    context.print(partitionLine(topic.name, partition, reassignment, says))
  }
}

/** What a reassignment adds is no replica of the partition before it is over. */
function replicationFactorOf(
  { replicas }: DescribedPartition,
  reassignment: Reassignment | undefined,
  { movesWhile }: ToolProfile['topicCommand'],
): number {
  const { addingReplicas = [], removingReplicas = [] } = reassignment ?? {}
  const changing = movesWhile === 'removing' ? removingReplicas : [...removingReplicas, ...addingReplicas]
  return replicas.length - (changing.some((replica) => replicas.includes(replica)) ? addingReplicas.length : 0)
}

interface Measures {
  readonly replicationFactor: number
  readonly minIsr: number
  readonly live: ReadonlySet<number>
}

function matches(
  filter: string,
  partition: DescribedPartition,
  { replicationFactor, minIsr, live }: Measures,
): boolean {
  switch (filter) {
    case 'under-replicated-partitions':
      return replicationFactor > partition.isr.length
    case 'under-min-isr-partitions':
      return partition.leaderId === -1 || partition.isr.length < minIsr
    case 'at-min-isr-partitions':
      return partition.isr.length === minIsr
    default:
      return partition.leaderId === -1 || !live.has(partition.leaderId)
  }
}

function topicLine(
  topic: DescribedTopic,
  overrides: readonly DescribedConfig[],
  definition: ConfigDef,
  moving: ReadonlyMap<string, Reassignment>,
  says: ToolProfile['topicCommand'],
): string {
  const byName = new Map(overrides.map((entry) => [entry.name, entry]))
  // The broker answers from a HashMap of every topic config, filled in the order of their definition; its table has 64 buckets.
  const defined = [...definition.keys()].filter((name) => byName.has(name))
  const configs = inHashMapOrder(defined, 48).map((name) => `${name}=${byName.get(name)?.value ?? ''}`)
  const [first] = topic.partitions
  const reassignment = first === undefined ? undefined : moving.get(`${topic.name}-${first.partition}`)
  const replicationFactor = first === undefined ? 0 : replicationFactorOf(first, reassignment, says)
  const id = says.columns.topicId ? `\tTopicId: ${topic.topicId}` : ''
  return `Topic: ${topic.name}${id}\tPartitionCount: ${topic.partitions.length}\tReplicationFactor: ${replicationFactor}\tConfigs: ${configs.join(',')}\n`
}

function partitionLine(
  topic: string,
  partition: DescribedPartition,
  moving: Reassignment | undefined,
  { columns }: ToolProfile['topicCommand'],
): string {
  const leader = partition.leaderId === -1 ? 'none' : String(partition.leaderId)
  const reassignment =
    moving === undefined || !columns.reassignment
      ? ''
      : `\tAdding Replicas: ${moving.addingReplicas.join(',')}\tRemoving Replicas: ${moving.removingReplicas.join(',')}`
  const elr = columns.eligibleLeaders
    ? `\tElr: ${partition.eligibleLeaderReplicas.join(',')}\tLastKnownElr: ${partition.lastKnownElr.join(',')}`
    : ''
  return `\tTopic: ${topic}\tPartition: ${partition.partition}\tLeader: ${leader}\tReplicas: ${partition.replicas.join(',')}\tIsr: ${partition.isr.join(',')}${reassignment}${elr}\n`
}
