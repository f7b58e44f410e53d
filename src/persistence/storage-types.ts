/** What the page may ask of storage, and every way it can be refused. */
import type { KeptLessons } from '../worker/kept-lessons.ts'
import type { JournalEntry, SavedBranch, SegmentFile } from '../worker/port.ts'

/** Why something could not be done; each kind has a message of its own on the page. */
export type StorageProblem =
  /** The disk or the browser's allowance is full. What was saved before is still there. */
  | 'quotaExceeded'
  /** The browser gives no storage here: private window, blocked third-party frame. */
  | 'refused'
  /** The browser has not answered yet, neither yes nor no. */
  | 'slow'
  /** Written by a newer Kafkascope; left untouched. */
  | 'newer'
  /** Not readable as a run; can be downloaded raw. */
  | 'damaged'
  | 'notFound'
  /** The entry does not follow what is stored; save the run whole instead. */
  | 'outOfStep'
  /** Another tab holds the database open in an older version. */
  | 'upgradeBlocked'
  /** The browser's database failed in some other way. */
  | 'failed'

export class StorageError extends Error {
  readonly problem: StorageProblem
  constructor(problem: StorageProblem, message: string) {
    super(message)
    this.name = 'StorageError'
    this.problem = problem
  }
}

/** A run as it is saved: a name, every branch with its journal, and where the reader was. */
export interface StoredRun {
  readonly id: string
  readonly name: string
  /** Epoch milliseconds. */
  readonly createdAt: number
  readonly updatedAt: number
  /** The branch on screen. */
  readonly branchId: string
  /** Where the reader was on it. */
  readonly positionUs: number
  /** Events executed there; absent when only the instant is known. */
  readonly positionEvents?: number
  /** A line of text that says what is in it, for the list. */
  readonly thumbnail: string
  readonly branches: readonly SavedBranch[]
  /** What the reader predicted in it; absent where nothing was. */
  readonly lessons?: KeptLessons
}

/** One line of the list of runs. Damaged and newer ones are listed too, so that nobody thinks them lost. */
export interface RunSummary {
  readonly id: string
  readonly name: string
  readonly createdAt: number
  readonly updatedAt: number
  readonly engineVersion: string
  readonly positionUs: number
  readonly thumbnail: string
  readonly branches: number
  readonly commands: number
  readonly status: 'ok' | 'damaged' | 'newer'
  /** For `damaged` and `newer`: what was found, for developers. */
  readonly detail: string
}

/** Everything a deleted run consisted of, so that deleting can be undone. */
export interface DeletedRun {
  readonly id: string
  readonly rows: readonly { readonly store: string; readonly row: unknown }[]
}

/** One file of a broker's disk. */
export interface DiskFile extends SegmentFile {
  /** 1, 2, 3. */
  readonly broker: number
  readonly topicPartition: string
}

/** The right to write to a run. `held: false` means another tab has it: show the run read-only, offer a duplicate. */
export interface RunLock {
  readonly held: boolean
  /** Never throws; may be called twice. */
  release(): void
}

export interface Storage {
  /** False: nothing outlives this tab, for `reason`; everything below works all the same, in memory. */
  readonly available: boolean
  readonly reason: StorageProblem | null
  /** Called once where storage that was not available is after all; everything done in memory until then is in it. */
  onAvailable(listener: () => void): void

  /** Writes the run whole, in one transaction: after a crash either the old or the new is there, never a mixture. */
  saveRun(run: StoredRun): Promise<void>
  /**
   * Adds one command; on disk when it resolves. `index` is the entry's place in the branch's journal. Rejects with
   * `outOfStep` when the stored journal does not end right before it (a fork, an undo): then `saveRun`.
   */
  appendEntry(runId: string, branchId: string, index: number, entry: JournalEntry): Promise<void>
  /** Remembers where the reader was; cheap, not flushed at once. */
  savePosition(runId: string, branchId: string, positionUs: number, positionEvents?: number): Promise<void>

  /** Newest first, damaged and newer runs included. */
  listRuns(): Promise<readonly RunSummary[]>
  /** Rejects with `notFound`, `damaged` or `newer`. */
  loadRun(runId: string): Promise<StoredRun>
  renameRun(runId: string, name: string): Promise<void>
  /** Works for damaged and newer runs too. Hand the result to `restoreRun` to undo. */
  deleteRun(runId: string): Promise<DeletedRun>
  restoreRun(deleted: DeletedRun): Promise<void>
  /** A copy under a new id, which is returned. Without broker disks, which are written again when it runs. */
  duplicateRun(runId: string, name: string): Promise<string>
  /** Whatever is stored of a run as JSON text, readable or not: the way out for damaged and newer ones. */
  exportRaw(runId: string): Promise<Uint8Array>

  /** Replaces one replica's files. */
  saveDisk(runId: string, broker: number, topicPartition: string, files: readonly SegmentFile[]): Promise<void>
  /** All files of a run, or of one broker of it. */
  loadDisks(runId: string, broker?: number): Promise<readonly DiskFile[]>

  /** The notes that lie beside a run, as the page wrote them down; undefined where there are none. */
  loadNotes(runId: string): Promise<unknown>
  /** Null takes them away. They go with the run when it is deleted, and along with a copy of it. */
  saveNotes(runId: string, notes: unknown): Promise<void>

  getPreference(key: string): Promise<unknown>
  setPreference(key: string, value: unknown): Promise<void>

  /** Asks for the right to write to a run; another tab may have it. */
  lockRun(runId: string): Promise<RunLock>
  /** Asks the browser not to clear this site's data when space runs low. False when it will not say so. */
  requestPersistence(): Promise<boolean>
  close(): void
}
