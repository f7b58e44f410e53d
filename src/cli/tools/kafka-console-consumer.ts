/** Counterpart in Kafka: org.apache.kafka.tools.consumer.ConsoleConsumer. */

import {
  assign,
  type ConsumerClient,
  type ConsumerEvent,
  type ConsumerRecord,
  closeConsumer,
  createConsumerClient,
  seek,
  seekToBeginning,
  seekToEnd,
  startPoll,
  subscribe,
  subscribePattern,
} from '../../kafka/clients/consumer/consumer-client.ts'
import { classOfError } from '../../kafka/common/java-classes.ts'
import { topicPartition } from '../../kafka/common/topic-partition.ts'
import { toolsOf } from '../../kafka/profile/tool-registry.ts'
import { NOT_SIMULATED } from '../../kafka/profile/without-effect.ts'
import { illegalArgument, JavaException, stackTrace, thrownByClient } from '../java-errors.ts'
import { patternSyntax } from '../java-pattern.ts'
import { OptionError, optionException, type ParsedOptions } from '../options/jopt.ts'
import { constructed, inOwnVoice } from '../own-voice.ts'
import { exitProcess, type ProcessContext, type Program, writeError, writeOut } from '../program.ts'
import { Exited, logLine } from '../replayed-tool.ts'
import { compileExpression } from '../shell/regular-expression.ts'
import { atStart, bootstrapNodes, type StartContext } from './client-start.ts'
import { consumerEvents, handleConsumerEvents } from './consumer/consumer-events.ts'
import { type ConsoleConsumerOptions, parseConsumerOptions } from './consumer/consumer-options.ts'
import { formatRecord } from './consumer/message-formatter.ts'
import { dumpAndExit, frameOfMain, loggerOf } from './java-main.ts'
import { warnOfUnused } from './unused-settings.ts'

interface ConsoleConsumer {
  readonly options: ConsoleConsumerOptions
  readonly consumer: ConsumerClient
  /** -1: no limit. */
  readonly maxMessages: number
  messages: number
  /** When the wait for the next record began. */
  waitingSinceUs: number
  polling: boolean
  /** What the last poll brought, and how much of it is printed. */
  records: readonly ConsumerRecord[]
  printed: number
  /** Set once it is on its way out: the consumer closes, then the count is printed, then `failure`. */
  exitCode: number | null
  /** What is logged as unknown error after the count. */
  failure: string
}

/** A poll without limit: thirty years. */
const FOR_EVER_MS = 1e12
const CLOSE_TIMEOUT_MS = 30_000
const NO_RECORDS: readonly ConsumerRecord[] = Object.freeze([])

export const kafkaConsoleConsumer: Program = {
  ...consumerEvents<ConsoleConsumer>(goOn),
  goesOn: true,
  start(context) {
    const prepared = atStart(context, (start) => prepare(context, start))
    if (prepared === null) return
    context.process.state = prepared
    goOn(context, prepared)
  },
  onInput() {},
  onInterrupt(context) {
    const tool = context.process.state as ConsoleConsumer
    leave(context, tool, 130)
    goOn(context, tool)
  },
  onRoom: (context) => printNext(context, context.process.state as ConsoleConsumer),
  onBrokenPipe(context) {
    const tool = context.process.state as ConsoleConsumer | null
    if (tool === null || tool.exitCode !== null) return
    writeError(context.process, 'Unable to write to standard out, closing consumer.\n')
    leave(context, tool, 0)
    goOn(context, tool)
  },
}

function prepare(context: ProcessContext, start: StartContext): ConsoleConsumer {
  try {
    const { options, parsed } = parseConsumerOptions(start)
    return construct(options, parsed, context, start)
  } catch (error) {
    if (error instanceof Exited) throw error
    if (error instanceof OptionError) return dumpAndExit(optionException(error), start)
    if (error instanceof JavaException) return dumpAndExit(error, start)
    throw error
  }
}

