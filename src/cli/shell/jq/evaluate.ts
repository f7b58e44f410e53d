/**
 * Runs a filter: each of its outputs goes to `emit`, and where a path is asked for, with the path that leads to it.
 * Counterpart in jq: execute.c, whose backtracking is calls here.
 */
import { formatted } from './formats.ts'
import { type Closure, countStep, type Emit, type Env, type Here, made, type Path } from './here.ts'
import { calculate } from './operators.ts'
import { getIndex, getPath, getSlice, setPath } from './paths.ts'
import type { Filter, Pattern } from './syntax.ts'
import { isArray, isObject, isTrue, JqError, type Json, kindOf, NotHere, told } from './values.ts'

type Of<Kind extends Filter['kind']> = Extract<Filter, { readonly kind: Kind }>

class Break extends Error {
  readonly token: object
  constructor(token: object) {
    super('break')
    this.token = token
  }
}

export function evaluate(filter: Filter, here: Here, emit: Emit): void {
  countStep(here.env.world)
  switch (filter.kind) {
    case 'identity':
      return emit(here.input, here.path)
    case 'recurse':
      return recurse(here.input, here.path, emit)
    case 'pipe':
      return evaluate(filter.left, here, (input, path) => evaluate(filter.right, { ...here, input, path }, emit))
    case 'comma':
      evaluate(filter.left, here, emit)
      return evaluate(filter.right, here, emit)
    case 'field':
    case 'index':
    case 'slice':
    case 'iterate':
      return step(filter, here, emit)
    case 'optional':
      return attempt(filter.of, null, here, emit)
    case 'try':
      return attempt(filter.body, filter.handler, here, emit)
    case 'alternative':
      return alternative(filter, here, emit)
    case 'if':
      return valuesOf(filter.condition, here, (value) => {
        const next = isTrue(value) ? filter.then : filter.otherwise
        if (next === null) emit(here.input, here.path)
        else evaluate(next, here, emit)
      })
    case 'as':
      return valuesOf(filter.of, here, (value) =>
        bind(filter.pattern, value, here, (inner) => evaluate(filter.body, { ...here, env: inner }, emit)),
      )
    case 'def':
      return evaluate(filter.rest, { ...here, env: withFunction(here.env, filter) }, emit)
    case 'label':
      return labelled(filter, here, emit)
    case 'break':
      throw new Break(here.env.variables.get(`*${filter.name}`) as object)
    case 'call':
      return call(filter, here, emit)
    default:
      return make(filter, here, (value) => made(value, here.path, emit))
  }
}

/** The outputs alone. */
export function valuesOf(filter: Filter, here: Here, then: (value: Json) => void): void {
  evaluate(filter, here.path === null ? here : { ...here, path: null }, then)
}

/** Filters that make something new. */
function make(filter: Filter, here: Here, then: (value: Json) => void): void {
  switch (filter.kind) {
    case 'value':
      return then(filter.value)
    case 'text':
      return texts(filter, here, { at: filter.parts.length - 1, text: '' }, then)
    case 'format':
      return then(formatted(filter.name, here.input))
    case 'variable': {
      const value = here.env.variables.get(filter.name)
      if (value === undefined) throw new NotHere(`$${filter.name}`)
      return then(value)
    }
    case 'negate':
      return valuesOf(filter.of, here, (value) => {
        if (typeof value !== 'number') throw new JqError(`${told(value)} cannot be negated`)
        then(-value)
      })
    case 'array': {
      const items: Json[] = []
      if (filter.of !== null) valuesOf(filter.of, here, (value) => void items.push(value))
      return then(items)
    }
    case 'object':
      return objects(filter, here, { at: 0, object: new Map() }, then)
    case 'operator':
      return valuesOf(filter.right, here, (right) =>
        valuesOf(filter.left, here, (left) => then(calculate(filter.sign, left, right))),
      )
    case 'and':
    case 'or':
      return valuesOf(filter.left, here, (left) => {
        if (isTrue(left) === (filter.kind === 'or')) then(filter.kind === 'or')
        else valuesOf(filter.right, here, (right) => then(isTrue(right)))
      })
    case 'reduce':
    case 'foreach':
      return fold(filter, here, then)
    case 'assign':
      return assign(filter, here, then)
    default:
      throw new Error(`a filter of the kind ${filter.kind}`)
  }
}

const NOTHING: Filter = { kind: 'value', value: null }
const IDENTITY: Filter = { kind: 'identity' }

