/** Counterpart in coreutils: stat. Files have neither times nor numbers here, which show as `-`. */
import { isFile, isFolder, isLink, readFile, resolvePath, sizeOf } from '../../files.ts'
import { hasAny, lastValue, optionSet } from '../../options/getopt.ts'
import type { TextHost } from '../text-program.ts'
import { type TextTool, wrongCall } from './text-tool.ts'

const BLOCK = 4_096

interface FileFacts {
  readonly name: string
  readonly size: number
  readonly kind: string
  readonly mode: string
  readonly letters: string
  readonly leadsTo: string | null
}

export const stat: TextTool = {
  options: optionSet('stat', 'L|dereference c|format= printf= !t|terse !f|file-system !cached='),
  files: () => ['/dev/null'],
  plan(given) {
    if (given.operands.length === 0) return wrongCall(stat.options, 'missing operand')
    const format = lastValue(given, 'c')
    const pattern = lastValue(given, 'printf')
    return (host) => {
      let [stdout, stderr] = ['', '']
      for (const name of given.operands) {
        const facts = factsOf(name, host, hasAny(given, 'L'))
        if (facts === null) stderr += `stat: cannot statx '${name}': No such file or directory\n`
        else if (pattern !== undefined)
          stdout += formatted(pattern.replaceAll('\\n', '\n').replaceAll('\\t', '\t'), facts)
        else stdout += format === undefined ? usual(facts) : `${formatted(format, facts)}\n`
      }
      return { stdout, stderr, exitCode: stderr === '' ? 0 : 1 }
    }
  },
}

function factsOf(name: string, { disk, folder }: TextHost, follows: boolean): FileFacts | null {
  const path = resolvePath(folder, name)
  const leads = !follows && isLink(disk, path) ? (disk.links.get(path) ?? '') : null
  const isDirectory = leads === null && isFolder(disk, path)
  if (leads === null && !isDirectory && !isFile(disk, path)) return null
  const runs = disk.executables.has(path) || /^\/tmp\/kafka\/bin\/.*\.sh$/.test(path)
  const [mode, letters] =
    leads !== null ? ['777', 'lrwxrwxrwx'] : isDirectory || runs ? ['755', 'rwxr-xr-x'] : ['644', 'rw-r--r--']
  const size = leads !== null ? leads.length : isDirectory ? BLOCK : sizeOf(disk, path)
  const isEmpty = size === 0 && readFile(disk, path) === ''
  const kind =
    leads !== null ? 'symbolic link' : isDirectory ? 'directory' : isEmpty ? 'regular empty file' : 'regular file'
  const shown = letters.length === 10 ? letters : `${isDirectory ? 'd' : '-'}${letters}`
  return { name, size, kind, mode, letters: shown, leadsTo: leads }
}

function blocksOf({ size, leadsTo }: FileFacts): number {
  return leadsTo === null ? Math.ceil(size / BLOCK) * 8 : 0
}

function usual(facts: FileFacts): string {
  const { name, size, kind, mode, letters, leadsTo } = facts
  const shown = leadsTo === null ? name : `${name} -> ${leadsTo}`
  const links = kind === 'directory' ? 2 : 1
  return `  File: ${shown}
  Size: ${String(size).padEnd(10)}\tBlocks: ${String(blocksOf(facts)).padEnd(10)} IO Block: ${BLOCK}   ${kind}
Device: -\tInode: -           Links: ${links}
Access: (0${mode}/${letters})  Uid: (    0/    root)   Gid: (    0/    root)
Access: -
Modify: -
Change: -
 Birth: -
`
}

function formatted(format: string, facts: FileFacts): string {
  const links = facts.kind === 'directory' ? '2' : '1'
  const quoted = `'${facts.name}'${facts.leadsTo === null ? '' : ` -> '${facts.leadsTo}'`}`
  const known: Readonly<Record<string, string>> = {
    n: facts.name,
    N: quoted,
    s: String(facts.size),
    F: facts.kind,
    a: facts.mode,
    A: facts.letters,
    u: '0',
    g: '0',
    U: 'root',
    G: 'root',
    h: links,
    b: String(blocksOf(facts)),
    B: '512',
    o: String(BLOCK),
    '%': '%',
  }
  return format.replace(/%(.)/g, (_, letter: string) => known[letter] ?? '-')
}
