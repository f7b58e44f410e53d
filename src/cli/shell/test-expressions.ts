/** Counterpart in bash: `test`, `[ ]` and `[[ ]]`. */
import { isFile, isFolder, readFile, resolvePath, sizeOf, type VirtualDisk } from '../files.ts'
import { type Expansion, expandToPattern, expandToText, matchesPattern, type Variables } from './expand.ts'
import { compileExpression } from './regular-expression.ts'
import { ShellError } from './shell-error.ts'
import type { TestNode } from './syntax.ts'

export interface TestPlace {
  readonly folder: string
  readonly disk: VirtualDisk
  /** Whether descriptor n leads to a terminal. */
  isTerminal(descriptor: number): boolean
  isSet(name: string): boolean
}

const UNARY = ['-e', '-f', '-d', '-r', '-w', '-x', '-s', '-z', '-n', '-t', '-v', '-h', '-L', '-p', '-S', '-b', '-c']
const BINARY = ['=', '==', '!=', '<', '>', '-eq', '-ne', '-lt', '-le', '-gt', '-ge', '-nt', '-ot', '-ef']

/** `[[ … ]]`, whose words were not split and whose right side is a pattern. */
export function evaluateTest(node: TestNode, expansion: Expansion, place: TestPlace): boolean {
  switch (node.kind) {
    case 'not':
      return !evaluateTest(node.operand, expansion, place)
    case 'logical':
      return node.operator === '&&'
        ? node.operands.every((operand) => evaluateTest(operand, expansion, place))
        : node.operands.some((operand) => evaluateTest(operand, expansion, place))
    case 'unary':
      return unaryTest(node.operator, expandToText(node.operand, expansion), place)
    case 'binary': {
      const left = expandToText(node.left, expansion)
      if (node.operator === '=~')
        return matchesExpression(expandToText(node.right, expansion), left, expansion.variables)
      if (['=', '==', '!='].includes(node.operator))
        return matchesPattern(expandToPattern(node.right, expansion), left) === (node.operator !== '!=')
      return binaryTest(node.operator, left, expandToText(node.right, expansion), place)
    }
  }
}

/** The match and its groups are in BASH_REMATCH afterwards. */
function matchesExpression(pattern: string, text: string, variables: Variables): boolean {
  try {
    const match = compileExpression(pattern).exec(text)
    variables.array('BASH_REMATCH')?.elements.clear()
    for (const [index, part] of (match ?? []).entries()) variables.setElement('BASH_REMATCH', String(index), part ?? '')
    return match !== null
  } catch (error) {
    throw new ShellError(`[[: ${error instanceof Error ? error.message : String(error)}`)
  }
}

/** `test` and `[`, without the closing bracket. Throws a ShellError with what `test` says behind its name. */
export function evaluateTestArguments(args: readonly string[], place: TestPlace): boolean {
  const [first = '', second = '', third = ''] = args
  switch (args.length) {
    case 0:
      return false
    case 1:
      return first !== ''
    case 2:
      if (first === '!') return second === ''
      if (!UNARY.includes(first)) throw new ShellError(`${first}: unary operator expected`)
      return unaryTest(first, second, place)
    case 3:
      if (BINARY.includes(second)) return binaryTest(second, first, third, place)
      if (second === '-a') return first !== '' && third !== ''
      if (second === '-o') return first !== '' || third !== ''
      if (first === '!') return !evaluateTestArguments(args.slice(1), place)
      if (first === '(' && third === ')') return second !== ''
      throw new ShellError(`${second}: binary operator expected`)
    default:
      return joinedTests(args, place)
  }
}

/** `-o` binds looser than `-a`. */
function joinedTests(args: readonly string[], place: TestPlace): boolean {
  for (const operator of ['-o', '-a']) {
    const at = args.indexOf(operator, 1)
    if (at === -1 || at === args.length - 1) continue
    const left = evaluateTestArguments(args.slice(0, at), place)
    const right = evaluateTestArguments(args.slice(at + 1), place)
    return operator === '-o' ? left || right : left && right
  }
  if (args[0] === '!') return !evaluateTestArguments(args.slice(1), place)
  throw new ShellError('too many arguments')
}

function unaryTest(operator: string, operand: string, place: TestPlace): boolean {
  const path = () => resolvePath(place.folder, operand)
  const content = () => readFile(place.disk, path())
  switch (operator) {
    case '-z':
      return operand === ''
    case '-n':
      return operand !== ''
    case '-v':
      return place.isSet(operand)
    case '-t':
      return place.isTerminal(Number(operand))
    case '-d':
      return isFolder(place.disk, path())
    case '-f':
      return isFile(place.disk, path()) && path() !== '/dev/null'
    case '-s':
      return sizeOf(place.disk, path()) > 0 || isFolder(place.disk, path())
    case '-e':
    case '-r':
    case '-w':
      return operand !== '' && (isFile(place.disk, path()) || isFolder(place.disk, path()))
    case '-x':
      return isFolder(place.disk, path()) || (content()?.startsWith('#!') ?? false)
    default:
      // Links, sockets and devices: there are none here.
      return false
  }
}

function binaryTest(operator: string, left: string, right: string, place: TestPlace): boolean {
  switch (operator) {
    case '=':
    case '==':
      return left === right
    case '!=':
      return left !== right
    case '<':
      return left < right
    case '>':
      return left > right
    case '-ef':
      return resolvePath(place.folder, left) === resolvePath(place.folder, right)
    case '-nt':
    case '-ot':
      throw new ShellError(`${operator}: files here keep no time yet`)
    default:
      return compare(operator, wholeNumber(left), wholeNumber(right))
  }
}

function compare(operator: string, left: bigint, right: bigint): boolean {
  switch (operator) {
    case '-eq':
      return left === right
    case '-ne':
      return left !== right
    case '-lt':
      return left < right
    case '-le':
      return left <= right
    case '-gt':
      return left > right
    default:
      return left >= right
  }
}

function wholeNumber(text: string): bigint {
  if (!/^\s*[+-]?\d+\s*$/.test(text)) throw new ShellError(`${text}: integer expression expected`)
  return BigInt(text.trim().replace(/^\+/, ''))
}
