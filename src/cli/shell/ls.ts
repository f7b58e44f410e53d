/**
 * Counterpart in coreutils: `ls`. Of a file here only name and size are known; where its time would stand is a question
 * mark, as GNU's has it for what it cannot find out.
 */
import { isFile, isFolder, listFolder, resolvePath, sizeOf } from '../files.ts'
import { operandsOf } from './inputs.ts'
import type { TextHost, TextResult } from './text-program.ts'

interface Listing {
  readonly hidden: 'none' | 'all' | 'almostAll'
  readonly long: boolean
  readonly human: boolean
  readonly foldersAsFiles: boolean
  readonly reverse: boolean
  readonly bySize: boolean
  readonly marks: boolean
}

const LETTERS = /^-[1AadhlrSpF]+$/

export function ls(args: readonly string[], host: TextHost): TextResult {
  const unknown = args.find((arg) => arg.startsWith('-') && arg !== '-' && !LETTERS.test(arg))
  if (unknown !== undefined) return refuse(unknown)
  const flags = args.filter((arg) => LETTERS.test(arg)).join('')
  const has = (letter: string) => flags.includes(letter)
  const listing: Listing = {
    hidden: has('a') ? 'all' : has('A') ? 'almostAll' : 'none',
    long: has('l'),
    human: has('h'),
    foldersAsFiles: has('d'),
    reverse: has('r'),
    bySize: has('S'),
    marks: has('p') || has('F'),
  }
  const names = operandsOf(args)
  return listAll(names.length === 0 ? ['.'] : names, listing, host)
}

function refuse(option: string): TextResult {
  return { stdout: '', stderr: `ls: ${option}: this simulator does not model this option\n`, exitCode: 2 }
}

function listAll(names: readonly string[], listing: Listing, host: TextHost): TextResult {
  const path = (name: string) => resolvePath(host.folder, name)
  const isListed = (name: string) => isFolder(host.disk, path(name)) && !listing.foldersAsFiles
  const missing = names.filter((name) => !isFile(host.disk, path(name)) && !isFolder(host.disk, path(name)))
  const files = names.filter((name) => !missing.includes(name) && !isListed(name))
  const folders = names.filter(isListed)
  const stderr = missing.map((name) => `ls: cannot access '${name}': No such file or directory\n`).join('')
  const blocks: string[] = []
  if (files.length > 0) blocks.push(linesOf(sorted(files, listing, host, ''), listing, host, ''))
  for (const folder of sorted(folders, listing, host, '')) {
    const entries = linesOf(entriesOf(folder, listing, host), listing, host, folder)
    const total = listing.long ? `total ${blocksOf(folder, listing, host)}\n` : ''
    blocks.push(names.length > 1 ? `${folder}:\n${total}${entries}` : total + entries)
  }
  return { stdout: blocks.join('\n'), stderr, exitCode: missing.length > 0 ? 2 : 0 }
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
  const order = [...names].sort(listing.bySize ? (a, b) => size(b) - size(a) || byName(a, b) : byName)
  return listing.reverse ? order.reverse() : order
}

function pathIn(folder: string, name: string, host: TextHost): string {
  return resolvePath(host.folder, folder === '' ? name : `${folder}/${name}`)
}

function linesOf(names: readonly string[], listing: Listing, host: TextHost, folder: string): string {
  const rows = names.map((name) => {
    const path = pathIn(folder, name, host)
    const isDirectory = isFolder(host.disk, path)
    const size = isDirectory ? 4_096 : sizeOf(host.disk, path)
    const shown = listing.marks && isDirectory ? `${name}/` : name
    return { shown, isDirectory, size: listing.human ? humanSize(size) : String(size) }
  })
  if (!listing.long) return rows.map(({ shown }) => `${shown}\n`).join('')
  const width = Math.max(0, ...rows.map(({ size }) => size.length))
  return rows
    .map(({ shown, isDirectory, size }) => {
      const mode = isDirectory ? 'drwxr-xr-x 2' : '-rw-r--r-- 1'
      return `${mode} root root ${size.padStart(width)}            ? ${shown}\n`
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
