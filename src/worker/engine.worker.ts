/** The worker's script: the host between the page's messages and the engine. */
import { EarlyHost } from './early-host.ts'
import { lateSide } from './late-side.ts'
import { lazySimulatorParts } from './lazy-simulator-parts.ts'
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

const parts = lazySimulatorParts(() => import('./terminal-side.ts'))
const host = new EarlyHost(parts, clock, (message) => scope.postMessage(message), lateSide)
scope.onmessage = (event) => host.receive(event.data)
