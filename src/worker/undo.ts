/** Taking back the last command, with an answer that says what it was and where it stays done. */
import type { Timeline } from '../engine/timeline.ts'
import type { ClusterSpec, Command } from '../kafka/cluster/commands.ts'
import { branchInfos } from './frame-maker.ts'
import type { FromWorker } from './port.ts'
import { activeBranchId } from './run-timeline.ts'

type Undone = Extract<FromWorker, { readonly type: 'undone' }>

/** The timeline must not be in the middle of a seek. */
export function undoLast(timeline: Timeline<ClusterSpec, Command>): Pick<Undone, 'command' | 'keptBranch'> {
  const left = activeBranchId(timeline)
  const entry = timeline.journal[timeline.commandsApplied - 1]
  if (!timeline.undo()) return { command: null, keptBranch: null }
  return { command: entry?.command ?? null, keptBranch: branchInfos(timeline).find(({ id }) => id === left) ?? null }
}
