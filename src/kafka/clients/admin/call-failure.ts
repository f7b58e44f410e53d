/** Counterpart in Kafka: KafkaAdminClient.Call (fail, handleTimeoutFailure): tries, the wait between them, and the end. */
import type { NodeContext } from '../../../engine/node-context.ts'
import { type InFlightRequest, shownCorrelationId } from '../../network/network-client.ts'
import type { Profile } from '../../profile/profile.ts'
import { rulesOf } from '../../profile/registry.ts'
import type { CallOverdue } from '../../profile/rules.ts'
import { backoffUs } from '../core/backoff.ts'
import { apiName } from '../core/unsupported.ts'
import type { AdminCall, AdminClient, AdminError, AdminTag } from './admin-client.ts'
import { idOfPeer } from './admin-metadata.ts'

/**
 * When to try again. A call to whatever node counts each failure and waits the longer the more there were
 * (KafkaAdminClient.Call.fail). One that goes to a coordinator (AdminApiDriver) does so for each broker it has asked, and
 * looks for the coordinator again, where it may be another one now, without any pause.
 */
export function backOff(
  admin: AdminClient,
  call: AdminCall,
  failed: 'coordinator' | 'call' | 'call elsewhere',
  node: NodeContext,
): void {
  const asked = call.asked.get(call.coordinatorId)
  if (failed === 'coordinator') {
    call.coordinatorId = -1
    call.nextTryAtUs = node.nowUs
  } else if (asked === undefined) {
    call.nextTryAtUs = node.nowUs + pauseUs(admin, call.tries, node)
    call.tries++
  } else {
    asked.nextTryAtUs = node.nowUs + pauseUs(admin, asked.tries - 1, node)
    const elsewhere = failed === 'call elsewhere'
    call.nextTryAtUs = elsewhere ? node.nowUs : asked.nextTryAtUs
    if (elsewhere) call.coordinatorId = -1
  }
}

function pauseUs({ backoff, scope }: AdminClient, earlier: number, node: NodeContext): number {
  return backoffUs(backoff, earlier, `retries:${scope}`, node)
}

/** To be called when a request leaves. */
export function countAttempt(call: AdminCall, purpose: 'call' | 'coordinator'): void {
  if (purpose === 'coordinator') call.lookups++
  else if (call.target.kind === 'coordinator') {
    const asked = call.asked.get(call.coordinatorId)
    if (asked === undefined) call.asked.set(call.coordinatorId, { tries: 1, nextTryAtUs: 0 })
    else asked.tries++
  }
}

function triesOf({ target, coordinatorId, asked, lookups, tries }: AdminCall): number {
  if (target.kind !== 'coordinator') return tries + 1
  return asked.get(coordinatorId)?.tries ?? lookups
}

/** What a client is made with where nobody has said otherwise. */
export function adminDefault({ configs }: Profile, name: string): number {
  return Number(configs.fixed.admin[name] ?? configs.admin.get(name)?.defaultValue ?? 0)
}

/**
 * What a call fails with at its deadline. One that waits for a node it could be sent to has nothing else to tell; one
 * under way is cut off together with its connection, and tells of that.
 */
export function timedOut(admin: AdminClient, call: AdminCall, node: NodeContext): AdminError {
  const underWay = admin.network.inFlight.find(({ tag }) => tag.purpose !== 'metadata' && tag.callId === call.callId)
  if (underWay !== undefined) return cutOff(admin, call, underWay, node)
  const { message, cause } = rulesOf(admin).words.callNeverSent(overdue(admin, call, node.nowUs, node))
  return {
    exception: 'TimeoutException',
    message,
    cause: cause === null ? null : { exception: 'TimeoutException', message: cause },
  }
}

/** What became of a call whose connection broke, or was broken off, at its deadline. */
export function cutOff(
  admin: AdminClient,
  call: AdminCall,
  { correlationId, destination }: InFlightRequest<AdminTag>,
  node: NodeContext,
): AdminError {
  const nextTryAtUs = node.nowUs + pauseUs(admin, triesOf(call) - 1, node)
  const facts = overdue(admin, call, nextTryAtUs, node)
  return {
    exception: 'TimeoutException',
    message: rulesOf(admin).words.callCutOff(facts),
    cause: {
      exception: 'DisconnectException',
      message: `Cancelled ${facts.name} request with correlation id ${shownCorrelationId(admin.network, correlationId)} due to node ${idOfPeer(admin, destination)} being disconnected`,
    },
  }
}

function overdue(admin: AdminClient, call: AdminCall, nextTryAtUs: number, node: NodeContext): CallOverdue {
  const epochMs = (atUs: number) => node.wallClockMs + Math.floor((atUs - node.nowUs) / 1000)
  return {
    name: shownName(admin, call),
    nowMs: epochMs(node.nowUs),
    deadlineMs: epochMs(call.deadlineUs),
    tries: triesOf(call),
    nextTryMs: epochMs(nextTryAtUs),
  }
}

function shownName(admin: AdminClient, { name, target, request, coordinatorId }: AdminCall): string {
  if (target.kind !== 'coordinator') return name
  const asked = coordinatorId === -1 ? { type: 'FindCoordinatorRequest' } : request
  return rulesOf(admin).words.callToCoordinator(name, apiName(asked))
}
