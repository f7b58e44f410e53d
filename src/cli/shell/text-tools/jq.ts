/** Counterpart in jq 1.6: options and inputs; what filters do is in `../jq/`. */
import { readFile, resolvePath, whyUnreadable } from '../../files.ts'
import { inOwnVoice } from '../../own-voice.ts'
import { exitProcess, type Process, type ProcessContext, type Program, writeError, writeOut } from '../../program.ts'
import { mendText } from '../../raw-text.ts'
import { readValues } from '../jq/json-text.ts'
import { compiled, type JqOptions, runFilter, statusOf } from '../jq/run.ts'
import type { Filter } from '../jq/syntax.ts'
import type { Json } from '../jq/values.ts'

interface Call extends JqOptions {
  readonly files: readonly string[]
  readonly slurp: boolean
  readonly rawInput: boolean
}

interface JqState {
  readonly kind: 'jq'
  /** Input that no value has been read of yet. */
  text: string
  /** Line ends before it. */
  lines: number
  last: Json | undefined
  exitCode: number
}

/** Those of one letter, and their long names. */
const FLAGS: Readonly<Record<string, string>> = {
  'compact-output': 'c',
  'raw-output': 'r',
  'join-output': 'j',
  'ascii-output': 'a',
  slurp: 's',
  'null-input': 'n',
  'exit-status': 'e',
  'raw-input': 'R',
  'sort-keys': 'S',
  'monochrome-output': 'M',
  tab: 't',
  args: 'A',
}

interface Reading {
  readonly flags: Set<string>
  readonly operands: string[]
  readonly named: Map<string, Json>
  filterFile: string | null
  indent: number
}

const USAGE =
  'Use jq --help for help with command-line options,\nor see the jq manpage, or online docs  at https://stedolan.github.io/jq\n'

/** What stands in its way, in its words or in our own, with its exit code. */
class Refused extends Error {
  readonly exitCode: number
  constructor(words: string, exitCode = 2) {
    super(words)
    this.exitCode = exitCode
  }
}

function readCall({
  process,
  disk,
}: ProcessContext): Call | { readonly refusal: string; readonly exitCode: number; readonly out?: string } {
  const reading: Reading = { flags: new Set(), operands: [], named: new Map(), filterFile: null, indent: 2 }
  const file = (name: string) => {
    const path = resolvePath(process.folder, name)
    const text = readFile(disk, path)
    if (text === undefined) throw new Refused(`jq: error: Could not open ${name}: ${whyUnreadable(disk, path)}\n`)
    return text
  }
  try {
    const { args } = process
    for (let at = 0; at < args.length; at++) at += readArgument(reading, args, at, file)
  } catch (error) {
    if (error instanceof Refused) return { refusal: error.message, exitCode: error.exitCode }
    throw error
  }
  const { flags, operands, filterFile } = reading
  if (flags.has('V')) return { refusal: '', exitCode: 0, out: 'jq-1.6\n' }
  const filter = filterFile ?? operands.shift()
  if (filter === undefined) return { refusal: inOwnVoice('jq needs a filter: jq . prints what it reads.'), exitCode: 2 }
  const named = new Map<string, Json>(reading.named)
  named.set(
    'ARGS',
    new Map<string, Json>([
      ['positional', []],
      ['named', new Map(reading.named)],
    ]),
  )
  const indent = flags.has('t') ? '\t' : flags.has('c') || reading.indent === 0 ? null : ' '.repeat(reading.indent)
  return {
    filter,
    variables: named,
    style: { indent, sorted: flags.has('S'), ascii: flags.has('a') },
    raw: flags.has('r') || flags.has('j'),
    joined: flags.has('j'),
    exitStatus: flags.has('e'),
    nullInput: flags.has('n'),
    files: operands,
    slurp: flags.has('s'),
    rawInput: flags.has('R'),
  }
}

