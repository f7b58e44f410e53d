/**
 * What must never happen, checked after every event in tests and by `npm run sim` (the ids are those of Kafka's own
 * rules as written down in `ARCHITECTURE.md`). A checker remembers what it saw, so that it can tell when something
 * that may only rise has fallen; it reads the world and never changes it.
 */
import type { World, WorldNode } from '../../engine/world.ts'
import type { BrokerState, Partition } from '../broker/broker-state.ts'
import type { TopicPartition } from '../common/topic-partition.ts'
import type { ControllerState } from '../controller/controller-state.ts'
import { isValidTransition } from '../group/classic-group-state.ts'
import type { ClassicGroup } from '../group/coordinator-state.ts'
import { checkLogsMatch } from './log-matching.ts'

export interface Violation {
  readonly rule: string
  readonly message: string
}

export interface CheckerOptions {
  /** An unclean election or a lost disk breaks some rules legally; they are then left out. */
  readonly mayLoseData: boolean
}

interface SeenReplica {
  readonly incarnation: number
  logStartOffset: number
  highWatermark: number
  leaderEpoch: number
  leading: boolean
}

export interface InvariantChecker {
  readonly options: CheckerOptions
  readonly replicas: Map<string, SeenReplica>
  /** Broker that leads, by partition and epoch. */
  readonly leaders: Map<string, number>
  readonly controllerEpochs: Map<string, number>
  readonly generations: Map<string, number>
  readonly groupStates: Map<string, ClassicGroup['state']>
  checked: number
  events: number
}

export function createInvariantChecker(options: CheckerOptions): InvariantChecker {
  return {
    options,
    replicas: new Map(),
    leaders: new Map(),
    controllerEpochs: new Map(),
    generations: new Map(),
    groupStates: new Map(),
    checked: 0,
    events: 0,
  }
}

/** How often the logs of two replicas are compared record by record: it costs as much as the logs are long. */
const LOG_MATCHING_INTERVAL = 2_000

/** The first rule broken at this instant; null when all hold. */
export function checkInvariants(checker: InvariantChecker, world: World): Violation | null {
  checker.events++
  for (const node of world.nodes.values()) {
    const violation = checkNode(checker, node)
    if (violation !== null) return violation
  }
  if (checker.events % LOG_MATCHING_INTERVAL !== 0) return null
  checker.checked++
  return checkLogsMatch(world)
}

function checkNode(checker: InvariantChecker, node: WorldNode): Violation | null {
  if (node.state === null) return null
  if (node.kind === 'broker') return checkBroker(checker, node, node.state as BrokerState)
  if (node.kind === 'controller') return checkController(checker, node, node.state as ControllerState)
  return null
}

