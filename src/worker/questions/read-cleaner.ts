/** How far the replicas of a compacted topic are from their next cleaning. */
import { TIMER } from '../../engine/sim-event.ts'
import type { World, WorldNode } from '../../engine/world.ts'
import { heldLogs } from '../../kafka/common/node-kind.ts'
import { splitTopicPartition } from '../../kafka/common/topic-partition.ts'
import { type CleanerState, cleanerStateOf } from '../../kafka/log/log-cleaner.ts'
import { batchesOf } from '../../kafka/log/log-segment.ts'
import { CONTROL_FLAG, DELETE_HORIZON_FLAG } from '../../kafka/log/record-batch.ts'
import type { ReplicaLog } from '../../kafka/log/replica-log.ts'
import type { QuickQuestion } from './question.ts'

interface ReadCleaner {
  readonly type: 'readCleaner'
  readonly topic: string
}

export interface CleanerRow extends CleanerState {
  /** `orders-0@1` */
  readonly replicaId: string
  readonly minDirtyRatio: number
  /** Up to here it has been cleaned; -1: never yet. */
  readonly cleanedTo: number
  /** Of the active segment, which is never cleaned. */
  readonly activeFrom: number
  /** Records whose value is null. */
  readonly tombstones: number
  /** Epoch milliseconds from which the first of them may go; null where none has been through a cleaning. */
  readonly tombstonesGoMs: number | null
  /** Simulated instant at which the cleaner looks again; null where no process runs, or it has no cleaner. */
  readonly nextLookUs: number | null
}

export interface CleanerRead {
  readonly type: 'cleanerRead'
  readonly topic: string
  /** By replica id; empty where the topic is not compacted. */
  readonly rows: readonly CleanerRow[]
}

export const readCleaner: QuickQuestion<ReadCleaner, CleanerRead> = {
  answer: ({ timeline: { world } }, { topic }) => {
    const nowMs = world.wallClockStartMs + Math.floor(world.nowUs / 1_000)
    const rows = heldLogs(world)
      .filter(({ held: { log } }) => log.config.compact && splitTopicPartition(log.topicPartition).topic === topic)
      .map(({ node, held: { log, broker } }) =>
        cleanerRow(`${log.topicPartition}@${broker}`, log, { nowMs, nextLookUs: nextLook(world, node) }),
      )
    return { type: 'cleanerRead', topic, rows }
  },
}

interface Clock {
  readonly nowMs: number
  readonly nextLookUs: number | null
}

function cleanerRow(replicaId: string, log: ReplicaLog, { nowMs, nextLookUs }: Clock): CleanerRow {
  return {
    ...cleanerStateOf(log, nowMs),
    ...tombstonesOf(log),
    replicaId,
    minDirtyRatio: log.config.minCleanableDirtyRatio,
    cleanedTo: log.cleanerCheckpoint,
    activeFrom: log.segments.at(-1)?.baseOffset ?? 0,
    nextLookUs,
  }
}

function tombstonesOf(log: ReplicaLog): Pick<CleanerRow, 'tombstones' | 'tombstonesGoMs'> {
  let tombstones = 0
  let tombstonesGoMs: number | null = null
  for (const { attributes, baseTimestamp, records } of log.segments.flatMap(batchesOf)) {
    if ((attributes & CONTROL_FLAG) !== 0) continue
    const own = records.filter(({ value }) => value === null).length
    tombstones += own
    if (own > 0 && (attributes & DELETE_HORIZON_FLAG) !== 0)
      tombstonesGoMs = Math.min(tombstonesGoMs ?? Infinity, baseTimestamp)
  }
  return { tombstones, tombstonesGoMs }
}

function nextLook(world: World, node: WorldNode): number | null {
  // Timers of a process that was killed are still in the queue.
  if (node.state === null) return null
  let nextUs: number | null = null
  for (const event of world.queue.events) {
    if (event?.kind !== TIMER || event.body.type !== 'LogCleanerCheck') continue
    if (event.to !== node.id || event.toIncarnation !== node.incarnation) continue
    nextUs = Math.min(nextUs ?? Infinity, event.atUs)
  }
  return nextUs
}
