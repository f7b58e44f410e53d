/** Storage for a browser that has nothing stored: opened after the first frames, or as soon as it is asked for something. */
import type { Storage } from '../persistence/index.ts'
import { afterFirstFrames } from './first-frames.ts'

/** Calls `open` once. Until it is open it takes itself for available, and no preference is known. */
export function deferredStorage(open: () => Promise<Storage>): Storage {
  let opened: Storage | null = null
  let opening: Promise<Storage> | null = null
  const listeners: (() => void)[] = []
  const now = (): Promise<Storage> => {
    opening ??= open().then(
      (storage) => {
        opened = storage
        for (const listener of listeners) storage.onAvailable(listener)
        return storage
      },
      (error: unknown) => {
        // What it takes could not be fetched; the next one who asks tries again.
        opening = null
        throw error
      },
    )
    return opening
  }
  /** For what nobody waits for. */
  const later = async (): Promise<Storage> => {
    if (opening === null) await new Promise<void>((resolve) => afterFirstFrames(resolve))
    return now()
  }
  return {
    get available() {
      return opened?.available ?? true
    },
    get reason() {
      return opened?.reason ?? null
    },
    onAvailable: (listener) => {
      listeners.push(listener)
      opened?.onAvailable(listener)
    },
    getPreference: async (key) => (opening === null ? undefined : (await now()).getPreference(key)),
    setPreference: async (...given) => (await later()).setPreference(...given),
    lockRun: async (runId) => (await later()).lockRun(runId),
    saveRun: async (run) => (await now()).saveRun(run),
    appendEntry: async (...given) => (await now()).appendEntry(...given),
    savePosition: async (...given) => (await now()).savePosition(...given),
    listRuns: async () => (await now()).listRuns(),
    loadRun: async (runId) => (await now()).loadRun(runId),
    renameRun: async (...given) => (await now()).renameRun(...given),
    deleteRun: async (runId) => (await now()).deleteRun(runId),
    restoreRun: async (deleted) => (await now()).restoreRun(deleted),
    duplicateRun: async (...given) => (await now()).duplicateRun(...given),
    exportRaw: async (runId) => (await now()).exportRaw(runId),
    saveDisk: async (...given) => (await now()).saveDisk(...given),
    loadDisks: async (...given) => (await now()).loadDisks(...given),
    loadNotes: async (runId) => (await now()).loadNotes(runId),
    saveNotes: async (...given) => (await now()).saveNotes(...given),
    requestPersistence: async () => (await now()).requestPersistence(),
    close: () => opened?.close(),
  }
}
