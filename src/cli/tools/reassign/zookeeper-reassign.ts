/**
 * Counterpart in Kafka: kafka.admin.ReassignPartitionsCommand of 2.5, which asks ZooKeeper, and brokers about folders alone: a plan is
 * written to one znode, and is under way for as long as that is there.
 *
 * Not simulated: the order in which Scala lists more than four partitions of several topics.
 */
import { classOfError } from '../../../kafka/common/java-classes.ts'
import { splitTopicPartition, type TopicPartition, topicPartition } from '../../../kafka/common/topic-partition.ts'
import { placeWithAdminUtils } from '../../../kafka/controller/admin-utils-placement.ts'
import { inScala212MapOrder, inScala212TrieOrder } from '../../../kafka/znodes/scala-map-order.ts'
import { decodeReassignments, encodeReassignments } from '../../../kafka/znodes/znode-bodies.ts'
import { REASSIGN_PARTITIONS } from '../../../kafka/znodes/znode-paths.ts'
import { JavaException, stackTrace } from '../../java-errors.ts'
import { javaSplit } from '../../java-split.ts'
import { parseJson } from '../../json/json-value.ts'
import { type CheckedTool, checkInvalid, checkRequired, usageError } from '../../options/checks.ts'
import type { ParsedOptions } from '../../options/jopt.ts'
import { Exited, type ToolContext } from '../../replayed-tool.ts'
import { asJavaException, readTextFile } from '../admin-connection.ts'
import { frameOfMain } from '../java-main.ts'
import { commandFailed, operationFailed } from '../tool-exceptions.ts'
import {
  assignmentAt,
  brokersAt,
  changeSettings,
  connectToEnsemble,
  createAt,
  dataAt,
  isAt,
  type Settings,
  settingsAt,
} from '../zookeeper/kafka-zookeeper.ts'
import { logDirMovesOf } from './log-dir-moves.ts'
import {
  checkExecutable,
  type Plan,
  type PlanRow,
  planOf,
  type Replicas,
  readPlanRows,
  readTopics,
  topicsOf,
} from './reassignment-plan.ts'
import { connectToBrokers, moveToLogDirs, requireBrokers, statusOfMoves } from './zookeeper-log-dirs.ts'

const ACTIONS = ['generate', 'execute', 'verify'] as const
const THROTTLES = ['throttle', 'replica-alter-log-dirs-throttle']
const FILE = 'reassignment-json-file'

/** What must stand beside what. */
export function checkZooKeeperReassignment(tool: CheckedTool): void {
  const { options } = tool
  if (ACTIONS.filter((action) => options.has(action)).length !== 1)
    usageError(tool, 'Command must include exactly one action: --generate, --execute or --verify')
  checkRequired(tool, 'zookeeper')
  if (options.has('verify')) {
    const missing = `If --verify option is used, command must include --${FILE} that was used during the --execute option`
    if (!options.has(FILE)) usageError(tool, missing)
    checkInvalid(tool, 'verify', [...THROTTLES, 'topics-to-move-json-file', 'disable-rack-aware', 'broker-list'])
  } else if (options.has('generate')) {
    if (!options.has('topics-to-move-json-file') || !options.has('broker-list'))
      usageError(
        tool,
        'If --generate option is used, command must include both --topics-to-move-json-file and --broker-list options',
      )
    checkInvalid(tool, 'generate', [...THROTTLES, FILE])
  } else {
    const missing = `If --execute option is used, command must include --${FILE} that was output during the --generate option`
    if (!options.has(FILE)) usageError(tool, missing)
    checkInvalid(tool, 'execute', ['topics-to-move-json-file', 'disable-rack-aware', 'broker-list'])
  }
}

