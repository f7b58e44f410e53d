/** The engine that can do everything; a file of its own in the build. */
import { EngineHost } from './engine-host.ts'
import type { HostClock } from './engine-parts.ts'
import { lazySimulatorParts } from './lazy-simulator-parts.ts'
import type { FromWorker } from './port.ts'

/** After everything that somebody waits for. */
const TOOLS_AFTER_MS = 2_000

export function createHost(clock: HostClock, send: (message: FromWorker) => void): EngineHost {
  const loadTools = () => import('./terminal-side.ts')
  // Without anybody asking for them too, since the network may go before that.
  setTimeout(() => loadTools().catch(() => undefined), TOOLS_AFTER_MS)
  return new EngineHost(lazySimulatorParts(loadTools), clock, send)
}
