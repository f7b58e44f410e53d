import { brokerNode } from '../../../kafka/common/addresses.ts'
import type { Selection } from '../../../store/selection-store.ts'

/** The way to a broker that is known by its number. */
export function brokerSelection(broker: number): Selection {
  return { kind: 'broker', id: brokerNode(broker) }
}
