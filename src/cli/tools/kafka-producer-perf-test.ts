/** Counterpart in Kafka: org.apache.kafka.tools.ProducerPerformance. */

import type { ClientError } from '../../kafka/clients/core/client-error.ts'
import {
  closeProducer,
  createProducerClient,
  type ProducerClient,
  sendRecord,
  takeProducerEvents,
} from '../../kafka/clients/producer/producer-client.ts'
import { encodeUtf8 } from '../../kafka/common/utf8.ts'
import { base64Url } from '../../kafka/controller/random-uuid.ts'
import { illegalArgument, JavaException, stackTrace, thrownByClient } from '../java-errors.ts'
import { javaSplit } from '../java-split.ts'
import type { ParsedArguments } from '../options/argparse.ts'
import { complain, parseOrExit } from '../options/argparse-help.ts'
import { constructed } from '../own-voice.ts'
import { exitProcess, type ProcessContext, type Program, writeError, writeOut } from '../program.ts'
import { readProperties } from './admin-connection.ts'
import { atStart, bootstrapNodes, parseKeyValues, type StartContext, writeClientLog } from './client-start.ts'
import { dumpAndExit, frameOfMain } from './java-main.ts'
import { addLatency, createPerfStats, finalLine, type PerfStats, windowLine } from './perf/perf-stats.ts'
import {
  beginIfNone,
  beginTransactions,
  commitInTime,
  commitWhatIsOpen,
  DEFAULT_TRANSACTION_MS,
  type PerfTransactions,
} from './perf/perf-transactions.ts'
import { type NextSend, producerEvents } from './producer/producer-events.ts'
import { scopeOf } from './verifiable.ts'

interface PerfTest {
  readonly producer: ProducerClient
  /** With a transactional.id. */
  readonly transactions: PerfTransactions | null
  readonly topic: string
  readonly payloads: readonly string[]
  /** Values count up instead. */
  readonly monotonic: boolean
  readonly numRecords: number
  /** Records a second; negative: no limit. */
  readonly throughput: number
  startedAtUs: number
  stats: PerfStats
  /** So many records are sent before those of the steady state. */
  readonly warmupRecords: number
  /** Of the records after the warmup; null before, and where there is none. */
  steady: { readonly stats: PerfStats; readonly fromSendId: number } | null
  readonly sentAtUs: Map<number, number>
  next: number
  /** Bytes of the last value handed over, for the throughput shown. */
  lastBytes: number
  exitCode: number | null
}

/** Without a limit: some 25,000 records a second, what one JVM sends on a laptop. */
const BURST = 25
const BURST_US = 1000

export const kafkaProducerPerfTest: Program = {
  ...producerEvents<PerfTest>(handleEvents, send),
  start(context) {
    const tool = atStart(context, (start) => prepare(context, start))
    if (tool === null) return
    context.process.state = tool
    send(context, tool)
  },
  onInput() {},
  onInterrupt(context) {
    exitProcess(context.process, 130)
  },
}

function prepare(context: ProcessContext, start: StartContext): PerfTest {
  const parsed = parseOrExit(start, { helpWithoutArguments: true, helpExitCode: 1 })
  check(parsed, start)
  try {
    const payloads = payloadsOf(parsed, start)
    const warmup = parsed.integer('--warmup-records') ?? 0
    if (warmup > 0)
      start.print(`Warmup first ${warmup} records. Steady state results will print after the complete test summary.\n`)
    const config = configOf(parsed, start)
    const bootstrap = bootstrapNodes(
      config.get('bootstrap.servers') ?? '',
      'producer',
      Object.fromEntries(config),
      start,
    )
    if ('error' in bootstrap) throw bootstrap.error
    // The tool names its client since it takes servers by an option of their own; before, the client named itself.
    const unnamed = `producer-${config.get('transactional.id') ?? 1}`
    const clientId = config.get('client.id') ?? (knows(start, '--bootstrap-server') ? 'perf-producer-client' : unnamed)
    const made = createProducerClient(
      {
        clientId,
        profile: context.profile.name,
        config: Object.fromEntries(config),
        bootstrap,
        timerScope: scopeOf(context.process),
      },
      context.node,
    )
    const producer = constructed(made, 'producer', Object.fromEntries(config), start)
    const durationMs = parsed.integer(DURATION) ?? DEFAULT_TRANSACTION_MS
    return {
      producer,
      transactions: producer.transactions === null ? null : beginTransactions(producer, durationMs, context.node),
      topic: parsed.value('--topic') ?? '',
      payloads,
      monotonic: parsed.has('--payload-monotonic'),
      numRecords: Number(parsed.value('--num-records')),
      throughput: Number(parsed.value('--throughput')),
      startedAtUs: context.node.nowUs,
      stats: createPerfStats(context.node.nowUs, (parsed.integer('--reporting-interval') ?? 5000) * 1000),
      warmupRecords: parsed.integer('--warmup-records') ?? 0,
      steady: null,
      sentAtUs: new Map(),
      next: 0,
      lastBytes: 0,
      exitCode: null,
    }
  } catch (error) {
    if (error instanceof JavaException) return dumpAndExit(error, start)
    throw error
  }
}

