/** Rows of the programs that turn text into text, with how each treats its standard input. */
import { hexdump, namesForOd, od, xxd } from '../shell/byte-dumps.ts'
import { cut, grep, head, sort, splitMaxCount, tail, tee, tr, uniq, wc } from '../shell/filters.ts'
import { headProgram } from '../shell/head.ts'
import { ls } from '../shell/ls.ts'
import { type InputHabits, NO_INPUT, type TextFunction, textProgram } from '../shell/text-program.ts'
import { cat, clear, mkdir, ready, rm, seq, touch, whoami } from '../shell/text-programs.ts'
import { yes } from '../shell/yes.ts'
import { sleep } from '../tools/sleep.ts'
import type { ShellCommand } from './command.ts'

const always = () => true
/** Reads files where their names are given; options stand before them. */
const unlessFiles = (names: (args: readonly string[]) => readonly string[]) => (args: readonly string[]) => {
  const files = names(args)
  return files.length === 0 || files.includes('-')
}
const words = (args: readonly string[]) => args.filter((arg) => arg === '-' || !arg.startsWith('-'))
/** `-n 5` takes a word, which is no file. */
const afterCount = (args: readonly string[]) =>
  args.filter((arg, index) => !arg.startsWith('-') && args[index - 1] !== '-n')
const hasFlag = (letters: RegExp) => (args: readonly string[]) =>
  args.some((arg) => /^-[A-Za-z]+$/.test(arg) && letters.test(arg))

/** To count further it has to see all at once. */
const isOneOrNone = (most: number) => most === 1 || most === Number.POSITIVE_INFINITY
const quiet = hasFlag(/q/)
const countsLines = hasFlag(/c/)

function row(name: string, run: TextFunction, habits: InputHabits): ShellCommand {
  return { name, kind: 'text', run: { program: textProgram(run, habits) } }
}

export const textRows: readonly ShellCommand[] = [
  { name: 'sleep', kind: 'text', run: { program: sleep } },
  row('seq', seq, NO_INPUT),
  row('cat', cat, { needsInput: unlessFiles(words), byLine: always }),
  row('ls', ls, NO_INPUT),
  row('rm', rm, NO_INPUT),
  row('touch', touch, NO_INPUT),
  row('mkdir', mkdir, NO_INPUT),
  row('clear', clear, NO_INPUT),
  row('whoami', whoami, NO_INPUT),
  row('grep', grep, {
    // A call without a pattern is answered at once.
    needsInput: (args) => words(splitMaxCount(args).words).length === 1,
    byLine: (args) => !countsLines(args) && isOneOrNone(splitMaxCount(args).most),
    endsWhenFound: (args) => quiet(args) || splitMaxCount(args).most === 1,
  }),
  { name: 'head', kind: 'text', run: { program: headProgram(head) } },
  row('tail', tail, { needsInput: unlessFiles(afterCount), keep: (args, text) => lastLines(args, text) }),
  row('od', od, { needsInput: unlessFiles(namesForOd) }),
  row('hexdump', hexdump, { needsInput: unlessFiles(words) }),
  row('xxd', xxd, { needsInput: unlessFiles(words) }),
  row('wc', wc, { needsInput: unlessFiles(words) }),
  row('sort', sort, { needsInput: unlessFiles(words) }),
  { name: 'yes', kind: 'text', run: { program: yes } },
  row('uniq', uniq, { needsInput: always }),
  row('cut', cut, { needsInput: always, byLine: always }),
  row('tr', tr, { needsInput: always, byLine: always }),
  row('tee', tee, { needsInput: always }),
  // Notes begin with downloads; here everything is in place.
  ...['apt', 'apt-get', 'brew', 'curl', 'tar', 'wget', 'yum'].map((name) => row(name, ready, NO_INPUT)),
]

/** Of a text that goes on `tail` needs only its end, unless it counts from the beginning. */
function lastLines(args: readonly string[], text: string): string {
  const count = Number(
    args.find((arg) => /^-n?\d+$/.test(arg))?.replace(/\D/g, '') ?? args[args.indexOf('-n') + 1] ?? 10,
  )
  if (!Number.isInteger(count) || args.some((arg) => arg.includes('+')) || text.length < 100_000) return text
  let from = text.length
  for (let lines = 0; lines <= count && from > 0; lines++) from = text.lastIndexOf('\n', from - 1)
  return from <= 0 ? text : text.slice(from + 1)
}
