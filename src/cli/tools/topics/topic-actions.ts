import type { ErrorCode } from '../../../kafka/common/errors.ts'
import type { Profile } from '../../../kafka/profile/profile.ts'
import { toolsOf } from '../../../kafka/profile/tool-registry.ts'
import type { MetadataTopic } from '../../../kafka/protocol/metadata.ts'
import { brokerError, executionException, illegalArgument, JavaException } from '../../java-errors.ts'
import { javaSplit } from '../../java-split.ts'
import type { ParsedOptions } from '../../options/jopt.ts'
import type { ToolContext } from '../../replayed-tool.ts'
import { compileExpression } from '../../shell/regular-expression.ts'
import { commandFailed, operationFailed, unrepresentableTopic } from '../tool-exceptions.ts'
import { parseTopicConfigs } from './topic-configs.ts'

export const COLLISION_WARNING =
  "WARNING: Due to limitations in metric names, topics with a period ('.') or underscore ('_') could collide. To avoid issues it is best to use either, but not both.\n"

export function createTopic(options: ParsedOptions, context: ToolContext): void {
  const name = options.value('topic') ?? ''
  const partitions = options.integer('partitions')
  const replicationFactor = options.integer('replication-factor')
  const configs = parseTopicConfigs(options, context)
  const assignment = replicaAssignment(options, context)
  if (/[._]/.test(name)) context.print(COLLISION_WARNING)
  if (replicationFactor !== null && (replicationFactor < 1 || replicationFactor > 32_767)) {
    throw illegalArgument('The replication factor must be between 1 and 32767 inclusive')
  }
  if (partitions !== null && partitions < 1) throw illegalArgument('The partitions must be greater than 0')
  const { looksBeforeCreating } = toolsOf(context.profile.name).topicCommand
  if (looksBeforeCreating && allTopics(context).some((topic) => topic.name === name))
    throw illegalArgument(`Topic ${name} already exists`)
  if (name === '') throw asThrown(context.profile, unrepresentableTopic())
  const response = context.call(
    {
      name: 'createTopics',
      failsOnQuota: true,
      request: {
        type: 'CreateTopicsRequest',
        topics: [
          {
            name,
            numPartitions: partitions ?? -1,
            replicationFactor: replicationFactor ?? -1,
            assignments: assignment,
            configs,
          },
        ],
        validateOnly: false,
      },
    },
    'CreateTopicsResponse',
  )
  const result = response.topics[0]
  if (result === undefined || result.errorCode === 'NONE') {
    context.print(`Created topic ${name}.\n`)
    return
  }
  if (result.errorCode === 'TOPIC_ALREADY_EXISTS' && options.has('if-not-exists')) return
  throw answered(context.profile, result.errorCode, result.errorMessage)
}

/** An error that a broker answered, as the version's tool throws it. */
function answered(profile: Profile, code: ErrorCode, message: string | null): JavaException {
  return asThrown(profile, brokerError(profile, code, message))
}

function asThrown({ name }: Profile, error: JavaException): JavaException {
  return toolsOf(name).topicCommand.wrapsErrors ? executionException(error) : error
}

/** None where the option is not given, or empty. */
export function replicaAssignment(
  options: ParsedOptions,
  context: Pick<ToolContext, 'profile' | 'randomInt'>,
): number[][] | null {
  const text = options.value('replica-assignment') ?? ''
  return text === '' ? null : parseReplicaAssignment(text, context)
}

/** `1:2,2:3`: partitions by comma, replicas by colon. */
export function parseReplicaAssignment(
  text: string,
  { profile, randomInt }: Pick<ToolContext, 'profile' | 'randomInt'>,
): number[][] {
  const partitions: number[][] = []
  for (const [index, list] of javaSplit(text, ',').entries()) {
    const replicas = javaSplit(list, ':').map(parseJavaInt)
    const seen = new Set<number>()
    const repeated = replicas.filter((replica) => seen.size === seen.add(replica).size)
    if (repeated.length > 0) {
      throw commandFailed(
        profile,
        `Partition replica lists may not contain duplicate entries: ${[...new Set(repeated)].join(',')}`,
      )
    }
    if (index > 0 && replicas.length !== partitions[0]?.length) {
      const { arrays } = toolsOf(profile.name).topicCommand
      const shown = arrays === 'hash' ? `[I@${randomInt(HASHES).toString(16)}` : `[${replicas.join(', ')}]`
      throw operationFailed(profile, `Partition ${index} has different replication factor: ${shown}`)
    }
    partitions.push(replicas)
  }
  return partitions
}

