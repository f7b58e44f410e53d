/** Counterpart in Kafka: KafkaAdminClient.Call (fail, handleTimeoutFailure): tries, the wait between them, and the end. */
import type { NodeContext } from '../../../engine/node-context.ts'
import { type InFlightRequest, shownCorrelationId } from '../../network/network-client.ts'
import type { Profile } from '../../profile/profile.ts'
import { profileOf } from '../../profile/registry.ts'
import { apiName } from '../core/unsupported.ts'
import type { AdminCall, AdminClient, AdminError, AdminTag } from './admin-client.ts'
import { idOfPeer } from './admin-metadata.ts'

/** Every failure counts as a try, whatever came of it (KafkaAdminClient.Call.fail). */
export function backOff(admin: AdminClient, call: AdminCall, node: NodeContext): void {
  const profile = profileOf(admin.profile)
  const maxMs = adminDefault(profile, 'retry.backoff.max.ms')
  const waitMs = profile.rules.client.backoffMs(adminDefault(profile, 'retry.backoff.ms'), maxMs, call.tries)
  call.tries++
  call.nextTryAtUs = node.nowUs + Math.min(waitMs, maxMs) * 1000
}

/** A number that nobody sets here; what is given in its place is said to count for nothing. */
export function adminDefault({ configs }: Profile, name: string): number {
  return Number(configs.admin.get(name)?.defaultValue ?? 0)
}

/**
 * What a call fails with at its deadline. One that waits for a node it could be sent to has nothing else to tell; one
 * under way is cut off together with its connection, and tells of that.
 */
export function timedOut(admin: AdminClient, call: AdminCall, node: NodeContext): AdminError {
  const underWay = admin.network.inFlight.find(({ tag }) => tag.purpose !== 'metadata' && tag.callId === call.callId)
  if (underWay !== undefined) return cutOff(admin, call, underWay, node)
  const message = `Timed out waiting for a node assignment. Call: ${shownName(call)}`
  return { exception: 'TimeoutException', message, cause: null }
}

/** What became of a call whose connection broke, or was broken off, at its deadline. */
export function cutOff(
  admin: AdminClient,
  call: AdminCall,
  { correlationId, destination }: InFlightRequest<AdminTag>,
  node: NodeContext,
): AdminError {
  const name = shownName(call)
  backOff(admin, call, node)
  const epochMs = (atUs: number) => node.wallClockMs + Math.floor((atUs - node.nowUs) / 1000)
  const shown = `Call(callName=${name}, deadlineMs=${epochMs(call.deadlineUs)}, tries=${call.tries}, nextAllowedTryMs=${epochMs(call.nextTryAtUs)})`
  return {
    exception: 'TimeoutException',
    message: `${shown} timed out at ${epochMs(node.nowUs)} after ${call.tries} attempt(s)`,
    cause: {
      exception: 'DisconnectException',
      message: `Cancelled ${name} request with correlation id ${shownCorrelationId(admin.network, correlationId)} due to node ${idOfPeer(admin, destination)} being disconnected`,
    },
  }
}

/** Calls that go through the coordinator's lookup say which of their requests it is (PartitionLeaderStrategy and others). */
function shownName({ name, target, request, coordinatorId }: AdminCall): string {
  if (target.kind !== 'coordinator') return name
  const asked = coordinatorId === -1 ? { type: 'FindCoordinatorRequest' } : request
  return `${name}(api=${apiName(asked)})`
}