function construct(
  options: ConsoleConsumerOptions,
  parsed: ParsedOptions,
  context: ProcessContext,
  start: StartContext,
): ConsoleConsumer {
  const bootstrap = bootstrapNodes(options.servers, 'consumer', options.config, start)
  if ('error' in bootstrap) return endWithUnknown(bootstrap.error, start)
  const scope = `${context.process.address}/${context.process.serial}`
  const made = createConsumerClient(
    {
      clientId: options.config['client.id'] ?? '',
      profile: context.profile.name,
      config: options.config,
      bootstrap,
      timerScope: scope,
    },
    context.node,
  )
  if ('error' in made && made.error.class !== NOT_SIMULATED) return endWithUnknown(thrownByClient(made.error), start)
  const consumer = constructed(made, 'consumer', options.config, start)
  warnOfUnused('consumer', options.config, start)
  begin({ options, parsed, consumer }, start, context)
  return {
    options,
    consumer,
    maxMessages: readMaxMessages(parsed, start),
    messages: 0,
    waitingSinceUs: context.node.nowUs,
    polling: false,
    records: NO_RECORDS,
    printed: 0,
    exitCode: null,
    failure: '',
  }
}

interface Beginning {
  readonly options: ConsoleConsumerOptions
  readonly parsed: ParsedOptions
  readonly consumer: ConsumerClient
}

/** Subscribes or assigns. A classic member is told of the new protocol; one with its own partitions is not. */
function begin({ options, parsed, consumer }: Beginning, start: StartContext, { node }: ProcessContext): void {
  const { topic, include, partition, offset } = options
  if (partition === null && (options.config['group.protocol'] ?? 'classic').toLowerCase() === 'classic')
    start.printError(toolsOf(start.profile.name).notices.classicProtocol)
  orEnd(() => parsed.value('topic'), start)
  if (include !== null) {
    const { source } = patternOf(
      orEnd(() => parsed.value(toolsOf(start.profile.name).consoleConsumer.pattern.option), start) ?? '',
      start,
    )
    const takesInternal = options.config['exclude.internal.topics'] === 'false'
    subscribePattern(consumer, { source, takesInternal }, node)
  }
  if (topic === null) return
  if (partition === null) {
    const refused = subscribe(consumer, [topic], node)
    return refused === null ? undefined : endWithUnknown(thrownByClient(refused), start)
  }
  const name = topicPartition(topic, partition)
  const refused = assign(consumer, [name], node)
  if (refused !== null) endWithUnknown(thrownByClient(refused), start)
  if (offset === 'earliest') seekToBeginning(consumer, [name], node)
  else if (offset === 'latest') seekToEnd(consumer, [name], node)
  else seek(consumer, name, offset)
}

/** Values that Kafka reads once there is a consumer: what is wrong with them ends the tool as anything unknown does. */
function orEnd<Value>(read: () => Value, start: StartContext): Value {
  try {
    return read()
  } catch (error) {
    if (!(error instanceof OptionError)) throw error
    return endWithUnknown(optionException(error), start)
  }
}

/** For whole names. */
function patternOf(include: string, start: StartContext): RegExp {
  if (include === '') endWithUnknown(illegalArgument('Topic pattern to subscribe to cannot be empty'), start)
  try {
    return compileExpression(`^(?:${include})$`)
  } catch {
    const wrong = patternSyntax(include)
    if (wrong !== null) endWithUnknown(wrong, start)
    start.printError(inOwnVoice(`cannot use the expression ${include}`))
    return start.exit(1)
  }
}

/** Read only now, so that a number that is none ends a consumer which has begun already. */
function readMaxMessages(parsed: ParsedOptions, start: StartContext): number {
  try {
    return parsed.integer('max-messages') ?? -1
  } catch (error) {
    if (!(error instanceof OptionError)) throw error
    start.printError('Processed a total of 0 messages\n')
    return endWithUnknown(optionException(error), start)
  }
}

function endWithUnknown(error: JavaException, start: StartContext): never {
  start.printError(unknownError(start, start.wallClockMs, error))
  return start.exit(1)
}

function unknownError(context: Pick<StartContext, 'facts'>, wallClockMs: number, error: JavaException): string {
  const line = logLine(wallClockMs, 'ERROR', 'Unknown error when running consumer: ', loggerOf(context))
  return line + stackTrace(error, frameOfMain(context))
}

function goOn(context: ProcessContext, tool: ConsoleConsumer): void {
  handleEvents(context, tool)
  while (tool.exitCode === null && !tool.polling && tool.records.length === 0) {
    if (tool.maxMessages !== -1 && tool.messages >= tool.maxMessages) leave(context, tool, 0)
    else poll(context, tool)
    handleEvents(context, tool)
  }
}

