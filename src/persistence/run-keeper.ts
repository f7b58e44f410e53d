/** Keeps the run on screen saved: commands as they are given, the position as it moves, the whole when it forks. */
import type { KeptLessons } from '../worker/kept-lessons.ts'
import type { BranchInfo, Frame, JournalEntry, RunData, SavedBranch } from '../worker/port.ts'
import { newRunId } from './names.ts'
import { lessonsField } from './saved-rows.ts'
import { type Storage, StorageError, type StoredRun } from './storage-types.ts'

/** What the engine answers to `exportRun`. */
export interface ExportedRun {
  readonly run: RunData
  readonly branches: readonly SavedBranch[]
  readonly branchId?: string
}

export interface RunKeeperOptions {
  readonly storage: Storage
  /** The run as it was loaded, or a name for one that is not saved yet. */
  readonly run: StoredRun | { readonly id?: string; readonly name: string }
  /** Asks the engine. */
  exportRun(): Promise<ExportedRun>
  /** A line for the list of runs. */
  readonly thumbnail?: (run: RunData) => string
  /** What the reader has predicted so far. */
  readonly lessons?: () => KeptLessons | undefined
  /** Something could not be saved; told once for each kind until saving works again. */
  readonly onTrouble?: (error: StorageError) => void
  /** Epoch milliseconds. */
  readonly now?: () => number
}

export interface RunKeeper {
  readonly id: string
  /** On disk when it resolves; rejects with a `StorageError`. Entries come in the order the engine gave them. */
  saveEntry(entry: JournalEntry, branchId: string): Promise<void>
  /** Remembers the position, at most once a second; saves the whole when branches came, went or were renamed. */
  onFrame(frame: Frame): void
  /** Saves everything now, as before the tab is left. */
  saveWhole(): Promise<void>
  rename(name: string): Promise<void>
  /** From now on nothing is written. */
  close(): void
}

const POSITION_EVERY_MS = 1_000

/** What is on disk of one branch. */
interface SavedJournal {
  readonly length: number
  /** Place of the last entry; they rise strictly, so an entry at or before it is on disk already. */
  readonly lastAfterEvents: number
}

export function keepRun(options: RunKeeperOptions): RunKeeper {
  return new Keeper(options)
}

/** What the engine's `open` message needs of a stored run. */
export function runToOpen(stored: StoredRun): { run: RunData; branches: readonly SavedBranch[]; branchId: string } {
  const { branches, branchId, positionUs, positionEvents } = stored
  const shown = branches.find((branch) => branch.info.id === branchId)
  if (shown === undefined) throw new StorageError('damaged', `branch ${branchId} is missing`)
  const { positionEvents: _, ...run } = shown.run
  const position = positionEvents === undefined ? { positionUs } : { positionUs, positionEvents }
  return { run: { ...run, ...position }, branches, branchId }
}

class Keeper implements RunKeeper {
  readonly id: string
  readonly #options: RunKeeperOptions
  readonly #now: () => number
  readonly #createdAt: number
  #name: string
  #journals = new Map<string, SavedJournal>()
  #queue: Promise<unknown> = Promise.resolve()
  #closed = false
  #lastPositionMs = 0
  #lastPositionKey = ''
  #positionUnderWay = false
  /** Came while another position, or the branch itself, was being saved. */
  #newestFrame: Frame | null = null
  #lastTrouble: string | null = null

  constructor(options: RunKeeperOptions) {
    this.#options = options
    this.#now = options.now ?? Date.now
    const { run } = options
    this.id = run.id ?? newRunId()
    this.#name = run.name
    this.#createdAt = 'createdAt' in run ? run.createdAt : this.#now()
    if ('branches' in run) this.#remember(run.branches, false)
  }

