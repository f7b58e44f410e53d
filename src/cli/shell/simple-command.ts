/** A command as most are: words, assignments, redirections; a builtin, a function or a program. */

import { isJavaMissing } from '../bare-machine.ts'
import type { Machine } from '../terminal-state.ts'
import { assign, wordsOfAssignment } from './assignments.ts'
import type { BuiltinHost } from './builtin.ts'
import { isFull, writeTo } from './channels.ts'
import { commandOf } from './command-lookup.ts'
import { withWords } from './compound-commands.ts'
import { type Expansion, expandToArguments, expandToText } from './expand.ts'
import { complain, complaintPrefix, complete, exitShell, pushFrame } from './frames.ts'
import { wordOfDeath } from './job-table.ts'
import { withoutTerminal } from './nohup.ts'
import { withoutPrefixes } from './prefix-words.ts'
import { type Descriptors, type Frame, type ShellProcess, SIGNALS, type SignalName } from './process-state.ts'
import { reap, spawnProgram } from './processes.ts'
import { applyRedirects, wordsOfRedirects } from './redirects.ts'
import { ShellError } from './shell-error.ts'
import { abandonLine, type ProcessTimeout, sendSignal } from './signals.ts'
import { singleQuoted } from './single-quoted.ts'
import { leaveStopped } from './stopped-jobs.ts'
import { fork, giveUpIfInterrupted } from './sub-shells.ts'
import type { SimpleNode, Word } from './syntax.ts'
import { type Limit, limitOf } from './timeout.ts'
import { whyNot } from './unknown-command.ts'

/** Steps of the frame: words to expand, a program to wait for, a builtin to ask again. */
export const PROGRAM = 1
const BUILTIN = 2

const HEAP_VARIABLE = 'KAFKA_HEAP_OPTS'
/** Of bin/kafka-run-class.sh, which ends in `exec $JAVA`. */
const WITHOUT_JAVA = '/tmp/kafka/bin/kafka-run-class.sh: line 315: exec: java: not found\n'
/** Bash itself would go on until its stack is full, and then be gone. */
const MOST_CALLS = 1_000
/** A call in a list is a command, its body and the list in it. */
const MOST_FRAMES = 3 * MOST_CALLS

/** False where it waits. */
export function stepSimple(machine: Machine, process: ShellProcess, frame: Frame, node: SimpleNode): boolean {
  if (frame.at === PROGRAM) return awaitProgram(machine, process, frame, node)
  if (frame.at === BUILTIN) return runBuiltin(machine, process, frame, node)
  return withWords(machine, process, frame, wordsOf(node), (expansion) =>
    start(machine, process, frame, node, expansion),
  )
}

function wordsOf(node: SimpleNode): Word[] {
  const assigned = [...node.assignments, ...(node.declares ?? [])].flatMap(wordsOfAssignment)
  return [...node.words, ...wordsOfRedirects(node.redirects), ...assigned]
}

function start(machine: Machine, process: ShellProcess, frame: Frame, node: SimpleNode, expansion: Expansion): void {
  const words = expandToArguments(node.words, expansion)
  const { args, skipsFunctions, outlivesHangup } = withoutPrefixes(words)
  const opened = applyRedirects(machine, process, node.redirects, expansion)
  const descriptors = outlivesHangup ? withoutTerminal(machine, process, opened) : opened
  if (process.options.has('xtrace')) trace(machine, process, node, words, expansion)
  const [name] = args
  if (name === undefined) {
    for (const assignment of node.assignments) assign(machine, process, assignment, expansion)
    return complete(machine, process, frame.outputs.length > 0 ? frame.status : 0)
  }
  const body = skipsFunctions ? undefined : process.functions.get(name)
  const kept = new Map<string, string | null>()
  for (const assignment of node.assignments) {
    kept.set(assignment.name, process.variables.get(assignment.name) ?? null)
    assign(machine, process, assignment, expansion)
  }
  if (body !== undefined) {
    if (process.frames.length > MOST_FRAMES) return stopRecursion(machine, process, node, name)
    frame.at = PROGRAM
    const call = pushFrame(machine, process, { kind: 'call', body }, { guarded: frame.guarded })
    call.descriptors = process.descriptors
    call.before = { positional: process.positional, locals: kept }
    process.descriptors = descriptors
    process.positional = args.slice(1)
    return
  }
  frame.items = [...args]
  frame.descriptors = descriptors
  // Assignments before a command last as long as it does.
  if (kept.size > 0) frame.before = { positional: process.positional, locals: kept }
  runCommand(machine, process, frame, node, outlivesHangup)
  fillDeclared(machine, process, node, expansion)
}

