/**
 * States of a transactional id. Counterpart: org.apache.kafka.coordinator.transaction.TransactionState.
 */
export type TransactionState =
  | 'Empty'
  | 'Ongoing'
  | 'PrepareCommit'
  | 'PrepareAbort'
  | 'CompleteCommit'
  | 'CompleteAbort'
  | 'Dead'
  | 'PrepareEpochFence'

export const TRANSACTION_STATES: readonly TransactionState[] = [
  'Empty',
  'Ongoing',
  'PrepareCommit',
  'PrepareAbort',
  'CompleteCommit',
  'CompleteAbort',
  'Dead',
  'PrepareEpochFence',
]

const VALID_PREVIOUS_STATES: Readonly<Record<TransactionState, readonly TransactionState[]>> = {
  Empty: ['Empty', 'CompleteCommit', 'CompleteAbort'],
  Ongoing: ['Ongoing', 'Empty', 'CompleteCommit', 'CompleteAbort'],
  PrepareCommit: ['Ongoing'],
  PrepareAbort: ['Ongoing', 'PrepareEpochFence'],
  CompleteCommit: ['PrepareCommit'],
  CompleteAbort: ['PrepareAbort'],
  Dead: ['Empty', 'CompleteAbort', 'CompleteCommit'],
  PrepareEpochFence: ['Ongoing'],
}

/** With transaction.version 2 (KIP-890) a producer may abort what the coordinator has not heard of. */
const ABORTED_UNHEARD: readonly TransactionState[] = ['Empty', 'CompleteCommit', 'CompleteAbort']

/** `transactionVersion` is that of the cluster's feature: 2 in 4.x, below it before. */
export function isValidTransition(from: TransactionState, to: TransactionState, transactionVersion: number): boolean {
  if (to === 'PrepareAbort' && transactionVersion >= 2 && ABORTED_UNHEARD.includes(from)) return true
  return VALID_PREVIOUS_STATES[to].includes(from)
}
