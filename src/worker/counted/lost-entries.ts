/** Each stretch of records that is lost now, with the happening that told of it. */
import type { Happening, World } from '../../engine/world.ts'
import type { TopicPartition } from '../../kafka/common/topic-partition.ts'
import { type AcknowledgedRange, countOf, without } from '../../kafka/log/acknowledged.ts'
import type { LostOfReplica } from '../../kafka/log/lost-ranges.ts'
import type { Happening as KafkaHappening } from '../../kafka/observe/happenings.ts'
import { lossesByPartition } from '../../kafka/observe/image/lost-records.ts'
import type { CountedEntry } from './counted.ts'

type RecordsLost = Extract<KafkaHappening, { readonly type: 'RecordsLost' }>

/** `happenings` are those up to the present, oldest first. The order is that of the partitions. */
export function lostEntries(world: World, happenings: readonly Happening[]): CountedEntry[] {
  const told = happenings.filter(({ body }) => body.type === 'RecordsLost')
  return [...lossesByPartition(world)].flatMap(([topicPartition, losses]) =>
    distinct(losses).map((lost) => entryOf(topicPartition, lost, told)),
  )
}

interface Lost extends AcknowledgedRange {
  readonly broker: number
  readonly gone: boolean
}

/** Each record once, as the counter counts it, and where it is known best: below a high watermark. */
function distinct(losses: readonly LostOfReplica[]): Lost[] {
  const all = losses.flatMap(({ broker, gone, doomed }) => [
    ...gone.map((range): Lost => ({ ...range, broker, gone: true })),
    ...doomed.map((range): Lost => ({ ...range, broker, gone: false })),
  ])
  const found: Lost[] = []
  for (const committed of [true, false])
    for (const lost of all) if (lost.committed === committed) found.push(...(without([lost], found) as readonly Lost[]))
  return found
}

function entryOf(topicPartition: TopicPartition, lost: Lost, told: readonly Happening[]): CountedEntry {
  const { broker, fromOffset, toOffset, committed, gone } = lost
  const happening = told.findLast(({ body }) => isAbout(body as RecordsLost, topicPartition, lost))
  return {
    topicPartition,
    broker,
    fromOffset,
    toOffset,
    records: countOf([lost]),
    producer: null,
    atUs: happening?.atUs ?? -1,
    happeningId: happening?.id ?? 0,
    why: { type: 'lost', committed, gone, leader: (happening?.body as RecordsLost | undefined)?.leader ?? -1 },
  }
}

function isAbout(body: RecordsLost, topicPartition: TopicPartition, lost: Lost): boolean {
  const overlap = body.fromOffset < lost.toOffset && lost.fromOffset < body.toOffset
  return body.topicPartition === topicPartition && overlap
}
