/** Counterpart in findutils: `find`. What a folder holds comes in the order of names, where GNU's goes by the disk. */
import { isFile, isFolder, isLink, isReadOnly, listFolder, resolvePath, sizeOf, type VirtualDisk } from '../../files.ts'
import type { Builtin, BuiltinHost } from '../builtin.ts'
import { pathOfProgram, quoted, runAsSubshell } from './called-commands.ts'
import {
  type Action,
  type Expression,
  ExpressionError,
  type FoundEntry,
  isExpression,
  readSearch,
  type Search,
} from './find-expression.ts'

const FOLDER_BYTES = 4_096

interface Walk {
  readonly host: BuiltinHost
  readonly search: Search
  /** What is shown, and lines of a script that runs commands, in their order. */
  readonly steps: ({ readonly text: string } | { readonly line: string })[]
  /** Of commands that run once for all: by their words, what was found for them. */
  readonly batches: Map<Action, string[]>
  complaints: string
  /** How many commands must have ended in one way for what is being looked at. */
  conditions: number
  pruned: boolean
  over: boolean
}

export const find: Builtin = (args, host) => {
  const first = args.findIndex((word) => !/^-[HLP]$/.test(word))
  const words = first === -1 ? [] : args.slice(first)
  const from = words.findIndex(isExpression)
  const roots = from === -1 ? words : words.slice(0, from)
  try {
    const { process, machine } = host
    const isThere = (word: string) => isPath(machine.shell.disk, resolvePath(process.folder, word))
    const search = readSearch(from === -1 ? [] : words.slice(from), isThere)
    return finish(walkFrom(roots.length === 0 ? ['.'] : roots, search, host))
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error
    host.error(`find: ${error.message}\n`)
    return 1
  }
}

function isPath(disk: VirtualDisk, path: string): boolean {
  return isFile(disk, path) || isFolder(disk, path)
}

function walkFrom(roots: readonly string[], search: Search, host: BuiltinHost): Walk {
  const walk: Walk = {
    host,
    search,
    steps: [],
    batches: new Map(),
    complaints: '',
    conditions: 0,
    pruned: false,
    over: false,
  }
  for (const root of roots) if (!walk.over) visitRoot(walk, root)
  for (const [action, found] of walk.batches) {
    if (action.kind !== 'exec') continue
    run(walk, [...action.words, ...found])
    walk.steps.push({ line: '[ $? -eq 0 ] || status=1' })
  }
  return walk
}

