/**
 * kcat, once kafkacat: https://github.com/edenhill/kcat, version 1.7.1 over librdkafka 2.0.2. It acts by the simulator's
 * own clients, with librdkafka's settings, partitioners and words.
 */
import { onAdminDisconnect, onAdminMessage, onAdminTimer } from '../../kafka/clients/admin/admin-client.ts'
import {
  onConsumerDisconnect,
  onConsumerMessage,
  onConsumerTimer,
} from '../../kafka/clients/consumer/consumer-client.ts'
import {
  onProducerDisconnect,
  onProducerMessage,
  onProducerTimer,
} from '../../kafka/clients/producer/producer-client.ts'
import { readFile, resolvePath } from '../files.ts'
import { exitProcess, type ProcessContext, type Program, writeError, writeOut } from '../program.ts'
import { noteAnswer } from './connections.ts'
import { beginConsuming, goOnConsuming, leave, printNext } from './consume.ts'
import { createConsumerWork } from './consumer-start.ts'
import { KcatEnd } from './kcat-end.ts'
import { metadataJson, metadataText, originOf } from './list.ts'
import { type KcatOptions, parseKcat } from './options.ts'
import { beginProducing, createProducerWork, goOnProducing, interruptProducing, readInput } from './produce.ts'
import { createQueryWork, goOnQuerying } from './query.ts'
import { askForMetadata, createSession, fatal, type KcatSession, onLost, takeMetadata } from './session.ts'

export const kcat: Program = {
  client: 'producer',
  startsAfterUs: 20_000,
  readsInput: true,
  goesOn: true,
  start(context) {
    const { process } = context
    try {
      begin(context)
    } catch (error) {
      if (!(error instanceof KcatEnd)) throw error
      writeOut(process, error.stdout)
      writeError(process, error.stderr)
      exitProcess(process, error.exitCode)
    }
  },
  onMessage(context, message) {
    const session = sessionOf(context)
    if (session === null) return
    noteAnswer(session.connections, message.from, context.node.nowUs)
    if (session.admin !== null) onAdminMessage(session.admin, message, context.node)
    else if (session.producer !== null) onProducerMessage(session.producer, message, context.node)
    else if (session.consumer !== null) onConsumerMessage(session.consumer, message, context.node)
    goOn(session, context, message.from)
  },
  onTimer(context, timer) {
    const session = sessionOf(context)
    if (session === null) return
    if (timer.type === 'ToolSleep') askForMetadata(session, context)
    else if (session.admin !== null) onAdminTimer(session.admin, timer, context.node)
    else if (session.producer !== null) onProducerTimer(session.producer, timer, context.node)
    else if (session.consumer !== null) onConsumerTimer(session.consumer, timer, context.node)
    goOn(session, context)
  },
  onDisconnect(context, peer) {
    const session = sessionOf(context)
    if (session === null) return
    onLost(session, peer, context)
    if (session.admin !== null) onAdminDisconnect(session.admin, peer, context.node)
    else if (session.producer !== null) onProducerDisconnect(session.producer, peer, context.node)
    else if (session.consumer !== null) onConsumerDisconnect(session.consumer, peer, context.node)
    goOn(session, context)
  },
  onInput(context) {
    const session = sessionOf(context)
    if (session?.produces == null) return
    readInput(session, session.produces, context)
    goOn(session, context)
  },
  onInterrupt(context) {
    const session = sessionOf(context)
    if (session === null) return exitProcess(context.process, 130)
    const { produces, consumes } = session
    if (produces !== null) return interruptProducing(session, produces, context)
    if (consumes === null || consumes.closing !== null) return exitProcess(context.process, 0)
    leave(session, consumes, 0, context)
  },
  onRoom(context) {
    const session = sessionOf(context)
    return session?.consumes == null ? 0 : printNext(session, session.consumes, context)
  },
  onBrokenPipe(context) {
    const session = sessionOf(context)
    if (session?.consumes != null) leave(session, session.consumes, 0, context)
  },
}

function sessionOf({ process }: ProcessContext): KcatSession | null {
  return process.exitCode === null ? (process.state as KcatSession | null) : null
}

function begin(context: ProcessContext): void {
  const { process, disk, node } = context
  const options = parseKcat(process.args, {
    tty: process.descriptors.get(0)?.kind === 'keyboard',
    readFile: (path) => readFile(disk, resolvePath(process.folder, path)),
  })
  writeError(process, options.notices)
  const session = createSession(options, worksOf(options, node.nowUs), context)
  process.state = session
  const { produces, consumes } = session
  if (produces !== null) beginProducing(session, produces, context)
  else if (consumes !== null) beginConsuming(session, consumes, context)
  else askForMetadata(session, context)
  goOn(session, context)
}

function worksOf(
  { mode, queries }: KcatOptions,
  nowUs: number,
): Pick<KcatSession, 'produces' | 'consumes' | 'queries'> {
  return {
    produces: mode === 'P' ? createProducerWork(nowUs) : null,
    consumes: mode === 'C' || mode === 'G' ? createConsumerWork() : null,
    queries: mode === 'Q' ? createQueryWork(queries) : null,
  }
}

function goOn(session: KcatSession, context: ProcessContext, from = ''): void {
  const { produces, consumes, queries } = session
  if (produces !== null) goOnProducing(session, produces, context)
  else if (consumes !== null) goOnConsuming(session, consumes, context)
  else if (queries !== null) goOnQuerying(session, queries, context)
  else list(session, from, context)
}

function list(session: KcatSession, from: string, context: ProcessContext): void {
  const { process } = context
  const { options, connections } = session
  const response = takeMetadata(session)
  if (response === null || process.exitCode !== null) return
  if (response === 'failed') {
    const hint = '(Are the brokers reachable? Also try increasing the metadata timeout with -m <timeout>?)'
    return fatal(`Failed to acquire metadata: Local: Broker transport failure ${hint}`, context)
  }
  const given = connections.bootstrap.find(({ address }) => address === from)?.shown ?? from
  const origin = originOf(response, from, given)
  const text = (options.json ? metadataJson : metadataText)(options.topic, origin, response)
  writeOut(process, text)
  exitProcess(process, 0)
}
