import type { ClusterImage, ReplicaImage } from '../../../kafka/observe/cluster-image.ts'
import type { Emphasis } from '../../painting/brush.ts'
import type { BrokerParts } from './broker-view.ts'

/**
 * The replica shown whole above the cells: of the partition in hand, else the one it begins with. A card shows its own
 * broker's; above a whole map it is the replica in hand or the leader's.
 */
export function pinnedReplica(
  image: ClusterImage,
  { topicPartition, replicaId }: Pick<Emphasis, 'topicPartition' | 'replicaId'>,
  { id, pinned, isMap }: Pick<BrokerParts, 'id' | 'pinned' | 'isMap'>,
): ReplicaImage | null {
  if (pinned === null) return null
  const known = (wanted: string | null) => (wanted === null ? undefined : image.replicas.get(wanted))
  const at = (partition: string) =>
    known(`${partition}@${isMap ? (image.partitions.get(partition)?.leader ?? -1) : id}`)
  const inHand = topicPartition === null ? undefined : ((isMap ? known(replicaId) : undefined) ?? at(topicPartition))
  return inHand ?? at(pinned.topicPartition) ?? known(pinned.id) ?? null
}
