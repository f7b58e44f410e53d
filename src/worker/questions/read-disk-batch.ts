/** One batch of a segment file: its bytes, which of them say what, and its records. */
import { batchesOf } from '../../kafka/log/log-segment.ts'
import type { RecordBatch } from '../../kafka/log/record-batch.ts'
import { encodeBatch } from '../../kafka/log/record-bytes.ts'
import { type BatchField, fieldsOf } from '../disk/batch-fields.ts'
import { fileAt } from '../disk/disks.ts'
import { type BatchRow, batchRow } from '../disk/file-contents.ts'
import { type ReadableRecord, readRecord } from '../disk/read-records.ts'
import { shownBytes } from '../disk/shown-bytes.ts'
import type { QuickQuestion } from './question.ts'

interface ReadDiskBatch {
  readonly type: 'readDiskBatch'
  readonly node: string
  /** Absolute path of a `.log`. */
  readonly path: string
  /** An offset of the batch; one in a hole stands for the batch behind it. */
  readonly offset: number
}

export interface DiskRecord extends ReadableRecord {
  readonly offset: number
  /** Epoch milliseconds. */
  readonly timestamp: number
  readonly headers: readonly (readonly [key: string, value: string | null])[]
}

export interface DiskBatch extends BatchRow {
  readonly bytes: Uint8Array
  readonly fields: readonly BatchField[]
  readonly rows: readonly DiskRecord[]
}

export interface DiskBatchRead {
  readonly type: 'diskBatch'
  readonly path: string
  readonly offset: number
  /** Null: the file, or a batch of that offset in it, is not there now. */
  readonly batch: DiskBatch | null
}

export const readDiskBatch: QuickQuestion<ReadDiskBatch, DiskBatchRead> = {
  answer: ({ timeline }, { node, path, offset }) => {
    const segment = fileAt(timeline.world, node, path)?.segment
    return {
      type: 'diskBatch',
      path,
      offset,
      batch: segment === undefined ? null : opened(topicOf(path), batchesOf(segment), offset),
    }
  },
}

/** Of the partition in whose folder a file lies, a deleted one's too. */
function topicOf(path: string): string {
  const folder = path.split('/').at(-2) ?? ''
  return folder.replace(/-\d+(?:\.[0-9a-f]{32}-(?:delete|future))?$/, '')
}

function opened(topic: string, batches: readonly RecordBatch[], offset: number): DiskBatch | null {
  let position = 0
  for (const [index, batch] of batches.entries()) {
    if (batch.lastOffset >= offset) {
      const bytes = encodeBatch(batch)
      const row = batchRow(batch, { index, position, before: batches[index - 1] })
      return { ...row, bytes, fields: fieldsOf(batch, bytes), rows: recordsOf(topic, batch) }
    }
    position += batch.sizeInBytes
  }
  return null
}

function recordsOf(topic: string, batch: RecordBatch): DiskRecord[] {
  return batch.records.map((record) => ({
    ...readRecord(topic, batch, record),
    offset: batch.baseOffset + record.offsetDelta,
    timestamp: record.timestamp,
    headers: record.headers.map(
      ([name, value]) => [shownBytes(name), value === null ? null : shownBytes(value)] as const,
    ),
  }))
}
