/**
 * Counterpart in Kafka: org.apache.kafka.tools.ConsoleProducer. Reads a line, sends it, reads the next; where Java's
 * main thread would stand in `send()`, for metadata or memory, no further line is read.
 */

import {
  closeProducer,
  createProducerClient,
  type ProducerClient,
  type ProducerEvent,
  sendRecord,
  takeProducerEvents,
} from '../../kafka/clients/producer/producer-client.ts'
import { toolsOf } from '../../kafka/profile/tool-registry.ts'
import { executionException, JavaException, stackTrace, thrownByClient } from '../java-errors.ts'
import { addressOption } from '../options/checks.ts'
import { OptionError } from '../options/jopt.ts'
import { constructed } from '../own-voice.ts'
import { exitProcess, type ProcessContext, type Program, takeLine, writeError, writeOut } from '../program.ts'
import { decodedText } from '../raw-text.ts'
import { Exited, logLine } from '../replayed-tool.ts'
import { atStart, bootstrapNodes, type StartContext, writeClientLog } from './client-start.ts'
import { frameOfMain } from './java-main.ts'
import { createLineReader, type LineReader, readRecord } from './producer/line-reader.ts'
import { producerEvents } from './producer/producer-events.ts'
import { parseProducerOptions, producerConfig, readerProperties } from './producer/producer-options.ts'
import { warnOfUnused } from './unused-settings.ts'

interface ConsoleProducer {
  readonly producer: ProducerClient
  readonly reader: LineReader
  readonly sync: boolean
  lineNumber: number
  /** Records not acknowledged yet, as the error callback will describe them. */
  readonly unanswered: Map<number, { readonly key: string; readonly value: string }>
  /** `--sync`: the main thread waits for this record. */
  awaited: number | null
  /** It has asked for the line that it waits for. */
  prompted: boolean
  /** Set once it is on its way out: no more is read, the producer closes. */
  exitCode: number | null
}

const SENDER_FRAME = 'org.apache.kafka.clients.producer.internals.Sender.failBatch(Sender.java)'
const CLOSED = 'Cannot perform operation after producer has been closed'
const CALLBACK = 'org.apache.kafka.clients.producer.internals.ErrorLoggingCallback'

export const kafkaConsoleProducer: Program = {
  ...producerEvents<ConsoleProducer>(goOn),
  prompt: '>',
  goesOn: true,
  readsInput: true,
  start(context) {
    const prepared = atStart(context, (start) => prepare(context, start))
    if (prepared === null) return
    context.process.state = prepared
    goOn(context, prepared)
  },
  onInput(context) {
    goOn(context, context.process.state as ConsoleProducer)
  },
  onInterrupt(context) {
    const tool = context.process.state as ConsoleProducer
    // It is on its way out already, and hangs: whoever asks again means it.
    if (tool.exitCode !== null) return exitProcess(context.process, 130)
    const isReading = tool.awaited === null && tool.producer.waiting.length === 0
    leave(context, tool, 130)
    // The main thread still reads, and what it reads meets a producer that is closed.
    if (isReading && takeLine(context.process) !== null)
      writeError(
        context.process,
        stackTrace(new JavaException('java.lang.IllegalStateException', CLOSED), frameOfMain(context)),
      )
    goOn(context, tool)
  },
}

function prepare(context: ProcessContext, start: StartContext): ConsoleProducer {
  try {
    const options = parseProducerOptions(start)
    const reader = createLineReader(options.value('topic') ?? '', readerProperties(options, start), start.profile.name)
    const config = producerConfig(options, start)
    const servers = options.value(addressOption({ table: start.facts.optionTable, options })) ?? ''
    const bootstrap = bootstrapNodes(servers, 'producer', config, start)
    if ('error' in bootstrap) throw bootstrap.error
    const made = createProducerClient(
      {
        clientId: config['client.id'] ?? '',
        profile: context.profile.name,
        config,
        bootstrap,
        timerScope: `${context.process.address}/${context.process.serial}`,
      },
      context.node,
    )
    const usual = { 'send.buffer.bytes': options.has('socket-buffer-size') ? '' : (config['send.buffer.bytes'] ?? '') }
    const producer = constructed(made, 'producer', config, start, usual)
    warnOfUnused('producer', config, start)
    const sync = options.has('sync')
    return {
      producer,
      reader,
      sync,
      lineNumber: 0,
      unanswered: new Map(),
      awaited: null,
      prompted: false,
      exitCode: null,
    }
  } catch (error) {
    if (error instanceof Exited) throw error
    if (error instanceof OptionError) start.printError(`${error.message}\n`)
    else if (error instanceof JavaException) start.printError(stackTrace(error, frameOfMain(start)))
    else throw error
    return start.exit(1)
  }
}

