/**
 * A run as a file: gzip of versioned JSON, so that any tool can look inside. The gzip trailer's checksum is verified.
 * Plain JSON of the same shape is taken too, for those who like to edit.
 */
import { gzipSync, strFromU8, strToU8 } from 'fflate'
import type { SavedBranch } from '../worker/port.ts'
import type { ReadResult, RunFormat } from '../worker/run-schema.ts'
import { endedEarly, gunzipBounded, TooLargeError } from './bytes.ts'
import { lessonsField } from './saved-rows.ts'
import type { StoredRun } from './storage-types.ts'

const FORMAT = 'kafkascope-run'
const VERSION = 1
const MAX_FILE_BYTES = 67_108_864
const MAX_JSON_BYTES = 134_217_728
const MAX_BRANCHES = 1_000

/** `.kafkascope` is what the page offers; browsers add nothing to it. */
export const RUN_FILE_EXTENSION = '.kafkascope'

export type RunFileProblem =
  /** Some other file. */
  | 'notARunFile'
  /** Ours, but cut off or altered: fetch it again from where it came. */
  | 'damaged'
  /** From a newer Kafkascope: reload the page, or update it. */
  | 'newer'
  | 'tooLarge'

const ADVICE: { readonly [Problem in RunFileProblem]: string } = {
  notARunFile: 'This is not a Kafkascope run. Choose a file that was saved with "Export".',
  damaged: 'This file is damaged. Export it again, or copy it again from where it came.',
  newer: 'This file was saved by a newer Kafkascope. Reload the page to get the newest version, then try again.',
  tooLarge: 'This file is too large to open here.',
}

export class RunFileError extends Error {
  readonly problem: RunFileProblem
  /** For developers; `message` is for people. */
  readonly detail: string
  constructor(problem: RunFileProblem, detail: string) {
    super(ADVICE[problem])
    this.name = 'RunFileError'
    this.problem = problem
    this.detail = detail
  }
}

/** What a file holds; it gets an id and dates when it is saved here. */
export type ImportedRun = Pick<
  StoredRun,
  'name' | 'branchId' | 'positionUs' | 'positionEvents' | 'thumbnail' | 'branches' | 'lessons'
>

/** The same run gives the same bytes. */
export function exportRunFile(run: ImportedRun): Uint8Array {
  const { name, branchId, positionUs, positionEvents, thumbnail, branches, lessons } = run
  const head = { format: FORMAT, version: VERSION, name, branchId, positionUs, positionEvents, thumbnail }
  const json = JSON.stringify({ ...head, branches, ...lessonsField(lessons) })
  return gzipSync(strToU8(json), { level: 9, mtime: 0 })
}

/** Throws a `RunFileError`; what it returns has been checked command by command. */
export function importRunFile(bytes: Uint8Array, format: RunFormat): ImportedRun {
  const value = parse(unpack(bytes))
  const file = value as Readonly<Record<string, unknown>> | null
  if (typeof file !== 'object' || file === null || file.format !== FORMAT) {
    throw new RunFileError('notARunFile', 'no format mark')
  }
  if (typeof file.version === 'number' && file.version > VERSION) {
    throw new RunFileError('newer', `file version ${file.version}`)
  }
  const { name, branchId, positionUs, positionEvents, thumbnail } = file
  const texts = [name, branchId, thumbnail]
  if (!texts.every((field) => typeof field === 'string' && field.length <= 1_000) || !isCount(positionUs)) {
    throw new RunFileError('damaged', 'incomplete head')
  }
  const branches = readBranches(file.branches, format)
  const shown = branches.find((branch) => branch.info.id === branchId)
  if (shown === undefined) throw new RunFileError('damaged', 'no such branch')
  checked(format.readRun({ ...shown.run, positionUs }))
  const imported = {
    name: String(name),
    branchId: String(branchId),
    positionUs,
    thumbnail: String(thumbnail),
    branches,
    ...lessonsField(file.lessons === undefined ? undefined : format.readLessons(file.lessons, shown.run.engineVersion)),
  }
  return isCount(positionEvents) ? { ...imported, positionEvents } : imported
}

function unpack(bytes: Uint8Array): Uint8Array {
  if (bytes.length > MAX_FILE_BYTES) throw new RunFileError('tooLarge', `${bytes.length} bytes`)
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes
  try {
    return gunzipBounded(bytes, MAX_JSON_BYTES)
  } catch (error) {
    if (error instanceof TooLargeError) throw new RunFileError('tooLarge', error.message)
    throw new RunFileError('damaged', endedEarly(error) ? 'ends too early' : String(error))
  }
}

function parse(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(strFromU8(bytes))
  } catch (error) {
    // A file that begins like ours was ours once.
    const ours = strFromU8(bytes.subarray(0, 200)).includes(FORMAT)
    throw new RunFileError(ours ? 'damaged' : 'notARunFile', String(error))
  }
}

function readBranches(value: unknown, format: RunFormat): SavedBranch[] {
  if (!Array.isArray(value) || value.length === 0 || value.length > MAX_BRANCHES) {
    throw new RunFileError('damaged', 'no branches')
  }
  return value.map((branch: unknown) => checked(format.readBranch(branch)))
}

function checked<T>(result: ReadResult<T>): T {
  if (!result.ok) throw new RunFileError(result.problem, result.message)
  return result.value
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0
}
