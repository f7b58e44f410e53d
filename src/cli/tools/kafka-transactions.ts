/** Counterpart in Kafka: org.apache.kafka.tools.TransactionsCommand (KIP-664). */

import type { ErrorCode } from '../../kafka/common/errors.ts'
import { inTopicPartitionMapOrder } from '../../kafka/common/java-hash.ts'
import { refuseRegex } from '../../kafka/common/re2-syntax.ts'
import { splitTopicPartition, type TopicPartition, topicPartition } from '../../kafka/common/topic-partition.ts'
import type { DescribeTransactionsResponse } from '../../kafka/protocol/describe-transactions.ts'
import type { ListTransactionsRequest } from '../../kafka/protocol/list-transactions.ts'
import { brokerError, JavaException, stackTrace, thrownByAdmin } from '../java-errors.ts'
import type { ParsedArguments } from '../options/argparse.ts'
import { parseOrExit } from '../options/argparse-help.ts'
import { inOwnVoice } from '../own-voice.ts'
import { Exited, replayedTool, type ToolContext, ToolFailure } from '../replayed-tool.ts'
import { compileExpression } from '../shell/regular-expression.ts'
import { asFutureException, connectAdmin, propertiesOf } from './admin-connection.ts'
import { logByHandler } from './admin-log.ts'
import { describeCluster, listTopics, partitionsOf } from './cluster-calls.ts'
import { frameOfMain } from './java-main.ts'
import { abortSpec, abortTransaction, type Marker } from './transactions/abort-transaction.ts'
import { describeProducers, type Producer } from './transactions/describe-producers.ts'
import { printTable } from './transactions/table.ts'

export const kafkaTransactions = replayedTool((context) => {
  const parsed = parseOrExit(context, { helpWithoutArguments: true, helpExitCode: 1 })
  try {
    run(parsed, context)
  } catch (error) {
    if (error instanceof Exited) throw error
    const failure = asFutureException(error)
    context.printError(`Error while executing transactions command: ${stackTrace(failure, frameOfMain(context))}`)
    context.exit(1)
  }
})

interface Tool {
  readonly parsed: ParsedArguments
  readonly context: ToolContext
  readonly apiTimeoutMs: number
}

function run(parsed: ParsedArguments, context: ToolContext): void {
  const properties = propertiesOf(context, parsed.value('--command-config'))
  const { apiTimeoutMs } = connectAdmin(context, parsed.value('--bootstrap-server') ?? '', properties)
  const tool: Tool = { parsed, context, apiTimeoutMs }
  switch (parsed.command) {
    case 'list':
      return list(tool)
    case 'describe':
      return describe(tool)
    case 'describe-producers':
      return showProducers(tool)
    case 'abort':
      return abort(tool)
    case 'forceTerminateTransaction':
      return forceTerminate(tool)
    default:
      return findHanging(tool)
  }
}

/** TransactionsCommand.printErrorAndExit; with a cause its message stands behind. */
function giveUp({ context }: Tool, message: string, cause?: JavaException): never {
  const why = cause === undefined ? '' : `: ${cause.message}${MORE}`
  context.printError(`${message}${why}\n`)
  return context.exit(1)
}

/** What is asked for, or the tool ends with what its future throws. */
function orGiveUp<Value>(tool: Tool, message: string, ask: () => Value): Value {
  try {
    return ask()
  } catch (error) {
    if (error instanceof JavaException) return giveUp(tool, message, error)
    if (error instanceof ToolFailure) return giveUp(tool, message, thrownByAdmin(error.error))
    throw error
  }
}

interface Listed {
  readonly transactionalId: string
  readonly coordinator: number
  readonly producerId: number
  readonly state: string
}

function list(tool: Tool): void {
  const duration = tool.parsed.integer('--duration-filter')
  const pattern = tool.parsed.value('--transactional-id-pattern')
  if (pattern !== null) refusePattern(tool, pattern)
  const listed = orGiveUp(tool, 'Failed to list transactions', () =>
    listEverywhere(tool.context, { durationFilterMs: duration ?? -1, transactionalIdPattern: pattern }),
  )
  const headers = ['TransactionalId', 'Coordinator', 'ProducerId', 'TransactionState']
  const rows = listed.map(({ transactionalId, coordinator, producerId, state }) => [
    transactionalId,
    String(coordinator),
    String(producerId),
    state,
  ])
  printTable(headers, rows, tool.context)
}

