/**
 * Counterpart in Kafka: org.apache.kafka.controller.PartitionChangeBuilder. One change of a partition: who leads, who is
 * in the ISR, who is eligible to lead should the ISR run empty (ELR, KIP-966), and whether a reassignment is complete.
 */
import { sameIds } from '../common/same-ids.ts'
import { directoriesFor, hasOnlineDirectory } from '../metadata/directories.ts'
import type { MetadataImage, PartitionRegistration } from '../metadata/metadata-image.ts'
import type { MetadataRecord } from '../metadata/metadata-records.ts'
import { maybeCompleteReassignment } from './reassignment-replicas.ts'

export type PartitionChangeRecord = Extract<MetadataRecord, { readonly type: 'PartitionChangeRecord' }>

/**
 * `preferred`: back to the first replica. `online`: a valid leader is kept. `unclean`: any live replica rather than none.
 */
export type Election = 'preferred' | 'online' | 'unclean'

export interface PartitionChange {
  readonly election?: Election
  readonly targetIsr?: readonly number[]
  readonly targetReplicas?: readonly number[]
  readonly targetAdding?: readonly number[]
  readonly targetRemoving?: readonly number[]
  readonly leaderRecoveryState?: 'recovered' | 'recovering'
  /** Came back without its clean-shutdown mark: it may have lost what it had acknowledged. */
  readonly uncleanShutdownReplica?: number
  /** Where a broker says that its replica lies. */
  readonly assigned?: { readonly brokerId: number; readonly directory: string }
}

export interface PartitionChangeContext {
  /** Apart from where its replica lies. */
  readonly isAcceptableLeader: (brokerId: number) => boolean
  readonly image: Pick<MetadataImage, 'brokers'>
  /** min(min.insync.replicas, replication factor). */
  readonly minIsr: number
  readonly elrEnabled: boolean
}

interface Draft {
  isr: readonly number[]
  replicas: readonly number[]
  adding: readonly number[]
  removing: readonly number[]
  elr: readonly number[]
  /** Null: not changed by this record. */
  leader: number | null
  recordIsr: readonly number[] | null
  recoveryState: 'recovered' | 'recovering' | null
}

const NO_LEADER = -1

/** The record that makes the change; null where there is nothing to change. */
export function buildPartitionChange(
  partition: PartitionRegistration,
  change: PartitionChange,
  { isAcceptableLeader, ...rest }: PartitionChangeContext,
): PartitionChangeRecord | null {
  const { image } = rest
  const context: PartitionChangeContext = {
    ...rest,
    // LeaderAcceptor: nobody leads from a disk that has failed.
    isAcceptableLeader: (id) => isAcceptableLeader(id) && hasOnlineDirectory(image, partition, id),
  }
  const draft: Draft = {
    isr: change.targetIsr ?? partition.isr,
    replicas: change.targetReplicas ?? partition.replicas,
    adding: change.targetAdding ?? partition.addingReplicas,
    removing: change.targetRemoving ?? partition.removingReplicas,
    elr: partition.eligibleLeaderReplicas,
    leader: null,
    recordIsr: null,
    recoveryState: null,
  }
  completeReassignmentIfNeeded(draft)
  if (context.elrEnabled) populateElr(draft, partition, change, context)
  tryElection(draft, partition, change, context)
  bumpLeaderEpochForRemovedReplicas(draft, partition)
  // An unclean election has written the ISR already; what was eligible before is not any more.
  if (draft.recordIsr !== null || !context.elrEnabled) draft.elr = []
  if (draft.recordIsr === null && (draft.isr.length > 0 || context.elrEnabled) && !sameIds(draft.isr, partition.isr)) {
    draft.recordIsr = draft.isr
  }
  const record = recordOf(draft, partition, change, lastKnownLeader(draft, partition, context))
  const directories = directoriesAfter(draft, partition, change, image)
  if (directories !== undefined) return { ...record, directories }
  return isNoOp(record) ? null : record
}

function completeReassignmentIfNeeded(draft: Draft): void {
  const completed = maybeCompleteReassignment(draft, draft.isr)
  if (completed === null) return
  draft.isr = completed.isr
  draft.replicas = completed.replicas
  draft.adding = []
  draft.removing = []
}

/**
 * Members that leave the ISR while it is, or falls, below the minimum hold everything committed, because the high
 * watermark stands still down there: they stay eligible.
 */
function populateElr(
  draft: Draft,
  partition: PartitionRegistration,
  change: PartitionChange,
  context: PartitionChangeContext,
): void {
  if (draft.isr.length >= context.minIsr) {
    draft.elr = []
    return
  }
  const candidates = new Set([...draft.elr, ...partition.isr])
  draft.elr = [...candidates]
    .filter((replica) => !draft.isr.includes(replica) && replica !== change.uncleanShutdownReplica)
    .sort((a, b) => a - b)
}

