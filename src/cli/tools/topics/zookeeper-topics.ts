/**
 * Counterpart in Kafka: TopicCommand.ZookeeperTopicService and AdminZkClient of 2.5. `kafka-topics.sh --zookeeper` decides by
 * itself, replicas' places too, and writes what it decides; whether anybody acts on it, it never learns.
 */

import { isInternalTopic } from '../../../kafka/common/internal-topics.ts'
import { classOfError } from '../../../kafka/common/java-classes.ts'
import { illegalTopicName, unifiedTopic } from '../../../kafka/common/topic-names.ts'
import { placeWithAdminUtils } from '../../../kafka/controller/admin-utils-placement.ts'
import { deleteTopicPath } from '../../../kafka/znodes/znode-paths.ts'
import { illegalArgument, JavaException } from '../../java-errors.ts'
import type { ParsedOptions } from '../../options/jopt.ts'
import type { ToolContext } from '../../replayed-tool.ts'
import { operationFailed } from '../tool-exceptions.ts'
import {
  assigned,
  assignmentAt,
  type BrokerThere,
  brokersAt,
  changeSettings,
  createAssignment,
  createAt,
  isAt,
  type Settings,
  setAssignment,
  settingsAt,
  topicsAt,
  writeSettings,
} from '../zookeeper/kafka-zookeeper.ts'
import { COLLISION_WARNING, matcherOf, replicaAssignment } from './topic-actions.ts'
import { checkLags, parseTopicConfigs } from './topic-configs.ts'

type Assignments = readonly (readonly number[])[]

/** Errors of Kafka's protocol, which have no frames. */
function apiError(simpleName: string, message: string): JavaException {
  return new JavaException(classOfError(simpleName), message, { hasFrames: false })
}

export function createTopicInZooKeeper(options: ParsedOptions, context: ToolContext): void {
  const name = options.value('topic') ?? ''
  const given = replicaAssignment(options, context)
  const configs = Object.fromEntries(parseTopicConfigs(options, context).map(([key, value]) => [key, value ?? '']))
  if (/[._]/.test(name)) context.print(COLLISION_WARNING)
  const assignments = given ?? placed(options, context)
  const exists = () => apiError('TopicExistsException', `Topic '${name}' already exists.`)
  validateName(name, context)
  const isThere = topicsAt(context).includes(name)
  if (!isThere) {
    writeSettings(context, `topics/${name}`, configs)
    if (createAssignment(context, name, assignments.map(assigned))) return context.print(`Created topic ${name}.\n`)
  }
  if (!options.has('if-not-exists')) throw exists()
}

/** Over the brokers that have a session, by AdminUtils. */
function placed(options: ParsedOptions, context: ToolContext): Assignments {
  const brokers = brokersFor(options.has('disable-rack-aware'), context)
  const numPartitions = options.integer('partitions') ?? 0
  const replicationFactor = options.integer('replication-factor') ?? 0
  const spec = { numPartitions, replicationFactor, fixedStartIndex: -1, startPartitionId: -1 }
  return place(brokers, spec, context)
}

function brokersFor(isRackUnaware: boolean, context: ToolContext): readonly BrokerThere[] {
  const brokers = brokersAt(context)
  const racked = brokers.filter(({ rack }) => rack !== null)
  if (isRackUnaware) return brokers.map(({ id }) => ({ id, rack: null }))
  if (racked.length === 0 || racked.length === brokers.length) return brokers
  const advice = 'Add --disable-rack-aware in command line to make replica assignment without rack information.'
  throw operationFailed(context.profile, `Not all brokers have rack information. ${advice}`)
}

function place(
  brokers: readonly BrokerThere[],
  spec: Parameters<typeof placeWithAdminUtils>[1],
  context: ToolContext,
): Assignments {
  const usable = brokers.map(({ id, rack }) => ({ id, rack, fenced: false }))
  const placement = placeWithAdminUtils(usable, spec, (bound) => context.randomInt(bound))
  if (placement.kind === 'placed') return placement.assignments
  const about = placement.message.startsWith('Number of partitions') ? 'Partitions' : 'ReplicationFactor'
  throw apiError(`Invalid${about}Exception`, placement.message)
}

function validateName(name: string, context: ToolContext): void {
  const illegal = illegalTopicName(name)
  if (illegal !== null) throw apiError('InvalidTopicException', illegal)
  const topics = topicsAt(context)
  if (topics.includes(name) || !/[._]/.test(name)) return
  const colliding = topics.filter((other) => unifiedTopic(other) === unifiedTopic(name))
  if (colliding.length === 0) return
  throw apiError('InvalidTopicException', `Topic '${name}' collides with existing topics: ${colliding.join(', ')}`)
}

/** Those that `--topic` matches, where it is given. */
export function topicsInZooKeeper(options: ParsedOptions, context: ToolContext): string[] {
  const pattern = options.value('topic')
  const names = topicsAt(context).filter((name) => !(options.has('exclude-internal') && isInternalTopic(name)))
  return pattern === null ? names : names.filter(matcherOf(pattern))
}

export function ensureInZooKeeper(names: readonly string[], options: ParsedOptions): void {
  const asked = options.value('topic')
  if (asked !== null && names.length === 0 && !options.has('if-exists'))
    throw illegalArgument(`Topic '${asked}' does not exist as expected`)
}

