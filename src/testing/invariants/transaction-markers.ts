/** Every partition of a transaction ends it alike (KIP-98): what is committed here is aborted nowhere. */
import type { World } from '../../engine/world.ts'
import type { BrokerState } from '../../kafka/broker/broker-state.ts'
import { transactionVersionOf } from '../../kafka/broker/transactional-batches.ts'
import { rowsOf } from '../../kafka/common/slot-map.ts'
import type { Violation } from '../../kafka/invariants/invariant-checker.ts'
import { batchesOf } from '../../kafka/log/log-segment.ts'
import { markerOf } from '../../kafka/log/log-transactions.ts'

/**
 * By producer id and the marker's epoch, which by the protocol of KIP-890 belongs to one transaction alone. A tool may have
 * ended a transaction by itself, with an epoch that is none of the coordinator's.
 */
export function checkMarkersAgree(world: World): Violation | null {
  const ends = new Map<string, { readonly committed: boolean; readonly where: string }>()
  for (const node of world.nodes.values()) {
    const broker = node.state as BrokerState | null
    if (broker === null || !('partitions' in broker) || !('coordinators' in broker)) continue
    // Before, all transactions of a session have one epoch.
    if (transactionVersionOf(broker) < 2) continue
    for (const { topicPartition, log } of rowsOf(broker.partitions)) {
      if (log.transactions === null) continue
      for (const segment of log.segments) {
        for (const batch of batchesOf(segment)) {
          const marker = markerOf(batch)
          if (marker === null) continue
          const key = `${marker.producerId}@${marker.producerEpoch}`
          const where = `${topicPartition} on ${node.id}`
          const other = ends.get(key)
          if (other === undefined) ends.set(key, { committed: marker.committed, where })
          else if (other.committed !== marker.committed)
            return { rule: 'T3', message: `producer ${key} is committed and aborted: ${other.where}, ${where}` }
        }
      }
    }
  }
  return null
}
