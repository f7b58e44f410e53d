/**
 * Counterparts of less and more at a terminal, as far as the machine is concerned: a program that holds a text until
 * somebody has done with it. Which page is looked at is the page's affair; the command LeaveEditor ends it. Where nobody
 * looks, in a pipe or a file, both print what they read.
 */
import { isFolder, readFile, resolvePath, whyUnreadable } from '../files.ts'
import { hasAny, lastValue, readOptions } from '../options/getopt.ts'
import { inOwnVoice } from '../own-voice.ts'
import { exitProcess, type Process, type ProcessContext, type Program, writeError, writeOut } from '../program.ts'
import { mendText } from '../raw-text.ts'
import { whyNotShown } from './shown-text.ts'
import { less, more } from './text-tools/line-tools.ts'
import { programOf } from './text-tools/text-tool.ts'

export interface PagedFile {
  /** As it was typed; empty for standard input. */
  readonly name: string
  readonly text: string
}

/** What a pager shows. Made anew with every change, so that a picture of it may be kept. */
export interface PagerState {
  readonly kind: 'pager'
  readonly files: readonly PagedFile[]
  /** False while more may come from standard input. */
  readonly isWhole: boolean
  /** It ends by itself where all fits on a screen, so nothing is shown before that is known. */
  readonly isShown: boolean
  readonly first: PagerStart
  readonly numbers: boolean
  readonly chops: boolean
  readonly ignoresCase: boolean
  /** Going on behind the last page ends it. */
  readonly endsAtEnd: boolean
}

/** Where to begin: `+50`, `+G` (0, the last line), `+/words`. */
export type PagerStart = { readonly line: number } | { readonly words: string }

const PAGERS = { less, more } as const
export type PagerName = keyof typeof PAGERS

/** A terminal has 24 lines unless something else is said, and the last one is the pager's own. */
const LINES_OF_SCREEN = 23
/** Of a longer text this is shown; less itself reads on as one goes on. */
const MOST_CHARS = 500_000
const CUT = inOwnVoice('More is not shown here: grep finds it, and tail has the end.')

export function pagerProgram(name: PagerName): Program {
  const printing = programOf(PAGERS[name])
  return {
    ...printing,
    leavesKeyboard: true,
    start(context) {
      if (isAtTerminal(context.process)) open(name, context)
      else printing.start(context)
    },
    onInput(context) {
      if (isAtTerminal(context.process)) takeInput(context)
      else printing.onInput(context)
    },
    // Whoever fed it may have died of the same signal.
    outlivesInterrupt: (process) => pagerIn(process) !== null,
  }
}

function isAtTerminal({ tty, showsAtTerminal, job }: Process): boolean {
  return job === 0 && (tty || showsAtTerminal === true)
}

/** What a process pages; null where it pages nothing, or does not show it yet. */
export function pagerIn(process: Process): PagerState | null {
  const state = process.state as PagerState | null
  return state?.kind === 'pager' && state.isShown ? state : null
}

function open(name: PagerName, context: ProcessContext): void {
  const { process } = context
  const refuse = (words: string, exitCode = 1) => {
    writeError(process, words)
    exitProcess(process, exitCode)
  }
  const starts = process.args.filter((arg) => arg.startsWith('+'))
  const args = process.args.filter((arg) => !arg.startsWith('+'))
  const given = readOptions(PAGERS[name].options, args)
  if ('refusal' in given) return refuse(given.refusal, given.exitCode)
  const fromKeyboard = process.descriptors.get(0)?.kind === 'keyboard'
  const names = given.operands.filter((operand) => operand !== '-')
  if (fromKeyboard && names.length === 0)
    return refuse(
      name === 'less'
        ? 'Missing filename ("less --help" for help)\n'
        : "more: bad usage\nTry 'more --help' for more information.\n",
    )
  const files: PagedFile[] = []
  for (const each of names) {
    const why = read(name, each, context, files)
    if (why !== null) writeError(process, why)
  }
  const readsInput = !fromKeyboard && (names.length === 0 || given.operands.includes('-'))
  if (files.length === 0 && !readsInput) return exitProcess(process, name === 'less' ? 1 : 0)
  if (readsInput) files.push({ name: '', text: '' })
  const state: PagerState = {
    ...{ kind: 'pager', files, isWhole: !readsInput, isShown: false },
    first: startOf(starts.at(-1), lastValue(given, 'p')),
    numbers: hasAny(given, 'N'),
    chops: hasAny(given, 'S'),
    ignoresCase: hasAny(given, 'iI'),
    endsAtEnd: name === 'more' || hasAny(given, 'eE'),
  }
  show(process, hasAny(given, 's') ? squeezed(state) : state, name === 'more' || hasAny(given, 'F'))
}

/** Adds the file; or says, in the program's own words, why not. */
function read(program: PagerName, name: string, { process, disk }: ProcessContext, files: PagedFile[]): string | null {
  const path = resolvePath(process.folder, name)
  if (isFolder(disk, path)) return program === 'less' ? `${name} is a directory\n` : `\n*** ${name}: directory ***\n\n`
  const hidden = whyNotShown(disk, path, name)
  if (hidden !== null) return hidden
  const text = readFile(disk, path)
  if (text === undefined) {
    const why = whyUnreadable(disk, path)
    return program === 'less' ? `${name}: ${why}\n` : `more: cannot open ${name}: ${why}\n`
  }
  files.push({ name, text: shortened(text) })
  return null
}

/** Of several empty lines one is left. */
function squeezed(state: PagerState): PagerState {
  return { ...state, files: state.files.map(({ name, text }) => ({ name, text: text.replace(/\n{3,}/g, '\n\n') })) }
}

function startOf(argument = '+1', pattern: string | undefined): PagerStart {
  if (pattern !== undefined) return { words: pattern }
  const [, line, words] = /^\+(?:(\d+)g?|\/(.+)|G|)$/.exec(argument) ?? []
  if (words !== undefined) return { words }
  return { line: argument === '+G' ? 0 : Number(line ?? 1) }
}

function takeInput({ process }: ProcessContext): void {
  const state = process.state as PagerState | null
  if (state?.kind !== 'pager' || state.isWhole) return
  const before = state.files.slice(0, -1)
  const { text } = state.files.at(-1) ?? { text: '' }
  const read = text.endsWith(CUT) ? text : shortened(mendText(text + process.stdin))
  const files = [...before, { name: '', text: read }]
  process.stdin = ''
  show(process, { ...state, files, isWhole: process.stdinEnded }, !state.isShown)
}

/** `mayEnd`: where all of it fits on a screen, it is printed and that is that. */
function show(process: Process, state: PagerState, mayEnd: boolean): void {
  const text = state.files.map((file) => file.text).join('')
  const fits = mayEnd && text.split('\n').length <= LINES_OF_SCREEN
  if (fits && state.isWhole) {
    writeOut(process, text)
    return exitProcess(process, 0)
  }
  process.state = Object.freeze({ ...state, isShown: !fits })
}

function shortened(text: string): string {
  if (text.length <= MOST_CHARS) return text
  return text.slice(0, text.lastIndexOf('\n', MOST_CHARS) + 1) + CUT
}
