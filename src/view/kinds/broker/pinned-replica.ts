import type { ClusterImage, ReplicaImage } from '../../../kafka/observe/cluster-image.ts'
import type { Emphasis } from '../../painting/brush.ts'
import type { BrokerParts } from './broker-view.ts'

/** The replica shown whole above a heat map: the one in hand, else the leader's of the partition in hand or it begins with. */
export function pinnedReplica(
  image: ClusterImage,
  { topicPartition, replicaId }: Pick<Emphasis, 'topicPartition' | 'replicaId'>,
  { pinned }: Pick<BrokerParts, 'pinned'>,
): ReplicaImage | null {
  if (pinned === null) return null
  const known = (wanted: string | null) => (wanted === null ? undefined : image.replicas.get(wanted))
  const at = (partition: string) => known(`${partition}@${image.partitions.get(partition)?.leader}`)
  const inHand = topicPartition === null ? undefined : (known(replicaId) ?? at(topicPartition))
  return inHand ?? at(pinned.topicPartition) ?? known(pinned.id) ?? null
}
