/**
 * What a run may look like when it comes from outside: spec, seed, journal, position. See `command-schema.ts` for the
 * commands in it.
 */
import { readCommand } from './command-schema.ts'
import { compareVersions, ENGINE_VERSION } from './engine-version.ts'
import type { BranchInfo, JournalEntry, RunData, SavedBranch } from './port.ts'
import { integer, list, name, nullable, object, optional, type Reader, SchemaError, text } from './schema.ts'
import { MAX_RUN_US, readSpec } from './spec-schema.ts'

/** Beyond it a page would seek without end. */
const instantUs = integer(0, MAX_RUN_US)
const count = integer(0, Number.MAX_SAFE_INTEGER)

const entryFields: Reader<JournalEntry> = object<JournalEntry>({
  atUs: instantUs,
  afterEvents: count,
  command: readCommand,
})

/** A journal's entries stand in the order they were executed. */
const readJournal: Reader<readonly JournalEntry[]> = (value, path) => {
  const journal = list(entryFields, 1_000_000)(value, path)
  for (let i = 1; i < journal.length; i++) {
    const before = journal[i - 1]!
    const entry = journal[i]!
    if (entry.atUs < before.atUs || entry.afterEvents < before.afterEvents) {
      throw new SchemaError(`${path}[${i}]`, 'an entry no earlier than the one before it')
    }
  }
  return journal
}

const readEngineVersion: Reader<string> = (value, path) => {
  if (typeof value !== 'string' || !/^\d{1,6}(\.\d{1,6}){0,3}$/.test(value)) throw new SchemaError(path, 'a version')
  return value
}

const runFields: Reader<RunData> = object<RunData>({
  engineVersion: readEngineVersion,
  spec: readSpec,
  seed: integer(0, Number.MAX_SAFE_INTEGER),
  journal: readJournal,
  positionUs: instantUs,
  positionEvents: optional(count),
})

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
})

const savedBranchFields: Reader<SavedBranch> = object<SavedBranch>({ info: branchFields, run: runFields })

/** `newer` is whole but beyond this engine; `damaged` is not a run at all. `message` names the place. */
export type ReadResult<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problem: 'newer' | 'damaged'; readonly message: string }

/** What `persistence` needs to know of runs; given to it, since it sees only types of the engine's side. */
export interface RunFormat {
  readonly engineVersion: string
  readRun(value: unknown): ReadResult<RunData>
  readEntry(value: unknown): ReadResult<JournalEntry>
  readBranch(value: unknown): ReadResult<SavedBranch>
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

/** Strict: unknown fields, commands and sizes beyond the limits are refused, and what comes back is a copy. */
export const runFormat: RunFormat = {
  engineVersion: ENGINE_VERSION,
  readRun: (value) => attempt(runFields, value, versionOf(value), 'run'),
  readEntry: (value) => attempt(entryFields, value, undefined, 'entry'),
  readBranch: (value) =>
    attempt(
      savedBranchFields,
      value,
      versionOf((value as { readonly run?: unknown } | null | undefined)?.run),
      'branch',
    ),
}
