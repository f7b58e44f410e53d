/**
 * The part of bash's grammar that course notes use, as plain data. The parsing is unbash's; this keeps what can be run
 * and says in bash's words what cannot.
 */
import { type AndOr, type PipelineNode, parse, type Word, type WordPart } from 'unbash'

export type Piece =
  | { readonly kind: 'text'; readonly text: string }
  /** `quoted` expansions are not split at blanks. */
  | { readonly kind: 'variable'; readonly name: string; readonly quoted: boolean; readonly fallback: string }

export type ShellWord = readonly Piece[]

export type ShellRedirect =
  | { readonly kind: 'read'; readonly target: ShellWord }
  | { readonly kind: 'write' | 'append'; readonly descriptor: 1 | 2 | 'both'; readonly target: ShellWord }
  /** `2>&1` and `1>&2`. */
  | { readonly kind: 'duplicate'; readonly from: 1 | 2; readonly to: 1 | 2 }
  | { readonly kind: 'hereDocument'; readonly body: ShellWord }

export interface SimpleCommand {
  readonly assignments: readonly { readonly name: string; readonly value: ShellWord }[]
  readonly words: readonly ShellWord[]
  readonly redirects: readonly ShellRedirect[]
  /** Line of the script it begins on, from 1. */
  readonly line: number
}

export interface Job {
  readonly pipeline: readonly SimpleCommand[]
  readonly negated: boolean
  /** Whether it runs, by the outcome of the job before it. */
  readonly when: 'always' | 'ifSucceeded' | 'ifFailed'
  /** True for the last job of a statement: its end is the end of a command as typed. */
  readonly endsStatement: boolean
  readonly text: string
}

export type ParsedScript =
  | { readonly kind: 'jobs'; readonly jobs: readonly Job[] }
  /** A quote, a here-document or a continued line is still open: more lines are needed. */
  | { readonly kind: 'incomplete' }
  | { readonly kind: 'error'; readonly message: string }

/** `linesBefore`: lines of the script that were read before this source. */
export function parseScript(source: string, linesBefore = 0): ParsedScript {
  const tree = parse(source)
  const problem = tree.errors?.[0]
  if (problem !== undefined) {
    return /unterminated/.test(problem.message)
      ? { kind: 'incomplete' }
      : { kind: 'error', message: `syntax error: ${problem.message}` }
  }
  if (/(^|[^\\])(\\\\)*\\\n?$/.test(source)) return { kind: 'incomplete' }
  const jobs: Job[] = []
  try {
    for (const statement of tree.commands) {
      if (statement.background === true) throw new NotSupported('background jobs', 'open another terminal instead')
      addStatement(jobs, statement.command, source.slice(statement.pos, statement.end), source)
    }
  } catch (error) {
    if (error instanceof Incomplete) return { kind: 'incomplete' }
    if (error instanceof NotSupported) return { kind: 'error', message: error.message }
    throw error
  }
  const numbered = (job: Job): Job => ({
    ...job,
    pipeline: job.pipeline.map((command) => ({ ...command, line: command.line + linesBefore })),
  })
  return { kind: 'jobs', jobs: linesBefore === 0 ? jobs : jobs.map(numbered) }
}

class Incomplete extends Error {}

class NotSupported extends Error {
  constructor(what: string, instead = 'write the commands out one by one') {
    super(`${what}: this shell has no such construct yet; ${instead}`)
  }
}

function addStatement(jobs: Job[], node: PipelineNode | AndOr, text: string, source: string): void {
  const first = jobs.length
  if (node.type === 'AndOr') {
    node.commands.forEach((command, index) => {
      const operator = node.operators[index - 1]
      jobs.push(
        jobOf(
          command,
          operator === undefined ? 'always' : operator === '&&' ? 'ifSucceeded' : 'ifFailed',
          text,
          source,
        ),
      )
    })
  } else jobs.push(jobOf(node, 'always', text, source))
  const last = jobs[jobs.length - 1]
  if (last !== undefined && jobs.length > first) jobs[jobs.length - 1] = { ...last, endsStatement: true }
}

function jobOf(node: PipelineNode, when: Job['when'], text: string, source: string): Job {
  if (node.type === 'Pipeline') {
    const pipeline = node.commands.map((command) => simpleCommand(command, source))
    return {
      pipeline,
      negated: node.prefixes.some((prefix) => prefix.type === 'Negation'),
      when,
      endsStatement: false,
      text,
    }
  }
  return { pipeline: [simpleCommand(node, source)], negated: false, when, endsStatement: false, text }
}