/** What a call of the producer throws nobody catches. */
function dieOf(context: ProcessContext, error: ClientError): void {
  const trace = stackTrace(thrownByClient(error), frameOfMain(context))
  writeError(context.process, `Exception in thread "main" ${trace}`)
  const tool = context.process.state as PerfTest
  tool.exitCode = 1
  exitProcess(context.process, 1)
}

/** Whether the version's tool has such an option. */
function knows({ facts: { parser } }: StartContext, flag: string): boolean {
  return parser?.arguments.some(({ flags }) => flags.includes(flag)) ?? false
}

/** Where there is always an id, what makes it one for transactions is that they last some time. */
function isByDuration({ facts: { parser } }: StartContext): boolean {
  return parser?.arguments.some(({ flags, defaultValue }) => flags.includes(ID) && defaultValue !== undefined) ?? false
}

const ID = '--transactional-id'
const DURATION = '--transaction-duration-ms'

function check(parsed: ParsedArguments, start: StartContext): void {
  if (!knows(start, '--bootstrap-server')) return checkSources(parsed, start)
  const numRecords = Number(parsed.value('--num-records'))
  for (const [one, other] of RENAMED) {
    if (parsed.has(one) && parsed.has(other)) complain(start, `${other} and ${one} cannot be specified together.`)
  }
  for (const option of ['--num-records', '--record-size', '--reporting-interval', DURATION]) {
    const number = parsed.integer(option)
    if (number !== null && number <= 0) complain(start, `${option} should be greater than zero.`)
  }
  if ((parsed.integer('--warmup-records') ?? 0) >= numRecords)
    complain(
      start,
      'The value for --warmup-records must be strictly fewer than the number of records in the test, --num-records.',
    )
  checkSources(parsed, start)
}

function checkSources(parsed: ParsedArguments, start: StartContext): void {
  const sources = [
    '--bootstrap-server',
    '--command-property',
    '--producer-props',
    '--producer.config',
    '--command-config',
  ]
  if (sources.some((source) => parsed.has(source))) return
  complain(
    start,
    knows(start, '--bootstrap-server')
      ? 'At least one of --bootstrap-server, --command-property, --producer-props, --producer.config or --command-config must be specified.'
      : 'Either --producer-props or --producer.config must be specified.',
  )
}

/** Old names, and those since 4.2 (KIP-1147). */
const RENAMED = [
  ['--producer-props', '--command-property'],
  ['--producer.config', '--command-config'],
] as const

function configOf(parsed: ParsedArguments, start: StartContext): Map<string, string> {
  for (const [old, current] of RENAMED) {
    if (parsed.has(old) && knows(start, current))
      start.print(
        `Option ${old} has been deprecated and will be removed in a future version. Use ${current} instead.\n`,
      )
  }
  const path = parsed.value('--command-config') ?? parsed.value('--producer.config')
  const config = path === null ? new Map<string, string>() : readProperties(start, path)
  const given = [...parsed.values('--producer-props'), ...parsed.values('--command-property')]
  // Of all tools this one alone minds a property without a value.
  const wrong = given.find((property) => javaSplit(property, '=').length !== 2)
  if (wrong !== undefined) throw illegalArgument(`Invalid property: ${wrong}`)
  for (const [key, value] of parseKeyValues(given)) config.set(key, value)
  const servers = parsed.value('--bootstrap-server')
  if (servers !== null) config.set('bootstrap.servers', servers)
  const transactionalId = isByDuration(start) && (parsed.integer(DURATION) ?? 0) <= 0 ? null : parsed.value(ID)
  if (transactionalId !== null) config.set('transactional.id', transactionalId)
  else if (parsed.has(DURATION) && !isByDuration(start) && !config.has('transactional.id'))
    config.set('transactional.id', `performance-producer-${base64Url(bytes(start))}`)
  return config
}

function bytes(start: StartContext): number[] {
  return Array.from({ length: 16 }, () => start.randomInt(256))
}

/** Values to send over and over: Kafka draws each anew, which nobody could tell from one that is drawn once. */
function payloadsOf(parsed: ParsedArguments, start: StartContext): string[] {
  const path = parsed.value('--payload-file')
  if (path === null) {
    const size = parsed.integer('--record-size') ?? 0
    return [Array.from({ length: size }, () => String.fromCharCode(65 + start.randomInt(26))).join('')]
  }
  start.print(`Reading payloads from: ${path.startsWith('/') ? path : `/tmp/kafka/${path}`.replace(/\/$/, '')}\n`)
  if (start.isFolder(path)) {
    // Java's Scanner takes what it cannot read for empty.
    start.print('Number of records read: 0\n')
    throw illegalArgument('No payload file, record size or payload-monotonic option provided.')
  }
  const text = start.readFile(path) ?? ''
  if (text === '')
    throw new JavaException('java.lang.IllegalArgumentException', 'File does not exist or empty file provided.')
  const delimiter = (parsed.value('--payload-delimiter') ?? '\\n').replaceAll('\\n', '\n')
  const records = text.split(delimiter).filter((record, index, all) => record !== '' || index < all.length - 1)
  start.print(`Number of records read: ${records.length}\n`)
  return records.map(encodeUtf8)
}

