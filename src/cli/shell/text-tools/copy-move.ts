/** Counterparts in coreutils: cp and mv. Files here have neither times nor owners, so what keeps those makes no difference. */
import {
  isFile,
  isFolder,
  isReadOnly,
  listFolder,
  readFile,
  resolvePath,
  type VirtualDisk,
  whyUnreadable,
  writeFile,
} from '../../files.ts'
import { type Given, hasAny, lastValue, optionSet } from '../../options/getopt.ts'
import type { TextHost, TextResult } from '../text-program.ts'
import { type Plan, type TextTool, wrongCall } from './text-tool.ts'

const NO_FILES = { files: () => ['/dev/null'] }

export const cp: TextTool = {
  ...NO_FILES,
  options: optionSet(
    'cp',
    'a|archive !attributes-only !b !backup[=] copy-contents d f|force !i|interactive !H !l|link L|dereference n|no-clobber P|no-dereference p preserve[=] no-preserve= !parents R|recursive r !reflink[=] remove-destination !sparse= !strip-trailing-slashes !s|symbolic-link !S|suffix= t|target-directory= T|no-target-directory !u|update v|verbose !x|one-file-system !Z !context[=]',
  ),
  plan: (given) => planOf(cp, given, copy),
}

export const mv: TextTool = {
  ...NO_FILES,
  options: optionSet(
    'mv',
    '!b !backup[=] !context f|force !i|interactive n|no-clobber !strip-trailing-slashes !S|suffix= t|target-directory= T|no-target-directory !u|update v|verbose !Z',
  ),
  plan: (given) => planOf(mv, given, move),
}

/** One source and where it goes, each as it was written, and as the path that is meant. */
interface Errand {
  readonly from: string
  readonly to: string
  readonly source: string
  readonly target: string
}

interface Told {
  stdout: string
  stderr: string
}

type Carry = (errand: Errand, given: Given, disk: VirtualDisk, told: Told) => void

function planOf(tool: TextTool, given: Given, carry: Carry): Plan {
  const { operands } = given
  const folder = lastValue(given, 't')
  const [first] = operands
  if (first === undefined) return wrongCall(tool.options, 'missing file operand')
  if (folder === undefined && operands.length === 1)
    return wrongCall(tool.options, `missing destination file operand after '${first}'`)
  const [, , third] = operands
  if (folder === undefined && hasAny(given, 'T') && third !== undefined)
    return wrongCall(tool.options, `extra operand '${third}'`)
  return (host) => carryAll(tool.options.program, given, host, carry)
}

function carryAll(program: string, given: Given, host: TextHost, carry: Carry): TextResult {
  const asked = lastValue(given, 't')
  const sources = asked === undefined ? given.operands.slice(0, -1) : given.operands
  const written = asked ?? given.operands.at(-1) ?? ''
  const path = resolvePath(host.folder, written)
  const intoFolder = asked !== undefined || (isFolder(host.disk, path) && !hasAny(given, 'T'))
  if (!isFolder(host.disk, path) && (asked !== undefined || sources.length > 1)) {
    const what = asked === undefined ? 'target' : 'target directory'
    const why = isFile(host.disk, path) ? 'Not a directory' : 'No such file or directory'
    return { stdout: '', stderr: `${program}: ${what} '${written}': ${why}\n`, exitCode: 1 }
  }
  const told: Told = { stdout: '', stderr: '' }
  for (const from of sources) {
    const source = resolvePath(host.folder, from)
    const name = source.slice(source.lastIndexOf('/') + 1)
    const to = intoFolder ? `${written.replace(/\/+$/, '')}/${name}` : written
    carry({ from, to, source, target: resolvePath(host.folder, to) }, given, host.disk, told)
  }
  return { ...told, exitCode: told.stderr === '' ? 0 : 1 }
}

function copy({ from, to, source, target }: Errand, given: Given, disk: VirtualDisk, told: Told): void {
  const complain = (words: string) => {
    told.stderr += `cp: ${words}\n`
  }
  const folder = isFolder(disk, source)
  if (!folder && !isFile(disk, source)) return complain(`cannot stat '${from}': ${whyAbsent(disk, source)}`)
  if (folder && !hasAny(given, 'rRa')) return complain(`-r not specified; omitting directory '${from}'`)
  if (folder && `${target}/`.startsWith(`${source}/`))
    return complain(`cannot copy a directory, '${from}', into itself, '${to}'`)
  if (source === target) return complain(`'${from}' and '${to}' are the same file`)
  const clash = clashOf(folder, { from, to, target }, disk)
  if (clash !== null) return complain(clash)
  if (hasAny(given, 'n') && isFile(disk, target)) return
  const why = whyNotMade(disk, folder ? target : to, target)
  if (why !== null) return complain(`cannot create ${folder ? 'directory' : 'regular file'} '${to}': ${why}`)
  if (hasAny(given, 'v')) told.stdout += `'${from}' -> '${to}'\n`
  if (folder) return copyFolder({ from, to, source, target }, given, disk, told)
  const content = readFile(disk, source)
  if (content === undefined) return complain(`cannot open '${from}' for reading: ${whyUnreadable(disk, source)}`)
  if (target !== '/dev/null') writeFile(disk, target, content)
  if (disk.executables.has(source)) disk.executables.add(target)
}

