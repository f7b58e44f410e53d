/** Counterpart in Kafka: org.apache.kafka.tools.VerifiableConsumer. */

import {
  type CommitOffset,
  type ConsumerClient,
  type ConsumerEvent,
  type ConsumerRecord,
  closeConsumer,
  commitSync,
  createConsumerClient,
  startPoll,
  subscribe,
} from '../../kafka/clients/consumer/consumer-client.ts'
import { madeClientId } from '../../kafka/clients/consumer/consumer-config.ts'
import { splitTopicPartition, type TopicPartition } from '../../kafka/common/topic-partition.ts'
import { decodeUtf8 } from '../../kafka/common/utf8.ts'
import { toolsOf } from '../../kafka/profile/tool-registry.ts'
import { illegalArgument, JavaException, stackTrace, thrownByClient } from '../java-errors.ts'
import { parseOrExit } from '../options/argparse-help.ts'
import { constructed } from '../own-voice.ts'
import { exitProcess, type ProcessContext, type Program, writeError } from '../program.ts'
import { logLine } from '../replayed-tool.ts'
import { atStart, type StartContext } from './client-start.ts'
import { consumerEvents, handleConsumerEvents } from './consumer/consumer-events.ts'
import { dumpAndExit, frameOfMain } from './java-main.ts'
import { warnOfUnused } from './unused-settings.ts'
import { bootstrapOrThrow, configFile, printEvent, scopeOf } from './verifiable.ts'

interface VerifiableConsumer {
  readonly consumer: ConsumerClient
  readonly topic: string
  /** -1: no limit. */
  readonly maxMessages: number
  readonly verbose: boolean
  readonly autoCommit: boolean
  consumed: number
  /** What the commit under way is about. */
  committing: readonly CommitOffset[]
  exitCode: number | null
  /** Ended by Ctrl-C: the request for it is printed before the rest. */
  interrupted: boolean
}

const FOR_EVER_MS = 1e12
const CLOSE_TIMEOUT_MS = 30_000

export const kafkaVerifiableConsumer: Program = {
  ...consumerEvents<VerifiableConsumer>(handleEvents),
  start(context) {
    const tool = atStart(context, (start) => prepare(context, start))
    if (tool === null) return
    context.process.state = tool
    printEvent(context, 'startup_complete')
    const refused = subscribe(tool.consumer, [tool.topic], context.node)
    if (refused === null) goOn(context, tool)
    else fail(context, tool, thrownByClient(refused))
    handleEvents(context, tool)
  },
  onInput() {},
  onInterrupt(context) {
    const tool = context.process.state as VerifiableConsumer
    if (tool.exitCode !== null) return
    tellShutdownRequested(context)
    tool.interrupted = true
    leave(context, tool, 130)
    handleEvents(context, tool)
  },
}

function groupProtocol(text: string): 'CLASSIC' | 'CONSUMER' {
  const name = text.toUpperCase()
  if (name === 'CLASSIC' || name === 'CONSUMER') return name
  throw illegalArgument(`No enum constant org.apache.kafka.clients.consumer.GroupProtocol.${name}`)
}

function prepare(context: ProcessContext, start: StartContext): VerifiableConsumer {
  const parsed = parseOrExit(start, { helpWithoutArguments: true, helpExitCode: 1 })
  try {
    const config = configFile(parsed, '--consumer.config', start)
    const groupId = parsed.value('--group-id') ?? ''
    const instanceId = parsed.value('--group-instance-id')
    config.set('group.id', groupId)
    const isClassic = groupProtocol(parsed.value('--group-protocol') ?? 'classic') === 'CLASSIC'
    if (!isClassic) config.set('group.protocol', 'consumer')
    config.set('enable.auto.commit', String(parsed.has('--enable-autocommit')))
    config.set('auto.offset.reset', parsed.value('--reset-policy') ?? 'earliest')
    if (isClassic) config.set('partition.assignment.strategy', parsed.value('--assignment-strategy') ?? '')
    if (instanceId !== null) config.set('group.instance.id', instanceId)
    const sessionTimeout = parsed.value('--session-timeout')
    if (sessionTimeout !== null && isClassic) config.set('session.timeout.ms', sessionTimeout)
    const made = createConsumerClient(
      {
        clientId: config.get('client.id') ?? madeClientId(groupId, instanceId ?? '1'),
        profile: context.profile.name,
        config: Object.fromEntries(config),
        bootstrap: bootstrapOrThrow(parsed, 'consumer', Object.fromEntries(config), start),
        timerScope: scopeOf(context.process),
      },
      context.node,
    )
    const consumer = constructed(made, 'consumer', Object.fromEntries(config), start)
    warnOfUnused('consumer', Object.fromEntries(config), start)
    return {
      consumer,
      topic: parsed.value('--topic') ?? '',
      maxMessages: parsed.integer('--max-messages') ?? -1,
      verbose: parsed.has('--verbose'),
      autoCommit: parsed.has('--enable-autocommit'),
      consumed: 0,
      committing: [],
      exitCode: null,
      interrupted: false,
    }
  } catch (error) {
    if (error instanceof JavaException) return dumpAndExit(error, start)
    throw error
  }
}