function poll(context: ProcessContext, tool: ConsoleConsumer): void {
  tool.polling = true
  startPoll(tool.consumer, tool.options.timeoutMs ?? FOR_EVER_MS, context.node)
}

function handleEvents(context: ProcessContext, tool: ConsoleConsumer): void {
  handleConsumerEvents(context, tool, handleEvent)
}

function handleEvent(context: ProcessContext, tool: ConsoleConsumer, event: ConsumerEvent): void {
  if (event.type === 'closed') return finish(context, tool)
  if (tool.exitCode !== null) return
  if (event.type === 'polled') {
    tool.polling = false
    if (event.records.length > 0) {
      tool.waitingSinceUs = context.node.nowUs
      tool.records = event.records
      tool.printed = 0
    }
    if (event.records.length === 0 && isOver(context, tool))
      terminate(context, tool, new JavaException(classOfError('TimeoutException'), null, { hasFrames: false }))
  } else if (event.type === 'pollFailed') {
    tool.polling = false
    terminate(context, tool, thrownByClient(event.error))
  }
}

function isOver({ node }: ProcessContext, tool: ConsoleConsumer): boolean {
  const { timeoutMs } = tool.options
  return timeoutMs !== null && node.nowUs - tool.waitingSinceUs >= timeoutMs * 1000
}

/** Every failure of a poll ends the tool with exit code 0, after a line in the log. */
function terminate(context: ProcessContext, tool: ConsoleConsumer, error: JavaException): void {
  const message = 'Error processing message, terminating consumer process: '
  writeError(
    context.process,
    logLine(context.node.wallClockMs, 'ERROR', message, loggerOf(context)) + stackTrace(error, frameOfMain(context)),
  )
  leave(context, tool, 0)
}

/** Steps made: one record at a time, so that a slow reader holds the tool back and a reader that is gone is noticed. */
function printNext(context: ProcessContext, tool: ConsoleConsumer): number {
  const record = tool.records[tool.printed]
  if (record === undefined || tool.exitCode !== null) return 0
  if (tool.maxMessages !== -1 && tool.messages >= tool.maxMessages) giveBackUnprinted(tool)
  else {
    tool.printed++
    tool.messages++
    try {
      writeOut(context.process, formatRecord(tool.options.formatter, record))
    } catch (error) {
      if (!(error instanceof JavaException)) throw error
      if (!skip(context, tool, error)) giveBackUnprinted(tool)
    }
  }
  if (tool.printed >= tool.records.length) {
    tool.records = NO_RECORDS
    tool.printed = 0
    goOn(context, tool)
  }
  return 1
}

/** `--skip-message-on-error`; otherwise the end, with the error after the count. */
function skip(context: ProcessContext, tool: ConsoleConsumer, error: JavaException): boolean {
  const now = context.node.wallClockMs
  if (tool.options.skipMessageOnError) {
    const line = logLine(now, 'ERROR', 'Error processing message, skipping this message: ', loggerOf(context))
    writeError(context.process, line + stackTrace(error, frameOfMain(context)))
    return true
  }
  tool.failure = unknownError(context, now, error)
  leave(context, tool, 1)
  return false
}

/** Fetched but not printed: sought back, so that the commit at the end is what was printed. */
function giveBackUnprinted(tool: ConsoleConsumer): void {
  const seen = new Set<string>()
  for (const record of tool.records.slice(tool.printed)) {
    if (!seen.has(record.topicPartition)) seek(tool.consumer, record.topicPartition, record.offset)
    seen.add(record.topicPartition)
  }
  tool.printed = tool.records.length
}

function leave(context: ProcessContext, tool: ConsoleConsumer, exitCode: number): void {
  if (tool.exitCode !== null) return
  tool.exitCode = exitCode
  giveBackUnprinted(tool)
  closeConsumer(tool.consumer, CLOSE_TIMEOUT_MS, context.node)
}

function finish(context: ProcessContext, tool: ConsoleConsumer): void {
  writeError(context.process, `Processed a total of ${tool.messages} messages\n${tool.failure}`)
  if (tool.options.tellsShutdown) writeOut(context.process, 'shutdown_complete\n')
  exitProcess(context.process, tool.exitCode ?? 0)
}
