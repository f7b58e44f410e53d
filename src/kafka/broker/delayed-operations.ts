/**
 * Counterpart in Kafka: kafka.cluster.DelayedOperations and DelayedOperationPurgatory. Who is waiting for something at a
 * partition is woken when it grows, is committed further, or passes to another leader. Whoever makes requests wait
 * registers here what to do then; this file knows none of them, so that each may wait for what another does.
 */
import { assert } from '../../engine/assert.ts'
import type { NodeContext } from '../../engine/node-context.ts'
import type { BrokerState, Partition } from './broker-state.ts'

/** What one sort of waiting request does when something happened at a partition. All that is absent does nothing. */
export interface Waiter {
  /** The leader's log has grown by `bytes`. */
  afterAppend?(state: BrokerState, partition: Partition, bytes: number, node: NodeContext): void
  /** The high watermark, of a leader or of a follower, moved on from `from`. */
  afterHighWatermark?(state: BrokerState, partition: Partition, from: number, node: NodeContext): void
  /** A replica moved its log start. */
  afterLowWatermark?(state: BrokerState, partition: Partition, node: NodeContext): void
  /** Another leader, another epoch, or no replica here any more. */
  afterLeaderChange?(state: BrokerState, partition: Partition, node: NodeContext): void
}

/** Who may wait, in the order in which they are woken: a run would be another one if files decided it by being loaded. */
const ORDER = ['produce', 'deleteRecords', 'fetch', 'coordinator'] as const
export type WaiterName = (typeof ORDER)[number]

const registered = new Map<WaiterName, Waiter>()
/** Of each occasion only those who asked for it, since there is one with every record. */
let afterAppend: readonly NonNullable<Waiter['afterAppend']>[] = []
let afterHighWatermark: readonly NonNullable<Waiter['afterHighWatermark']>[] = []
let afterLowWatermark: readonly NonNullable<Waiter['afterLowWatermark']>[] = []
let afterLeaderChange: readonly NonNullable<Waiter['afterLeaderChange']>[] = []

/** To be called once, when the file that makes requests wait is loaded. */
export function registerWaiter(name: WaiterName, waiter: Waiter): void {
  assert(!registered.has(name), 'each sort of waiter registers once')
  registered.set(name, waiter)
  const waiters = ORDER.map((each) => registered.get(each) ?? {})
  afterAppend = waiters.flatMap((each) => each.afterAppend ?? [])
  afterHighWatermark = waiters.flatMap((each) => each.afterHighWatermark ?? [])
  afterLowWatermark = waiters.flatMap((each) => each.afterLowWatermark ?? [])
  afterLeaderChange = waiters.flatMap((each) => each.afterLeaderChange ?? [])
}

export function completeAfterAppend(state: BrokerState, partition: Partition, bytes: number, node: NodeContext): void {
  for (let i = 0; i < afterAppend.length; i++) afterAppend[i]?.(state, partition, bytes, node)
}

export function completeAfterHighWatermark(
  state: BrokerState,
  partition: Partition,
  from: number,
  node: NodeContext,
): void {
  for (let i = 0; i < afterHighWatermark.length; i++) afterHighWatermark[i]?.(state, partition, from, node)
}

export function completeAfterLowWatermark(state: BrokerState, partition: Partition, node: NodeContext): void {
  for (let i = 0; i < afterLowWatermark.length; i++) afterLowWatermark[i]?.(state, partition, node)
}

/** All who wait here are told to look elsewhere. */
export function completeAfterLeaderChange(state: BrokerState, partition: Partition, node: NodeContext): void {
  for (let i = 0; i < afterLeaderChange.length; i++) afterLeaderChange[i]?.(state, partition, node)
}
