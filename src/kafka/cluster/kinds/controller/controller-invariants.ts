/** What must never happen on a controller. */
import type { WorldNode } from '../../../../engine/world.ts'
import type { TopicPartition } from '../../../common/topic-partition.ts'
import type { ControllerState } from '../../../controller/controller-state.ts'
import { broken, type InvariantChecker, memoryOf, type Violation } from '../../../invariants/invariant-checker.ts'

export function checkController(checker: InvariantChecker, node: WorldNode): Violation | null {
  const controller = node.state as ControllerState | null
  if (controller === null) return null
  checker.checked++
  const epochs = memoryOf(checker, 'controller', () => new Map<string, number>())
  const epoch = epochs.get(node.id) ?? -1
  if (controller.raft.epoch < epoch)
    return broken('R12', `the controller epoch of ${node.id} fell from ${epoch} to ${controller.raft.epoch}`)
  epochs.set(node.id, controller.raft.epoch)
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
