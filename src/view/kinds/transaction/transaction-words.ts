/** Transactions in a log, in words. */
import type { Translate } from '../../../i18n/index.ts'
import type { CellImage, ReplicaImage } from '../../../kafka/observe/cluster-image.ts'
import { holdsBack, transactionOf } from './transaction-of.ts'

/** Where readers of committed records stop in a lane, and before how many transactions; empty where nothing holds them back. */
export function laneTransactions(t: Translate, replica: ReplicaImage): string {
  if (!holdsBack(replica)) return ''
  const count = replica.transactions?.open.length ?? 0
  return t('transaction.lane', { offset: replica.lastStableOffset, count })
}

/** Of which kind of transaction a record is; empty where it is of none. */
export function transactionSpoken(t: Translate, record: CellImage, replica: ReplicaImage): string {
  const mark = transactionOf(record, replica)
  return mark === null ? '' : t(`transaction.record.${mark}`)
}
