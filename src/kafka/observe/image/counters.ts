/** The numbers that are always on screen. */
import type { World } from '../../../engine/world.ts'
import { isInternalTopic } from '../../common/internal-topics.ts'
import { heldLogs } from '../../common/node-kind.ts'
import { duplicateBatches } from '../../log/duplicate-batches.ts'
import type {
  ClusterImage,
  CountersImage,
  GroupImage,
  MemberImage,
  PartitionImage,
  ProducerImage,
} from '../cluster-image.ts'
import { lostRecords } from './lost-records.ts'

export function countersRow(world: World, image: ClusterImage): CountersImage {
  // A terminal's clients print what became of their records themselves; these numbers are about the stage.
  const producers = [...image.producers.values()].filter((row) => row.terminal === null)
  const members = [...image.members.values()].filter((row) => row.terminal === null)
  const sum = <Row>(rows: Iterable<Row>, value: (row: Row) => number) =>
    [...rows].reduce((total, row) => total + value(row), 0)
  return {
    id: 'counters',
    sent: sum(producers, (row: ProducerImage) => row.sent),
    acknowledged: sum(producers, (row: ProducerImage) => row.acknowledged),
    lost: lostRecords(world).acknowledged,
    duplicated: producers.some((row) => row.retries > 0) ? duplicatedRecords(world) : 0,
    consumed: sum(members, (row: MemberImage) => row.consumed),
    elections: sum(image.partitions.values(), (row: PartitionImage) =>
      isInternalTopic(row.topic) ? 0 : row.leaderEpoch,
    ),
    rebalances: sum(image.groups.values(), (row: GroupImage) => row.generation),
  }
}

/** Records that stand in a leader's log a second time, because a retry was appended again. */
function duplicatedRecords(world: World): number {
  let duplicated = 0
  for (const { held } of heldLogs(world)) {
    if (held.leads === -1 || held.internal) continue
    for (const batch of duplicateBatches(held.log) ?? []) duplicated += batch.records.length
  }
  return duplicated
}
