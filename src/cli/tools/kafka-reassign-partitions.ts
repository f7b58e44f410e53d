/** Counterpart in Kafka: org.apache.kafka.tools.reassign.ReassignPartitionsCommand. */

import { movesOf } from '../../kafka/clients/admin/replication-throttles.ts'
import { classOfError } from '../../kafka/common/java-classes.ts'
import {
  byTopicThenPartition,
  shownPartition,
  splitTopicPartition,
  type TopicPartition,
  topicPartition,
} from '../../kafka/common/topic-partition.ts'
import { placeReplicas } from '../../kafka/controller/place-replicas.ts'
import type { ListPartitionReassignmentsResponse } from '../../kafka/protocol/list-partition-reassignments.ts'
import { executionException, JavaException, stackTrace } from '../java-errors.ts'
import { javaSplit } from '../java-split.ts'
import { type CheckedTool, checkHelpOrVersion, checkRequired, usageError } from '../options/checks.ts'
import { optionException, type ParsedOptions } from '../options/jopt.ts'
import { Exited, replayedTool, type ToolContext } from '../replayed-tool.ts'
import { asFutureException, connectAdmin, readTextFile, serversOf } from './admin-connection.ts'
import { describeCluster } from './cluster-calls.ts'
import { dumpAndExit, frameOfMain, parseChecked } from './java-main.ts'
import {
  cancelLogDirMoves,
  describeReplicaLogDirs,
  executeLogDirMoves,
  type LogDirMove,
  logDirMovesOf,
  verifyLogDirMoves,
} from './reassign/log-dir-moves.ts'
import {
  checkExecutable,
  type Plan,
  planJson,
  planOf,
  type Replicas,
  readPlanRows,
  readTopics,
  Terse,
  topicsOf,
} from './reassign/reassignment-plan.ts'
import { clearThrottles, setLogDirThrottle, setThrottles } from './reassign/throttles.ts'
import { checkZooKeeperReassignment, reassignInZooKeeper } from './reassign/zookeeper-reassign.ts'
import { commandFailed, operationFailed, unrepresentableTopic } from './tool-exceptions.ts'

const ACTIONS = ['generate', 'execute', 'verify', 'cancel', 'list'] as const
const EXISTING =
  'Cannot execute because there is an existing partition assignment.  Use --additional to override this and create a new partition assignment in addition to the existing one. The --additional flag can also be used to change the throttle by resubmitting the current reassignment.'

export const kafkaReassignPartitions = replayedTool((context) => {
  const tool = parse(context)
  try {
    run(tool, context)
  } catch (error) {
    if (error instanceof Exited) throw error
    if (error instanceof Terse) context.print(`${error.message}\n`)
    else {
      const failure = asFutureException(error)
      context.print(`Error: ${failure.message}\n${stackTrace(failure, frameOfMain(context))}\n`)
    }
    context.exit(1)
  }
})

function parse(context: ToolContext): CheckedTool {
  return parseChecked(context, context.facts.optionTable, check, (error) =>
    dumpAndExit(optionException(error), context),
  )
}

function check(tool: CheckedTool, context: ToolContext): void {
  const { options } = tool
  checkHelpOrVersion(tool, context)
  if (tool.table.has('zookeeper')) return checkZooKeeperReassignment(tool)
  if (ACTIONS.filter((action) => options.has(action)).length !== 1)
    usageError(tool, `Command must include exactly one action: ${ACTIONS.map((action) => `--${action}`).join(', ')}`)
  if (options.has('bootstrap-server') && options.has('bootstrap-controller'))
    usageError(tool, "Please don't specify both --bootstrap-server and --bootstrap-controller")
  if (!options.has('bootstrap-server') && !options.has('bootstrap-controller'))
    usageError(tool, 'Please specify either --bootstrap-server or --bootstrap-controller')
  const action = ACTIONS.find((each) => options.has(each)) ?? 'list'
  const { required, permitted } = BESIDE[action]
  checkRequired(tool, ...required)
  const known: readonly string[] = [action, ...required, ...permitted, 'command-config', 'bootstrap-server']
  for (const option of tool.table.keys()) {
    if (options.has(option) && !known.includes(option))
      usageError(tool, `Option "[${option}]" can't be used with action "[${action}]"`)
  }
}

