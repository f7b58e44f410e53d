/** Calls that ask the cluster and are answered later: how they begin, back off, time out and end. */
import type { NodeContext } from '../../../engine/node-context.ts'
import { backoffUs } from '../core/backoff.ts'
import type { ClientError } from '../core/client-error.ts'
import type { CallValue, ConsumerCall, ConsumerClient } from './consumer-state.ts'

/** What every call begins with. */
export function newCall(consumer: ConsumerClient, timeoutMs: number, node: NodeContext) {
  return {
    callId: consumer.nextCallId++,
    deadlineUs: node.nowUs + timeoutMs * 1000,
    inFlight: 0,
    retryAtUs: 0,
    failures: 0,
  }
}

export function complete(consumer: ConsumerClient, call: ConsumerCall, value: CallValue): void {
  consumer.calls.delete(call.callId)
  consumer.events.push({ type: 'completed', callId: call.callId, value })
}

export function failCall(consumer: ConsumerClient, call: ConsumerCall, error: ClientError): void {
  consumer.calls.delete(call.callId)
  consumer.lastError = error.class
  consumer.events.push({ type: 'callFailed', callId: call.callId, error })
}

/** Tries again after retry.backoff.ms, doubling. */
export function backOff(consumer: ConsumerClient, call: ConsumerCall, node: NodeContext): void {
  call.retryAtUs = node.nowUs + retryBackoffUs(consumer, call.failures, node)
  call.failures++
}

export function retryBackoffUs(consumer: ConsumerClient, failures: number, node: NodeContext): number {
  const { profile, retryBackoffMs, retryBackoffMaxMs } = consumer.config
  const backoff = { profile, initialMs: retryBackoffMs, maxMs: retryBackoffMaxMs }
  return backoffUs(backoff, failures, `retries:${consumer.scope}`, node)
}
