/** Counterpart in coreutils: sort, in the C locale. */
import { resolvePath, whyUnwritable, writeFile } from '../../files.ts'
import { type Given, hasAny, lastValue, optionSet } from '../../options/getopt.ts'
import { openInputs } from '../inputs.ts'
import { failed, ok, type TextHost, type TextResult } from '../text-program.ts'
import { compareBy, isIncompatible, ORDER_LETTERS } from './sort-orders.ts'
import {
  argumentOf,
  compareBytes,
  invalidArgument,
  joined,
  linesOf,
  type Plan,
  type TextTool,
  wrongValue,
} from './text-tool.ts'

export const sort: TextTool = {
  options: optionSet(
    'sort',
    `b|ignore-leading-blanks d|dictionary-order f|ignore-case g|general-numeric-sort i|ignore-nonprinting M|month-sort
     h|human-numeric-sort n|numeric-sort !R|random-sort !random-source= r|reverse sort= V|version-sort batch-size=
     c|check[=] C !compress-program= !debug !files0-from= k|key= m|merge o|output= s|stable S|buffer-size=
     t|field-separator= T|temporary-directory= parallel= u|unique !z|zero-terminated`,
    { exitCode: 2 },
  ),
  files: ({ operands }) => operands,
  plan: planSort,
}

/** What `--sort` takes, and the letter that says the same; what is drawn by lot has none here. */
const NAMED_ORDERS: Readonly<Record<string, string>> = {
  'general-numeric': 'g',
  'human-numeric': 'h',
  month: 'M',
  numeric: 'n',
  random: 'R',
  version: 'V',
}

interface Place {
  readonly field: number
  /** 0: the end of the field. */
  readonly character: number
  readonly skipsBlanks: boolean
}

interface Key {
  readonly from: Place
  /** Null: to the end of the line. */
  readonly to: Place | null
  readonly order: string
}

function planSort(given: Given): Plan {
  const tab = given.options.filter(({ key }) => key === 't').map(({ value }) => (value === '\\0' ? '\0' : value))
  for (const text of tab) {
    if (text === '') return wrongValue(sort.options, 'empty tab')
    if ([...text].length > 1) return wrongValue(sort.options, `multi-character tab ‘${text}’`)
  }
  const letters: string[] = []
  for (const { key, value } of given.options) {
    if (key !== 'sort') continue
    const name = argumentOf(value, Object.keys(NAMED_ORDERS))
    if (name === 'random') return wrongValue(sort.options, '--sort=random: this simulator does not model this option')
    if (name === undefined) return invalidArgument(sort.options, '--sort', value, Object.keys(NAMED_ORDERS))
    letters.push(NAMED_ORDERS[name] ?? '')
  }
  const order = [...ORDER_LETTERS].filter((letter) => hasAny(given, letter) || letters.includes(letter)).join('')
  const keys: Key[] = []
  for (const { key, value } of given.options) {
    if (key !== 'k') continue
    const parsed = keyOf(value, order)
    if (typeof parsed === 'string') return wrongValue(sort.options, parsed)
    keys.push(parsed)
  }
  const mixed = [order, ...keys.map((key) => key.order)].find(isIncompatible)
  if (mixed !== undefined) return wrongValue(sort.options, `options '-${mixed.replace(/[br]/g, '')}' are incompatible`)
  const by = ordering(given, { keys, order, tab: tab[0] ?? null })
  return (host) => sortInputs(given, host, by)
}

const KEY = /^(\d+)(?:\.(\d+))?([a-zA-Z]*)(?:,(\d+)(?:\.(\d+))?([a-zA-Z]*))?/

/** A key as it was written; a string is the complaint. */
function keyOf(text: string, globalOrder: string): Key | string {
  const match = KEY.exec(text)
  if (match === null) return `invalid number at field start: invalid count at start of ‘${text}’`
  const [whole, field = '', character, letters = '', toField, toCharacter = '0', toLetters = ''] = match
  const wrong = [...letters, ...toLetters].find((letter) => !ORDER_LETTERS.includes(letter))
  if (wrong === 'R') return `-k ${text}: this simulator does not model the order ‘R’`
  if (Number(field) === 0) return `field number is zero: invalid field specification ‘${text}’`
  if (character !== undefined && Number(character) === 0)
    return `character offset is zero: invalid field specification ‘${text}’`
  if (wrong !== undefined || whole !== text)
    return `stray character in field spec: invalid field specification ‘${text}’`
  if (toField !== undefined && Number(toField) === 0)
    return `field number is zero: invalid field specification ‘${text}’`
  const own = letters + toLetters
  const order = own === '' ? globalOrder : [...ORDER_LETTERS].filter((letter) => own.includes(letter)).join('')
  const skips = (place: string) => (own === '' ? globalOrder : place).includes('b')
  return {
    from: { field: Number(field), character: Number(character ?? 1), skipsBlanks: skips(letters) },
    to:
      toField === undefined
        ? null
        : { field: Number(toField), character: Number(toCharacter), skipsBlanks: skips(toLetters) },
    order,
  }
}

