/** Counterpart in coreutils: `tail -f`, which shows what files get from now on, until somebody ends it. */
import { readFile, resolvePath, whyUnreadable } from '../../files.ts'
import { type Given, hasAny, hasOption, lastValue } from '../../options/getopt.ts'
import { exitProcess, type ProcessContext, type Program, writeError, writeOut } from '../../program.ts'
import { durationMs } from '../duration.ts'
import { amountOf, lastPart, showsTitles, tail, titleOf } from './head-tail.ts'
import { planOf, programOf } from './text-tool.ts'

interface FollowedFile {
  readonly name: string
  readonly path: string
  /** Characters that were shown, or passed over; null while there is no such file. */
  shown: number | null
}

interface FollowState {
  files: FollowedFile[]
  /** A file that comes again under its name is the one to follow; otherwise it was the old one. */
  readonly byName: boolean
  readonly retries: boolean
  readonly titled: boolean
  /** Whose lines were written last. */
  last: string
  readonly everyUs: number
}

/** Whoever writes beside it in its own terminal is noticed at once; of others it is as good as at once. */
const LOOK_AGAIN_MS = 100

export function tailProgram(): Program {
  const plain = programOf(tail)
  const follows = (context: ProcessContext) =>
    (context.process.state as Partial<FollowState> | null)?.files !== undefined
  return {
    ...plain,
    start(context) {
      const { given, plan } = planOf(tail, context.process.args)
      // GNU's does not follow a pipe either.
      const isFollowing =
        given !== null && typeof plan === 'function' && hasAny(given, 'fF') && given.operands.length > 0
      if (!isFollowing) plain.start(context)
      else startFollowing(context, given)
    },
    // What is typed beside it is for the shell.
    onInput(context) {
      if (!follows(context)) plain.onInput(context)
    },
    onTimer(context) {
      const { process } = context
      if (!follows(context) || process.exitCode !== null) return
      look(context, process.state as FollowState)
      lookAgain(context, process.state as FollowState)
    },
    onRoom(context) {
      return follows(context) && look(context, context.process.state as FollowState) ? 1 : 0
    },
  }
}

function lookAgain({ node }: ProcessContext, { everyUs }: FollowState): void {
  node.setTimer(everyUs, { type: 'LookAgain', periodic: true })
}

function startFollowing(context: ProcessContext, given: Given): void {
  const { process, disk } = context
  const how = given.options.findLast(({ key, value }) => key === 'F' || (key === 'f' && value !== ''))
  const wrong = wrongFollow(given)
  const amount = amountOf(given)
  if (wrong !== null || typeof amount === 'string') {
    writeError(process, `tail: ${wrong ?? amount}\n`)
    return exitProcess(process, 1)
  }
  const interval = durationMs(lastValue(given, 's') ?? '') ?? LOOK_AGAIN_MS
  const state: FollowState = {
    files: [],
    byName: how !== undefined && how.value !== 'descriptor',
    retries: hasAny(given, 'F') || hasOption(given, 'retry'),
    titled: showsTitles(given),
    last: '',
    everyUs: Math.max(1, Math.min(interval, LOOK_AGAIN_MS)) * 1000,
  }
  process.state = state
  for (const name of given.operands) {
    const path = resolvePath(process.folder, name)
    const text = name === '-' ? undefined : readFile(disk, path)
    if (text !== undefined) show(context, state, name, lastPart(text, amount), true)
    else {
      const why = name === '-' ? 'this simulator does not follow standard input' : whyUnreadable(disk, path)
      writeError(process, `tail: cannot open '${name}' for reading: ${why}\n`)
    }
    if (text !== undefined || state.retries) state.files.push({ name, path, shown: text?.length ?? null })
  }
  endIfNoneLeft(context, state)
  lookAgain(context, state)
}

function wrongFollow(given: Given): string | null {
  const wrong = given.options.find(({ key, value }) => key === 'f' && !['', 'name', 'descriptor'].includes(value))
  if (wrong !== undefined)
    return `invalid argument ‘${wrong.value}’ for ‘--follow’\nValid arguments are:\n  - ‘descriptor’\n  - ‘name’\nTry 'tail --help' for more information.`
  const seconds = lastValue(given, 's')
  return seconds !== undefined && durationMs(seconds) === null ? `invalid number of seconds: ‘${seconds}’` : null
}

function show({ process }: ProcessContext, state: FollowState, name: string, text: string, always = false): void {
  if (state.titled && state.last !== name && (always || text !== ''))
    writeOut(process, `${state.last === '' ? '' : '\n'}${titleOf(name)}`)
  if (always || text !== '') state.last = name
  writeOut(process, text)
}

function endIfNoneLeft({ process }: ProcessContext, state: FollowState): void {
  if (state.files.length > 0) return
  writeError(process, 'tail: no files remaining\n')
  exitProcess(process, 1)
}

/** True when there was something to say. */
function look(context: ProcessContext, state: FollowState): boolean {
  const { process } = context
  const before = process.written.length
  for (const file of state.files) lookAt(context, state, file)
  if (state.byName && !state.retries) state.files = state.files.filter(({ shown }) => shown !== null)
  if (state.byName) endIfNoneLeft(context, state)
  return process.written.length > before
}

function lookAt(context: ProcessContext, state: FollowState, file: FollowedFile): void {
  const { process, disk } = context
  const text = readFile(disk, file.path)
  if (text === undefined) {
    if (file.shown !== null && state.byName)
      writeError(process, `tail: '${file.name}' has become inaccessible: No such file or directory\n`)
    file.shown = state.byName ? null : file.shown === null ? null : Number.POSITIVE_INFINITY
    return
  }
  // What it had opened is gone; that another file has its name, it does not see.
  if (file.shown === Number.POSITIVE_INFINITY) return
  if (file.shown === null) {
    writeError(process, `tail: '${file.name}' has appeared;  following new file\n`)
    file.shown = 0
  }
  if (text.length < file.shown) {
    writeError(process, `tail: ${file.name}: file truncated\n`)
    file.shown = 0
  }
  const more = text.slice(file.shown)
  file.shown = text.length
  show(context, state, file.name, more)
}
