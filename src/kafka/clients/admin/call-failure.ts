/** Counterpart in Kafka: KafkaAdminClient.Call (fail, handleTimeoutFailure): tries, the wait between them, and the end. */
import type { NodeContext } from '../../../engine/node-context.ts'
import { type InFlightRequest, shownCorrelationId } from '../../network/network-client.ts'
import { apiName } from '../core/unsupported.ts'
import type { AdminCall, AdminClient, AdminError, AdminTag } from './admin-client.ts'
import { idOfPeer } from './admin-metadata.ts'

/** retry.backoff.ms 100 doubling to retry.backoff.max.ms 1000. */
const RETRY_BACKOFF_US = 100_000
const RETRY_BACKOFF_MAX_US = 1_000_000
/** Every failure counts as a try, whatever came of it (KafkaAdminClient.Call.fail). */
export function backOff(call: AdminCall, node: NodeContext): void {
  let wait = RETRY_BACKOFF_US
  for (let doubling = 0; doubling < call.tries && wait < RETRY_BACKOFF_MAX_US; doubling++) wait *= 2
  call.tries++
  call.nextTryAtUs = node.nowUs + Math.min(wait, RETRY_BACKOFF_MAX_US)
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
  backOff(call, node)
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
