/**
 * Counterpart in Kafka: OffsetMetadataManager, its transactional offsets (KIP-98, KIP-447): they count once their
 * transaction is committed, and until then whoever wants what is stable has to wait.
 */
import type { ErrorCode } from '../common/errors.ts'
import type { TopicPartition } from '../common/topic-partition.ts'
import type { ShardHost } from '../coordinator/coordinator-shard.ts'
import { createTimelineTable, put, putInRow } from '../coordinator/timeline.ts'
import type { TransactionMarker } from '../log/log-transactions.ts'
import { rulesOf } from '../profile/registry.ts'
import type { TxnOffsetCommitRequest, TxnOffsetCommitResponse } from '../protocol/txn-offset-commit.ts'
import { validateMember } from './classic-group.ts'
import type { OffsetCommitValue } from './coordinator-records.ts'
import { type GroupRecord, type GroupResult, refusal } from './group-records.ts'
import { type ClassicGroup, createClassicGroup, type GroupShard, type PendingOffset } from './group-shard-state.ts'
import { extendSession } from './group-timers.ts'
import { whyNotCommitted } from './offset-requests.ts'
import { commitRows, type Sifted } from './unknown-partitions.ts'

type CommittedPartition = TxnOffsetCommitRequest['partitions'][number]

/** TxnOffsetCommit. The offsets are written as part of the producer's transaction. */
export function handleTxnOffsetCommit(
  shard: GroupShard,
  request: TxnOffsetCommitRequest,
  host: ShardHost,
): GroupResult {
  const refuse = (errorCode: ErrorCode): GroupResult => refusal(txnCommitResponse(request, () => errorCode))
  const { groupId, memberId, generationId, producerId, producerEpoch } = request
  const known = shard.groups.latest.get(groupId)
  if (known === undefined && generationId >= 0) return refuse('ILLEGAL_GENERATION')
  const group = known ?? createClassicGroup(groupId, host.node.wallClockMs)
  const errorCode = validateTxnOffsetCommit(group, request)
  if (errorCode !== 'NONE') return refuse(errorCode)
  const member = group.members.get(memberId)
  if (member !== undefined && (group.state === 'Stable' || group.state === 'PreparingRebalance'))
    extendSession(group, member, host)
  const records: GroupRecord[] = request.partitions
    .filter((partition) => whyNotCommitted(partition, host) === 'NONE')
    .map((partition) => ({
      type: 'OffsetCommit',
      groupId,
      topicPartition: partition.topicPartition,
      value: offsetValue(partition, host),
    }))
  const response = txnCommitResponse(request, (partition) => whyNotCommitted(partition, host))
  const producer = { producerId, producerEpoch }
  return { records, response, completion: null, alreadyApplied: false, producer }
}

/** ClassicGroup.validateOffsetCommit: a member's generation counts where it is told; a rebalance is no obstacle. */
function validateTxnOffsetCommit(group: ClassicGroup, request: TxnOffsetCommitRequest): ErrorCode {
  const { memberId, groupInstanceId, generationId } = request
  if (group.state === 'Dead') return 'COORDINATOR_NOT_AVAILABLE'
  if (generationId < 0 && group.state === 'Empty') return 'NONE'
  if (generationId < 0 && memberId === '' && groupInstanceId === null) return 'NONE'
  const errorCode = validateMember(group, memberId, groupInstanceId)
  if (errorCode !== 'NONE') return errorCode
  return generationId === group.generationId ? 'NONE' : 'ILLEGAL_GENERATION'
}

/** In a transaction the topic's id is not written along. */
function offsetValue({ offset, leaderEpoch, metadata }: CommittedPartition, host: ShardHost): OffsetCommitValue {
  return Object.freeze({
    version: rulesOf(host.config).group.offsetCommitValueVersion,
    offset,
    leaderEpoch,
    metadata,
    commitTimestamp: host.node.wallClockMs,
    expireTimestamp: -1,
    topicId: null,
  })
}

export function txnCommitResponse(
  request: Pick<TxnOffsetCommitRequest, 'correlationId' | 'partitions'> & Sifted,
  errorOf: (partition: CommittedPartition) => ErrorCode,
): TxnOffsetCommitResponse {
  const { correlationId } = request
  return { type: 'TxnOffsetCommitResponse', correlationId, partitions: commitRows(request, errorOf) }
}

/** `offset` is one past the record. The group is there at once, though nothing of it counts yet. */
export function replayPending(
  shard: GroupShard,
  producerId: number,
  record: GroupRecord,
  offset: number,
  wallClockMs: number,
): void {
  if (record.type !== 'OffsetCommit' || record.value === null) return
  const { groupId, topicPartition, value } = record
  if (!shard.groups.latest.has(groupId)) put(shard.groups, groupId, createClassicGroup(groupId, wallClockMs), offset)
  shard.pendingOffsets ??= createTimelineTable()
  const pending: PendingOffset = Object.freeze({ groupId, topicPartition, value, overtaken: false })
  putInRow(shard.pendingOffsets, String(producerId), keyOf(groupId, topicPartition), pending, offset)
}

/** The producer's transaction has ended; `offset` is one past its marker. */
export function endPending(shard: GroupShard, { producerId, committed }: TransactionMarker, offset: number): void {
  const { pendingOffsets } = shard
  const row = String(producerId)
  for (const [key, pending] of [...(pendingOffsets?.rows.get(row) ?? [])]) {
    if (pendingOffsets !== undefined) putInRow(pendingOffsets, row, key, null, offset)
    if (!committed || pending.overtaken) continue
    putInRow(shard.offsets, pending.groupId, pending.topicPartition, pending.value, offset)
  }
}

/** An offset that is committed outside of a transaction, after it was in one, is the one that stays. */
export function overtakePending(
  { pendingOffsets }: GroupShard,
  groupId: string,
  topicPartition: TopicPartition,
  offset: number,
): void {
  if (pendingOffsets === undefined) return
  const key = keyOf(groupId, topicPartition)
  for (const [row, of] of [...pendingOffsets.rows]) {
    const pending = of.get(key)
    if (pending !== undefined)
      putInRow(pendingOffsets, row, key, Object.freeze({ ...pending, overtaken: true }), offset)
  }
}

function keyOf(groupId: string, topicPartition: TopicPartition): string {
  return `${groupId} ${topicPartition}`
}
