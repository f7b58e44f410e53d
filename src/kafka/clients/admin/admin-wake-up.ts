/** When an admin client has to look again of its own accord. */
import type { NodeContext, Timer } from '../../../engine/node-context.ts'
import type { AdminClient } from './admin-client.ts'

export interface AdminWakeUp extends Timer {
  readonly type: 'AdminWakeUp'
  readonly scope: string
}

/**
 * One timer for everything: the earliest deadline, retry or end of a reconnect backoff. That a request has timed out does
 * not wake Java's client either, which looks only when it is awake anyway: one that is held at its broker lasts until its
 * call's deadline, whatever request.timeout.ms says. Requests for metadata are calls with that time for a deadline, and so
 * long it waits for the handshake on a new connection, which a process that runs answers at once.
 */
export function wakeUpInTime(admin: AdminClient, node: NodeContext): void {
  let atUs = Infinity
  for (const { tag, destination, expiresAtUs } of admin.network.inFlight) {
    const isOpen = admin.answered.has(destination) || node.machineOf(destination)?.status === 'running'
    if (tag.purpose === 'metadata' || !isOpen) atUs = Math.min(atUs, expiresAtUs)
  }
  let idle = false
  for (const call of admin.calls.values()) {
    atUs = Math.min(atUs, call.deadlineUs)
    if (call.sentTo !== null) continue
    if (call.nextTryAtUs > node.nowUs) atUs = Math.min(atUs, call.nextTryAtUs)
    else idle = true
  }
  if (idle)
    for (const backoff of admin.network.backoff.values())
      if (backoff.untilUs > node.nowUs) atUs = Math.min(atUs, backoff.untilUs)
  if (idle && admin.nextMetadataUs > node.nowUs) atUs = Math.min(atUs, admin.nextMetadataUs)
  if (admin.wakeUp !== null) {
    if (admin.wakeUp.atUs <= atUs && admin.wakeUp.atUs >= node.nowUs) return
    node.cancelTimer(admin.wakeUp.timerId)
    admin.wakeUp = null
  }
  if (atUs === Infinity) return
  const timer: AdminWakeUp = { type: 'AdminWakeUp', scope: admin.scope }
  admin.wakeUp = { timerId: node.setTimer(Math.max(0, atUs - node.nowUs), timer), atUs }
}
