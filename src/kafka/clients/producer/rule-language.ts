/**
 * The language of rules for partitions: CEL, the Common Expression Language, as far as it is pure and cheap. Whole numbers
 * divide as Java's do, a mistake is named with its place, and an expression ends by itself. What would look at a clock or
 * a time zone, match a pattern (which can take for ever) or go through lists again and again is left out.
 */
import { type ASTNode, TypeError as CheckError, Environment, EvaluationError, ParseError } from '@marcbachmann/cel-js'
import { javaHashOfString } from '../../common/java-hash.ts'
import { murmur2, toPositive } from '../../common/murmur2.ts'
import type { ByteString } from '../../common/payload.ts'
import { decodeUtf8, encodeUtf8 } from '../../common/utf8.ts'
import type { CompiledRule, RuleError, RuleInput, RuleLanguage, RuleProblem } from './partition-rule.ts'

const MAX_TEXT = 2_000
const MAX_INT = 2_147_483_647n

const FUNCTIONS: ReadonlySet<string> = new Set(
  ['murmur2', 'toPositive', 'hash', 'hashCode', 'min', 'max', 'size', 'int', 'string'].concat([
    'startsWith',
    'endsWith',
    'contains',
    'indexOf',
    'substring',
    'lowerAscii',
    'upperAscii',
    'trim',
  ]),
)

const environment = new Environment({
  unlistedVariablesAreDyn: false,
  limits: { maxAstNodes: 300, maxDepth: 40, maxListElements: 100, maxMapEntries: 0, maxCallArguments: 8 },
})
  .registerVariable('topic', 'string')
  // Either may be null.
  .registerVariable('key', 'dyn')
  .registerVariable('keyBytes', 'dyn')
  .registerVariable('value', 'dyn')
  .registerVariable('valueBytes', 'dyn')
  .registerVariable('numPartitions', 'int')
  .registerVariable('available', 'list<int>')
  .registerVariable('counter', 'int')
  .registerFunction('murmur2(bytes): int', (bytes: Uint8Array) => BigInt(murmur2(byteString(bytes))))
  .registerFunction('murmur2(string): int', (text: string) => BigInt(murmur2(encodeUtf8(text))))
  .registerFunction('hash(bytes): int', (bytes: Uint8Array) => BigInt(toPositive(murmur2(byteString(bytes)))))
  .registerFunction('hash(string): int', (text: string) => BigInt(toPositive(murmur2(encodeUtf8(text)))))
  .registerFunction('hashCode(string): int', (text: string) => BigInt(javaHashOfString(text)))
  .registerFunction('toPositive(int): int', (hash: bigint) => hash & MAX_INT)
  .registerFunction('min(int, int): int', (a: bigint, b: bigint) => (a < b ? a : b))
  .registerFunction('max(int, int): int', (a: bigint, b: bigint) => (a > b ? a : b))

export const ruleLanguage: RuleLanguage = { compile }

function compile(text: string): CompiledRule | RuleError {
  if (text.trim() === '') return { problem: 'syntax', detail: 'There is no rule', from: 0, to: 0 }
  if (text.length > MAX_TEXT)
    return {
      problem: 'tooLarge',
      detail: `A rule has at most ${MAX_TEXT} characters`,
      from: MAX_TEXT,
      to: text.length,
    }
  try {
    const parsed = environment.parse(text)
    const names = new Set<string>()
    const refused = lookThrough(parsed.ast, names)
    if (refused !== null) return refused
    const { valid, type, error } = parsed.check()
    if (!valid) return problemOf(error, text)
    if (type !== 'int' && type !== 'dyn') return noNumber(`it is of type ${type}`, text)
    return {
      usesCounter: names.has('counter'),
      apply: (input) => {
        try {
          return partitionOf(parsed(contextOf(input, names)), text)
        } catch (thrown) {
          return problemOf(thrown, text)
        }
      },
    }
  } catch (thrown) {
    return problemOf(thrown, text)
  }
}

