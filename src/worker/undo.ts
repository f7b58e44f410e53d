/** Taking back the last command, and making a branch without one: with answers that say what that led to. */
import type { Timeline } from '../engine/timeline.ts'
import type { ClusterSpec, Command } from '../kafka/cluster/commands.ts'
import { inWords, readCommand } from './command-schema.ts'
import { branchInfos } from './frame-maker.ts'
import type { FromWorker, ToWorker } from './port.ts'
import { activeBranchId, hasBranch } from './run-timeline.ts'

type Undone = Extract<FromWorker, { readonly type: 'undone' }>

/** The timeline must not be in the middle of a seek. */
export function undoLast(timeline: Timeline<ClusterSpec, Command>): Pick<Undone, 'command' | 'keptBranch'> {
  const left = activeBranchId(timeline)
  const entry = timeline.journal[timeline.commandsApplied - 1]
  const before = timeline.journal[timeline.commandsApplied - 2]
  if (!timeline.undo()) return { command: null, keptBranch: null }
  if (before !== undefined && entry !== undefined && isOpenedFor(before.command, entry.command)) timeline.undo()
  return { command: entry?.command ?? null, keptBranch: branchInfos(timeline).find(({ id }) => id === left) ?? null }
}

/** Nobody opens a terminal but to use it: that, and the first thing done there, are one gesture. */
function isOpenedFor(opened: Command, used: Command): boolean {
  return opened.type === 'OpenTerminal' && 'terminal' in used && used.terminal === opened.terminal
}

type WhatIf = Extract<ToWorker, { readonly type: 'whatIf' }>
type BranchMade = Extract<FromWorker, { readonly type: 'branchMade' }>

/** The branch on screen stays; the new one is beside the others. */
export function branchWhatIf(timeline: Timeline<ClusterSpec, Command>, asked: WhatIf): BranchMade {
  const { requestId, branchId, afterEvents, instead } = asked
  const answer = (id: number | null, error: string | null): BranchMade => {
    return { type: 'branchMade', requestId, branchId: id === null ? null : String(id), error }
  }
  if (!hasBranch(timeline, branchId)) return answer(null, null)
  try {
    const commands = instead.map((command) => readCommand(command, 'command'))
    return answer(timeline.whatIf(Number(branchId), afterEvents, commands), null)
  } catch (error) {
    return answer(null, inWords(error))
  }
}
