/** What a script of sed makes of its lines. */
import type { Address, RangeEnd, ReplacementPiece, SedCommand, Substitution } from './sed-script.ts'

interface Options {
  /** Lines are printed only where the script says so. */
  readonly quiet: boolean
  readonly linesBefore: number
  /** A file of that name; empty where there is none. */
  read(name: string): string
}

export interface SedResult {
  readonly output: string
  /** Null: it came to the end. */
  readonly exitCode: number | null
  readonly complaint: string | null
}

interface Line {
  readonly text: string
  /** The last line of a file may have no end. */
  readonly end: '\n' | ''
}

/** A script may loop; nobody could interrupt it. */
const MOST_STEPS = 2_000_000

interface Run {
  readonly commands: readonly SedCommand[]
  readonly lines: readonly Line[]
  readonly options: Options
  readonly active: Map<SedCommand, { readonly until: number | null }>
  /** Of the next line to be read. */
  at: number
  pattern: string
  end: '\n' | ''
  hold: string
  output: string
  /** The last line written had no end; it gets one if more is written. */
  isOpen: boolean
  /** What follows the line when it is over. */
  appended: string
  lastExpression: RegExp | null
  replaced: boolean
  steps: number
}

/** Thrown to be out of all loops. */
class Quit {
  readonly exitCode: number
  constructor(exitCode: number) {
    this.exitCode = exitCode
  }
}

class Complaint extends Error {}

export function runScript(commands: readonly SedCommand[], texts: readonly string[], options: Options): SedResult {
  const run: Run = {
    commands,
    lines: texts.flatMap(linesOf),
    options,
    active: new Map(),
    at: 0,
    pattern: '',
    end: '\n',
    hold: '',
    output: '',
    isOpen: false,
    appended: '',
    lastExpression: null,
    replaced: false,
    steps: 0,
  }
  try {
    while (take(run)) cycle(run)
    return { output: run.output, exitCode: null, complaint: null }
  } catch (error) {
    if (error instanceof Quit) return { output: run.output, exitCode: error.exitCode, complaint: null }
    if (error instanceof Complaint || error instanceof SyntaxError)
      return { output: '', exitCode: null, complaint: error.message }
    throw error
  }
}

/** A file that ends within a line gives it an end when another follows. */
function linesOf(text: string, index: number): Line[] {
  const pieces = text.split('\n')
  const open = pieces.pop() ?? ''
  const lines = pieces.map((piece): Line => ({ text: piece, end: '\n' }))
  return open === '' || index < 0 ? lines : [...lines, { text: open, end: '' }]
}

function take(run: Run): boolean {
  const line = run.lines[run.at]
  if (line === undefined) return false
  run.at++
  run.pattern = line.text
  run.end = run.at < run.lines.length ? '\n' : line.end
  return true
}

/** One line through the script; `D` begins again without reading. */
function cycle(run: Run): void {
  for (let again = true; again; ) {
    again = false
    run.replaced = false
    const how = perform(run)
    if (how === 'end' && !run.options.quiet) write(run, run.pattern)
    flush(run)
    again = how === 'again'
  }
}

function write(run: Run, text: string): void {
  emit(run, text + run.end)
  run.isOpen = run.end === ''
}

function emit(run: Run, text: string): void {
  run.output += run.isOpen && text !== '' ? `\n${text}` : text
  if (text !== '') run.isOpen = false
}

function flush(run: Run): void {
  emit(run, run.appended)
  run.appended = ''
}

type Outcome = 'end' | 'deleted' | 'again'

function perform(run: Run): Outcome {
  for (let index = 0; index < run.commands.length; index++) {
    if (++run.steps > MOST_STEPS) throw new Complaint(`this shell stops after ${MOST_STEPS} commands`)
    const command = run.commands[index]
    if (command === undefined) break
    if (isMeant(run, command) === command.negated) {
      if (command.name === '{') index = command.target - 1
      continue
    }
    const outcome = act(run, command)
    if (typeof outcome === 'string') return outcome
    if (outcome !== null) index = outcome.jump - 1
  }
  return 'end'
}

/** Null: on to the next command. */
function act(run: Run, command: SedCommand): Outcome | { readonly jump: number } | null {
  const { name, text } = command
  switch (name) {
    case 's':
      substitute(run, command.substitution as Substitution)
      return null
    case 'y':
      run.pattern = [...run.pattern].map((character) => command.letters?.get(character) ?? character).join('')
      return null
    case 'p':
      write(run, run.pattern)
      return null
    case 'P':
      emit(run, `${run.pattern.split('\n')[0]}\n`)
      return null
    case '=':
      emit(run, `${run.options.linesBefore + run.at}\n`)
      return null
    case 'd':
      return 'deleted'
    case 'a':
      run.appended += text
      return null
    case 'r':
      run.appended += run.options.read(text)
      return null
    case 'i':
      emit(run, text)
      return null
    case 'c':
      if (command.second === null || command.negated || !run.active.has(command)) emit(run, text)
      return 'deleted'
    case 'b':
      return { jump: command.target }
    case 't':
    case 'T': {
      const jumps = run.replaced === (name === 't')
      run.replaced = false
      return jumps ? { jump: command.target } : null
    }
    case 'q':
      if (!run.options.quiet) write(run, run.pattern)
      flush(run)
      throw new Quit(Number(text))
    case 'Q':
      throw new Quit(Number(text))
    case 'z':
      run.pattern = ''
      return null
    default:
      return actOnSpaces(run, name)
  }
}