/** What may stand beside an action. */
const BESIDE = {
  generate: { required: ['topics-to-move-json-file', 'broker-list'], permitted: ['disable-rack-aware'] },
  execute: {
    required: ['reassignment-json-file'],
    permitted: [
      'additional',
      'disallow-replication-factor-change',
      'replica-alter-log-dirs-throttle',
      'throttle',
      'timeout',
    ],
  },
  verify: { required: ['reassignment-json-file'], permitted: ['preserve-throttles'] },
  cancel: {
    required: ['reassignment-json-file'],
    permitted: ['bootstrap-controller', 'preserve-throttles', 'timeout'],
  },
  list: { required: [], permitted: ['bootstrap-controller'] },
} as const

function run({ options }: CheckedTool, context: ToolContext): void {
  // Numbers are looked at before anything is done.
  for (const option of ['throttle', 'replica-alter-log-dirs-throttle', 'timeout']) options.integer(option)
  if (options.has('zookeeper')) return reassignInZooKeeper(options, context)
  const rows =
    options.has('generate') || options.has('list')
      ? null
      : readPlanRows(fileOf(options, 'reassignment-json-file', context), context.profile)
  if (rows !== null && options.has('execute')) checkExecutable(rows, context.profile)
  const plan = rows === null ? null : planOf(rows)
  const servers = serversOf(options.value('bootstrap-server'), options.value('bootstrap-controller'))
  connectAdmin(context, servers, options, { clientId: 'reassign-partitions-tool' })
  if (plan === null) {
    if (options.has('list')) list(context)
    else generate(options, context)
  } else {
    const moves = logDirMovesOf(rows ?? [])
    if (options.has('execute')) execute(plan, moves, options, context)
    else if (options.has('verify')) verify(plan, moves, options, context)
    else cancel(plan, moves, options, context)
  }
}

function fileOf(options: ParsedOptions, option: string, context: ToolContext): string {
  return readTextFile(context, options.value(option) ?? '')
}

function list(context: ToolContext): void {
  const rows = running(context)
  if (rows.length === 0) return context.print('No partition reassignments found.\n')
  context.print('Current partition reassignments:\n')
  for (const row of [...rows].sort((a, b) => byTopicThenPartition(a.topicPartition, b.topicPartition))) {
    const adding = row.addingReplicas.length === 0 ? '' : ` adding: ${row.addingReplicas.join(',')}.`
    const removing = row.removingReplicas.length === 0 ? '' : ` removing: ${row.removingReplicas.join(',')}.`
    context.print(`${row.topicPartition}: replicas: ${row.replicas.join(',')}.${adding}${removing}\n`)
  }
}

function running(context: ToolContext): ListPartitionReassignmentsResponse['partitions'] {
  return context.call(
    {
      name: 'listPartitionReassignments',
      request: { type: 'ListPartitionReassignmentsRequest', topicPartitions: null },
    },
    'ListPartitionReassignmentsResponse',
  ).partitions
}

/** Replicas of whole topics; an unknown topic ends the tool, unless it is only looked at. */
function replicasOf(
  topics: readonly string[],
  context: ToolContext,
  unknownTopic: 'fails' | 'has none' = 'fails',
): Map<TopicPartition, Replicas> {
  // First in the HashMap of the answers, and known to the client without asking.
  if (topics.includes('')) throw executionException(unrepresentableTopic())
  // Admin.describeTopics asks for the nodes before it asks for topics.
  describeCluster(context)
  const response = context.call(
    { name: 'describeTopicPartitions', request: { type: 'MetadataRequest', topics, allowAutoTopicCreation: false } },
    'MetadataResponse',
  )
  const replicas = new Map<TopicPartition, Replicas>()
  for (const name of topics) {
    const topic = response.topics.find((each) => each.name === name && each.errorCode === 'NONE')
    if (topic === undefined && unknownTopic === 'fails') throw unknown(`Topic ${name} not found.`)
    for (const partition of topic?.partitions ?? [])
      replicas.set(topicPartition(name, partition.partition), partition.replicas)
  }
  return replicas
}

function unknown(message: string): JavaException {
  return executionException(new JavaException(classOfError('UnknownTopicOrPartitionException'), message))
}

/** Where replicas lie now; one whose broker does not answer may be anywhere. */
function logDirs(current: Plan, context: ToolContext): (name: TopicPartition, broker: number) => string {
  const asked = new Set([...current.values()].flat())
  const brokers = describeCluster(context).brokers.map(({ id }) => id)
  const found = describeReplicaLogDirs(
    brokers.filter((id) => asked.has(id)),
    context,
  )
  return (name, broker) => found.get(`${name}-${broker}`)?.current ?? 'any'
}

