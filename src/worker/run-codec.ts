/** A timeline as the page saves it, and back. */
import { assert } from '../engine/assert.ts'
import type { SavedBranch as EngineBranch, Model, Position, Run, SavedTimeline } from '../engine/run.ts'
import { Timeline } from '../engine/timeline.ts'
import type { ClusterSpec, Command } from '../kafka/cluster/commands.ts'
import { sameValue } from './image-delta.ts'
import type { BranchInfo, JournalEntry, LeftOutEntry, RunData, SavedBranch, ToWorker } from './port.ts'
import { type ReadResult, runFormat } from './run-schema.ts'

type NotGiven = Pick<EngineBranch<Command>, 'leftOut' | 'unread'>
type Saved = SavedTimeline<ClusterSpec, Command>
type Open = Extract<ToWorker, { readonly type: 'open' }>

export interface ExportedRun {
  readonly run: RunData
  readonly branches: readonly SavedBranch[]
  readonly branchId: string
}

/** Every branch as a run that stands on its own; `run` is the one on screen. */
export function exportTimeline(saved: Saved): ExportedRun {
  const branches = saved.branches.map((branch) => exportBranch(saved, branch))
  const branchId = String(saved.activeBranchId)
  const shown = branches.find((branch) => branch.info.id === branchId) ?? branches[0]!
  return { run: shown.run, branches, branchId }
}

function exportBranch(saved: Saved, branch: EngineBranch<Command>): SavedBranch {
  const { engineVersion, spec, seed } = saved
  const journal = exportJournal(branch.journal)
  return {
    info: {
      id: String(branch.id),
      name: branch.name,
      parentId: branch.parentId === null ? null : String(branch.parentId),
      forkedAtUs: branch.forkedAt.atUs,
      forkedAtEvents: branch.forkedAt.afterEvents,
      latestUs: branch.latest.atUs,
      latestEvents: branch.latest.afterEvents,
      commands: journal.length,
      inheritedCommands: branch.inheritedCommands,
      ...(branch.takenBack === true ? { takenBack: true } : {}),
    },
    run: {
      engineVersion,
      spec,
      seed,
      journal,
      ...exportLeftOut(branch),
      positionUs: branch.position.atUs,
      positionEvents: branch.position.afterEvents,
    },
  }
}

/** The run on screen alone, at another position. */
export function exportRun(run: Run<ClusterSpec, Command>, positionUs: number): RunData {
  const { engineVersion, spec, seed, journal } = run
  return { engineVersion, spec, seed, journal: exportJournal(journal), ...exportLeftOut(run), positionUs }
}

/** Saving, sharing or copying a run loses nothing of its journal: who reads it tries again what was not given here. */
function exportLeftOut({ leftOut = [], unread = [] }: NotGiven): Pick<RunData, 'leftOut'> {
  const all = [
    ...leftOut.map(({ entry, reason }): LeftOutEntry => {
      const { atUs, afterEvents = 0 } = entry
      return { atUs, afterEvents, json: JSON.stringify(entry), problem: 'refused', reason }
    }),
    ...unread.map((entry): LeftOutEntry => ({ ...entry, problem: 'unread' })),
  ]
  return all.length === 0 ? {} : { leftOut: all.sort((a, b) => a.atUs - b.atUs || a.afterEvents - b.afterEvents) }
}

function exportJournal(journal: Run<ClusterSpec, Command>['journal']): JournalEntry[] {
  let afterEvents = 0
  return journal.map((entry) => {
    // An entry that was never applied does not know its place; opening the run again goes by its instant.
    afterEvents = entry.afterEvents ?? afterEvents
    return { atUs: entry.atUs, afterEvents, command: entry.command }
  })
}

/**
 * A timeline on its way to where the reader was; finish with `continueSeek`. What the page sent is read, not taken as it
 * is: a spec has the same order of fields then wherever it came from, and so the same hash. Throws when it is no run.
 */
