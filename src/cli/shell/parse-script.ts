/** Source of a script to the interpreter's tree. The grammar is unbash's; its complaints are put in bash's words. */
import {
  type AndOr,
  type ArithmeticFor,
  type Command,
  type CommandExpansionPart,
  type CommandNode,
  type CompoundList,
  type ProcessSubstitutionPart,
  parse,
  type Redirection,
  type Assignment as SourceAssignment,
  type PipelineNode as SourcePipelineNode,
  type Statement as SourceStatement,
  type Word as SourceWord,
  type TestExpression,
} from 'unbash'
import { deepFreeze } from '../../engine/deep-freeze.ts'
import { arithmeticOf, compilePart, compileWord, compileWords, NotSupported } from './compile-words.ts'
import type {
  Arithmetic,
  ArrayElement,
  Assignment,
  ListNode,
  Piece,
  Redirect,
  ShellNode,
  SimpleNode,
  TestNode,
  Word,
} from './syntax.ts'
import { complaintAbout, isIncomplete } from './syntax-errors.ts'

export type ParsedScript =
  | { readonly kind: 'script'; readonly list: ListNode }
  /** A quote, a loop, a here-document or a continued line is still open: more lines are needed. */
  | { readonly kind: 'incomplete' }
  /** `line`: of the source, from 1; `quotesLine`: a syntax error, behind which bash shows the line. */
  | { readonly kind: 'error'; readonly message: string; readonly line: number; readonly quotesLine: boolean }

/** `linesBefore`: lines of the script that were read before this source. */
export function parseScript(source: string, linesBefore = 0): ParsedScript {
  const tree = parse(source)
  const [problem] = tree.errors ?? []
  if (problem !== undefined) {
    return isIncomplete(source, tree.errors ?? [])
      ? { kind: 'incomplete' }
      : {
          kind: 'error',
          message: complaintAbout(source, problem.pos),
          line: source.slice(0, problem.pos).split('\n').length,
          quotesLine: true,
        }
  }
  if (/(^|[^\\])(\\\\)*\\\n?$/.test(source)) return { kind: 'incomplete' }
  try {
    const list = new Compiler(source, linesBefore).statements(tree.commands)
    return { kind: 'script', list: deepFreeze(list) }
  } catch (error) {
    if (error instanceof Incomplete) return { kind: 'incomplete' }
    if (error instanceof NotSupported) return { kind: 'error', message: error.message, line: 1, quotesLine: false }
    throw error
  }
}

class Incomplete extends Error {}

/** Lives for one parse; nothing of it stays in the tree. */
class Compiler {
  readonly #source: string
  readonly #linesBefore: number

  constructor(source: string, linesBefore: number) {
    this.#source = source
    this.#linesBefore = linesBefore
  }

  statements(statements: readonly SourceStatement[]): ListNode {
    return {
      kind: 'list',
      statements: statements.map((statement) => ({
        node: this.#andOr(statement.command),
        background: statement.background === true,
        text: this.#source.slice(statement.pos, statement.end),
      })),
    }
  }

