/** The engine that can do everything; a file of its own in the build. */
import { EngineHost } from './engine-host.ts'
import type { HostClock } from './engine-parts.ts'
import { lazySimulatorParts } from './lazy-simulator-parts.ts'
import type { FromWorker } from './port.ts'

export function createHost(clock: HostClock, send: (message: FromWorker) => void): EngineHost {
  return new EngineHost(
    lazySimulatorParts(() => import('./terminal-side.ts')),
    clock,
    send,
  )
}