/** At a terminal that is what stands before what is typed. */
function askForLine({ process, profile }: ProcessContext, tool: ConsoleProducer): void {
  if (!tool.prompted && !process.tty) writeOut(process, toolsOf(profile.name).notices.producerPrompt)
  tool.prompted = true
}

function goOn(context: ProcessContext, tool: ConsoleProducer): void {
  handleEvents(context, tool)
  while (tool.exitCode === null && tool.awaited === null && tool.producer.waiting.length === 0) {
    askForLine(context, tool)
    const line = takeLine(context.process)
    if (line === null) {
      if (context.process.stdinEnded) leave(context, tool, 0)
      break
    }
    tool.prompted = false
    sendLine(context, tool, decodedText(line))
    handleEvents(context, tool)
  }
  handleEvents(context, tool)
}

function sendLine(context: ProcessContext, tool: ConsoleProducer, line: string): void {
  tool.lineNumber++
  try {
    const record = readRecord(tool.reader, line, tool.lineNumber)
    const sendId = sendRecord(tool.producer, record, context.node)
    const key = record.key === null ? 'null' : `${record.key.length} bytes`
    const value = record.value === null ? 'null' : `${record.value.length} bytes`
    tool.unanswered.set(sendId, { key, value })
    if (tool.sync) tool.awaited = sendId
  } catch (error) {
    if (!(error instanceof JavaException)) throw error
    writeError(context.process, stackTrace(error, frameOfMain(context)))
    leave(context, tool, 1)
  }
}

/** System.exit: the shutdown hook closes the producer, which sends what it still has. */
function leave(context: ProcessContext, tool: ConsoleProducer, exitCode: number): void {
  if (tool.exitCode !== null) return
  tool.exitCode = exitCode
  closeProducer(tool.producer, Number.POSITIVE_INFINITY, context.node)
}

function handleEvents(context: ProcessContext, tool: ConsoleProducer): void {
  const events = takeProducerEvents(tool.producer)
  // The client's own lines come before what its callbacks say about the same trouble.
  writeClientLog(context, events)
  for (const event of events) handleEvent(context, tool, event)
}

function handleEvent(context: ProcessContext, tool: ConsoleProducer, event: ProducerEvent): void {
  if (event.type === 'closed') exitProcess(context.process, tool.exitCode ?? 0)
  if (event.type === 'acknowledged') for (const sendId of event.sendIds) answered(tool, sendId)
  if (event.type !== 'failed') return
  for (const sendId of event.sendIds) {
    const record = tool.unanswered.get(sendId) ?? { key: 'null', value: 'null' }
    // One that lies in the accumulator when its call throws is heard of again when its time is over.
    if (event.thrown) tool.awaited = null
    else answered(tool, sendId)
    const error = thrownByClient(event.error)
    if (tool.sync || event.thrown) failSync(context, tool, error, event.thrown)
    else {
      const message = `Error when sending message to topic ${tool.reader.topic} with key: ${record.key}, value: ${record.value} with error:`
      writeError(
        context.process,
        logLine(context.node.wallClockMs, 'ERROR', message, CALLBACK) + stackTrace(error, SENDER_FRAME),
      )
    }
  }
}

/** The main thread meets the error itself, and that is the end of the tool. */
function failSync(context: ProcessContext, tool: ConsoleProducer, error: JavaException, thrown: boolean): void {
  // What is still waiting when the producer closes was cut short by the end, not the cause of it.
  if (tool.exitCode !== null) return
  const shown = thrown ? error : executionException(error)
  writeError(context.process, stackTrace(shown, frameOfMain(context)))
  leave(context, tool, 1)
}

function answered(tool: ConsoleProducer, sendId: number): void {
  tool.unanswered.delete(sendId)
  if (tool.awaited === sendId) tool.awaited = null
}
