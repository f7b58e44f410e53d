/**
 * Counterpart: argparse4j 0.7.0 as Kafka uses it. Unlike joptsimple it refuses words nobody asked for, takes unique
 * beginnings of long options and of sub-commands, and a sub-command is a parser of its own: behind its name only its own
 * options are known, and what is wrong there is told with its usage.
 */
import type { ArgumentParser, ArgumentSpec, ParserPart, SubParser } from '../../kafka/profile/argument-parser.ts'

/** A parser, or the sub-command of it that was being read. */
export interface ParserPlace {
  readonly parser: ArgumentParser
  readonly command: string | null
}

/** The complaint, without the program's name. */
export class ArgumentError extends Error {
  readonly place: ParserPlace
  /** The word nobody knows, where that is what is wrong. */
  readonly unknown: string | null
  constructor(message: string, place: ParserPlace, unknown: string | null = null) {
    super(message)
    this.place = place
    this.unknown = unknown
  }
}

/** `-h`. */
export class HelpWanted extends Error {
  readonly place: ParserPlace
  constructor(place: ParserPlace) {
    super('help')
    this.place = place
  }
}

export interface ParsedArguments {
  readonly command: string | null
  has(flag: string): boolean
  /** The value given last, or the default; null when there is none. Flags by their long name, `--topic`. */
  value(flag: string): string | null
  values(flag: string): readonly string[]
  integer(flag: string): number | null
}

export const HELP: ArgumentSpec = { flags: ['-h', '--help'], isFlag: true, help: 'show this help message and exit' }

/** Its long name. */
export function nameOf({ flags }: ArgumentSpec): string {
  return flags.find((flag) => flag.startsWith('--')) ?? flags[0] ?? ''
}

/** As messages name it. */
export function shown({ flags }: ArgumentSpec): string {
  return flags.join('/')
}

export function partOf({ parser, command }: ParserPlace): ParserPart {
  return command === null ? parser : (parser.commands?.[command] ?? parser)
}

/** All that may be given there, `-h` first. */
export function specsOf(place: ParserPlace): readonly ArgumentSpec[] {
  return [HELP, ...partOf(place).arguments]
}

/** What may stand on its command line, for completion. */
export function parserWords({ arguments: own, commands = {} }: ArgumentParser): string[] {
  const specs = [...own, ...Object.values(commands).flatMap((command) => command.arguments)]
  return [...Object.keys(commands), ...specs.map(nameOf), '--help']
}

export function parseArguments(parser: ArgumentParser, args: readonly string[]): ParsedArguments {
  const given = new Map<string, string[]>()
  const reading: Reading = { args, at: 0, separated: false, deferred: null, given }
  const command = parsePart({ parser, command: null }, reading)
  if (reading.deferred !== null) throw reading.deferred
  const specs = [...parser.arguments, ...(command === null ? [] : (parser.commands?.[command]?.arguments ?? []))]
  return new Arguments(command, specs, given)
}

interface Reading {
  readonly args: readonly string[]
  at: number
  /** After `--` no word is an option. */
  separated: boolean
  /** What is missing is told only when nothing else is wrong further on. */
  deferred: ArgumentError | null
  readonly given: Map<string, string[]>
}

/** Which sub-command was read. */
function parsePart(place: ParserPlace, reading: Reading): string | null {
  const { args } = reading
  const { commands } = place.parser
  const hasCommands = commands !== undefined && place.command === null
  const used = new Map<string, ArgumentSpec>()
  while (reading.at < args.length) {
    const arg = args[reading.at] ?? ''
    if (isFlag(arg, reading)) {
      if (arg === '--') {
        reading.separated = true
        reading.at++
      } else readOption(place, arg, used, reading)
    } else if (hasCommands && !reading.separated) {
      checkRequired(place, reading)
      const command = commandOf(place, commands, arg)
      reading.at++
      parsePart({ parser: place.parser, command }, reading)
      return command
    } else throw new ArgumentError(`unrecognized arguments: '${args.slice(reading.at).join(' ')}'`, place)
  }
  if (hasCommands) throw new ArgumentError('too few arguments', place)
  checkRequired(place, reading)
  return null
}

function isFlag(arg: string, { separated }: Reading): boolean {
  return !separated && /^-./s.test(arg) && !/^-\d+$/.test(arg)
}

function commandOf(place: ParserPlace, commands: Readonly<Record<string, SubParser>>, arg: string): string {
  const names = Object.keys(commands)
  const begun = arg === '' ? [] : names.filter((name) => name.startsWith(arg))
  const [only] = begun
  if (names.includes(arg)) return arg
  if (begun.length > 1)
    throw new ArgumentError(`ambiguous command: ${arg} could match ${[...begun].sort(byText).join(', ')}`, place)
  if (only !== undefined) return only
  const choice = names.map((name) => `'${name}'`).join(', ')
  throw new ArgumentError(`invalid choice: '${arg}' (choose from ${choice})`, place, arg)
}

/** One option with its values, or several short ones in one word: `-gt id`. */
function readOption(place: ParserPlace, term: string, used: Map<string, ArgumentSpec>, reading: Reading): void {
  const equals = term.indexOf('=')
  const flag = equals === -1 ? term : term.slice(0, equals)
  const spec = specOf(place, flag)
  reading.at++
  if (spec !== null) return take(place, spec, equals === -1 ? null : term.slice(equals + 1), used, reading)
  const letters = term.startsWith('--') ? '' : term.slice(1)
  for (const [index, letter] of [...letters].entries()) {
    const short = specsOf(place).find(({ flags }) => flags.includes(`-${letter}`))
    if (short === undefined) break
    const rest = letters.slice(index + 1)
    if (!short.isFlag) return take(place, short, rest === '' ? null : rest, used, reading)
    take(place, short, null, used, reading)
    if (rest === '') return
  }
  throw new ArgumentError(`unrecognized arguments: '${term}'`, place, term)
}

