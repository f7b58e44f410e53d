/** Words, redirections and arithmetic of unbash's tree as plain data. */
import type {
  ArithmeticExpression,
  CommandExpansionPart,
  ParameterExpansionPart,
  ProcessSubstitutionPart,
  Word as SourceWord,
  WordPart,
} from 'unbash'
import { mendText } from '../raw-text.ts'
import { bracesOf } from './braces.ts'
import { unescapeText } from './escapes.ts'
import type { Arithmetic, ListNode, ParameterOperation, Piece, Word } from './syntax.ts'

/** What bash has and this shell has not, in words for whoever typed it. */
export class NotSupported extends Error {
  constructor(what: string) {
    super(`${what}: this shell has no such construct yet`)
  }
}

/** Makes a list of a substitution's script; handed in, because scripts are made of words and words of scripts. */
export type CompileScript = (part: CommandExpansionPart | ProcessSubstitutionPart) => ListNode

export function compileWord(word: SourceWord, compile: CompileScript): Word {
  if (word.parts === undefined) return [{ kind: 'text', text: word.value, glob: false }]
  return word.parts.flatMap((part) => compilePart(part, false, compile))
}

/** A word of a command, which braces may make several of. */
export function compileWords(word: SourceWord, compile: CompileScript): Word[] {
  const parts = word.parts ?? []
  if (!parts.some((part) => part.type === 'BraceExpansion')) return [compileWord(word, compile)]
  let words: Word[] = [[]]
  for (const part of parts) {
    const texts = part.type === 'BraceExpansion' ? bracesOf(part.text) : null
    const choices: Word[] =
      texts === null
        ? [compilePart(part, false, compile)]
        : texts.map((text) => [{ kind: 'text', text, glob: false } as const])
    words = words.flatMap((before) => choices.map((choice) => [...before, ...choice]))
  }
  return words
}

export function compilePart(part: WordPart, quoted: boolean, compile: CompileScript): Piece[] {
  switch (part.type) {
    case 'Literal':
    case 'SingleQuoted':
      return [{ kind: 'text', text: part.value, glob: false }]
    case 'AnsiCQuoted': {
      // The parser puts U+FFFD where bytes make no character; here they stay the bytes they are.
      const raw = part.value.includes('\ufffd')
      return [{ kind: 'text', text: raw ? mendText(unescapeText(part.text.slice(2, -1))) : part.value, glob: false }]
    }
    case 'DoubleQuoted':
    case 'LocaleString':
      // An empty pair of quotes is an empty word, not no word.
      return [
        { kind: 'text', text: '', glob: false },
        ...part.parts.flatMap((child) => compilePart(child, true, compile)),
      ]
    case 'SimpleExpansion':
      return [{ kind: 'parameter', name: part.text.slice(1), length: false, operation: null, quoted }]
    case 'ParameterExpansion':
      return [parameterOf(part, quoted, compile)]
    case 'CommandExpansion':
      return [{ kind: 'substitution', body: compile(part), quoted }]
    case 'ArithmeticExpansion':
      return [{ kind: 'arithmetic', expression: arithmeticOf(part.expression, compile), quoted }]
    case 'ProcessSubstitution':
      if (part.operator === '>') throw new NotSupported('process substitution with >')
      return [{ kind: 'substitution', body: compile(part), quoted: true, asFile: true }]
    default:
      return [{ kind: 'text', text: part.text, glob: part.type === 'Glob' }]
  }
}

function parameterOf(part: ParameterExpansionPart, quoted: boolean, compile: CompileScript): Piece {
  const { parameter: name, index, prefix } = part
  const operation = operationOf(part, compile)
  const at = index?.value
  const all = at === '@' || at === '*' ? at : undefined
  return {
    kind: 'parameter',
    name,
    ...(index === undefined ? {} : { index: all ?? compileWord(index, compile) }),
    ...(prefix === '!' ? { indirect: true as const } : {}),
    length: prefix === '#',
    operation,
    quoted,
  }
}

function operationOf({ operation }: ParameterExpansionPart, compile: CompileScript): ParameterOperation | null {
  if (operation === undefined) return null
  const word = (source: SourceWord) => compileWord(source, compile)
  switch (operation.type) {
    case 'Default':
      return { kind: 'default', operator: operation.operator, operand: word(operation.operand) }
    case 'Remove':
      return { kind: 'remove', operator: operation.operator, pattern: word(operation.operand) }
    case 'Replace':
      return {
        kind: 'replace',
        operator: operation.operator,
        pattern: word(operation.pattern),
        replacement: word(operation.replacement),
      }
    case 'Slice':
      return {
        kind: 'slice',
        offset: word(operation.offset),
        length: operation.length === undefined ? null : word(operation.length),
      }
    case 'CaseModification':
      return { kind: 'case', operator: operation.operator }
    default:
      throw new NotSupported(`expansion with ${operation.operator}`)
  }
}

/** An operand the parser leaves whole: digits, a name, or parameters with nothing but a dollar sign. */
function plainOperand(value: string): Piece[] {
  return value.split(/(\$(?:[A-Za-z_]\w*|[\d?#$!@*-]))/).map((text, index) => {
    if (index % 2 === 0) return { kind: 'text', text, glob: false }
    return { kind: 'parameter', name: text.slice(1), length: false, operation: null, quoted: true }
  })
}

const ZERO: Arithmetic = { kind: 'value', word: [{ kind: 'text', text: '0', glob: false }] }

/** An empty expression is 0. */
export function arithmeticOf(node: ArithmeticExpression | undefined, compile: CompileScript): Arithmetic {
  if (node === undefined) return ZERO
  const inner = (child: ArithmeticExpression) => arithmeticOf(child, compile)
  switch (node.type) {
    case 'ArithmeticBinary':
      return { kind: 'binary', operator: node.operator, left: inner(node.left), right: inner(node.right) }
    case 'ArithmeticUnary':
      return { kind: 'unary', operator: node.operator, operand: inner(node.operand), prefix: node.prefix }
    case 'ArithmeticTernary':
      return { kind: 'choice', test: inner(node.test), yes: inner(node.consequent), no: inner(node.alternate) }
    case 'ArithmeticGroup':
      return inner(node.expression)
    case 'ArithmeticWord':
      return {
        kind: 'value',
        word: node.parts?.flatMap((part) => compilePart(part, true, compile)) ?? plainOperand(node.value),
      }
    case 'ArithmeticCommandExpansion':
      throw new NotSupported('a command inside arithmetic')
  }
}
