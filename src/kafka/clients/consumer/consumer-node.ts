/**
 * A consumer of the stage: an application that polls, works on what it got, commits as it was told to, and polls again.
 */
import type { NodeBehavior, NodeContext, Timer } from '../../../engine/node-context.ts'
import type { Command, ConsumerSpec } from '../../cluster/commands.ts'
import type { TopicPartition } from '../../common/topic-partition.ts'
import { exitInOrder, tell } from '../../observe/tell.ts'
import { profileOf } from '../../profile/registry.ts'
import { bootstrapAsGiven } from '../core/bootstrap.ts'
import { type ClientError, errorText } from '../core/client-error.ts'
import { requestUpdateForNewTopics } from '../core/client-metadata.ts'
import { serdesOf } from '../core/serdes.ts'
import {
  assign,
  type ConsumerClient,
  type ConsumerEvent,
  closeConsumer,
  commitSync,
  createConsumerClient,
  onConsumerDisconnect,
  onConsumerMessage,
  onConsumerTimer,
  startPoll,
  subscribe,
  takeConsumerEvents,
} from './consumer-client.ts'
import { parseConsumerConfig } from './consumer-config.ts'

export interface ConsumerNodeState {
  spec: ConsumerSpec
  /** Name of the Kafka version its client is of. */
  readonly profile: string
  readonly bootstrap: readonly string[]
  /** Null where its settings are refused. */
  client: ConsumerClient | null
  /** Why it does not run: settings refused, or an exception out of poll that ended the application's loop. */
  failure: ClientError | null
  clients: number
  /** What the application's one thread is in. */
  phase: 'polling' | 'committing' | 'processing' | 'closing' | 'ended'
  /** Records in hand. */
  processing: number
  /** Id of the commit it waits for. */
  commitId: number
  /** The process ends when the client has closed. */
  leaving: boolean
  /** What it is to become when the client has closed. */
  next: ConsumerSpec | null
}

interface ProcessingTimer extends Timer {
  readonly type: 'ConsumerProcessed'
  readonly client: number
}

const POLL_TIMEOUT_MS = 1000
const CLOSE_TIMEOUT_MS = 30_000

type ConsumerStartSpec = ConsumerSpec & { readonly profile: string; readonly bootstrap: readonly string[] }

export const consumerBehavior: NodeBehavior<ConsumerNodeState> = {
  start(_disk, spec, node) {
    const { profile, bootstrap, ...given } = spec as ConsumerStartSpec
    const state: ConsumerNodeState = {
      spec: inOneShape(given),
      profile,
      bootstrap,
      client: null,
      failure: null,
      clients: 0,
      phase: 'ended',
      processing: 0,
      commitId: 0,
      leaving: false,
      next: null,
    }
    startClient(state, node)
    settle(state, node)
    return state
  },
  onMessage(state, message, node) {
    if (state.client !== null) onConsumerMessage(state.client, message, node)
    settle(state, node)
  },
  onTimer(state, timer, node) {
    if (timer.type === 'ConsumerProcessed') {
      if ((timer as ProcessingTimer).client === state.clients && state.phase === 'processing') processed(state, node)
    } else if (state.client !== null) onConsumerTimer(state.client, timer, node)
    settle(state, node)
  },
  onDisconnect(state, peer, node) {
    if (state.client !== null) onConsumerDisconnect(state.client, peer, node)
    settle(state, node)
  },
  onCommand(state, command, node) {
    obey(state, command as Command | { readonly type: 'Close' }, node)
    settle(state, node)
  },
  survive: () => null,
}

/** What is left of another object has a shape of its own each time, and some of it is looked at with every poll. */
function inOneShape({ name, groupId, topics, config, processingUs, commit }: ConsumerSpec): ConsumerSpec {
  return { name, groupId, topics, config, processingUs, commit }
}

function obey(state: ConsumerNodeState, command: Command | { readonly type: 'Close' }, node: NodeContext): void {
  if (command.type === 'ConfigureConsumer') configure(state, command.consumer, node)
  else if (command.type === 'RemoveConsumer' || command.type === 'Close') leave(state, node)
}

function startClient(state: ConsumerNodeState, node: NodeContext): void {
  const { spec } = state
  const config: Record<string, string> = { ...spec.config }
  if (spec.groupId !== '') config['group.id'] = spec.groupId
  if (spec.groupId !== '' && spec.commit !== 'auto') config['enable.auto.commit'] ??= 'false'
  state.clients++
  const timerScope = state.clients === 1 ? spec.name : `${spec.name}~${state.clients}`
  const profile = profileOf(state.profile)
  const bootstrap = bootstrapAsGiven(config, state.bootstrap, 'consumer', parseConsumerConfig(config, profile), profile)
  const serdes = serdesOf(config, 'Deserializer', profile)
  const client =
    serdes !== null && 'error' in serdes
      ? serdes
      : 'error' in bootstrap
        ? bootstrap
        : createConsumerClient(
            { clientId: config['client.id'] ?? spec.name, config, profile: state.profile, bootstrap, timerScope },
            node,
          )
  if ('error' in client) {
    state.client = null
    state.phase = 'ended'
    state.failure = client.error
    tell(node, { type: 'ConsumerConfigRefused', consumer: spec.name, error: errorText(client.error) })
    return
  }
  state.client = client
  state.failure = null
  if (serdes !== null && !('error' in serdes)) client.deserializers = serdes
  if (spec.groupId !== '') subscribe(client, spec.topics, node)
  else {
    client.topics = spec.topics
    requestUpdateForNewTopics(client.core.metadata)
    assignEverything(state, client, node)
  }
  poll(state, client, node)
}

