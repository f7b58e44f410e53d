/** What transactions make of a record, as one replica's log knows it. */
import type { CellImage, ReplicaImage } from '../../../kafka/observe/cluster-image.ts'

export type TransactionMark = 'open' | 'committed' | 'aborted' | 'commitMarker' | 'abortMarker'

/** Null for a record of no transaction. What neither is open nor was aborted has been committed. */
export function transactionOf(
  { transaction, producerId, offset }: CellImage,
  { transactions }: Pick<ReplicaImage, 'transactions'>,
): TransactionMark | null {
  if (transaction === undefined) return null
  if (transaction !== 'data') return `${transaction}Marker`
  const isOpen = transactions?.open.some((each) => each.producerId === producerId && each.firstOffset <= offset)
  if (isOpen === true) return 'open'
  const isAborted = transactions?.aborted.some(
    (each) => each.producerId === producerId && each.firstOffset <= offset && offset <= each.lastOffset,
  )
  return isAborted === true ? 'aborted' : 'committed'
}

/** A leader whose readers of committed records stop before its high watermark: a transaction is open there. */
export function holdsBack({ role, lastStableOffset, highWatermark }: ReplicaImage): boolean {
  return role === 'leader' && lastStableOffset < highWatermark
}
