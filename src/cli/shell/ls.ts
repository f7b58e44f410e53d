/**
 * Counterpart in coreutils: `ls`. Of a file here only name and size are known; where its time would stand is a question
 * mark, as GNU's has it for what it cannot find out.
 */
import { isFile, isFolder, isLink, listFolder, resolvePath, sizeOf } from '../files.ts'
import { type Given, hasAny, hasOption, lastValue, optionSet, readOptions } from '../options/getopt.ts'
import type { TextHost, TextResult } from './text-program.ts'
import { compareVersions } from './text-tools/sort-orders.ts'
import { invalidArgument, wrongValue } from './text-tools/text-tool.ts'

interface Listing {
  readonly hidden: 'none' | 'all' | 'almostAll'
  readonly long: boolean
  readonly human: boolean
  readonly foldersAsFiles: boolean
  readonly reverse: boolean
  readonly order: 'name' | 'size' | 'version'
  readonly foldersFirst: boolean
  readonly marks: boolean
  readonly recursive: boolean
  /** Who owns it, as `-g`, `-o` and `-n` would have it. */
  readonly owners: string
}

// Files have no times here, and no numbers on a disk; a screen shows one name a line.
const OPTIONS = optionSet(
  'ls',
  `a|all A|almost-all !author !b|escape !block-size= !B|ignore-backups !c !C color[=] d|directory !D|dired !f F|classify[=]
   !file-type !format= !full-time g group-directories-first G|no-group h|human-readable !si H|dereference-command-line
   !hide= !hyperlink[=] !indicator-style= !i|inode !I|ignore= k|kibibytes l L|dereference !m n|numeric-uid-gid !N|literal
   o p !q|hide-control-chars !Q|quote-name !quoting-style= r|reverse R|recursive !s|size S !sort= !t !time= !time-style=
   !T|tabsize= !u !U v !w|width= !x !X !Z|context 1 !zero`,
  { exitCode: 2 },
)
const COLORS = [
  ['always', 'yes', 'force'],
  ['never', 'no', 'none'],
  ['auto', 'tty', 'if-tty'],
]

export function ls(args: readonly string[], host: TextHost): TextResult {
  const given = readOptions(OPTIONS, args)
  if ('refusal' in given) return { stdout: '', stderr: given.refusal, exitCode: given.exitCode }
  const has = (letter: string) => hasAny(given, letter)
  const color = lastValue(given, 'color')
  if (color !== undefined && ['', ...(COLORS[0] ?? [])].includes(color))
    return wrongValue(OPTIONS, '--color=always: this simulator does not model this option')
  if (color !== undefined && !COLORS.flat().includes(color))
    return invalidArgument(
      OPTIONS,
      '--color',
      color,
      COLORS.map((same) => same.join('’, ‘')),
    )
  const hidden = given.options.findLast(({ key }) => key === 'a' || key === 'A')?.key
  const owner = has('n') ? '0' : 'root'
  const listing: Listing = {
    hidden: hidden === undefined ? 'none' : hidden === 'a' ? 'all' : 'almostAll',
    long: has('lgno'),
    human: has('h'),
    foldersAsFiles: has('d'),
    reverse: has('r'),
    order: orderOf(given),
    foldersFirst: hasOption(given, 'group-directories-first'),
    marks: has('pF'),
    recursive: has('R') && !has('d'),
    owners: `${has('g') ? '' : `${owner} `}${has('oG') ? '' : `${owner} `}`,
  }
  return listAll(given.operands.length === 0 ? ['.'] : given.operands, listing, host)
}

function orderOf(given: Given): Listing['order'] {
  const last = given.options.findLast(({ key }) => key === 'S' || key === 'v')?.key
  return last === undefined ? 'name' : last === 'S' ? 'size' : 'version'
}

function listAll(names: readonly string[], listing: Listing, host: TextHost): TextResult {
  const path = (name: string) => resolvePath(host.folder, name)
  // A link that is named is looked at itself where more than its name is shown.
  const isListed = (name: string) =>
    isFolder(host.disk, path(name)) && !listing.foldersAsFiles && !(listing.long && isLink(host.disk, path(name)))
  const missing = names.filter((name) => !isFile(host.disk, path(name)) && !isFolder(host.disk, path(name)))
  const files = names.filter((name) => !missing.includes(name) && !isListed(name))
  const folders = names.filter(isListed)
  const stderr = missing.map((name) => `ls: cannot access '${name}': No such file or directory\n`).join('')
  const blocks: string[] = []
  if (files.length > 0) blocks.push(linesOf(sorted(files, listing, host, ''), listing, host, ''))
  const below = (folder: string): string[] => [folder, ...foldersIn(folder, listing, host).flatMap(below)]
  const listed = sorted(folders, listing, host, '')
  const titled = names.length > 1 || listing.recursive
  for (const folder of listing.recursive ? listed.flatMap(below) : listed) {
    const entries = linesOf(entriesOf(folder, listing, host), listing, host, folder)
    const total = listing.long ? `total ${blocksOf(folder, listing, host)}\n` : ''
    blocks.push(titled ? `${folder}:\n${total}${entries}` : total + entries)
  }
  return { stdout: blocks.join('\n'), stderr, exitCode: missing.length > 0 ? 2 : 0 }
}

