/** Counterpart in bash: file name expansion. */
import { isFile, isFolder, listFolder, resolvePath, type VirtualDisk } from '../files.ts'
import { matchesPattern } from './patterns.ts'

export interface GlobPlace {
  readonly folder: string
  readonly disk: VirtualDisk
}

/** Whether a pattern has a character in it that is special and not literal. */
export function isGlob(pattern: string): boolean {
  return /[*?[]/.test(pattern.replace(/\\./gs, ''))
}

/** Names that fit, sorted; empty where there are none, and the word then stays as it is. */
export function expandGlob(pattern: string, { folder, disk }: GlobPlace): string[] {
  const parts = pattern.split('/')
  const isThere = (path: string, last: boolean) => isFolder(disk, path) || (last && isFile(disk, path))
  /** As they will be written; an absolute one begins with nothing before its slash. */
  let found: string[] = ['']
  for (const [index, part] of parts.entries()) {
    const last = index === parts.length - 1
    const pathOf = (name: string) => resolvePath(folder, name === '' ? '.' : name)
    const join = (before: string, name: string) => (index === 0 ? name : `${before}/${name}`)
    found = found.flatMap((before) => {
      if (!isGlob(part)) {
        const name = join(before, part.replace(/\\(.)/gs, '$1'))
        return part === '' || isThere(pathOf(name), last) ? [name] : []
      }
      return listFolder(disk, pathOf(index === 1 && before === '' ? '/' : before))
        .filter((name) => matchesPattern(part, name) && (part.startsWith('.') || !name.startsWith('.')))
        .map((name) => join(before, name))
        .filter((name) => isThere(pathOf(name), last))
    })
  }
  return found.sort((a, b) => (a < b ? -1 : a > b ? 1 : 0))
}
