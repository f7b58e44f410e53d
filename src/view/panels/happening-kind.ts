import type { Happening, HappeningType } from '../../kafka/observe/happenings.ts'
import type { TimelineMark } from '../../worker/port.ts'

type Kind = TimelineMark['kind'] | 'other'

/** More than the scrubber marks: the way back from a fault is found under faults too. */
const KINDS: { readonly [Type in HappeningType]?: Kind } = {
  ControllerBecameCandidate: 'election',
  ControllerElected: 'election',
  ControllerResigned: 'election',
  ZooKeeperElected: 'election',
  LeaderElected: 'election',
  GroupRebalanced: 'rebalance',
  GroupStateChanged: 'rebalance',
  MemberJoined: 'rebalance',
  MemberLeft: 'rebalance',
  IsrShrunk: 'isr',
  IsrExpanded: 'isr',
  CommandStarted: 'command',
  CommandFinished: 'command',
  NodeStarted: 'fault',
  NodeStopping: 'fault',
  NodeStopped: 'fault',
  NodeKilled: 'fault',
  NodePowerCut: 'fault',
  NodePaused: 'fault',
  NodeResumed: 'fault',
  NodeSlowed: 'fault',
  LinkCut: 'fault',
  LinkSlowed: 'fault',
  LinkRepaired: 'fault',
  LinkHeld: 'fault',
  LinkReleased: 'fault',
  BrokerFenced: 'fault',
  BrokerUnregistered: 'fault',
  ZooKeeperStoppedServing: 'fault',
  ZooKeeperSessionExpired: 'fault',
  RecordsLost: 'loss',
  RecordsDuplicated: 'loss',
  RecordsOutOfOrder: 'loss',
  SendFailed: 'loss',
  RecordsDropped: 'loss',
}

/** By which the event list is filtered. */
export function happeningKind(happening: Happening): Kind {
  return KINDS[happening.type] ?? 'other'
}
