/** The numbers that are always on screen. */
import type { World } from '../../../engine/world.ts'
import { brokerStates } from '../../cluster/world-queries.ts'
import type {
  ClusterImage,
  CountersImage,
  GroupImage,
  MemberImage,
  PartitionImage,
  ProducerImage,
} from '../cluster-image.ts'
import { lostRecords } from './lost-records.ts'
import { duplicateBatches } from './replica-rows.ts'

export function countersRow(world: World, image: ClusterImage): CountersImage {
  const producers = [...image.producers.values()]
  const sum = <Row>(rows: Iterable<Row>, value: (row: Row) => number) =>
    [...rows].reduce((total, row) => total + value(row), 0)
  return {
    id: 'counters',
    sent: sum(producers, (row: ProducerImage) => row.sent),
    acknowledged: sum(producers, (row: ProducerImage) => row.acknowledged),
    lost: lostRecords(world).acknowledged,
    duplicated: producers.some((row) => row.retries > 0) ? duplicatedRecords(world) : 0,
    consumed: sum(image.members.values(), (row: MemberImage) => row.consumed),
    elections: sum(image.partitions.values(), (row: PartitionImage) =>
      row.topic.startsWith('__') ? 0 : row.leaderEpoch,
    ),
    rebalances: sum(image.groups.values(), (row: GroupImage) => row.generation),
  }
}

/** Records that stand in a leader's log a second time, because a retry was appended again. */
function duplicatedRecords(world: World): number {
  let duplicated = 0
  for (const broker of brokerStates(world)) {
    for (const partition of broker.partitions.values()) {
      if (partition.role !== 'leader' || partition.groupPartition !== -1) continue
      for (const batch of duplicateBatches(partition.log) ?? []) duplicated += batch.records.length
    }
  }
  return duplicated
}
