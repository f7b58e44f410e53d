/** What a broker remembers because it may have several log directories (`log.dirs`). Plain data. */
import type { TopicPartition } from '../common/topic-partition.ts'
import type { ReplicaLog } from '../log/replica-log.ts'

/** LogManager's and ReplicaAlterLogDirsManager's. Handlers: `log-folders.ts`, `alter-replica-log-dirs.ts`. */
export interface FolderMoves {
  /** Where a replica that is still to come was asked to lie. */
  readonly preferred: Map<TopicPartition, string>
  /** Copies that are being made in another folder, and will take the place of the log. */
  readonly futureLogs: Map<TopicPartition, ReplicaLog>
  /** Of these, the ones that have once had all there is. */
  readonly caughtUp: Set<TopicPartition>
  /** A `FolderMove` timer is set. */
  timerArmed: boolean
}

/** Which log directories have failed, of a broker that goes on with the others or did so. Handlers: `log-dir-failure.ts`. */
export interface FolderFailures {
  /** Those that cannot be read by this process, or could not by the last one. Frozen. */
  readonly failed: readonly string[]
  /** What lay in failed ones, emptied: nobody reads it again, but observers have notes on it. */
  readonly logs: Map<TopicPartition, ReplicaLog>
  /** How many disks there were in a directory before the one that is there now. Frozen. */
  readonly disksBefore: Readonly<Record<string, number>>
}
