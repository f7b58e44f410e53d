/** Counterparts in coreutils: rm, touch, mkdir, tee. */
import {
  followLinks,
  isFile,
  isFolder,
  isReadOnly,
  readFile,
  resolvePath,
  type VirtualDisk,
  whyUnwritable,
  writeFile,
} from '../../files.ts'
import { type Given, hasAny, lastValue, optionSet } from '../../options/getopt.ts'
import type { TextHost, TextResult } from '../text-program.ts'
import { argumentOf, invalidArgument, type Plan, type TextTool, wrongCall } from './text-tool.ts'

const NO_FILES = { files: () => ['/dev/null'] }

/** What is said of each operand, together; an empty text is no complaint. */
function forEach(given: Given, host: TextHost, does: (name: string, path: string) => string): TextResult {
  const stderr = given.operands.map((name) => does(name, resolvePath(host.folder, name))).join('')
  return { stdout: '', stderr, exitCode: stderr === '' ? 0 : 1 }
}

export const rm: TextTool = {
  ...NO_FILES,
  options: optionSet(
    'rm',
    'f|force !i !I !interactive[=] one-file-system no-preserve-root preserve-root[=] r|recursive R d|dir v|verbose',
  ),
  plan(given) {
    if (given.operands.length === 0 && !hasAny(given, 'f')) return wrongCall(rm.options, 'missing operand')
    return (host) => {
      const removed: string[] = []
      const result = forEach(given, host, (name, path) => {
        const why = remove(given, host.disk, path)
        if (why === '') {
          removed.push(name)
          return ''
        }
        return why === 'No such file or directory' && hasAny(given, 'f') ? '' : `rm: cannot remove '${name}': ${why}\n`
      })
      return { ...result, stdout: hasAny(given, 'v') ? removed.map((name) => `removed '${name}'\n`).join('') : '' }
    }
  },
}

/** Empty where it is gone; else why not. */
function remove(given: Given, disk: VirtualDisk, path: string): string {
  if (disk.links.delete(path)) return ''
  if (isReadOnly(disk, path)) return 'Read-only file system'
  disk.executables.delete(path)
  if (disk.files.delete(path)) return ''
  if (!isFolder(disk, path)) return 'No such file or directory'
  const below = (each: string) => each.startsWith(`${path}/`)
  const isEmpty = ![...disk.files.keys(), ...disk.folders, ...disk.links.keys()].some(below)
  if (!hasAny(given, 'rR') && !(hasAny(given, 'd') && isEmpty))
    return hasAny(given, 'd') ? 'Directory not empty' : 'Is a directory'
  for (const each of [...disk.files.keys()].filter(below)) disk.files.delete(each)
  for (const each of [...disk.folders].filter(below)) disk.folders.delete(each)
  for (const each of [...disk.links.keys()].filter(below)) disk.links.delete(each)
  disk.folders.delete(path)
  return ''
}

function parentOf(path: string): string {
  return path.slice(0, Math.max(1, path.lastIndexOf('/')))
}

export const touch: TextTool = {
  ...NO_FILES,
  // Files have no times here, so that which of them is set makes no difference.
  options: optionSet('touch', 'a c|no-create !d|date= f h|no-dereference m !r|reference= !t= !time='),
  plan(given) {
    if (given.operands.length === 0) return wrongCall(touch.options, 'missing file operand')
    return (host) =>
      forEach(given, host, (name, path) => {
        if (isFile(host.disk, path) || isFolder(host.disk, path) || hasAny(given, 'c')) return ''
        if (!isFolder(host.disk, parentOf(path))) return `touch: cannot touch '${name}': No such file or directory\n`
        writeFile(host.disk, path, '')
        return ''
      })
  },
}

export const mkdir: TextTool = {
  ...NO_FILES,
  options: optionSet('mkdir', '!m|mode= p|parents v|verbose Z !context[=]'),
  plan(given) {
    if (given.operands.length === 0) return wrongCall(mkdir.options, 'missing operand')
    const parents = hasAny(given, 'p')
    return (host) => {
      const made: string[] = []
      const result = forEach(given, host, (name, given) => {
        const path = followLinks(host.disk, given)
        const cannot = `mkdir: cannot create directory ‘${name}’`
        if (isFile(host.disk, path)) return `${cannot}: File exists\n`
        if (isFolder(host.disk, path)) return parents ? '' : `${cannot}: File exists\n`
        if (!parents && !isFolder(host.disk, parentOf(path))) return `${cannot}: No such file or directory\n`
        for (let each = path; !isFolder(host.disk, each); each = parentOf(each)) host.disk.folders.add(each)
        made.push(name)
        return ''
      })
      const told = made.map((name) => `mkdir: created directory '${name}'\n`).join('')
      return { ...result, stdout: hasAny(given, 'v') ? told : '' }
    }
  },
}

export const tee: TextTool = {
  options: optionSet('tee', 'a|append i|ignore-interrupts p output-error[=]'),
  files: () => [],
  plan: planTee,
}

/** What happens where writing fails, as into a pipe that nobody reads; here a file is written, or it is not. */
const OUTPUT_ERRORS = ['warn', 'warn-nopipe', 'exit', 'exit-nopipe']

function planTee(given: Given): Plan {
  const how = lastValue(given, 'output-error') ?? ''
  if (how !== '' && argumentOf(how, OUTPUT_ERRORS) === undefined)
    return invalidArgument(tee.options, '--output-error', how, OUTPUT_ERRORS)
  return (host) => {
    const result = forEach(given, host, (name, path) => {
      const why = whyUnwritable(host.disk, path)
      if (why !== null) return `tee: ${name}: ${why}\n`
      const before = hasAny(given, 'a') ? (readFile(host.disk, path) ?? '') : ''
      if (path !== '/dev/null') writeFile(host.disk, path, before + host.stdin)
      return ''
    })
    return { ...result, stdout: host.stdin }
  }
}
