/** Who coordinates a group, where no broker that runs has it: then the group itself is not in the image. */
import type { Translate } from '../../../i18n/index.ts'
import { GROUP_METADATA_TOPIC } from '../../../kafka/common/internal-topics.ts'
import { coordinatorPartition } from '../../../kafka/common/java-hash.ts'
import type { ClusterImage, NodeStatus } from '../../../kafka/observe/cluster-image.ts'

/** The partition of `__consumer_offsets` a group is kept in, and who leads it or would. */
export interface GroupHome {
  /** Null before anybody asked for a coordinator: the topic is made then. */
  readonly partition: number | null
  /** Ids of the leader or, where nobody leads, of all that hold the partition. */
  readonly brokers: readonly number[]
}

export function homeOf(groupId: string, image: ClusterImage): GroupHome {
  const partitions = image.topics.get(GROUP_METADATA_TOPIC)?.partitions ?? 0
  if (partitions === 0) return { partition: null, brokers: [] }
  const partition = coordinatorPartition(groupId, partitions)
  const row = image.partitions.get(`${GROUP_METADATA_TOPIC}-${partition}`)
  if (row === undefined) return { partition, brokers: [] }
  return { partition, brokers: row.leader >= 0 ? [row.leader] : row.replicas }
}

/** Why no broker that runs has the group: its coordinator is dead, has just taken over or was not found yet. */
export function outOfReach(
  groupId: string,
  image: ClusterImage,
  t: Translate,
): { readonly text: string; readonly status: NodeStatus | undefined } {
  const [leader, ...others] = homeOf(groupId, image).brokers
  const status = image.brokers.get(`broker-${leader}`)?.status
  if (leader === undefined || others.length > 0) return { text: t('stage.group.noCoordinator'), status }
  return { text: t(status === 'running' ? 'stage.group.notReady' : 'stage.group.unreachable', { leader }), status }
}
