/** The engine in a worker of its own. */
import type { EnginePort, FromWorker } from './port.ts'

/**
 * Starts the worker. If its script cannot be loaded or it dies by itself, listeners get `crashed` without a run: the
 * page has the journal in storage and starts another.
 */
export function createWorkerEngine(): EnginePort {
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
