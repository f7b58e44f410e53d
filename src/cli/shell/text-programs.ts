/** Small programs that only turn text into text, or look after files; they take no simulated time. */
import { optionSet, readOptions } from '../options/getopt.ts'
import { failed, ok, type TextFunction, type TextResult } from './text-program.ts'

export const clear: TextFunction = () => ok('\u001b[H\u001b[2J\u001b[3J')
export const whoami: TextFunction = (args) => {
  const read = readOptions(WHOAMI_OPTIONS, args)
  if ('refusal' in read) return { stdout: '', stderr: read.refusal, exitCode: read.exitCode }
  const [extra] = read.operands
  return extra === undefined
    ? ok('root\n')
    : failed(`whoami: extra operand ‘${extra}’\nTry 'whoami --help' for more information.`)
}
const WHOAMI_OPTIONS = optionSet('whoami', '')

const SEQ_LIMIT = 100_000
const SEQ_HINT = "Try 'seq --help' for more information."

function refusedBySeq(arg: string): TextResult {
  return /^-[fw]/.test(arg)
    ? failed(`seq: ${arg}: this simulator does not model this option`)
    : failed(`seq: invalid option -- '${arg.charAt(1)}'\n${SEQ_HINT}`)
}

export function seq(args: readonly string[]): TextResult {
  let separator = '\n'
  const numbers: number[] = []
  for (let index = 0; index < args.length; index++) {
    const arg = args[index] ?? ''
    if (arg === '-s') separator = args[++index] ?? '\n'
    else if (arg.startsWith('-s')) separator = arg.slice(2)
    else if (/^-?\d+(\.\d+)?$/.test(arg)) numbers.push(Number(arg))
    else if (/^-[a-z]/i.test(arg)) return refusedBySeq(arg)
    else return failed(`seq: invalid floating point argument: ‘${arg}’\n${SEQ_HINT}`)
  }
  if (numbers.length === 0) return failed(`seq: missing operand\n${SEQ_HINT}`)
  if (numbers.length > 3) return failed(`seq: extra operand ‘${args[args.length - 1]}’\n${SEQ_HINT}`)
  const last = numbers[numbers.length - 1] ?? 0
  const first = numbers.length === 1 ? 1 : (numbers[0] ?? 1)
  const step = numbers.length === 3 ? (numbers[1] ?? 1) : 1
  if (step === 0) return failed('seq: invalid Zero increment value: ‘0’')
  const values: string[] = []
  // As many digits behind the point as were written: 0.1 added up would show what doubles cannot hold.
  const digits = Math.max(...numbers.map((number) => String(number).split('.')[1]?.length ?? 0))
  const at = (index: number) => Number((first + index * step).toFixed(digits))
  for (let index = 0; step > 0 ? at(index) <= last : at(index) >= last; index++) {
    if (values.length === SEQ_LIMIT) return failed(`seq: this shell stops at ${SEQ_LIMIT} numbers`)
    values.push(at(index).toFixed(digits))
  }
  return ok(values.length === 0 ? '' : `${values.join(separator)}\n`)
}
