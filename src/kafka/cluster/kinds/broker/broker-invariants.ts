/** What must never happen on a broker: rules of logs, of leadership, and of the groups it coordinates. */
import type { WorldNode } from '../../../../engine/world.ts'
import type { BrokerState, FollowerState, Partition } from '../../../broker/broker-state.ts'
import { groupShards } from '../../../broker/coordinators.ts'
import { linkOf } from '../../../broker/link/broker-link.ts'
import { nextSlot, rowsOf, sizeOfSlotMap } from '../../../common/slot-map.ts'
import type { TopicPartition } from '../../../common/topic-partition.ts'
import { noteStable } from '../../../invariants/committed-reads.ts'
import { broken, type InvariantChecker, memoryOf, type Violation } from '../../../invariants/invariant-checker.ts'
import { noteLeader } from '../../../invariants/led-again.ts'
import { checkGroup } from './group-invariants.ts'
import { checkTransactions } from './transaction-invariants.ts'
import { checkWaiting } from './waiting-invariants.ts'

interface SeenReplica {
  readonly incarnation: number
  logStartOffset: number
  highWatermark: number
  leaderEpoch: number
  leading: boolean
}

/** What a process holds. Whoever comes again has another slot, also where one event takes it away and brings another. */
interface Hosted {
  readonly incarnation: number
  readonly slots: ReadonlyMap<TopicPartition, number>
  readonly nextSlot: number
}

interface BrokerMemory {
  readonly replicas: Map<string, SeenReplica>
  /** Who leads, by topic's making, partition and epoch. */
  readonly leaders: Map<string, { readonly brokerId: number; readonly topicPartition: TopicPartition }>
  /** What each node has replicas of. */
  readonly hosted: Map<string, Hosted>
}

const createMemory = (): BrokerMemory => ({ replicas: new Map(), leaders: new Map(), hosted: new Map() })

export function checkBroker(checker: InvariantChecker, node: WorldNode): Violation | null {
  const broker = node.state as BrokerState | null
  if (broker === null) return null
  forgetDeleted(memoryOf(checker, 'broker', createMemory), node, broker)
  for (const partition of rowsOf(broker.partitions)) {
    const violation = checkReplica(checker, node, broker, partition)
    if (violation !== null) return violation
  }
  for (const { shard, leaderEpoch } of groupShards(broker)) {
    // A generation is written down with its assignment, not before: who starts anew in the same epoch may not know of it.
    const coordinator = `${node.id}#${leaderEpoch}#${node.incarnation}`
    for (const group of shard.groups.latest.values()) {
      const violation = checkGroup(checker, coordinator, group)
      if (violation !== null) return violation
    }
  }
  return checkWaiting(checker, node.id, broker)
}

/**
 * A replica that was deleted may come again, with nothing in it. And with the replica of who led the epochs are over: in
 * ZooKeeper's era a topic that is made again begins with epoch 0, also where another broker was left with a replica of the
 * one before, because it was told of a leader after it had been told to delete.
 */
function forgetDeleted(
  { hosted, replicas, leaders }: BrokerMemory,
  node: WorldNode,
  { partitions, brokerId }: BrokerState,
): void {
  const before = hosted.get(node.id)
  const isSameProcess = before?.incarnation === node.incarnation
  const isNew = before?.nextSlot !== nextSlot(partitions)
  if (isSameProcess && !isNew && before.slots.size === sizeOfSlotMap(partitions)) return
  const slots = new Map(partitions.slots)
  hosted.set(node.id, { incarnation: node.incarnation, slots, nextSlot: nextSlot(partitions) })
  for (const [name, slot] of isSameProcess ? before.slots : []) {
    if (partitions.slots.get(name) === slot) continue
    for (const key of [...replicas.keys()]) if (key.startsWith(`${node.id}/${name}/`)) replicas.delete(key)
    for (const [key, led] of [...leaders])
      if (led.brokerId === brokerId && led.topicPartition === name) leaders.delete(key)
  }
}

