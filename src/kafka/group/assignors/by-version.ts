/** The assignors of older clients. Apart from `index.ts`, so that a page whose clients are all of 4.x does not load them. */
import { unreachable } from '../../../engine/assert.ts'
import type { Assignment, AssignorInput, AssignorVersion } from './assignor.ts'
import { type AssignorName, assignPartitions } from './index.ts'
import { assignRange } from './range.ts'
import { assignRoundRobin } from './round-robin.ts'
import { assignSticky25 } from './sticky-2-5.ts'

/** As `assignPartitions`, in the variant of a client's version. */
export function assignPartitionsAsOf(version: AssignorVersion, name: AssignorName, input: AssignorInput): Assignment {
  if (version === '4.x') return assignPartitions(name, input)
  switch (name) {
    case 'range':
      return assignRange(input, false)
    case 'roundrobin':
      return assignRoundRobin(input)
    case 'sticky':
      return assignSticky25(input, version, false)
    case 'cooperative-sticky':
      return assignSticky25(input, version, true)
    default:
      return unreachable(name)
  }
}
