/** Every assignor by the name a client configures, as clients of 4.x have it; `by-version.ts` has the older ones too. */
import { unreachable } from '../../../engine/assert.ts'
import type { Assignment, AssignorInput } from './assignor.ts'
import { assignCooperativeSticky } from './cooperative-sticky.ts'
import { assignRange } from './range.ts'
import { assignRoundRobin } from './round-robin.ts'
import { assignSticky } from './sticky.ts'

export {
  type Assignment,
  type AssignorInput,
  type AssignorMember,
  type AssignorTopic,
  isAssignorFailure,
} from './assignor.ts'

export type AssignorName = 'range' | 'roundrobin' | 'sticky' | 'cooperative-sticky'

export const ASSIGNOR_NAMES: readonly AssignorName[] = ['range', 'roundrobin', 'sticky', 'cooperative-sticky']

export function isAssignorName(name: string): name is AssignorName {
  return (ASSIGNOR_NAMES as readonly string[]).includes(name)
}

/**
 * What the leader of a classic group computes between JoinGroup and SyncGroup. Pure; every member gets an entry.
 * `cooperative-sticky` withholds partitions that another member still owns (KIP-429).
 */
export function assignPartitions(name: AssignorName, input: AssignorInput): Assignment {
  switch (name) {
    case 'range':
      return assignRange(input, true)
    case 'roundrobin':
      return assignRoundRobin(input)
    case 'sticky':
      return assignSticky(input)
    case 'cooperative-sticky':
      return assignCooperativeSticky(input)
    default:
      return unreachable(name)
  }
}
