/** createProducer, send, abandonProducer. */

import type { NodeContext } from '../../engine/node-context.ts'
import { bootstrapAsGiven } from '../clients/core/bootstrap.ts'
import {
  closeProducer,
  createProducerClient,
  flushProducer,
  type ProducerClient,
  sendRecord,
} from '../clients/producer/producer-client.ts'
import { parseProducerConfig } from '../clients/producer/producer-config.ts'
import { toProducerRecord } from '../clients/producer/producer-node.ts'
import { refuseRecord } from '../clients/producer/refusals.ts'
import {
  abortTransaction,
  beginTransaction,
  commitTransaction,
  initTransactions,
  sendOffsetsToTransaction,
} from '../clients/producer/transaction-manager.ts'
import type { Called } from '../clients/producer/transactional-calls.ts'
import type { ClientOperation } from '../cluster/commands.ts'
import { topicPartition } from '../common/topic-partition.ts'
import { profileOf } from '../profile/registry.ts'
import {
  configArgument,
  madeWith,
  OK,
  type RunningOperation,
  recordsArgument,
  textArgument,
  thrown,
} from './java-client-operations.ts'
import { addressOf, type Begun, type JavaClientsState } from './java-clients-state.ts'

export type RunningSend = Extract<RunningOperation, { kind: 'send' }>

interface Base {
  readonly resultIndex: number
  readonly startedAtUs: number
}

/** Null where the operation is not a producer's. */
export function startProducerOperation(
  state: JavaClientsState,
  operation: ClientOperation,
  base: Base,
  node: NodeContext,
): Begun | null {
  switch (operation.op) {
    case 'createProducer':
      return createProducer(state, operation, node)
    case 'send':
      return startSend(state, operation, base, node)
    case 'abandonProducer': {
      const name = textArgument(operation, 'producer')
      const producer = state.producers.get(name)
      if (producer !== undefined) closeProducer(producer, 0, node.as(addressOf(name)))
      state.producers.delete(name)
      return { result: OK }
    }
    case 'initTransactions':
    case 'begin':
    case 'commit':
    case 'abort':
    case 'sendOffsets':
      return callTransactional(state, operation, base, node)
    default:
      return null
  }
}

function callTransactional(
  state: JavaClientsState,
  operation: ClientOperation,
  base: Base,
  node: NodeContext,
): Begun | null {
  const name = textArgument(operation, 'producer')
  const producer = state.producers.get(name)
  if (producer === undefined) return null
  const called = startCall(producer, operation, node.as(addressOf(name)))
  if (called === null) return { result: OK }
  if (typeof called !== 'number') return { result: thrown(called) }
  return { ...base, kind: 'transaction', producer: name, callId: called }
}

/** Null: it has returned already. */
function startCall(producer: ProducerClient, operation: ClientOperation, node: NodeContext): Called | null {
  switch (operation.op) {
    case 'initTransactions':
      return initTransactions(producer, node)
    case 'commit':
      return commitTransaction(producer, node)
    case 'abort':
      return abortTransaction(producer, node)
    case 'sendOffsets': {
      const offsets = (operation.offsets ?? []) as readonly (readonly [string, number, number])[]
      const partitions = offsets.map(([topic, partition, offset]) => ({
        topicPartition: topicPartition(topic, partition),
        offset,
        leaderEpoch: -1,
        metadata: '',
      }))
      const group = { groupId: textArgument(operation, 'group'), generationId: -1, memberId: '', groupInstanceId: null }
      return sendOffsetsToTransaction(producer, { ...group, partitions }, node)
    }
    default:
      return beginTransaction(producer)
  }
}

function createProducer(state: JavaClientsState, operation: ClientOperation, node: NodeContext): Begun {
  const name = textArgument(operation, 'name')
  const config = configArgument(operation)
  const profile = profileOf(state.profile)
  const bootstrap = bootstrapAsGiven(config, state.bootstrap, 'producer', parseProducerConfig(config, profile), profile)
  if ('error' in bootstrap) return { result: thrown(bootstrap.error) }
  const timerScope = `java-producer-${name}-${++state.clients}`
  const clientId = config['client.id'] ?? name
  const producer = createProducerClient(
    { clientId, config, profile: state.profile, bootstrap, timerScope },
    node.as(addressOf(name)),
  )
  if ('error' in producer) return { result: thrown(producer.error) }
  state.producers.set(name, producer)
  return { result: madeWith(profileOf(state.profile).configs.producer, config) }
}

function startSend(state: JavaClientsState, operation: ClientOperation, base: Base, node: NodeContext): Begun {
  const name = textArgument(operation, 'producer')
  const records = recordsArgument(operation)
  const send: RunningSend = {
    ...base,
    kind: 'send',
    producer: name,
    each: operation.wait === 'each',
    records,
    nextRecord: 0,
    sendIds: [],
    outcomes: records.map(() => null),
    flushId: 0,
    flushed: false,
    refusal: null,
  }
  continueSend(state, send, node)
  return send.refusal === null ? send : { result: thrown(send.refusal) }
}

/** Sends the next record where the last was answered, or all of them and flushes. */
export function continueSend(state: JavaClientsState, send: RunningSend, node: NodeContext): void {
  const producer = state.producers.get(send.producer)
  if (producer === undefined) return
  const context = node.as(addressOf(send.producer))
  while (send.nextRecord < send.records.length) {
    if (send.each && send.nextRecord > 0 && send.outcomes[send.nextRecord - 1] === null) return
    const record = send.records[send.nextRecord]
    if (record === undefined) return
    const refusal = refuseRecord(record)
    // The program cannot even make the record, so it gets no further: what it has sent by then stays sent.
    if (refusal !== null) {
      send.refusal = refusal
      return
    }
    send.sendIds[send.nextRecord] = sendRecord(producer, toProducerRecord(record), context)
    send.nextRecord++
    if (send.each) return
  }
  if (!send.each && send.flushId === 0) send.flushId = flushProducer(producer, context)
}
