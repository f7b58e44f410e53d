/** Replicas as each broker has them. Rows are kept while nothing in them changes, so that a quiet lane costs nothing. */
import type { World, WorldNode } from '../../../../engine/world.ts'
import type { BrokerStartSpec } from '../../../broker/broker-start-spec.ts'
import type { BrokerDisk, BrokerState, Partition } from '../../../broker/broker-state.ts'
import type { LostPages } from '../../../broker/lost-pages.ts'
import { nodesOfKind } from '../../../common/node-kind.ts'
import { rowsOf } from '../../../common/slot-map.ts'
import { splitTopicPartition } from '../../../common/topic-partition.ts'
import { decodeUtf8 } from '../../../common/utf8.ts'
import type { AcknowledgedRange } from '../../../log/acknowledged.ts'
import type { LogSegment } from '../../../log/log-segment.ts'
import { isTransactional, markerOf } from '../../../log/log-transactions.ts'
import { type OddBatches, oddBatches } from '../../../log/odd-batches.ts'
import { CONTROL_FLAG, type RecordBatch } from '../../../log/record-batch.ts'
import { lastStableOffset, type ReplicaLog, sizeOfLog } from '../../../log/replica-log.ts'
import {
  type CellImage,
  IMAGE_CELLS,
  type ImageTables,
  type LossImage,
  type ReplicaImage,
  type Wait,
} from '../../../observe/cluster-image.ts'
import { lossesByPartition } from '../../../observe/image/lost-records.ts'
import { BROKER_KIND } from './brokers.ts'
import { type HeldBack, type Lags, lagsIn, replicaId } from './lagging-replicas.ts'

const KEY_CHARS = 24
const VALUE_CHARS = 48

type ReplicaTables = Pick<ImageTables, 'replicas' | 'partitions'>

/** Adds a row for each replica on each broker, from its process or, where none runs, from its disk. */
export function addReplicaRows({ replicas: rows, partitions }: ReplicaTables, world: World): void {
  const lags = lagsIn(world, partitions)
  for (const node of nodesOfKind(world, BROKER_KIND))
    addReplicasOf(rows, node, (node.spec as BrokerStartSpec).brokerId, lags)
}

function addReplicasOf(rows: Map<string, ReplicaImage>, node: WorldNode, brokerId: number, lags: Lags): void {
  if (node.state !== null) {
    const { partitions, strayLogs } = node.state as BrokerState
    for (const partition of rowsOf(partitions)) {
      const row = replicaRow(partition.log, brokerId, partition, lags)
      rows.set(row.id, row)
    }
    // A broker that starts has its logs, and has not heard yet what it is to do with them.
    for (const log of strayLogs.values()) {
      const row = replicaRow(log, brokerId, null, lags)
      rows.set(row.id, row)
    }
    return
  }
  const disk = node.disk as BrokerDisk | null
  if (disk === null) return
  for (const log of disk.logs.values()) {
    const row = replicaRow(log, brokerId, null, lags, disk.lostPages?.get(log.topicPartition))
    rows.set(row.id, row)
  }
}

/** What a row depends on; of equal versions one row will do. */
interface Version {
  /** Counted by whatever changes the log: nothing else of it needs to be compared. */
  readonly log: number
  readonly role: ReplicaImage['role']
  readonly leaderEpoch: number
  readonly inSync: boolean
  readonly broker: number
  readonly lost: LostPages | undefined
  readonly lagging: Wait | null
  readonly heldBack: HeldBack | undefined
}

const rowCache = new WeakMap<ReplicaLog, { readonly version: Version; readonly row: ReplicaImage }>()

