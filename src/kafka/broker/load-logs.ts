/**
 * Counterpart in Kafka: LogManager.loadLogs. What a process finds in its log directories: where `.kafka_cleanshutdown` lies
 * nothing needs to be looked at; elsewhere every segment from the recovery point on is read again.
 */
import type { NodeContext } from '../../engine/node-context.ts'
import { bytesToRecover, recoverLog } from '../log/log-recovery.ts'
import { type ReplicaLog, segmentIndexFor } from '../log/replica-log.ts'
import type { DiskEvent } from '../profile/rules.ts'
import type { BrokerDisk, BrokerState } from './broker-state.ts'
import { recoveryOffsetsFrom } from './checkpoint-files.ts'
import { folderOf } from './log-folders.ts'
import { writeServerLog } from './server-log.ts'

/** How fast log recovery reads after an unclean stop: a common disk, one recovery thread for each. */
const RECOVERY_BYTES_PER_MS = 200_000
/** Of a copy that was being made: it is compared with its log before it goes on. */
const NOTHING_KNOWN = Object.freeze({ highWatermark: 0, recoveryPoint: 0, logStartOffset: 0 })

type Loading = Extract<DiskEvent, { readonly type: 'loading' }>

/** Returns how long it takes, microseconds; `disk` is null of a broker that starts for the first time. */
export function loadLogs(state: BrokerState, disk: BrokerDisk | null, node: NodeContext): number {
  const clean = disk?.cleanShutdown != null
  const bytes = new Map<string, number>()
  const recovering: Loading['recovering'][number][] = []
  const checkpointed = recoveryOffsetsFrom(state.checkpoints)
  for (const log of state.strayLogs.values()) {
    const offsets = checkpointed(log.topicPartition)
    const path = folderOf(state, log)
    if (disk !== null && !clean) {
      bytes.set(path, (bytes.get(path) ?? 0) + bytesToRecover(log, offsets.recoveryPoint))
      recovering.push(Object.freeze({ log: log.topicPartition, path, segments: unflushed(log, offsets.recoveryPoint) }))
    }
    recoverLog(log, offsets, clean, node.wallClockMs)
  }
  for (const copy of state.folderMoves?.futureLogs.values() ?? [])
    recoverLog(copy, NOTHING_KNOWN, clean, node.wallClockMs)
  const directories = state.config.logDirs.map((path) => {
    const logs = [...state.strayLogs.values()].filter((log) => folderOf(state, log) === path)
    return Object.freeze({ path, logs: logs.length, clean })
  })
  const loading: Loading = { type: 'loading', directories, recovering }
  writeServerLog(state, node.wallClockMs, Object.freeze(loading))
  // Each directory has a thread of its own, so that the fullest decides.
  return Math.ceil((Math.max(0, ...bytes.values()) * 1_000) / RECOVERY_BYTES_PER_MS)
}

function unflushed({ segments, logEndOffset }: ReplicaLog, recoveryPoint: number): readonly number[] {
  const from = segmentIndexFor(segments, Math.min(recoveryPoint, logEndOffset))
  return Object.freeze(segments.slice(from).map(({ baseOffset }) => baseOffset))
}

/** All of them are there, `ms` after the process began to look. */
export function noteLoaded(state: BrokerState, node: NodeContext): void {
  const loading = state.serverLog.findLast(({ event }) => typeof event !== 'string' && event.type === 'loading')
  if (loading === undefined || typeof loading.event === 'string' || loading.event.type !== 'loading') return
  const { directories } = loading.event
  const unclean = directories.filter(({ logs, clean }) => logs > 0 && !clean).map(({ path }) => path)
  const logs = directories.reduce((sum, each) => sum + each.logs, 0)
  const ms = Math.round(node.wallClockMs - loading.atMs)
  writeServerLog(state, node.wallClockMs, Object.freeze({ type: 'loaded', logs, ms, unclean: Object.freeze(unclean) }))
}