/** A step of a path. Its own error, and no other, is passed over where it has a `?`. */
function step(filter: Of<'field' | 'index' | 'slice' | 'iterate'>, here: Here, emit: Emit): void {
  const mildly = <Result>(does: () => Result): Result | undefined => {
    try {
      return does()
    } catch (error) {
      if (filter.mild === true && error instanceof JqError) return undefined
      throw error
    }
  }
  evaluate(filter.of, here, (value, path) => {
    if (filter.kind === 'iterate') {
      const items = mildly(() => itemsOf(value))
      for (const [key, item] of items ?? []) emit(item, path === null ? null : [...path, key])
    } else if (filter.kind === 'slice') {
      valuesOf(filter.to ?? NOTHING, here, (to) =>
        valuesOf(filter.from ?? NOTHING, here, (from) => {
          const found = mildly(() => getSlice(value, from, to))
          const key = new Map<string, Json>([
            ['start', from],
            ['end', to],
          ])
          if (found !== undefined) emit(found, path === null ? null : [...path, key])
        }),
      )
    } else {
      valuesOf(filter.by, here, (by) => {
        const found = mildly(() => getIndex(value, by))
        if (found !== undefined) emit(found, path === null ? null : [...path, by])
      })
    }
  })
}

function itemsOf(value: Json): Iterable<readonly [Json, Json]> {
  if (isArray(value)) return [...value.entries()]
  if (isObject(value)) return value
  throw new JqError(`Cannot iterate over ${told(value)}`)
}

function recurse(value: Json, path: Path, emit: Emit): void {
  emit(value, path)
  if (!isArray(value) && !isObject(value)) return
  for (const [key, item] of itemsOf(value)) recurse(item, path === null ? null : [...path, key], emit)
}

function fold(filter: Of<'reduce' | 'foreach'>, here: Here, then: (value: Json) => void): void {
  valuesOf(filter.init, here, (init) => {
    let value: Json = init
    valuesOf(filter.of, here, (item) =>
      bind(filter.pattern, item, here, (env) => {
        let last: Json = null
        valuesOf(filter.update, { env, input: value, path: null }, (next) => {
          last = next
          if (filter.kind === 'reduce') return
          value = next
          valuesOf(filter.extract ?? IDENTITY, { env, input: next, path: null }, then)
        })
        if (filter.kind === 'reduce') value = last
      }),
    )
    if (filter.kind === 'reduce') then(value)
  })
}

function labelled(filter: Of<'label'>, here: Here, emit: Emit): void {
  const token = new Map<string, Json>()
  const variables = new Map(here.env.variables).set(`*${filter.name}`, token)
  try {
    evaluate(filter.body, { ...here, env: { ...here.env, variables } }, emit)
  } catch (error) {
    if (!(error instanceof Break) || error.token !== token) throw error
  }
}

/** One that calls itself finds itself. */
function withFunction(env: Env, { name, params, body }: Of<'def'>): Env {
  const functions = new Map(env.functions)
  const inner: Env = { ...env, functions }
  functions.set(`${name}/${params.length}`, { params, body, env: inner })
  return inner
}

function call({ name, args }: Of<'call'>, here: Here, emit: Emit): void {
  const { world, functions } = here.env
  const key = `${name}/${args.length}`
  const own = functions.get(key)
  if (own !== undefined) return enter(own, args, here, emit)
  const builtin = Object.hasOwn(world.builtins, key) ? world.builtins[key] : undefined
  if (builtin !== undefined) return builtin(args, here, emit)
  const defined = world.definitions.get(key)
  if (defined === undefined) throw new NotHere(key)
  enter({ ...defined, env: { variables: new Map(), functions: new Map(), world } }, args, here, emit)
}

/** Arguments are filters of whoever calls; `$name` is one of its values, and a filter as well. */
function enter({ params, body, env }: Closure, args: readonly Filter[], here: Here, emit: Emit): void {
  const functions = new Map(env.functions)
  const valued: { readonly name: string; readonly arg: Filter }[] = []
  for (const [at, param] of params.entries()) {
    const arg = args[at] as Filter
    const name = param.replace(/^\$/, '')
    functions.set(`${name}/0`, { params: [], body: arg, env: here.env })
    if (param.startsWith('$')) valued.push({ name, arg })
  }
  const go = (at: number, variables: ReadonlyMap<string, Json>): void => {
    const next = valued[at]
    if (next === undefined) return evaluate(body, { ...here, env: { ...env, variables, functions } }, emit)
    valuesOf(next.arg, here, (value) => go(at + 1, new Map(variables).set(next.name, value)))
  }
  go(0, env.variables)
}