/** What reads on, and what the hold space is for. */
function actOnSpaces(run: Run, name: string): Outcome | null {
  if (name === 'n') {
    if (run.at >= run.lines.length) return 'end'
    if (!run.options.quiet) write(run, run.pattern)
    flush(run)
    take(run)
  } else if (name === 'N') {
    if (run.at >= run.lines.length) return 'end'
    const before = run.pattern
    flush(run)
    take(run)
    run.pattern = `${before}\n${run.pattern}`
  } else if (name === 'D') {
    const at = run.pattern.indexOf('\n')
    if (at === -1) return 'deleted'
    run.pattern = run.pattern.slice(at + 1)
    return 'again'
  } else if (name === 'h') run.hold = run.pattern
  else if (name === 'H') run.hold += `\n${run.pattern}`
  else if (name === 'g') run.pattern = run.hold
  else if (name === 'G') run.pattern += `\n${run.hold}`
  else if (name === 'x') [run.hold, run.pattern] = [run.pattern, run.hold]
  return null
}

function isMeant(run: Run, command: SedCommand): boolean {
  const { first, second } = command
  if (first === null) return true
  if (second === null) return matches(run, first)
  const open = run.active.get(command)
  const line = run.options.linesBefore + run.at
  if (open !== undefined) {
    const isOver = open.until === null ? endsHere(run, second) : line >= open.until
    if (isOver) run.active.delete(command)
    // A line that is behind the end already is not part of it.
    return open.until === null || line <= open.until
  }
  const startsAtZero = first.kind === 'line' && first.line === 0
  if (!(startsAtZero ? line === 1 : matches(run, first))) return false
  const until = endLineOf(run, second, line)
  if (until === null ? !(startsAtZero && endsHere(run, second)) : until > line) run.active.set(command, { until })
  return true
}

/** Null where an expression decides. */
function endLineOf(run: Run, end: RangeEnd, line: number): number | null {
  switch (end.kind) {
    case 'line':
      return end.line
    case 'more':
      return line + end.lines
    case 'multiple':
      return end.of === 0 ? line : Math.ceil(line / end.of) * end.of
    case 'last':
      return run.options.linesBefore + run.lines.length
    default:
      return null
  }
}

function endsHere(run: Run, end: RangeEnd): boolean {
  return (end.kind === 'match' || end.kind === 'step') && matches(run, end)
}

function matches(run: Run, address: Address): boolean {
  const line = run.options.linesBefore + run.at
  switch (address.kind) {
    case 'line':
      return line === address.line
    case 'last':
      return run.at >= run.lines.length
    case 'step':
      return address.step === 0
        ? line === address.first
        : line >= address.first && (line - address.first) % address.step === 0
    default:
      return used(run, address.expression).test(run.pattern)
  }
}

/** Ready to look from the beginning. */
function used(run: Run, expression: RegExp | null): RegExp {
  const meant = expression ?? run.lastExpression
  if (meant === null) throw new Complaint('no previous regular expression')
  run.lastExpression = meant
  meant.lastIndex = 0
  return meant
}

function substitute(run: Run, { expression, replacement, global, from, print }: Substitution): void {
  const searched = used(run, expression)
  const { pattern } = run
  let result = ''
  let copied = 0
  let count = 0
  let behind = -1
  for (let match = searched.exec(pattern); match !== null; match = searched.exec(pattern)) {
    const [whole] = match
    if (whole === '') searched.lastIndex++
    // Right behind a match there is no empty one.
    if (whole === '' && match.index === behind) continue
    behind = match.index + whole.length
    if (++count < from) continue
    result += pattern.slice(copied, match.index) + written(replacement, match)
    copied = behind
    if (!global) break
  }
  if (count < from) return
  run.pattern = result + pattern.slice(copied)
  run.replaced = true
  if (print) write(run, run.pattern)
}

function written(pieces: readonly ReplacementPiece[], match: RegExpExecArray): string {
  let text = ''
  let all = 'E'
  let one = ''
  for (const piece of pieces) {
    if (piece.kind === 'case') {
      if (piece.letter === 'l' || piece.letter === 'u') one = piece.letter
      else all = piece.letter
      continue
    }
    const plain = piece.kind === 'text' ? piece.text : (match[piece.group] ?? '')
    const cased = all === 'U' ? plain.toUpperCase() : all === 'L' ? plain.toLowerCase() : plain
    const first = cased.charAt(0)
    text +=
      one === '' || first === '' ? cased : (one === 'u' ? first.toUpperCase() : first.toLowerCase()) + cased.slice(1)
    if (first !== '') one = ''
  }
  return text
}
