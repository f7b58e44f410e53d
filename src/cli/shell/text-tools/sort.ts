/** Counterpart in coreutils: sort, in the C locale. */
import { isFolder, isReadOnly, resolvePath, writeFile } from '../../files.ts'
import { type Given, hasAny, lastValue, optionSet } from '../../options/getopt.ts'
import { openInputs } from '../inputs.ts'
import { failed, ok, type TextHost, type TextResult } from '../text-program.ts'
import { compareBytes, joined, linesOf, type Plan, type TextTool, wrongValue } from './text-tool.ts'

/** How texts are compared. */
const ORDER_LETTERS = 'bdfghnr'

export const sort: TextTool = {
  options: optionSet(
    'sort',
    `b|ignore-leading-blanks d|dictionary-order f|ignore-case g|general-numeric-sort !i|ignore-nonprinting !M|month-sort
     h|human-numeric-sort n|numeric-sort !R|random-sort !random-source= r|reverse !sort= !V|version-sort !batch-size=
     c|check[=] C !compress-program= !debug !files0-from= k|key= m|merge o|output= s|stable S|buffer-size=
     t|field-separator= T|temporary-directory= parallel= u|unique !z|zero-terminated`,
    { exitCode: 2 },
  ),
  files: ({ operands }) => operands,
  plan: planSort,
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
  const order = [...ORDER_LETTERS].filter((letter) => hasAny(given, letter)).join('')
  const keys: Key[] = []
  for (const { key, value } of given.options) {
    if (key !== 'k') continue
    const parsed = keyOf(value, order)
    if (typeof parsed === 'string') return wrongValue(sort.options, parsed)
    keys.push(parsed)
  }
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
  if (wrong !== undefined && 'iMRV'.includes(wrong))
    return `-k ${text}: this simulator does not model the order ‘${wrong}’`
  if (Number(field) === 0) return `field number is zero: invalid field specification ‘${text}’`
  if (character !== undefined && Number(character) === 0)
    return `character offset is zero: invalid field specification ‘${text}’`
  if (wrong !== undefined || whole !== text)
    return `stray character in field spec: invalid field specification ‘${text}’`
  if (toField !== undefined && Number(toField) === 0)
    return `field number is zero: invalid field specification ‘${text}’`
  const own = letters + toLetters
  const order = own === '' ? globalOrder : own
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

function compareBy(order: string, a: string, b: string): number {
  const difference = compareForwards(order, a, b)
  return order.includes('r') ? -difference : difference
}

function compareForwards(order: string, a: string, b: string): number {
  if (order.includes('n')) return numberOf(a) - numberOf(b)
  if (order.includes('h')) return humanNumberOf(a) - humanNumberOf(b)
  if (order.includes('g')) return generalNumberOf(a) - generalNumberOf(b)
  return compareBytes(folded(order, a), folded(order, b))
}

function folded(order: string, text: string): string {
  const start = order.includes('b') ? text.replace(/^[ \t]+/, '') : text
  const plain = order.includes('d') ? start.replace(/[^A-Za-z0-9 \t]/g, '') : start
  return order.includes('f') ? plain.replace(/[a-z]/g, (letter) => letter.toUpperCase()) : plain
}

/** What is no number counts as zero. */
function numberOf(text: string): number {
  return Number.parseFloat(/^\s*(-?\d*\.?\d*)/.exec(text)?.[1] ?? '') || 0
}

/** `2K` is more than any number without a unit. */
function humanNumberOf(text: string): number {
  const [, number = '', unit = ''] = /^\s*(-?\d*\.?\d*)([KkMGTPE]?)/.exec(text) ?? []
  return (Number.parseFloat(number) || 0) * weightOf(unit)
}

/** Of a unit, more than any number before the next smaller one. */
function weightOf(unit: string): number {
  return unit === '' ? 1 : Number(`1e${4 * (1 + 'KMGTPE'.indexOf(unit.toUpperCase()))}`)
}

/** What is no number comes first. */
function generalNumberOf(text: string): number {
  const number = Number.parseFloat(text)
  return Number.isNaN(number) ? -Number.MAX_VALUE : number
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
  if (isFolder(host.disk, path)) return failed(`sort: open failed: ${output}: Is a directory`, 2)
  if (isReadOnly(host.disk, path)) return failed(`sort: open failed: ${output}: Read-only file system`, 2)
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
