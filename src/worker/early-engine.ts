import type { EngineHost } from './engine-host.ts'
import type { HostClock } from './engine-parts.ts'
import type { FromWorker } from './port.ts'

/**
 * An engine that can open a fresh cluster and show its first seconds, and nothing else: the build makes it of the whole
 * one (`scripts/early-engine.mjs`) and puts it here; everywhere else there is none.
 */
export interface EarlyEngine {
  createHost(clock: HostClock, send: (message: FromWorker) => void): Pick<EngineHost, 'receive'>
  /** Something was asked of it that it cannot do, so its world can no longer be trusted. */
  missed(): boolean
}

export const earlyEngine: EarlyEngine | null = null
