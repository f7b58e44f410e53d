/**
 * Every assignor that is written, those of clients and coordinators that no run has yet included. For tests: conformance
 * counts what a run reaches.
 */
import type { AssignorVersion } from '../../kafka/group/assignors/assignor.ts'
import { assignPartitionsAsOf } from '../../kafka/group/assignors/by-version.ts'
import { isAssignorName } from '../../kafka/group/assignors/index.ts'
import { assignServerRange } from '../ahead/server-range.ts'
import { assignServerUniform } from '../ahead/server-uniform.ts'
import { assignShareSimple } from '../ahead/share-simple.ts'
import type { AssignorOf } from './assignors-suite.ts'

export const everyAssignor: AssignorOf = (assignor, version, input, entry) => {
  if (!isVersion(version)) return null
  if (isAssignorName(assignor)) return assignPartitionsAsOf(version, assignor, input)
  switch (assignor) {
    case 'server-range':
      return assignServerRange(input)
    case 'server-uniform':
      return assignServerUniform(
        input,
        entry.subscriptionType === undefined ? undefined : entry.subscriptionType === 'Homogeneous',
      )
    case 'share-simple':
      return assignShareSimple(input)
    default:
      return null
  }
}

function isVersion(version: string): version is AssignorVersion {
  return version === '2.5.0' || version === '2.5.1' || version === '4.x'
}
