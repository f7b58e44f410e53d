import type { PartitionImage, ReplicaImage } from '../../../kafka/observe/cluster-image.ts'

/** A leader whose newest records nobody can read: below min.insync.replicas no high watermark moves. */
export function isUnreadable(replica: ReplicaImage, partition: PartitionImage): boolean {
  if (replica.role !== 'leader' || partition.leader !== replica.broker) return false
  return partition.isr.length < partition.minInsyncReplicas && replica.highWatermark < replica.logEndOffset
}
