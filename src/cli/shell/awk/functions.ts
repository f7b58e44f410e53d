/** Functions that awk has by itself. Counterpart in gawk: builtin.c. */
import { formatInstant } from '../text-tools/date-format.ts'
import { assign, evaluate, patternOf } from './evaluate.ts'
import {
  type AwkState,
  arrayOf,
  asText,
  convfmtOf,
  fieldOf,
  recordOf,
  setGlobal,
  splitFields,
  textVariable,
} from './state.ts'
import { AwkError, type Expression, type Target } from './tree.ts'
import { charactersOf, formatted, lengthOf, numberOf, type Value, valueOfInput } from './values.ts'

type Call = Expression & { readonly kind: 'call' }

export function callBuiltin(state: AwkState, call: Call): Value {
  const { name, args } = call
  const value = (index: number): Value => {
    const arg = args[index]
    if (arg === undefined) throw tooFew(name)
    return evaluate(state, arg)
  }
  const text = (index: number) => asText(state, value(index))
  const number = (index: number) => numberOf(value(index))
  switch (name) {
    case 'length':
      return lengthOfArgument(state, args[0])
    case 'substr':
      return substring(text(0), number(1), args.length > 2 ? number(2) : Infinity)
    case 'index':
      return indexOf(text(0), text(1))
    case 'split':
      return split(state, call)
    case 'sub':
    case 'gsub':
      return substitute(state, call)
    case 'gensub':
      return generalSubstitute(state, call)
    case 'match':
      return match(state, call)
    case 'sprintf':
      return formatted(
        text(0),
        args.slice(1).map((_, index) => value(index + 1)),
        convfmtOf(state),
      )
    case 'tolower':
      return text(0).toLowerCase()
    case 'toupper':
      return text(0).toUpperCase()
    case 'systime':
      return Math.floor(state.host.wallClockMs / 1_000)
    case 'strftime':
      return formatInstant(
        { seconds: Math.floor(args.length > 1 ? number(1) : state.host.wallClockMs / 1_000), nanoseconds: 0 },
        args.length > 0 ? text(0) : '%a %b %e %H:%M:%S %Z %Y',
      )
    case 'fflush':
      return 0
    case 'close':
      return state.opened.delete(text(0)) ? 0 : -1
    case 'int':
      return Math.trunc(number(0))
    default:
      return Math.sqrt(number(0))
  }
}

function tooFew(name: string): AwkError {
  return new AwkError(`fatal: too few arguments supplied to \`${name}'`, 2)
}

function lengthOfArgument(state: AwkState, arg: Expression | undefined): number {
  if (arg === undefined) return lengthOf(recordOf(state))
  if (arg.kind === 'variable') {
    const array = (state.locals?.get(arg.name) ?? state.globals.get(arg.name))?.array ?? null
    if (array !== null) return array.size
  }
  return lengthOf(asText(state, evaluate(state, arg)))
}

/** What is before the text is passed over, without a loss of length, and fractions do not count: as gawk 5.2 does. */
function substring(text: string, from: number, count: number): string {
  const first = Math.max(1, Math.trunc(from))
  const length = count === Infinity ? Infinity : Math.max(0, Math.trunc(count))
  return charactersOf(text)
    .slice(first - 1, first - 1 + length)
    .join('')
}

function indexOf(text: string, found: string): number {
  const at = found === '' ? -1 : text.indexOf(found)
  return at === -1 ? 0 : lengthOf(text.slice(0, at)) + 1
}

function arrayNamed(state: AwkState, arg: Expression | undefined, name: string) {
  if (arg?.kind !== 'variable') throw new AwkError(`fatal: ${name}: second argument is not an array`, 2)
  return arrayOf(state, arg.name)
}

