/** Counterpart: GNU awk. */
import { type Given, hasOption, optionSet } from '../../options/getopt.ts'
import { parseAwk } from '../awk/parser.ts'
import { runAwk } from '../awk/run.ts'
import { AwkError, type AwkProgram, type Expression, type Statement } from '../awk/tree.ts'
import { failed, type TextHost, type TextResult } from '../text-program.ts'
import { scriptParts, type TextTool, wrongCall } from './text-tool.ts'

export const awk: TextTool = {
  options: optionSet(
    'awk',
    `F|field-separator= v|assign= f|file= e|source= !b|characters-as-bytes !c|traditional !C|copyright
     !d|dump-variables[.] !D|debug[.] !E|exec= !g|gen-pot !i|include= !I|trace !l|load= !L|lint[.] !M|bignum
     !N|use-lc-numeric !n|non-decimal-data !o|pretty-print[.] !O|optimize !p|profile[.] !P|posix !r|re-interval
     !s|no-optimize !S|sandbox !t|lint-old`,
    { usage: "Usage: awk [-F fs] [-v var=value] [-f progfile | 'program'] [file ...]", stops: true },
  ),
  files: (given) => (readsNothing(given) ? ['/dev/null'] : operandsOf(given).filter((each) => !isAssignment(each))),
  byLine: (given) => programOf(given)?.rules.every(standsForItself) === true,
  plan(given) {
    if (!hasProgramOption(given) && given.operands.length === 0) return wrongCall(awk.options, '')
    if (hasOption(given, 'f')) return (host) => run(given, host)
    const program = parsed(textOf(given))
    return program instanceof AwkError ? complaint(program) : (host) => start(given, program, host)
  },
}

const hasProgramOption = (given: Given) => hasOption(given, 'f') || hasOption(given, 'e')
const isAssignment = (operand: string) => /^[A-Za-z_]\w*=/.test(operand)

function operandsOf(given: Given): readonly string[] {
  return hasProgramOption(given) ? given.operands : given.operands.slice(1)
}

function textOf(given: Given): string {
  const parts = given.options.filter(({ key }) => key === 'e').map(({ value }) => value)
  return parts.length > 0 ? parts.join('\n') : (given.operands[0] ?? '')
}

function complaint(error: AwkError): TextResult {
  return failed(error.message, error.exitCode)
}

function parsed(text: string): AwkProgram | AwkError {
  try {
    return parseAwk(text)
  } catch (error) {
    if (error instanceof AwkError) return error
    throw error
  }
}

/** Null for one that cannot be read, or stands in a file. */
function programOf(given: Given): AwkProgram | null {
  if (hasOption(given, 'f')) return null
  const program = parsed(textOf(given))
  return program instanceof AwkError ? null : program
}

/** One that has only things to do before it reads. */
function readsNothing(given: Given): boolean {
  const rules = programOf(given)?.rules
  return rules !== undefined && rules.length > 0 && rules.every(({ when }) => when === 'BEGIN')
}

/** What it does with a record depends on that record alone, so each may be let through as it comes. */
function standsForItself({ when, body }: AwkProgram['rules'][number]): boolean {
  if (typeof when === 'string' || (when !== null && when.to !== null)) return false
  return (when === null || changesNothing(when.from)) && (body === null || keepsNothing(body))
}

function keepsNothing(statement: Statement): boolean {
  switch (statement.kind) {
    case 'block':
      return statement.body.every(keepsNothing)
    case 'expression':
      return changesNothing(statement.expression)
    case 'if':
      return (
        changesNothing(statement.test) &&
        keepsNothing(statement.yes) &&
        (statement.no === null || keepsNothing(statement.no))
      )
    case 'print':
      return statement.output === null && statement.args.every(changesNothing)
    case 'next':
      return true
    default:
      return false
  }
}

/** Fields begin anew with each record; variables and arrays do not. */
function changesNothing(expression: Expression): boolean {
  switch (expression.kind) {
    case 'assign':
    case 'step':
      return expression.target.kind === 'field' && expression.kind === 'assign' && changesNothing(expression.value)
    case 'choice':
      return [expression.test, expression.yes, expression.no].every(changesNothing)
    case 'binary':
      return changesNothing(expression.left) && changesNothing(expression.right)
    case 'unary':
      return changesNothing(expression.operand)
    case 'field':
      return changesNothing(expression.index)
    case 'group':
      return changesNothing(expression.inner)
    case 'call':
      return PURE.has(expression.name) && !expression.own && expression.args.every(changesNothing)
    case 'element':
    case 'in':
      return false
    default:
      return true
  }
}

const PURE = new Set(['length', 'substr', 'index', 'sprintf', 'tolower', 'toupper', 'int', 'strftime', 'gensub'])

/** Of a program of which files hold a part, or all. */
function run(given: Given, host: TextHost): TextResult {
  const parts = scriptParts(given, host)
  if (!Array.isArray(parts))
    return failed(`awk: fatal: cannot open source file \`${parts.name}' for reading: ${parts.why}`, 2)
  const program = parsed(parts.map(({ text }) => text).join('\n'))
  return program instanceof AwkError ? complaint(program) : start(given, program, host)
}

function start(given: Given, program: AwkProgram, host: TextHost): TextResult {
  const assignments: { name: string; text: string }[] = []
  for (const { key, value } of given.options) {
    if (key === 'F') assignments.push({ name: 'FS', text: value })
    if (key !== 'v') continue
    if (!isAssignment(value)) return failed(`awk: fatal: \`${value}' argument to \`-v' not in \`var=value' form`, 2)
    const equals = value.indexOf('=')
    assignments.push({ name: value.slice(0, equals), text: value.slice(equals + 1) })
  }
  return runAwk({ program, assignments, operands: operandsOf(given) }, host)
}
