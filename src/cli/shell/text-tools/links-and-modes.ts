/** Counterparts in coreutils: ln, readlink, chmod, rmdir. */
import { isFile, isFolder, linkFile, listFolder, readFile, resolvePath, writeFile } from '../../files.ts'
import { type Given, hasAny, optionSet } from '../../options/getopt.ts'
import type { TextHost, TextResult } from '../text-program.ts'
import { type TextTool, wrongCall } from './text-tool.ts'

const NO_FILES = { files: () => ['/dev/null'] }

export const ln: TextTool = {
  ...NO_FILES,
  options: optionSet(
    'ln',
    's|symbolic f|force n|no-dereference v|verbose T|no-target-directory !b !backup[=] !d|directory !i|interactive !L|logical !P|physical !r|relative !S|suffix= !t|target-directory=',
  ),
  plan(given) {
    if (given.operands.length === 0) return wrongCall(ln.options, 'missing file operand')
    return (host) => makeLinks(given, host)
  },
}

function makeLinks(given: Given, host: TextHost): TextResult {
  const { operands } = given
  const last = operands.length === 1 ? '.' : (operands.at(-1) ?? '.')
  const sources = operands.length === 1 ? operands : operands.slice(0, -1)
  const intoFolder =
    isFolder(host.disk, resolvePath(host.folder, last)) &&
    !(hasAny(given, 'nT') && host.disk.links.has(resolvePath(host.folder, last)))
  let stdout = ''
  let stderr = ''
  for (const source of sources) {
    const written = intoFolder
      ? (last === '.' ? '' : `${last}/`) + source.replace(/\/+$/, '').replace(/^.*\//, '')
      : last
    const path = resolvePath(host.folder, written)
    const why = linkOne(given, host, source, path)
    if (why === '') stdout += hasAny(given, 'v') ? `'${written}' ${hasAny(given, 's') ? '->' : '=>'} '${source}'\n` : ''
    else stderr += `ln: ${why.replace('NAME', written)}\n`
  }
  return { stdout, stderr, exitCode: stderr === '' ? 0 : 1 }
}

/** Empty where it is there; else what is said. Two names of one file are two files here. */
function linkOne(given: Given, { disk, folder }: TextHost, source: string, path: string): string {
  const isSymbolic = hasAny(given, 's')
  const isThere = disk.links.has(path) || isFile(disk, path) || isFolder(disk, path)
  const from = resolvePath(folder, source)
  if (!isSymbolic && isFolder(disk, from)) return `${source}: hard link not allowed for directory`
  const text = readFile(disk, from)
  if (!isSymbolic && text === undefined) return `failed to access '${source}': No such file or directory`
  const kind = isSymbolic ? 'symbolic' : 'hard'
  if (isThere && !hasAny(given, 'f')) return `failed to create ${kind} link 'NAME': File exists`
  if (isThere && isFolder(disk, path) && !disk.links.has(path)) return 'NAME: cannot overwrite directory'
  disk.links.delete(path)
  disk.files.delete(path)
  if (isSymbolic) linkFile(disk, path, source)
  else writeFile(disk, path, text ?? '')
  return ''
}

export const readlink: TextTool = {
  ...NO_FILES,
  options: optionSet(
    'readlink',
    'f|canonicalize !e|canonicalize-existing !m|canonicalize-missing n|no-newline q|quiet s|silent v|verbose !z|zero',
  ),
  plan(given) {
    if (given.operands.length === 0) return wrongCall(readlink.options, 'missing operand')
    return ({ disk, folder }) => {
      const found = given.operands.flatMap((name) => {
        const path = resolvePath(folder, name)
        return hasAny(given, 'f') ? [canonical(disk, path)] : (disk.links.get(path) ?? [])
      })
      const end = hasAny(given, 'n') ? '' : '\n'
      return {
        stdout: found.map((each) => each + end).join(''),
        stderr: '',
        exitCode: found.length === given.operands.length ? 0 : 1,
      }
    }
  },
}

function canonical(disk: TextHost['disk'], path: string): string {
  const { links } = disk
  for (const [link, target] of links)
    if (path === link || path.startsWith(`${link}/`))
      return resolvePath(link.slice(0, Math.max(1, link.lastIndexOf('/'))), target) + path.slice(link.length)
  return path
}

export const chmod: TextTool = {
  ...NO_FILES,
  options: optionSet(
    'chmod',
    'R|recursive c|changes f|silent quiet v|verbose !reference= !preserve-root !no-preserve-root',
    {},
  ),
  plan(given) {
    const [mode, ...names] = given.operands
    if (mode === undefined) return wrongCall(chmod.options, 'missing operand')
    if (!MODE.test(mode)) return wrongCall(chmod.options, `invalid mode: ‘${mode}’`)
    if (names.length === 0) return wrongCall(chmod.options, `missing operand after ‘${mode}’`)
    return (host) => {
      let stderr = ''
      for (const name of names) {
        const path = resolvePath(host.folder, name)
        if (isFile(host.disk, path) || isFolder(host.disk, path)) change(given, mode, path, host)
        else stderr += `chmod: cannot access '${name}': No such file or directory\n`
      }
      return { stdout: '', stderr, exitCode: stderr === '' ? 0 : 1 }
    }
  },
}

const MODE = /^([0-7]{1,5}|[ugoa]*[-+=][rwxXst]*([-+=,][ugoarwxXst]*)*)$/

/** Of a mode only that a file may be run makes a difference to whoever is root. */
function change(given: Given, mode: string, path: string, host: TextHost): void {
  const { disk } = host
  if (isFolder(disk, path)) {
    if (hasAny(given, 'R')) for (const name of listFolder(disk, path)) change(given, mode, `${path}/${name}`, host)
    return
  }
  const octal = /^[0-7]+$/.test(mode)
  const makes = octal ? /[1357]/.test(mode.slice(-3)) : /[+=][rwst]*[xX]/.test(mode)
  const takes = octal ? !makes : /-[rwst]*x/.test(mode)
  if (makes) disk.executables.add(path)
  else if (takes) disk.executables.delete(path)
}

export const rmdir: TextTool = {
  ...NO_FILES,
  options: optionSet('rmdir', 'p|parents v|verbose ignore-fail-on-non-empty'),
  plan(given) {
    if (given.operands.length === 0) return wrongCall(rmdir.options, 'missing operand')
    return ({ disk, folder }) => {
      let stderr = ''
      for (const name of given.operands) {
        const path = resolvePath(folder, name)
        const why = whyNotRemoved(disk, path)
        if (why === '') disk.folders.delete(path)
        else if (why !== 'Directory not empty' || !given.options.some(({ key }) => key.startsWith('ignore')))
          stderr += `rmdir: failed to remove '${name}': ${why}\n`
      }
      return { stdout: '', stderr, exitCode: stderr === '' ? 0 : 1 }
    }
  },
}

function whyNotRemoved(disk: TextHost['disk'], path: string): string {
  if (isFile(disk, path) || disk.links.has(path)) return 'Not a directory'
  if (!isFolder(disk, path)) return 'No such file or directory'
  return listFolder(disk, path).length > 0 ? 'Directory not empty' : ''
}