/** Of an expression that is none the first broker says so; one that is, and cannot be used here, is answered aloud. */
function refusePattern({ context }: Tool, pattern: string): void {
  if (refuseRegex(pattern) !== null) return
  try {
    compileExpression(pattern)
  } catch {
    context.printError(inOwnVoice(`cannot use the expression ${pattern}`))
    context.exit(1)
  }
}

const MORE = '. Enable debug logging for additional detail.'

type Filters = Partial<
  Pick<ListTransactionsRequest, 'durationFilterMs' | 'transactionalIdPattern' | 'producerIdFilters'>
>

/** Every broker is asked for the transactions that it coordinates. */
function listEverywhere(context: ToolContext, filters: Filters): Listed[] {
  const { brokers } = describeCluster(context, false, 'listTransactions')
  const rest = { stateFilters: [], producerIdFilters: [], durationFilterMs: -1, transactionalIdPattern: null }
  return brokers.flatMap(({ id }) => {
    const response = context.call(
      {
        name: 'listTransactions',
        target: { kind: 'broker', brokerId: id },
        request: { type: 'ListTransactionsRequest', ...rest, ...filters },
      },
      'ListTransactionsResponse',
    )
    if (response.errorCode !== 'NONE') throw notListed(id, response.errorCode, context)
    return response.transactions.map((each) => ({ ...each, coordinator: id }))
  })
}

/** ListTransactionsHandler. */
function notListed(brokerId: number, code: ErrorCode, context: ToolContext): JavaException {
  const what = 'The `ListTransactions` request'
  const line = `${what} sent to broker ${brokerId} failed because of an unexpected error ${code}`
  logByHandler('ListTransactionsHandler', line, context)
  const message = `ListTransactions request sent to broker ${brokerId} failed with an unexpected exception`
  return brokerError(context.profile, code, message)
}

type Described = DescribeTransactionsResponse['transactions'][number]

function describeTransaction(transactionalId: string, context: ToolContext): Described {
  const { transactions } = context.call(
    {
      name: 'describeTransactions',
      target: { kind: 'coordinator', keyType: 'transaction', key: transactionalId },
      request: { type: 'DescribeTransactionsRequest', transactionalIds: [transactionalId] },
    },
    'DescribeTransactionsResponse',
  )
  const found = transactions[0]
  const code = found?.errorCode ?? 'TRANSACTIONAL_ID_NOT_FOUND'
  if (found !== undefined && code === 'NONE') return found
  const message = `DescribeTransactions request for transactionalId \`${transactionalId}\` failed because the ID could not be found`
  throw brokerError(context.profile, code, code === 'TRANSACTIONAL_ID_NOT_FOUND' ? message : null)
}

function describe(tool: Tool): void {
  const { context, parsed } = tool
  const transactionalId = parsed.value('--transactional-id') ?? ''
  const found = orGiveUp(tool, `Failed to describe transaction state of transactional-id \`${transactionalId}\``, () =>
    describeTransaction(transactionalId, context),
  )
  const coordinator = context.call(
    {
      name: 'findCoordinator',
      request: { type: 'FindCoordinatorRequest', keyType: 'transaction', keys: [transactionalId] },
    },
    'FindCoordinatorResponse',
  ).coordinators[0]
  const begun = found.startTimeMs >= 0
  const headers = [
    'CoordinatorId',
    'TransactionalId',
    'ProducerId',
    'ProducerEpoch',
    'TransactionState',
    'TransactionTimeoutMs',
    'CurrentTransactionStartTimeMs',
    'TransactionDurationMs',
    'TopicPartitions',
  ]
  const row = [
    String(coordinator?.nodeId ?? -1),
    transactionalId,
    String(found.producerId),
    String(found.producerEpoch),
    found.state,
    String(found.timeoutMs),
    begun ? String(found.startTimeMs) : 'None',
    begun ? String(context.wallClockMs - found.startTimeMs) : 'None',
    inTopicPartitionMapOrder(found.topicPartitions).join(','),
  ]
  printTable(headers, [row], context)
}