/** `local a=(x y)`: the builtin has made the name what it is, and now come the elements. */
function fillDeclared(machine: Machine, process: ShellProcess, node: SimpleNode, expansion: Expansion): void {
  try {
    for (const assignment of node.declares ?? []) assign(machine, process, assignment, expansion)
  } catch (error) {
    if (!(error instanceof ShellError)) throw error
    complain(machine, process, node.line, error.message)
  }
}

/** `set -x`: commands as they are carried out, on standard error. */
function trace(
  machine: Machine,
  process: ShellProcess,
  node: SimpleNode,
  words: readonly string[],
  expansion: Expansion,
): void {
  const shown = (text: string) => (/^[\w@%+=:,./-]+$/.test(text) ? text : singleQuoted(text))
  const { used } = expansion
  const lines = node.assignments
    .filter(({ elements }) => elements === undefined)
    .map(
      ({ name, append, value }) => `${name}${append ? '+' : ''}=${shownValue(expandToText(value, expansion), shown)}`,
    )
  expansion.used = used
  if (words.length > 0) lines.push(words.map(shown).join(' '))
  writeTo(machine, process.descriptors.get(2), lines.map((line) => `+ ${line}\n`).join(''))
}

function shownValue(text: string, shown: (text: string) => string): string {
  return text === '' ? '' : shown(text)
}

function stopRecursion(machine: Machine, process: ShellProcess, node: SimpleNode, name: string): void {
  complain(machine, process, node.line, `${name}: maximum function nesting level exceeded (${MOST_CALLS})`)
  if (process.parentId === null && machine.terminal.tty) abandonLine(machine, process)
  else exitShell(machine, process, 1)
}

function runCommand(
  machine: Machine,
  process: ShellProcess,
  frame: Frame,
  node: SimpleNode,
  outlivesHangup: boolean,
): void {
  const descriptors = frame.descriptors ?? process.descriptors
  const limit = limitOf(frame.items)
  if (typeof limit === 'string') {
    writeTo(machine, descriptors.get(2), limit)
    return complete(machine, process, 125)
  }
  const args = limit === null ? frame.items : frame.items.slice(limit.words)
  const called = commandOf(machine, process, args)
  // `timeout` is a program: it finds files, and nothing of the shell's own.
  const isBuiltin = called !== null && 'builtin' in called.row.run
  if (called === null || (isBuiltin && limit !== null && called.row.hasFile !== true)) {
    const [name = ''] = args
    const { what, exitCode, hint } = whyNot(machine, process, name)
    const words =
      limit === null
        ? `${complaintPrefix(machine, node.line)}${name}: ${what}\n`
        : `timeout: failed to run command ‘${name}’: ${name.includes('/') ? what : 'No such file or directory'}\n`
    writeTo(machine, descriptors.get(2), limit === null ? words + hint : words)
    return complete(machine, process, exitCode)
  }
  if (isBuiltin && limit !== null && limit.ms > 0 && called.row.isProgram === true) {
    const body = {
      ...node,
      words: args.map((text) => [{ kind: 'text', text, glob: false } as const]),
      redirects: [],
      assignments: [],
    }
    const child = fork(machine, process, body, { descriptors })
    frame.at = PROGRAM
    frame.descriptors = null
    frame.children = [child.processId]
    return setLimit(machine, child.processId, limit, args[0] ?? '')
  }
  if (isBuiltin) {
    // Those with a file never wait for anything, so that no limit can end them.
    frame.at = BUILTIN
    runBuiltin(machine, process, frame, node)
    return
  }
  const { name, kind } = called.row
  if (kind === 'tool' && isJavaMissing(machine.shell.disk)) {
    writeTo(machine, descriptors.get(2), WITHOUT_JAVA)
    return complete(machine, process, 127)
  }
  startProgram(machine, process, frame, { name, command: args[0] ?? '', args: called.args, limit, outlivesHangup })
}

function startProgram(
  machine: Machine,
  process: ShellProcess,
  frame: Frame,
  call: {
    readonly name: string
    /** As it was typed. */
    readonly command: string
    readonly args: readonly string[]
    readonly limit: Limit | null
    readonly outlivesHangup: boolean
  },
): void {
  frame.at = PROGRAM
  const { name: program, args, limit, outlivesHangup } = call
  const called = { program, args, outlivesHangup, ...heapFor(process, frame) }
  const child = spawnProgram(machine, process, called, frame.descriptors ?? process.descriptors)
  frame.descriptors = null
  frame.children = [child.processId]
  if (limit !== null && limit.ms > 0) setLimit(machine, child.processId, limit, call.command)
}

/** What kafka-run-class.sh finds in its environment. */
function heapFor({ variables, exported }: ShellProcess, { before }: Frame): { readonly heapOptions?: string } {
  const isSeen = exported.has(HEAP_VARIABLE) || before?.locals.has(HEAP_VARIABLE) === true
  const heapOptions = isSeen ? (variables.get(HEAP_VARIABLE) ?? '') : ''
  return heapOptions === '' ? {} : { heapOptions }
}

