/**
 * Counterpart: argparse4j 0.7.0 as Kafka uses it. Unlike joptsimple it refuses words nobody asked for, takes unique
 * beginnings of long options, and sets its complaints in justified lines of 75 columns.
 */

export interface ArgumentSpec {
  /** `--topic`, or a short and a long one. */
  readonly flags: readonly string[]
  readonly type?: 'String' | 'Integer' | 'Long' | 'Short'
  /** Takes no value. */
  readonly isFlag?: true
  readonly required?: true
  readonly choices?: readonly string[]
  readonly defaultValue?: string
  /** Takes as many words as follow. */
  readonly many?: true
  /** May be given more than once. */
  readonly repeatable?: true
  /** Of those with the same name at most one may be given; in `!name` one must. */
  readonly exclusive?: string
  readonly help?: string
}

export interface ArgumentParser {
  readonly program: string
  readonly description: string
  readonly arguments: readonly ArgumentSpec[]
  readonly commands?: Readonly<Record<string, readonly ArgumentSpec[]>>
}

/** The complaint, without the program's name. */
export class ArgumentError extends Error {}

/** `-h`. */
export class HelpWanted extends Error {}

export interface ParsedArguments {
  readonly command: string | null
  has(flag: string): boolean
  /** The value given last, or the default; null when there is none. Flags by their longest name, `--topic`. */
  value(flag: string): string | null
  values(flag: string): readonly string[]
  integer(flag: string): number | null
}

const HELP: ArgumentSpec = { flags: ['-h', '--help'], isFlag: true, help: 'show this help message and exit' }

export function nameOf(spec: ArgumentSpec): string {
  return spec.flags[spec.flags.length - 1] ?? ''
}

/** What may stand on its command line, for completion. */
export function parserWords({ arguments: own, commands = {} }: ArgumentParser): string[] {
  const specs = [...own, ...Object.values(commands).flat()]
  return [...Object.keys(commands), ...specs.map(nameOf), '--help']
}

export function parseArguments(parser: ArgumentParser, args: readonly string[]): ParsedArguments {
  const given = new Map<string, string[]>()
  const extra: string[] = []
  let specs = [HELP, ...parser.arguments]
  let command: string | null = null
  for (let index = 0; index < args.length; index++) {
    const arg = args[index] ?? ''
    if (!arg.startsWith('-') || /^-\d/.test(arg)) {
      if (parser.commands === undefined || command !== null) {
        extra.push(...args.slice(index))
        break
      }
      command = commandOf(parser.commands, arg)
      specs = [...specs, ...(parser.commands[command] ?? [])]
      continue
    }
    const { spec, inline } = specOf(specs, arg)
    const name = nameOf(spec)
    if (spec === HELP) throw new HelpWanted()
    const others = specs.filter(
      (each) => each !== spec && spec.exclusive !== undefined && each.exclusive === spec.exclusive,
    )
    const clash = others.find((each) => given.has(nameOf(each)))
    if (clash !== undefined)
      throw new ArgumentError(`argument ${shown(spec)}: not allowed with argument ${shown(clash)}`)
    const value = spec.isFlag ? '' : (inline ?? args[++index])
    if (value === undefined || (!spec.isFlag && inline === null && value.startsWith('--')))
      throw new ArgumentError(`argument ${shown(spec)}: expected one argument`)
    if (!spec.isFlag) check(spec, value)
    const values = [...(spec.repeatable ? (given.get(name) ?? []) : []), value]
    while (spec.many && args[index + 1]?.startsWith('-') === false) values.push(args[++index] ?? '')
    given.set(name, values)
  }
  if (extra.length > 0) throw new ArgumentError(`unrecognized arguments: '${extra.join(' ')}'`)
  checkRequired(specs, given)
  if (parser.commands !== undefined && command === null) throw new ArgumentError('too few arguments')
  return new Arguments(command, specs, given)
}

function commandOf(commands: Readonly<Record<string, unknown>>, arg: string): string {
  if (Object.hasOwn(commands, arg)) return arg
  const names = Object.keys(commands).map((name) => `'${name}'`)
  throw new ArgumentError(`invalid choice: '${arg}' (choose from ${names.join(', ')})`)
}

function specOf(specs: readonly ArgumentSpec[], arg: string): { spec: ArgumentSpec; inline: string | null } {
  const equals = arg.startsWith('--') ? arg.indexOf('=') : -1
  const flag = equals === -1 ? arg : arg.slice(0, equals)
  const inline = equals === -1 ? null : arg.slice(equals + 1)
  const exact = specs.find((spec) => spec.flags.includes(flag))
  if (exact !== undefined) return { spec: exact, inline }
  const begun = flag.startsWith('--') ? specs.filter((spec) => spec.flags.some((each) => each.startsWith(flag))) : []
  const [only] = begun
  if (begun.length > 1) {
    const names = begun.flatMap((spec) => spec.flags.filter((each) => each.startsWith(flag)))
    throw new ArgumentError(`ambiguous option: ${flag} could match ${names.join(', ')}`)
  }
  if (only === undefined) throw new ArgumentError(`unrecognized arguments: '${arg}'`)
  return { spec: only, inline }
}

function check(spec: ArgumentSpec, value: string): void {
  const isNumber = spec.type === 'Integer' || spec.type === 'Long' || spec.type === 'Short'
  if (isNumber && !/^[-+]?\d{1,18}$/.test(value)) {
    throw new ArgumentError(
      `argument ${shown(spec)}: could not convert '${value}' to ${spec.type} (For input string: "${value}")`,
    )
  }
  if (spec.choices !== undefined && !spec.choices.includes(value)) {
    throw new ArgumentError(
      `argument ${shown(spec)}: invalid choice: '${value}' (choose from {${spec.choices.join(',')}})`,
    )
  }
}

function checkRequired(specs: readonly ArgumentSpec[], given: ReadonlyMap<string, unknown>): void {
  for (const spec of specs) {
    if (spec.required && !given.has(nameOf(spec))) throw new ArgumentError(`argument ${shown(spec)} is required`)
  }
  for (const group of new Set(specs.map((spec) => spec.exclusive))) {
    if (group === undefined || !group.startsWith('!')) continue
    const members = specs.filter((spec) => spec.exclusive === group)
    if (members.some((spec) => given.has(nameOf(spec)))) continue
    throw new ArgumentError(`one of the arguments ${members.map(shown).join(' ')} is required`)
  }
}

/** Kafka names the long form first. */
function shown(spec: ArgumentSpec): string {
  return [...spec.flags].reverse().join('/')
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
