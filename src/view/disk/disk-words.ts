/** Files of a log directory in words. */
import type { MessageKey, Translate } from '../../i18n/index.ts'
import type { BatchRow, EntryKind } from '../../worker/disk/file-contents.ts'

/** By the end of a name, or all of it; the first that fits. */
const ABOUT: readonly (readonly [end: string, key: MessageKey])[] = [
  ['.deleted', 'disk.about.deleted'],
  ['.log', 'disk.about.log'],
  ['.timeindex', 'disk.about.timeindex'],
  ['.txnindex', 'disk.about.txnindex'],
  ['.index', 'disk.about.index'],
  ['.snapshot', 'disk.about.snapshot'],
  ['leader-epoch-checkpoint', 'disk.about.leaderEpoch'],
  ['replication-offset-checkpoint', 'disk.about.replicationOffset'],
  ['recovery-point-offset-checkpoint', 'disk.about.recoveryPoint'],
  ['log-start-offset-checkpoint', 'disk.about.logStart'],
  ['cleaner-offset-checkpoint', 'disk.about.cleaner'],
  ['partition.metadata', 'disk.about.partitionMetadata'],
  ['meta.properties', 'disk.about.metaProperties'],
  ['.kafka_cleanshutdown', 'disk.about.cleanShutdown'],
  ['.lock', 'disk.about.lock'],
  ['quorum-state', 'disk.about.quorumState'],
  ['.checkpoint', 'disk.about.checkpoint'],
]

/** What such a file is for; null for one that nobody asks about. */
export function aboutFile(name: string, t: Translate): string | null {
  const known = ABOUT.find(([end]) => name.endsWith(end))
  return known === undefined ? null : t(known[1])
}

export function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1)
}

export function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/'))
}

/** Of the folder that a file of a partition lies in: `orders-0`; null for one that holds no records of a topic. */
export function topicPartitionOf(path: string): string | null {
  const folder = nameOf(folderOf(path))
  return /^.+-\d+$/.test(folder) && folder !== '__cluster_metadata-0' ? folder : null
}

export function offsetsText({ baseOffset, lastOffset }: BatchRow): string {
  return baseOffset === lastOffset ? String(baseOffset) : `${baseOffset}–${lastOffset}`
}

/** Epoch milliseconds as `2026-11-29 18:09:31.250`, in UTC. */
export function wallTime(ms: number): string {
  return ms < 0 || !Number.isFinite(ms) ? String(ms) : new Date(ms).toISOString().replace('T', ' ').slice(0, -1)
}

/** Of the columns of entries, in the order of the file. */
export const ENTRY_COLUMNS: Readonly<Record<EntryKind, readonly MessageKey[]>> = {
  index: ['disk.column.offset', 'disk.column.position'],
  timeindex: ['disk.column.timestamp', 'disk.column.offset'],
  txnindex: ['disk.column.producerId', 'disk.column.firstOffset', 'disk.column.lastOffset', 'disk.column.lso'],
  snapshot: [
    'disk.column.producerId',
    'disk.column.producerEpoch',
    'disk.column.lastSequence',
    'disk.column.lastOffset',
    'disk.column.offsetDelta',
    'disk.column.timestamp',
    'disk.column.coordinatorEpoch',
    'disk.column.openSince',
  ],
}

/** The column of a kind of entries that says which batch it leads to. */
export const LEADS_BY: Readonly<Record<EntryKind, number | null>> = { index: 0, timeindex: 1, txnindex: 2, snapshot: 3 }
