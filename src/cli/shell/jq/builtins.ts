/** Functions of jq that it has in C, or that are the same in here and simpler. */
import { pathsOf, valuesOf } from './evaluate.ts'
import { textOfValue } from './formats.ts'
import { type Builtin, countStep, type Emit, type Here, made } from './here.ts'
import { readValues } from './json-text.ts'
import { splitBy } from './operators.ts'
import { deletePaths, getPath, setPath } from './paths.ts'
import { matches } from './regex.ts'
import type { Filter } from './syntax.ts'
import {
  compare,
  dump,
  equal,
  isArray,
  isObject,
  JqError,
  type Json,
  kindOf,
  NotHere,
  sortedKeys,
  told,
} from './values.ts'

/** A function of the input alone. */
const plain =
  (does: (input: Json) => Json): Builtin =>
  (_args, here, emit) =>
    made(does(here.input), here.path, emit)

/** A function of the input and every combination of its arguments' values: the last one turns slowest. */
const valued =
  (does: (input: Json, ...args: Json[]) => Json): Builtin =>
  (args, here, emit) => {
    const go = (at: number, values: readonly Json[]): void => {
      const arg = args[at]
      if (arg === undefined) return made(does(here.input, ...values), here.path, emit)
      valuesOf(arg, here, (value) => go(at - 1, [value, ...values]))
    }
    go(args.length - 1, [])
  }

function numeric(does: (value: number) => number): Builtin {
  return plain((input) => {
    if (typeof input !== 'number') throw new JqError(`${told(input)} number required`)
    return does(input)
  })
}

function list(input: Json): readonly Json[] {
  if (isArray(input)) return input
  throw new JqError(`${told(input)} cannot be sorted, as it is not an array`)
}

function length(input: Json): number {
  if (input === null) return 0
  if (typeof input === 'string') return [...input].length
  if (typeof input === 'number') return Math.abs(input)
  if (isArray(input)) return input.length
  if (isObject(input)) return input.size
  throw new JqError(`${told(input)} has no length`)
}

function keys(input: Json, sorted: boolean): Json {
  if (isObject(input)) return sorted ? sortedKeys(input) : [...input.keys()]
  if (isArray(input)) return input.map((_each, at) => at)
  throw new JqError(`${told(input)} has no keys`)
}

function has(input: Json, key: Json): Json {
  if (isObject(input) && typeof key === 'string') return input.has(key)
  if (isArray(input) && typeof key === 'number') return key >= 0 && key < input.length
  throw new JqError(
    `Cannot check whether ${kindOf(input)} has a ${typeof key === 'string' ? 'string' : kindOf(key)} key`,
  )
}

function contains(input: Json, part: Json): boolean {
  if (isObject(input) && isObject(part))
    return [...part].every(([key, value]) => input.has(key) && contains(input.get(key) ?? null, value))
  if (isArray(input) && isArray(part))
    return part.every((each) => input.some((item) => kindOf(item) === kindOf(each) && contains(item, each)))
  if (typeof input === 'string' && typeof part === 'string') return input.includes(part)
  if (kindOf(input) === kindOf(part)) return equal(input, part)
  throw new JqError(`${told(input)} and ${told(part)} cannot have their containment checked`)
}

function flattened(input: Json, depth: Json): Json {
  const items = isArray(input) ? input : isObject(input) ? [...input.values()] : null
  if (items === null) throw new JqError(`Cannot iterate over ${told(input)}`)
  return items.flatMap((item) =>
    isArray(item) && depth !== 0 ? (flattened(item, (depth as number) - 1) as Json[]) : [item],
  )
}

/** Stable, by the lists of what each is sorted by. */
function bySorting(input: Json, by: Json): { readonly value: Json; readonly by: Json }[] {
  if (!isArray(input) || !isArray(by))
    throw new JqError(`${told(input)} and ${told(by)} cannot be sorted, as they are not both arrays`)
  return input.map((value, at) => ({ value, by: by[at] ?? null })).sort((a, b) => compare(a.by, b.by))
}

function groups(input: Json, by: Json): Json {
  const result: { by: Json; items: Json[] }[] = []
  for (const each of bySorting(input, by)) {
    const last = result.at(-1)
    if (last !== undefined && equal(last.by, each.by)) last.items.push(each.value)
    else result.push({ by: each.by, items: [each.value] })
  }
  return result.map(({ items }) => items)
}

/** Of several that are least the first, of several that are most the last. */
function most(input: Json, by: Json, sign: 1 | -1): Json {
  if (!isArray(input) || !isArray(by)) throw new JqError(`${told(input)} and ${told(by)} cannot be iterated over`)
  let best = 0
  for (let at = 1; at < input.length; at++) {
    const difference = compare(by[at] ?? null, by[best] ?? null)
    if (sign === 1 ? difference >= 0 : difference < 0) best = at
  }
  return input[best] ?? null
}

