/**
 * Counterpart in Kafka: LogManager.handleLogDirFailure, once no directory is left: the broker halts. Whoever starts it
 * again has put another disk in, formatted and empty, so that it is a replica's first day for everything it holds.
 */
import { notePowerCut } from '../log/acknowledged.ts'
import { truncateFullyAndStartAt } from '../log/replica-log.ts'
import { emptyMetadataImage } from '../metadata/metadata-image.ts'
import type { BrokerDisk } from './broker-state.ts'
import { emptyCheckpointFiles } from './checkpoint-files.ts'

/** What is left of a broker's disk: the names of its replicas, for they come again, and what observers know of them. */
export function afterDiskFailure({ logs }: BrokerDisk, wallClockMs: number): BrokerDisk {
  for (const log of logs.values()) {
    log.durableOffset = 0
    notePowerCut(log, 0)
    truncateFullyAndStartAt(log, 0, wallClockMs)
    log.cleanerCheckpoint = -1
    log.deletedSegments = Object.freeze([])
  }
  return {
    logs,
    deletedLogs: [],
    metadata: emptyMetadataImage(),
    checkpoints: emptyCheckpointFiles(),
    quorum: null,
    cleanShutdown: null,
    failed: true,
  }
}