/** By the names they are listed under. */
function foldersIn(folder: string, listing: Listing, host: TextHost): string[] {
  return entriesOf(folder, listing, host)
    .filter((name) => name !== '.' && name !== '..')
    .map((name) => ({ name, path: pathIn(folder, name, host) }))
    .filter(({ path }) => isFolder(host.disk, path) && !isLink(host.disk, path))
    .map(({ name }) => `${folder.replace(/\/$/, '')}/${name}`)
}

/** Blocks of 1 KiB, as a disk with pages of 4 KiB has them. */
function blocksOf(folder: string, listing: Listing, host: TextHost): number {
  return entriesOf(folder, listing, host)
    .map((name) => pathIn(folder, name, host))
    .reduce((sum, path) => sum + (isFolder(host.disk, path) ? 4 : Math.ceil(sizeOf(host.disk, path) / 4_096) * 4), 0)
}

function entriesOf(folder: string, listing: Listing, host: TextHost): string[] {
  const names = listFolder(host.disk, resolvePath(host.folder, folder))
  const shown = listing.hidden === 'none' ? names.filter((name) => !name.startsWith('.')) : names
  const all = listing.hidden === 'all' ? ['.', '..', ...shown] : shown
  return sorted(all, listing, host, folder)
}

function sorted(names: readonly string[], listing: Listing, host: TextHost, folder: string): string[] {
  const byName = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
  const size = (name: string) => sizeOf(host.disk, pathIn(folder, name, host))
  const compare = {
    name: byName,
    size: (a: string, b: string) => size(b) - size(a) || byName(a, b),
    version: (a: string, b: string) => compareVersions(a, b) || byName(a, b),
  }[listing.order]
  const order = [...names].sort(compare)
  if (listing.reverse) order.reverse()
  if (!listing.foldersFirst) return order
  const isFirst = (name: string) => isFolder(host.disk, pathIn(folder, name, host))
  return [...order.filter(isFirst), ...order.filter((name) => !isFirst(name))]
}

/** Only what can be called by its path may be executed. */
const KAFKA_SCRIPT = /^\/tmp\/kafka\/bin\/[^/]+\.sh$/

function pathIn(folder: string, name: string, host: TextHost): string {
  return resolvePath(host.folder, folder === '' ? name : `${folder}/${name}`)
}

function linesOf(names: readonly string[], listing: Listing, host: TextHost, folder: string): string {
  const rows = names.map((name) => {
    const path = pathIn(folder, name, host)
    const target = host.disk.links.get(path)
    const isDirectory = isFolder(host.disk, path) && target === undefined
    const size = isDirectory ? 4_096 : (target?.length ?? sizeOf(host.disk, path))
    const shown = listing.marks && isDirectory ? `${name}/` : name
    return {
      shown: target !== undefined && listing.long ? `${shown} -> ${target}` : shown,
      isLink: target !== undefined,
      isDirectory,
      isScript: KAFKA_SCRIPT.test(path) || host.disk.executables.has(path),
      size: listing.human ? humanSize(size) : String(size),
    }
  })
  if (!listing.long) return rows.map(({ shown }) => `${shown}\n`).join('')
  const width = Math.max(0, ...rows.map(({ size }) => size.length))
  return rows
    .map(({ shown, isDirectory, isScript, isLink: leads, size }) => {
      const mode = leads ? 'lrwxrwxrwx 1' : isDirectory ? 'drwxr-xr-x 2' : isScript ? '-rwxr-xr-x 1' : '-rw-r--r-- 1'
      return `${mode} ${listing.owners}${size.padStart(width)}            ? ${shown}\n`
    })
    .join('')
}

/** `11M`: one digit behind the point below ten, always rounded up. */
function humanSize(size: number): string {
  let value = size
  let unit = 0
  for (; value >= 1_024 && unit < 4; unit++) value /= 1_024
  if (unit === 0) return String(size)
  const shown = value < 10 ? (Math.ceil(value * 10) / 10).toFixed(1) : String(Math.ceil(value))
  return shown + 'KMGT'.charAt(unit - 1)
}
