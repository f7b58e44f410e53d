/** Runs, broker disks and preferences, over a database or over memory. */
import type { JournalEntry, SegmentFile } from '../worker/port.ts'
import type { RunFormat } from '../worker/run-schema.ts'
import { openIdbDatabase } from './idb-rows.ts'
import { newRunId } from './names.ts'
import { keyOf, memoryDatabase, type RowDatabase, type RowTransaction, STORE_NAMES, type StoreName } from './rows.ts'
import { lockRun } from './run-lock.ts'
import {
  type BranchRow,
  type EntryRow,
  notesKey,
  positionFields,
  RUN_AND_NOTES,
  RUN_STORES,
  type RunRow,
  rawRows,
  readRun,
  readRunRow,
  writeRun,
} from './saved-rows.ts'
import {
  type DeletedRun,
  type DiskFile,
  type RunLock,
  type RunSummary,
  type Storage,
  StorageError,
  type StorageProblem,
  type StoredRun,
} from './storage-types.ts'

export interface StorageOptions {
  /** Epoch milliseconds; a test may hold the clock. */
  readonly now?: () => number
  /** A test may bring its own; null is "no storage here". */
  readonly database?: (timeoutMs?: number) => Promise<RowDatabase>
}

/** Of storage that has failed so far; the last one again and again. */
const TRY_AGAIN_AFTER_MS = [500, 2_000, 5_000, 10_000]
/** Nobody waits for it any more; and what the browser has opened at last for one that gave up, it opens quickly for the next. */
const PATIENCE_MS = 10_000
/** The answer stays the same for as long as the page is open. */
const FINAL: readonly (StorageProblem | null)[] = ['refused', 'newer']

/** The format itself, or what fetches it when the first saved run is read: a newcomer has none. */
export type FormatSource = RunFormat | (() => Promise<RunFormat>)

/**
 * Opens the browser's storage. Never rejects: where there is none, the same works in memory, `available` is false and
 * `reason` says why. Where the browser has not said no, it is tried again, and what was done in memory moves there.
 */
export async function openStorage(format: FormatSource, options: StorageOptions = {}): Promise<Storage> {
  const now = options.now ?? Date.now
  const open = options.database ?? openIdbDatabase
  try {
    return new RunStorage(await open(), format, now, null)
  } catch (error) {
    const storage = new RunStorage(memoryDatabase(), format, now, problemOf(error))
    if (!FINAL.includes(storage.reason)) void openLater(open, storage)
    return storage
  }
}

async function openLater(open: (timeoutMs: number) => Promise<RowDatabase>, storage: RunStorage): Promise<void> {
  for (let attempt = 0; !storage.closed; attempt++) {
    const waitMs = TRY_AGAIN_AFTER_MS[Math.min(attempt, TRY_AGAIN_AFTER_MS.length - 1)]
    await new Promise((resolve) => setTimeout(resolve, waitMs))
    try {
      await storage.moveTo(await open(PATIENCE_MS))
      return
    } catch (error) {
      if (FINAL.includes(problemOf(error))) return
    }
  }
}

function problemOf(error: unknown): StorageProblem {
  return error instanceof StorageError ? error.problem : 'failed'
}

class RunStorage implements Storage {
  available: boolean
  reason: StorageProblem | null
  #database: RowDatabase
  readonly #listeners: (() => void)[] = []
  closed = false
  readonly #formatSource: FormatSource
  readonly #now: () => number

  constructor(database: RowDatabase, format: FormatSource, now: () => number, reason: StorageProblem | null) {
    this.available = reason === null
    this.reason = reason
    this.#database = database
    this.#formatSource = format
    this.#now = now
  }

  onAvailable(listener: () => void): void {
    this.#listeners.push(listener)
  }