function generate(options: ParsedOptions, context: ToolContext): void {
  const brokerIds = readBrokerList(options.value('broker-list') ?? '')
  const repeated = brokerIds.filter((id, index) => brokerIds.indexOf(id) !== index)
  if (repeated.length > 0)
    throw commandFailed(
      context.profile,
      `Broker list contains duplicate entries: [${[...new Set(repeated)].join(', ')}]`,
    )
  const topics = readTopics(fileOf(options, 'topics-to-move-json-file', context), context.profile)
  const current = replicasOf(topics, context)
  const logDirOf = logDirs(current, context)
  const brokers = brokersToUse(brokerIds, !options.has('disable-rack-aware'), context)
  const proposed = new Map<TopicPartition, Replicas>()
  for (const topic of topics) {
    const names = [...current.keys()].filter((name) => splitTopicPartition(name).topic === topic)
    const replicationFactor = current.get(names[0] ?? '')?.length ?? 1
    const wanted = { numPartitions: names.length, replicationFactor, firstPartition: 0 }
    const placement = placeReplicas(context.profile.rules.controller, brokers, wanted, (bound) =>
      context.randomInt(bound),
    )
    if (placement.kind === 'refused')
      throw new JavaException(classOfError('InvalidReplicationFactorException'), placement.message, {
        hasFrames: false,
      })
    names.forEach((name, index) => {
      proposed.set(name, placement.assignments[index] ?? [])
    })
  }
  context.print(`Current partition replica assignment\n${planJson(current, logDirOf)}\n\n`)
  context.print(`Proposed partition reassignment configuration\n${planJson(proposed, () => 'any')}\n`)
}

function readBrokerList(text: string): number[] {
  return javaSplit(text, ',').map((part) => {
    if (!/^[+-]?\d{1,9}$/.test(part))
      throw new JavaException('java.lang.NumberFormatException', `For input string: "${part}"`)
    return Number(part)
  })
}

/** Those of the list that the cluster has now; one that is dead, or that nobody knows, is passed over. */
function brokersToUse(ids: readonly number[], rackAware: boolean, context: ToolContext) {
  const brokers = describeCluster(context)
    .brokers.filter(({ id }) => ids.includes(id))
    .map(({ id, rack }) => ({ id, rack: rackAware ? rack : null, fenced: false }))
  const rackless = brokers.filter(({ rack }) => rack === null).length
  if (rackAware && rackless !== 0 && rackless !== brokers.length)
    throw operationFailed(
      context.profile,
      'Not all brokers have rack information. Add --disable-rack-aware in command line to make replica assignment without rack information.',
    )
  return brokers
}

function execute(plan: Plan, moves: readonly LogDirMove[], options: ParsedOptions, context: ToolContext): void {
  const moving = running(context)
  if (!options.has('additional') && moving.length > 0) throw new Terse(EXISTING)
  const known = new Set(describeCluster(context).brokers.map((broker) => broker.id))
  const stranger = [...plan.values()].flat().find((broker) => !known.has(broker))
  if (stranger !== undefined) throw commandFailed(context.profile, `Unknown broker id ${stranger}`)
  const all = replicasOf(topicsOf(plan), context)
  const current = new Map<TopicPartition, Replicas>()
  for (const name of plan.keys()) {
    const replicas = all.get(name)
    if (replicas === undefined) throw unknown(`Unable to find partition: ${shownPartition(name)}`)
    current.set(name, replicas)
  }
  context.print(`Current partition replica assignment\n\n${planJson(current, logDirs(current, context))}\n\n`)
  context.print('Save this to use as the --reassignment-json-file option during rollback\n')
  const throttle = options.integer('throttle') ?? -1
  const logDirThrottle = options.integer('replica-alter-log-dirs-throttle') ?? -1
  if (throttle >= 0 || logDirThrottle >= 0)
    context.print(
      'Warning: You must run --verify periodically, until the reassignment completes, to ensure the throttle is removed.\n',
    )
  if (throttle >= 0) {
    setThrottles(movesOf(plan, current, moving), throttle, context)
    context.print(`The inter-broker throttle limit was set to ${throttle} B/s\n`)
  }
  if (logDirThrottle >= 0) {
    setLogDirThrottle(
      moves.map(({ broker }) => broker),
      logDirThrottle,
      context,
    )
    context.print(`The replica-alter-dir throttle limit was set to ${logDirThrottle} B/s\n`)
  }
  const failed = alter(
    [...plan].map(([name, replicas]) => ({ topicPartition: name, replicas })),
    context,
    !options.has('disallow-replication-factor-change'),
  )
  if (failed.length > 0) throw new Terse(`Error reassigning partition(s):\n${failed.join('\n')}`)
  context.print(
    `Successfully started partition reassignment${plan.size === 1 ? '' : 's'} for ${sorted(plan).join(',')}\n`,
  )
  if (moves.length > 0) executeLogDirMoves(moves, timeoutOf(options), context)
}