function setLimit(machine: Machine, processId: number, limit: Limit, command: string): void {
  const after = (ms: number, signal: Limit['signal']) => {
    const timer: ProcessTimeout = {
      type: 'ProcessTimeout',
      terminal: machine.terminal.name,
      processId,
      signal,
      ...(limit.preservesStatus ? { preservesStatus: true as const } : {}),
      ...(limit.verbose ? { told: `timeout: sending signal ${signal} to command ‘${command}’\n` } : {}),
    }
    machine.shell.node.setTimer(ms * 1000, timer)
  }
  after(limit.ms, limit.signal)
  if (limit.killAfterMs !== null) after(limit.ms + limit.killAfterMs, 'KILL')
}

function awaitProgram(machine: Machine, process: ShellProcess, frame: Frame, node: SimpleNode): boolean {
  const endings = reap(machine.terminal, frame.children)
  if (endings === null) return leaveStopped(machine, process, frame)
  const [ending] = endings
  if (giveUpIfInterrupted(machine, process, endings)) return true
  const diedOf = ending?.diedOf ?? null
  // What `timeout` ended has ended with a status of its own.
  if (diedOf !== null && (diedOf === 'KILL' || ending?.exitCode === 128 + SIGNALS[diedOf]))
    tellOfDeath(machine, process, frame, node, diedOf)
  // Of a function there is no process: its frame has left its exit code.
  complete(machine, process, ending?.exitCode ?? process.lastExitCode)
  return true
}

/** A job of one command is that command, and whoever waits for it is told. Nobody is told of Ctrl-C and broken pipes. */
function tellOfDeath(
  machine: Machine,
  process: ShellProcess,
  frame: Frame,
  node: SimpleNode,
  diedOf: SignalName,
): void {
  if (process.parentId !== null && process.frames.length === 1) process.diedOf = diedOf
  if (diedOf === 'INT' || diedOf === 'PIPE' || (process.parentId !== null && process.job !== 0)) return
  const word = wordOfDeath(diedOf)
  const words = node.words.map((each) => each.map((piece) => (piece.kind === 'text' ? piece.text : '…')).join(''))
  const processId = String(frame.children[0]).padStart(5)
  if (machine.terminal.tty) writeTo(machine, process.descriptors.get(2), `${word}\n`)
  else complain(machine, process, node.line, `${processId} ${word.padEnd(24)}${words.join(' ')}`)
}

/** False where it waits: for room in the pipe it writes to, or for what the builtin itself waits for. */
function runBuiltin(machine: Machine, process: ShellProcess, frame: Frame, node: SimpleNode): boolean {
  const descriptors = frame.descriptors ?? process.descriptors
  const limit = limitOf(frame.items)
  const timed = limit !== null && typeof limit !== 'string'
  const called = commandOf(machine, process, timed ? frame.items.slice(limit.words) : frame.items)
  if (called === null || !('builtin' in called.row.run)) throw new Error('a builtin stays one while it waits')
  if (isFull(machine, descriptors.get(1)) || isFull(machine, descriptors.get(2))) return false
  const broken: boolean[] = []
  const host = builtinHost(machine, process, frame, {
    descriptors,
    prefix: timed ? '' : complaintPrefix(machine, node.line),
    broken,
  })
  let outcome: number | 'wait' | 'gone'
  try {
    outcome = called.row.run.builtin(called.args, host)
  } catch (error) {
    if (!(error instanceof ShellError)) throw error
    host.complain(error.message)
    if (error.fatal === 'line' && process.parentId === null) {
      abandonLine(machine, process)
      return true
    }
    outcome = 1
  }
  if (broken.length > 0 && process.parentId !== null) {
    sendSignal(machine, process, 'PIPE')
    return true
  }
  if (outcome === 'wait') return false
  if (outcome === 'gone') return true
  complete(machine, process, broken.length > 0 ? 1 : outcome)
  return true
}

function builtinHost(
  machine: Machine,
  process: ShellProcess,
  frame: Frame,
  place: { readonly descriptors: Descriptors; readonly prefix: string; readonly broken: boolean[] },
): BuiltinHost {
  const { descriptors, prefix, broken } = place
  const write = (descriptor: 1 | 2, text: string) => {
    if (text !== '' && !writeTo(machine, descriptors.get(descriptor), text) && descriptor === 1) broken.push(true)
  }
  return {
    machine,
    process,
    frame,
    descriptors,
    out: (text) => write(1, text),
    error: (text) => write(2, text),
    complain: (words) => write(2, `${prefix}${words}\n`),
  }
}