function goOn(context: ProcessContext, tool: VerifiableConsumer): void {
  if (tool.exitCode !== null) return
  if (isFinished(tool)) leave(context, tool, 0)
  else startPoll(tool.consumer, FOR_EVER_MS, context.node)
}

function isFinished(tool: VerifiableConsumer): boolean {
  return tool.maxMessages >= 0 && tool.consumed >= tool.maxMessages
}

function handleEvents(context: ProcessContext, tool: VerifiableConsumer): void {
  handleConsumerEvents(context, tool, handleEvent)
}

function handleEvent(context: ProcessContext, tool: VerifiableConsumer, event: ConsumerEvent): void {
  switch (event.type) {
    case 'assigned':
      return printEvent(context, 'partitions_assigned', { partitions: named(event.partitions) })
    case 'revoked':
    case 'lost':
      return printEvent(context, 'partitions_revoked', { partitions: named(event.partitions) })
    case 'polled':
      if (tool.exitCode !== null) return
      if (event.records.length > 0) return onRecords(context, tool, event.records)
      return goOn(context, tool)
    case 'completed':
      printCommit(context, tool, null)
      return goOn(context, tool)
    case 'callFailed':
      printCommit(context, tool, event.error.message)
      return goOn(context, tool)
    case 'pollFailed':
      if (tool.exitCode !== null) return
      return fail(context, tool, thrownByClient(event.error))
    case 'closed':
      return finish(context, tool)
    case 'logged':
      return
  }
}

function named(partitions: readonly TopicPartition[]): { readonly topic: string; readonly partition: number }[] {
  return partitions.map((each) => splitTopicPartition(each)).map(({ topic, partition }) => ({ topic, partition }))
}

/** The count is what the poll gave; summaries and commit stop at the limit. */
function onRecords(context: ProcessContext, tool: VerifiableConsumer, records: readonly ConsumerRecord[]): void {
  const byPartition = new Map<TopicPartition, ConsumerRecord[]>()
  for (const record of records) {
    const list = byPartition.get(record.topicPartition)
    if (list === undefined) byPartition.set(record.topicPartition, [record])
    else list.push(record)
  }
  const summaries: object[] = []
  const offsets: CommitOffset[] = []
  for (const [topicPartition, all] of byPartition) {
    const taken = tool.maxMessages < 0 ? all : all.slice(0, tool.maxMessages - tool.consumed)
    const [first, last] = [taken[0], taken[taken.length - 1]]
    if (first === undefined || last === undefined) continue
    const { topic, partition } = first
    summaries.push({ topic, partition, count: taken.length, minOffset: first.offset, maxOffset: last.offset })
    offsets.push({ topicPartition, offset: last.offset + 1, leaderEpoch: -1 })
    if (tool.verbose) for (const record of taken) printRecord(context, record)
    tool.consumed += taken.length
    if (isFinished(tool)) break
  }
  printEvent(context, 'records_consumed', { count: records.length, partitions: summaries })
  if (tool.autoCommit) return goOn(context, tool)
  tool.committing = offsets
  const call = commitSync(tool.consumer, offsets, context.node)
  if (typeof call !== 'number') fail(context, tool, thrownByClient(call))
}

function printRecord(context: ProcessContext, { record, topic, partition, offset }: ConsumerRecord): void {
  const text = (bytes: string | null) => (bytes === null ? null : decodeUtf8(bytes))
  printEvent(context, 'record_data', { key: text(record.key), value: text(record.value), topic, partition, offset })
}

function printCommit(context: ProcessContext, tool: VerifiableConsumer, error: string | null): void {
  const offsets = tool.committing.map(({ topicPartition, offset }) => ({
    ...splitTopicPartition(topicPartition),
    offset,
  }))
  printEvent(context, 'offsets_committed', { offsets, ...(error === null ? {} : { error }), success: error === null })
}

function fail(context: ProcessContext, tool: VerifiableConsumer, error: JavaException): void {
  const message = 'Error during processing, terminating consumer process: '
  writeError(
    context.process,
    logLine(context.node.wallClockMs, 'ERROR', message, context.facts.className) +
      stackTrace(error, frameOfMain(context)),
  )
  leave(context, tool, 0)
}

function leave({ node }: ProcessContext, tool: VerifiableConsumer, exitCode: number): void {
  if (tool.exitCode !== null) return
  tool.exitCode = exitCode
  closeConsumer(tool.consumer, CLOSE_TIMEOUT_MS, node)
}

function finish(context: ProcessContext, tool: VerifiableConsumer): void {
  printEvent(context, 'shutdown_complete')
  if (!tool.interrupted) tellShutdownRequested(context)
  exitProcess(context.process, tool.exitCode ?? 0)
}

function tellShutdownRequested(context: ProcessContext): void {
  if (toolsOf(context.profile.name).verifiableConsumer.tellsShutdownRequested) printEvent(context, 'shutdown_requested')
}
