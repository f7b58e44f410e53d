/**
 * Saves the run on show: each command as it is given, the whole run when histories changed shape, where the reader is,
 * and the brokers' disks. What cannot be saved is told once, and the run goes on.
 */
import type { Storage, StoredRun } from '../persistence/index.ts'
import { StorageError } from '../persistence/index.ts'
import type { BranchInfo, JournalEntry, SavedBranch } from '../worker/port.ts'
import { exportRun, readSegments } from './engine.ts'
import { useImageStore } from './image-store.ts'
import { usePlaybackStore } from './playback-store.ts'
import type { SavingTrouble } from './session-store.ts'

export interface RunKeeper {
  /** On disk when it resolves; never rejects. */
  saveEntry(entry: JournalEntry, branchId: string): Promise<void>
  /** Saves everything anew. */
  saveWhole(): Promise<void>
  /** Frames tell of undos, deleted and renamed branches. */
  onBranches(branches: readonly BranchInfo[]): void
  /** Writes down where the reader is, now. */
  savePosition(): void
  stop(): void
}

export interface KeptRun {
  readonly id: string
  readonly createdAt: number
  name(): string
}

const POSITION_EVERY_MS = 1_000
const WHOLE_AFTER_MS = 400
/** Disks can be computed again, so they are written in small helpings that no frame notices. */
const DISKS_EVERY_MS = 1_500
const DISKS_AT_ONCE = 2

export function keepRun(storage: Storage, run: KeptRun, onTrouble: (trouble: SavingTrouble | null) => void): RunKeeper {
  /** Length of each branch's journal as stored. */
  let lengths = new Map<string, number>()
  let names = new Map<string, string>()
  let shape: readonly BranchInfo[] = []
  let wholeTimer: ReturnType<typeof setTimeout> | undefined
  let saving: Promise<void> | null = null
  let again = false
  let savedAtUs = -1

  const guarded = async (work: () => Promise<void>) => {
    try {
      await work()
      onTrouble(null)
    } catch (error) {
      onTrouble(error instanceof StorageError ? error.problem : 'failed')
    }
  }
  const saveNow = async () => {
    const exported = await exportRun()
    const stored: StoredRun = {
      id: run.id,
      name: run.name(),
      createdAt: run.createdAt,
      updatedAt: Date.now(),
      branchId: exported.branchId ?? usePlaybackStore.getState().playback.branchId,
      positionUs: useImageStore.getState().atUs,
      thumbnail: describeRun(exported.branches),
      branches: exported.branches,
    }
    lengths = new Map(exported.branches.map(({ info, run: { journal } }) => [info.id, journal.length]))
    names = new Map(exported.branches.map(({ info }) => [info.id, info.name]))
    await storage.saveRun(stored)
  }
  /** One at a time; what changes meanwhile is saved by one more. */
  const saveWhole = async (): Promise<void> => {
    if (saving !== null) {
      again = true
      return saving
    }
    saving = guarded(saveNow)
    await saving
    saving = null
    if (!again) return
    again = false
    await saveWhole()
  }
  const saveEntry = async (entry: JournalEntry, branchId: string) => {
    const index = lengths.get(branchId)
    if (index === undefined || saving !== null) return saveWhole()
    lengths.set(branchId, index + 1)
    try {
      await storage.appendEntry(run.id, branchId, index, entry)
    } catch (error) {
      if (error instanceof StorageError && error.problem !== 'outOfStep') onTrouble(error.problem)
      else await saveWhole()
    }
  }
  const onBranches = (branches: readonly BranchInfo[]) => {
    shape = branches
    clearTimeout(wholeTimer)
    wholeTimer = setTimeout(() => {
      const same =
        shape.length === lengths.size &&
        shape.every(({ id, commands, name }) => lengths.get(id) === commands && names.get(id) === name)
      if (!same) void saveWhole()
    }, WHOLE_AFTER_MS)
  }
  const savePosition = () => {
    const { atUs } = useImageStore.getState()
    const { branchId } = usePlaybackStore.getState().playback
    if (atUs === savedAtUs || branchId === '' || lengths.size === 0) return
    savedAtUs = atUs
    storage.savePosition(run.id, branchId, atUs).catch(() => undefined)
  }
  const positionTimer = setInterval(savePosition, POSITION_EVERY_MS)
  const stopDisks = keepDisks(storage, run.id)
  return {
    saveEntry,
    saveWhole,
    onBranches,
    savePosition,
    stop: () => {
      clearTimeout(wholeTimer)
      clearInterval(positionTimer)
      stopDisks()
    },
  }
}

/** Writes the replicas whose logs changed, a few at a time. Failing is no harm: the run makes them again. */
function keepDisks(storage: Storage, runId: string): () => void {
  const saved = new Map<string, string>()
  let busy = false
  const timer = setInterval(async () => {
    if (busy || !storage.available || document.visibilityState === 'hidden') return
    busy = true
    const stale = [...useImageStore.getState().image.replicas.values()].filter(
      (replica) => saved.get(replica.id) !== `${replica.logStartOffset}-${replica.logEndOffset}`,
    )
    try {
      for (const replica of stale.slice(0, DISKS_AT_ONCE)) {
        const files = await readSegments(replica.broker, replica.topicPartition)
        saved.set(replica.id, `${replica.logStartOffset}-${replica.logEndOffset}`)
        await storage.saveDisk(runId, replica.broker, replica.topicPartition, files)
      }
    } catch {
      // Storage that is full or gone is told where it matters: when a command could not be saved.
    }
    busy = false
  }, DISKS_EVERY_MS)
  return () => clearInterval(timer)
}

/** One line that says what is in a run, alike in every language. */
function describeRun(branches: readonly SavedBranch[]): string {
  const [first] = branches
  if (first === undefined) return ''
  const { spec, journal } = first.run
  const topics = spec.topics.map((topic) => topic.name).join(', ')
  return `${spec.brokers.length} × broker${topics === '' ? '' : ` · ${topics}`} · ${journal.length} ⌘`
}
