/** Counterpart in Kafka: org.apache.kafka.tools.ConsumerPerformance (2.5: kafka.tools.ConsumerPerformance). */

import {
  type ConsumerClient,
  type ConsumerEvent,
  type ConsumerRecord,
  closeConsumer,
  createConsumerClient,
  startPoll,
  subscribe,
  subscribePattern,
} from '../../kafka/clients/consumer/consumer-client.ts'
import { madeClientId } from '../../kafka/clients/consumer/consumer-config.ts'
import { toolsOf } from '../../kafka/profile/tool-registry.ts'
import { type JavaException, stackTrace, thrownByClient } from '../java-errors.ts'
import type { ParsedOptions } from '../options/jopt.ts'
import { constructed } from '../own-voice.ts'
import { exitProcess, type ProcessContext, type Program, writeError, writeOut } from '../program.ts'
import { asJavaException } from './admin-connection.ts'
import { atStart, bootstrapNodes, type StartContext } from './client-start.ts'
import { consumerEvents, handleConsumerEvents } from './consumer/consumer-events.ts'
import { dumpAndExit, frameOfMain, isScala } from './java-main.ts'
import { limitsOf, type PerfLimits, perfSettings, printHeader } from './perf/consumer-perf-options.ts'
import { addRead, consumedLine, createReadStats, noteAssigned, noteRevoked, type ReadStats } from './perf/read-stats.ts'
import { warnOfUnused } from './unused-settings.ts'
import { scopeOf } from './verifiable.ts'

interface ConsumerPerfTest {
  readonly consumer: ConsumerClient
  readonly limits: PerfLimits
  readonly stats: ReadStats
  /** By the wall clock. */
  readonly startedAtMs: number
  lastConsumedUs: number
  /** Set once it is on its way out: the consumer closes, then this is printed. */
  ending: { readonly out: string; readonly error: string; readonly exitCode: number } | null
}

/** The pause of its loop. */
const POLL_MS = 100
/** It sets them by itself. */
const OWN = Object.freeze({ 'check.crcs': 'false', 'receive.buffer.bytes': '2097152' })
const CLOSE_TIMEOUT_MS = 30_000

export const kafkaConsumerPerfTest: Program = {
  ...consumerEvents<ConsumerPerfTest>(handleEvents),
  start(context) {
    const tool = atStart(context, (start) => prepare(context, start))
    if (tool === null) return
    context.process.state = tool
    goOn(context, tool)
    handleEvents(context, tool)
  },
  onInput() {},
  onInterrupt(context) {
    exitProcess(context.process, 130)
  },
}

function prepare(context: ProcessContext, start: StartContext): ConsumerPerfTest {
  const settings = perfSettings(start)
  try {
    // Scala's fields are read before anything is printed; in Java a wrong number shows when it is needed.
    const early = isScala(start.facts.className)
      ? { config: settings.config(), limits: limitsOf(settings.parsed, start) }
      : null
    printHeader(settings.parsed, start)
    const consumer = construct(early?.config ?? settings.config(), context, start)
    return {
      consumer,
      limits: early?.limits ?? limitsOf(settings.parsed, start),
      stats: createReadStats(context.node.wallClockMs, toolsOf(start.profile.name).consumerPerf.joinsSince),
      startedAtMs: context.node.wallClockMs,
      ...begun(consumer, settings.parsed, context),
    }
  } catch (error) {
    return die(asJavaException(error), start)
  }
}

function construct(config: ReadonlyMap<string, string>, context: ProcessContext, start: StartContext): ConsumerClient {
  const entries = Object.fromEntries(config)
  const bootstrap = bootstrapNodes(entries['bootstrap.servers'] ?? '', 'consumer', entries, start)
  if ('error' in bootstrap) throw bootstrap.error
  const made = createConsumerClient(
    {
      clientId: entries['client.id'] ?? madeClientId(entries['group.id'] ?? '', '1'),
      profile: context.profile.name,
      config: entries,
      bootstrap,
      timerScope: scopeOf(context.process),
    },
    context.node,
  )
  const consumer = constructed(made, 'consumer', entries, start, OWN)
  warnOfUnused('consumer', entries, start)
  return consumer
}