/** Whatever goes wrong is told, and the tool has done its work all the same. */
export function reassignInZooKeeper(options: ParsedOptions, context: ToolContext): void {
  connectToEnsemble(context, options.value('zookeeper') ?? '')
  connectToBrokers(options, context)
  try {
    if (options.has('verify')) verify(options, context)
    else if (options.has('generate')) generate(options, context)
    else execute(options, context)
  } catch (error) {
    if (error instanceof Exited) throw error
    const failure = asJavaException(error)
    context.print(`Partitions reassignment failed due to ${failure.message}\n`)
    context.print(`${stackTrace(failure, frameOfMain(context))}\n`)
  }
}

function readRows(options: ParsedOptions, context: ToolContext): readonly PlanRow[] {
  const text = readTextFile(context, options.value(FILE) ?? '')
  if (parseJson(text, context.profile) === null)
    throw operationFailed(context.profile, 'The input string is not a valid JSON')
  return readPlanRows(text, context.profile)
}

/** As the znodes of these topics have them, in the order in which Scala lists what it has read there. */
function currentPlan(topics: readonly string[], context: ToolContext): Plan {
  const plan = new Map<TopicPartition, Replicas>()
  for (const topic of topics) {
    const rows = new Map((assignmentAt(context, topic) ?? []).map((row) => [row.partition, row.replicas]))
    for (const partition of inZnodeOrder(topic, [...rows.keys()]))
      plan.set(topicPartition(topic, partition), rows.get(partition) ?? [])
  }
  return plan
}

/** Up to four stand as they are written. */
const SMALL_MAP = 4

function inZnodeOrder(topic: string, partitions: readonly number[]): readonly number[] {
  const listed = inScala212TrieOrder(topic, partitions)
  return partitions.length > SMALL_MAP ? listed : inScala212MapOrder(listed.map(String)).map(Number)
}

function planText(plan: Plan): string {
  const partitions = [...plan].map(([name, replicas]) => {
    const { topic, partition } = splitTopicPartition(name)
    return { topic, partition, replicas, log_dirs: replicas.map(() => 'any') }
  })
  return JSON.stringify({ version: 1, partitions })
}

function generate(options: ParsedOptions, context: ToolContext): void {
  const ids = javaSplit(options.value('broker-list') ?? '', ',').map(parseId)
  const repeated = [...new Set(ids.filter((id, at) => ids.indexOf(id) !== at))]
  if (repeated.length > 0)
    throw commandFailed(context.profile, `Broker list contains duplicate entries: ${repeated.join(',')}`)
  const topics = readTopics(readTextFile(context, options.value('topics-to-move-json-file') ?? ''), context.profile)
  const current = currentPlan(topics, context)
  const brokers = brokersToUse(ids, options.has('disable-rack-aware'), context)
  const proposed = new Map<TopicPartition, Replicas>()
  for (const topic of topicsOf(current)) {
    const names = [...current.keys()].filter((name) => splitTopicPartition(name).topic === topic)
    const replicationFactor = current.get(names[0] ?? '')?.length ?? 0
    const spec = { numPartitions: names.length, replicationFactor, fixedStartIndex: -1, startPartitionId: -1 }
    const placement = placeWithAdminUtils(brokers, spec, (bound) => context.randomInt(bound))
    if (placement.kind === 'refused')
      throw new JavaException(classOfError('InvalidReplicationFactorException'), placement.message, {
        hasFrames: false,
      })
    for (const name of names) proposed.set(name, placement.assignments[splitTopicPartition(name).partition] ?? [])
  }
  context.print(`Current partition replica assignment\n${planText(current)}\n\n`)
  context.print(`Proposed partition reassignment configuration\n${planText(proposed)}\n`)
}

function parseId(text: string): number {
  if (/^[-+]?\d+$/.test(text)) return Number(text)
  throw new JavaException('java.lang.NumberFormatException', `For input string: "${text}"`)
}