function partitionOf({ parsed }: Tool): TopicPartition {
  return topicPartition(parsed.value('--topic') ?? '', parsed.integer('--partition') ?? 0)
}

function showProducers(tool: Tool): void {
  const { context, parsed, apiTimeoutMs } = tool
  const name = partitionOf(tool)
  const brokerId = parsed.integer('--broker-id')
  const where = brokerId === null ? 'leader' : `broker ${brokerId}`
  const producers = orGiveUp(tool, `Failed to describe producers for partition ${name} on ${where}`, () =>
    describeProducers(name, brokerId, apiTimeoutMs, context),
  )
  const headers = [
    'ProducerId',
    'ProducerEpoch',
    'LatestCoordinatorEpoch',
    'LastSequence',
    'LastTimestamp',
    'CurrentTransactionStartOffset',
  ]
  const rows = producers.map((producer) => [
    String(producer.producerId),
    String(producer.producerEpoch),
    String(producer.coordinatorEpoch),
    String(producer.lastSequence),
    String(producer.lastTimestamp),
    producer.currentTransactionStartOffset < 0 ? 'None' : String(producer.currentTransactionStartOffset),
  ])
  printTable(headers, rows, context)
}

function abort(tool: Tool): void {
  const { context, parsed, apiTimeoutMs } = tool
  const name = partitionOf(tool)
  const startOffset = parsed.integer('--start-offset')
  const producerId = parsed.integer('--producer-id')
  if (startOffset === null && producerId === null)
    return giveUp(
      tool,
      'The transaction to abort must be identified either with --start-offset (for brokers on 3.0 or above) or with --producer-id, --producer-epoch, and --coordinator-epoch (for older brokers)',
    )
  const marker = startOffset === null ? markerGiven(tool, producerId ?? -1) : markerFor(tool, name, startOffset)
  orGiveUp(tool, `Failed to abort transaction ${abortSpec(name, marker)}`, () =>
    abortTransaction(name, marker, apiTimeoutMs, context),
  )
}

function markerGiven(tool: Tool, producerId: number): Marker {
  const producerEpoch = tool.parsed.integer('--producer-epoch')
  if (producerEpoch === null) return giveUp(tool, 'Missing required argument --producer-epoch')
  const coordinatorEpoch = tool.parsed.integer('--coordinator-epoch')
  if (coordinatorEpoch === null) return giveUp(tool, 'Missing required argument --coordinator-epoch')
  return { producerId, producerEpoch, coordinatorEpoch: Math.max(0, coordinatorEpoch) }
}

function markerFor(tool: Tool, name: TopicPartition, startOffset: number): Marker {
  const producers = orGiveUp(tool, `Failed to validate producer state for partition ${name}`, () =>
    describeProducers(name, null, tool.apiTimeoutMs, tool.context),
  )
  const found = producers.find(({ currentTransactionStartOffset: start }) => start >= 0 && start === startOffset)
  if (found === undefined)
    return giveUp(tool, `Could not find any open transactions starting at offset ${startOffset} on partition ${name}`)
  return { ...found, coordinatorEpoch: Math.max(0, found.coordinatorEpoch) }
}

/** Admin.forceTerminateTransaction: a producer that fences whoever has the id, and does nothing else (KIP-939). */
function forceTerminate(tool: Tool): void {
  const { context, parsed } = tool
  const transactionalId = parsed.value('--transactionalId') ?? ''
  const fence = () =>
    context.call(
      {
        name: 'fenceProducer',
        target: { kind: 'coordinator', keyType: 'transaction', key: transactionalId },
        request: {
          type: 'InitProducerIdRequest',
          transactionalId,
          transactionTimeoutMs: REQUEST_TIMEOUT_MS,
          producerId: -1,
          producerEpoch: -1,
        },
      },
      'InitProducerIdResponse',
    ).errorCode
  orGiveUp(tool, `Failed to force terminate transactionalId \`${transactionalId}\``, () => {
    for (;;) {
      const code = fence()
      if (code === 'NONE') return
      if (code !== 'CONCURRENT_TRANSACTIONS' && code !== 'COORDINATOR_LOAD_IN_PROGRESS')
        throw brokerError(context.profile, code, null)
      context.sleep(RETRY_MS)
    }
  })
}

