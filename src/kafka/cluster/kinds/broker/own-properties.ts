import { brokerPort } from '../../../common/addresses.ts'
import type { ConfigEntries } from '../../commands.ts'
import { type KeeperLists, keepersOf, type MetadataKeeper } from '../../metadata-keepers.ts'

/**
 * What a broker's server.properties says of who it is, where it listens and whom it asks. A run's spec decides that: a
 * line that says otherwise is written into the file, and not obeyed.
 */
export function ownProperties(
  brokerId: number,
  lists: KeeperLists,
  keepers: readonly MetadataKeeper[] = keepersOf(lists),
): ConfigEntries {
  return {
    ...Object.assign({}, ...keepers.map(({ identityOf }) => identityOf(brokerId))),
    listeners: `PLAINTEXT://localhost:${brokerPort(brokerId)}`,
    ...Object.assign({}, ...keepers.map(({ list, reachOf }) => reachOf(lists[list] ?? []))),
    'log.dirs': `/tmp/kafka-logs-${brokerId}`,
  }
}
