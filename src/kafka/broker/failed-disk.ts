/**
 * Counterpart in Kafka: LogManager.handleLogDirFailure, where the broker halts: no log directory is left, or the one with
 * the metadata log is gone. Whoever starts it again has put other disks in, formatted and empty, so that it is a replica's
 * first day for everything they hold.
 */
import { notePowerCut } from '../log/acknowledged.ts'
import { type ReplicaLog, truncateFullyAndStartAt } from '../log/replica-log.ts'
import { emptyMetadataImage } from '../metadata/metadata-image.ts'
import type { BrokerDisk } from './broker-state.ts'
import { checkpointsWithout, emptyCheckpointFiles } from './checkpoint-files.ts'
import type { FolderFailures } from './folder-state.ts'

/** Nobody reads again what was in it; observers keep what they know of it. */
export function emptyWithDisk(log: ReplicaLog, wallClockMs: number): void {
  log.durableOffset = 0
  notePowerCut(log, 0)
  truncateFullyAndStartAt(log, 0, wallClockMs)
  log.cleanerCheckpoint = -1
  log.deletedSegments = Object.freeze([])
}

/** What is left of a broker's disk: the names of its replicas, for they come again, and what observers know of them. */
export function afterDiskFailure(
  { logs, folderFailures, serverLog }: BrokerDisk,
  folders: readonly string[],
  wallClockMs: number,
): BrokerDisk {
  for (const log of logs.values()) emptyWithDisk(log, wallClockMs)
  return {
    logs,
    deletedLogs: [],
    metadata: emptyMetadataImage(),
    checkpoints: emptyCheckpointFiles(),
    quorum: null,
    cleanShutdown: null,
    failed: true,
    ...(serverLog === undefined ? {} : { serverLog }),
    ...(folders.length < 2 ? {} : { folderFailures: { ...earlierFailures(folderFailures), failed: folders } }),
  }
}

/** What is left where one of several log directories failed; `withMetadata`: the metadata log lay in it. */
export function afterFolderFailure(
  disk: BrokerDisk,
  folder: string,
  { first, withMetadata, wallClockMs }: { first: string; withMetadata: boolean; wallClockMs: number },
): BrokerDisk {
  const isHere = (log: ReplicaLog): boolean => (log.parentDir ?? first) === folder
  const lost = new Map(disk.folderFailures?.logs ?? [])
  for (const log of disk.logs.values()) {
    if (!isHere(log)) continue
    emptyWithDisk(log, wallClockMs)
    lost.set(log.topicPartition, log)
  }
  const futureLogs = new Map([...(disk.futureLogs ?? [])].filter(([, log]) => !isHere(log)))
  const { futureLogs: _, ...rest } = disk
  return {
    ...rest,
    logs: new Map([...disk.logs].filter(([, log]) => !isHere(log))),
    deletedLogs: disk.deletedLogs.filter((log) => !isHere(log)),
    ...(futureLogs.size === 0 ? {} : { futureLogs }),
    ...(withMetadata ? { metadata: emptyMetadataImage(), quorum: null } : {}),
    checkpoints: checkpointsWithout(disk.checkpoints, lost),
    folderFailures: { ...withFailed(disk.folderFailures, folder), logs: lost },
  }
}

/** One more directory has failed. */
export function withFailed(failures: FolderFailures | undefined, folder: string): FolderFailures {
  const earlier = earlierFailures(failures)
  return { ...earlier, failed: Object.freeze([...earlier.failed, folder]) }
}

function earlierFailures(failures: FolderFailures | undefined): FolderFailures {
  const { failed = NO_FOLDERS, logs = new Map<string, ReplicaLog>(), disksBefore = NO_DISKS } = failures ?? {}
  // What an earlier failure has left is of no use to anybody, once a process has run without it.
  if (failed.length === 0) logs.clear()
  return { failed, logs, disksBefore }
}

const NO_FOLDERS: FolderFailures['failed'] = Object.freeze([])
const NO_DISKS: FolderFailures['disksBefore'] = Object.freeze({})

/** Other disks are in the directories that failed. */
export function withNewDisks({ failed, logs, disksBefore }: FolderFailures): FolderFailures {
  const replaced = failed.map((folder) => [folder, (disksBefore[folder] ?? 0) + 1] as const)
  return {
    failed: Object.freeze([]),
    logs,
    disksBefore: Object.freeze({ ...disksBefore, ...Object.fromEntries(replaced) }),
  }
}