function brokersToUse(ids: readonly number[], isRackUnaware: boolean, context: ToolContext) {
  const brokers = brokersAt(context).filter(({ id }) => ids.includes(id))
  const racked = brokers.filter(({ rack }) => rack !== null).length
  if (!isRackUnaware && racked > 0 && racked < brokers.length) {
    const advice = 'Add --disable-rack-aware in command line to make replica assignment without rack information.'
    throw operationFailed(context.profile, `Not all brokers have rack information. ${advice}`)
  }
  return brokers.map(({ id, rack }) => ({ id, rack: isRackUnaware ? null : rack, fenced: false }))
}

function execute(options: ParsedOptions, context: ToolContext): void {
  const { profile } = context
  const rows = readRows(options, context)
  if (rows.length === 0) throw commandFailed(profile, 'Partition reassignment data file is empty')
  checkExecutable(rows, profile)
  const plan = planOf(rows)
  const current = currentPlan(topicsOf(plan), context)
  const unknown = [...plan.keys()].filter((name) => !current.has(name))
  if (unknown.length > 0) {
    const told = `ListBuffer(${unknown.join(', ')})`
    throw commandFailed(profile, `The proposed assignment contains non-existent partitions: ${told}`)
  }
  const known = brokersAt(context).map(({ id }) => id)
  const strangers = [...new Set([...plan.values()].flat().filter((id) => !known.includes(id)))]
  if (strangers.length > 0)
    throw commandFailed(profile, `The proposed assignment contains non-existent brokerIDs: ${strangers.join(',')}`)
  if (isAt(context, REASSIGN_PARTITIONS)) {
    context.print('There is an existing assignment running.\n')
    return limit(plan, current, options, context)
  }
  start(rows, current, options, context)
}

function start(rows: readonly PlanRow[], current: Plan, options: ParsedOptions, context: ToolContext): void {
  const plan = planOf(rows)
  context.print(
    `Current partition replica assignment\n\n${planText(current)}\n\nSave this to use as the --reassignment-json-file option during rollback\n`,
  )
  const [brokers, logDirs] = rates(options)
  if (brokers >= 0 || logDirs >= 0) {
    context.print(
      'Warning: You must run Verify periodically, until the reassignment completes, to ensure the throttle is removed. You can also alter the throttle by rerunning the Execute command passing a new value.\n',
    )
  }
  if (brokers >= 0) throttleReplicas(plan, current, context)
  limit(plan, current, options, context)
  if (brokers >= 0) context.print(`The inter-broker throttle limit was set to ${brokers} B/s\n`)
  if (logDirs >= 0) context.print(`The replica-alter-dir throttle limit was set to ${logDirs} B/s\n`)
  const moves = logDirMovesOf(rows)
  requireBrokers(moves, options, context)
  const timeoutMs = options.integer('timeout') ?? 10_000
  const isStarted = moveToLogDirs(moves, timeoutMs, () => writePlan(plan, context), context)
  if (isStarted) return context.print('Successfully started reassignment of partitions.\n')
  const shown = rows.map(({ topicPartition: name, replicas }) => `(${name},List(${replicas.join(', ')}))`)
  context.print(`Failed to reassign partitions ListBuffer(${shown.join(', ')})\n`)
}

function writePlan(plan: Plan, context: ToolContext): void {
  const body = encodeReassignments([...plan].map(([name, replicas]) => ({ topicPartition: name, replicas })))
  if (createAt(context, REASSIGN_PARTITIONS, body)) return
  const going = [...underWay(context).keys()].join(', ')
  const message = `Partition reassignment currently in progress for Map(${going}). Aborting operation`
  throw commandFailed(context.profile, message)
}

function rates(options: ParsedOptions): readonly [betweenBrokers: number, betweenFolders: number] {
  return [options.integer('throttle') ?? -1, options.integer('replica-alter-log-dirs-throttle') ?? -1]
}

const LEADERS = 'leader.replication.throttled'
const FOLLOWERS = 'follower.replication.throttled'
const FOLDERS = 'replica.alter.log.dirs.io.max.bytes.per.second'

