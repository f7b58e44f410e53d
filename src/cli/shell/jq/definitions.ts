/** What jq defines in its own language, read once; and which names a filter calls that nobody has defined. */
import { BUILTINS } from './builtins.ts'
import { parseDefs } from './parser.ts'
import { PRELUDE } from './prelude.ts'
import type { Filter, Pattern } from './syntax.ts'
import type { Json } from './values.ts'

interface Definitions {
  readonly all: ReadonlyMap<string, { readonly params: readonly string[]; readonly body: Filter }>
  /** The first name that there is nowhere, `foo/0` or `$x`; null: all are known, here or in jq alone. */
  unknownIn(filter: Filter, variables: ReadonlyMap<string, Json>): Unknown | null
}

let known: Definitions | undefined

export function definitionsOf(): Definitions {
  known ??= readDefinitions()
  return known
}

/** Those of jq that are not here: a call of one is told so when it is reached. */
const ONLY_IN_JQ = new Set(
  `acos/0 acosh/0 asin/0 asinh/0 atan/0 atan2/2 atanh/0 cbrt/0 cos/0 cosh/0 exp/0 exp10/0 exp2/0 log/0 log10/0 log2/0 pow/2
  sin/0 sinh/0 tan/0 tanh/0 trunc/0 significand/0 logb/0 gamma/0 lgamma/0 tgamma/0 frexp/0 modf/0 ldexp/2 scalb/2 drem/2
  env/0 halt/0 halt_error/0 halt_error/1 input_filename/0 input_line_number/0 debug/0 debug/1 stderr/0 splits/1 sub/2 sub/3
  gsub/2 gsub/3 ascii/0 tostream/0 fromstream/1 truncate_stream/1 limit/2 getpath/1 todate/0 fromdate/0 date/0 dateadd/2
  datesub/2 dateadd/2 fromdateiso8601/0 todateiso8601/0 strptime/1 strftime/1 strflocaltime/1 mktime/0 gmtime/0 localtime/0
  bsearch/1 ltrimstr/1 get_search_list/0 builtins/0 input_line_number/0 format/1 tojson/0 GROUP_BY/1 ascii/1 UNIQUE_BY/1
  JOIN/2 JOIN/3 JOIN/4 getpath_or_null/1 error/2 abs/0 toarray/0 pick/1 have_literal_numbers/0 ltrim/0 rtrim/0 trim/0 splits/2
  min_by/1 getpath/2 add/1 skip/2 limit/1 have_decnum/0 scan/2 recurse_down/0 isvalid/1 tojson/1 @base32d/0 nearbyint/0 rint/0`.split(
    /\s+/,
  ),
)

function readDefinitions(): Definitions {
  const all = parseDefs(PRELUDE)
  return {
    all,
    unknownIn: (filter, variables) => {
      const known = new Set([...variables.keys(), 'ENV', '__loc__', '__prog_args'])
      return unknown(
        filter,
        { functions: new Set(), variables: known },
        (key) => all.has(key) || Object.hasOwn(BUILTINS, key) || ONLY_IN_JQ.has(key),
      )
    },
  }
}

/** `foo/0` or `$x`, and where it stands. */
interface Unknown {
  readonly name: string
  readonly at: number
}

interface Names {
  readonly functions: ReadonlySet<string>
  readonly variables: ReadonlySet<string>
}

/** The prelude's helpers begin with a line, and are nobody else's. */
function unknown(filter: Filter, names: Names, isKnown: (key: string) => boolean): Unknown | null {
  const inside = (each: Filter, more: Names = names) => unknown(each, more, isKnown)
  if (filter.kind === 'variable')
    return names.variables.has(filter.name) ? null : { name: `$${filter.name}`, at: filter.at }
  if (filter.kind === 'break')
    return names.variables.has(`*${filter.name}`) ? null : { name: `$*label-${filter.name}`, at: filter.at }
  if (filter.kind === 'label')
    return inside(filter.body, { ...names, variables: new Set(names.variables).add(`*${filter.name}`) })
  if (filter.kind === 'def') {
    const functions = new Set(names.functions).add(`${filter.name}/${filter.params.length}`)
    const inner = new Set(functions)
    const variables = new Set(names.variables)
    for (const param of filter.params) {
      inner.add(`${param.replace(/^\$/, '')}/0`)
      if (param.startsWith('$')) variables.add(param.slice(1))
    }
    return inside(filter.body, { functions: inner, variables }) ?? inside(filter.rest, { ...names, functions })
  }
  if (filter.kind === 'as' || filter.kind === 'reduce' || filter.kind === 'foreach') {
    const bound = { ...names, variables: new Set([...names.variables, ...boundBy(filter.pattern)]) }
    const first = inside(filter.of)
    if (first !== null) return first
    if (filter.kind === 'as') return inside(filter.body, bound)
    const extract = filter.kind === 'foreach' && filter.extract !== null ? inside(filter.extract, bound) : null
    return inside(filter.init) ?? inside(filter.update, bound) ?? extract
  }
  if (filter.kind === 'call') {
    const key = `${filter.name}/${filter.args.length}`
    if (!names.functions.has(key) && (filter.name.startsWith('_') || !isKnown(key))) return { name: key, at: filter.at }
  }
  for (const each of partsOf(filter)) {
    const name = inside(each)
    if (name !== null) return name
  }
  return null
}

function boundBy(pattern: Pattern): string[] {
  if (pattern.kind === 'variable') return [pattern.name]
  if (pattern.kind === 'array') return pattern.items.flatMap(boundBy)
  return pattern.fields.flatMap(({ also, value }) => [
    ...(also === null ? [] : [also]),
    ...(value === null ? [] : boundBy(value)),
  ])
}

function isFilter(value: unknown): value is Filter {
  return typeof value === 'object' && value !== null && 'kind' in value
}

/** Filters directly inside of one. */
function partsOf(filter: Filter): Filter[] {
  return Object.values(filter).flatMap((value: unknown): Filter[] => {
    if (isFilter(value)) return [value]
    if (!Array.isArray(value)) return []
    return value.flatMap((each: unknown) =>
      isFilter(each) ? [each] : typeof each === 'object' && each !== null ? Object.values(each).filter(isFilter) : [],
    )
  })
}
