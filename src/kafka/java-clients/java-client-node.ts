/**
 * A Java program with producers and consumers by name, operated from outside one call after another, as the one that made
 * the recordings. Each client has an address of its own, as it would have connections of its own.
 */
import type { NodeBehavior, NodeContext, Timer } from '../../engine/node-context.ts'
import {
  closeConsumer,
  onConsumerDisconnect,
  onConsumerMessage,
  onConsumerTimer,
} from '../clients/consumer/consumer-client.ts'
import { clientError } from '../clients/core/client-error.ts'
import {
  closeProducer,
  onProducerDisconnect,
  onProducerMessage,
  onProducerTimer,
} from '../clients/producer/producer-client.ts'
import type { ClientOperation } from '../cluster/commands.ts'
import { callOfMissingClient } from './closed-client.ts'
import { OK, textArgument, thrown } from './java-client-operations.ts'
import { addressOf, type Begun, type JavaClientsState, setResult } from './java-clients-state.ts'
import { startConsumerOperation } from './java-consumer-operations.ts'
import { startProducerOperation } from './java-producer-operations.ts'
import { settleOperations } from './java-settle.ts'

export type { JavaClientsState } from './java-clients-state.ts'

interface OperationTimer extends Timer {
  readonly type: 'JavaClientOperation'
  readonly resultIndex: number
}

/** One still blocked after this long is said to hang. */
const HANGS_AFTER_US = 100_000_000
const CLOSE_TIMEOUT_MS = 30_000

export const javaClientsBehavior: NodeBehavior<JavaClientsState> = {
  start(_disk, spec) {
    const { profile, bootstrap } = spec as { readonly profile: string; readonly bootstrap: readonly string[] }
    return { profile, bootstrap, producers: new Map(), consumers: new Map(), results: [], running: [], clients: 0 }
  },
  onMessage(state, message, node) {
    for (const [name, producer] of state.producers) {
      if (message.to === addressOf(name)) onProducerMessage(producer, message, node.as(message.to))
    }
    for (const [name, { client }] of state.consumers) {
      if (message.to === addressOf(name)) onConsumerMessage(client, message, node.as(message.to))
    }
    settleOperations(state, node)
  },
  onTimer(state, timer, node) {
    if (timer.type === 'JavaClientOperation') onOperationTimer(state, (timer as OperationTimer).resultIndex, node)
    for (const [name, producer] of state.producers) onProducerTimer(producer, timer, node.as(addressOf(name)))
    for (const [name, { client }] of state.consumers) onConsumerTimer(client, timer, node.as(addressOf(name)))
    settleOperations(state, node)
  },
  onDisconnect(state, peer, node) {
    for (const [name, producer] of state.producers)
      if (node.nodeId === addressOf(name)) onProducerDisconnect(producer, peer, node)
    for (const [name, { client }] of state.consumers)
      if (node.nodeId === addressOf(name)) onConsumerDisconnect(client, peer, node)
    settleOperations(state, node)
  },
  onCommand(state, command, node) {
    if (command.type !== 'ClientOperation') return
    startOperation(state, (command as unknown as { readonly operation: ClientOperation }).operation, node)
    settleOperations(state, node)
  },
  survive: () => null,
}

function startOperation(state: JavaClientsState, operation: ClientOperation, node: NodeContext): void {
  const resultIndex = state.results.length
  state.results.push({ operation, result: null })
  const outcome = beginOrThrow(state, operation, resultIndex, node)
  if ('kind' in outcome) {
    state.running.push(outcome)
    const waitUs = outcome.kind === 'sleep' ? Math.max(0, outcome.untilUs - node.nowUs || 0) : HANGS_AFTER_US
    const timer: OperationTimer = { type: 'JavaClientOperation', resultIndex, periodic: true }
    node.setTimer(waitUs, timer)
  } else setResult(state, resultIndex, outcome.result)
}

/** Operations come from files and links, and their arguments with them: what makes no sense is the program's exception. */
function beginOrThrow(
  state: JavaClientsState,
  operation: ClientOperation,
  resultIndex: number,
  node: NodeContext,
): Begun {
  try {
    return begin(state, operation, resultIndex, node)
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    return { result: thrown(clientError('IllegalArgumentException', why)) }
  }
}

function begin(state: JavaClientsState, operation: ClientOperation, resultIndex: number, node: NodeContext): Begun {
  const base = { resultIndex, startedAtUs: node.nowUs }
  const withoutClient = callOfMissingClient(state, operation)
  if (withoutClient !== null) return { result: withoutClient }
  const asProducer =
    startProducerOperation(state, operation, base, node) ?? startConsumerOperation(state, operation, base, node)
  if (asProducer !== null) return asProducer
  switch (operation.op) {
    case 'sleep':
      return { ...base, kind: 'sleep', untilUs: node.nowUs + Number(operation.ms ?? 0) * 1000 }
    case 'closeProducer': {
      const name = textArgument(operation, 'producer')
      const producer = state.producers.get(name)
      if (producer === undefined) return { result: OK }
      closeProducer(producer, Infinity, node.as(addressOf(name)))
      return { ...base, kind: 'closeProducer', producer: name }
    }
    case 'closeConsumer': {
      const name = textArgument(operation, 'consumer')
      const consumer = state.consumers.get(name)
      if (consumer === undefined) return { result: OK }
      closeConsumer(consumer.client, CLOSE_TIMEOUT_MS, node.as(addressOf(name)))
      return { ...base, kind: 'closeConsumer', consumer: name }
    }
    default:
      return { result: thrown(clientError('IllegalArgumentException', `unknown op ${operation.op}`)) }
  }
}

function onOperationTimer(state: JavaClientsState, resultIndex: number, node: NodeContext): void {
  const running = state.running.find((each) => each.resultIndex === resultIndex)
  if (running === undefined) return
  if (running.kind === 'sleep') setResult(state, resultIndex, OK)
  // A run that was asked to last longer than that is not blocked.
  else if (running.kind !== 'run' || running.untilUs < node.nowUs - HANGS_AFTER_US)
    setResult(state, resultIndex, { hangs: true })
}
