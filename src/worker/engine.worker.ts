/** The worker's script: the host between the page's messages and the engine. */
import { EngineHost } from './engine-host.ts'
import { lazySimulatorParts } from './lazy-simulator-parts.ts'
import type { FromWorker, ToWorker } from './port.ts'

/** What of a worker's global scope is used here; the project is typed for pages. */
interface WorkerScope {
  onmessage: ((event: MessageEvent<ToWorker>) => void) | null
  postMessage(message: FromWorker): void
}

/** After everything that somebody waits for. */
const TOOLS_AFTER_MS = 2_000

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

const loadTools = () => import('./terminal-side.ts')
// Without anybody asking for them too, since the network may go before that.
setTimeout(() => loadTools().catch(() => undefined), TOOLS_AFTER_MS)

const loadRules = () => import('./rule-side.ts')
const host = new EngineHost(lazySimulatorParts(loadTools, loadRules), clock, (message) => scope.postMessage(message))
scope.onmessage = (event) => host.receive(event.data)
