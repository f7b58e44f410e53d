/** The engine in the page's own process: for tests, and for what has no worker. */
import { EngineHost } from './engine-host.ts'
import type { EngineParts, HostClock } from './engine-parts.ts'
import type { EnginePort, FromWorker, ToWorker } from './port.ts'

const wallClock: HostClock = {
  nowMs: () => performance.now(),
  defer: (task) => void setTimeout(task, 0),
}

/**
 * A port to an engine in this process. Messages are copied as between page and worker and arrive in a later turn, so
 * that what works here works there. A test brings its own clock and decides when time passes.
 */
export function createInProcessEngine(parts: EngineParts, clock: HostClock = wallClock): EnginePort {
  const listeners = new Set<(message: FromWorker) => void>()
  let closed = false
  const later = (task: () => void) => clock.defer(() => (closed ? undefined : task()))
  const host = new EngineHost(parts, { nowMs: clock.nowMs, defer: later }, (message) => {
    const copy = structuredClone(message)
    later(() => {
      for (const listener of [...listeners]) listener(copy)
    })
  })
  return {
    post: (message: ToWorker) => {
      const copy = structuredClone(message)
      later(() => host.receive(copy))
    },
    onMessage: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    close: () => {
      closed = true
      listeners.clear()
    },
  }
}
