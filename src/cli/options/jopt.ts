/**
 * Counterpart: joptsimple.OptionParser as Kafka builds it (no abbreviations). Words that are no options are collected
 * and ignored, which is why an em dash in front of an option goes unnoticed.
 */
import { throwableText } from '../../kafka/common/java-classes.ts'
import type { ToolProfile } from '../../kafka/profile/tool-profile.ts'
import { type Cause, JavaException } from '../java-errors.ts'
import { describeOption } from './describe-option.ts'

export interface OptionSpec {
  readonly name: string
  /** `String`, `Integer`, `Long` or a pattern; null takes no value. */
  readonly valueType: string | null
  readonly valueName: string | null
  readonly valueOptional: boolean
  readonly required: boolean
  readonly defaultValue: string | null
  readonly description: string
}

/** A parse error with joptsimple's class and message. */
export class OptionError extends Error {
  readonly exception: string
  readonly causedBy: Cause | null
  constructor(exception: string, message: string, causedBy: Cause | null = null) {
    super(message)
    this.exception = `joptsimple.${exception}`
    this.causedBy = causedBy
  }
}

/** The same as Java's exception, for a trace. */
export function optionException(error: OptionError): JavaException {
  return new JavaException(error.exception, error.message, { causedBy: error.causedBy })
}

export interface ParsedOptions {
  has(name: string): boolean
  /** The single value, or the default; null when there is none. Throws when the option was given twice. */
  value(name: string): string | null
  values(name: string): readonly string[]
  integer(name: string): number | null
  readonly words: readonly string[]
  /** Names of the options in the order given, each as often as it was. */
  readonly order: readonly string[]
}

/** By name, without dashes. */
export type OptionTable = ReadonlyMap<string, OptionSpec>

/** Of a tool's lines (`kafka-topics`) as a `ToolProfile` has them. */
export function optionTable(lines: readonly string[], tools: ToolProfile, tool: string): OptionTable {
  return new Map(
    lines.filter((line) => line !== '').map((line) => parseLine(line, (name) => describeOption(name, tools, tool))),
  )
}

function parseLine(line: string, describe: (name: string) => string): readonly [string, OptionSpec] {
  const match = /^--(\S+)(?: ([^?*:=\s]+)?(\?)?(\*)?(?:: (.*?))?(?: = (.*))?)?$/.exec(line)
  const name = match?.[1] ?? line
  return [
    name,
    {
      name,
      valueType: match?.[2] ?? null,
      valueName: match?.[5] ?? null,
      valueOptional: match?.[3] !== undefined,
      required: match?.[4] !== undefined,
      defaultValue: match?.[6] ?? null,
      description: describe(name),
    },
  ]
}

export function parseOptions(table: ReadonlyMap<string, OptionSpec>, args: readonly string[]): ParsedOptions {
  const given = new Map<string, string[]>()
  const words: string[] = []
  const order: string[] = []
  for (let index = 0; index < args.length; index++) {
    const arg = args[index] ?? ''
    if (arg === '--') {
      words.push(...args.slice(index + 1))
      break
    }
    const match = /^--?([^=]+)(?:=([\s\S]*))?$/.exec(arg)
    if (match === null || !arg.startsWith('-') || arg === '-') {
      words.push(arg)
      continue
    }
    const spec = table.get(match[1] ?? '')
    if (spec === undefined)
      throw new OptionError(
        'UnrecognizedOptionException',
        `${shownName(arg, match[1] ?? '')} is not a recognized option`,
      )
    const values = given.get(spec.name) ?? []
    given.set(spec.name, values)
    order.push(spec.name)
    if (spec.valueType === null) continue
    const next = args[index + 1]
    if (match[2] !== undefined) values.push(match[2])
    else if (spec.valueOptional && !mayBeValueOf(spec, next, table)) continue
    else if (next === undefined)
      throw new OptionError('OptionMissingRequiredArgumentException', `Option ${spec.name} requires an argument`)
    else values.push(args[++index] ?? '')
  }
  const missing = [...table.values()].filter(
    (spec) => spec.required && !given.has(spec.name) && !given.has('help') && !given.has('version'),
  )
  if (missing.length > 0)
    throw new OptionError(
      'MissingRequiredOptionsException',
      `Missing required option(s) [${missing.map((spec) => spec.name).join(', ')}]`,
    )
  return new OptionSet(table, given, words, order)
}

/**
 * OptionalArgumentOptionSpec.detectOptionArgument: a word that the option's type cannot be made of is no value of it, and
 * stands for itself; a number may be a negative one.
 */
function mayBeValueOf({ valueType }: OptionSpec, next: string | undefined, table: OptionTable): boolean {
  if (next === undefined) return false
  const isNumber = valueType === 'Integer' || valueType === 'Long'
  return isNumber ? isNumberOf(valueType, next) : !isOption(table, next)
}

/** A single dash is followed by a long name as a whole; an unknown cluster is named by its first letter. */
function shownName(arg: string, name: string): string {
  return arg.startsWith('--') ? name : name.charAt(0)
}

function isOption(table: ReadonlyMap<string, OptionSpec>, arg: string): boolean {
  const match = /^--?([^=]+)/.exec(arg)
  return match !== null && table.has(match[1] ?? '')
}

class OptionSet implements ParsedOptions {
  readonly #table: ReadonlyMap<string, OptionSpec>
  readonly #given: ReadonlyMap<string, readonly string[]>
  readonly words: readonly string[]
  readonly order: readonly string[]

  constructor(
    table: ReadonlyMap<string, OptionSpec>,
    given: ReadonlyMap<string, readonly string[]>,
    words: readonly string[],
    order: readonly string[],
  ) {
    this.order = order
    this.#table = table
    this.#given = given
    this.words = words
  }

  has(name: string): boolean {
    return this.#given.has(name)
  }

  values(name: string): readonly string[] {
    const values = this.#given.get(name)
    if (values !== undefined && values.length > 0) return values
    const fallback = this.#table.get(name)?.defaultValue
    return fallback === null || fallback === undefined ? [] : [fallback]
  }

  value(name: string): string | null {
    const values = this.values(name)
    if (values.length > 1)
      throw new OptionError(
        'MultipleArgumentsForOptionException',
        `Found multiple arguments for option ${name}, but you asked for only one`,
      )
    return values[0] ?? null
  }

  integer(name: string): number | null {
    const text = this.value(name)
    if (text === null) return null
    if (!isNumberOf(this.#table.get(name)?.valueType ?? null, text)) throw notANumber(name, text)
    return Number(text)
  }
}

function isNumberOf(valueType: string | null, text: string): boolean {
  const limit = valueType === 'Integer' ? 2_147_483_647 : Number.MAX_SAFE_INTEGER
  return /^[-+]?\d+$/.test(text) && Math.abs(Number(text)) <= limit
}

function notANumber(name: string, text: string): OptionError {
  const root = { className: 'java.lang.NumberFormatException', message: `For input string: "${text}"` }
  return new OptionError('OptionArgumentConversionException', `Cannot parse argument '${text}' of option ${name}`, {
    className: 'joptsimple.internal.ReflectionException',
    message: throwableText(root.className, root.message),
    causedBy: root,
  })
}
