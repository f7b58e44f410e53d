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
  if (inHand !== undefined) return inHand
  const atFirst = at(pinned.topicPartition) ?? known(pinned.id) ?? null
  if (atFirst === null || !isEmpty(atFirst)) return atFirst
  return firstWithRecords(image, atFirst.topic) ?? atFirst
}

/** A topic written to without keys may have all of its records in one partition. */
function firstWithRecords(image: ClusterImage, topic: string): ReplicaImage | undefined {
  const { partitions = 0 } = image.topics.get(topic) ?? {}
  for (let partition = 0; partition < partitions; partition++) {
    const id = `${topic}-${partition}`
    const leads = image.replicas.get(`${id}@${image.partitions.get(id)?.leader}`)
    if (leads !== undefined && !isEmpty(leads)) return leads
  }
  return undefined
}

function isEmpty({ logStartOffset, logEndOffset }: ReplicaImage): boolean {
  return logEndOffset === logStartOffset
}