function toNumber(input: Json): Json {
  if (typeof input === 'number') return input
  if (typeof input !== 'string') throw new JqError(`${told(input)} cannot be parsed as a number`)
  return fromJson(input, (value) => typeof value === 'number')
}

function fromJson(text: string, fits: (value: Json) => boolean = () => true): Json {
  const { values, error } = readValues(text, true)
  const [only] = values
  const raised =
    error ?? (only === undefined ? 'Expected JSON value' : values.length > 1 ? 'Unexpected extra JSON values' : null)
  if (raised !== null || only === undefined) throw new JqError(`${raised} (while parsing '${text}')`)
  if (!fits(only.value)) throw new NotHere('tonumber')
  return only.value
}

const edges = (end: 'startsWith' | 'endsWith') =>
  valued((input, edge) => {
    const name = end.toLowerCase()
    if (typeof input !== 'string' || typeof edge !== 'string') throw new JqError(`${name}() requires string inputs`)
    return input[end](edge)
  })

function indices(input: Json, of: Json): Json {
  if (input === null) return null
  const found: Json[] = []
  if (typeof input === 'string' && typeof of === 'string') {
    if (of === '') return null
    // By bytes, as jq 1.6 counts here.
    if (/[^\0-\x7f]/.test(input)) throw new NotHere('indices')
    for (let at = input.indexOf(of); at !== -1; at = input.indexOf(of, at + 1)) found.push(at)
    return found
  }
  if (!isArray(input))
    throw new JqError(`Cannot index ${kindOf(input)} with ${typeof of === 'string' ? `string "${of}"` : kindOf(of)}`)
  const parts = isArray(of) ? of : [of]
  if (parts.length === 0) return null
  for (let at = 0; at + parts.length <= input.length; at++)
    if (parts.every((each, offset) => equal(input[at + offset] ?? null, each))) found.push(at)
  return found
}

function range([from, to, by]: readonly Filter[], here: Here, emit: Emit): void {
  const each = (filter: Filter | undefined, then: (value: number) => void) => {
    if (filter === undefined) return then(1)
    valuesOf(filter, here, (value) => {
      if (typeof value !== 'number') throw new JqError('Range bounds must be numeric')
      then(value)
    })
  }
  each(from, (start) =>
    each(to, (end) =>
      each(by, (step) => {
        if (step === 0) throw new NotHere('range by 0')
        for (let at = start; step > 0 ? at < end : at > end; at += step) {
          countStep(here.env.world)
          made(at, here.path, emit)
        }
      }),
    ),
  )
}

function dateText(input: Json): Json {
  if (typeof input !== 'number') throw new JqError('strftime/1 requires parsed datetime inputs')
  if (input < 0 || input > 253_402_300_799) throw new NotHere('todate')
  const days = Math.floor(input / 86_400)
  const seconds = Math.floor(input) - days * 86_400
  const [year, month, day] = civil(days)
  const two = (number: number) => String(number).padStart(2, '0')
  const time = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60].map(two).join(':')
  return `${year}-${two(month)}-${two(day)}T${time}Z`
}

/** Days since 1970 as a date. */
function civil(days: number): readonly [number, number, number] {
  const z = days + 719_468
  const era = Math.floor(z / 146_097)
  const doe = z - era * 146_097
  const yoe = Math.floor((doe - Math.floor(doe / 1460) + Math.floor(doe / 36_524) - Math.floor(doe / 146_096)) / 365)
  const doy = doe - (365 * yoe + Math.floor(yoe / 4) - Math.floor(yoe / 100))
  const mp = Math.floor((5 * doy + 2) / 153)
  const month = mp < 10 ? mp + 3 : mp - 9
  return [yoe + era * 400 + (month <= 2 ? 1 : 0), month, doy - Math.floor((153 * mp + 2) / 5) + 1]
}

const trims = (end: 'start' | 'end') =>
  valued((input, edge) => {
    if (typeof input !== 'string' || typeof edge !== 'string' || edge === '') return input
    if (end === 'start') return input.startsWith(edge) ? input.slice(edge.length) : input
    return input.endsWith(edge) ? input.slice(0, -edge.length) : input
  })

function raise(value: Json): never {
  if (value === null) throw new NotHere('error(null)')
  throw new JqError(value)
}