function split(state: AwkState, { args }: Call): number {
  const [first, second, third] = args
  if (first === undefined) throw tooFew('split')
  const text = asText(state, evaluate(state, first))
  const array = arrayNamed(state, second, 'split')
  const separator = third === undefined ? textVariable(state, 'FS') : separatorOf(state, third)
  const pieces = splitFields(state, text, separator)
  array.clear()
  for (const [index, piece] of pieces.entries()) array.set(String(index + 1), valueOfInput(piece))
  return pieces.length
}

function separatorOf(state: AwkState, arg: Expression): string | RegExp {
  return arg.kind === 'regex' ? patternOf(state, arg) : asText(state, evaluate(state, arg))
}

const WHOLE_RECORD: Target = { kind: 'field', index: { kind: 'number', value: 0 } }

/** `sub` and `gsub`: how many were replaced. */
function substitute(state: AwkState, { name, args }: Call): number {
  const [pattern, replacement, target = WHOLE_RECORD] = args
  if (pattern === undefined || replacement === undefined) throw tooFew(name)
  const expression = patternOf(state, pattern)
  const by = asText(state, evaluate(state, replacement))
  const before = target === WHOLE_RECORD ? fieldOf(state, 0) : evaluate(state, target)
  let count = 0
  const after = replaced(asText(state, before), expression, name === 'gsub', (whole) => {
    count++
    return by.replace(/\\\\&|\\&|&/g, (sign) => (sign === '&' ? whole : sign === '\\&' ? '&' : `\\${whole}`))
  })
  const isTarget = target.kind === 'variable' || target.kind === 'field' || target.kind === 'element'
  if (count > 0 && isTarget) assign(state, target, after)
  return count
}

/** `gensub(pattern, replacement, how[, text])`: the result, in which `\\1` is what the first group matched. */
function generalSubstitute(state: AwkState, { args }: Call): string {
  const [pattern, replacement, how, target = WHOLE_RECORD] = args
  if (pattern === undefined || replacement === undefined || how === undefined) throw tooFew('gensub')
  const expression = patternOf(state, pattern)
  const by = asText(state, evaluate(state, replacement))
  const which = evaluate(state, how)
  const all = /^[gG]/.test(asText(state, which))
  const wanted = Math.max(1, Math.trunc(numberOf(which)))
  let count = 0
  return replaced(asText(state, evaluate(state, target)), expression, true, (whole, groups) => {
    count++
    if (!all && count !== wanted) return whole
    return by.replace(/\\([0-9&\\])|&/g, (_sign, digit) => {
      if (digit === undefined || digit === '0') return whole
      return /\d/.test(digit) ? (groups[Number(digit) - 1] ?? '') : digit
    })
  })
}

/** Right behind what was replaced nothing is not found once more, as it is in JavaScript. */
function replaced(
  text: string,
  expression: RegExp,
  all: boolean,
  by: (whole: string, groups: readonly (string | undefined)[]) => string,
): string {
  let result = ''
  let from = 0
  for (const found of text.matchAll(new RegExp(expression.source, 'g'))) {
    const [whole, ...groups] = found
    if (whole === '' && found.index === from && from > 0) continue
    result += text.slice(from, found.index) + by(whole, groups)
    from = found.index + whole.length
    if (!all) break
  }
  return result + text.slice(from)
}

/** Where it matches, from 1; RSTART and RLENGTH as well, and the groups where an array is given. */
function match(state: AwkState, { args }: Call): number {
  const [first, pattern, groups] = args
  if (first === undefined || pattern === undefined) throw tooFew('match')
  const text = asText(state, evaluate(state, first))
  const found = patternOf(state, pattern).exec(text)
  const start = found === null ? 0 : lengthOf(text.slice(0, found.index)) + 1
  setGlobal(state, 'RSTART', start)
  setGlobal(state, 'RLENGTH', found === null ? -1 : lengthOf(found[0]))
  if (groups !== undefined) {
    const array = arrayNamed(state, groups, 'match')
    array.clear()
    for (const [index, group] of (found ?? []).entries())
      if (group !== undefined) array.set(String(index), valueOfInput(group))
  }
  return start
}
