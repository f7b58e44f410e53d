/** Counterpart in Kafka: org.apache.kafka.tools.VerifiableProducer. */

import {
  closeProducer,
  createProducerClient,
  type ProducerClient,
  type ProducerEvent,
  sendRecord,
  takeProducerEvents,
} from '../../kafka/clients/producer/producer-client.ts'
import { encodeUtf8 } from '../../kafka/common/utf8.ts'
import { JavaException, thrownByClient } from '../java-errors.ts'
import { parseOrExit } from '../options/argparse-help.ts'
import { constructed } from '../own-voice.ts'
import { exitProcess, type ProcessContext, type Program } from '../program.ts'
import { atStart, type StartContext, writeClientLog } from './client-start.ts'
import { dumpAndExit } from './java-main.ts'
import { type NextSend, producerEvents } from './producer/producer-events.ts'
import { warnOfUnused } from './unused-settings.ts'
import { bootstrapOrThrow, configFile, printEvent, scopeOf } from './verifiable.ts'

interface VerifiableProducer {
  readonly producer: ProducerClient
  readonly topic: string
  /** Infinity-free: -1 is no limit. */
  readonly maxMessages: number
  readonly throughput: number
  /** Epoch milliseconds of the first record; -1: now. */
  readonly createTime: number
  readonly prefix: number | null
  readonly repeatingKeys: number | null
  readonly startedAtMs: number
  next: number
  acked: number
  readonly unanswered: Map<number, { readonly key: string | null; readonly value: string }>
  exitCode: number | null
}

/** Without a limit a JVM sends some ten thousand records a second. */
const BURST = 10
const BURST_US = 1000

export const kafkaVerifiableProducer: Program = {
  ...producerEvents<VerifiableProducer>(handleEvents, send),
  start(context) {
    const tool = atStart(context, (start) => prepare(context, start))
    if (tool === null) return
    context.process.state = tool
    printEvent(context, 'startup_complete')
    send(context, tool)
    handleEvents(context, tool)
  },
  onInput() {},
  onInterrupt(context) {
    const tool = context.process.state as VerifiableProducer
    leave(context, tool, 130)
    handleEvents(context, tool)
  },
}

function prepare(context: ProcessContext, start: StartContext): VerifiableProducer {
  const parsed = parseOrExit(start, { helpWithoutArguments: true, helpExitCode: 1 })
  try {
    const config = configFile(parsed, '--producer.config', start)
    config.set('acks', parsed.value('--acks') ?? '-1')
    config.set('retries', '0')
    const clientId = config.get('client.id') ?? 'producer-1'
    const made = createProducerClient(
      {
        clientId,
        profile: context.profile.name,
        config: Object.fromEntries(config),
        bootstrap: bootstrapOrThrow(parsed, 'producer', Object.fromEntries(config), start),
        timerScope: scopeOf(context.process),
      },
      context.node,
    )
    const producer = constructed(made, 'producer', Object.fromEntries(config), start)
    warnOfUnused('producer', Object.fromEntries(config), start)
    return {
      producer,
      topic: parsed.value('--topic') ?? '',
      maxMessages: parsed.integer('--max-messages') ?? -1,
      throughput: parsed.integer('--throughput') ?? -1,
      createTime: parsed.integer('--message-create-time') ?? -1,
      prefix: parsed.integer('--value-prefix'),
      repeatingKeys: parsed.integer('--repeating-keys'),
      startedAtMs: context.node.wallClockMs,
      next: 0,
      acked: 0,
      unanswered: new Map(),
      exitCode: null,
    }
  } catch (error) {
    if (error instanceof JavaException) return dumpAndExit(error, start)
    throw error
  }
}