interface Rules {
  readonly keys: readonly Key[]
  readonly order: string
  readonly tab: string | null
}

type Compare = (a: string, b: string) => number

interface Ordering {
  /** Equal here is equal for `-u`. */
  readonly byKeys: Compare
  readonly whole: Compare
}

function ordering(given: Given, { keys, order, tab }: Rules): Ordering {
  const byKeys: Compare =
    keys.length === 0
      ? (a, b) => compareBy(order, a, b)
      : (a, b) => {
          for (const key of keys) {
            const difference = compareBy(key.order, partOf(a, key, tab), partOf(b, key, tab))
            if (difference !== 0) return difference
          }
          return 0
        }
  const stable = hasAny(given, 'su')
  const last: Compare = (a, b) => (order.includes('r') ? -compareBytes(a, b) : compareBytes(a, b))
  return { byKeys, whole: (a, b) => byKeys(a, b) || (stable ? 0 : last(a, b)) }
}

/** Where the fields of a line begin and end; without a separator each has the blanks before it. */
function fieldsOf(line: string, tab: string | null): (readonly [number, number])[] {
  const fields: (readonly [number, number])[] = []
  if (tab === null) {
    for (const match of line.matchAll(/[ \t]*[^ \t]+|[ \t]+$/g))
      fields.push([match.index, match.index + match[0].length])
    return fields
  }
  let from = 0
  for (const field of line.split(tab)) {
    fields.push([from, from + field.length])
    from += field.length + tab.length
  }
  return fields
}

function partOf(line: string, { from, to }: Key, tab: string | null): string {
  const fields = fieldsOf(line, tab)
  const blanks = (start: number) => /^[ \t]*/.exec(line.slice(start))?.[0].length ?? 0
  const startOf = (place: Place): number => {
    const start = fields[place.field - 1]?.[0] ?? line.length
    return start + (place.skipsBlanks ? blanks(start) : 0)
  }
  const begin = startOf(from) + from.character - 1
  if (to === null) return line.slice(begin)
  const end = to.character === 0 ? (fields[to.field - 1]?.[1] ?? line.length) : startOf(to) + to.character
  return line.slice(begin, Math.max(begin, end))
}

function sortInputs(given: Given, host: TextHost, by: Ordering): TextResult {
  const { inputs, complaints } = openInputs(given.operands, host)
  const [unread] = complaints
  if (unread !== undefined) {
    const verb = unread.why === 'Is a directory' ? 'read failed' : 'cannot read'
    return failed(`sort: ${verb}: ${unread.name}: ${unread.why}`, 2)
  }
  const lines = inputs.flatMap(({ text }) => linesOf(text))
  if (hasAny(given, 'cC')) return check(given, inputs[0]?.name ?? '', lines, by)
  const sorted = lines
    .map((line, index) => ({ line, index }))
    .sort((a, b) => by.whole(a.line, b.line) || a.index - b.index)
    .map(({ line }) => line)
  const unique = sorted.filter((line, index) => index === 0 || by.byKeys(sorted[index - 1] ?? '', line) !== 0)
  const text = joined(hasAny(given, 'u') ? unique : sorted)
  const output = lastValue(given, 'o')
  if (output === undefined) return ok(text)
  const path = resolvePath(host.folder, output)
  const why = whyUnwritable(host.disk, path)
  if (why !== null) return failed(`sort: open failed: ${output}: ${why}`, 2)
  writeFile(host.disk, path, text)
  return ok()
}

function check(given: Given, name: string, lines: readonly string[], by: Ordering): TextResult {
  const unique = hasAny(given, 'u')
  const at = lines.findIndex((line, index) => {
    const difference = index === 0 ? -1 : by.whole(lines[index - 1] ?? '', line)
    return difference > 0 || (difference === 0 && unique)
  })
  if (at === -1) return ok()
  const silent = hasAny(given, 'C')
  return silent
    ? { stdout: '', stderr: '', exitCode: 1 }
    : failed(`sort: ${name === '' ? '-' : name}:${at + 1}: disorder: ${lines[at]}`, 1)
}