/** request.timeout.ms of an admin client, which is also how long its transaction might take. */
const REQUEST_TIMEOUT_MS = 30_000
const RETRY_MS = 100

interface Open extends Producer {
  readonly topicPartition: TopicPartition
}

/** Transactions that no coordinator will end: open for too long, and in nobody's list of what is to be ended. */
function findHanging(tool: Tool): void {
  const { context, parsed } = tool
  const brokerId = parsed.integer('--broker-id')
  const topic = parsed.value('--topic')
  const partition = parsed.integer('--partition')
  if (topic === null && brokerId === null)
    return giveUp(
      tool,
      'The `find-hanging` command requires either --topic or --broker-id to limit the scope of the search',
    )
  if (partition !== null && topic === null)
    return giveUp(tool, 'The --partition argument requires --topic to be provided')
  const longestMs = (parsed.integer('--max-transaction-timeout') ?? 15) * 60_000
  const searched = partitionsToSearch(tool, topic, partition, brokerId)
  const where = brokerId === null ? 'Optional.empty' : `Optional[${brokerId}]`
  const failed = `Failed to describe producers for ${searched.length} partitions on broker ${where}`
  const open = searched.flatMap((topicPartition): Open[] =>
    orGiveUp(tool, failed, () => describeProducers(topicPartition, brokerId, tool.apiTimeoutMs, context))
      .filter(({ currentTransactionStartOffset: start }) => start >= 0)
      .filter(({ lastTimestamp }) => context.wallClockMs - lastTimestamp > longestMs)
      .map((producer) => ({ ...producer, topicPartition })),
  )
  printHanging(open.length === 0 ? [] : hangingOf(open, context), context)
}

function partitionsToSearch(
  tool: Tool,
  topic: string | null,
  partition: number | null,
  brokerId: number | null,
): TopicPartition[] {
  if (topic !== null && partition !== null) return [topicPartition(topic, partition)]
  const failed = topic === null ? 'Failed to list topics' : 'Failed to describe 1 topics'
  const known = orGiveUp(tool, failed, () => listTopics(tool.context))
  const searched = topic === null ? known : known.filter(({ name }) => name === topic)
  if (topic !== null && searched.length === 0)
    return giveUp(tool, failed, brokerError(tool.context.profile, 'UNKNOWN_TOPIC_OR_PARTITION', null))
  return searched.flatMap((known) => {
    const here = known.partitions.filter(({ replicas }) => brokerId === null || replicas.includes(brokerId))
    return partitionsOf({ ...known, partitions: here })
  })
}

function hangingOf(open: readonly Open[], context: ToolContext): Open[] {
  const producerIdFilters = [...new Set(open.map(({ producerId }) => producerId))]
  const listed = listEverywhere(context, { producerIdFilters })
  const described = new Map(
    listed.map(({ producerId, transactionalId }) => [producerId, describeTransaction(transactionalId, context)]),
  )
  return open.filter(
    ({ producerId, topicPartition: name }) => described.get(producerId)?.topicPartitions.includes(name) !== true,
  )
}

function printHanging(hanging: readonly Open[], context: ToolContext): void {
  const headers = [
    'Topic',
    'Partition',
    'ProducerId',
    'ProducerEpoch',
    'CoordinatorEpoch',
    'StartOffset',
    'LastTimestamp',
    'Duration(min)',
  ]
  const rows = hanging.map((each) => {
    const { topic, partition } = splitTopicPartition(each.topicPartition)
    const minutes = Math.floor((context.wallClockMs - each.lastTimestamp) / 60_000)
    const { producerId, producerEpoch, coordinatorEpoch, currentTransactionStartOffset, lastTimestamp } = each
    const numbers = [partition, producerId, producerEpoch, coordinatorEpoch, currentTransactionStartOffset]
    return [topic, ...numbers.map(String), String(lastTimestamp), String(minutes)]
  })
  printTable(headers, rows, context)
}