/** Leaders are slowed wherever a partition was, followers where it goes. */
function throttleReplicas(plan: Plan, current: Plan, context: ToolContext): void {
  for (const topic of topicsOf(plan)) {
    const names = [...plan.keys()].filter((name) => splitTopicPartition(name).topic === topic)
    const comes = (name: TopicPartition) =>
      (plan.get(name) ?? []).filter((replica) => !(current.get(name) ?? []).includes(replica))
    const listed = (each: readonly TopicPartition[], replicasOf: (name: TopicPartition) => Replicas) =>
      each.flatMap((name) => replicasOf(name).map((id) => `${splitTopicPartition(name).partition}:${id}`)).join(',')
    changeSettings(context, `topics/${topic}`, {
      ...settingsAt(context, `topics/${topic}`),
      [`${LEADERS}.replicas`]: listed(
        names.filter((name) => comes(name).length > 0),
        (name) => current.get(name) ?? [],
      ),
      [`${FOLLOWERS}.replicas`]: listed(names, comes),
    })
  }
}

/** How much each broker that has to do with it may take. */
function limit(plan: Plan, current: Plan, options: ParsedOptions, context: ToolContext): void {
  const [brokers, logDirs] = rates(options)
  if (brokers < 0 && logDirs < 0) return
  for (const id of new Set([...current.values(), ...plan.values()].flat())) {
    const between = { [`${LEADERS}.rate`]: String(brokers), [`${FOLLOWERS}.rate`]: String(brokers) }
    changeSettings(context, `brokers/${id}`, {
      ...settingsAt(context, `brokers/${id}`),
      ...(brokers >= 0 ? between : {}),
      ...(logDirs >= 0 ? { [FOLDERS]: String(logDirs) } : {}),
    })
  }
}

/** What the controller has not done yet. */
function underWay(context: ToolContext): Plan {
  const data = dataAt(context, REASSIGN_PARTITIONS)
  return new Map((data === null ? [] : decodeReassignments(data)).map((each) => [each.topicPartition, each.replicas]))
}

function verify(options: ParsedOptions, context: ToolContext): void {
  const text = 'Status of partition reassignment: \n'
  context.print(text)
  const rows = readRows(options, context)
  const plan = planOf(rows)
  const going = underWay(context)
  const current = currentPlan(topicsOf(plan), context)
  const moves = logDirMovesOf(rows)
  requireBrokers(moves, options, context)
  const statuses = statusOfMoves(moves, context)
  let isOver = true
  for (const [name, replicas] of plan) {
    const isDone = !going.has(name) && current.get(name)?.join() === replicas.join()
    isOver &&= isDone
    const outcome = going.has(name) ? 'is still in progress' : isDone ? 'completed successfully' : 'failed'
    context.print(`Reassignment of partition ${name} ${outcome}\n`)
  }
  for (const [replica, status] of statuses) {
    isOver &&= status === 'completed successfully'
    context.print(`Reassignment of replica ${replica} ${status}\n`)
  }
  if (isOver && removeThrottle(plan, context)) context.print('Throttle was removed.\n')
}

/** From all brokers, since nobody knows any more which of them had to do with it. */
function removeThrottle(plan: Plan, context: ToolContext): boolean {
  const ofBrokers = brokersAt(context).map(({ id }) =>
    removeSettings(`brokers/${id}`, [`${LEADERS}.rate`, `${FOLLOWERS}.rate`, FOLDERS], context),
  )
  const ofTopics = topicsOf(plan).map((topic) =>
    removeSettings(`topics/${topic}`, [`${LEADERS}.replicas`, `${FOLLOWERS}.replicas`], context),
  )
  return [...ofBrokers, ...ofTopics].includes(true)
}

/** Whether any of them was set. */
function removeSettings(entity: string, names: readonly string[], context: ToolContext): boolean {
  const settings = settingsAt(context, entity)
  const kept: Settings = Object.fromEntries(Object.entries(settings).filter(([name]) => !names.includes(name)))
  if (Object.keys(kept).length === Object.keys(settings).length) return false
  changeSettings(context, entity, kept)
  return true
}
