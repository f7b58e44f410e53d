/**
 * Counterpart in Kafka: ReplicaManager.handleLogDirFailure (KIP-112, KIP-858), of a broker that goes on: one of several log
 * directories has failed, the replicas in it are offline, and whoever rules the cluster hears of it.
 *
 * A real broker finds out by the first read or write that fails, five seconds later at the latest, since it writes the
 * high watermarks down into each directory; here it is told at once.
 */
import type { NodeContext } from '../../engine/node-context.ts'
import { removeRow, rowsOf } from '../common/slot-map.ts'
import type { TopicPartition } from '../common/topic-partition.ts'
import type { DiskEvent } from '../profile/rules.ts'
import { forgetFutureLog } from './alter-replica-log-dirs.ts'
import type { BrokerState, Partition } from './broker-state.ts'
import { checkpointsWithout } from './checkpoint-files.ts'
import { emptyWithDisk, withFailed } from './failed-disk.ts'
import { noteForFetches } from './fetch-session.ts'
import { linkOf } from './link/broker-link.ts'
import { folderOf } from './log-folders.ts'
import { removeFetcher } from './replica-fetcher.ts'
import { writeServerLog } from './server-log.ts'

export interface FolderFailure {
  readonly type: 'FailFolder'
  /** One of the broker's that has not failed yet, and not the last of them. */
  readonly folder: string
}

export function failFolder(state: BrokerState, folder: string, node: NodeContext): void {
  const failures = withFailed(state.folderFailures, folder)
  const id = linkOf(state).directoryIdOf(state, folder)
  state.folderFailures = failures
  const partitions: TopicPartition[] = []
  for (const partition of rowsOf(state.partitions)) {
    if (folderOf(state, partition.log) !== folder) continue
    takeOffline(state, partition)
    partitions.push(partition.topicPartition)
  }
  for (const [topicPartition, log] of state.strayLogs) {
    if (folderOf(state, log) !== folder) continue
    state.strayLogs.delete(topicPartition)
    failures.logs.set(topicPartition, log)
  }
  for (const [topicPartition, log] of state.folderMoves?.futureLogs ?? [])
    if (folderOf(state, log) === folder) forgetFutureLog(state, topicPartition)
  for (const log of failures.logs.values()) emptyWithDisk(log, node.wallClockMs)
  state.deletedLogs = state.deletedLogs.filter(({ log }) => folderOf(state, log) !== folder)
  Object.assign(state.checkpoints, checkpointsWithout(state.checkpoints, failures.logs))
  const failing: DiskEvent = { type: 'failing', path: folder, id, partitions: Object.freeze(partitions) }
  writeServerLog(state, node.wallClockMs, Object.freeze(failing))
  linkOf(state).tellOfFailure(state, folder, node)
}

/**
 * Whoever asks for it is told KAFKA_STORAGE_ERROR from now on. Producers whose records wait for other replicas wait on
 * until their time is over, since nothing happens to the partition any more that would wake them.
 */
function takeOffline(state: BrokerState, partition: Partition): void {
  const { topicPartition, log } = partition
  partition.role = 'none'
  removeFetcher(state, topicPartition)
  noteForFetches(state, partition)
  removeRow(state.partitions, topicPartition)
  forgetFutureLog(state, topicPartition)
  state.folderFailures?.logs.set(topicPartition, log)
}
