/** A file on a node's disk, opened: a window of its rows, or its text. */
import { fileAt } from '../disk/disks.ts'
import { contentsOf, type FileContents } from '../disk/file-contents.ts'
import type { QuickQuestion } from './question.ts'

interface ReadDiskFile {
  readonly type: 'readDiskFile'
  readonly node: string
  /** Absolute. */
  readonly path: string
  readonly from: number
  readonly count: number
}

export interface DiskFileRead {
  readonly type: 'diskFile'
  readonly path: string
  readonly sizeInBytes: number
  /** Epoch milliseconds of the newest record in it, which retention looks at; null where it holds none. */
  readonly newestMs: number | null
  /** Null: there is no such file now. */
  readonly contents: FileContents | null
}

export const readDiskFile: QuickQuestion<ReadDiskFile, DiskFileRead> = {
  answer: ({ timeline }, { node, path, from, count }) => {
    const file = fileAt(timeline.world, node, path)
    const newest = file?.segment?.maxTimestamp ?? -1
    return {
      type: 'diskFile',
      path,
      sizeInBytes: file?.sizeInBytes ?? 0,
      newestMs: newest < 0 ? null : newest,
      contents: file === undefined ? null : contentsOf(file, { from, count }),
    }
  },
}