/** Until the throttle or the burst's end says stop; the next goes by timer. */
function send(context: ProcessContext, tool: VerifiableProducer): void {
  for (let sent = 0; sent < BURST && tool.exitCode === null; sent++) {
    // Java's main thread stands in `send()`.
    if (tool.producer.waiting.length > 0) return wait(context, BURST_US)
    if (tool.maxMessages >= 0 && tool.next >= tool.maxMessages) return leave(context, tool, 0)
    sendOne(context, tool)
    const pauseUs = throttleUs(context, tool)
    if (pauseUs > 0) return wait(context, pauseUs)
  }
  if (tool.exitCode === null) wait(context, BURST_US)
}

function wait({ node }: ProcessContext, delayUs: number): void {
  const timer: NextSend = { type: 'NextSend' }
  node.setTimer(delayUs, timer)
}

/** ThroughputThrottler: a second's share for each record sent too early. */
function throttleUs({ node }: ProcessContext, tool: VerifiableProducer): number {
  if (tool.throughput < 0) return 0
  if (tool.throughput === 0) return 3_600_000_000
  const elapsedMs = node.wallClockMs - tool.startedAtMs
  const tooFast = elapsedMs > 0 && ((tool.next - 1) * 1000) / elapsedMs > tool.throughput
  return tooFast || (elapsedMs === 0 && tool.next > 1) ? Math.ceil(1_000_000 / tool.throughput) : 0
}

function sendOne({ node }: ProcessContext, tool: VerifiableProducer): void {
  const index = tool.next++
  const key = tool.repeatingKeys === null ? null : String(index % Math.max(1, tool.repeatingKeys))
  const value = tool.prefix === null ? String(index) : `${tool.prefix}.${index}`
  const timestamp = tool.createTime === -1 ? null : tool.createTime + (node.wallClockMs - tool.startedAtMs)
  const record = {
    topic: tool.topic,
    partition: null,
    timestamp,
    key: key === null ? null : encodeUtf8(key),
    value,
    headers: [],
  }
  tool.unanswered.set(sendRecord(tool.producer, record, node), { key, value })
}

function handleEvents(context: ProcessContext, tool: VerifiableProducer): void {
  const events = takeProducerEvents(tool.producer)
  writeClientLog(context, events)
  for (const event of events) handleEvent(context, tool, event)
}

function handleEvent(context: ProcessContext, tool: VerifiableProducer, event: ProducerEvent): void {
  if (event.type === 'closed') return finish(context, tool)
  if (event.type === 'acknowledged') {
    for (const [index, sendId] of event.sendIds.entries()) {
      const sent = answered(tool, sendId)
      tool.acked++
      const offset = event.baseOffset === -1 ? -1 : event.baseOffset + index
      printEvent(context, 'producer_send_success', { ...sent, offset, topic: event.topic, partition: event.partition })
    }
  } else if (event.type === 'failed') {
    const { className, message } = thrownByClient(event.error)
    for (const sendId of event.sendIds) {
      const sent = answered(tool, sendId)
      printEvent(context, 'producer_send_error', {
        topic: tool.topic,
        ...sent,
        exception: `class ${className}`,
        message,
      })
    }
  }
}

function answered(tool: VerifiableProducer, sendId: number): { readonly key: string | null; readonly value: string } {
  const sent = tool.unanswered.get(sendId) ?? { key: null, value: '' }
  tool.unanswered.delete(sendId)
  return sent
}

function leave({ node }: ProcessContext, tool: VerifiableProducer, exitCode: number): void {
  if (tool.exitCode !== null) return
  tool.exitCode = exitCode
  closeProducer(tool.producer, Number.POSITIVE_INFINITY, node)
}

function finish(context: ProcessContext, tool: VerifiableProducer): void {
  printEvent(context, 'shutdown_complete')
  const elapsedMs = Math.max(1, context.node.wallClockMs - tool.startedAtMs)
  printEvent(context, 'tool_data', {
    sent: tool.next,
    acked: tool.acked,
    target_throughput: tool.throughput,
    avg_throughput: 1000 * (tool.acked / elapsedMs),
  })
  exitProcess(context.process, tool.exitCode ?? 0)
}