function checkReplica(
  checker: InvariantChecker,
  node: WorldNode,
  broker: BrokerState,
  partition: Partition,
): Violation | null {
  const { log } = partition
  const where = () => `${node.id}, ${partition.topicPartition}`
  checker.checked += 3
  if (log.logStartOffset > log.highWatermark || log.highWatermark > log.logEndOffset) {
    return broken(
      'L2',
      `logStartOffset <= highWatermark <= logEndOffset broken on ${where()}: ${log.logStartOffset}, ${log.highWatermark}, ${log.logEndOffset}`,
    )
  }
  const incarnation = linkOf(broker).incarnationOf(broker, partition)
  const id = `${node.id}/${partition.topicPartition}/${incarnation}`
  const { replicas } = memoryOf(checker, 'broker', createMemory)
  const seen = replicas.get(id)
  const leading = partition.role === 'leader'
  if (seen !== undefined && seen.incarnation === node.incarnation) {
    if (log.logStartOffset < seen.logStartOffset && !checker.options.mayLoseData(partition.topicPartition))
      return broken('L3', `logStartOffset fell on ${where()}: ${seen.logStartOffset} to ${log.logStartOffset}`)
    if (
      leading &&
      seen.leading &&
      seen.leaderEpoch === partition.leaderEpoch &&
      log.highWatermark < seen.highWatermark
    ) {
      return broken('L3', `a leader's highWatermark fell on ${where()}: ${seen.highWatermark} to ${log.highWatermark}`)
    }
    seen.logStartOffset = log.logStartOffset
    seen.highWatermark = log.highWatermark
    seen.leaderEpoch = partition.leaderEpoch
    seen.leading = leading
  } else {
    replicas.set(id, {
      incarnation: node.incarnation,
      logStartOffset: log.logStartOffset,
      highWatermark: log.highWatermark,
      leaderEpoch: partition.leaderEpoch,
      leading,
    })
  }
  noteStable(checker, log, incarnation)
  if (leading) noteLeader(checker, `${id}@${partition.leaderEpoch}`, node.incarnation, log)
  const life = `${id}#${node.incarnation}`
  const uncertain = checkTransactions(checker, log, life, where)
  if (uncertain !== null) return uncertain
  return checkEpochs(partition, where) ?? (leading ? checkLeader(checker, broker, partition, where) : null)
}

function checkEpochs(partition: Partition, where: () => string): Violation | null {
  const epochs = partition.log.leaderEpochs
  for (let index = 1; index < epochs.length; index++) {
    const before = epochs[index - 1]
    const entry = epochs[index]
    if (before === undefined || entry === undefined) continue
    if (entry.epoch <= before.epoch || entry.startOffset < before.startOffset) {
      return broken(
        'L4',
        `leader epochs fall in the log of ${where()}: ${before.epoch}@${before.startOffset}, ${entry.epoch}@${entry.startOffset}`,
      )
    }
  }
  return null
}

function checkLeader(
  checker: InvariantChecker,
  broker: BrokerState,
  partition: Partition,
  where: () => string,
): Violation | null {
  const key = `${linkOf(broker).incarnationOf(broker, partition)}-${partition.topicPartition}@${partition.leaderEpoch}`
  const { leaders } = memoryOf(checker, 'broker', createMemory)
  const other = leaders.get(key)
  if (other === undefined) leaders.set(key, { brokerId: broker.brokerId, topicPartition: partition.topicPartition })
  else if (other.brokerId !== broker.brokerId)
    return broken(
      'R1',
      `two leaders of ${partition.topicPartition} in epoch ${partition.leaderEpoch}: broker ${other.brokerId} and broker ${broker.brokerId}`,
    )
  const isr = partition.pendingIsr ?? partition.isr
  // A member that lost its page cache may be back with a shorter log before the leader has heard of it.
  if (checker.options.mayLoseData(partition.topicPartition))
    return isr.includes(broker.brokerId) ? null : notInOwnIsr(isr, where)
  for (const follower of partition.followers) {
    if (follower.logEndOffset === -1 || !isr.includes(follower.brokerId) || !partition.isr.includes(follower.brokerId))
      continue
    if (isOfUnknownProcess(broker, follower)) continue
    if (
      partition.log.highWatermark > follower.logEndOffset &&
      partition.leaderEpochStartOffset <= follower.logEndOffset
    ) {
      return broken(
        'R5',
        `highWatermark ${partition.log.highWatermark} is above the log end ${follower.logEndOffset} of ISR member ${follower.brokerId} on ${where()}`,
      )
    }
  }
  return isr.includes(broker.brokerId) ? null : notInOwnIsr(isr, where)
}

/**
 * It fetches with an epoch that the leader has not heard of yet: it was registered anew after an end that was not clean,
 * perhaps with an empty disk, and the controller has taken it out of the ISR by then.
 */
function isOfUnknownProcess({ metadata }: BrokerState, { brokerId, brokerEpoch }: FollowerState): boolean {
  return brokerEpoch > (metadata.brokers.get(brokerId)?.brokerEpoch ?? Infinity)
}

function notInOwnIsr(isr: readonly number[], where: () => string): Violation {
  return broken('R2', `the leader is not in its own ISR ${isr.join(',')} on ${where()}`)
}
