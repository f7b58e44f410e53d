/** Hands the clients' events to the operations that wait for them, until nothing moves any more. */
import type { NodeContext } from '../../engine/node-context.ts'
import { type ConsumerEvent, endOffsets, startPoll, takeConsumerEvents } from '../clients/consumer/consumer-client.ts'
import { clientError } from '../clients/core/client-error.ts'
import { type ProducerEvent, takeProducerEvents } from '../clients/producer/producer-client.ts'
import {
  byName,
  OK,
  type OperationResult,
  type RunningOperation,
  shownRecord,
  sortedNames,
  thrown,
} from './java-client-operations.ts'
import { addressOf, type JavaClientsState, type JavaConsumer, setResult } from './java-clients-state.ts'
import { RUN_POLL_MS } from './java-consumer-operations.ts'
import { continueSend } from './java-producer-operations.ts'

type RunningCall = Extract<RunningOperation, { kind: 'call' }>
type RunningRun = Extract<RunningOperation, { kind: 'run' }>

export function settleOperations(state: JavaClientsState, node: NodeContext): void {
  for (let moved = true; moved; ) {
    moved = false
    for (const [name, producer] of state.producers) {
      for (const event of takeProducerEvents(producer)) {
        moved = true
        onProducerEvent(state, name, event, node)
      }
    }
    for (const [name, consumer] of state.consumers) {
      for (const event of takeConsumerEvents(consumer.client)) {
        moved = true
        onConsumerEvent(state, name, consumer, event, node)
      }
    }
  }
}

function onProducerEvent(state: JavaClientsState, name: string, event: ProducerEvent, node: NodeContext): void {
  for (const running of state.running) {
    if (running.kind === 'closeProducer' && running.producer === name && event.type === 'closed') {
      state.producers.delete(name)
      setResult(state, running.resultIndex, OK)
    }
    if (running.kind === 'transaction' && event.type === 'returned') {
      if (running.producer === name && running.callId === event.callId)
        setResult(state, running.resultIndex, event.error === null ? OK : thrown(event.error))
    }
    if (running.kind !== 'send' || running.producer !== name) continue
    if (event.type === 'flushed' && event.flushId === running.flushId) running.flushed = true
    if (event.type === 'acknowledged' || event.type === 'failed') noteOutcome(running, event)
    if (event.type === 'chainedTooOften' && (running.each || running.flushed)) noteOverflow(running, event.sendIds)
    continueSend(state, running, node)
    if (running.refusal !== null) {
      setResult(state, running.resultIndex, thrown(running.refusal))
      continue
    }
    const all = running.outcomes.every((outcome) => outcome !== null)
    if (all && (running.each || running.flushed)) setResult(state, running.resultIndex, running.outcomes)
  }
}

function noteOutcome(
  send: Extract<RunningOperation, { kind: 'send' }>,
  event: Extract<ProducerEvent, { type: 'acknowledged' | 'failed' }>,
): void {
  event.sendIds.forEach((sendId, i) => {
    const index = send.sendIds.indexOf(sendId)
    // What is sent outside of a transaction throws at once, lies in the accumulator all the same, and has no future.
    if (index === -1 || send.outcomes[index] !== null) return
    if (event.type === 'failed') send.outcomes[index] = thrown(event.error)
    else
      send.outcomes[index] = { partition: event.partition, offset: event.baseOffset === -1 ? -1 : event.baseOffset + i }
  })
}

function noteOverflow(send: Extract<RunningOperation, { kind: 'send' }>, sendIds: readonly number[]): void {
  for (const sendId of sendIds) {
    const index = send.sendIds.indexOf(sendId)
    if (index !== -1) send.outcomes[index] ??= thrown(clientError('StackOverflowError', null))
  }
}

function onConsumerEvent(
  state: JavaClientsState,
  name: string,
  consumer: JavaConsumer,
  event: ConsumerEvent,
  node: NodeContext,
): void {
  if (event.type === 'assigned' || event.type === 'revoked' || event.type === 'lost') {
    consumer.events.push({ [event.type]: sortedNames(event.partitions) })
    return
  }
  for (const running of state.running) {
    if (running.kind === 'closeConsumer' && running.consumer === name && event.type === 'closed') {
      state.consumers.delete(name)
      setResult(state, running.resultIndex, OK)
    } else if (running.kind === 'call' && running.consumer === name) onCallEvent(state, running, consumer, event, node)
    else if (running.kind === 'run' && running.consumers.has(name))
      onRunEvent(state, running, { name, consumer }, event, node)
  }
}

function onCallEvent(
  state: JavaClientsState,
  call: RunningCall,
  consumer: JavaConsumer,
  event: ConsumerEvent,
  node: NodeContext,
): void {
  if ((event.type !== 'completed' && event.type !== 'callFailed') || event.callId !== call.callId) return
  if (event.type === 'callFailed') return setResult(state, call.resultIndex, thrown(event.error))
  const { value } = event
  if (value.kind === 'offsets' && call.beginnings === null) {
    call.beginnings = value.offsets
    call.callId = endOffsets(consumer.client, call.partitions, node.as(addressOf(call.consumer)))
    return
  }
  setResult(state, call.resultIndex, shownValue(call, value))
}

function shownValue(call: RunningCall, value: Extract<ConsumerEvent, { type: 'completed' }>['value']): OperationResult {
  switch (value.kind) {
    case 'commit':
      return OK
    case 'position':
      return { position: value.position }
    case 'committed':
      return byName(call.partitions, (name) => value.offsets.get(name) ?? null)
    case 'offsets':
      return byName(call.partitions, (name) => [call.beginnings?.get(name) ?? -1, value.offsets.get(name) ?? -1])
    case 'offsetsForTimes':
      return byName(call.partitions, (name) => {
        const found = value.offsets.get(name) ?? null
        return found === null ? null : [found.offset, found.timestamp]
      })
  }
}

/** Each consumer polls on by itself, until its time is over or enough was seen by all of them together. */
function onRunEvent(
  state: JavaClientsState,
  run: RunningRun,
  { name, consumer }: { readonly name: string; readonly consumer: JavaConsumer },
  event: ConsumerEvent,
  node: NodeContext,
): void {
  const own = run.consumers.get(name)
  if (own === undefined || own.result !== null) return
  if (event.type === 'polled') {
    for (const record of event.records) {
      run.seen++
      const list = own.records.get(record.topicPartition)
      if (list === undefined) own.records.set(record.topicPartition, [shownRecord(record)])
      else list.push(shownRecord(record))
    }
    if (node.nowUs < run.untilUs && run.seen < run.wanted)
      return startPoll(consumer.client, RUN_POLL_MS, node.as(addressOf(name)))
    own.result = { assignment: sortedNames(consumer.client.partitions.keys()) }
  } else if (event.type === 'pollFailed') own.result = thrown(event.error)
  else return
  const records = byName(sortedNames(own.records.keys()), (partition) => own.records.get(partition) ?? [])
  own.result = { ...(own.result as object), records, events: [...consumer.events] }
  const results = [...run.consumers].map(([each, { result }]) => [each, result] as const)
  if (results.every(([, result]) => result !== null)) setResult(state, run.resultIndex, Object.fromEntries(results))
}
