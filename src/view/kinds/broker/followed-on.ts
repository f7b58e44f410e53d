import { brokerNode } from '../../../kafka/common/addresses.ts'
import type { ReplicaImage } from '../../../kafka/observe/cluster-image.ts'
import type { FollowedPlaces } from '../../../worker/chronicle/places.ts'

/** Whether this replica's log has the followed record. */
export function isOn(followed: FollowedPlaces | null, replica: ReplicaImage): followed is FollowedPlaces {
  if (followed === null || followed.topicPartition !== replica.topicPartition) return false
  return followed.holders.includes(brokerNode(replica.broker))
}
