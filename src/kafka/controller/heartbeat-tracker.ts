/**
 * Counterpart in Kafka: org.apache.kafka.controller.BrokerHeartbeatTracker, with the periodic task maybeFenceStaleBroker of
 * QuorumController. When each incarnation of a broker was heard of last. A session is over once that is longer ago than
 * broker.session.timeout.ms, and nothing ends it before: neither that the broker was fenced nor that it stopped in good
 * order, so that its id is refused to the next process until then.
 */
import type { NodeContext, NodeId } from '../../engine/node-context.ts'
import { brokerNode } from '../common/addresses.ts'
import { inBucketOrder } from '../common/java-hash.ts'
import type { ActiveController, BrokerContact } from './controller-state.ts'

/** The controller looks for stale brokers eight times in a session, and at once again when it has found one. */
const CHECKS_PER_SESSION = 8
const IMMEDIATE_US = 10_000

type Incarnation = Pick<BrokerContact, 'brokerId' | 'brokerEpoch'>

function keyOf({ brokerId, brokerEpoch }: Incarnation): string {
  return `${brokerId}:${brokerEpoch}`
}

function checkPeriodUs(timeoutMs: number): number {
  return Math.max(1_000, Math.floor((timeoutMs * 1_000) / CHECKS_PER_SESSION))
}

/** A sign of life, whoever it is and whatever is made of it. */
export function updateContactTime(
  active: ActiveController,
  incarnation: Incarnation,
  timeoutMs: number,
  node: NodeContext,
): void {
  const { brokerId, brokerEpoch } = incarnation
  const contact = active.contacts.get(keyOf(incarnation))
  if (contact === undefined) {
    active.contacts.set(keyOf(incarnation), { brokerId, brokerEpoch, atUs: node.nowUs, goneCause: 0 })
  } else {
    contact.atUs = node.nowUs
    contact.goneCause = 0
  }
  armStaleCheck(active, timeoutMs, node)
}

function isExpired({ atUs }: BrokerContact, timeoutMs: number, nowUs: number): boolean {
  return atUs + timeoutMs * 1_000 < nowUs
}

export function hasValidSession(
  active: ActiveController,
  incarnation: Incarnation,
  timeoutMs: number,
  node: NodeContext,
): boolean {
  const contact = active.contacts.get(keyOf(incarnation))
  return contact !== undefined && !isExpired(contact, timeoutMs, node.nowUs)
}

/** When it was heard of last and when the controller will find that this was too long ago; null: it is not tracked. */
export function trackedSession(
  active: ActiveController,
  incarnation: Incarnation,
  timeoutMs: number,
): { readonly sinceUs: number; readonly untilUs: number } | null {
  const contact = active.contacts.get(keyOf(incarnation))
  return contact === undefined ? null : { sinceUs: contact.atUs, untilUs: foundExpiredAtUs(active, contact, timeoutMs) }
}

/** The first check after its session is over. */
function foundExpiredAtUs({ staleCheck }: ActiveController, contact: BrokerContact, timeoutMs: number): number {
  const { nextAtUs } = staleCheck
  const expiredUs = contact.atUs + timeoutMs * 1_000 + 1
  const periodUs = checkPeriodUs(timeoutMs)
  return nextAtUs + Math.max(0, Math.ceil((expiredUs - nextAtUs) / periodUs)) * periodUs
}

export function beginStaleChecks(active: ActiveController, timeoutMs: number, node: NodeContext): void {
  active.staleCheck.nextAtUs = node.nowUs + checkPeriodUs(timeoutMs)
}

/**
 * Checks that find nothing are left out: the timer fires at the one that may find something. Heartbeats do not move it;
 * it looks, when it fires, how long ago the last one was.
 */
export function armStaleCheck(active: ActiveController, timeoutMs: number, node: NodeContext): void {
  const { staleCheck } = active
  if (staleCheck.timer !== null) return
  let earliestUs = Infinity
  for (const contact of active.contacts.values())
    earliestUs = Math.min(earliestUs, foundExpiredAtUs(active, contact, timeoutMs))
  if (earliestUs === Infinity) return
  staleCheck.timer = node.setTimer(earliestUs - node.nowUs, { type: 'BrokerSessionTimeout', periodic: true })
}

/** One at a time, so that what comes of it is there before the next one is looked at; undefined: everyone is well. */
export function removeExpired(
  active: ActiveController,
  timeoutMs: number,
  node: NodeContext,
): BrokerContact | undefined {
  active.staleCheck.timer = null
  const expired = inTableOrder(active).find((contact) => isExpired(contact, timeoutMs, node.nowUs))
  if (expired === undefined) return undefined
  active.contacts.delete(keyOf(expired))
  active.staleCheck.nextAtUs = node.nowUs + IMMEDIATE_US
  return expired
}

/** As a ConcurrentHashMap over BrokerIdAndEpoch lists them; it doubles when three quarters of it are taken. */
function inTableOrder({ contacts }: ActiveController): BrokerContact[] {
  let tableSize = 16
  while (contacts.size >= tableSize * 0.75) tableSize *= 2
  return inBucketOrder([...contacts.values()], hashOf, tableSize)
}

function hashOf({ brokerId, brokerEpoch }: Incarnation): number {
  const high = Math.floor(brokerEpoch / 4_294_967_296)
  return (Math.imul(brokerId, 31) + ((brokerEpoch | 0) ^ high)) | 0
}

/** The broker's process ended: its session goes on, but what comes of it will name this death as its cause. */
export function noteDisconnect(active: ActiveController, peer: NodeId, node: NodeContext): void {
  for (const contact of active.contacts.values())
    if (brokerNode(contact.brokerId) === peer && contact.goneCause === 0) contact.goneCause = node.cause
}
