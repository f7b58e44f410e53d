import type { Happening, HappeningType } from '../../kafka/observe/happenings.ts'
import { MARK_KINDS } from '../../worker/marks.ts'
import type { TimelineMark } from '../../worker/port.ts'

type Kind = TimelineMark['kind'] | 'other'

/** More than the scrubber marks: the way back from a fault is found under faults too. */
const KINDS: { readonly [Type in HappeningType]?: Kind } = {
  ...MARK_KINDS,
  ControllerBecameCandidate: 'election',
  ControllerResigned: 'election',
  BrokerStoppedControlling: 'election',
  GroupStateChanged: 'rebalance',
  MemberJoined: 'rebalance',
  MemberLeft: 'rebalance',
  CommandStarted: 'command',
  CommandFinished: 'command',
  NodeStarted: 'fault',
  NodeStopping: 'fault',
  NodeResumed: 'fault',
  NodeSlowed: 'fault',
  LinkSlowed: 'fault',
  LinkRepaired: 'fault',
  LinkHeld: 'fault',
  LinkReleased: 'fault',
  SendFailed: 'loss',
  RecordsDropped: 'loss',
}

/** By which the event list is filtered. */
export function happeningKind(happening: Happening): Kind {
  return KINDS[happening.type] ?? 'other'
}