/** How many words behind it belong to it. */
function readArgument(reading: Reading, args: readonly string[], at: number, file: (name: string) => string): number {
  const arg = args[at] ?? ''
  if (!/^-(?:-|[A-Za-z])/.test(arg)) {
    reading.operands.push(arg)
    return 0
  }
  if (!arg.startsWith('--')) {
    if (/^-[crjasneRSM]+$/.test(arg)) {
      for (const flag of arg.slice(1)) reading.flags.add(flag)
      return 0
    }
    if (arg === '-V') {
      reading.flags.add('V')
      return 0
    }
    if (/^-[crjasneRSM]*f$/.test(arg)) return readArgument(reading, ['--from-file', ...args.slice(at + 1)], 0, file)
    if (/^-[crjasneRSMChL]+/.test(arg)) throw new Refused(inOwnVoice(`not simulated: ${arg}`))
    throw new Refused(`jq: Unknown option ${arg}\n${USAGE}`)
  }
  const name = arg.slice(2)
  const flag = FLAGS[name]
  if (name === 'version') reading.flags.add('V')
  else if (flag !== undefined && flag !== 'A') reading.flags.add(flag)
  else return readValued(reading, name, args.slice(at + 1), file)
  return 0
}

function readValued(reading: Reading, name: string, rest: readonly string[], file: (name: string) => string): number {
  const [first, second] = rest
  if (['arg', 'argjson', 'slurpfile', 'rawfile'].includes(name)) {
    if (first === undefined || second === undefined)
      throw new Refused(
        `jq: --${name} takes two parameters (e.g. --${name} ${name === 'arg' ? 'varname value' : name === 'argjson' ? 'varname text' : 'varname filename'})\n${USAGE}`,
      )
    if (!reading.named.has(first)) reading.named.set(first, namedValue(name, first, second, file))
    return 2
  }
  if (name === 'indent') {
    if (first === undefined) throw new Refused(`jq: --indent takes one parameter\n${USAGE}`)
    if (!/^\d+$/.test(first) || Number(first) > 7)
      throw new Refused(`jq: Cannot indent more than 7 characters\n${USAGE}`)
    reading.indent = Number(first)
    return 1
  }
  if (name === 'from-file' && first !== undefined) {
    reading.filterFile = file(first)
    return 1
  }
  if (['args', 'jsonargs', 'seq', 'stream', 'unbuffered', 'color-output', 'help', 'from-file'].includes(name))
    throw new Refused(inOwnVoice(`not simulated: --${name}`))
  throw new Refused(`jq: Unknown option --${name}\n${USAGE}`)
}

function namedValue(option: string, name: string, text: string, file: (name: string) => string): Json {
  if (option === 'arg') return text
  if (option === 'rawfile') return mendText(file(text))
  const { values, error } = readValues(mendText(option === 'slurpfile' ? file(text) : text), true)
  const [only] = values
  if (option === 'slurpfile' && error === null) return values.map(({ value }) => value)
  if (error !== null || only === undefined || values.length > 1)
    throw new Refused(
      option === 'argjson'
        ? `jq: Invalid JSON text passed to --argjson\n${USAGE}`
        : `jq: Bad JSON in --slurpfile ${name} ${text}: ${error}\n`,
    )
  return only.value
}

/** What is read, and where its values lie for whoever is told of an error. */
interface Source {
  readonly values: readonly { readonly value: Json; readonly line: number }[]
  readonly name: string
  readonly error: string | null
}

function finish(process: Process, exitCode: number): void {
  exitProcess(process, exitCode)
}

function filterOf(process: Process, call: Call): Filter | null {
  const read = compiled(call.filter, call.variables)
  if ('filter' in read) return read.filter
  const words =
    'error' in read
      ? read.error
      : inOwnVoice(`jq cannot read this filter at: ${call.filter.slice(read.at).split('\n')[0] || 'its end'}`)
  writeError(process, words)
  finish(process, 3)
  return null
}

/** Runs the filter over values; false where it went no further. */
function runOver({ process, node }: ProcessContext, call: Call, filter: Filter, source: Source): boolean {
  const state = process.state as JqState
  const inputs = [...source.values]
  let line: number | null = state.lines
  const input = () => {
    const next = inputs.shift()
    line = next?.line ?? null
    return next?.value
  }
  const reads = /\binputs?\b/.test(call.filter)
  const place = () => (line === null || (call.nullInput && !reads) ? '<unknown>' : `${source.name}:${line}`)
  let first: Json | undefined = call.nullInput ? null : input()
  while (first !== undefined) {
    const result = runFilter(filter, call, first, { nowS: node.wallClockMs / 1000, input }, place)
    writeOut(process, result.out)
    writeError(process, result.error)
    if (result.last !== undefined || result.exitCode === 0) state.last = result.last
    state.exitCode = result.exitCode === 0 ? state.exitCode : result.exitCode
    if (result.notHere !== null) {
      writeError(process, inOwnVoice(notHere(result.notHere)))
      finish(process, 2)
      return false
    }
    first = call.nullInput ? undefined : input()
  }
  if (source.error !== null) {
    writeError(process, `parse error: ${source.error}\n`)
    finish(process, 4)
    return false
  }
  return true
}