function tryElection(
  draft: Draft,
  partition: PartitionRegistration,
  change: PartitionChange,
  context: PartitionChangeContext,
): void {
  const { leader, unclean } = electLeader(draft, partition, change.election ?? 'online', context)
  if (leader === partition.leader) return
  if (draft.elr.includes(leader)) {
    draft.isr = [leader]
    draft.elr = draft.elr.filter((replica) => replica !== leader)
  }
  draft.leader = leader
  if (!unclean) return
  draft.recordIsr = [leader]
  if (partition.leaderRecoveryState !== 'recovering') draft.recoveryState = 'recovering'
}

function electLeader(
  draft: Draft,
  partition: PartitionRegistration,
  election: Election,
  context: PartitionChangeContext,
): { leader: number; unclean: boolean } {
  const { isAcceptableLeader } = context
  const isValidNewLeader = (replica: number) =>
    (draft.isr.includes(replica) || (draft.isr.length === 0 && draft.elr.includes(replica))) &&
    isAcceptableLeader(replica)
  const preferred = draft.replicas[0]
  if (election === 'preferred' && preferred !== undefined && isValidNewLeader(preferred))
    return { leader: preferred, unclean: false }
  if (isValidNewLeader(partition.leader)) return { leader: partition.leader, unclean: false }
  const online = draft.replicas.find(isValidNewLeader)
  if (online !== undefined) return { leader: online, unclean: false }
  const lastKnown = electableLastKnownLeader(draft, partition, context)
  if (lastKnown !== null) return { leader: lastKnown, unclean: true }
  const anyone = election === 'unclean' ? draft.replicas.find(isAcceptableLeader) : undefined
  return anyone === undefined ? { leader: NO_LEADER, unclean: false } : { leader: anyone, unclean: true }
}

/** "Balanced recovery" of KIP-966: nobody eligible is left, but the one that led last is back. */
function electableLastKnownLeader(
  draft: Draft,
  partition: PartitionRegistration,
  context: PartitionChangeContext,
): number | null {
  if (!context.elrEnabled || draft.elr.length > 0 || draft.isr.length > 0) return null
  const [lastKnown] = partition.lastKnownElr
  if (lastKnown === undefined || partition.lastKnownElr.length !== 1) return null
  // One that a reassignment has removed: 4.3.1 asks for its directory, and fails with an exception.
  if (!draft.replicas.includes(lastKnown)) return null
  return context.isAcceptableLeader(lastKnown) ? lastKnown : null
}

/** A replica that was removed must not be able to speak for the partition any more, so the epoch rises though the leader stays. */
function bumpLeaderEpochForRemovedReplicas(draft: Draft, partition: PartitionRegistration): void {
  if (draft.leader !== null) return
  if (!partition.replicas.every((replica) => draft.replicas.includes(replica))) draft.leader = partition.leader
}

/**
 * Null: unchanged. Whoever led when the partition lost its leader, until there is another; what becomes of the ISR is
 * nothing to it (PartitionChangeBuilder.maybeUpdateLastKnownLeader).
 */
function lastKnownLeader(
  { leader }: Draft,
  { leader: before, lastKnownElr }: PartitionRegistration,
  { elrEnabled }: PartitionChangeContext,
): readonly number[] | null {
  if (!elrEnabled || leader === null) return null
  if (leader === NO_LEADER) return lastKnownElr.length === 0 ? [before] : null
  return lastKnownElr.length > 0 ? [] : null
}

function recordOf(
  draft: Draft,
  partition: PartitionRegistration,
  change: PartitionChange,
  lastKnownElr: readonly number[] | null,
): PartitionChangeRecord {
  const wanted = change.leaderRecoveryState
  return {
    type: 'PartitionChangeRecord',
    topicId: partition.topicId,
    partition: partition.partition,
    isr: draft.recordIsr,
    leader: draft.leader,
    replicas: changed(draft.replicas, partition.replicas),
    addingReplicas: changed(draft.adding, partition.addingReplicas),
    removingReplicas: changed(draft.removing, partition.removingReplicas),
    leaderRecoveryState:
      draft.recoveryState ?? (wanted === undefined || wanted === partition.leaderRecoveryState ? null : wanted),
    eligibleLeaderReplicas: changed(draft.elr, partition.eligibleLeaderReplicas),
    lastKnownElr,
  }
}

/** Undefined: unchanged. */
function directoriesAfter(
  { replicas }: Draft,
  { directories: before }: PartitionRegistration,
  { assigned }: PartitionChange,
  image: Pick<MetadataImage, 'brokers'>,
): PartitionRegistration['directories'] {
  const known = assigned === undefined ? before : { ...before, [assigned.brokerId]: assigned.directory }
  const after = directoriesFor(image, replicas, known)
  const isSame = replicas.every((id) => after?.[id] === before?.[id])
  return isSame ? undefined : after
}

function isNoOp(record: PartitionChangeRecord): boolean {
  return (
    record.isr === null &&
    record.leader === null &&
    record.replicas === null &&
    record.addingReplicas === null &&
    record.removingReplicas === null &&
    record.leaderRecoveryState === null &&
    record.eligibleLeaderReplicas === null &&
    record.lastKnownElr === null
  )
}

function changed(target: readonly number[], current: readonly number[]): readonly number[] | null {
  return sameIds(target, current) ? null : target
}
