/** Keeps the run on show saved, by what `persistence` offers: commands, position, branches and the brokers' disks. */
import { keepDisks } from '../persistence/disk-keeper.ts'
import type { RunKeeper, Storage, StoredRun } from '../persistence/index.ts'
import { keepRun } from '../persistence/run-keeper.ts'
import type { Frame, JournalEntry, RunData } from '../worker/port.ts'
import { exportRun, readSegments } from './engine.ts'
import { useImageStore } from './image-store.ts'
import { lessonsToKeep, useLessons } from './predictions-store.ts'
import type { SavingTrouble } from './session-store.ts'

export interface RunSaving {
  /** On disk when it resolves. Never rejects: what cannot be saved is told, and the run goes on. */
  saveEntry(entry: JournalEntry, branchId: string): Promise<void>
  onFrame(frame: Frame): void
  saveWhole(): Promise<void>
  rename(name: string): Promise<void>
  stop(): void
}

/** As it was loaded, or what a new one is to be saved as. */
export type KeptRun = StoredRun | { readonly id: string; readonly name: string }

const DISKS_EVERY_MS = 700

export function startSaving(
  storage: Storage,
  run: KeptRun,
  onTrouble: (trouble: SavingTrouble | null) => void,
): RunSaving {
  let troubled = false
  const keeper = keepRun({
    storage,
    run,
    exportRun: async () => {
      const { branchId, ...exported } = await exportRun()
      return branchId === undefined ? exported : { ...exported, branchId }
    },
    thumbnail: describeRun,
    lessons: lessonsToKeep,
    onTrouble: ({ problem }) => {
      troubled = true
      onTrouble(problem)
    },
  })
  const guarded = async (work: Promise<void>) => {
    try {
      await work
      if (troubled) onTrouble(null)
      troubled = false
    } catch {
      // Told through `onTrouble`.
    }
  }
  const stopDisks = saveDisksAtLeisure(storage, run.id)
  // A handful of times in a lesson. Those of a run that is left are no more, and it is not saved without them.
  const forgetLessons = useLessons.subscribe(() => {
    if (useImageStore.getState().ready) void guarded(keeper.saveWhole())
  })
  return {
    saveEntry: (entry, branchId) => guarded(keeper.saveEntry(entry, branchId)),
    onFrame: followFrames(keeper, (work) => void guarded(work)),
    saveWhole: () => guarded(keeper.saveWhole()),
    rename: (name) => guarded(keeper.rename(name)),
    stop: () => {
      stopDisks()
      forgetLessons()
      keeper.close()
    },
  }
}

/** The keeper hears of frames; commands that were taken back it is told of, since nothing else about branches changed. */
function followFrames(keeper: RunKeeper, guard: (work: Promise<void>) => void): (frame: Frame) => void {
  let commands = 0
  return (frame) => {
    keeper.onFrame(frame)
    if (frame.branches === null) return
    const now = frame.branches.reduce((sum, branch) => sum + branch.commands, 0)
    if (now < commands) guard(keeper.saveWhole())
    commands = now
  }
}

/** Disks can be computed again, so they are written in small helpings that no frame notices. */
function saveDisksAtLeisure(storage: Storage, runId: string): () => void {
  if (!storage.available) return () => undefined
  const keeper = keepDisks({ storage, runId, readSegments })
  let busy = false
  const timer = setInterval(async () => {
    if (busy || document.visibilityState === 'hidden') return
    busy = true
    keeper.look(useImageStore.getState().image.replicas.values())
    // Failing is no harm; storage that is full is told when a command could not be saved.
    await keeper.saveNext().catch(() => false)
    busy = false
  }, DISKS_EVERY_MS)
  return () => clearInterval(timer)
}

/** One line that says what is in a run, alike in every language. */
function describeRun({ spec }: RunData): string {
  return [`${spec.brokers.length} × broker`, ...spec.topics.map((topic) => topic.name)].join(' · ').slice(0, 200)
}