/** What comes behind it raises is not its own. */
class Passing extends Error {
  readonly error: unknown
  constructor(error: unknown) {
    super('passing')
    this.error = error
  }
}

function attempt(body: Filter, handler: Filter | null, here: Here, emit: Emit): void {
  try {
    evaluate(body, here, (value, path) => {
      try {
        emit(value, path)
      } catch (error) {
        throw new Passing(error)
      }
    })
  } catch (error) {
    if (error instanceof Passing) throw error.error
    if (!(error instanceof JqError)) throw error
    if (handler !== null) evaluate(handler, { ...here, input: error.value, path: null }, emit)
  }
}

function alternative({ left, right }: Of<'alternative'>, here: Here, emit: Emit): void {
  let found = false
  evaluate(left, here, (value, path) => {
    if (!isTrue(value)) return
    found = true
    emit(value, path)
  })
  if (!found) evaluate(right, here, emit)
}

interface Texts {
  readonly at: number
  readonly text: string
}

/** From the last part to the first, as jq turns them. */
function texts(filter: Of<'text'>, here: Here, { at, text }: Texts, then: (text: string) => void): void {
  const part = filter.parts[at]
  if (part === undefined) return then(text)
  if (typeof part === 'string') return texts(filter, here, { at: at - 1, text: part + text }, then)
  valuesOf(part, here, (value) => {
    const shown = String(formatted(filter.format ?? 'text', value))
    texts(filter, here, { at: at - 1, text: shown + text }, then)
  })
}

interface Fields {
  readonly at: number
  readonly object: ReadonlyMap<string, Json>
}

function objects(filter: Of<'object'>, here: Here, { at, object }: Fields, then: (value: Json) => void): void {
  const field = filter.fields[at]
  if (field === undefined) return then(object)
  valuesOf(field.key, here, (key) =>
    valuesOf(field.value, here, (value) => {
      if (typeof key !== 'string') throw new JqError(`Cannot use ${told(key)} as object key`)
      objects(filter, here, { at: at + 1, object: new Map(object).set(key, value) }, then)
    }),
  )
}

function bind(pattern: Pattern, value: Json, here: Here, then: (env: Env) => void): void {
  const { env } = here
  const withName = (inner: Env, name: string, each: Json): Env => ({
    ...inner,
    variables: new Map(inner.variables).set(name, each),
  })
  if (pattern.kind === 'variable') return then(withName(env, pattern.name, value))
  if (pattern.kind === 'array') {
    if (value !== null && !isArray(value)) throw new JqError(`Cannot index ${kindOf(value)} with number`)
    const go = (at: number, inner: Env): void => {
      const item = pattern.items[at]
      if (item === undefined) return then(inner)
      bind(item, value?.[at] ?? null, { ...here, env: inner }, (next) => go(at + 1, next))
    }
    return go(0, env)
  }
  const go = (at: number, inner: Env): void => {
    const field = pattern.fields[at]
    if (field === undefined) return then(inner)
    valuesOf(field.key, { ...here, env: inner }, (key) => {
      const found = getIndex(value, key)
      const named = field.also === null ? inner : withName(inner, field.also, found)
      if (field.value === null) go(at + 1, named)
      else bind(field.value, found, { ...here, env: named }, (next) => go(at + 1, next))
    })
  }
  go(0, env)
}

export function pathsOf(filter: Filter, here: Here): (readonly Json[])[] {
  const paths: (readonly Json[])[] = []
  evaluate(filter, { ...here, path: [] }, (_value, path) => void paths.push(path ?? []))
  return paths
}

function assign({ sign, left, right }: Of<'assign'>, here: Here, then: (value: Json) => void): void {
  const { input } = here
  if (sign === '|=') return then(updated(left, right, here))
  valuesOf(right, here, (operand) => {
    let value = input
    for (const at of pathsOf(left, here)) {
      const before = getPath(value, at)
      const kept = sign === '//=' && isTrue(before) ? before : operand
      value = setPath(value, at, sign === '=' || sign === '//=' ? kept : calculate(sign.slice(0, -1), before, operand))
    }
    then(value)
  })
}

/** One output for each place: what others do with several, or with none, differs from version to version. */
function updated(left: Filter, right: Filter, here: Here): Json {
  let value = here.input
  for (const at of pathsOf(left, here)) {
    const found: Json[] = []
    valuesOf(right, { ...here, input: getPath(value, at) }, (each) => void found.push(each))
    const [only] = found
    if (only === undefined || found.length > 1) throw new NotHere('|= with none or several outputs')
    value = setPath(value, at, only)
  }
  return value
}
