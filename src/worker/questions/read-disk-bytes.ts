/** Files of a node's disk as they are, for whoever downloads them. */
import { bytesOf, filesAt } from '../disk/disks.ts'
import type { QuickQuestion } from './question.ts'

interface ReadDiskBytes {
  readonly type: 'readDiskBytes'
  readonly node: string
  /** Absolute, of a file or of a folder with all that is in it. */
  readonly path: string
}

export interface DiskBytesRead {
  readonly type: 'diskBytes'
  readonly files: readonly { readonly path: string; readonly bytes: Uint8Array }[]
  /** Names of files that are there and whose bytes are not made here. */
  readonly unwritten: readonly string[]
}

export const readDiskBytes: QuickQuestion<ReadDiskBytes, DiskBytesRead> = {
  answer: ({ timeline }, { node, path }) => {
    const files: { path: string; bytes: Uint8Array }[] = []
    const unwritten: string[] = []
    for (const found of filesAt(timeline.world, node, path)) {
      const bytes = bytesOf(found.file)
      if (bytes === null) unwritten.push(found.file.name)
      else files.push({ path: found.path, bytes })
    }
    return { type: 'diskBytes', files, unwritten }
  },
}
