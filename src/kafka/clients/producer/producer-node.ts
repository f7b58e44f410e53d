/**
 * A producer of the stage: an application that sends records at a steady rate, and whatever it is told to send by hand.
 * It is one thread: while `send()` would block in Java, it makes nothing new.
 */
import type { NodeBehavior, NodeContext, Timer } from '../../../engine/node-context.ts'
import type { Command, ProducerSpec, ProducerWorkload, RecordToSend } from '../../cluster/commands.ts'
import { encodeUtf8 } from '../../common/utf8.ts'
import { NO_HEADERS } from '../../log/record-batch.ts'
import { exitInOrder, tell } from '../../observe/tell.ts'
import { profileOf } from '../../profile/registry.ts'
import { bootstrapAsGiven } from '../core/bootstrap.ts'
import { type ClientError, errorText } from '../core/client-error.ts'
import { type Serdes, serdesOf } from '../core/serdes.ts'
import {
  closeProducer,
  createProducerClient,
  onProducerDisconnect,
  onProducerMessage,
  onProducerTimer,
  type ProducerClient,
  type ProducerRecord,
  sendRecord,
  takeProducerEvents,
} from './producer-client.ts'
import { parseProducerConfig } from './producer-config.ts'
import { serializedRecord, valueFor } from './serialized-record.ts'
import {
  type CommitEvery,
  endInTime,
  endNow,
  mayProduce,
  onLoopEvents,
  sendWaiting,
  startLoop,
  type TransactionalLoop,
} from './transactional-loop.ts'

export interface ProducerNodeState {
  spec: ProducerSpec
  /** Name of its own random stream, made once: every record draws from it. */
  readonly stream: string
  /** Name of the Kafka version its client is of. */
  readonly profile: string
  readonly bootstrap: readonly string[]
  /** Null where its settings are refused. */
  client: ProducerClient | null
  configError: ClientError | null
  /** Clients made by this process so far; each has random streams of its own. */
  clients: number
  /** Records made by the workload so far; the value begins with this number. */
  made: number
  /** A tick of the workload is scheduled. */
  ticking: boolean
  /** The process ends when the client has closed. */
  leaving: boolean
  /** What it is to become when the client has closed. */
  next: ProducerSpec | null
  /** With a transactional.id. */
  loop?: TransactionalLoop
  /** Where keys or values are not sent as text. */
  serdes?: Serdes
  /** Of the clients and processes of this name that were there before the one that is. Counted for people. */
  earlier: Tally
}

export interface Tally {
  readonly sent: number
  readonly acknowledged: number
}

const NOTHING: Tally = Object.freeze({ sent: 0, acknowledged: 0 })

/** What all clients of a stage's producer have sent so far, from its state or from what a process has left behind. */
export function tallyOf(state: ProducerNodeState | null, left: unknown): Tally {
  if (state === null) return left === null ? NOTHING : (left as Tally)
  const { client, earlier } = state
  if (client === null) return earlier
  return { sent: earlier.sent + client.sent, acknowledged: earlier.acknowledged + client.acknowledged }
}

/** A rate may be as small as a number can be, the next record is a century away then. */
const LONGEST_SPACING_US = 3_155_760_000_000_000

const TICK: Timer = Object.freeze({ type: 'ProducerWorkloadTick', periodic: true as const })

type ProducerStartSpec = ProducerSpec & { readonly profile: string; readonly bootstrap: readonly string[] }