  saveEntry(entry: JournalEntry, branchId: string): Promise<void> {
    return this.#enqueue(async () => {
      const saved = this.#journals.get(branchId)
      if (saved === undefined) return this.#writeWhole()
      if (entry.afterEvents <= saved.lastAfterEvents) return
      try {
        await this.#options.storage.appendEntry(this.id, branchId, saved.length, entry)
        this.#journals.set(branchId, { length: saved.length + 1, lastAfterEvents: entry.afterEvents })
      } catch (error) {
        // What is on disk ends before this entry, so no later one may follow it there: the next save is a whole one.
        this.#journals.delete(branchId)
        if (!(error instanceof StorageError) || error.problem !== 'outOfStep') throw error
        await this.#writeWhole()
      }
    })
  }

  onFrame(frame: Frame): void {
    if (frame.playback.state === 'seeking' || this.#closed) return
    if (frame.branches !== null && this.#branchesChanged(frame)) {
      this.saveWhole().catch(() => undefined)
      return
    }
    const key = `${frame.playback.branchId} ${frame.atUs} ${frame.eventsExecuted}`
    const due = frame.playback.state === 'paused' || this.#now() - this.#lastPositionMs >= POSITION_EVERY_MS
    const { branchId } = frame.playback
    if (!due || key === this.#lastPositionKey) return
    if (this.#positionUnderWay || !this.#journals.has(branchId)) {
      this.#newestFrame = frame
      return
    }
    this.#lastPositionMs = this.#now()
    this.#lastPositionKey = key
    this.#positionUnderWay = true
    const saved = this.#enqueue(() =>
      this.#options.storage.savePosition(this.id, branchId, frame.atUs, frame.eventsExecuted),
    )
    saved
      .catch(() => undefined)
      .then(() => {
        this.#positionUnderWay = false
        this.#catchUp()
      })
  }

  /** A paused run sends no further frame: its place would be forgotten. */
  #catchUp(): void {
    const missed = this.#newestFrame
    this.#newestFrame = null
    if (missed !== null) this.onFrame(missed)
  }

  saveWhole(): Promise<void> {
    return this.#enqueue(() => this.#writeWhole())
  }

  rename(name: string): Promise<void> {
    this.#name = name
    return this.#enqueue(() => this.#options.storage.renameRun(this.id, name))
  }

  close(): void {
    this.#closed = true
  }

  /** Commands alone are saved by `saveEntry`; anything else about branches is worth a whole save. */
  #branchesChanged(frame: Frame): boolean {
    const names = branchNames(frame.branches ?? [])
    const changed = names !== this.#branchNames
    this.#branchNames = names
    return changed
  }
  #branchNames = ''

  async #writeWhole(): Promise<void> {
    const { run, branches, branchId } = await this.#options.exportRun()
    const shown = branchId ?? branches[0]?.info.id ?? ''
    const { positionUs, positionEvents } = run
    await this.#options.storage.saveRun({
      id: this.id,
      name: this.#name,
      createdAt: this.#createdAt,
      updatedAt: this.#now(),
      branchId: shown,
      ...(positionEvents === undefined ? { positionUs } : { positionUs, positionEvents }),
      thumbnail: this.#options.thumbnail?.(run) ?? '',
      branches,
      ...lessonsField(this.#options.lessons?.()),
    })
    this.#remember(branches, true)
    this.#branchNames = branchNames(branches.map(({ info }) => info))
    if (!this.#positionUnderWay) this.#catchUp()
  }

  /**
   * `live`: the engine wrote them just now, and an entry on its way here may be among them already. In a run that was
   * loaded none is, even at the same place: the last command there may have been refused, which is no event.
   */
  #remember(branches: readonly SavedBranch[], live: boolean): void {
    this.#journals = new Map(
      branches.map(({ info, run }) => [
        info.id,
        { length: run.journal.length, lastAfterEvents: live ? (run.journal.at(-1)?.afterEvents ?? -1) : -1 },
      ]),
    )
  }

  /** One after the other, in the order of the calls; what comes after `close` is dropped. */
  #enqueue(task: () => Promise<void>): Promise<void> {
    const turn = this.#queue.then(async () => {
      if (this.#closed) return
      try {
        await task()
        this.#lastTrouble = null
      } catch (error) {
        this.#tell(error)
        throw error
      }
    })
    this.#queue = turn.catch(() => undefined)
    return turn
  }

  #tell(error: unknown): void {
    if (!(error instanceof StorageError) || error.problem === this.#lastTrouble) return
    this.#lastTrouble = error.problem
    this.#options.onTrouble?.(error)
  }
}

function branchNames(branches: readonly BranchInfo[]): string {
  return branches.map(({ id, name, parentId }) => `${id} ${parentId} ${name}`).join('\n')
}