function checkBroker(checker: InvariantChecker, node: WorldNode, broker: BrokerState): Violation | null {
  for (const partition of broker.partitions.values()) {
    const violation = checkReplica(checker, node, broker, partition)
    if (violation !== null) return violation
  }
  for (const shard of broker.groups.shards.values()) {
    for (const group of shard.groups.values()) {
      const violation = checkGroup(checker, `${node.id}#${shard.leaderEpoch}`, group)
      if (violation !== null) return violation
    }
  }
  return null
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
  const id = `${node.id}/${partition.topicPartition}/${partition.topicId}`
  const seen = checker.replicas.get(id)
  const leading = partition.role === 'leader'
  if (seen !== undefined && seen.incarnation === node.incarnation) {
    if (log.logStartOffset < seen.logStartOffset && !checker.options.mayLoseData)
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
    checker.replicas.set(id, {
      incarnation: node.incarnation,
      logStartOffset: log.logStartOffset,
      highWatermark: log.highWatermark,
      leaderEpoch: partition.leaderEpoch,
      leading,
    })
  }
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
  const key = `${partition.topicId}-${partition.topicPartition}@${partition.leaderEpoch}`
  const other = checker.leaders.get(key)
  if (other === undefined) checker.leaders.set(key, broker.brokerId)
  else if (other !== broker.brokerId)
    return broken(
      'R1',
      `two leaders of ${partition.topicPartition} in epoch ${partition.leaderEpoch}: broker ${other} and broker ${broker.brokerId}`,
    )
  const isr = partition.pendingIsr ?? partition.isr
  // A member that lost its page cache may be back with a shorter log before the leader has heard of it.
  if (checker.options.mayLoseData) return isr.includes(broker.brokerId) ? null : notInOwnIsr(isr, where)
  for (const follower of partition.followers) {
    if (follower.logEndOffset === -1 || !isr.includes(follower.brokerId) || !partition.isr.includes(follower.brokerId))
      continue
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

function notInOwnIsr(isr: readonly number[], where: () => string): Violation {
  return broken('R2', `the leader is not in its own ISR ${isr.join(',')} on ${where()}`)
}

function checkController(checker: InvariantChecker, node: WorldNode, controller: ControllerState): Violation | null {
  checker.checked++
  const epoch = checker.controllerEpochs.get(node.id) ?? -1
  if (controller.raft.epoch < epoch)
    return broken('R12', `the controller epoch of ${node.id} fell from ${epoch} to ${controller.raft.epoch}`)
  checker.controllerEpochs.set(node.id, controller.raft.epoch)
  if (controller.active === null) return null
  for (const topic of controller.image.topics.values()) {
    for (const partition of topic.partitions) {
      checker.checked++
      const violation = checkRegistration(partition.topicPartition, partition)
      if (violation !== null) return violation
    }
  }
  return null
}

interface Registered {
  readonly leader: number
  readonly replicas: readonly number[]
  readonly isr: readonly number[]
  readonly eligibleLeaderReplicas: readonly number[]
}

function checkRegistration(name: TopicPartition, partition: Registered): Violation | null {
  if (partition.leader !== -1 && !partition.isr.includes(partition.leader))
    return broken('R2', `leader ${partition.leader} of ${name} is not in the ISR ${partition.isr.join(',')}`)
  if (!partition.isr.every((replica) => partition.replicas.includes(replica)))
    return broken(
      'R6',
      `the ISR ${partition.isr.join(',')} of ${name} is not part of its replicas ${partition.replicas.join(',')}`,
    )
  if (partition.eligibleLeaderReplicas.some((replica) => partition.isr.includes(replica)))
    return broken('R11', `ISR and ELR of ${name} overlap`)
  return null
}

/** `coordinator` names one leadership: a new coordinator begins with what it could replay. */
function checkGroup(checker: InvariantChecker, coordinator: string, group: ClassicGroup): Violation | null {
  checker.checked += 2
  const id = `${coordinator}/${group.groupId}`
  const generation = checker.generations.get(id) ?? -1
  const before = checker.groupStates.get(id)
  // A group deleted and made again begins anew.
  if (group.generationId < generation && group.state !== 'Empty' && before !== 'Empty' && before !== 'Dead') {
    return broken('C2', `the generation of group ${group.groupId} fell from ${generation} to ${group.generationId}`)
  }
  checker.generations.set(id, group.generationId)
  checker.groupStates.set(id, group.state)
  if (before !== undefined && before !== group.state && !reachable(before, group.state)) {
    return broken('C7', `group ${group.groupId} went from ${before} to ${group.state}`)
  }
  return group.state === 'Stable' ? checkOwners(group) : null
}

/** One event may take a group through two transitions: a join that completes at once, for instance. */
function reachable(from: ClassicGroup['state'], to: ClassicGroup['state']): boolean {
  if (isValidTransition(from, to)) return true
  const states: readonly ClassicGroup['state'][] = [
    'Empty',
    'PreparingRebalance',
    'CompletingRebalance',
    'Stable',
    'Dead',
  ]
  return states.some((middle) => isValidTransition(from, middle) && isValidTransition(middle, to))
}

function checkOwners(group: ClassicGroup): Violation | null {
  const owners = new Map<TopicPartition, string>()
  for (const member of group.members.values()) {
    for (const topicPartition of member.assignment) {
      const other = owners.get(topicPartition)
      if (other !== undefined)
        return broken(
          'C1',
          `${topicPartition} has two owners in stable group ${group.groupId}: ${other} and ${member.memberId}`,
        )
      owners.set(topicPartition, member.memberId)
    }
  }
  return null
}

function broken(rule: string, message: string): Violation {
  return { rule, message }
}