export const producerBehavior: NodeBehavior<ProducerNodeState> = {
  start(left, spec, node) {
    const { profile, bootstrap, ...given } = spec as ProducerStartSpec
    const state: ProducerNodeState = {
      spec: inOneShape(given),
      stream: `client:${given.name}`,
      profile,
      bootstrap,
      client: null,
      configError: null,
      clients: 0,
      made: 0,
      ticking: false,
      leaving: false,
      next: null,
      earlier: tallyOf(null, left),
    }
    startClient(state, node)
    return state
  },
  onMessage(state, message, node) {
    if (state.client === null) return
    onProducerMessage(state.client, message, node)
    settle(state, node)
  },
  onTimer(state, timer, node) {
    if (timer === TICK || timer.type === TICK.type) tick(state, node)
    else if (state.client !== null) onProducerTimer(state.client, timer, node)
    settle(state, node)
  },
  onDisconnect(state, peer, node) {
    if (state.client === null) return
    onProducerDisconnect(state.client, peer, node)
    settle(state, node)
  },
  onCommand(state, command, node) {
    obey(state, command as Command | { readonly type: 'Close' }, node)
    settle(state, node)
  },
  survive: (state) => tallyOf(state, null),
}

/** What is left of another object has a shape of its own each time, and the workload is looked at with every record. */
function inOneShape({ name, config, workload }: ProducerSpec): ProducerSpec {
  return { name, config, workload }
}

function obey(state: ProducerNodeState, command: Command | { readonly type: 'Close' }, node: NodeContext): void {
  if (command.type === 'SendRecords') sendByHand(state, command.records, node)
  else if (command.type === 'EndTransaction') {
    if (state.loop !== undefined && state.client !== null) endNow(state.loop, state.client, command.committed, node)
  } else if (command.type === 'ConfigureProducer') configure(state, command.producer, node)
  else if (command.type === 'RemoveProducer' || command.type === 'Close') leave(state, node)
}

function startClient(state: ProducerNodeState, node: NodeContext): void {
  const { name, config } = state.spec
  state.earlier = tallyOf(state, null)
  state.client = null
  state.clients++
  const timerScope = state.clients === 1 ? name : `${name}~${state.clients}`
  const profile = profileOf(state.profile)
  const bootstrap = bootstrapAsGiven(config, state.bootstrap, 'producer', parseProducerConfig(config, profile), profile)
  const serdes = serdesOf(config, 'Serializer', profile)
  const client =
    serdes !== null && 'error' in serdes
      ? serdes
      : 'error' in bootstrap
        ? bootstrap
        : createProducerClient(
            { clientId: config['client.id'] ?? name, config, profile: state.profile, bootstrap, timerScope },
            node,
          )
  if ('error' in client) {
    state.configError = client.error
    tell(node, { type: 'ProducerConfigRefused', producer: name, error: errorText(client.error) })
    return
  }
  state.configError = null
  state.client = client
  delete state.loop
  delete state.serdes
  if (serdes !== null && !('error' in serdes)) state.serdes = serdes
  if (client.transactions !== null) state.loop = startLoop(client, node)
  scheduleTick(state, node)
}

function configure(state: ProducerNodeState, spec: ProducerSpec, node: NodeContext): void {
  if (state.client !== null && sameConfig(state.spec, spec)) {
    state.spec = spec
    scheduleTick(state, node)
    return
  }
  if (state.client === null) {
    state.spec = spec
    startClient(state, node)
    return
  }
  state.next = spec
  closeProducer(state.client, Infinity, node)
}

function sameConfig(a: ProducerSpec, b: ProducerSpec): boolean {
  const keys = new Set([...Object.keys(a.config), ...Object.keys(b.config)])
  return [...keys].every((key) => a.config[key] === b.config[key])
}

function leave(state: ProducerNodeState, node: NodeContext): void {
  state.leaving = true
  if (state.client === null) node.exit()
  else closeProducer(state.client, Infinity, node)
}

/** Counts and happenings are the client's own; of its events only the end matters here. */
function settle(state: ProducerNodeState, node: NodeContext): void {
  if (state.client === null) return
  const events = takeProducerEvents(state.client)
  if (state.loop !== undefined) onLoopEvents(state.loop, state.client, events, commitEvery(state), node)
  if (events.length === 0 || !state.client.closed) return
  if (state.leaving) exitInOrder(node)
  else if (state.next !== null) {
    state.spec = state.next
    state.next = null
    startClient(state, node)
  }
}