function replicaRow(
  log: ReplicaLog,
  broker: number,
  partition: Partition | null,
  lags: Lags,
  lost?: LostPages,
): ReplicaImage {
  // Mostly nobody lags: then no id is made for each row in vain.
  const id = lags.lagging.size + lags.heldBack.size === 0 ? '' : replicaId(log.topicPartition, broker)
  const version: Version = {
    log: log.version,
    role: partition === null ? 'offline' : partition.role === 'leader' ? 'leader' : 'follower',
    leaderEpoch: partition?.leaderEpoch ?? -1,
    inSync: partition?.isr.includes(broker) === true,
    broker,
    lost,
    lagging: lags.lagging.get(id) ?? null,
    heldBack: lags.heldBack.get(id),
  }
  const cached = rowCache.get(log)
  if (cached !== undefined && sameVersion(cached.version, version)) return cached.row
  const row = makeRow(log, version)
  rowCache.set(log, { version, row })
  return row
}

function sameVersion(a: Version, b: Version): boolean {
  return (
    a.log === b.log &&
    a.role === b.role &&
    a.leaderEpoch === b.leaderEpoch &&
    a.inSync === b.inSync &&
    a.broker === b.broker &&
    a.lost === b.lost &&
    a.lagging?.sinceUs === b.lagging?.sinceUs &&
    a.lagging?.untilUs === b.lagging?.untilUs &&
    a.heldBack?.broker === b.heldBack?.broker &&
    a.heldBack?.wait.untilUs === b.heldBack?.wait.untilUs
  )
}

function makeRow(log: ReplicaLog, version: Version): ReplicaImage {
  const { topic, partition } = splitTopicPartition(log.topicPartition)
  const cells = newestCells(log)
  return {
    id: replicaId(log.topicPartition, version.broker),
    topicPartition: log.topicPartition,
    topic,
    partition,
    broker: version.broker,
    role: version.role,
    leaderEpoch: version.leaderEpoch,
    inSync: version.inSync,
    logStartOffset: log.logStartOffset,
    highWatermark: log.highWatermark,
    lastStableOffset: lastStableOffset(log),
    logEndOffset: log.logEndOffset,
    sizeBytes: sizeOfLog(log),
    segments: log.segments.map((segment, index) => ({
      baseOffset: segment.baseOffset,
      sizeBytes: segment.sizeInBytes,
      active: index === log.segments.length - 1,
    })),
    epochs: log.leaderEpochs.map(({ epoch, startOffset }) => ({ epoch, startOffset })),
    lagging: version.lagging,
    ...(version.heldBack === undefined ? {} : { heldBack: version.heldBack }),
    cells,
    ...transactionsOf(log, cells[0]?.offset ?? 0),
    ...(version.lost === undefined ? {} : { lostPages: lostCells(version.lost, log.logEndOffset) }),
  }
}

/** Whoever has been aborted further back is on none of the cells. */
function transactionsOf({ transactions }: ReplicaLog, from: number): Pick<ReplicaImage, 'transactions'> {
  if (transactions === null) return {}
  const open = transactions.open.map(({ producerId, firstOffset }) => ({ producerId, firstOffset }))
  const aborted = transactions.aborted
    .filter(({ lastOffset }) => lastOffset >= from)
    .map(({ producerId, firstOffset, lastOffset }) => ({ producerId, firstOffset, lastOffset }))
  return open.length + aborted.length === 0 ? {} : { transactions: { open, aborted } }
}

/** Of a batch that was cut in two by the edge of the disk, `kept` is where its lost part begins. */
function lostCells({ logEndOffset, batches }: LostPages, kept: number): NonNullable<ReplicaImage['lostPages']> {
  const cells = batches.flatMap((batch) => cellsOf(batch, false, false)).filter(({ offset }) => offset >= kept)
  return { logEndOffset, cells: cells.slice(-IMAGE_CELLS) }
}

/** Adds a row for each replica that has lost what it had acknowledged, or is going to. */
export function addLossRows(rows: Map<string, LossImage>, world: World): void {
  for (const [topicPartition, losses] of lossesByPartition(world)) {
    for (const { broker, log, gone, doomed } of losses) {
      const id = replicaId(topicPartition, broker)
      const ranges = [
        ...gone.map((range) => ({ ...range, gone: true })),
        ...doomed.map((range) => ({ ...range, gone: false })),
      ]
      rows.set(id, { id, topicPartition, broker, ranges, cells: cellsOfLost(log, gone) })
    }
  }
}