function begun(consumer: ConsumerClient, parsed: ParsedOptions, { node }: ProcessContext) {
  const topic = parsed.value('topic')
  if (topic === null) subscribePattern(consumer, { source: parsed.value('include') ?? '', takesInternal: false }, node)
  const refused = topic === null ? null : subscribe(consumer, [topic], node)
  if (refused !== null) throw thrownByClient(refused)
  return { lastConsumedUs: node.nowUs, ending: null }
}

function die(error: JavaException, start: StartContext): never {
  if (isScala(start.facts.className)) return dumpAndExit(error, start)
  start.printError(`${error.message}\n${stackTrace(error, frameOfMain(start))}\n`)
  return start.exit(1)
}

function goOn(context: ProcessContext, tool: ConsumerPerfTest): void {
  if (tool.ending !== null) return
  const waitedMs = (context.node.nowUs - tool.lastConsumedUs) / 1_000
  const isShort = tool.stats.records < tool.limits.records
  if (isShort && waitedMs <= tool.limits.timeoutMs) return startPoll(tool.consumer, POLL_MS, context.node)
  if (isShort) {
    const { counted } = toolsOf(context.profile.name).consumerPerf
    writeOut(
      context.process,
      `WARNING: Exiting before consuming the expected number of ${counted}: timeout (${tool.limits.timeoutMs} ms) exceeded. You can use the --timeout option to increase the timeout.\n`,
    )
  }
  leave(context, tool, { out: tool.limits.detailed ? '' : lastLine(context, tool), error: '', exitCode: 0 })
}

function lastLine({ node }: ProcessContext, { stats, startedAtMs: startMs, limits }: ConsumerPerfTest): string {
  return consumedLine(stats, limits.date, { startMs, endMs: node.wallClockMs })
}

function handleEvents(context: ProcessContext, tool: ConsumerPerfTest): void {
  handleConsumerEvents(context, tool, handleEvent)
}

function handleEvent(context: ProcessContext, tool: ConsumerPerfTest, event: ConsumerEvent): void {
  switch (event.type) {
    case 'assigned':
      return noteAssigned(tool.stats, event.partitions, context.node)
    case 'revoked':
    case 'lost':
      return noteRevoked(tool.stats, event.partitions, context.node)
    case 'polled':
      if (tool.ending !== null) return
      read(context, tool, event.records)
      return goOn(context, tool)
    case 'pollFailed':
      return fail(context, tool, thrownByClient(event.error))
    case 'closed':
      return finish(context, tool)
    default:
      return
  }
}

function read(context: ProcessContext, tool: ConsumerPerfTest, records: readonly ConsumerRecord[]): void {
  if (records.length > 0) tool.lastConsumedUs = context.node.nowUs
  const { detailed, intervalMs, date } = tool.limits
  for (const { record } of records) {
    const line = addRead(tool.stats, (record.key ?? '').length + (record.value ?? '').length, {
      nowMs: context.node.wallClockMs,
      intervalMs,
      date,
    })
    if (detailed && line !== null) writeOut(context.process, line)
  }
}

/** Scala's main catches nothing; Java's closes the consumer and tells it. */
function fail(context: ProcessContext, tool: ConsumerPerfTest, error: JavaException): void {
  if (tool.ending !== null) return
  const trace = stackTrace(error, frameOfMain(context))
  if (isScala(context.facts.className)) {
    writeError(context.process, `Exception in thread "main" ${trace}`)
    return exitProcess(context.process, 1)
  }
  leave(context, tool, { out: '', error: `${error.message}\n${trace}\n`, exitCode: 1 })
}

function leave(context: ProcessContext, tool: ConsumerPerfTest, ending: NonNullable<ConsumerPerfTest['ending']>): void {
  tool.ending = ending
  closeConsumer(tool.consumer, CLOSE_TIMEOUT_MS, context.node)
}

function finish({ process }: ProcessContext, { ending }: ConsumerPerfTest): void {
  if (ending === null) return
  writeOut(process, ending.out)
  writeError(process, ending.error)
  exitProcess(process, ending.exitCode)
}
