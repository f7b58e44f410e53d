/** Text programs that read their options by a table, and what they have in common. */
import type { ShellCommand } from '../../commands/command.ts'
import { readFile, resolvePath, whyUnreadable } from '../../files.ts'
import { type Given, type OptionSet, readOptions } from '../../options/getopt.ts'
import type { Program } from '../../program.ts'
import { bytesOfText } from '../../raw-text.ts'
import { type NamedInput, openInputs } from '../inputs.ts'
import {
  failed,
  type InputHabits,
  type TextFunction,
  type TextHost,
  type TextResult,
  textProgram,
} from '../text-program.ts'

/** What a call will do with its input; a result where it ends without looking at any. */
export type Plan = TextResult | ((host: TextHost) => TextResult)

export interface TextTool {
  readonly options: OptionSet
  plan(given: Given): Plan
  /** The operands that are files to read; without them it reads standard input. */
  files(given: Given): readonly string[]
  readonly byLine?: (given: Given) => boolean
  readonly endsWhenFound?: (given: Given) => boolean
  readonly keep?: (given: Given, text: string) => string
}

export function planOf(tool: TextTool, args: readonly string[]): { readonly given: Given | null; readonly plan: Plan } {
  const given = readOptions(tool.options, args)
  if ('refusal' in given) return { given: null, plan: { stdout: '', stderr: given.refusal, exitCode: given.exitCode } }
  return { given, plan: tool.plan(given) }
}

/** The tool as a function from text to text, and how it treats its input. */
export function partsOf(tool: TextTool): { readonly run: TextFunction; readonly habits: InputHabits } {
  const ask = <Answer>(args: readonly string[], question: (given: Given) => Answer, otherwise: Answer): Answer => {
    const { given, plan } = planOf(tool, args)
    return given === null || typeof plan !== 'function' ? otherwise : question(given)
  }
  const { byLine, endsWhenFound, keep } = tool
  return {
    run(args, host) {
      const { plan } = planOf(tool, args)
      return typeof plan === 'function' ? plan(host) : plan
    },
    habits: {
      needsInput: (args) =>
        ask(
          args,
          (given) => {
            const files = tool.files(given)
            return files.length === 0 || files.includes('-')
          },
          false,
        ),
      ...(byLine === undefined ? {} : { byLine: (args) => ask(args, byLine, false) }),
      ...(endsWhenFound === undefined ? {} : { endsWhenFound: (args) => ask(args, endsWhenFound, false) }),
      ...(keep === undefined ? {} : { keep: (args, text) => ask(args, (given) => keep(given, text), text) }),
    },
  }
}

export function programOf(tool: TextTool): Program {
  const { run, habits } = partsOf(tool)
  return textProgram(run, habits)
}

/** Its row in the registry. */
export function toolRow(tool: TextTool): ShellCommand {
  return { name: tool.options.program, kind: 'text', run: { program: programOf(tool) } }
}

/** A wrong call, in the program's own words. */
export function wrongCall({ program, hint, exitCode }: OptionSet, words: string): TextResult {
  return { stdout: '', stderr: `${words === '' ? '' : `${program}: ${words}\n`}${hint}`, exitCode }
}

/** The same without the hint at `--help`. */
export function wrongValue({ program, exitCode }: OptionSet, words: string): TextResult {
  return failed(`${program}: ${words}`, exitCode)
}

/** What was meant by a word or the beginning of one alone; undefined for none. */
export function argumentOf(value: string, valid: readonly string[]): string | undefined {
  const begun = valid.filter((each) => each.startsWith(value))
  return valid.find((each) => each === value) ?? (begun.length === 1 ? begun[0] : undefined)
}

/** A word that is none of those an option takes; GNU's programs end with 1 then, whatever else they end with. */
export function invalidArgument(
  { program, hint }: OptionSet,
  option: string,
  value: string,
  valid: readonly string[],
): TextResult {
  const words = valid.map((each) => `  - ‘${each}’\n`).join('')
  const kind = value !== '' && valid.some((each) => each.startsWith(value)) ? 'ambiguous' : 'invalid'
  return {
    stdout: '',
    stderr: `${program}: ${kind} argument ‘${value}’ for ‘${option}’\nValid arguments are:\n${words}${hint}`,
    exitCode: 1,
  }
}

export function linesOf(text: string): string[] {
  if (text === '') return []
  const lines = text.split('\n')
  if (lines[lines.length - 1] === '') lines.pop()
  return lines
}

export function joined(lines: readonly string[]): string {
  return lines.map((line) => `${line}\n`).join('')
}

/** Each input's own output, with what could not be read told in the program's words. */
export function eachInput(
  names: readonly string[],
  host: TextHost,
  complaint: (name: string, why: string) => string,
  show: (input: NamedInput, index: number) => string,
): TextResult {
  const { inputs, complaints } = openInputs(names, host)
  const stderr = complaints.map(({ name, why }) => `${complaint(name, why)}\n`).join('')
  return { stdout: inputs.map(show).join(''), stderr, exitCode: stderr === '' ? 0 : 1 }
}

/** What `-e` gives and what stands in the files of `-f`, in their order; of a file that cannot be read its name, and why. */
export function scriptParts(
  given: Given,
  { disk, folder, stdin }: TextHost,
): { readonly key: string; readonly text: string }[] | { readonly name: string; readonly why: string } {
  const parts: { key: string; text: string }[] = []
  for (const { key, value } of given.options) {
    if (key === 'e') parts.push({ key, text: value })
    if (key !== 'f') continue
    const path = resolvePath(folder, value)
    const text = value === '-' ? stdin : readFile(disk, path)
    if (text === undefined) return { name: value, why: whyUnreadable(disk, path) }
    parts.push({ key, text })
  }
  return parts
}

const UNITS: Readonly<Record<string, number>> = { K: 1, k: 1, M: 2, G: 3, T: 4, P: 5, E: 6 }

/** `5`, `2K` (1024), `2kB` (1000), `1b` (512); null for what is none. */
export function countOf(text: string): number | null {
  const [, digits, unit = '', base = ''] = /^(\d+)(?:([kKMGTPE])(iB|B)?|b)?$/.exec(text) ?? []
  if (digits === undefined) return null
  if (text.endsWith('b')) return Number(digits) * 512
  let count = Number(digits)
  for (let left = UNITS[unit] ?? 0; left > 0; left--) count *= base === 'B' ? 1000 : 1024
  return count
}

/** In the order of bytes, as the C locale sorts. */
export function compareBytes(a: string, b: string): number {
  if (a === b) return 0
  if (!/[\ud800-\uffff]/.test(a + b)) return a < b ? -1 : 1
  return bytesOfText(a) < bytesOfText(b) ? -1 : 1
}