/** Of two that stood at one offset, one after the other, the later one. */
function cellsOfLost({ notes }: ReplicaLog, lost: readonly AcknowledgedRange[]): CellImage[] {
  const cells = new Map<number, CellImage>()
  for (const batch of notes.lostBatches) {
    for (const cell of cellsOf(batch, false, false)) {
      const { offset, leaderEpoch } = cell
      const isLost = lost.some(
        (range) => range.fromOffset <= offset && offset < range.toOffset && range.leaderEpoch === leaderEpoch,
      )
      if (isLost) cells.set(offset, cell)
    }
  }
  return [...cells.values()].sort((a, b) => a.offset - b.offset).slice(-IMAGE_CELLS)
}

function newestCells(log: ReplicaLog): CellImage[] {
  const odd = oddBatches(log)
  const cells: CellImage[] = []
  for (let index = log.segments.length - 1; index >= 0 && cells.length < IMAGE_CELLS; index--) {
    const segment = log.segments[index] as LogSegment
    collectNewest(segment.tail, odd, log.logStartOffset, cells)
    for (let chunk = segment.chunks.length - 1; chunk >= 0 && cells.length < IMAGE_CELLS; chunk--) {
      collectNewest(segment.chunks[chunk] as readonly RecordBatch[], odd, log.logStartOffset, cells)
    }
  }
  return cells.reverse()
}

/** Adds the cells of these batches, newest first, as far as there is room. */
function collectNewest(
  batches: readonly RecordBatch[],
  odd: OddBatches | null,
  logStartOffset: number,
  cells: CellImage[],
): void {
  for (let place = batches.length - 1; place >= 0 && cells.length < IMAGE_CELLS; place--) {
    const batch = batches[place] as RecordBatch
    const drawn = cellsOf(batch, odd?.duplicates.has(batch) === true, odd?.outOfOrder.has(batch) === true)
    for (let index = drawn.length - 1; index >= 0 && cells.length < IMAGE_CELLS; index--) {
      const cell = drawn[index] as CellImage
      if (cell.offset >= logStartOffset) cells.push(cell)
    }
  }
}

const cellCache = new WeakMap<RecordBatch, readonly CellImage[]>()

function cellsOf(batch: RecordBatch, duplicate: boolean, outOfOrder: boolean): readonly CellImage[] {
  const cached = cellCache.get(batch)
  if (cached !== undefined && cached[0]?.duplicate === duplicate && cached[0].outOfOrder === outOfOrder) return cached
  const control = (batch.attributes & CONTROL_FLAG) !== 0
  const marker = markerOf(batch)
  const transaction = marker === null ? 'data' : marker.committed ? 'commit' : 'abort'
  const ofTransaction = isTransactional(batch) ? ({ transaction } as const) : {}
  const cells = batch.records.map((record, index) => ({
    offset: batch.baseOffset + record.offsetDelta,
    key: record.key === null ? null : decodeUtf8(record.key.slice(0, KEY_CHARS * 4)).slice(0, KEY_CHARS),
    value: record.value === null ? null : decodeUtf8(record.value.slice(0, VALUE_CHARS * 4)).slice(0, VALUE_CHARS),
    sizeBytes: (record.key?.length ?? 0) + (record.value?.length ?? 0),
    timestamp: record.timestamp,
    leaderEpoch: batch.partitionLeaderEpoch,
    baseOffset: batch.baseOffset,
    producerId: batch.producerId,
    sequence: batch.baseSequence === -1 ? -1 : batch.baseSequence + index,
    control,
    duplicate,
    outOfOrder,
    ...ofTransaction,
  }))
  cellCache.set(batch, cells)
  return cells
}