export function openTimeline(model: Model<ClusterSpec, Command>, message: Open): Timeline<ClusterSpec, Command> {
  const run = accepted(runFormat.readRun(message.run))
  const branches = message.branches?.map((branch) => accepted(runFormat.readBranch(branch))) ?? null
  const saved = scripted(importTimeline(run, branches, message.branchId, model.engineVersion), message.script)
  const timeline = Timeline.fromSaved(model, saved)
  // By events where their number is known: that is the very state; else all that is due by the instant.
  if (run.positionEvents === undefined) timeline.beginSeek({ atUs: run.positionUs })
  return timeline
}

/** A run without branches and without a journal of its own, in which that is done. */
function scripted(saved: Saved, script: Open['script']): Saved {
  const [branch, ...others] = saved.branches
  if (script === undefined || branch === undefined) return saved
  assert(others.length === 0 && branch.journal.length === 0, 'a run with a script has nothing else done in it')
  return { ...saved, branches: [{ ...branch, journal: script }] }
}

function accepted<T>(result: ReadResult<T>): T {
  if (!result.ok) throw new Error(`This run cannot be opened: ${result.message}`)
  return result.value
}

/**
 * What `Timeline.fromSaved` takes. `run` is the branch to show, `branchId` which of `branches` it is. Ids that are not
 * the engine's own numbers are numbered anew.
 */
function importTimeline(
  run: RunData,
  branches: readonly SavedBranch[] | null,
  branchId: string | undefined,
  engineVersion: string,
): Saved {
  const listed = branches === null || branches.length === 0 ? [soleBranch(run)] : branches
  const shown = findShown(listed, run, branchId)
  const ids = numberIds(listed)
  return {
    engineVersion,
    spec: run.spec,
    seed: run.seed,
    activeBranchId: ids.get(shown.info.id)!,
    branches: listed.map((branch) => importBranch(branch === shown ? { ...branch, run } : branch, ids)),
  }
}

function soleBranch(run: RunData): SavedBranch {
  const info = { id: '1', name: 'main', parentId: null, forkedAtUs: 0, latestUs: 0, commands: run.journal.length }
  return { info, run }
}

function findShown(branches: readonly SavedBranch[], run: RunData, branchId: string | undefined): SavedBranch {
  const named = branches.find((branch) => branch.info.id === branchId)
  return named ?? branches.find((branch) => sameValue(branch.run.journal, run.journal)) ?? branches[0]!
}

function numberIds(branches: readonly SavedBranch[]): ReadonlyMap<string, number> {
  const ownNumbers = branches.every((branch) => /^[1-9]\d{0,8}$/.test(branch.info.id))
  return new Map(branches.map(({ info }, index) => [info.id, ownNumbers ? Number(info.id) : index + 1]))
}

function importBranch({ info, run }: SavedBranch, ids: ReadonlyMap<string, number>): EngineBranch<Command> {
  const position = { atUs: run.positionUs, afterEvents: run.positionEvents ?? 0 }
  return {
    id: ids.get(info.id)!,
    name: info.name,
    parentId: info.parentId === null ? null : (ids.get(info.parentId) ?? null),
    forkedAt: { atUs: info.forkedAtUs, afterEvents: info.forkedAtEvents ?? 0 },
    inheritedCommands: Math.min(info.inheritedCommands ?? 0, run.journal.length),
    journal: run.journal,
    // What was left out is in the journal again where it could be read.
    unread: run.leftOut ?? [],
    takenBack: info.takenBack === true,
    position,
    latest: latestOf(info, run, position),
  }
}

/** At the very least behind its own last command, or acting before that would not fork. */
function latestOf(info: BranchInfo, run: RunData, position: Position): Position {
  const last = run.journal.at(-1)
  return {
    atUs: Math.max(info.latestUs, last?.atUs ?? 0, position.atUs),
    afterEvents: Math.max(info.latestEvents ?? 0, (last?.afterEvents ?? -1) + 1, position.afterEvents),
  }
}
