/**
 * What a run may look like when it comes from outside: spec, seed, journal, position. See `journal-schema.ts` for the
 * journal and `command-schema.ts` for the commands in it.
 */
import { compareVersions, ENGINE_VERSION } from './engine-version.ts'
import { count, instantUs, readJournal } from './journal-schema.ts'
import { type KeptLessons, readLessons, undecided } from './kept-lessons.ts'
import type { BranchInfo, RunData, SavedBranch } from './port.ts'
import { flag, integer, name, nullable, object, optional, type Reader, SchemaError, text } from './schema.ts'
import { readSpec } from './spec-schema.ts'

const readEngineVersion: Reader<string> = (value, path) => {
  if (typeof value !== 'string' || !/^\d{1,6}(\.\d{1,6}){0,3}$/.test(value)) throw new SchemaError(path, 'a version')
  return value
}

/** As it stands: the journal is read only once both what is in it and what was left out of it are at hand. */
type UnreadRun = Omit<RunData, 'journal' | 'leftOut'> & { readonly journal: unknown; readonly leftOut?: unknown }

const asItStands: Reader<unknown> = (value) => value

const unreadRun: Reader<UnreadRun> = object<UnreadRun>({
  engineVersion: readEngineVersion,
  spec: readSpec,
  seed: integer(0, Number.MAX_SAFE_INTEGER),
  journal: asItStands,
  leftOut: optional(asItStands),
  positionUs: instantUs,
  positionEvents: optional(count),
})

const readRun: Reader<RunData> = (value, path) => {
  const { leftOut: before, ...run } = unreadRun(value, path)
  const { journal, leftOut } = readJournal(run.journal, before, path)
  return leftOut.length === 0 ? { ...run, journal } : { ...run, journal, leftOut }
}

const branchFields: Reader<BranchInfo> = object<BranchInfo>({
  id: name(100),
  name: text(200),
  parentId: nullable(name(100)),
  forkedAtUs: instantUs,
  latestUs: instantUs,
  commands: count,
  forkedAtEvents: optional(count),
  latestEvents: optional(count),
  inheritedCommands: optional(count),
  takenBack: optional(flag),
})

/** As the run stands before its journal is read. */
const savedBranchFields = object<{ readonly info: BranchInfo; readonly run: unknown }>({
  info: branchFields,
  run: asItStands,
})

const readBranch: Reader<SavedBranch> = (value, path) => {
  const { info, run: stored } = savedBranchFields(value, path)
  const run = readRun(stored, `${path}.run`)
  const { journal, leftOut } = stored as { readonly journal: readonly Partial<Place>[]; readonly leftOut?: unknown }
  if (leftOut === undefined && run.leftOut === undefined) return { info, run }
  return { info: { ...info, ...recounted(info, journal, run) }, run }
}

interface Place {
  readonly atUs: number
  readonly afterEvents: number
}

/** How many commands there are, and are the parent's too, where some were left out or have come back. */
function recounted(
  info: BranchInfo,
  journal: readonly Partial<Place>[],
  run: RunData,
): Pick<BranchInfo, 'commands' | 'inheritedCommands'> {
  const commands = run.journal.length
  if (info.inheritedCommands === undefined) return { commands }
  const last = journal[Math.min(info.inheritedCommands, journal.length) - 1]
  if (last === undefined) return { commands, inheritedCommands: 0 }
  const { atUs = 0, afterEvents = 0 } = last
  const own = run.journal.findIndex(
    (entry) => entry.atUs > atUs || (entry.atUs === atUs && entry.afterEvents > afterEvents),
  )
  return { commands, inheritedCommands: own < 0 ? commands : own }
}

/** `newer` is whole but beyond this engine; `damaged` is not a run at all. `message` names the place. */
export type ReadResult<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problem: 'newer' | 'damaged'; readonly message: string }

/** What `persistence` needs to know of runs; given to it, since it sees only types of the engine's side. */
export interface RunFormat {
  readonly engineVersion: string
  readRun(value: unknown): ReadResult<RunData>
  readBranch(value: unknown): ReadResult<SavedBranch>
  /**
   * What the reader predicted in a run that an engine of this version played; what cannot be read is left out, and the
   * run opens all the same. In another engine's run things may come otherwise: what came of it is found out again.
   */
  readLessons(value: unknown, engineVersion: string): KeptLessons | undefined
}

/** Looked at before anything else: a newer engine may have commands and fields that would only look damaged here. */
function versionOf(value: unknown): unknown {
  return (value as { readonly engineVersion?: unknown } | null | undefined)?.engineVersion
}

function attempt<T>(reader: Reader<T>, value: unknown, version: unknown, path: string): ReadResult<T> {
  try {
    if (version !== undefined && compareVersions(readEngineVersion(version, 'engineVersion'), ENGINE_VERSION) > 0) {
      return { ok: false, problem: 'newer', message: `made by engine ${String(version)}; this is ${ENGINE_VERSION}` }
    }
    return { ok: true, value: reader(value, path) }
  } catch (error) {
    if (error instanceof SchemaError) return { ok: false, problem: 'damaged', message: error.message }
    throw error
  }
}

/**
 * Strict: unknown fields and sizes beyond the limits are refused, commands that cannot be read are left out, and what
 * comes back is a copy.
 */
export const runFormat: RunFormat = {
  engineVersion: ENGINE_VERSION,
  readRun: (value) => attempt(readRun, value, versionOf(value), 'run'),
  readBranch: (value) =>
    attempt(readBranch, value, versionOf((value as { readonly run?: unknown } | null | undefined)?.run), 'branch'),
  readLessons: (value, engineVersion) => {
    const read = attempt(readLessons, value, undefined, 'lessons')
    if (!read.ok) return undefined
    return engineVersion === ENGINE_VERSION ? read.value : undecided(read.value)
  },
}
