/** The worker's script: the host between the page's messages and the engine. */
import { earlyEngine } from './early-engine.ts'
import { EarlyHost } from './early-host.ts'
import type { FromWorker, ToWorker } from './port.ts'

/** What of a worker's global scope is used here; the project is typed for pages. */
interface WorkerScope {
  onmessage: ((event: MessageEvent<ToWorker>) => void) | null
  postMessage(message: FromWorker): void
}

const scope = globalThis as unknown as WorkerScope

/** A message to oneself: the next turn of the loop, without the four milliseconds that a nested timeout waits. */
const turns = new MessageChannel()
const tasks: (() => void)[] = []
turns.port1.onmessage = () => tasks.shift()?.()

const clock = {
  nowMs: () => performance.now(),
  defer: (task: () => void) => {
    tasks.push(task)
    turns.port2.postMessage(null)
  },
}

const fetchWhole = async () => (await import('./whole-engine.ts')).createHost
const host = new EarlyHost(earlyEngine, fetchWhole, clock, (message) => scope.postMessage(message))
scope.onmessage = (event) => host.receive(event.data)