function sendByHand(state: ProducerNodeState, records: readonly RecordToSend[], node: NodeContext): void {
  const { client, serdes, loop } = state
  if (client === null) return
  const made =
    serdes === undefined
      ? records.map(toProducerRecord)
      : records.map((record) => serializedRecord(client, serdes, record, node)).filter((record) => record !== null)
  if (loop !== undefined) {
    loop.waiting.push(...made)
    return sendWaiting(loop, client, commitEvery(state), node)
  }
  for (const record of made) sendRecord(client, record, node)
}

/** Text as StringSerializer makes bytes of it. */
export function toProducerRecord(record: RecordToSend): ProducerRecord {
  return {
    topic: record.topic,
    partition: record.partition,
    timestamp: record.timestamp,
    key: record.key === null ? null : encodeUtf8(record.key),
    value: record.value === null ? null : encodeUtf8(record.value),
    headers:
      record.headers.length === 0
        ? NO_HEADERS
        : record.headers.map(([key, value]) => [encodeUtf8(key), value === null ? null : encodeUtf8(value)] as const),
  }
}

function scheduleTick(state: ProducerNodeState, node: NodeContext): void {
  const rate = state.spec.workload?.recordsPerSecond ?? 0
  if (state.ticking || rate <= 0) return
  state.ticking = true
  // Evenly spaced, a tenth early or late.
  const spacing = Math.min(1_000_000 / rate, LONGEST_SPACING_US)
  node.setTimer(Math.max(1, Math.round((spacing * (900 + node.randomInt(state.stream, 201))) / 1000)), TICK)
}

function tick(state: ProducerNodeState, node: NodeContext): void {
  state.ticking = false
  const { workload } = state.spec
  if (workload === null || state.client === null || state.next !== null || state.leaving) return
  if (state.loop !== undefined) produceInTransaction(state, state.loop, state.client, workload, node)
  else if (state.client.waiting.length === 0) produceOne(state, state.client, workload, node)
  scheduleTick(state, node)
}

function produceInTransaction(
  state: ProducerNodeState,
  loop: TransactionalLoop,
  client: ProducerClient,
  workload: ProducerWorkload,
  node: NodeContext,
): void {
  if (client.waiting.length > 0 || !mayProduce(loop, client, node)) return
  produceOne(state, client, workload, node)
  const spacingUs = Math.min(1_000_000 / workload.recordsPerSecond, LONGEST_SPACING_US)
  endInTime(loop, client, { every: commitEvery(state), spacingUs }, node)
}

function commitEvery({ spec }: ProducerNodeState): CommitEvery {
  return spec.workload?.recordsPerTransaction
}

function produceOne(
  state: ProducerNodeState,
  client: ProducerClient,
  workload: ProducerWorkload,
  node: NodeContext,
): void {
  const counter = String(++state.made)
  const { keys, valueBytes } = workload
  const key = keys.length === 0 ? null : (keys[node.randomInt(state.stream, keys.length)] as string)
  const value = counter.length >= valueBytes ? counter : counter + filling(valueBytes - counter.length)
  const { serdes } = state
  if (serdes !== undefined) {
    const given = { topic: workload.topic, partition: null, key, timestamp: null, headers: [] }
    const made = serializedRecord(client, serdes, { ...given, value: valueFor(serdes.value, counter, value) }, node)
    if (made !== null) sendRecord(client, made, node)
    return
  }
  const record = {
    topic: workload.topic,
    partition: null,
    timestamp: null,
    key: key === null ? null : encodeUtf8(key),
    value,
    headers: NO_HEADERS,
  }
  sendRecord(client, record, node)
}

let lastFilling = ''

/** The same as long as the counter has as many digits, so that it costs no memory of its own. */
function filling(length: number): string {
  if (lastFilling.length !== length) lastFilling = ' '.repeat(length)
  return lastFilling
}