export const BUILTINS: Readonly<Record<string, Builtin>> = {
  'empty/0': () => {},
  'error/0': (_args, { input }) => raise(input),
  'error/1': ([arg], here) => valuesOf(arg as Filter, here, raise),
  'not/0': plain((input) => input === null || input === false),
  'length/0': plain(length),
  'utf8bytelength/0': plain((input) => {
    if (typeof input !== 'string') throw new JqError(`${told(input)} only strings have UTF-8 byte length`)
    return [...input].reduce((sum, each) => sum + encodedLength(each), 0)
  }),
  'keys/0': plain((input) => keys(input, true)),
  'keys_unsorted/0': plain((input) => keys(input, false)),
  'has/1': valued(has),
  'contains/1': valued(contains),
  'type/0': plain(kindOf),
  'tostring/0': plain(textOfValue),
  'tojson/0': plain((input) => dump(input)),
  'fromjson/0': plain((input) => {
    if (typeof input !== 'string') throw new JqError(`${told(input)} only strings can be parsed`)
    return fromJson(input)
  }),
  'tonumber/0': plain(toNumber),
  'sort/0': plain((input) => [...list(input)].sort(compare)),
  '_sort_by_impl/1': valued((input, by) => bySorting(input, by).map(({ value }) => value)),
  '_group_by_impl/1': valued(groups),
  '_max_by_impl/1': valued((input, by) => most(input, by, 1)),
  '_min_by_impl/1': valued((input, by) => most(input, by, -1)),
  'max/0': plain((input) => most(input, input, 1)),
  'min/0': plain((input) => most(input, input, -1)),
  '_flatten/1': valued(flattened),
  'range/2': range,
  'range/3': range,
  'floor/0': numeric(Math.floor),
  'ceil/0': numeric(Math.ceil),
  'round/0': numeric((value) => Math.sign(value) * Math.round(Math.abs(value))),
  'fabs/0': numeric(Math.abs),
  'sqrt/0': numeric(Math.sqrt),
  'infinite/0': plain(() => Number.POSITIVE_INFINITY),
  'nan/0': plain(() => Number.NaN),
  'isinfinite/0': plain((input) => input === Number.POSITIVE_INFINITY || input === Number.NEGATIVE_INFINITY),
  'isnan/0': plain((input) => Number.isNaN(input)),
  'isnormal/0': plain((input) => typeof input === 'number' && input !== 0 && Number.isFinite(input)),
  'startswith/1': edges('startsWith'),
  'endswith/1': edges('endsWith'),
  'ltrimstr/1': trims('start'),
  'rtrimstr/1': trims('end'),
  'explode/0': plain((input) => {
    if (typeof input !== 'string') throw new JqError(`${told(input)} cannot be exploded`)
    return [...input].map((each) => each.codePointAt(0) ?? 0)
  }),
  'implode/0': plain((input) => {
    if (!isArray(input)) throw new JqError(`${told(input)} cannot be imploded`)
    if (!input.every((each) => typeof each === 'number' && each >= 0 && each < 0x110000)) throw new NotHere('implode')
    return String.fromCodePoint(...(input as number[]))
  }),
  'split/1': valued((input, by) => {
    if (typeof input !== 'string' || typeof by !== 'string')
      throw new JqError('split input and separator must be strings')
    return splitBy(input, by)
  }),
  'split/2': valued((input, by, flags) => {
    const parts: Json[] = []
    let from = 0
    const letters = [...textInput(input)]
    for (const found of matches(input, by, flags === null ? 'g' : `g${String(flags)}`)) {
      parts.push(letters.slice(from, found.offset).join(''))
      from = found.offset + found.length
    }
    return [...parts, letters.slice(from).join('')]
  }),
  '_match/3': valued((input, pattern, flags, tests) => {
    const [first, second] = isArray(pattern) ? pattern : [pattern, null]
    const found = matches(input, first ?? null, String(flags ?? second ?? ''))
    return tests === true ? found.length > 0 : found.map(({ value }) => value)
  }),
  'indices/1': valued(indices),
  'path/1': ([arg], here, emit) => {
    for (const path of pathsOf(arg as Filter, here)) made(path, here.path, emit)
  },
  'getpath/1': ([arg], here, emit) =>
    valuesOf(arg as Filter, here, (at) => {
      if (!isArray(at)) throw new JqError('Path must be specified as an array')
      emit(getPath(here.input, at), here.path === null ? null : [...here.path, ...at])
    }),
  'setpath/2': valued((input, path, value) => {
    if (!isArray(path)) throw new JqError('Path must be specified as an array')
    return setPath(input, path, value)
  }),
  'delpaths/1': valued((input, paths) => {
    if (!isArray(paths)) throw new JqError('Paths must be specified as an array')
    return deletePaths(input, paths as readonly (readonly Json[])[])
  }),
  'input/0': (_args, here, emit) => {
    const next = here.env.world.input()
    if (next === undefined) throw new JqError('break')
    made(next, here.path, emit)
  },
  'inputs/0': (_args, here, emit) => {
    const { world } = here.env
    for (let next = world.input(); next !== undefined; next = world.input()) made(next, here.path, emit)
  },
  'now/0': (_args, here, emit) => made(here.env.world.nowS, here.path, emit),
  'todateiso8601/0': plain(dateText),
}

function encodedLength(character: string): number {
  const code = character.codePointAt(0) ?? 0
  if (code < 0x80) return 1
  return code < 0x800 ? 2 : code < 0x10000 ? 3 : 4
}

function textInput(input: Json): string {
  if (typeof input !== 'string') throw new JqError(`${told(input)} cannot be matched, as it is not a string`)
  return input
}
