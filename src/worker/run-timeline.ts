import type { Timeline } from '../engine/timeline.ts'
import type { ClusterSpec, Command } from '../kafka/cluster/commands.ts'

export type RunTimeline = Timeline<ClusterSpec, Command>

/** As the port names branches. */
export function activeBranchId(timeline: RunTimeline): string {
  return String(timeline.branches().find((branch) => branch.active)?.id ?? '')
}

export function hasBranch(timeline: RunTimeline, branchId: string): boolean {
  return timeline.branches().some((branch) => String(branch.id) === branchId)
}
