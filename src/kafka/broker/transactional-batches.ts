/**
 * Counterpart in Kafka: ProducerAppendInfo and UnifiedLog.analyzeAndValidateProducerState, what they look at in batches of
 * transactions and in markers.
 */
import type { ErrorCode } from '../common/errors.ts'
import type { TransactionMarker } from '../log/log-transactions.ts'
import type { ProducerStateEntry } from '../log/producer-state.ts'
import type { RecordBatch } from '../log/record-batch.ts'
import type { ReplicaLog } from '../log/replica-log.ts'
import { rulesOf } from '../profile/registry.ts'
import type { BrokerState, Partition } from './broker-state.ts'

/** The protocol of transactions that the cluster speaks now: 2 is that of KIP-890. */
export function transactionVersionOf({ config, metadata }: BrokerState): number {
  return rulesOf(config).transaction.version(metadata.features)
}

/** Whether a transaction of the producer has written here and is not ended; one of another epoch is another one. */
export function hasOngoingTransaction({ producers }: ReplicaLog, producerId: number, producerEpoch: number): boolean {
  const entry = producers.get(producerId)
  return entry !== undefined && entry.currentTransactionFirstOffset !== -1 && entry.producerEpoch === producerEpoch
}

/**
 * A coordinator keeps no sequence numbers, and a marker has none: of theirs only the epoch is looked at. A client's first
 * batch here begins at 0 where the leader adds the partition to the transaction (KIP-890): else one before it is missing.
 */
export function refuseTransactional(
  state: BrokerState,
  partition: Partition,
  batch: RecordBatch,
  producer: ProducerStateEntry | undefined,
): ErrorCode | null {
  if (partition.coordinated || batch.baseSequence === -1)
    return batch.producerEpoch < (producer?.producerEpoch ?? -1) ? 'INVALID_PRODUCER_EPOCH' : null
  return transactionVersionOf(state) >= 2 && batch.baseSequence !== 0 ? 'OUT_OF_ORDER_SEQUENCE_NUMBER' : null
}

/**
 * Why a marker may not be appended; null when it may. By the protocol of KIP-890 each end has an epoch of its own, so one
 * of the records' epoch is late, unless it only repeats what has ended the transaction already (KIP-1228).
 */
export function refuseMarker(log: ReplicaLog, marker: TransactionMarker, transactionVersion: number): ErrorCode | null {
  const entry = log.producers.get(marker.producerId)
  if (entry === undefined) return null
  const { producerEpoch, coordinatorEpoch, currentTransactionFirstOffset } = entry
  const repeated = marker.producerEpoch === producerEpoch && currentTransactionFirstOffset === -1
  const late =
    transactionVersion >= 2 && !repeated ? marker.producerEpoch <= producerEpoch : marker.producerEpoch < producerEpoch
  if (late) return 'INVALID_PRODUCER_EPOCH'
  return coordinatorEpoch > marker.coordinatorEpoch ? 'TRANSACTION_COORDINATOR_FENCED' : null
}
