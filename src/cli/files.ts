/** The workstation's virtual disk: absolute path to text. Folders exist when something is in them or they were made. */
export interface VirtualDisk {
  readonly files: Map<string, string>
  readonly folders: Set<string>
}

export const HOME = '/tmp/kafka'

export function createDisk(files: Readonly<Record<string, string>>): VirtualDisk {
  const disk: VirtualDisk = { files: new Map(), folders: new Set(['/', '/tmp', HOME]) }
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

/** Undefined where there is no such file. The null device is always there, and empty. */
export function readFile(disk: VirtualDisk, path: string): string | undefined {
  return path === '/dev/null' ? '' : disk.files.get(path)
}

export function writeFile(disk: VirtualDisk, path: string, content: string): void {
  disk.files.set(path, content)
  for (let folder = parentOf(path); folder !== ''; folder = parentOf(folder)) disk.folders.add(folder)
}

export function isFolder(disk: VirtualDisk, path: string): boolean {
  return disk.folders.has(path)
}

/** Names directly in a folder, sorted. */
export function listFolder(disk: VirtualDisk, folder: string): string[] {
  const prefix = folder === '/' ? '/' : `${folder}/`
  const names = new Set<string>()
  for (const path of [...disk.files.keys(), ...disk.folders]) {
    if (path.startsWith(prefix) && path !== prefix) names.add(path.slice(prefix.length).split('/')[0] ?? '')
  }
  names.delete('')
  return [...names].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0))
}

function parentOf(path: string): string {
  const slash = path.lastIndexOf('/')
  return slash <= 0 ? '' : path.slice(0, slash)
}
