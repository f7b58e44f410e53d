/**
 * How a run lies in the database, version 1, and how it is read back with suspicion. Journals are split in two: what
 * `saveRun` wrote stands in the branch, what came after stands one row a command, so that adding one costs one row.
 */
import type { KeptLessons } from '../worker/kept-lessons.ts'
import type { JournalEntry, SavedBranch } from '../worker/port.ts'
import type { ReadResult, RunFormat } from '../worker/run-schema.ts'
import type { RowTransaction } from './rows.ts'
import { type DeletedRun, StorageError, type StoredRun } from './storage-types.ts'

/** Rises when rows mean something else than before; rows of a higher one are left alone. */
export const ROW_FORMAT = 1

export interface RunRow {
  readonly id: string
  readonly formatVersion: number
  readonly engineVersion: string
  readonly name: string
  readonly createdAt: number
  readonly updatedAt: number
  readonly branchId: string
  readonly positionUs: number
  readonly positionEvents?: number
  readonly thumbnail: string
  readonly lessons?: KeptLessons
}

export interface BranchRow {
  readonly runId: string
  readonly branchId: string
  readonly branch: SavedBranch
}

export interface EntryRow {
  readonly runId: string
  readonly branchId: string
  readonly index: number
  readonly entry: JournalEntry
}

export const RUN_STORES = ['runs', 'branches', 'entries'] as const

/** With what lies beside a run: among the preferences, since a store of their own would shut older pages out. */
export const RUN_AND_NOTES = [...RUN_STORES, 'preferences'] as const

/** Where the notes beside a run lie among the preferences. */
export function notesKey(runId: string): string {
  return `notes ${runId}`
}

/** Puts the run in place of whatever stood under its id. */
export async function writeRun(rows: RowTransaction, run: StoredRun): Promise<void> {
  const open = run.branches.find((branch) => branch.info.id === run.branchId)
  if (open === undefined) throw new StorageError('failed', `no branch ${run.branchId} in the run to be saved`)
  const row: RunRow = {
    id: run.id,
    formatVersion: ROW_FORMAT,
    engineVersion: open.run.engineVersion,
    name: run.name,
    createdAt: run.createdAt,
    updatedAt: run.updatedAt,
    branchId: run.branchId,
    ...positionFields(run),
    thumbnail: run.thumbnail,
    ...lessonsField(run.lessons),
  }
  await rows.deleteAll('entries', [run.id])
  await rows.deleteAll('branches', [run.id])
  for (const branch of run.branches) {
    await rows.put('branches', { runId: run.id, branchId: branch.info.id, branch } satisfies BranchRow)
  }
  await rows.put('runs', row)
}

/** The whole run, checked field by field. Rejects with `notFound`, `damaged` or `newer`. */
export async function readRun(rows: RowTransaction, runId: string, format: RunFormat): Promise<StoredRun> {
  const row = readRunRow(await rows.get('runs', runId))
  const branches: SavedBranch[] = []
  for (const branchRow of await rows.getAll('branches', [runId])) {
    const stored = branchRow as Partial<BranchRow>
    const entries = await rows.getAll('entries', [runId, String(stored.branchId)])
    branches.push(readBranch(stored, entries as Partial<EntryRow>[], format))
  }
  const shown = branches.find((branch) => branch.info.id === row.branchId)
  if (shown === undefined) throw new StorageError('damaged', `branch ${row.branchId} is missing`)
  const { positionEvents: _, ...run } = shown.run
  checked(format.readRun({ ...run, ...positionFields(row) }))
  return {
    id: row.id,
    name: row.name,
    createdAt: row.createdAt,
    updatedAt: row.updatedAt,
    branchId: row.branchId,
    ...positionFields(row),
    thumbnail: row.thumbnail,
    branches,
    ...lessonsField(row.lessons === undefined ? undefined : format.readLessons(row.lessons, row.engineVersion)),
  }
}

/** Where the reader was; without the number of events where that is not known. */
export function positionFields(at: { positionUs: number; positionEvents?: number | undefined }): {
  positionUs: number
  positionEvents?: number
} {
  const { positionUs, positionEvents } = at
  return positionEvents === undefined ? { positionUs } : { positionUs, positionEvents }
}

/** Absent where nothing was predicted. */
export function lessonsField(lessons: KeptLessons | undefined): { lessons?: KeptLessons } {
  return lessons === undefined ? {} : { lessons }
}

/** The stored head of a run, or the reason why it is not one we can read. */
export function readRunRow(value: unknown): RunRow {
  if (value === undefined) throw new StorageError('notFound', 'no such run')
  const row = value as Partial<Record<keyof RunRow, unknown>>
  if (typeof row.formatVersion === 'number' && row.formatVersion > ROW_FORMAT) {
    throw new StorageError('newer', `saved in format ${row.formatVersion}; this page knows ${ROW_FORMAT}`)
  }
  const texts = [row.id, row.engineVersion, row.name, row.branchId, row.thumbnail]
  const numbers = [row.formatVersion, row.createdAt, row.updatedAt, row.positionUs, row.positionEvents ?? 0]
  if (!texts.every((field) => typeof field === 'string') || !numbers.every((field) => Number.isFinite(field))) {
    throw new StorageError('damaged', 'the head of the run is incomplete')
  }
  return value as RunRow
}

/** Rows are counted as they lie there: of what they hold, the format may leave out what it cannot read. */
function readBranch(stored: Partial<BranchRow>, added: readonly Partial<EntryRow>[], format: RunFormat): SavedBranch {
  const branch = stored.branch as Partial<SavedBranch> | undefined
  const first: unknown = branch?.run?.journal
  if (added.length === 0 || !Array.isArray(first)) return checked(format.readBranch(branch))
  added.forEach((row, index) => {
    if (row.index !== first.length + index) {
      throw new StorageError('damaged', `entry ${first.length + index} is missing`)
    }
  })
  const journal = [...first, ...added.map((row) => row.entry)]
  const { info, run } = checked(format.readBranch({ ...branch, run: { ...branch?.run, journal } }))
  const latestUs = Math.max(info.latestUs, run.journal.at(-1)?.atUs ?? 0)
  return { info: { ...info, commands: run.journal.length, latestUs }, run }
}

function checked<T>(result: ReadResult<T>): T {
  if (!result.ok) throw new StorageError(result.problem, result.message)
  return result.value
}

/** Rows as they lie there, readable or not. */
export async function rawRows(rows: RowTransaction, runId: string): Promise<DeletedRun['rows']> {
  const head = await rows.get('runs', runId)
  const found: { store: string; row: unknown }[] = head === undefined ? [] : [{ store: 'runs', row: head }]
  for (const store of ['branches', 'entries'] as const) {
    for (const row of await rows.getAll(store, [runId])) found.push({ store, row })
  }
  const notes = await rows.get('preferences', notesKey(runId))
  return notes === undefined ? found : [...found, { store: 'preferences', row: notes }]
}