function send(context: ProcessContext, tool: PerfTest): void {
  const { node } = context
  for (let sent = 0; sent < BURST && tool.exitCode === null; sent++) {
    if (tool.producer.waiting.length > 0) return wait(context, BURST_US)
    // The call goes on in `handleEvents`.
    if (tool.transactions !== null && tool.transactions.calling !== null) return
    if (tool.next >= tool.numRecords) return finish(context, tool)
    const refused = tool.transactions === null ? null : beginIfNone(tool.transactions, tool.producer, node)
    if (refused !== null) return dieOf(context, refused)
    const index = tool.next++
    const value = tool.monotonic ? String(index) : (tool.payloads[index % tool.payloads.length] ?? '')
    tool.lastBytes = value.length
    const record = { topic: tool.topic, partition: null, timestamp: null, key: null, value, headers: [] }
    const sendId = sendRecord(tool.producer, record, node)
    tool.sentAtUs.set(sendId, node.nowUs)
    if (tool.warmupRecords > 0 && index === tool.warmupRecords)
      tool.steady = { stats: createPerfStats(node.nowUs, tool.stats.windowUs), fromSendId: sendId }
    const thrown = tool.transactions === null ? null : commitInTime(tool.transactions, tool.producer, node)
    if (thrown !== null) return dieOf(context, thrown)
    const pauseUs = throttleUs(tool, node.nowUs)
    if (pauseUs > 0) return wait(context, pauseUs)
  }
  wait(context, BURST_US)
}

function wait({ node }: ProcessContext, delayUs: number): void {
  const timer: NextSend = { type: 'NextSend' }
  node.setTimer(delayUs, timer)
}

/** How far it is ahead of its rate. */
function throttleUs(tool: PerfTest, nowUs: number): number {
  if (tool.throughput <= 0) return 0
  const dueUs = tool.startedAtUs + Math.floor((tool.next * 1_000_000) / tool.throughput)
  return Math.max(0, dueUs - nowUs)
}

/** KafkaProducer.close waits for every answer. */
function finish(context: ProcessContext, tool: PerfTest): void {
  const { node } = context
  if (tool.exitCode !== null) return
  const thrown = tool.transactions === null ? null : commitWhatIsOpen(tool.transactions, tool.producer, node)
  if (thrown !== null) return dieOf(context, thrown)
  if (tool.transactions !== null && tool.transactions.calling !== null) return
  tool.exitCode = 0
  closeProducer(tool.producer, Number.POSITIVE_INFINITY, node)
}

/** Of the steady state the first window is announced. */
function addSteady({ process, node }: ProcessContext, stats: PerfStats, latencyUs: number): void {
  const tool = process.state as PerfTest
  const isFirst = stats.count === stats.windowCount
  addLatency(stats, latencyUs, tool.lastBytes)
  const line = windowLine(stats, node.nowUs)
  if (line !== null) writeOut(process, `${isFirst ? 'In steady state.\n' : ''}${line}`)
}

function handleEvents(context: ProcessContext, tool: PerfTest): void {
  const { process, node } = context
  const events = takeProducerEvents(tool.producer)
  writeClientLog(context, events)
  for (const event of events) {
    if (tool.exitCode === 1) return
    if (event.type === 'returned') {
      if (tool.transactions === null) continue
      tool.transactions.calling = null
      if (event.error !== null) return dieOf(context, event.error)
      // The clock starts once transactions may begin.
      if (tool.next === 0) {
        tool.startedAtUs = node.nowUs
        tool.stats = createPerfStats(node.nowUs, tool.stats.windowUs)
      }
      send(context, tool)
    } else if (event.type === 'closed') {
      writeOut(process, finalLine(tool.stats, node.nowUs))
      if (tool.steady !== null) writeOut(process, finalLine(tool.steady.stats, node.nowUs, ' steady state'))
      exitProcess(process, tool.exitCode ?? 0)
    } else if (event.type === 'acknowledged') {
      for (const sendId of event.sendIds) {
        const latencyUs = node.nowUs - (tool.sentAtUs.get(sendId) ?? node.nowUs)
        tool.sentAtUs.delete(sendId)
        addLatency(tool.stats, latencyUs, tool.lastBytes)
        const line = windowLine(tool.stats, node.nowUs)
        if (line !== null && tool.steady === null) writeOut(process, line)
        if (tool.steady !== null && sendId >= tool.steady.fromSendId) addSteady(context, tool.steady.stats, latencyUs)
      }
    } else if (event.type === 'failed') {
      if (event.thrown) return dieOf(context, event.error)
      // Java prints the trace of each.
      for (const _ of event.sendIds) writeError(process, stackTrace(thrownByClient(event.error), frameOfMain(context)))
    }
  }
}