function copyFolder({ from, to, source, target }: Errand, given: Given, disk: VirtualDisk, told: Told): void {
  disk.folders.add(target)
  for (const name of listFolder(disk, source)) {
    const link = disk.links.get(`${source}/${name}`)
    if (link !== undefined) disk.links.set(`${target}/${name}`, link)
    else
      copy(
        { from: `${from}/${name}`, to: `${to}/${name}`, source: `${source}/${name}`, target: `${target}/${name}` },
        given,
        disk,
        told,
      )
  }
}

/** A link goes itself, and what it leads to stays; false: it is none. */
function moveLink(source: string, target: string, disk: VirtualDisk): boolean {
  const leads = disk.links.get(source)
  if (leads === undefined) return false
  disk.links.delete(source)
  disk.files.delete(target)
  disk.links.set(target, leads)
  return true
}

function move({ from, to, source, target }: Errand, given: Given, disk: VirtualDisk, told: Told): void {
  const complain = (words: string) => {
    told.stderr += `mv: ${words}\n`
  }
  const folder = isFolder(disk, source)
  if (!folder && !isFile(disk, source)) return complain(`cannot stat '${from}': ${whyAbsent(disk, source)}`)
  if (source === target) return complain(`'${from}' and '${to}' are the same file`)
  if (folder && target.startsWith(`${source}/`))
    return complain(`cannot move '${from}' to a subdirectory of itself, '${to}'`)
  const clash = clashOf(folder, { from, to, target }, disk)
  if (clash !== null) return complain(clash)
  if (hasAny(given, 'n') && isFile(disk, target)) return
  if (moveLink(source, target, disk)) {
    if (hasAny(given, 'v')) told.stdout += `renamed '${from}' -> '${to}'\n`
    return
  }
  if (isReadOnly(disk, source)) return complain(`cannot remove '${from}': Read-only file system`)
  const why = whyNotMade(disk, folder ? target : to, target)
  if (why !== null) return complain(`cannot move '${from}' to '${to}': ${why}`)
  if (folder && isFolder(disk, target) && listFolder(disk, target).length > 0)
    return complain(`cannot move '${from}' to '${to}': Directory not empty`)
  if (hasAny(given, 'v')) told.stdout += `renamed '${from}' -> '${to}'\n`
  rename(disk, source, target)
}

function rename(disk: VirtualDisk, source: string, target: string): void {
  const moved = (path: string) => `${target}${path.slice(source.length)}`
  const isBelow = (path: string) => path === source || path.startsWith(`${source}/`)
  for (const path of [...disk.folders].filter(isBelow)) {
    disk.folders.delete(path)
    disk.folders.add(moved(path))
  }
  for (const [path, leads] of [...disk.links].filter(([each]) => isBelow(each))) {
    disk.links.delete(path)
    disk.links.set(moved(path), leads)
  }
  for (const [path, content] of [...disk.files].filter(([each]) => isBelow(each))) {
    disk.files.delete(path)
    writeFile(disk, moved(path), content)
    if (disk.executables.delete(path)) disk.executables.add(moved(path))
  }
}

/** What stands where it goes, or above, and is of another kind. */
function clashOf(
  folder: boolean,
  { from, to, target }: Pick<Errand, 'from' | 'to' | 'target'>,
  disk: VirtualDisk,
): string | null {
  const isBelowFile = whyAbsent(disk, to.endsWith('/') ? `${target}/` : target) === 'Not a directory'
  if (isBelowFile) return `cannot stat '${to}': Not a directory`
  if (folder && isFile(disk, target)) return `cannot overwrite non-directory '${to}' with directory '${from}'`
  return !folder && isFolder(disk, target) ? `cannot overwrite directory '${to}' with non-directory` : null
}

/** Null where something can be made there. */
function whyNotMade(disk: VirtualDisk, written: string, path: string): string | null {
  const above = path.slice(0, Math.max(1, path.lastIndexOf('/')))
  if (path === '/dev/null') return null
  if (isReadOnly(disk, path)) return 'Read-only file system'
  if (isFile(disk, above)) return 'Not a directory'
  if (!isFolder(disk, above)) return 'No such file or directory'
  return written.endsWith('/') && !isFolder(disk, path) ? 'Not a directory' : null
}

function whyAbsent(disk: VirtualDisk, path: string): string {
  for (let above = path; above.lastIndexOf('/') > 0; ) {
    above = above.slice(0, above.lastIndexOf('/'))
    if (isFile(disk, above)) return 'Not a directory'
  }
  return 'No such file or directory'
}
