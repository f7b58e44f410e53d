import { brokerNode } from '../../kafka/common/addresses.ts'
import type { ClusterImage } from '../../kafka/observe/cluster-image.ts'
import type { Happening } from '../../kafka/observe/happenings.ts'

/** The node on whose line a happening is drawn; null for one that is on none. */
export function subjectNode(happening: Happening, image: ClusterImage): string | null {
  const body = happening as { readonly [field: string]: unknown }
  if (typeof body.node === 'string') return body.node
  if (typeof body.broker === 'number') return brokerNode(body.broker)
  if (typeof body.to === 'number' && body.to >= 0) return brokerNode(body.to)
  if (typeof body.topicPartition === 'string') {
    const leader = image.partitions.get(body.topicPartition)?.leader ?? -1
    return leader < 0 ? null : brokerNode(leader)
  }
  return null
}
