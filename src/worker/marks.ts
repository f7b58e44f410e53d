/** Which happenings the scrubber marks, and as what. */
import type { Happening as KernelHappening } from '../engine/world.ts'
import { isInternalPartition } from '../kafka/common/internal-topics.ts'
import type { TopicPartition } from '../kafka/common/topic-partition.ts'
import type { Happening } from '../kafka/observe/happenings.ts'
import type { JournalEntry, TimelineMark } from './port.ts'

type MarkKind = TimelineMark['kind']

export const MARK_KINDS: { readonly [Type in Happening['type']]?: MarkKind } = {
  ControllerElected: 'election',
  BrokerBecameController: 'election',
  ZooKeeperElected: 'election',
  ZooKeeperStoppedServing: 'fault',
  ZooKeeperSessionExpired: 'fault',
  LeaderElected: 'election',
  GroupRebalanced: 'rebalance',
  IsrShrunk: 'isr',
  IsrExpanded: 'isr',
  StartFailed: 'fault',
  ReassignmentStarted: 'move',
  ReassignmentCompleted: 'move',
  ReassignmentCancelled: 'move',
  BrokerDrained: 'move',
  NodeStopped: 'fault',
  NodeRemoved: 'fault',
  NodeKilled: 'fault',
  NodePowerCut: 'fault',
  DiskFailed: 'fault',
  LogDirectoryFailed: 'fault',
  NodePaused: 'fault',
  BrokerFenced: 'fault',
  BrokerDisappeared: 'fault',
  BrokerUnregistered: 'fault',
  LinkCut: 'fault',
  RecordsLost: 'loss',
  RecordsDuplicated: 'loss',
  RecordsOutOfOrder: 'loss',
}

/** Null: not marked. */
export function markKindOf(happening: KernelHappening): MarkKind | null {
  return MARK_KINDS[happening.body.type as Happening['type']] ?? null
}

/** Worth slowing down for: something was decided about what the reader looks at, not about an internal topic. */
export function isTurningPoint(happening: KernelHappening): boolean {
  const { topicPartition } = happening.body as { readonly topicPartition?: TopicPartition }
  return markKindOf(happening) !== null && (topicPartition === undefined || !isInternalPartition(topicPartition))
}

/** More than a scrubber has pixels for. */
const MAX_MARKS = 1_500
/** Fifty elections in one instant, as when a cluster boots, are one mark. */
const SAME_MARK_US = 1_000

/** Oldest first; commands have no happening, so their `happeningId` is 0. */
export function timelineMarks(
  happenings: readonly KernelHappening[],
  journal: readonly Partial<JournalEntry>[],
): TimelineMark[] {
  const marks: TimelineMark[] = journal.map(({ atUs = 0, afterEvents = 0 }) => {
    return { atUs, kind: 'command', happeningId: 0, afterEvents }
  })
  const last = new Map<MarkKind, { readonly at: number; readonly happening: KernelHappening }>()
  for (const happening of happenings) {
    const kind = markKindOf(happening)
    if (kind === null) continue
    const before = last.get(kind)
    const same = before !== undefined && happening.atUs - before.happening.atUs < SAME_MARK_US
    // The mark leads to what the reader looks at, not to the internal topic whose turn came first.
    if (same && (isTurningPoint(before.happening) || !isTurningPoint(happening))) continue
    const at = same ? before.at : marks.length
    last.set(kind, { at, happening })
    marks[at] = { atUs: happening.atUs, kind, happeningId: happening.id }
  }
  marks.sort((a, b) => a.atUs - b.atUs || a.happeningId - b.happeningId)
  return marks.length > MAX_MARKS ? marks.slice(marks.length - MAX_MARKS) : marks
}