function timeoutOf(options: ParsedOptions): number {
  return options.integer('timeout') ?? 10_000
}

function sorted(plan: Plan): TopicPartition[] {
  return [...plan.keys()].sort(byTopicThenPartition)
}

/** Lines about the partitions that were refused. */
function alter(
  partitions: readonly { readonly topicPartition: TopicPartition; readonly replicas: Replicas | null }[],
  context: ToolContext,
  allowReplicationFactorChange = true,
): string[] {
  const response = context.call(
    {
      name: 'alterPartitionReassignments',
      request: { type: 'AlterPartitionReassignmentsRequest', allowReplicationFactorChange, partitions },
    },
    'AlterPartitionReassignmentsResponse',
  )
  return response.partitions
    .filter((row) => row.errorCode !== 'NONE')
    .map((row) => `${row.topicPartition}: ${row.errorMessage ?? context.profile.errors[row.errorCode].message}`)
}

function verify(plan: Plan, moves: readonly LogDirMove[], options: ParsedOptions, context: ToolContext): void {
  const moving = new Set(running(context).map((row) => row.topicPartition))
  const idle = new Map([...plan].filter(([name]) => !moving.has(name)))
  const current =
    idle.size === 0 ? new Map<TopicPartition, Replicas>() : replicasOf(topicsOf(idle), context, 'has none')
  checkIndexes(idle, current)
  context.print('Status of partition reassignment:\n')
  for (const name of sorted(plan)) context.print(`${statusOf(name, plan.get(name) ?? [], current.get(name), moving)}\n`)
  const isMoving = verifyLogDirMoves(moves, context)
  // Reassignments that the plan does not name keep the throttles too.
  if (moving.size === 0 && !isMoving && !options.has('preserve-throttles')) clearThrottles(plan, context)
}

/** The tool takes the partition out of the list of its topic's, where the list is not too short: it looks for one less. */
function checkIndexes(plan: Plan, current: ReadonlyMap<TopicPartition, Replicas>): void {
  for (const name of sorted(plan)) {
    const { topic, partition } = splitTopicPartition(name)
    const length = [...current.keys()].filter((each) => splitTopicPartition(each).topic === topic).length
    if (length > 0 && (partition < 0 || partition === length))
      throw new JavaException(
        'java.lang.IndexOutOfBoundsException',
        `Index ${partition} out of bounds for length ${length}`,
      )
  }
}

function statusOf(
  name: TopicPartition,
  target: Replicas,
  current: Replicas | undefined,
  moving: ReadonlySet<TopicPartition>,
): string {
  if (moving.has(name)) return `Reassignment of partition ${name} is still in progress.`
  if (current?.join() === target.join()) return `Reassignment of partition ${name} is completed.`
  return `There is no active reassignment of partition ${name}, but replica set is ${(current ?? []).join(',')} rather than ${target.join(',')}.`
}

/** What the client looks at before it asks about reassignments. */
function checkAskable({ topic, partition }: { readonly topic: string; readonly partition: number }): void {
  if (topic === '') throw executionException(unrepresentableTopic())
  if (partition >= 0) return
  const message = `The given partition index ${partition} is not valid.`
  throw executionException(new JavaException(classOfError('InvalidTopicException'), message))
}

function cancel(plan: Plan, moves: readonly LogDirMove[], options: ParsedOptions, context: ToolContext): void {
  for (const name of sorted(plan)) checkAskable(splitTopicPartition(name))
  const moving = new Set(running(context).map((row) => row.topicPartition))
  const active = sorted(plan).filter((name) => moving.has(name))
  if (active.length === 0) context.print('None of the specified partition reassignments are active.\n')
  else {
    const failed = alter(
      active.map((name) => ({ topicPartition: name, replicas: null })),
      context,
    )
    if (failed.length > 0)
      throw new Terse(
        `Error cancelling partition reassignment${failed.length === 1 ? '' : 's'} for:\n${failed.join('\n')}`,
      )
    context.print(
      `Successfully cancelled partition reassignment${active.length === 1 ? '' : 's'} for: ${active.join(',')}\n`,
    )
  }
  cancelLogDirMoves(moves, timeoutOf(options), context)
  if (!options.has('preserve-throttles')) clearThrottles(plan, context)
}