/** By its whole name, or by a beginning that no other option has. */
function specOf(place: ParserPlace, flag: string): ArgumentSpec | null {
  const specs = specsOf(place)
  const exact = specs.find((spec) => spec.flags.includes(flag))
  if (exact !== undefined) return exact
  const begun = specs.flatMap((spec) =>
    spec.flags.filter((each) => each.startsWith(flag)).map((each) => ({ spec, each })),
  )
  if (begun.length < 2) return begun[0]?.spec ?? null
  const names = begun.map(({ each }) => each).sort(byText)
  throw new ArgumentError(`ambiguous option: ${flag} could match ${names.join(', ')}`, place)
}

function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

/** Takes an option with its value, which stands in the same word or in those that follow. */
function take(
  place: ParserPlace,
  spec: ArgumentSpec,
  inline: string | null,
  used: Map<string, ArgumentSpec>,
  reading: Reading,
): void {
  const refuse = (message: string): never => {
    throw new ArgumentError(`argument ${shown(spec)}: ${message}`, place)
  }
  const group = spec.group === undefined ? undefined : partOf(place).groups?.[spec.group]
  if (spec.group !== undefined && group?.exclusive) {
    const other = used.get(spec.group)
    if (other !== undefined && other !== spec) refuse(`not allowed with argument ${shown(other)}`)
    used.set(spec.group, spec)
  }
  if (spec.isFlag && inline !== null) refuse(`ignore implicit argument '${inline}'`)
  if (spec === HELP) throw new HelpWanted(place)
  const name = nameOf(spec)
  if (spec.isFlag) return void reading.given.set(name, [''])
  const values = inline === null ? following(spec, reading) : [inline]
  if (values.length === 0) refuse(spec.many ? 'expected 1 argument(s)' : 'expected one argument')
  for (const value of values) {
    const problem = problemWith(spec, value)
    if (problem !== null) refuse(problem)
  }
  reading.given.set(name, [...(spec.repeatable ? (reading.given.get(name) ?? []) : []), ...values])
}

function following(spec: ArgumentSpec, reading: Reading): string[] {
  const values: string[] = []
  for (; reading.at < reading.args.length && (spec.many || values.length === 0); reading.at++) {
    const arg = reading.args[reading.at] ?? ''
    if (isFlag(arg, reading)) break
    values.push(arg)
  }
  return values
}

const LIMITS = { Integer: 2_147_483_647n, Long: 9_223_372_036_854_775_807n, Short: 32_767n } as const

function problemWith({ type = 'String', choices }: ArgumentSpec, value: string): string | null {
  const reason = type === 'String' ? null : reasonAgainst(type, value)
  if (reason !== null) return `could not convert '${value}' to ${type} (${reason})`
  const isChosen = choices?.some(
    (choice) => choice === value || (type !== 'String' && Number(choice) === Number(value)),
  )
  return isChosen === false ? `invalid choice: '${value}' (choose from {${choices?.join(',')}})` : null
}

/** What Java's `valueOf` says of a text that is no such number. */
function reasonAgainst(type: 'Integer' | 'Long' | 'Short' | 'Double', value: string): string | null {
  const unreadable = `For input string: "${value}"`
  if (type === 'Double') {
    if (value.trim() === '') return 'empty String'
    return /^\s*[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?[dfDF]?\s*$/i.test(value) ? null : unreadable
  }
  if (!/^[-+]?\d+$/.test(value)) return unreadable
  const number = BigInt(value)
  const fits = number <= LIMITS[type] && number >= -LIMITS[type] - 1n
  return fits ? null : type === 'Short' ? `Value out of range. Value:"${value}" Radix:10` : unreadable
}

/** The last that is missing is told. */
function checkRequired(place: ParserPlace, reading: Reading): void {
  if (reading.deferred !== null) return
  const part = partOf(place)
  const isGiven = (spec: ArgumentSpec) => reading.given.has(nameOf(spec))
  const missing = part.arguments.filter((spec) => spec.required && !isGiven(spec)).at(-1)
  if (missing !== undefined) {
    reading.deferred = new ArgumentError(`argument ${shown(missing)} is required`, place)
    return
  }
  for (const [name, group] of Object.entries(part.groups ?? {})) {
    const members = part.arguments.filter((spec) => spec.group === name)
    if (!group.exclusive || !group.required || members.some(isGiven)) continue
    const names = members.map((spec) => `${shown(spec)} `).join('')
    reading.deferred = new ArgumentError(`one of the arguments ${names}is required`, place)
  }
}

class Arguments implements ParsedArguments {
  readonly command: string | null
  readonly #specs: readonly ArgumentSpec[]
  readonly #given: ReadonlyMap<string, readonly string[]>

  constructor(command: string | null, specs: readonly ArgumentSpec[], given: ReadonlyMap<string, readonly string[]>) {
    this.command = command
    this.#specs = specs
    this.#given = given
  }

  has(flag: string): boolean {
    return this.#given.has(flag)
  }

  values(flag: string): readonly string[] {
    return this.#given.get(flag) ?? []
  }

  value(flag: string): string | null {
    const values = this.values(flag)
    return values[values.length - 1] ?? this.#specs.find((spec) => nameOf(spec) === flag)?.defaultValue ?? null
  }

  integer(flag: string): number | null {
    const value = this.value(flag)
    return value === null ? null : Number(value)
  }
}