function notHere(what: string): string {
  if (what === 'regex') return 'jq: a regular expression that is not modelled here.'
  if (what === 'endless') return 'jq: stopped after two million steps of one filter.'
  return `jq: ${what} is not modelled here.`
}

function end(process: Process, call: Call): void {
  const state = process.state as JqState
  finish(process, state.exitCode !== 0 ? state.exitCode : call.exitStatus ? statusOf(state.last) : 0)
}

/** Values of a text that is all there is. */
function wholeSource(call: Call, name: string, text: string): Source {
  const line = text.split('\n').length - 1
  if (call.rawInput) {
    const lines = text.split('\n')
    if (lines.at(-1) === '') lines.pop()
    return {
      name,
      error: null,
      values: call.slurp ? [{ value: text, line }] : lines.map((value, at) => ({ value, line: at + 1 })),
    }
  }
  const { values, error } = readValues(text, true)
  if (!call.slurp) return { name, error, values }
  return { name, error, values: error === null ? [{ value: values.map(({ value }) => value), line }] : [] }
}

function runFiles(context: ProcessContext, call: Call, filter: Filter): void {
  const { process, disk } = context
  let failed = false
  let all = ''
  let name = ''
  for (const each of call.files) {
    const path = resolvePath(process.folder, each)
    const text = readFile(disk, path)
    if (text === undefined) {
      writeError(process, `jq: error: Could not open ${each}: ${whyUnreadable(disk, path)}\n`)
      failed = true
    } else {
      all += mendText(text)
      name = each
    }
  }
  if (call.files.length > 1 && !call.slurp && all !== '') name = call.files.at(-1) ?? ''
  if (!runOver(context, call, filter, wholeSource(call, name, all))) return
  end(process, call)
  if (failed) process.exitCode = 2
}

export const jqProgram: Program = {
  client: null,
  readsInput: true,
  isFilter: true,
  start(context) {
    const { process } = context
    process.state = { kind: 'jq', text: '', lines: 0, last: undefined, exitCode: 0 } satisfies JqState
    const call = readCall(context)
    if ('refusal' in call) {
      writeOut(process, call.out ?? '')
      writeError(process, call.refusal)
      return finish(process, call.exitCode)
    }
    const filter = filterOf(process, call)
    if (filter === null) return
    if (call.files.length > 0) return runFiles(context, call, filter)
    const reads = /\binputs?\b/.test(call.filter)
    if (call.nullInput && !reads && runOver(context, call, filter, { values: [], name: '<stdin>', error: null }))
      end(process, call)
  },
  onInput(context) {
    const { process } = context
    const call = readCall(context)
    if ('refusal' in call) return
    const state = process.state as JqState
    state.text += process.stdin
    process.stdin = ''
    const waits = call.slurp || call.rawInput || call.nullInput || /\binputs?\b/.test(call.filter)
    if (waits && !process.stdinEnded) return
    const filter = filterOf(process, call)
    if (filter === null) return
    if (waits) {
      if (runOver(context, call, filter, wholeSource(call, '<stdin>', mendText(state.text)))) end(process, call)
      return
    }
    const text = mendText(state.text)
    const { values, error, rest } = readValues(text, process.stdinEnded, state.lines)
    const went = runOver(context, call, filter, { values, error, name: '<stdin>' })
    state.lines += text.slice(0, text.length - rest.length).split('\n').length - 1
    state.text = rest
    if (went && process.stdinEnded) end(process, call)
  },
  onMessage() {},
  onTimer() {},
  onDisconnect() {},
  onInterrupt({ process }) {
    exitProcess(process, 130)
  },
}
