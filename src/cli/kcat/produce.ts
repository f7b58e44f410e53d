/**
 * `kcat -P`: counterpart of `producer_run`. Version 1.7.1 reads its input in blocks of 1024 bytes: what is typed into it
 * goes out when so much has come together, or at Ctrl-D.
 */
import {
  createProducerClient,
  type ProducerClient,
  type ProducerEvent,
  sendRecord,
  takeProducerEvents,
} from '../../kafka/clients/producer/producer-client.ts'
import type { ByteString } from '../../kafka/common/payload.ts'
import type { MetadataTopic } from '../../kafka/protocol/metadata.ts'
import { readFile, resolvePath, whyUnreadable } from '../files.ts'
import { inOwnVoice } from '../own-voice.ts'
import { exitProcess, type ProcessContext, writeError, writeOut } from '../program.ts'
import { bytesOfText, textOfBytes } from '../raw-text.ts'
import { clientErrorText } from './error-texts.ts'
import { KcatEnd } from './kcat-end.ts'
import type { KcatOptions } from './options.ts'
import { choosePartition, partitionerSettings, type StickyChoice } from './partitioners.ts'
import { producerSettings } from './properties.ts'
import { askForMetadata, clientSpec, fatal, inform, type KcatSession, takeMetadata } from './session.ts'

interface Message {
  readonly key: ByteString | null
  readonly value: ByteString | null
}

export interface ProducerWork {
  /** Read, and not divided into messages yet. */
  input: ByteString
  /** Nothing more is read. */
  inputEnded: boolean
  /** Waiting for metadata. */
  readonly waiting: Message[]
  /** Handed over to the client so far, those that wait included. */
  sent: number
  readonly unanswered: Set<number>
  failed: boolean
  /** Said once: that what is typed waits. */
  noticed: boolean
  /** Said once: that offsets could be reported. */
  hinted: boolean
  readonly sticky: StickyChoice
  /** As metadata had it first. */
  topic: { readonly count: number; readonly available: readonly number[] }
  /** When the topic was asked for first. */
  readonly sinceUs: number
  exitCode: number
}

const BLOCK = 1024
/** topic.metadata.propagation.max.ms: so long a topic may be unknown. */
const PROPAGATION_US = 30_000_000
const RETRY_US = 250_000

export function createProducerWork(sinceUs: number): ProducerWork {
  return {
    ...{ input: '', inputEnded: false, waiting: [], sent: 0, unanswered: new Set() },
    ...{ failed: false, noticed: false, hinted: false },
    ...{ sticky: { partition: -1, untilUs: 0 }, topic: { count: 0, available: [] }, sinceUs, exitCode: 0 },
  }
}

/** Files are read at once, each a message of its own, or with `-l` one by its lines. */
export function beginProducing(session: KcatSession, work: ProducerWork, context: ProcessContext): void {
  const { options } = session
  inform(session, 3, 'Setting producer input buffer max size to message.max.bytes value 1000000', context)
  askForMetadata(session, context)
  if (options.operands.length === 0) return readInput(session, work, context)
  work.inputEnded = true
  if (options.byLines) {
    const [path = ''] = options.operands
    const text = textOfFile(path, context)
    if (text === null) throw KcatEnd.fatal(`Cannot open ${path}: ${whyNot(path, context)}`)
    work.input = bytesOfText(text)
    divide(session, work, context)
  } else sendFiles(session, work, context)
}

function sendFiles(session: KcatSession, work: ProducerWork, context: ProcessContext): void {
  const { operands, fixedKey } = session.options
  let good = 0
  for (const path of operands) {
    const text = textOfFile(path, context)
    if (text === null) {
      inform(session, 1, `Failed to open ${path}: ${whyNot(path, context)}`, context)
      continue
    }
    good++
    if (text === '') inform(session, 3, `Skipping empty file ${path}`, context)
    else send(session, work, { key: fixedKey, value: bytesOfText(text) }, context)
  }
  if (good === 0) work.exitCode = 1
  else if (good < operands.length)
    inform(session, 1, `Failed to produce from ${operands.length - good}/${operands.length} files`, context)
}

