/** What lies on a node's disk: its directories, their folders, and the files in those that are open. */
import type { DiskFile, LogDirectory } from '../../kafka/common/log-directory.ts'
import { statusOf } from '../../kafka/common/node-kind.ts'
import type { NodeStatus } from '../../kafka/observe/cluster-image.ts'
import { directoriesOf, holdsReplicas, nodesWithDisks } from '../disk/disks.ts'
import type { QuickQuestion } from './question.ts'

interface ReadDisk {
  readonly type: 'readDisk'
  /** Of a node that has none, or is not there, the first one's is read. */
  readonly node: string
  /** Absolute paths of folders whose files are wanted. */
  readonly open: readonly string[]
}

export interface DiskNode {
  readonly id: string
  readonly kind: string
  readonly status: NodeStatus
  readonly holdsReplicas: boolean
}

export interface DiskFileRow {
  readonly name: string
  readonly sizeInBytes: number
}

export interface DiskFolder {
  readonly name: string
  /** Of the records in it; null where that is not known here. */
  readonly recordBytes: number | null
  /** Null: it is not open. */
  readonly files: readonly DiskFileRow[] | null
}

export interface DiskDirectory {
  /** Absolute. */
  readonly path: string
  readonly files: readonly DiskFileRow[]
  readonly folders: readonly DiskFolder[]
  /** Its disk cannot be read any more. */
  readonly failed: boolean
}

export interface Disk {
  readonly type: 'disk'
  /** Whose disk can be read. */
  readonly nodes: readonly DiskNode[]
  /** Whose disk this is; null where nobody has one. */
  readonly node: DiskNode | null
  readonly directories: readonly DiskDirectory[]
}

export const readDisk: QuickQuestion<ReadDisk, Disk> = {
  answer: ({ timeline: { world } }, { node: wanted, open }) => {
    const nodes = nodesWithDisks(world)
    const node = nodes.find(({ id }) => id === wanted) ?? nodes[0]
    const named = nodes.map((each) => ({
      id: each.id,
      kind: each.kind,
      status: statusOf(world, each),
      holdsReplicas: holdsReplicas(world, each),
    }))
    const directories = node === undefined ? [] : directoriesOf(world, node)
    return {
      type: 'disk',
      nodes: named,
      node: named.find(({ id }) => id === node?.id) ?? null,
      directories: directories.map((directory) => directoryRow(directory, new Set(open))),
    }
  },
}

function directoryRow(directory: LogDirectory, open: ReadonlySet<string>): DiskDirectory {
  const { path, recordBytes, failed = false } = directory
  const folders = [...directory.folders].map(([name, files]) => ({
    name,
    recordBytes: recordBytes?.get(name) ?? null,
    files: open.has(`${path}/${name}`) ? files().map(fileRow) : null,
  }))
  return { path, files: directory.files().map(fileRow), folders: folders.sort(byNameAndNumber), failed }
}

function fileRow({ name, sizeInBytes }: DiskFile): DiskFileRow {
  return { name, sizeInBytes }
}

/** `orders-2` before `orders-10`. */
function byNameAndNumber({ name: a }: DiskFolder, { name: b }: DiskFolder): number {
  const [stemA, stemB] = [a, b].map((name) => name.replace(/\d+$/, '')) as [string, string]
  if (stemA !== stemB) return stemA < stemB ? -1 : 1
  return Number(a.slice(stemA.length)) - Number(b.slice(stemB.length))
}
