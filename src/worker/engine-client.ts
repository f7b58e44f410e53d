/** The engine in a worker of its own, and what the page shows until it is there. */
import type { EnginePort, FromWorker } from './port.ts'
import { ProloguePort } from './prologue/prologue-port.ts'
import { fetchRecording } from './prologue/site-recording.ts'

const pageClock = {
  nowMs: () => performance.now(),
  after: (ms: number, task: () => void) => void setTimeout(task, ms),
}

/** Fetches ahead what a first visit shows first. What cannot be had is asked for once more when it is needed. */
export function fetchPrologue(): void {
  fetchRecording?.().catch(() => undefined)
}

/** The page's engine: of a built site it begins with the recorded prologue, elsewhere with the worker. */
export function createPageEngine(): EnginePort {
  const fetchModule = fetchRecording
  if (fetchModule === null) return createWorkerEngine()
  return new ProloguePort({
    fetchRecording: async () => (await fetchModule()).default,
    startEngine: createWorkerEngine,
    clock: pageClock,
  })
}

/**
 * Starts the worker. If its script cannot be loaded or it dies by itself, listeners get `crashed` without a run: the
 * page has the journal in storage and starts another.
 */
function createWorkerEngine(): EnginePort {
  const worker = new Worker(new URL('./engine.worker.ts', import.meta.url), { type: 'module' })
  const listeners = new Set<(message: FromWorker) => void>()
  const tell = (message: FromWorker) => {
    for (const listener of [...listeners]) listener(message)
  }
  worker.onmessage = (event: MessageEvent<FromWorker>) => tell(event.data)
  worker.onerror = (event) =>
    tell({ type: 'crashed', message: event.message || 'The engine did not start.', run: null })
  worker.onmessageerror = () => tell({ type: 'crashed', message: 'A message from the engine was lost.', run: null })
  return {
    post: (message) => worker.postMessage(message),
    onMessage: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    close: () => {
      listeners.clear()
      worker.terminate()
    },
  }
}
