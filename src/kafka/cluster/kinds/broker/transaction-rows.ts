/** Transactional ids as their coordinators have them. */
import type { World } from '../../../../engine/world.ts'
import { transactionShards } from '../../../broker/coordinators.ts'
import { committedValues } from '../../../coordinator/timeline.ts'
import type { TransactionImage, Wait } from '../../../observe/cluster-image.ts'
import { waitAfterShare } from '../../../observe/image/waits.ts'
import type { TransactionMetadata } from '../../../transaction/transaction-records.ts'
import type { TransactionShard } from '../../../transaction/transaction-shard.ts'
import { brokerStates } from './brokers.ts'

/** Of its timeout; who commits every second is not worth a ring. */
const SEEN_AFTER = 0.05

/** Of two brokers that both believe to coordinate, the one with the later leader epoch is right. */
export function addTransactionRows(rows: Map<string, TransactionImage>, world: World): void {
  const epochs = new Map<number, number>()
  for (const broker of brokerStates(world)) {
    for (const { partition, leaderEpoch, shard } of transactionShards(broker)) {
      if ((epochs.get(partition) ?? -1) >= leaderEpoch) continue
      epochs.set(partition, leaderEpoch)
      for (const known of committedValues(shard.transactions).values())
        rows.set(known.transactionalId, rowOf(known, { broker: broker.brokerId, partition, shard }, world))
    }
  }
}

function rowOf(
  known: TransactionMetadata,
  {
    broker,
    partition,
    shard,
  }: { readonly broker: number; readonly partition: number; readonly shard: TransactionShard },
  world: World,
): TransactionImage {
  const { transactionalId, state, producerId, producerEpoch, timeoutMs, topicPartitions } = known
  return {
    transactionalId,
    coordinator: broker,
    statePartition: partition,
    state,
    producerId,
    producerEpoch,
    timeoutMs,
    topicPartitions,
    unconfirmed: [...(shard.unconfirmed.get(transactionalId) ?? [])],
    timeout: timeoutOf(known, world),
  }
}

function timeoutOf({ state, startTimestamp, timeoutMs }: TransactionMetadata, world: World): Wait | null {
  if (state !== 'Ongoing') return null
  const sinceUs = (startTimestamp - world.wallClockStartMs) * 1_000
  return waitAfterShare(sinceUs, sinceUs + timeoutMs * 1_000, SEEN_AFTER, world.nowUs)
}
