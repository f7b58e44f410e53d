/** One call of jq: its filter over its inputs, what it prints, and how it ends. */

import { BUILTINS } from './builtins.ts'
import { definitionsOf } from './definitions.ts'
import { evaluate } from './evaluate.ts'
import type { Env, Run } from './here.ts'
import { parseFilter } from './parser.ts'
import { BadFilter, type Filter } from './syntax.ts'
import { dump, isTrue, JqError, type Json, NotHere, type Style } from './values.ts'

export interface JqOptions {
  readonly filter: string
  readonly variables: ReadonlyMap<string, Json>
  readonly style: Style
  /** `-r`: strings as they are; `-j`: no line ends either. */
  readonly raw: boolean
  readonly joined: boolean
  readonly exitStatus: boolean
  readonly nullInput: boolean
}

/** What was printed so far, and the outcome of the last filter. */
export interface JqOutput {
  out: string
  error: string
  /** 5 after an error; what is last for `-e`. */
  exitCode: number
  last: Json | undefined
  /** Said in the simulator's own voice: it goes no further. */
  notHere: string | null
}

/** The filter as a tree; or why there is none, in jq's words or, where these are bison's, at which place it ends. */
export function compiled(
  text: string,
  variables: ReadonlyMap<string, Json>,
): { readonly filter: Filter } | { readonly error: string } | { readonly at: number } {
  try {
    const filter = parseFilter(text)
    const unknown = definitionsOf().unknownIn(filter, variables)
    if (unknown === null) return { filter }
    return {
      error: `jq: error: ${unknown.name} is not defined at <top-level>, ${lineOf(text, unknown.at)}jq: 1 compile error\n`,
    }
  } catch (error) {
    if (error instanceof BadFilter) return { at: error.at }
    throw error
  }
}

/** The line, with as many blanks behind it as stand before the place, as jq prints it. */
function lineOf(text: string, at: number): string {
  const before = text.slice(0, at).split('\n')
  const line = text.split('\n')[before.length - 1] ?? ''
  return `line ${before.length}:\n${line}${' '.repeat(before.at(-1)?.length ?? 0)}\n`
}

export function runFilter(
  filter: Filter,
  options: JqOptions,
  input: Json,
  run: Pick<Run, 'nowS' | 'input'>,
  place: () => string,
): JqOutput {
  const output: JqOutput = { out: '', error: '', exitCode: 0, last: undefined, notHere: null }
  const world: Run = { ...run, steps: 0, builtins: BUILTINS, definitions: definitionsOf().all }
  const env: Env = { variables: options.variables, functions: new Map(), world }
  try {
    evaluate(filter, { env, input, path: null }, (value) => {
      output.last = value
      output.out += shown(value, options)
    })
  } catch (error) {
    if (error instanceof JqError) {
      const { value } = error
      output.error = `jq: error (at ${place()})${typeof value === 'string' ? `: ${value}` : ` (not a string): ${dump(value)}`}\n`
      output.exitCode = 5
    } else if (error instanceof NotHere) output.notHere = error.message
    else if (error instanceof RangeError) output.notHere = 'endless'
    else throw error
  }
  return output
}

function shown(value: Json, { raw, joined, style }: JqOptions): string {
  return (raw && typeof value === 'string' ? value : dump(value, style)) + (joined ? '' : '\n')
}

/** Of `-e`: 0 for anything but false, null (1) and nothing at all (4). */
export function statusOf(last: Json | undefined): number {
  if (last === undefined) return 4
  return isTrue(last) ? 0 : 1
}
