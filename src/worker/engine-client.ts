/** The engine in a worker of its own, and what the page shows until it is there. */
import type { EnginePort, FromWorker, ToWorker } from './port.ts'
import { ProloguePort } from './prologue/prologue-port.ts'
import { siteRecording } from './prologue/site-recording.ts'

const pageClock = {
  nowMs: () => performance.now(),
  after: (ms: number, task: () => void) => void setTimeout(task, ms),
}

/** Fetches ahead what a first visit shows first. What cannot be had is asked for once more when it is needed. */
export function fetchPrologue(): void {
  siteRecording?.fetchBeginning().catch(() => undefined)
}

/** Tries again for as long as it rejects, which is what it does without a network. */
type Fetch = <Part>(load: () => Promise<Part>) => Promise<Part>

/** The page's engine: of a built site it begins with the recorded prologue, elsewhere with the worker. */
export function createPageEngine(fetchPart: Fetch): EnginePort {
  const recording = siteRecording
  const startEngine = () => createWorkerEngine(fetchPart)
  if (recording === null) return startEngine()
  return new ProloguePort({
    fetchRecording: async () => (await recording.fetchBeginning()).default,
    fetchRest: async () => (await recording.fetchRest()).default,
    startEngine,
    clock: pageClock,
  })
}

/**
 * Starts the worker, again and again while its script cannot be fetched. If it dies by itself, listeners get `crashed`
 * without a run: the page has the journal in storage and starts another.
 */
function createWorkerEngine(fetchPart: Fetch): EnginePort {
  const listeners = new Set<(message: FromWorker) => void>()
  const tell = (message: FromWorker) => {
    for (const listener of [...listeners]) listener(message)
  }
  let worker: Worker
  /** For the next worker, should this one not come; null once it has. */
  let posted: ToWorker[] | null = []
  let closed = false
  const start = () =>
    new Promise<void>((resolve, reject) => {
      if (closed) return resolve()
      worker = new Worker(new URL('./engine.worker.ts', import.meta.url), { type: 'module' })
      worker.onmessage = (event: MessageEvent<FromWorker>) => {
        posted = null
        resolve()
        tell(event.data)
      }
      worker.onerror = ({ message }) => {
        // An error without a word is that of a script that could not be fetched.
        if (message || posted === null) tell({ type: 'crashed', message: message || 'The engine stopped.', run: null })
        else reject()
      }
      worker.onmessageerror = () => tell({ type: 'crashed', message: 'A message from the engine was lost.', run: null })
      for (const message of posted ?? []) worker.postMessage(message)
    })
  void fetchPart(start)
  return {
    post: (message) => {
      posted?.push(message)
      worker.postMessage(message)
    },
    onMessage: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    close: () => {
      closed = true
      listeners.clear()
      worker.terminate()
    },
  }
}
