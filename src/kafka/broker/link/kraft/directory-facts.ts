/** What a broker with several log directories says of them to its controller. */
import type { BrokerState } from '../../broker-state.ts'
import { liveFolders } from '../../log-folders.ts'
import { kraftOf } from './kraft-state.ts'

/** For the registration: absent of a broker with a single one. */
export function directoriesOf(state: BrokerState): { readonly logDirs?: readonly string[] } {
  const { directories } = kraftOf(state)
  if (directories === undefined) return {}
  return { logDirs: Object.freeze(liveFolders(state).map((folder) => directories.ids[folder] as string)) }
}

/** For heartbeats: absent while none has failed. */
export function failedDirectories(state: BrokerState): { readonly offlineLogDirs?: readonly string[] } {
  const { directories } = kraftOf(state)
  const failed = state.folderFailures?.failed ?? []
  if (directories === undefined || failed.length === 0) return {}
  return { offlineLogDirs: Object.freeze(failed.map((folder) => directories.ids[folder] as string)) }
}

/**
 * The controller is being told where replicas lie. A real broker takes longer to become ready than that takes, and so is
 * unfenced by a controller that knows it: who comes back with a new disk may lead from it.
 */
export function isTellingPlaces(state: BrokerState): boolean {
  const { directories } = kraftOf(state)
  return directories !== undefined && (directories.inFlight || directories.ready.size > 0)
}