export function listTopicsInZooKeeper(options: ParsedOptions, context: ToolContext): void {
  for (const name of topicsInZooKeeper(options, context))
    context.print(isAt(context, deleteTopicPath(name)) ? `${name} - marked for deletion\n` : `${name}\n`)
}

const CONFIG_WARNING =
  'WARNING: Altering topic configuration from this script has been deprecated and may be removed in future releases.\n         Going forward, please use kafka-configs.sh for this functionality\n'
const PARTITIONS_WARNING =
  'WARNING: If partitions are increased for a topic that has a key, the partition logic or ordering of the messages will be affected\n'

export function alterTopicInZooKeeper(options: ParsedOptions, context: ToolContext): void {
  const names = topicsInZooKeeper(options, context)
  const assignments = replicaAssignment(options, context)
  const added = Object.fromEntries(parseTopicConfigs(options, context).map(([key, value]) => [key, value ?? '']))
  const removed = configsToDelete(options, context)
  ensureInZooKeeper(names, options)
  const partitions = options.integer('partitions')
  for (const name of names) {
    const before = settingsAt(context, `topics/${name}`)
    if (options.has('config') || options.has('delete-config')) {
      context.print(CONFIG_WARNING)
      const after = without({ ...before, ...added }, removed)
      checkLags(after, { hasFrames: true })
      changeSettings(context, `topics/${name}`, after)
      context.print(`Updated config for topic ${name}.\n`)
    }
    if (partitions !== null) addPartitions(name, partitions, assignments, context)
  }
}

function configsToDelete(options: ParsedOptions, { profile }: ToolContext): readonly string[] {
  const names = options.values('delete-config').map((name) => name.trim())
  for (const name of names) {
    if (!profile.configs.topic.has(name))
      throw apiError('InvalidConfigurationException', `Unknown topic config name: ${name}`)
  }
  return names
}

export function without(settings: Settings, names: readonly string[]): Settings {
  return Object.fromEntries(Object.entries(settings).filter(([name]) => !names.includes(name)))
}

function addPartitions(name: string, total: number, assignments: Assignments | null, context: ToolContext): void {
  if (isInternalTopic(name))
    throw illegalArgument(`The number of partitions for the internal topic ${name} cannot be changed.`)
  context.print(PARTITIONS_WARNING)
  const existing = assignmentAt(context, name) ?? []
  const [first] = existing
  if (first === undefined) throw apiError('InvalidTopicException', `The topic ${name} does not exist`)
  const brokers = brokersFor(false, context)
  if (total <= existing.length) {
    const has = `Topic ${name} currently has ${existing.length} partitions, ${total} would not be an increase.`
    throw apiError('InvalidPartitionsException', `The number of partitions for a topic can only be increased. ${has}`)
  }
  const given = (assignments ?? []).slice(existing.length)
  if (given.length > 0) validateAssignments(given, existing.length, first.replicas.length, brokers)
  const fixedStartIndex = Math.max(
    0,
    brokers.findIndex(({ id }) => id >= (first.replicas[0] ?? 0)),
  )
  const spec = {
    numPartitions: total - existing.length,
    replicationFactor: first.replicas.length,
    ...{ fixedStartIndex, startPartitionId: existing.length },
  }
  const added = given.length > 0 ? given : place(brokers, spec, context)
  const rows = added.map((replicas, at) => assigned(replicas, existing.length + at))
  setAssignment(context, name, [...existing, ...rows])
  context.print('Adding partitions succeeded!\n')
}

/** AdminZkClient.validateReplicaAssignment */
function validateAssignments(
  assignments: Assignments,
  from: number,
  factor: number,
  brokers: readonly BrokerThere[],
): void {
  const ids = brokers.map(({ id }) => id)
  for (const [at, replicas] of assignments.entries()) {
    if (replicas.every((id) => ids.includes(id))) continue
    const which = `Some brokers specified for partition id ${from + at} are not available.`
    const shown = `Specified brokers: ${replicas.join(', ')}, available brokers: ${ids.join(', ')}.`
    throw apiError('BrokerNotAvailableException', `${which} ${shown}`)
  }
  const bad = assignments.flatMap((replicas, at) =>
    replicas.length === factor ? [] : [{ partition: from + at, factor: replicas.length }],
  )
  if (bad.length === 0) return
  const partitions = bad.map(({ partition }) => partition).join(', ')
  const message = `Inconsistent replication factor between partitions, partition 0 has ${factor} while partitions [${partitions}] have replication factors [${bad.map((each) => each.factor).join(', ')}], respectively.`
  throw apiError('InvalidReplicaAssignmentException', message)
}

export function deleteTopicInZooKeeper(options: ParsedOptions, context: ToolContext): void {
  const names = topicsInZooKeeper(options, context)
  ensureInZooKeeper(names, options)
  for (const name of names) {
    if (isInternalTopic(name)) {
      const why = 'is a kafka internal topic and is not allowed to be marked for deletion.'
      throw operationFailed(context.profile, `Topic ${name} ${why}`)
    }
    context.print(
      createAt(context, deleteTopicPath(name), null)
        ? `Topic ${name} is marked for deletion.\nNote: This will have no impact if delete.topic.enable is not set to true.\n`
        : `Topic ${name} is already marked for deletion.\n`,
    )
  }
}