  #list(list: CompoundList): ListNode {
    return this.statements(list.commands)
  }

  #andOr(node: SourcePipelineNode | AndOr): ShellNode {
    if (node.type !== 'AndOr') return this.#pipeline(node)
    return { kind: 'andOr', nodes: node.commands.map((each) => this.#pipeline(each)), operators: node.operators }
  }

  #pipeline(node: SourcePipelineNode): ShellNode {
    if (node.type !== 'Pipeline') return this.#command(node)
    return {
      kind: 'pipeline',
      stages: node.commands.map((command) => this.#command(command)),
      withErrors: node.operators.map((operator) => operator === '|&'),
      negated: node.prefixes.filter((prefix) => prefix.type === 'Negation').length % 2 === 1,
      timed: node.prefixes.some((prefix) => prefix.type === 'Time'),
    }
  }

  #command(node: CommandNode): ShellNode {
    switch (node.type) {
      case 'Command':
        return this.#simple(node)
      case 'If': {
        const clauses = [node, ...node.elif].map(({ clause, then }) => ({
          condition: this.#list(clause),
          body: this.#list(then),
        }))
        return { kind: 'if', clauses, otherwise: node.else === undefined ? null : this.#list(node.else) }
      }
      case 'For': {
        const words = node.wordlist?.flatMap((word) => compileWords(word, this.#script)) ?? null
        return { kind: 'for', name: node.name.value, words, body: this.#list(node.body) }
      }
      case 'While': {
        const { kind, clause, body } = node
        return { kind: 'while', until: kind === 'until', condition: this.#list(clause), body: this.#list(body) }
      }
      case 'ArithmeticFor':
        return this.#countingFor(node)
      case 'Case':
        return {
          kind: 'case',
          word: this.#word(node.word),
          items: node.items.map((item) => ({
            patterns: item.pattern.map((word) => this.#word(word)),
            body: this.#list(item.body),
            terminator: item.terminator ?? ';;',
          })),
        }
      case 'Subshell':
        return { kind: 'subshell', body: this.#list(node.body) }
      case 'BraceGroup':
        return this.#list(node.body)
      case 'Function':
        return { kind: 'function', name: node.name.value, body: this.#body(node.body) }
      case 'TestCommand':
        return { kind: 'test', expression: this.#test(node.expression), line: this.#line(node.pos) }
      case 'ArithmeticCommand':
        return { kind: 'arithmetic', expression: this.#arithmetic(node.expression), line: this.#line(node.pos) }
      case 'Redirected':
        return {
          kind: 'redirected',
          command: this.#command(node.command),
          redirects: node.redirects.map((redirect) => this.#redirect(redirect)),
          line: this.#line(node.pos),
        }
      default:
        throw new NotSupported(node.type === 'Select' ? 'select' : 'coproc')
    }
  }

  #countingFor(node: ArithmeticFor): ShellNode {
    return {
      kind: 'countingFor',
      initialize: this.#arithmetic(node.initialize),
      test: this.#arithmetic(node.test),
      update: this.#arithmetic(node.update),
      body: this.#list(node.body),
    }
  }

  #body(body: CommandNode | CompoundList): ShellNode {
    return body.type === 'CompoundList' ? this.#list(body) : this.#command(body)
  }

  #simple(node: Command): SimpleNode {
    const assignments: Assignment[] = []
    const declares: Assignment[] = []
    const words: Word[] = []
    const redirects: Redirect[] = []
    for (const part of node.prefix) {
      if (part.type === 'Assignment') assignments.push(this.#assignment(part))
      else redirects.push(this.#redirect(part))
    }
    if (node.name !== undefined) words.push(...compileWords(node.name, this.#script))
    for (const part of node.suffix) {
      if (part.type === 'Word') words.push(...compileWords(part, this.#script))
      else if (part.type === 'Assignment' && part.value.type === 'ArrayValue') {
        words.push([{ kind: 'text', text: part.name, glob: false }])
        declares.push(this.#assignment(part))
      }
      // `export A=1` has its assignment as an argument, whose value is not split.
      else if (part.type === 'Assignment') words.push(argumentOf(this.#assignment(part)))
      else redirects.push(this.#redirect(part))
    }
    const line = this.#line(node.pos)
    return { kind: 'simple', assignments, words, redirects, ...(declares.length > 0 ? { declares } : {}), line }
  }

  #assignment(node: SourceAssignment): Assignment {
    const { name, value } = node
    const append = node.append === true
    const index = node.index === undefined ? {} : { index: this.#word(node.index) }
    if (value.type !== 'ArrayValue') return { name, ...index, value: this.#word(value), append }
    const elements = value.elements.flatMap((element) =>
      compileWords(element, this.#script).map((word) => this.#element(word)),
    )
    return { name, ...index, value: [], elements, append }
  }

  /** `[key]=value`, of which the key is quoted or not. */
  #element(word: Word): ArrayElement {
    const [first] = word
    const rest = word.slice(1)
    if (first?.kind !== 'text' || !first.text.startsWith('[')) return { value: word }
    const pieces: Piece[] = [{ ...first, text: first.text.slice(1), glob: false }, ...rest]
    const at = pieces.findIndex((piece) => piece.kind === 'text' && piece.text.includes(']='))
    const end = pieces[at]
    if (end?.kind !== 'text') return { value: word }
    const [before = '', after = ''] = splitOnce(end.text, ']=')
    const text = (of: string): Piece => ({ kind: 'text', text: of, glob: false })
    return { index: [...pieces.slice(0, at), text(before)], value: [text(after), ...pieces.slice(at + 1)] }
  }

  #redirect(node: Redirection): Redirect {
    if (node.descriptor?.type === 'FileDescriptorVariable') throw new NotSupported('a descriptor in a variable')
    const given = node.descriptor?.value
    if (node.type === 'HereDoc') {
      if (node.closing === undefined) throw new Incomplete()
      const { parts, text } = node.body
      const untabbed = (line: string) => (node.operator === '<<-' ? line.replace(/^\t+/gm, '') : line)
      const literal = node.delimiter?.quoted === true || parts === undefined
      const body: Word = literal
        ? [{ kind: 'text', text: untabbed(text), glob: false }]
        : parts
            .flatMap((part) => compilePart(part, true, this.#script))
            .map((piece) => (piece.kind === 'text' ? { ...piece, text: untabbed(piece.text) } : piece))
      return { kind: 'hereDocument', descriptor: given ?? 0, body }
    }
    if (node.target === undefined) throw new NotSupported(node.operator)
    const target = this.#word(node.target)
    if (node.type === 'HereString')
      return {
        kind: 'hereDocument',
        descriptor: given ?? 0,
        body: [...target, { kind: 'text', text: '\n', glob: false }],
      }
    switch (node.operator) {
      case '<':
      case '<>':
        return { kind: 'read', descriptor: given ?? 0, target }
      case '>':
      case '>|':
        return { kind: 'write', descriptor: given ?? 1, target }
      case '>>':
        return { kind: 'append', descriptor: given ?? 1, target }
      case '&>':
        return { kind: 'writeBoth', target }
      case '&>>':
        return { kind: 'appendBoth', target }
      case '<&':
        return { kind: 'duplicate', descriptor: given ?? 0, target }
      case '>&':
        // Without a number on either side it is the old spelling of `&>`.
        return given === undefined && !/^[\d-]+$/.test(node.target.value)
          ? { kind: 'writeBoth', target }
          : { kind: 'duplicate', descriptor: given ?? 1, target }
    }
  }

  #test(node: TestExpression): TestNode {
    switch (node.type) {
      case 'TestUnary':
        return { kind: 'unary', operator: node.operator, operand: this.#word(node.operand) }
      case 'TestBinary':
        return { kind: 'binary', operator: node.operator, left: this.#word(node.left), right: this.#word(node.right) }
      case 'TestLogical':
        return { kind: 'logical', operator: node.operator, operands: node.operands.map((each) => this.#test(each)) }
      case 'TestNot':
        return node.negations.length % 2 === 1
          ? { kind: 'not', operand: this.#test(node.operand) }
          : this.#test(node.operand)
      case 'TestGroup':
        return this.#test(node.expression)
    }
  }

  #arithmetic(node: ArithmeticFor['test']): Arithmetic | null {
    return node === undefined ? null : arithmeticOf(node, this.#script)
  }

  #word(word: SourceWord): Word {
    return compileWord(word, this.#script)
  }

  /** A substitution in backquotes has a source of its own, and its lines are those of the whole. */
  readonly #script = (part: CommandExpansionPart | ProcessSubstitutionPart): ListNode => {
    const { script } = part
    if (script === undefined) return { kind: 'list', statements: [] }
    const inner =
      script.source === undefined ? this : new Compiler(script.source, this.#linesBefore + this.#line(part.pos) - 1)
    return inner.statements(script.commands)
  }

  #line(pos: number): number {
    return this.#linesBefore + this.#source.slice(0, pos).split('\n').length
  }
}

function splitOnce(text: string, separator: string): readonly [string, string] {
  const at = text.indexOf(separator)
  return [text.slice(0, at), text.slice(at + separator.length)]
}

function argumentOf({ name, value, append }: Assignment): Word {
  const head = { kind: 'text', text: `${name}${append ? '+=' : '='}`, glob: false } as const
  return [head, ...value.map((piece) => (piece.kind === 'text' ? piece : { ...piece, quoted: true }))]
}
