/**
 * Counterpart in Kafka: LogManager.handleLogDirFailure, once no directory is left: the broker halts. Whoever starts it
 * again has put another disk in, formatted and empty, so that it is a replica's first day for everything it holds.
 */

import type { TopicPartition } from '../common/topic-partition.ts'
import { notePowerCut } from '../log/acknowledged.ts'
import { truncateFullyAndStartAt } from '../log/replica-log.ts'
import { unflushedBatches } from '../log/unflushed.ts'
import { emptyMetadataImage } from '../metadata/metadata-image.ts'
import type { BrokerDisk, LostPages } from './broker-state.ts'
import { emptyCheckpointFiles } from './checkpoint-files.ts'

/** A picture shows no more of what was lost than of what is there. */
const LOST_RECORDS_KEPT = 40

/** What is left of a broker's disk: the names of its replicas, for they come again, and what observers know of them. */
export function afterDiskFailure({ logs }: BrokerDisk, wallClockMs: number): BrokerDisk {
  const lostPages = new Map<TopicPartition, LostPages>()
  for (const [topicPartition, log] of logs) {
    const { logEndOffset } = log
    log.durableOffset = 0
    const batches = Object.freeze(unflushedBatches(log, LOST_RECORDS_KEPT))
    notePowerCut(log, 0)
    if (batches.length > 0) lostPages.set(topicPartition, Object.freeze({ logEndOffset, batches }))
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
    ...(lostPages.size === 0 ? {} : { lostPages }),
    failed: true,
  }
}
