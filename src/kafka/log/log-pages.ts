/** Pages of `.log` files: what an operating system keeps of them in memory, and reads from the disk. */
import type { TopicPartition } from '../common/topic-partition.ts'
import { type LogSegment, lastBatchOf } from './log-segment.ts'
import type { RecordBatch } from './record-batch.ts'
import { type ReplicaLog, segmentIndexFor } from './replica-log.ts'

/** Bytes of a page on x86-64. */
export const PAGE_BYTES = 4_096

/** Pages of one segment that follow one another, `to` exclusive. */
export interface PageRange {
  readonly topicPartition: TopicPartition
  readonly baseOffset: number
  readonly from: number
  readonly to: number
}

/** Those that hold the batches from the one with `fromOffset` up to `toOffset`, exclusive; oldest first. */
export function pagesOf(log: ReplicaLog, fromOffset: number, toOffset: number): readonly PageRange[] {
  const ranges: PageRange[] = []
  for (let index = segmentIndexFor(log.segments, fromOffset); index < log.segments.length; index++) {
    const segment = log.segments[index] as LogSegment
    if (segment.baseOffset >= toOffset) break
    const start = positionOf(segment, fromOffset)
    const end = positionOf(segment, toOffset)
    if (end <= start) continue
    const { topicPartition } = log
    const [from, to] = [Math.floor(start / PAGE_BYTES), Math.ceil(end / PAGE_BYTES)]
    ranges.push({ topicPartition, baseOffset: segment.baseOffset, from, to })
  }
  return ranges
}

/** Pages that the whole segment has. */
export function pageCount({ sizeInBytes }: LogSegment): number {
  return Math.ceil(sizeInBytes / PAGE_BYTES)
}

/** Byte of the file at which the batch begins that holds `offset`, or the first behind it. */
function positionOf(segment: LogSegment, offset: number): number {
  if ((lastBatchOf(segment)?.lastOffset ?? -1) < offset) return segment.sizeInBytes
  let position = 0
  for (const chunk of [...segment.chunks, segment.tail]) {
    if ((chunk[chunk.length - 1]?.lastOffset ?? -1) < offset) position += bytesOf(chunk)
    else {
      for (const { lastOffset, sizeInBytes } of chunk) {
        if (lastOffset >= offset) return position
        position += sizeInBytes
      }
    }
  }
  return position
}

/** Chunks are frozen, so that a long log need not be added up batch by batch each time. */
const chunkBytes = new WeakMap<readonly RecordBatch[], number>()

function bytesOf(chunk: readonly RecordBatch[]): number {
  const known = chunkBytes.get(chunk)
  if (known !== undefined) return known
  const bytes = chunk.reduce((sum, { sizeInBytes }) => sum + sizeInBytes, 0)
  if (Object.isFrozen(chunk)) chunkBytes.set(chunk, bytes)
  return bytes
}
