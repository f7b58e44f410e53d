/** Tells people of a batch that was just appended where its producer did not mean it to stand. */
import type { NodeContext } from '../../engine/node-context.ts'
import { lastBatchOf } from '../log/log-segment.ts'
import { oddBatches } from '../log/odd-batches.ts'
import { activeSegment } from '../log/replica-log.ts'
import { tell } from '../observe/tell.ts'
import type { BrokerState, Partition } from './broker-state.ts'

export function tellOdd(state: BrokerState, { log, topicPartition }: Partition, node: NodeContext): void {
  const batch = lastBatchOf(activeSegment(log))
  const odd = oddBatches(log)
  if (batch === undefined || odd === null) return
  const where = {
    topicPartition,
    producer: batch.sender?.name ?? '',
    broker: state.brokerId,
    offset: batch.baseOffset,
    records: batch.records.length,
  }
  const first = odd.duplicates.get(batch)
  const later = odd.outOfOrder.get(batch)
  if (first !== undefined) tell(node, { type: 'RecordsDuplicated', ...where, firstOffset: first.baseOffset })
  if (later !== undefined) tell(node, { type: 'RecordsOutOfOrder', ...where, behindOffset: later.baseOffset })
}