function simpleCommand(node: PipelineNode, source: string): SimpleCommand {
  if (node.type !== 'Command') throw new NotSupported(node.type)
  const assignments: { name: string; value: ShellWord }[] = []
  const words: ShellWord[] = []
  const redirects: ShellRedirect[] = []
  if (node.name !== undefined) words.push(wordOf(node.name))
  for (const part of [...node.prefix, ...node.suffix]) {
    if (part.type === 'Word') words.push(wordOf(part))
    else if (part.type === 'Assignment') {
      // `export A=1` has its assignment as an argument.
      if (node.suffix.includes(part)) words.push(assignmentWord(part.name, part.value as Word))
      else assignments.push({ name: part.name, value: wordOf(part.value as Word) })
    } else redirects.push(redirectOf(part as Redirection))
  }
  return { assignments, words, redirects, line: source.slice(0, node.pos).split('\n').length }
}

function assignmentWord(name: string, value: Word): ShellWord {
  return [{ kind: 'text', text: `${name}=` }, ...wordOf(value)]
}

interface Redirection {
  readonly type: string
  readonly operator: string
  readonly descriptor?: { readonly value?: number } | undefined
  readonly target?: Word | undefined
  readonly delimiter?: { readonly quoted: boolean } | undefined
  readonly body?: { readonly text: string; readonly parts?: readonly WordPart[] | undefined }
  readonly closing?: unknown
}

function redirectOf(node: Redirection): ShellRedirect {
  if (node.type === 'HereDoc' && node.body !== undefined) {
    if (node.closing === undefined) throw new Incomplete()
    const text = node.operator === '<<-' ? node.body.text.replace(/^\t+/gm, '') : node.body.text
    const literal = node.delimiter?.quoted === true || node.body.parts === undefined
    return {
      kind: 'hereDocument',
      body: literal ? [{ kind: 'text', text }] : node.body.parts.flatMap((part) => pieceOf(part, true)),
    }
  }
  if (node.target === undefined) throw new NotSupported(node.operator)
  if (node.type === 'HereString')
    return { kind: 'hereDocument', body: [...wordOf(node.target), { kind: 'text', text: '\n' }] }
  const target = wordOf(node.target)
  const descriptor = node.descriptor?.value === 2 ? 2 : 1
  switch (node.operator) {
    case '<':
      return { kind: 'read', target }
    case '>':
    case '>|':
      return { kind: 'write', descriptor, target }
    case '>>':
      return { kind: 'append', descriptor, target }
    case '&>':
      return { kind: 'write', descriptor: 'both', target }
    case '&>>':
      return { kind: 'append', descriptor: 'both', target }
    case '>&':
      return node.target.value === '1' || node.target.value === '2'
        ? { kind: 'duplicate', from: descriptor, to: node.target.value === '1' ? 1 : 2 }
        : { kind: 'write', descriptor: 'both', target }
    default:
      throw new NotSupported(node.operator)
  }
}

function wordOf(word: Word): ShellWord {
  if (word.parts === undefined) return [{ kind: 'text', text: word.value }]
  return word.parts.flatMap((part) => pieceOf(part, false))
}

function pieceOf(part: WordPart, quoted: boolean): Piece[] {
  switch (part.type) {
    case 'Literal':
    case 'SingleQuoted':
    case 'AnsiCQuoted':
      return [{ kind: 'text', text: part.value }]
    case 'DoubleQuoted':
    case 'LocaleString':
      // An empty pair of quotes is an empty word, not no word.
      return [{ kind: 'text', text: '' }, ...part.parts.flatMap((child) => pieceOf(child, true))]
    case 'SimpleExpansion':
      return [{ kind: 'variable', name: part.text.slice(1), quoted, fallback: '' }]
    case 'ParameterExpansion': {
      const fallback =
        part.operation?.type === 'Default' && /^:?-$/.test(part.operation.operator) ? part.operation.operand.value : ''
      return [{ kind: 'variable', name: part.parameter, quoted, fallback }]
    }
    case 'CommandExpansion':
      throw new NotSupported('command substitution')
    default:
      // Patterns stay as written: the virtual folders are small, and Kafka's tools take regular expressions.
      return [{ kind: 'text', text: part.text }]
  }
}
