/** Shells of their own: stages of pipelines, `( … )`, `$( … )`, jobs in the background. */
import type { Machine } from '../terminal-state.ts'
import { arrayNamed, copyArrays, declaredOf, madeArray, type ShellArray } from './arrays.ts'
import { isOpen, openPipe } from './channels.ts'
import { evaluateText, nextSubstitution, type Variables } from './expand.ts'
import { type Descriptors, type Frame, frameOf, type ShellProcess } from './process-state.ts'
import { type Ending, endShell, reap } from './processes.ts'
import { ShellError } from './shell-error.ts'
import { abandon } from './signals.ts'
import type { ShellNode, Word } from './syntax.ts'

/** A copy of the shell that will run `node` and end. */
export function fork(
  machine: Machine,
  parent: ShellProcess,
  node: ShellNode,
  options: { readonly descriptors?: Descriptors; readonly job?: number; readonly guarded?: boolean } = {},
): ShellProcess {
  const { terminal } = machine
  const child: ShellProcess = {
    kind: 'shell',
    processId: terminal.nextId++,
    parentId: parent.processId,
    job: options.job ?? parent.job,
    descriptors: options.descriptors ?? new Map(parent.descriptors),
    exitCode: null,
    diedOf: null,
    frames: [frameOf(node, options.guarded ?? false)],
    variables: new Map(parent.variables),
    ...copyArrays(parent.arrays),
    ...(parent.declared === undefined ? {} : { declared: new Map(parent.declared) }),
    exported: new Set(parent.exported),
    functions: new Map(parent.functions),
    aliases: new Map(parent.aliases),
    folder: parent.folder,
    positional: [...parent.positional],
    options: new Set(parent.options),
    lastExitCode: parent.lastExitCode,
    lastBackground: parent.lastBackground,
    jobs: [],
    interrupted: false,
    inputEnded: false,
  }
  terminal.processes.set(child.processId, child)
  return child
}

/** Ctrl-C came while it waited; true when what it waited for died of it, and so does the shell's work. */
export function giveUpIfInterrupted(machine: Machine, process: ShellProcess, endings: readonly Ending[]): boolean {
  if (!process.interrupted) return false
  process.interrupted = false
  if (!endings.some(({ diedOf }) => diedOf === 'INT')) return false
  if (process.parentId === null) abandon(machine, process)
  else endShell(machine, process, 130, 'INT')
  return true
}

/**
 * Runs the command substitutions of the words one after the other; their outputs gather in the frame. `ready` when all
 * are there, `gone` when the frame is no more.
 */
export function substitute(
  machine: Machine,
  process: ShellProcess,
  frame: Frame,
  words: readonly Word[],
): 'ready' | 'went' | 'waits' | 'gone' {
  const { terminal } = machine
  if (frame.capture !== null) {
    const pipe = terminal.pipes.get(frame.capture)
    if (isOpen(terminal, frame.capture, 'write')) return 'waits'
    const endings = reap(terminal, frame.children)
    if (endings === null) return 'waits'
    frame.outputs.push(pipe?.buffer ?? '')
    terminal.pipes.delete(frame.capture)
    frame.capture = null
    frame.children = []
    frame.status = endings[0]?.exitCode ?? 0
    if (giveUpIfInterrupted(machine, process, endings)) return 'gone'
  }
  const next = nextSubstitution(words, frame.outputs.length, variablesOf(machine, process))
  if (next === null) return 'ready'
  // The shell keeps all of it however much it is; only time can be too long.
  const pipe = openPipe(terminal, Number.POSITIVE_INFINITY)
  frame.capture = pipe.id
  const descriptors: Descriptors = new Map(process.descriptors).set(1, pipe.write)
  frame.children = [fork(machine, process, next, { descriptors, guarded: true }).processId]
  return 'went'
}

/** Variables as expansion sees them, special ones included. */
export function variablesOf(machine: Machine, process: ShellProcess): Variables {
  const array = (name: string) => (name === 'PIPESTATUS' ? pipeStatus(process) : arrayNamed(process, name))
  return {
    array,
    setElement(name, key, value) {
      refuseReadonly(process, name)
      madeArray(process, name).elements.set(key, value)
    },
    get(name) {
      switch (name) {
        case '?':
          return String(process.lastExitCode)
        case '#':
          return String(process.positional.length)
        case '!':
          return process.lastBackground === 0 ? undefined : String(process.lastBackground)
        case '$':
          return String(machine.terminal.shellPid)
        case '0':
          return 'bash'
        case '-':
          return process.options.has('errexit') ? 'ehB' : 'hB'
        case 'RANDOM':
          return String(machine.shell.node.randomInt(`shell:${machine.terminal.name}`, 32_768))
        case 'SECONDS':
          return String(secondsNow(machine) + Number(process.variables.get(name) ?? 0))
        default:
          if (/^[1-9]\d*$/.test(name)) return process.positional[Number(name) - 1]
          return name === 'PIPESTATUS' || process.arrays?.has(name) === true
            ? array(name)?.elements.get('0')
            : process.variables.get(name)
      }
    },
    set: (name, value) => setVariable(machine, process, name, value),
    positional: process.positional,
    strict: process.options.has('nounset'),
  }
}

/** `SECONDS` goes on from what it is set to: what is kept is how far it is from the clock. */
export function setVariable(machine: Machine, process: ShellProcess, name: string, value: string): void {
  refuseReadonly(process, name)
  const text = declaredOf(process, name).integer === true ? integerOf(machine, process, value) : value
  const kept = name === 'SECONDS' ? String((Number.parseInt(text, 10) || 0) - secondsNow(machine)) : text
  const array = arrayNamed(process, name)
  if (array === undefined) process.variables.set(name, kept)
  else array.elements.set('0', kept)
}

function refuseReadonly(process: ShellProcess, name: string): void {
  if (declaredOf(process, name).readonly === true) throw new ShellError(`${name}: readonly variable`, 'line')
}

/** `declare -i`: whatever is assigned is calculated. */
export function integerOf(machine: Machine, process: ShellProcess, text: string): string {
  const expansion = { variables: variablesOf(machine, process), outputs: [], used: 0 }
  return String(evaluateText(text, expansion))
}

function secondsNow(machine: Machine): number {
  return Math.floor(machine.shell.node.nowMs / 1000)
}

/** Kept only after a pipeline of several stages; any other command is a pipeline of one. */
function pipeStatus({ variables, lastExitCode }: ShellProcess): ShellArray {
  const codes = (variables.get('PIPESTATUS') ?? String(lastExitCode)).split(' ')
  return { associative: false, elements: new Map(codes.map((code, index) => [String(index), code])) }
}