function textOfFile(path: string, { disk, process }: ProcessContext): string | null {
  return readFile(disk, resolvePath(process.folder, path)) ?? null
}

function whyNot(path: string, { disk, process }: ProcessContext): string {
  return whyUnreadable(disk, resolvePath(process.folder, path))
}

/** Whole blocks, or what there is at the end of the input. */
export function readInput(session: KcatSession, work: ProducerWork, context: ProcessContext): void {
  const { process } = context
  if (work.inputEnded || session.options.operands.length > 0) return
  work.input += bytesOfText(process.stdin)
  process.stdin = ''
  if (process.stdinEnded) work.inputEnded = true
  else if (work.input.length < BLOCK) {
    if (work.input === '' || work.noticed || !process.tty) return
    work.noticed = true
    writeError(process, inOwnVoice('kcat reads blocks of 1024 bytes: what is typed goes out at Ctrl-D.'))
    return
  }
  divide(session, work, context)
}

function divide(session: KcatSession, work: ProducerWork, context: ProcessContext): void {
  const { delimiter, count, tee } = session.options
  while (count === -1 || work.sent < count) {
    const end = work.input.indexOf(delimiter)
    const isLast = end === -1
    if (isLast && (!work.inputEnded || work.input === '')) break
    const message = isLast ? work.input : work.input.slice(0, end)
    work.input = isLast ? '' : work.input.slice(end + delimiter.length)
    if (message === '') continue
    send(session, work, messageOf(session.options, message), context)
    if (tee) writeOut(context.process, textOfBytes(message))
  }
  if (count === -1 || work.sent < count) return
  work.inputEnded = true
  work.input = ''
}

function messageOf({ keyDelimiter, fixedKey, namesNull }: KcatOptions, message: ByteString): Message {
  const at = keyDelimiter === null ? -1 : message.indexOf(keyDelimiter)
  if (at === -1 || keyDelimiter === null) return { key: fixedKey, value: message }
  const key = message.slice(0, at)
  const value = message.slice(at + keyDelimiter.length)
  return { key: key === '' && namesNull ? fixedKey : key, value: value === '' && namesNull ? null : value }
}

function send(session: KcatSession, work: ProducerWork, message: Message, context: ProcessContext): void {
  const size = (message.key?.length ?? 0) + (message.value?.length ?? 0)
  if (size > Number(session.options.settings.get('message.max.bytes') ?? '1000000')) {
    const length = message.value?.length ?? 0
    return fatal(`Failed to produce message (${length} bytes): Broker: Message size too large`, context)
  }
  work.sent++
  work.waiting.push(message)
}

/** Metadata, or time for the next question. */
export function goOnProducing(session: KcatSession, work: ProducerWork, context: ProcessContext): void {
  if (context.process.exitCode !== null) return
  const response = takeMetadata(session)
  if (response !== null && response !== 'failed') {
    session.connections.brokers = response.brokers
    onTopic(session, work, response.topics[0], context)
  }
  const { producer } = session
  if (producer !== null) {
    handOver(session, work, producer, context)
    handleEvents(session, work, producer, context)
  }
  const isDone = work.inputEnded && work.waiting.length === 0 && work.unanswered.size === 0
  if (isDone) exitProcess(context.process, work.failed ? 1 : work.exitCode)
}

