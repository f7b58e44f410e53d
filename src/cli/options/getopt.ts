/**
 * Options as glibc's `getopt_long` reads them: clusters `-nr`, values `-n5`, `-n 5`, `--lines=5`, shortened long names,
 * and `--`. What a tool has not got is refused in its words, and what it has and nothing here acts on is refused aloud.
 */

export interface Option {
  /** Its letter, or its long name where it has none. */
  readonly key: string
  readonly long: string
  /** `attached`: its value may be left out, and stands in the same word as its letter. */
  readonly value: 'none' | 'needed' | 'optional' | 'attached'
  readonly modelled: boolean
}

export interface OptionSet {
  readonly program: string
  /** Of a call with an option that there is not. */
  readonly exitCode: number
  readonly options: readonly Option[]
  /** What follows the words of a refusal. */
  readonly hint: string
  /** `-5` is an option, with the key `#`. */
  readonly takesDigits: boolean
  /** Whatever stands behind the first operand is one too. */
  readonly stopsAtOperand: boolean
}

export interface Given {
  /** In the order they were given; a flag's value is empty. */
  readonly options: readonly { readonly key: string; readonly value: string }[]
  readonly operands: readonly string[]
}

export interface OptionRefusal {
  readonly refusal: string
  readonly exitCode: number
}

const VALUES: Readonly<Record<string, Option['value']>> = { '': 'none', '=': 'needed', '[.]': 'attached' }

/**
 * The options of a program, one a word: `n|number`, `k|key=` with a value, `color[=]` with a value that may be left out, `i|in-place[.]` with one that is attached to the letter,
 * `T|initial-tab` behind an exclamation mark where nothing here acts on it.
 */
export function optionSet(
  program: string,
  words: string,
  more: { readonly exitCode?: number; readonly usage?: string; readonly digits?: true; readonly stops?: true } = {},
): OptionSet {
  const options = `${words} !help !version`
    .trim()
    .split(/\s+/)
    .map((word): Option => {
      const [, mark, text = '', value = ''] = /^(!?)(.*?)(\[=\]|\[\.\]|=)?$/.exec(word) ?? []
      const [letter = '', name = ''] = text.includes('|') || text.length === 1 ? text.split('|') : ['', text]
      return {
        key: letter === '' ? name : letter,
        long: name,
        value: VALUES[value] ?? 'optional',
        modelled: mark === '',
      }
    })
  const hint = `${more.usage === undefined ? '' : `${more.usage}\n`}Try '${program} --help' for more information.\n`
  return {
    program,
    exitCode: more.exitCode ?? 1,
    options,
    hint,
    takesDigits: more.digits === true,
    stopsAtOperand: more.stops === true,
  }
}

interface Reading {
  readonly set: OptionSet
  readonly args: readonly string[]
  at: number
  readonly options: { key: string; value: string }[]
  readonly operands: string[]
}

/** What a call gives; the refusal where it cannot be read. */
export function readOptions(set: OptionSet, args: readonly string[]): Given | OptionRefusal {
  const reading: Reading = { set, args, at: 0, options: [], operands: [] }
  while (reading.at < args.length) {
    const arg = args[reading.at++] ?? ''
    if (arg === '--') reading.operands.push(...args.slice(reading.at))
    if (arg === '--') break
    if (arg === '-' || !arg.startsWith('-')) {
      reading.operands.push(arg)
      if (set.stopsAtOperand) reading.operands.push(...args.slice(reading.at))
      if (set.stopsAtOperand) break
      continue
    }
    const refusal = arg.startsWith('--') ? readLong(reading, arg.slice(2)) : readCluster(reading, arg)
    if (refusal !== null) return refusal
  }
  return reading
}

function refuse({ program, exitCode, hint }: OptionSet, words: string): OptionRefusal {
  return { refusal: `${program}: ${words}\n${hint}`, exitCode }
}

function take(reading: Reading, option: Option, value: string, written: string): OptionRefusal | null {
  const { program, exitCode } = reading.set
  if (!option.modelled)
    return { refusal: `${program}: ${written}: this simulator does not model this option\n`, exitCode }
  reading.options.push({ key: option.key, value })
  return null
}

function readLong(reading: Reading, text: string): OptionRefusal | null {
  const { set, args } = reading
  const equals = text.indexOf('=')
  const name = equals === -1 ? text : text.slice(0, equals)
  const longs = set.options.filter(({ long }) => long !== '')
  const exact = longs.find(({ long }) => long === name)
  const near = exact === undefined ? longs.filter(({ long }) => long.startsWith(name)) : [exact]
  const [option] = near
  if (option === undefined) return refuse(set, `unrecognized option '--${text}'`)
  if (near.some(({ key }) => key !== option.key)) {
    const names = near.map(({ long }) => `'--${long}'`).join(' ')
    return refuse(set, `option '--${text}' is ambiguous; possibilities: ${names}`)
  }
  const written = `--${option.long}`
  if (option.value === 'none' && equals !== -1) return refuse(set, `option '${written}' doesn't allow an argument`)
  if (option.value !== 'needed' || equals !== -1)
    return take(reading, option, equals === -1 ? '' : text.slice(equals + 1), written)
  if (reading.at === args.length) return refuse(set, `option '${written}' requires an argument`)
  return take(reading, option, args[reading.at++] ?? '', written)
}

function readCluster(reading: Reading, arg: string): OptionRefusal | null {
  const { set, args } = reading
  if (set.takesDigits && /^-\d+$/.test(arg)) {
    reading.options.push({ key: '#', value: arg.slice(1) })
    return null
  }
  const letters = [...arg.slice(1)]
  for (let index = 0; index < letters.length; index++) {
    const letter = letters[index] ?? ''
    const option = set.options.find(({ key }) => key === letter)
    if (option === undefined) return refuse(set, `invalid option -- '${letter}'`)
    if (option.value === 'attached') return take(reading, option, letters.slice(index + 1).join(''), `-${letter}`)
    if (option.value !== 'needed') {
      const refusal = take(reading, option, '', `-${letter}`)
      if (refusal !== null) return refusal
      continue
    }
    const inline = letters.slice(index + 1).join('')
    if (inline !== '') return take(reading, option, inline, `-${letter}`)
    if (reading.at === args.length) return refuse(set, `option requires an argument -- '${letter}'`)
    return take(reading, option, args[reading.at++] ?? '', `-${letter}`)
  }
  return null
}

/** Whether one of the options, each a letter, was given. */
export function hasAny({ options }: Given, letters: string): boolean {
  return options.some(({ key }) => key.length === 1 && letters.includes(key))
}

export function hasOption({ options }: Given, key: string): boolean {
  return options.some((option) => option.key === key)
}

/** The last that was given of a value; undefined where there is none. */
export function lastValue({ options }: Given, key: string): string | undefined {
  return options.findLast((option) => option.key === key)?.value
}
