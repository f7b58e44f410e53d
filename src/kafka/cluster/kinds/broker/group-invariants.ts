/** What must never happen to a group. */
import type { TopicPartition } from '../../../common/topic-partition.ts'
import { isValidTransition } from '../../../group/classic-group-state.ts'
import type { ClassicGroup } from '../../../group/group-shard-state.ts'
import { broken, type InvariantChecker, memoryOf, type Violation } from '../../../invariants/invariant-checker.ts'

interface GroupMemory {
  readonly generations: Map<string, number>
  readonly states: Map<string, ClassicGroup['state']>
}

const createMemory = (): GroupMemory => ({ generations: new Map(), states: new Map() })

/** `coordinator` names one leadership: a new coordinator begins with what it could replay. */
export function checkGroup(checker: InvariantChecker, coordinator: string, group: ClassicGroup): Violation | null {
  checker.checked += 2
  const id = `${coordinator}/${group.groupId}`
  const { generations, states } = memoryOf(checker, 'group', createMemory)
  const generation = generations.get(id) ?? -1
  const before = states.get(id)
  // A group deleted and made again begins anew.
  if (group.generationId < generation && group.state !== 'Empty' && before !== 'Empty' && before !== 'Dead') {
    return broken('C2', `the generation of group ${group.groupId} fell from ${generation} to ${group.generationId}`)
  }
  generations.set(id, group.generationId)
  states.set(id, group.state)
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
