/** Every assignor by the name a client configures, in the variant of its version. */
import { unreachable } from '../../../engine/assert.ts'
import type { Assignment, AssignorInput, AssignorVersion } from './assignor.ts'
import { assignCooperativeSticky } from './cooperative-sticky.ts'
import { assignRange } from './range.ts'
import { assignRoundRobin } from './round-robin.ts'
import { assignSticky } from './sticky.ts'
import { assignSticky25 } from './sticky-2-5.ts'

export type { Assignment, AssignorInput, AssignorMember, AssignorTopic, AssignorVersion } from './assignor.ts'

export type AssignorName = 'range' | 'roundrobin' | 'sticky' | 'cooperative-sticky'

export const ASSIGNOR_NAMES: readonly AssignorName[] = ['range', 'roundrobin', 'sticky', 'cooperative-sticky']

export function isAssignorName(name: string): name is AssignorName {
  return (ASSIGNOR_NAMES as readonly string[]).includes(name)
}

/**
 * What the leader of a classic group computes between JoinGroup and SyncGroup. Pure; every member gets an entry.
 * `cooperative-sticky` withholds partitions that another member still owns (KIP-429).
 */
export function assignPartitions(name: AssignorName, version: AssignorVersion, input: AssignorInput): Assignment {
  switch (name) {
    case 'range':
      return assignRange(input, version === '4.x')
    case 'roundrobin':
      return assignRoundRobin(input)
    case 'sticky':
      return version === '4.x' ? assignSticky(input) : assignSticky25(input, version, false)
    case 'cooperative-sticky':
      return version === '4.x' ? assignCooperativeSticky(input) : assignSticky25(input, version, true)
    default:
      return unreachable(name)
  }
}