  /** From memory to the browser's database. What lies there already stays as it is. */
  async moveTo(database: RowDatabase): Promise<void> {
    await copyRows(this.#database, database)
    this.#database = database
    this.available = true
    this.reason = null
    for (const listener of this.#listeners.splice(0)) listener()
  }

  /** To be awaited before a transaction is opened: one that waits for anything but its own requests is over. */
  async #format(): Promise<RunFormat> {
    return typeof this.#formatSource === 'function' ? this.#formatSource() : this.#formatSource
  }

  saveRun(run: StoredRun): Promise<void> {
    return this.#writeWithRoom(run.id, RUN_STORES, async (rows) => {
      await refuseNewer(rows, run.id)
      await writeRun(rows, run)
    })
  }

  appendEntry(runId: string, branchId: string, index: number, entry: JournalEntry): Promise<void> {
    return this.#writeWithRoom(runId, RUN_STORES, async (rows) => {
      const head = readRunRow(await rows.get('runs', runId))
      const branch = (await rows.get('branches', [runId, branchId])) as BranchRow | undefined
      if (branch === undefined) throw new StorageError('outOfStep', `branch ${branchId} is not saved yet`)

      const saved = branch.branch.run.journal.length
      const added = (await rows.getAll('entries', [runId, branchId])).length
      if (index !== saved + added) throw new StorageError('outOfStep', `entry ${index} after ${saved + added}`)

      await rows.put('entries', { runId, branchId, index, entry } satisfies EntryRow)
      const position = { positionUs: entry.atUs, positionEvents: entry.afterEvents + 1 }
      await rows.put('runs', { ...head, branchId, ...position, updatedAt: this.#now() } satisfies RunRow)
    })
  }

  savePosition(runId: string, branchId: string, positionUs: number, positionEvents?: number): Promise<void> {
    return this.#database.write(['runs', 'branches'], 'relaxed', async (rows) => {
      const head = readRunRow(await rows.get('runs', runId))
      const branch = (await rows.get('branches', [runId, branchId])) as BranchRow | undefined
      if (branch === undefined) throw new StorageError('outOfStep', `branch ${branchId} is not saved yet`)
      const { positionEvents: _, ...rest } = head
      await rows.put('runs', { ...rest, branchId, ...positionFields({ positionUs, positionEvents }) } satisfies RunRow)
    })
  }

  async listRuns(): Promise<readonly RunSummary[]> {
    const format = await this.#format()
    const summaries = await this.#database.read(RUN_STORES, async (rows) => {
      const found: RunSummary[] = []
      for (const row of await rows.getAll('runs', []))
        found.push(await this.#summarize(rows, row as Partial<RunRow>, format))
      return found
    })
    return summaries.sort((a, b) => b.updatedAt - a.updatedAt || (a.id < b.id ? -1 : 1))
  }

  async #summarize(rows: RowTransaction, row: Partial<RunRow>, format: RunFormat): Promise<RunSummary> {
    const id = String(row.id)
    const head = {
      id,
      name: typeof row.name === 'string' ? row.name : id,
      createdAt: Number(row.createdAt) || 0,
      updatedAt: Number(row.updatedAt) || 0,
      engineVersion: String(row.engineVersion ?? ''),
      positionUs: Number(row.positionUs) || 0,
      thumbnail: typeof row.thumbnail === 'string' ? row.thumbnail : '',
    }
    try {
      const run = await readRun(rows, id, format)
      const commands = run.branches.find((branch) => branch.info.id === run.branchId)?.run.journal.length ?? 0
      return { ...head, branches: run.branches.length, commands, status: 'ok', detail: '' }
    } catch (error) {
      if (!(error instanceof StorageError) || error.problem === 'failed') throw error
      const status = error.problem === 'newer' ? 'newer' : 'damaged'
      return { ...head, branches: 0, commands: 0, status, detail: error.message }
    }
  }

  async loadRun(runId: string): Promise<StoredRun> {
    const format = await this.#format()
    return this.#database.read(RUN_STORES, (rows) => readRun(rows, runId, format))
  }

  renameRun(runId: string, name: string): Promise<void> {
    return this.#database.write(['runs'], 'strict', async (rows) => {
      const head = readRunRow(await rows.get('runs', runId))
      await rows.put('runs', { ...head, name, updatedAt: this.#now() } satisfies RunRow)
    })
  }

  deleteRun(runId: string): Promise<DeletedRun> {
    return this.#database.write([...RUN_AND_NOTES, 'disks'], 'strict', async (rows) => {
      const deleted = { id: runId, rows: await rawRows(rows, runId) }
      await rows.delete('runs', runId)
      await rows.delete('preferences', notesKey(runId))
      for (const store of ['branches', 'entries', 'disks'] as const) await rows.deleteAll(store, [runId])
      return deleted
    })
  }

  restoreRun(deleted: DeletedRun): Promise<void> {
    return this.#writeWithRoom(deleted.id, RUN_AND_NOTES, async (rows) => {
      for (const { store, row } of deleted.rows) await rows.put(store as StoreName, row)
    })
  }

  async duplicateRun(runId: string, name: string): Promise<string> {
    const id = newRunId()
    const now = this.#now()
    const format = await this.#format()
    await this.#writeWithRoom(id, RUN_AND_NOTES, async (rows) => {
      const run = await readRun(rows, runId, format)
      await writeRun(rows, { ...run, id, name, createdAt: now, updatedAt: now })
      const notes = await rows.get('preferences', notesKey(runId))
      if (notes !== undefined) await rows.put('preferences', { ...(notes as object), key: notesKey(id) })
    })
    return id
  }

  async exportRaw(runId: string): Promise<Uint8Array> {
    const rows = await this.#database.read(RUN_AND_NOTES, (transaction) => rawRows(transaction, runId))
    return new TextEncoder().encode(JSON.stringify({ format: 'kafkascope-raw', id: runId, rows }, null, 1))
  }

  saveDisk(runId: string, broker: number, topicPartition: string, files: readonly SegmentFile[]): Promise<void> {
    return this.#writeWithRoom(runId, ['disks'], async (rows) => {
      await rows.deleteAll('disks', [runId, broker, topicPartition])
      for (const { name, bytes } of files) {
        await rows.put('disks', { runId, broker, topicPartition, file: name, bytes })
      }
    })
  }

  async loadDisks(runId: string, broker?: number): Promise<readonly DiskFile[]> {
    const prefix = broker === undefined ? [runId] : [runId, broker]
    const rows = await this.#database.read(['disks'], (transaction) => transaction.getAll('disks', prefix))
    return (rows as Partial<DiskFile & { file: string }>[]).flatMap((row) =>
      row.bytes instanceof Uint8Array && typeof row.broker === 'number'
        ? [{ broker: row.broker, topicPartition: String(row.topicPartition), name: String(row.file), bytes: row.bytes }]
        : [],
    )
  }

  loadNotes(runId: string): Promise<unknown> {
    return this.getPreference(notesKey(runId))
  }

  saveNotes(runId: string, notes: unknown): Promise<void> {
    return this.#writeWithRoom(runId, ['preferences'], async (rows) => {
      const key = notesKey(runId)
      if (notes === null) await rows.delete('preferences', key)
      else await rows.put('preferences', { key, value: notes })
    })
  }

  async getPreference(key: string): Promise<unknown> {
    const row = await this.#database.read(['preferences'], (rows) => rows.get('preferences', key))
    return (row as { readonly value?: unknown } | undefined)?.value
  }

  setPreference(key: string, value: unknown): Promise<void> {
    return this.#database.putNow('preferences', { key, value })
  }

  lockRun(runId: string): Promise<RunLock> {
    return lockRun(runId, this.available ? this.#database : null, this.#now)
  }

  async requestPersistence(): Promise<boolean> {
    if (!this.available || typeof navigator === 'undefined') return false
    return (await navigator.storage?.persist?.().catch(() => false)) ?? false
  }

  close(): void {
    this.closed = true
    this.#database.close()
  }

  /**
   * Writes; when the browser's allowance is used up, throws other runs' disks away, which can be computed again, and
   * tries once more. A journal is never given up for room.
   */
  async #writeWithRoom(
    runId: string,
    stores: readonly StoreName[],
    work: (rows: RowTransaction) => Promise<void>,
  ): Promise<void> {
    try {
      await this.#database.write(stores, 'strict', work)
    } catch (error) {
      if (!(error instanceof StorageError) || error.problem !== 'quotaExceeded') throw error
      await this.#dropOtherDisks(runId)
      await this.#database.write(stores, 'strict', work)
    }
  }

  #dropOtherDisks(runId: string): Promise<void> {
    return this.#database.write(['runs', 'disks'], 'relaxed', async (rows) => {
      for (const row of await rows.getAll('runs', [])) {
        const id = (row as Partial<RunRow>).id
        if (id !== runId) await rows.deleteAll('disks', [String(id)])
      }
    })
  }
}

async function copyRows(from: RowDatabase, to: RowDatabase): Promise<void> {
  for (const store of STORE_NAMES) {
    const rows = await from.read([store], (transaction) => transaction.getAll(store, []))
    if (rows.length === 0) continue
    await to.write([store], 'relaxed', async (transaction) => {
      for (const row of rows) {
        if ((await transaction.get(store, keyOf(store, row))) === undefined) await transaction.put(store, row)
      }
    })
  }
}

/** What a newer page saved stays as it is, even when this one thinks the run its own. */
async function refuseNewer(rows: RowTransaction, runId: string): Promise<void> {
  const row = await rows.get('runs', runId)
  if (row === undefined) return
  try {
    readRunRow(row)
  } catch (error) {
    if (error instanceof StorageError && error.problem === 'newer') throw error
    // A damaged head may be replaced: its owner has the whole run in hand.
  }
}
