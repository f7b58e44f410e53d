/**
 * The history of a run as its applications lived it, after Jepsen: what producers were told became of their sends and
 * transactions, and what consumers were handed. Clients are listened to where they speak to their applications, so that
 * nothing of it is inferred from what brokers hold.
 */
import type { World } from '../../engine/world.ts'
import type { ConsumerClient, ConsumerEvent } from '../../kafka/clients/consumer/consumer-state.ts'
import type { ProducerClient, ProducerEvent } from '../../kafka/clients/producer/producer-state.ts'
import { hasError, type TransactionalRequest } from '../../kafka/clients/producer/transaction-manager.ts'
import { kindOf } from '../../kafka/common/node-kind.ts'
import type { TopicPartition } from '../../kafka/common/topic-partition.ts'
import type { LogRecord, Sender } from '../../kafka/log/record-batch.ts'
import { rulesOf } from '../../kafka/profile/registry.ts'
import type { DeleteRecordsRequest } from '../../kafka/protocol/delete-records.ts'

/** Name of the consumer that reads everything once more at the end. */
export const AUDIT = 'audit'

/** Sends that one answer was about: send `sendIds[i]` has the offset `baseOffset + i`, or none where that is -1. */
export interface Acknowledgement {
  readonly topicPartition: TopicPartition
  readonly baseOffset: number
  readonly sendIds: readonly number[]
}

/**
 * Of the sends after `from` and up to `to`, its application was told that they are committed, or aborted. Null: whatever it
 * was told, it may be either (`endsEitherWay`).
 */
export interface EndedTransaction {
  readonly from: number
  readonly to: number
  readonly committed: boolean | null
}

export interface ProducerHistory {
  readonly sender: Sender
  /** It waits for every replica in sync. */
  readonly waitsForAll: boolean
  readonly acknowledged: Acknowledgement[]
  /** Sends that were accepted, and then failed. */
  readonly failed: Set<number>
  readonly transactions: EndedTransaction[]
}

/** What a consumer was handed of a partition from one assignment to the next, in order. */
export interface Reading {
  readonly consumer: string
  readonly topicPartition: TopicPartition
  readonly committedOnly: boolean
  /** Who is out of range goes on at the end. */
  readonly skipsToEnd: boolean
  readonly offsets: number[]
  readonly records: LogRecord[]
}

export interface History {
  readonly producers: ProducerHistory[]
  readonly readings: Reading[]
  /**
   * Up to where records were deleted on demand. The log may begin earlier again: a broker that is killed forgets the new
   * start, and so may who leads after it.
   */
  readonly deletedUpTo: Map<TopicPartition, number>
  /** A coordinator has ended a transaction of theirs without a marker; whatever its producer ends next, ends it as well. */
  readonly unmarked: Set<TopicPartition>
  readonly heard: WeakMap<object, (() => void) | null>
}

export function createHistory(): History {
  return { producers: [], readings: [], deletedUpTo: new Map(), unmarked: new Set(), heard: new WeakMap() }
}

/** Hears what the clients of a node say from now on. To be called after every event of the node. */
export function listen(history: History, world: World, nodeId: string): void {
  const node = world.nodes.get(nodeId)
  if (node === undefined) return
  for (const { name, client } of kindOf(world, node).heldClients?.(node) ?? []) {
    let look = history.heard.get(client)
    if (look === undefined) {
      look = 'accumulator' in client ? hearProducer(history, client) : hearConsumer(history, name, client)
      history.heard.set(client, look)
    }
    look?.()
  }
}

/** To be called after the broker at `nodeId` was asked to delete records. */
export function noteDeleted(
  { deletedUpTo }: History,
  world: World,
  nodeId: string,
  { partitions }: DeleteRecordsRequest,
): void {
  const node = world.nodes.get(nodeId)
  if (node === undefined) return
  const asked = new Set(partitions.map(({ topicPartition }) => topicPartition))
  for (const { log } of kindOf(world, node).heldPartitions?.(node) ?? []) {
    if (!asked.has(log.topicPartition)) continue
    deletedUpTo.set(log.topicPartition, Math.max(deletedUpTo.get(log.topicPartition) ?? 0, log.logStartOffset))
  }
}

/** An application takes all that happened at once, and leaves an empty list behind. */
function hearEvents<E>(client: { events: E[] }, hear: (event: E) => void): void {
  let events = client.events
  Object.defineProperty(client, 'events', {
    enumerable: true,
    configurable: true,
    get: () => events,
    set(next: E[]) {
      if (next.length === 0) for (const event of events) hear(event)
      events = next
    },
  })
}

