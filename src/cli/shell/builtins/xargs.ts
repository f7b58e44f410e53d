/** Counterpart in findutils: `xargs`. */
import { type Given, hasAny, lastValue, optionSet, readOptions } from '../../options/getopt.ts'
import type { Builtin, BuiltinHost } from '../builtin.ts'
import { consume, makeRoom, peek } from '../channels.ts'
import { pathOfProgram, quoted, runAsSubshell } from './called-commands.ts'
import { type Item, ItemError, itemsOf, type Splitting } from './xargs-items.ts'

/** How many commands run at once is one here, and no terminal is given to any. */
const OPTIONS = optionSet(
  'xargs',
  `0|null !a|arg-file= d|delimiter= !E= !e|eof[.] I= i|replace[.] L|max-lines= l[.] n|max-args= !o|open-tty
   !P|max-procs= !p|interactive !process-slot-var= r|no-run-if-empty !s|max-chars= !S|show-limits t|verbose x|exit`,
  { stops: true },
)

interface Habits {
  readonly splitting: Splitting
  /** Items for one command; null: all there are. */
  readonly most: number | null
  /** Lines of items are counted, instead of items. */
  readonly countsLines: boolean
  /** What an item stands for in the command; null: it is put behind it. */
  readonly replaces: string | null
  readonly runsOnNothing: boolean
  readonly tells: boolean
  readonly command: readonly string[]
}

export const xargs: Builtin = (args, host) => {
  const given = readOptions(OPTIONS, args)
  if ('refusal' in given) return refused(host, given.refusal)
  const habits = habitsOf(given)
  if (typeof habits === 'string') return refused(host, habits)
  const text = allOfInput(host)
  if (text === null) return 'wait'
  try {
    const calls = callsOf(itemsOf(text, habits.splitting), habits)
    return run(host, habits, calls)
  } catch (error) {
    if (!(error instanceof ItemError)) throw error
    return refused(host, `xargs: ${error.message}\n`)
  }
}

function refused(host: BuiltinHost, words: string): number {
  host.error(words)
  return 1
}

/** Null while more may come. */
function allOfInput({ machine, process, descriptors }: BuiltinHost): string | null {
  const channel = descriptors.get(0)
  if (channel?.kind === 'keyboard' && process.job !== 0) return ''
  const { text, ended } = peek(machine, channel)
  if (!ended && !process.inputEnded) {
    makeRoom(machine, channel)
    return null
  }
  process.inputEnded = false
  consume(machine, channel, text.length)
  return text
}

function habitsOf(given: Given): Habits | string {
  const last = given.options.findLast(({ key }) => ['I', 'i', 'L', 'l', 'n'].includes(key))
  const most = last === undefined ? null : mostOf(last.key, last.value)
  if (typeof most === 'string') return most
  const delimiter = hasAny(given, '0') ? '\0' : delimiterOf(lastValue(given, 'd'))
  if (delimiter === null)
    return `xargs: Invalid input delimiter specification ${lastValue(given, 'd')}: ${ONE_CHARACTER}\n`
  const replaces = last !== undefined && 'Ii'.includes(last.key) ? last.value || '{}' : null
  return {
    splitting:
      delimiter !== undefined ? { kind: 'delimited', delimiter } : { kind: replaces === null ? 'words' : 'lines' },
    most,
    countsLines: last !== undefined && 'Ll'.includes(last.key),
    replaces,
    runsOnNothing: !hasAny(given, 'r') && replaces === null,
    tells: hasAny(given, 't'),
    command: given.operands.length === 0 ? ['echo'] : given.operands,
  }
}

/** A complaint where it is no number. */
function mostOf(key: string, value: string): number | string {
  if (key === 'I' || key === 'i' || (key === 'l' && value === '')) return 1
  if (!/^-?\d+$/.test(value)) return `xargs: invalid number "${value}" for -${key} option\n${OPTIONS.hint}`
  if (Number(value) >= 1) return Number(value)
  return `xargs: value ${Number(value)} for -${key} option should be >= 1\n${OPTIONS.hint}`
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', f: '\f', v: '\v', 0: '\0', '\\': '\\' }

const ONE_CHARACTER = 'the delimiter must be either a single character or an escape sequence starting with \\.'

/** Undefined where none is given, null where it is no single character. */
function delimiterOf(text: string | undefined): string | null | undefined {
  if (text === undefined || text.length === 1) return text
  return (text.startsWith('\\') && text.length === 2 ? ESCAPES[text.charAt(1)] : undefined) ?? null
}

/** The words of each command. */
function callsOf(items: readonly Item[], habits: Habits): string[][] {
  const { command, most, replaces, runsOnNothing, countsLines } = habits
  if (items.length === 0) return runsOnNothing ? [[...command]] : []
  if (replaces !== null) {
    const [name = '', ...rest] = command
    return items.map(({ text }) => [name, ...rest.map((word) => word.replaceAll(replaces, () => text))])
  }
  const groups = countsLines ? linesOf(items) : items.map(({ text }) => [text])
  const size = most ?? groups.length
  return Array.from({ length: Math.ceil(groups.length / size) }, (_, index) => [
    ...command,
    ...groups.slice(index * size, (index + 1) * size).flat(),
  ])
}

function linesOf(items: readonly Item[]): string[][] {
  const lines = new Map<number, string[]>()
  for (const { line, text } of items) lines.set(line, [...(lines.get(line) ?? []), text])
  return [...lines.values()]
}

function run(host: BuiltinHost, { command, tells }: Habits, calls: readonly string[][]): number | 'gone' {
  const [name = ''] = command
  const path = pathOfProgram(host, name)
  if (calls.length === 0) return 0
  if (path === null) {
    host.error(`xargs: ${name}: No such file or directory\n`)
    return 127
  }
  const lines = calls.map(([, ...words]) => {
    const told = tells ? `echo ${quoted([[name, ...words].join(' ')])} >&2\n` : ''
    return `${told}${quoted([path, ...words])} </dev/null\n${STATUS.replaceAll('NAME', name.replace(/[^\w./-]/g, '?'))}`
  })
  return runAsSubshell(host, `status=0\n${lines.join('')}exit $status\n`)
}

const STATUS = `code=$?
case $code in
0) ;;
255) echo 'xargs: NAME: exited with status 255; aborting' >&2; exit 124 ;;
126 | 127) exit $code ;;
*) status=123 ;;
esac
`
