/** What every mode of kcat has: its options, whom it knows, and what it asks the cluster before anything else. */
import {
  type AdminClient,
  createAdminClient,
  startAdminCall,
  takeAdminResult,
} from '../../kafka/clients/admin/admin-client.ts'
import type { ConsumerClient } from '../../kafka/clients/consumer/consumer-client.ts'
import type { ProducerClient } from '../../kafka/clients/producer/producer-client.ts'
import type { MetadataResponse } from '../../kafka/protocol/metadata.ts'
import { exitProcess, type ProcessContext, writeError } from '../program.ts'
import { allDown, type Connections, createConnections, noteLost } from './connections.ts'
import type { ConsumerWork } from './consumer-start.ts'
import type { KcatOptions } from './options.ts'
import type { ProducerWork } from './produce.ts'
import type { QueryWork } from './query.ts'

/** Plain data: it lives in the process. */
export interface KcatSession {
  readonly options: KcatOptions
  readonly connections: Connections
  /** Until metadata has come. */
  admin: AdminClient | null
  /** Questions under way; the first answer counts. */
  callIds: number[]
  /** The bootstrap server that is asked next. */
  nextServer: number
  /** What it will do, or does, by its mode. */
  readonly produces: ProducerWork | null
  readonly consumes: ConsumerWork | null
  readonly queries: QueryWork | null
  producer: ProducerClient | null
  consumer: ConsumerClient | null
}

/** A call that takes as long as it takes: ten minutes are more than anybody waits. */
const FOR_LONG_MS = 600_000

export function createSession(
  options: KcatOptions,
  work: Pick<KcatSession, 'produces' | 'consumes' | 'queries'>,
  context: ProcessContext,
): KcatSession {
  const handle = options.mode === 'P' || options.mode === 'L' ? 'producer' : 'consumer'
  const connections = createConnections(handle, options.brokers)
  const admin = createAdminClient(
    {
      profile: context.profile.name,
      clientId: options.settings.get('client.id') ?? 'rdkafka',
      scope: 'kcat',
      bootstrap: connections.bootstrap,
    },
    context.node,
  )
  return { options, connections, admin, callIds: [], nextServer: 0, ...work, producer: null, consumer: null }
}

/** What a producer or a consumer of kcat is made of. */
export function clientSpec(
  { connections }: KcatSession,
  config: Readonly<Record<string, string>>,
  { process, profile }: ProcessContext,
) {
  return {
    clientId: config['client.id'] ?? '',
    profile: profile.name,
    config,
    bootstrap: connections.bootstrap.map(({ shown }) => shown),
    timerScope: `${process.address}/${process.serial}`,
  }
}

/** Asks for one topic, or for all; a producer's question brings the topic into being where brokers do that. */
export function askForMetadata(session: KcatSession, context: ProcessContext): void {
  const { options, admin } = session
  if (admin === null) return
  const isProducer = options.mode === 'P' || options.mode === 'L'
  const index = session.nextServer++ % Math.max(1, session.connections.bootstrap.length)
  const callId = startAdminCall(
    admin,
    {
      name: 'metadata',
      target: { kind: 'server', index },
      request: {
        type: 'MetadataRequest',
        topics: topicsOf(options),
        allowAutoTopicCreation: isProducer,
      },
      timeoutMs: options.mode === 'P' ? FOR_LONG_MS : options.timeoutMs,
    },
    context.node,
  )
  session.callIds.push(callId)
}

/** Null: all of them. */
function topicsOf({ mode, topic, queries }: KcatOptions): readonly string[] | null {
  if (mode === 'Q') return [...new Set(queries.map((query) => query.topic))]
  return topic === null ? null : [topic]
}

/** Metadata that has come, `failed` where the time was over; null while it is under way. */
export function takeMetadata({ admin, callIds }: KcatSession): MetadataResponse | 'failed' | null {
  if (admin === null) return null
  let failed = false
  for (const callId of callIds.splice(0)) {
    const result = takeAdminResult(admin, callId)
    if (result === undefined) callIds.push(callId)
    else if (result.ok && result.response.type === 'MetadataResponse') return result.response
    else failed = true
  }
  return failed && callIds.length === 0 ? 'failed' : null
}

/** KC_INFO: said unless the call is to be quieter than that. */
export function inform(session: KcatSession, level: number, text: string, { process }: ProcessContext): void {
  if (session.options.verbosity >= level) writeError(process, `% ${text}\n`)
}

/** KC_FATAL. */
export function fatal(message: string, { process }: ProcessContext): void {
  writeError(process, `% ERROR: ${message}\n`)
  exitProcess(process, 1)
}

/** A connection that broke or could not be made: what librdkafka logs, and what kcat's error callback makes of it. */
export function onLost(session: KcatSession, peer: string, context: ProcessContext): void {
  const { connections, options } = session
  const text = noteLost(connections, peer, context, options.verbosity === 0)
  // While kcat waits for an answer of its own it serves no callbacks.
  const listens = options.mode === 'P' || options.mode === 'G' || session.admin === null
  // Whoever waits for metadata tries the next of the servers.
  const hasMore = session.nextServer < connections.bootstrap.length
  if (session.admin !== null && session.callIds.length > 0 && hasMore) askForMetadata(session, context)
  if (text === null || !listens) return
  inform(session, 1, `ERROR: Local: Broker transport failure: ${text}`, context)
  const gone = allDown(connections)
  if (gone === null) return
  writeError(context.process, `% ERROR: ${gone}${options.exitsOnError ? ': terminating' : ''}\n`)
  if (options.exitsOnError) exitProcess(context.process, 1)
}
