/** Where a filter stands while it runs. */
import type { Filter } from './syntax.ts'
import { JqError, type Json, NotHere, told } from './values.ts'

/** Null where nobody asks for paths. */
export type Path = readonly Json[] | null
export type Emit = (value: Json, path: Path) => void

export interface Closure {
  readonly params: readonly string[]
  readonly body: Filter
  readonly env: Env
}

export interface Env {
  readonly variables: ReadonlyMap<string, Json>
  /** By name and number of arguments, `map/1`. */
  readonly functions: ReadonlyMap<string, Closure>
  readonly world: Run
}

/** Where a filter stands: what names mean there, and what it is given. */
export interface Here {
  readonly env: Env
  readonly input: Json
  readonly path: Path
}

export type Builtin = (args: readonly Filter[], here: Here, emit: Emit) => void

/** One call of jq. */
export interface Run {
  steps: number
  readonly nowS: number
  /** The next of its inputs; undefined: there is none. */
  input(): Json | undefined
  readonly builtins: Readonly<Record<string, Builtin>>
  /** What is defined in jq's own language. */
  readonly definitions: ReadonlyMap<string, { readonly params: readonly string[]; readonly body: Filter }>
}

const MOST_STEPS = 2_000_000

export function countStep(world: Run): void {
  if (++world.steps > MOST_STEPS) throw new NotHere('endless')
}

/** A value that lies nowhere in the input: only who asks for a path hears that it has none. */
export function made(value: Json, path: Path, emit: Emit): void {
  if (path !== null && value !== null)
    throw new JqError(`Invalid path expression with result ${told(value).replace(/^\w+ \(|\)$/g, '')}`)
  emit(value, path)
}