function hearProducer(history: History, client: ProducerClient): (() => void) | null {
  const { acks } = client.config
  const told: ProducerHistory = {
    sender: client.sender,
    waitsForAll: acks !== 0 && acks !== 1,
    acknowledged: [],
    failed: new Set(),
    transactions: [],
  }
  history.producers.push(told)
  const calls = new Map<number, string>()
  hearEvents<ProducerEvent>(client, (event) => {
    if (event.type === 'acknowledged') {
      const { topicPartition, baseOffset, sendIds } = event
      told.acknowledged.push({ topicPartition, baseOffset, sendIds: [...sendIds] })
    } else if (event.type === 'failed' && !event.thrown) {
      // In some versions a send that gets into no batch says nothing of its transaction.
      const counts = event.topicPartition !== null || rulesOf(client.config).client.transactionCalls.failsWithSend
      if (counts) for (const send of event.sendIds) told.failed.add(send)
    }
    if (event.type === 'returned' && event.error === null) end(told, calls.get(event.callId), client.nextSendId - 1)
  })
  const manager = client.transactions
  if (manager === null) return null
  // A call that gave up is told nothing more, but nothing else may begin before what it asked for is done.
  let gaveUp: { readonly call: string; readonly to: number } | null = null
  return () => {
    const { pending } = manager
    if (pending === null) {
      if (gaveUp !== null && !hasError(manager)) end(told, gaveUp.call, gaveUp.to)
      gaveUp = null
      return
    }
    const to = client.nextSendId - 1
    gaveUp = pending.timedOut ? { call: pending.call, to } : null
    calls.set(pending.callId, pending.call)
    if (endsEitherWay(client)) endAs(told, null, to)
  }
}

/**
 * Its application aborts while the end of a commit is still to be sent, or on its way. In 2.5.0 the state alone says what
 * may follow a commit that gave up waiting (TransactionManager.handleCachedTransactionRequestResult). Where a batch of it
 * fails while another one is not answered yet, the commit's EndTxn lies in pendingRequests, the commit that is made again
 * throws, and the application aborts: beginAbort takes away the error for which maybeTerminateRequestWithError would have
 * dropped that EndTxn, and nextRequest sends it. The abort's own finds transactionStarted false then, and says that it is
 * done. Later versions let nothing follow but the same call.
 */
function endsEitherWay({ transactions, config }: ProducerClient): boolean {
  if (transactions === null || rulesOf(config).client.transactionCalls.timedOutCallsAreMadeAgain) return false
  const { pending, queue, inFlight } = transactions
  return pending?.call === 'abortTransaction' && [...queue, inFlight].some(commits)
}

function commits(request: TransactionalRequest | null): boolean {
  return request?.kind === 'endTxn' && request.committed
}

function end(told: ProducerHistory, call: string | undefined, to: number): void {
  if (call === 'commitTransaction' || call === 'abortTransaction') endAs(told, call === 'commitTransaction', to)
}

/** What may be either is noted once, whatever its application is told of it later. */
function endAs({ transactions }: ProducerHistory, committed: boolean | null, to: number): void {
  const last = transactions.at(-1)
  const from = last?.to ?? 0
  if (last?.committed !== null || to > from) transactions.push({ from, to, committed })
}

function hearConsumer({ readings }: History, consumer: string, client: ConsumerClient): null {
  const open = new Map<TopicPartition, Reading>()
  const committedOnly = client.config.isolationLevel === 'read_committed'
  const skipsToEnd = client.config.autoOffsetReset.kind === 'latest'
  hearEvents<ConsumerEvent>(client, (event) => {
    if (event.type === 'assigned' || event.type === 'revoked' || event.type === 'lost')
      for (const topicPartition of event.partitions) open.delete(topicPartition)
    if (event.type !== 'polled') return
    for (const { topicPartition, offset, record } of event.records) {
      let reading = open.get(topicPartition)
      if (reading === undefined) {
        reading = { consumer, topicPartition, committedOnly, skipsToEnd, offsets: [], records: [] }
        open.set(topicPartition, reading)
        readings.push(reading)
      }
      reading.offsets.push(offset)
      reading.records.push(record)
    }
  })
  return null
}

export interface Told {
  readonly acknowledged: number
  readonly transactions: number
  readonly read: number
}

/** How much of each there was. */
export function toldIn({ producers, readings }: History): Told {
  const sends = producers.flatMap(({ acknowledged }) => acknowledged.map(({ sendIds }) => sendIds.length))
  return {
    acknowledged: sends.reduce((sum, count) => sum + count, 0),
    transactions: producers.reduce((sum, { transactions }) => sum + transactions.length, 0),
    read: readings.reduce((sum, { offsets }) => sum + offsets.length, 0),
  }
}
