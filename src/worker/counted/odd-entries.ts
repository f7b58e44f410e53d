/** Batches that stand in a leader's log a second time or out of order, with the happenings that told of them. */
import type { Happening, World } from '../../engine/world.ts'
import { heldLogs } from '../../kafka/common/node-kind.ts'
import { oddBatches } from '../../kafka/log/odd-batches.ts'
import type { RecordBatch } from '../../kafka/log/record-batch.ts'
import type { Happening as KafkaHappening } from '../../kafka/observe/happenings.ts'
import type { CountedEntry } from './counted.ts'

type Told = Extract<KafkaHappening, { readonly type: 'RecordsDuplicated' | 'RecordsOutOfOrder' }>

/** `happenings` are those up to the present, oldest first. */
export function oddEntries(
  world: World,
  counted: 'duplicated' | 'outOfOrder',
  happenings: readonly Happening[],
): CountedEntry[] {
  const type = counted === 'duplicated' ? 'RecordsDuplicated' : 'RecordsOutOfOrder'
  const told = happenings.filter(({ body }) => body.type === type)
  const entries: CountedEntry[] = []
  for (const { held } of heldLogs(world)) {
    if (held.leads === -1 || held.internal) continue
    const odd = oddBatches(held.log)
    if (odd === null) continue
    const found = counted === 'duplicated' ? odd.duplicates : odd.outOfOrder
    for (const [batch, other] of found) {
      const why =
        counted === 'duplicated'
          ? ({ type: 'duplicated', firstOffset: other.baseOffset } as const)
          : ({ type: 'outOfOrder', behindOffset: other.baseOffset } as const)
      entries.push(entryOf(held, batch, why, told))
    }
  }
  return entries
}

function entryOf(
  { log, broker }: { readonly log: { readonly topicPartition: string }; readonly broker: number },
  batch: RecordBatch,
  why: CountedEntry['why'],
  told: readonly Happening[],
): CountedEntry {
  const { topicPartition } = log
  const happening = told.findLast(({ body }) => {
    const { topicPartition: of, offset } = body as Told
    return of === topicPartition && offset === batch.baseOffset
  })
  return {
    topicPartition,
    broker,
    fromOffset: batch.baseOffset,
    toOffset: batch.lastOffset + 1,
    records: batch.records.length,
    producer: batch.sender?.name ?? null,
    atUs: happening?.atUs ?? -1,
    happeningId: happening?.id ?? 0,
    why,
  }
}
