/** Under which ids the controller knows a broker's log directories: what stands in their `meta.properties`. */
import { directoryId } from '../../../controller/random-uuid.ts'
import type { BrokerStartSpec } from '../../broker-start-spec.ts'
import type { BrokerDisk } from '../../broker-state.ts'
import { withNewDisks } from '../../failed-disk.ts'
import { foldersOfBroker } from '../../log-folders.ts'
import type { KraftDirectories } from './kraft-state.ts'

/** Undefined of a broker that has a single directory: nobody keeps book of that. */
export function createDirectories(spec: BrokerStartSpec, disk: BrokerDisk | null): KraftDirectories | undefined {
  const folders = foldersOfBroker(spec)
  if (folders.length < 2) return undefined
  const failures = disk?.folderFailures
  const disksBefore = failures === undefined ? {} : withNewDisks(failures).disksBefore
  const ids = folders.map((folder, index) => {
    const id = directoryId(spec, spec.brokerId, index, disksBefore[folder] ?? 0)
    return [folder, id] as const
  })
  return {
    ids: Object.freeze(Object.fromEntries(ids)),
    told: Object.freeze([]),
    ready: new Map(),
    inFlight: false,
    timerArmed: false,
    failures: 0,
  }
}