function onTopic(
  session: KcatSession,
  work: ProducerWork,
  topic: MetadataTopic | undefined,
  context: ProcessContext,
): void {
  if (topic !== undefined && topic.errorCode === 'NONE' && topic.partitions.length > 0) {
    const led = topic.partitions.filter(({ leaderId }) => leaderId >= 0)
    work.topic = { count: topic.partitions.length, available: led.map(({ partition }) => partition) }
    session.admin = null
    session.producer = createProducer(session, context)
    return
  }
  const isHopeless = topic?.errorCode === 'INVALID_TOPIC_EXCEPTION'
  const isOver = context.node.nowUs - work.sinceUs >= PROPAGATION_US
  if (!isHopeless && !isOver) {
    context.node.setTimer(RETRY_US, { type: 'ToolSleep' })
    return
  }
  const error = isHopeless ? 'Broker: Invalid topic' : 'Local: Unknown topic'
  for (const _ of work.waiting.splice(0)) failDelivery(session, work, error, context)
}

function createProducer(session: KcatSession, context: ProcessContext): ProducerClient | null {
  const config = producerSettings(session.options.settings)
  const made = createProducerClient(clientSpec(session, config, context), context.node)
  if (!('error' in made)) return made
  fatal(`Failed to create producer: ${clientErrorText(made.error)}`, context)
  return null
}

/** Partitions are chosen by kcat's own library, so that the records name them. */
function handOver(session: KcatSession, work: ProducerWork, producer: ProducerClient, context: ProcessContext): void {
  const { options } = session
  const name = options.topic ?? ''
  const chooser = partitionerSettings(options.settings)
  for (const message of work.waiting.splice(0)) {
    const known = producer.core.metadata.topics.get(name)
    const topic = known === undefined ? work.topic : { count: known.partitions.length, available: known.available }
    const partition =
      options.partition >= 0
        ? options.partition
        : choosePartition(chooser, message.key, topic, work.sticky, context.node)
    if (partition >= topic.count) failDelivery(session, work, 'Local: Unknown partition', context)
    else {
      const record = { topic: name, partition, timestamp: null, ...message, headers: options.headers }
      work.unanswered.add(sendRecord(producer, record, context.node))
    }
  }
}

function handleEvents(
  session: KcatSession,
  work: ProducerWork,
  producer: ProducerClient,
  context: ProcessContext,
): void {
  for (const event of takeProducerEvents(producer)) {
    if (event.type === 'acknowledged') onDelivered(session, work, event, context)
    if (event.type !== 'failed') continue
    for (const sendId of event.sendIds) {
      if (work.unanswered.delete(sendId)) failDelivery(session, work, clientErrorText(event.error), context)
    }
  }
}

function onDelivered(
  session: KcatSession,
  work: ProducerWork,
  event: Extract<ProducerEvent, { type: 'acknowledged' }>,
  context: ProcessContext,
): void {
  const { partition, baseOffset, sendIds, topic } = event
  const leader = session.producer?.core.metadata.topics.get(topic)?.partitions[partition]?.leaderId ?? -1
  sendIds.forEach((sendId, index) => {
    work.unanswered.delete(sendId)
    const offset = baseOffset === -1 ? 0 : baseOffset + index
    const where = `partition ${partition} (offset ${offset}) on broker ${leader}`
    inform(session, 3, `Message delivered to ${where}`, context)
    if (offset !== 0 || work.hinted) return
    work.hinted = true
    inform(session, 3, "Enable message offset reporting with '-X topic.produce.offset.report=true'", context)
  })
}

function failDelivery(session: KcatSession, work: ProducerWork, error: string, context: ProcessContext): void {
  work.failed = true
  inform(session, 1, `Delivery failed for message: ${error}`, context)
}

/** Ctrl-C: what was read and is not on its way is given up. The real one notices it only at its next block, or Ctrl-D. */
export function interruptProducing(session: KcatSession, work: ProducerWork, context: ProcessContext): void {
  const unread = work.input.split(session.options.delimiter).find((message) => message !== '')
  work.input = ''
  if (unread !== undefined && !work.inputEnded)
    return fatal(`Program terminated while producing message of ${unread.length} bytes`, context)
  if (work.inputEnded) return exitProcess(context.process, work.failed ? 1 : work.exitCode)
  work.inputEnded = true
  goOnProducing(session, work, context)
}
