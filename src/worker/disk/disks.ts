/** Disks of the world's nodes at the instant on show: what the terminal mounts, and the same files. */
import type { World, WorldNode } from '../../engine/world.ts'
import type { DiskFile, LogDirectory } from '../../kafka/common/log-directory.ts'
import { kindOf } from '../../kafka/common/node-kind.ts'

/** Empty for a node that keeps nothing on a disk. */
export function directoriesOf(world: World, node: WorldNode): readonly LogDirectory[] {
  const formattedAtMs = world.wallClockStartMs
  const nowMs = formattedAtMs + Math.floor(world.nowUs / 1_000)
  return kindOf(world, node).logDirectoriesOf?.(node, { formattedAtMs, nowMs }) ?? []
}

/** Those that keep something on a disk, in the world's order; first those that hold replicas of topics. */
export function nodesWithDisks(world: World): readonly WorldNode[] {
  const nodes = [...world.nodes.values()].filter((node) => directoriesOf(world, node).length > 0)
  const holding = (node: WorldNode) => holdsReplicas(world, node)
  return [...nodes.filter(holding), ...nodes.filter((node) => !holding(node))]
}

/** Whether replicas of topics are its business. */
export function holdsReplicas(world: World, node: WorldNode): boolean {
  return kindOf(world, node).heldLogs !== undefined
}

export interface FoundFile {
  /** Absolute. */
  readonly path: string
  readonly file: DiskFile
}

/** The file of that absolute path, or all files in the partition's folder of that path; empty where there is neither. */
export function filesAt(world: World, nodeId: string, path: string): readonly FoundFile[] {
  const node = world.nodes.get(nodeId)
  if (node === undefined) return []
  for (const directory of directoriesOf(world, node)) {
    if (!path.startsWith(`${directory.path}/`)) continue
    const [first = '', second] = path.slice(directory.path.length + 1).split('/')
    const files = directory.folders.get(first)?.()
    if (files === undefined) return inFolder(directory.path, directory.files()).filter((each) => each.path === path)
    const found = inFolder(`${directory.path}/${first}`, files)
    return second === undefined ? found : found.filter((each) => each.path === path)
  }
  return []
}

/** The file of that absolute path on the disk of that node. */
export function fileAt(world: World, nodeId: string, path: string): DiskFile | undefined {
  const [found] = filesAt(world, nodeId, path)
  return found?.path === path ? found.file : undefined
}

function inFolder(folder: string, files: readonly DiskFile[]): FoundFile[] {
  return files.map((file) => ({ path: `${folder}/${file.name}`, file }))
}

/** All of a file as Kafka has it, what was preallocated included; null where its bytes are not made here. */
export function bytesOf(file: DiskFile): Uint8Array | null {
  const bytes = new Uint8Array(file.sizeInBytes)
  if (file.written !== undefined) {
    bytes.set(file.written())
    return bytes
  }
  const contents = file.contents()
  if (contents === null) return null
  for (let at = 0; at < bytes.length; at++) bytes[at] = contents.charCodeAt(at)
  return bytes
}