function partitionOf(result: unknown, text: string): number | RuleError {
  if (typeof result !== 'bigint') return noNumber(`it is ${result === null ? 'null' : `a ${typeof result}`}`, text)
  if (result > MAX_INT || result < -MAX_INT - 1n) return noNumber(`${result} is no int of Java's`, text)
  return Number(result)
}

function noNumber(why: string, { length }: string): RuleError {
  return { problem: 'noNumber', detail: `The result must be a partition, a whole number; ${why}`, from: 0, to: length }
}

/** Only what is named is made: most rules look at the key alone. */
function contextOf(input: RuleInput, names: ReadonlySet<string>): Record<string, unknown> {
  const context: Record<string, unknown> = {}
  for (const name of names) {
    const give = VARIABLES[name]
    if (give !== undefined) context[name] = give(input)
  }
  return context
}

const VARIABLES: Readonly<Record<string, (input: RuleInput) => unknown>> = {
  topic: ({ topic }) => topic,
  key: ({ key }) => (key === null ? null : decodeUtf8(key)),
  keyBytes: ({ key }) => (key === null ? null : bytesOf(key)),
  value: ({ value }) => (value === null ? null : decodeUtf8(value)),
  valueBytes: ({ value }) => (value === null ? null : bytesOf(value)),
  numPartitions: ({ numPartitions }) => BigInt(numPartitions),
  available: ({ available }) => available.map(BigInt),
  counter: ({ counter }) => BigInt(counter),
}

/** Collects the names it uses; what is not to be used is refused, whatever else the language would do with it. */
function lookThrough(node: ASTNode, names: Set<string>): RuleError | null {
  switch (node.op) {
    case 'value':
      return null
    case 'id':
      names.add(node.args)
      return null
    case 'call':
      return refuseFunction(node, node.args[0]) ?? lookThroughAll(node.args[1], names)
    case 'rcall':
      return refuseFunction(node, node.args[0]) ?? lookThroughAll([node.args[1], ...node.args[2]], names)
    case '!_':
    case '-_':
      return lookThrough(node.args, names)
    case 'list':
    case '?:':
      return lookThroughAll(node.args, names)
    case 'map':
    case '.':
    case '.?':
    case '[?]':
      return notAllowed(node, node.op)
    default:
      return lookThroughAll(node.args, names)
  }
}

function lookThroughAll(nodes: readonly ASTNode[], names: Set<string>): RuleError | null {
  for (const node of nodes) {
    const refused = lookThrough(node, names)
    if (refused !== null) return refused
  }
  return null
}

function refuseFunction(node: ASTNode, name: string): RuleError | null {
  return FUNCTIONS.has(name) ? null : notAllowed(node, `${name}()`)
}

function notAllowed({ range }: ASTNode, what: string): RuleError {
  return { problem: 'notAllowed', detail: `A rule cannot use ${what}`, from: range.start, to: range.end }
}

const PROBLEMS: Readonly<Record<string, RuleProblem>> = {
  unknown_variable: 'unknownName',
  no_such_overload: 'wrongTypes',
  no_matching_overload: 'wrongTypes',
  division_by_zero: 'divisionByZero',
  modulo_by_zero: 'divisionByZero',
  numeric_overflow: 'overflow',
  index_out_of_bounds: 'noSuchValue',
  no_such_key: 'noSuchValue',
}

function problemOf(thrown: unknown, text: string): RuleError {
  const known = thrown instanceof ParseError || thrown instanceof CheckError || thrown instanceof EvaluationError
  if (!known) return { problem: 'failed', detail: String(thrown), from: 0, to: text.length }
  const { code, summary, range } = thrown
  return {
    problem: PROBLEMS[code] ?? (thrown instanceof ParseError ? 'syntax' : 'failed'),
    detail: summary,
    from: range?.start ?? 0,
    to: range?.end ?? text.length,
  }
}

function bytesOf(bytes: ByteString): Uint8Array {
  return Uint8Array.from(bytes, (byte) => byte.charCodeAt(0))
}

function byteString(bytes: Uint8Array): ByteString {
  let text = ''
  for (const byte of bytes) text += String.fromCharCode(byte)
  return text
}
