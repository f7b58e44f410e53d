/** The lines that do the same in a terminal. */
import type { PartitionToReassign } from '../../kafka/cluster/commands.ts'
import type { ClusterImage } from '../../kafka/observe/cluster-image.ts'

/** Of `kafka-reassign-partitions.sh`, which asks ZooKeeper where that keeps the cluster. */
export function sameInTerminal(
  partitions: readonly PartitionToReassign[],
  throttle: number | null,
  image: Pick<ClusterImage, 'zookeepers'>,
): string {
  const plan = JSON.stringify({ version: 1, partitions })
  const where = image.zookeepers.size > 0 ? '--zookeeper localhost:2181' : '--bootstrap-server localhost:9092'
  const slow = throttle === null ? '' : ` --throttle ${throttle}`
  return `echo '${plan}' > moves.json\nkafka-reassign-partitions.sh ${where} --reassignment-json-file moves.json${slow} --execute`
}
