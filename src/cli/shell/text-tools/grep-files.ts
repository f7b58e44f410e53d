/** Which files grep looks at: its operands, what lies below folders, and what --include and its kin leave of both. */
import { isFile, isFolder, isLink, listFolder, resolvePath } from '../../files.ts'
import { type Given, hasOption } from '../../options/getopt.ts'
import { matchesPattern } from '../patterns.ts'
import type { TextHost } from '../text-program.ts'
import { argumentOf } from './text-tool.ts'

const DIRECTORY_ACTIONS = ['read', 'recurse', 'skip'] as const

/** What is done with a folder; null where `-d` says something else. */
export function directoryAction(given: Given): (typeof DIRECTORY_ACTIONS)[number] | null {
  const last = given.options.findLast(({ key }) => ['r', 'R', 'd'].includes(key))
  if (last === undefined) return 'read'
  if (last.key !== 'd') return 'recurse'
  return (argumentOf(last.value, DIRECTORY_ACTIONS) as (typeof DIRECTORY_ACTIONS)[number] | undefined) ?? null
}

/** Operands that are files; below a folder, unless they say otherwise, is searched where grep was called. */
export function namedFiles(given: Given): readonly string[] {
  const files = hasOption(given, 'e') || hasOption(given, 'f') ? given.operands : given.operands.slice(1)
  return directoryAction(given) === 'recurse' && files.length === 0 ? ['.'] : files
}

export function filesToSearch(given: Given, host: TextHost): string[] {
  const isFolderName = (name: string) => name !== '-' && isFolder(host.disk, resolvePath(host.folder, name))
  const action = directoryAction(given)
  const names = namedFiles(given).filter((name) =>
    isFolderName(name) ? !leavesFolder(given, name, 'named') : !leavesFile(given, name, 'named'),
  )
  if (action === 'recurse') return names.flatMap((name) => filesBelow(given, name, host))
  return action === 'skip' ? names.filter((name) => !isFolderName(name)) : names
}

function filesBelow(given: Given, name: string, host: TextHost): string[] {
  const path = resolvePath(host.folder, name)
  if (name === '-' || isFile(host.disk, path) || !isFolder(host.disk, path)) return [name]
  const shown = name === '.' && !given.operands.includes('.')
  const prefix = shown ? '' : name.replace(/\/*$/, '/')
  return listFolder(host.disk, path).flatMap((entry) => {
    const below = `${path === '/' ? '' : path}/${entry}`
    if (isLink(host.disk, below)) return []
    const isDeeper = isFolder(host.disk, below)
    const isLeft = isDeeper ? leavesFolder(given, entry, 'found') : leavesFile(given, entry, 'found')
    return isLeft ? [] : filesBelow(given, prefix + entry, host)
  })
}

/** A name that was found is looked at alone; one that was given counts also by what stands behind any of its slashes. */
type Origin = 'named' | 'found'

/** The last pattern that fits decides; where none does, a file is left only if the first says what is wanted. */
function leavesFile(given: Given, name: string, origin: Origin): boolean {
  if (name === '-') return false
  const filters = given.options.filter(({ key }) => key === 'include' || key === 'exclude')
  const last = filters.findLast(({ value }) => fits(value, name, origin))
  return last === undefined ? filters[0]?.key === 'include' : last.key === 'exclude'
}

function leavesFolder(given: Given, name: string, origin: Origin): boolean {
  return given.options.some(
    ({ key, value }) => key === 'exclude-dir' && fits(value.replace(/(?<=.)\/+$/, ''), name, origin),
  )
}

function fits(pattern: string, name: string, origin: Origin): boolean {
  if (matchesPattern(pattern, name)) return true
  if (origin === 'found') return false
  const slashes = [...name.matchAll(/\/(?!\/|$)/g)]
  return slashes.some(({ index }) => matchesPattern(pattern, name.slice(index + 1)))
}