function visitRoot(walk: Walk, root: string): void {
  const { disk } = walk.host.machine.shell
  const path = resolvePath(walk.host.process.folder, root)
  if (!isPath(disk, path)) {
    walk.complaints += `find: ‘${root}’: No such file or directory\n`
    return
  }
  const name = root === '/' ? root : root.replace(/\/+$/, '').replace(/^.*\//s, '')
  visit(walk, { shown: root, name, path, depth: 0 })
}

interface Place {
  readonly shown: string
  readonly name: string
  readonly path: string
  readonly depth: number
}

function visit(walk: Walk, place: Place): void {
  const { search, host } = walk
  const { disk } = host.machine.shell
  // It goes through no link, and so in no circle.
  const isDirectory = isFolder(disk, place.path) && (place.depth === 0 || !isLink(disk, place.path))
  const look = () => {
    if (place.depth < search.leastDepth) return
    const entry: FoundEntry = {
      path: place.shown,
      name: place.name,
      isFolder: isDirectory,
      sizeInBytes: () => (isDirectory ? FOLDER_BYTES : sizeOf(disk, place.path)),
      isEmpty: () => (isDirectory ? listFolder(disk, place.path).length === 0 : sizeOf(disk, place.path) === 0),
    }
    evaluate(walk, search.expression, entry, place.path)
  }
  walk.pruned = false
  if (!search.depthFirst) look()
  if (isDirectory && !walk.pruned && place.depth < search.mostDepth) {
    for (const name of listFolder(disk, place.path)) {
      if (walk.over) return
      const shown = place.shown.endsWith('/') ? place.shown + name : `${place.shown}/${name}`
      visit(walk, { shown, name, path: resolvePath(place.path, name), depth: place.depth + 1 })
    }
  }
  if (search.depthFirst && !walk.over) look()
}

/** `ran`: as the last line of the script ends. */
type Outcome = boolean | 'ran'

function evaluate(walk: Walk, expression: Expression, entry: FoundEntry, path: string): Outcome {
  if (walk.over) return false
  switch (expression.kind) {
    case 'test':
      return expression.holds(entry)
    case 'not': {
      const outcome = evaluate(walk, expression.of, entry, path)
      if (outcome !== 'ran') return !outcome
      walk.steps.push({ line: '[ $? -ne 0 ]' })
      return 'ran'
    }
    case 'list':
      evaluate(walk, expression.left, entry, path)
      return evaluate(walk, expression.right, entry, path)
    case 'action':
      return perform(walk, expression.action, entry, path)
    default: {
      const goesOn = expression.kind === 'and'
      const left = evaluate(walk, expression.left, entry, path)
      if (left !== 'ran') return left === goesOn ? evaluate(walk, expression.right, entry, path) : left
      walk.steps.push({ line: `if [ $? ${goesOn ? '-eq' : '-ne'} 0 ]; then` })
      walk.conditions++
      const right = evaluate(walk, expression.right, entry, path)
      walk.conditions--
      if (right !== 'ran') walk.steps.push({ line: String(right) })
      walk.steps.push({ line: `else ${!goesOn}; fi` })
      return 'ran'
    }
  }
}

/** Commands are run when all has been looked at. */
function perform(walk: Walk, action: Action, entry: FoundEntry, path: string): Outcome {
  const { kind } = action
  if (kind === 'print' || kind === 'print0') {
    walk.steps.push({ text: `${entry.path}${kind === 'print' ? '\n' : '\0'}` })
    return true
  }
  if (kind === 'exec') {
    if (!action.batched)
      return run(
        walk,
        action.words.map((word) => word.replaceAll('{}', () => entry.path)),
      )
    walk.batches.set(action, [...(walk.batches.get(action) ?? []), entry.path])
    return true
  }
  if (walk.conditions > 0) throw new ExpressionError(`-${kind} behind -exec: this simulator does not model this option`)
  if (kind === 'prune') walk.pruned = true
  else if (kind === 'quit') walk.over = true
  else return remove(walk, entry, path)
  return true
}

function run(walk: Walk, words: readonly string[]): 'ran' {
  const [name = '', ...rest] = words
  const path = pathOfProgram(walk.host, name)
  const complaint = quoted([`find: ‘${name}’: No such file or directory`])
  walk.steps.push({ line: path === null ? `echo ${complaint} >&2; false` : quoted([path, ...rest]) })
  return 'ran'
}

function remove(walk: Walk, entry: FoundEntry, path: string): boolean {
  const { disk } = walk.host.machine.shell
  const why = isReadOnly(disk, path)
    ? 'Read-only file system'
    : entry.isFolder && listFolder(disk, path).length > 0
      ? 'Directory not empty'
      : ''
  if (why !== '') walk.complaints += `find: cannot delete ‘${entry.path}’: ${why}\n`
  else if (!disk.links.delete(path) && !disk.files.delete(path)) disk.folders.delete(path)
  return why === ''
}

function finish({ host, steps, complaints }: Walk): number | 'gone' {
  host.error(complaints)
  const status = complaints === '' ? 0 : 1
  if (steps.every((step) => 'text' in step)) {
    host.out(steps.map((step) => ('text' in step ? step.text : '')).join(''))
    return status
  }
  const lines = steps.map((step) => ('text' in step ? `printf %s ${quoted([step.text])}` : step.line))
  return runAsSubshell(host, `status=${status}\n${lines.join('\n')}\nexit $status\n`)
}
