/** Counterpart in Kafka: MetadataLoader. What was fetched of the metadata log becomes the broker's image, once committed. */
import type { NodeContext } from '../../../../engine/node-context.ts'
import { emptyMetadataDelta } from '../../../metadata/metadata-delta.ts'
import type { MetadataLogEntry } from '../../../metadata/metadata-records.ts'
import { applyRecord } from '../../../metadata/replay.ts'
import { applySnapshot } from '../../../metadata/snapshot.ts'
import type { BrokerState } from '../../broker-state.ts'
import { publish, publishAll } from '../../metadata-publisher.ts'
import { kraftOf } from './kraft-state.ts'

/** The controller's log begins later than this broker has read: the image is replaced whole (KIP-630). */
export function loadSnapshot(state: BrokerState, entries: readonly MetadataLogEntry[], node: NodeContext): void {
  const delta = emptyMetadataDelta()
  kraftOf(state).loader.pending = []
  applySnapshot(state.metadata, entries, delta)
  if (state.lifecycle.published) publish(state, delta, node)
}

/** Entries of a leadership that came to nothing. What was applied is committed and never goes. */
export function truncatePending(state: BrokerState, endOffset: number): void {
  const { loader } = kraftOf(state)
  const kept = loader.pending.filter((entry) => entry.offset < endOffset)
  // The leader does not know the epoch asked with: without an entry to drop, asking again would be asking for ever.
  loader.pending = kept.length < loader.pending.length ? kept : []
}

/** Returns whether the broker has become ready by it. */
export function publishCommitted(state: BrokerState, node: NodeContext): boolean {
  const { loader } = kraftOf(state)
  const { metadata } = state
  const delta = emptyMetadataDelta()
  let count = 0
  while (count < loader.pending.length && (loader.pending[count] as MetadataLogEntry).offset < loader.highWatermark) {
    applyRecord(metadata, loader.pending[count] as MetadataLogEntry, delta)
    count++
  }
  if (count > 0) loader.pending.splice(0, count)
  if (!state.lifecycle.published) return maybePublishFirst(state, node)
  if (count > 0) publish(state, delta, node)
  return false
}

/**
 * Once the log has been read as far as this broker's own registration: what an image from before the restart says of
 * leaders must not be acted on, and nothing is fetched without the broker epoch that goes with it. True when it is done.
 */
export function maybePublishFirst(state: BrokerState, node: NodeContext): boolean {
  const { metadata, lifecycle } = state
  const { loader } = kraftOf(state)
  if (lifecycle.published || lifecycle.brokerEpoch === -1) return false
  if (metadata.offset < lifecycle.brokerEpoch || metadata.offset + 1 < loader.highWatermark) return false
  lifecycle.published = true
  publishAll(state, node)
  return true
}
