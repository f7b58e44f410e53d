/** What happens to transactions, as sentences. */
import type { Translate } from '../../i18n/index.ts'
import type { Happening } from '../../kafka/observe/happenings.ts'

export type OfTransaction = Extract<
  Happening,
  | { readonly type: 'TransactionEndAsked' | 'TransactionMarkerWritten' | 'OpenTransactionFenced' }
  | { readonly type: 'TransactionHangs' | 'TransactionTimedOut' }
>

export function transactionText(happening: OfTransaction, t: Translate): string {
  switch (happening.type) {
    case 'TransactionEndAsked': {
      const { producer, committed } = happening
      return t(committed ? 'happening.CommitAsked' : 'happening.AbortAsked', { producer })
    }
    case 'TransactionMarkerWritten': {
      const { topicPartition, broker, committed, offset } = happening
      const marker = committed ? 'COMMIT' : 'ABORT'
      return t('happening.TransactionMarkerWritten', { topicPartition, broker, marker, offset })
    }
    case 'OpenTransactionFenced': {
      const { transactionalId, partitions } = happening
      return t('happening.OpenTransactionFenced', { transactionalId, partitions: partitions.join(', ') })
    }
    case 'TransactionHangs': {
      const { transactionalId, partitions, openMs, timeoutMs } = happening
      const params = { seconds: Math.round(openMs / 1_000), timeout: Math.round(timeoutMs / 1_000) }
      return t('happening.TransactionHangs', { transactionalId, partitions: partitions.join(', '), ...params })
    }
    case 'TransactionTimedOut': {
      const { transactionalId, timeoutMs } = happening
      return t('happening.TransactionTimedOut', { transactionalId, seconds: Math.round(timeoutMs / 1_000) })
    }
  }
}
