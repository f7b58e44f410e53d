import { bytesOfText } from './raw-text.ts'

/** The workstation's virtual disk: absolute path to text. Folders exist when something is in them or they were made. */
export interface VirtualDisk {
  readonly files: Map<string, string>
  readonly folders: Set<string>
  /** Symbolic links: where each leads, as it was written. */
  readonly links: Map<string, string>
  /** Files that may be run as programs. */
  readonly executables: Set<string>
  /** On a machine that begins without them: whether Java is missing still, and Kafka's files until they are unpacked. */
  readonly missing?: { java: boolean; kafka: Readonly<Record<string, string>> | null }
  /** Other disks of the same machine, while somebody looks; no part of what is kept. */
  readonly mounted?: MountedFiles
}

/** Files of other disks, by their absolute paths. */
export interface MountedFiles {
  /** Undefined where there is none; null where the simulator knows that there is one, and not what stands in it. */
  read(path: string): string | null | undefined
  /** Bytes. */
  sizeOf(path: string): number | undefined
  /** Names directly in a folder; undefined where it is none. */
  list(folder: string): readonly string[] | undefined
}

export const HOME = '/tmp/kafka'

/** `isBare`: they are not there yet. */
export function createDisk(files: Readonly<Record<string, string>>, isBare = false): VirtualDisk {
  const disk: VirtualDisk = {
    files: new Map(),
    folders: new Set(['/', '/tmp', ...(isBare ? [] : [HOME])]),
    links: new Map(),
    executables: new Set(),
    ...(isBare ? { missing: { java: true, kafka: files } } : {}),
  }
  if (isBare) return disk
  for (const [path, content] of Object.entries(files)) writeFile(disk, path, content)
  return disk
}

/** `path` as seen from `folder`, without `.` and `..`. */
export function resolvePath(folder: string, path: string): string {
  const parts: string[] = []
  for (const part of (path.startsWith('/') ? path : `${folder}/${path}`).split('/')) {
    if (part === '' || part === '.') continue
    if (part === '..') parts.pop()
    else parts.push(part)
  }
  return `/${parts.join('/')}`
}

/** Links on a way, and no more: behind them is a circle. */
const MOST_LINKS = 40

/** Where a path leads, with every symbolic link on its way followed. */
export function followLinks({ links }: VirtualDisk, path: string): string {
  let at = path
  for (let followed = 0; links.size > 0 && followed < MOST_LINKS; followed++) {
    const link = [...links.keys()].find((each) => at === each || at.startsWith(`${each}/`))
    if (link === undefined) return at
    const target = links.get(link) ?? '/'
    at = resolvePath(parentOf(link) || '/', `${target}${at.slice(link.length)}`)
  }
  return at
}

/** A link of its own: what follows links would go in circles below it. */
export function isLink({ links }: VirtualDisk, path: string): boolean {
  return links.has(path)
}

export function linkFile(disk: VirtualDisk, path: string, target: string): void {
  disk.links.set(path, target)
  addFolders(disk, path)
}

/** Undefined where there is none to read (`whyUnreadable` says why). The null device is always there, and empty. */
export function readFile(disk: VirtualDisk, given: string): string | undefined {
  const path = followLinks(disk, given)
  return path === '/dev/null' ? '' : (disk.files.get(path) ?? disk.mounted?.read(path) ?? undefined)
}

/** In the words of the operating system, or in the simulator's own where Kafka would have written something. */
export function whyUnreadable(disk: VirtualDisk, path: string): string {
  if (isFolder(disk, path)) return 'Is a directory'
  return isFile(disk, path) ? 'this simulator does not write this file out' : 'No such file or directory'
}

export function isFile(disk: VirtualDisk, given: string): boolean {
  const path = followLinks(disk, given)
  return path === '/dev/null' || disk.files.has(path) || disk.mounted?.sizeOf(path) !== undefined
}

/** Bytes of a file; 0 where there is none. */
export function sizeOf(disk: VirtualDisk, given: string): number {
  const path = followLinks(disk, given)
  const own = disk.files.get(path)
  return own === undefined ? (disk.mounted?.sizeOf(path) ?? 0) : bytesOfText(own).length
}

/** Why nothing can be written there, in the words of the operating system; null: it can. */
export function whyUnwritable(disk: VirtualDisk, given: string): string | null {
  const path = followLinks(disk, given)
  if (path === '/dev/null') return null
  if (isFolder(disk, path)) return 'Is a directory'
  if (isReadOnly(disk, path)) return 'Read-only file system'
  const folder = parentOf(path)
  if (folder === '' || isFolder(disk, folder)) return null
  return isFile(disk, folder) ? 'Not a directory' : 'No such file or directory'
}

/** It is another node's, which alone may change it. */
export function isReadOnly(disk: VirtualDisk, given: string): boolean {
  const path = followLinks(disk, given)
  return !disk.files.has(path) && (disk.mounted?.sizeOf(path) ?? disk.mounted?.list(path)) !== undefined
}

export function writeFile(disk: VirtualDisk, given: string, content: string): void {
  const path = followLinks(disk, given)
  disk.files.set(path, content)
  addFolders(disk, path)
}

function addFolders(disk: VirtualDisk, path: string): void {
  for (let folder = parentOf(path); folder !== ''; folder = parentOf(folder)) disk.folders.add(folder)
}

export function isFolder(disk: VirtualDisk, given: string): boolean {
  const path = followLinks(disk, given)
  return disk.folders.has(path) || disk.mounted?.list(path) !== undefined
}

/** Names directly in a folder, sorted. */
export function listFolder(disk: VirtualDisk, given: string): string[] {
  const folder = followLinks(disk, given)
  const prefix = folder === '/' ? '/' : `${folder}/`
  const names = new Set<string>()
  for (const path of [...disk.files.keys(), ...disk.folders, ...disk.links.keys()]) {
    if (path.startsWith(prefix) && path !== prefix) names.add(path.slice(prefix.length).split('/')[0] ?? '')
  }
  for (const name of disk.mounted?.list(folder) ?? []) names.add(name)
  names.delete('')
  return [...names].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0))
}

function parentOf(path: string): string {
  const slash = path.lastIndexOf('/')
  return slash <= 0 ? '' : path.slice(0, slash)
}