/** Without a group: every partition of its topics, as far as they are known, and more when there are more. */
function assignEverything(state: ConsumerNodeState, client: ConsumerClient, node: NodeContext): void {
  const partitions: TopicPartition[] = []
  for (const topic of state.spec.topics)
    partitions.push(...(client.core.metadata.topics.get(topic)?.partitionNames ?? []))
  if (partitions.length > client.partitions.size) assign(client, partitions, node)
}

function poll(state: ConsumerNodeState, client: ConsumerClient, node: NodeContext): void {
  state.phase = 'polling'
  if (state.spec.groupId === '') {
    assignEverything(state, client, node)
    // Nothing to assign yet: the poll is there to wait for metadata, as partitionsFor() would.
    if (client.subscriptionType === 'none') client.subscriptionType = 'assigned'
  }
  startPoll(client, POLL_TIMEOUT_MS, node)
}

function configure(state: ConsumerNodeState, spec: ConsumerSpec, node: NodeContext): void {
  if (state.client !== null && state.phase !== 'closing' && state.phase !== 'ended' && sameClient(state.spec, spec)) {
    state.spec = spec
    return
  }
  if (state.client === null || state.client.closed) {
    state.spec = spec
    startClient(state, node)
    return
  }
  state.next = spec
  close(state, state.client, node)
}

/** Only how it works on records differs: the client need not be made anew. */
function sameClient(a: ConsumerSpec, b: ConsumerSpec): boolean {
  const keys = [...Object.keys(a.config), ...Object.keys(b.config)]
  const sameTopics = a.topics.length === b.topics.length && a.topics.every((topic, index) => topic === b.topics[index])
  return (
    a.groupId === b.groupId &&
    sameTopics &&
    a.commit === b.commit &&
    keys.every((key) => a.config[key] === b.config[key])
  )
}

function leave(state: ConsumerNodeState, node: NodeContext): void {
  state.leaving = true
  if (state.client === null || state.client.closed) node.exit()
  else close(state, state.client, node)
}

function close(state: ConsumerNodeState, client: ConsumerClient, node: NodeContext): void {
  state.phase = 'closing'
  state.processing = 0
  closeConsumer(client, CLOSE_TIMEOUT_MS, node)
}

/** Acts on events until there are none: a poll that finds something buffered is over at once. */
function settle(state: ConsumerNodeState, node: NodeContext): void {
  while (state.client !== null) {
    const events = takeConsumerEvents(state.client)
    if (events.length === 0) break
    for (const event of events) onEvent(state, state.client, event, node)
  }
  if (state.client !== null && state.phase === 'polling' && state.spec.groupId === '') {
    const before = state.client.partitions.size
    assignEverything(state, state.client, node)
    if (state.client.partitions.size > before) poll(state, state.client, node)
  }
}

function onEvent(state: ConsumerNodeState, client: ConsumerClient, event: ConsumerEvent, node: NodeContext): void {
  switch (event.type) {
    case 'polled':
      if (state.phase === 'polling') onRecords(state, client, event.records.length, node)
      return
    case 'pollFailed':
      // Nobody catches it: the loop ends, and the consumer is closed on the way out.
      state.failure = event.error
      tell(node, { type: 'ConsumerFailed', consumer: state.spec.name, error: errorText(event.error) })
      return close(state, client, node)
    case 'completed':
    case 'callFailed':
      if (state.phase !== 'committing' || event.callId !== state.commitId) return
      if (state.processing > 0) startProcessing(state, node)
      else poll(state, client, node)
      return
    case 'closed':
      return onClosed(state, node)
    case 'assigned':
    case 'revoked':
    case 'lost':
    case 'logged':
      return
  }
}

function onRecords(state: ConsumerNodeState, client: ConsumerClient, count: number, node: NodeContext): void {
  if (count === 0) return poll(state, client, node)
  state.processing = count
  if (commits(state, 'beforeProcessing')) commitAndWait(state, client, node)
  else startProcessing(state, node)
}

function commits(state: ConsumerNodeState, when: ConsumerSpec['commit']): boolean {
  return state.spec.commit === when && state.spec.groupId !== ''
}

function startProcessing(state: ConsumerNodeState, node: NodeContext): void {
  const takesUs = state.processing * state.spec.processingUs
  state.phase = 'processing'
  if (takesUs === 0) return processed(state, node)
  const timer: ProcessingTimer = { type: 'ConsumerProcessed', client: state.clients }
  node.setTimer(takesUs, timer)
}

function processed(state: ConsumerNodeState, node: NodeContext): void {
  const { client } = state
  state.processing = 0
  if (client === null) return
  if (commits(state, 'afterProcessing')) commitAndWait(state, client, node)
  else poll(state, client, node)
}

function commitAndWait(state: ConsumerNodeState, client: ConsumerClient, node: NodeContext): void {
  state.phase = 'committing'
  const callId = commitSync(client, null, node)
  state.commitId = typeof callId === 'number' ? callId : 0
  if (typeof callId !== 'number') poll(state, client, node)
}

function onClosed(state: ConsumerNodeState, node: NodeContext): void {
  state.phase = 'ended'
  if (state.leaving) exitInOrder(node)
  else if (state.next !== null) {
    state.spec = state.next
    state.next = null
    startClient(state, node)
  }
}
