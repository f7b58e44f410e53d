/** The numbers that are always on screen. */
import type { World } from '../../../engine/world.ts'
import { isInternalTopic } from '../../common/internal-topics.ts'
import { heldLogs } from '../../common/node-kind.ts'
import { countLost } from '../../log/lost-ranges.ts'
import { oddBatches } from '../../log/odd-batches.ts'
import type {
  ClusterImage,
  CountersImage,
  GroupImage,
  MemberImage,
  PartitionImage,
  ProducerImage,
} from '../cluster-image.ts'

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
    lost: lostRecords(image),
    ...oddRecords(world),
    consumed: sum(members, (row: MemberImage) => row.consumed),
    elections: sum(image.partitions.values(), (row: PartitionImage) =>
      isInternalTopic(row.topic) ? 0 : row.leaderEpoch,
    ),
    rebalances: sum(image.groups.values(), (row: GroupImage) => row.generation),
  }
}

function lostRecords({ losses }: ClusterImage): number {
  const partitions = new Set([...losses.values()].map(({ topicPartition }) => topicPartition))
  let lost = 0
  for (const each of partitions) {
    const rows = [...losses.values()].filter(({ topicPartition }) => topicPartition === each)
    lost += countLost(rows.flatMap(({ ranges }) => ranges)).acknowledged
  }
  return lost
}

/** Records that stand in a leader's log a second time, or out of order, because a retry was appended. */
function oddRecords(world: World): { duplicated: number; outOfOrder: number } {
  let duplicated = 0
  let outOfOrder = 0
  for (const { held } of heldLogs(world)) {
    if (held.leads === -1 || held.internal) continue
    const odd = oddBatches(held.log)
    if (odd === null) continue
    for (const batch of odd.duplicates.keys()) duplicated += batch.records.length
    for (const batch of odd.outOfOrder.keys()) outOfOrder += batch.records.length
  }
  return { duplicated, outOfOrder }
}