/** Of Object.hashCode. */
const HASHES = 2_147_483_647

function parseJavaInt(text: string): number {
  const trimmed = text.trim()
  if (!/^[-+]?\d+$/.test(trimmed))
    throw new JavaException('java.lang.NumberFormatException', `For input string: "${trimmed}"`)
  return Number(trimmed)
}

/** Names of topics, sorted; those that `--topic` matches where it is given. */
export function topicNames(options: ParsedOptions, context: ToolContext): string[] {
  const names = allTopics(context)
    .filter((topic) => !(options.has('exclude-internal') && topic.isInternal))
    .map((topic) => topic.name)
  const pattern = options.value('topic')
  const matched = pattern === null ? names : names.filter(matcherOf(pattern))
  return matched.sort((a, b) => (a < b ? -1 : a > b ? 1 : 0))
}

function allTopics(context: ToolContext): readonly MetadataTopic[] {
  return context.call(
    { name: 'listTopics', request: { type: 'MetadataRequest', topics: null, allowAutoTopicCreation: false } },
    'MetadataResponse',
  ).topics
}

/** IncludeList of TopicFilter: commas are alternation, quotes and blanks around names go, the whole name must match. */
export function matcherOf(pattern: string): (name: string) => boolean {
  const regex = pattern
    .trim()
    .replaceAll(',', '|')
    .replaceAll(' ', '')
    .replace(/^["']+|["']+$/g, '')
  try {
    const compiled = compileExpression(`^(?:${regex})$`)
    return (name) => compiled.test(name)
  } catch {
    throw new JavaException('java.lang.RuntimeException', `${regex} is an invalid regex.`)
  }
}

export function listTopics(options: ParsedOptions, context: ToolContext): void {
  context.print(`${topicNames(options, context).join('\n')}\n`)
}

/** A name that is empty is as good as none, and matches nothing. */
export function ensureExists(names: readonly string[], options: ParsedOptions): void {
  const asked = options.value('topic') ?? ''
  if (names.length === 0 && asked !== '' && !options.has('if-exists'))
    throw illegalArgument(`Topic '${asked}' does not exist as expected`)
}

export function alterTopic(options: ParsedOptions, context: ToolContext): void {
  const names = topicNames(options, context)
  ensureExists(names, options)
  if (names.length === 0) return
  const totalCount = options.integer('partitions') ?? 0
  const assignment = replicaAssignment(options, context)
  const topics = context.call(
    { name: 'describeTopics', request: { type: 'MetadataRequest', topics: names, allowAutoTopicCreation: false } },
    'MetadataResponse',
  ).topics
  const response = context.call(
    {
      name: 'createPartitions',
      failsOnQuota: true,
      request: {
        type: 'CreatePartitionsRequest',
        topics: names.map((name) => {
          const existing = topics.find((topic) => topic.name === name)?.partitions.length ?? 0
          return { name, totalCount, assignments: assignment === null ? null : assignment.slice(existing) }
        }),
        validateOnly: false,
      },
    },
    'CreatePartitionsResponse',
  )
  for (const topic of response.topics)
    if (topic.errorCode !== 'NONE') throw answered(context.profile, topic.errorCode, topic.errorMessage)
}

export function deleteTopic(options: ParsedOptions, context: ToolContext): void {
  const names = topicNames(options, context)
  ensureExists(names, options)
  if (names.length === 0) return
  const response = context.call(
    { name: 'deleteTopics', failsOnQuota: true, request: { type: 'DeleteTopicsRequest', topics: names } },
    'DeleteTopicsResponse',
  )
  for (const topic of response.topics) {
    if (topic.errorCode !== 'NONE')
      throw answered(
        context.profile,
        topic.errorCode,
        topic.errorMessage ?? context.profile.errors[topic.errorCode].message,
      )
  }
}
