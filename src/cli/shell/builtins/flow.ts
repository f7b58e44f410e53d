/** Counterparts in bash: break, continue, return, exit, set, shift, eval, exec. */

import type { Builtin, BuiltinHost } from '../builtin.ts'
import { BEHIND_BODY } from '../compound-commands.ts'
import { exitOf } from '../exit.ts'
import { exitShell, leaveFrames, popFrame, pushFrame } from '../frames.ts'
import { groupOf, stoppedBy } from '../job-table.ts'
import { parseScript } from '../parse-script.ts'
import type { Frame } from '../process-state.ts'
import { sendSignal } from '../signals.ts'

const LOOPS = ['for', 'while', 'countingFor']

/** Depth of the frame of the n-th loop around the builtin, the outermost when there are fewer; -1 outside of any. */
function loopDepth(frames: readonly Frame[], levels: number): number {
  let found = -1
  let left = levels
  for (let depth = frames.length - 1; depth >= 0 && left > 0; depth--) {
    const kind = frames[depth]?.node.kind ?? ''
    if (kind === 'call') break
    if (!LOOPS.includes(kind)) continue
    found = depth
    left--
  }
  return found
}

function leaveLoop(name: 'break' | 'continue'): Builtin {
  return (args, host) => {
    const { machine, process } = host
    const levels = Number(args[0] ?? 1)
    if (!Number.isInteger(levels)) {
      host.complain(`${name}: ${args[0]}: numeric argument required`)
      return 128
    }
    if (levels < 1) {
      host.complain(`${name}: ${args[0]}: loop count out of range`)
      return 1
    }
    const depth = loopDepth(process.frames, levels)
    if (depth === -1) {
      host.complain(`${name}: only meaningful in a \`for', \`while', or \`until' loop`)
      return 0
    }
    const loop = process.frames[depth] as Frame
    leaveFrames(machine, process, depth + 1, 0)
    if (name === 'break') popFrame(machine, process, 0)
    else loop.at = BEHIND_BODY
    return 'gone'
  }
}

export const breakLoop = leaveLoop('break')
export const continueLoop = leaveLoop('continue')

export const returnFromFunction: Builtin = (args, host) => {
  const { machine, process } = host
  const status = args[0] === undefined ? process.lastExitCode : Number(args[0])
  if (!Number.isInteger(status)) {
    host.complain(`return: ${args[0]}: numeric argument required`)
    return 2
  }
  const depth = process.frames.findLastIndex(({ node, before }) => node.kind === 'call' && before !== null)
  if (depth === -1) {
    host.complain("return: can only `return' from a function or sourced script")
    return 2
  }
  leaveFrames(machine, process, depth, status & 255)
  return 'gone'
}

export const exit: Builtin = (args, host) => {
  const { exitCode, complaint, ends } = exitOf(args, host.process.lastExitCode)
  if (complaint !== '') host.complain(complaint.trimEnd())
  if (!ends || refusesToLeave(host)) return ends ? 1 : exitCode
  exitShell(host.machine, host.process, exitCode)
  return 'gone'
}

/** A shell that is typed into ends with stopped jobs only at the second `exit` in a row, and takes them along. */
function refusesToLeave({ machine, process, error }: BuiltinHost): boolean {
  const stopped = process.jobs.filter((job) => stoppedBy(machine.terminal, job) !== null)
  if (!process.options.has('monitor') || machine.terminal.remotes.length > 0 || stopped.length === 0) return false
  if (process.exitRefusedAt === machine.terminal.linesRead - 1) {
    for (const each of stopped.flatMap((job) => groupOf(machine.terminal, job))) {
      sendSignal(machine, each, 'TERM')
      sendSignal(machine, each, 'CONT')
    }
    return false
  }
  process.exitRefusedAt = machine.terminal.linesRead
  error('exit\nThere are stopped jobs.\n')
  return true
}

const LETTERS: Readonly<Record<string, string>> = { e: 'errexit', u: 'nounset', x: 'xtrace', f: 'noglob' }
const NAMED = ['errexit', 'nounset', 'pipefail', 'xtrace', 'noglob']

/** `set -euo pipefail`, `set -- a b`. Options that are not modelled are refused, not swallowed. */
export const set: Builtin = (args, host) => {
  const { process } = host
  for (let index = 0; index < args.length; index++) {
    const arg = args[index] ?? ''
    if (arg === '--' || !/^[-+]./.test(arg)) {
      process.positional = args.slice(arg === '--' ? index + 1 : index)
      return 0
    }
    for (const letter of arg.slice(1)) {
      const option = letter === 'o' ? (args[++index] ?? '') : (LETTERS[letter] ?? '')
      if (!NAMED.includes(option)) {
        const given = letter === 'o' ? option : `${arg.charAt(0)}${letter}`
        host.complain(`set: ${given}: this simulator does not model this option`)
        return 2
      }
      if (arg.startsWith('-')) process.options.add(option)
      else process.options.delete(option)
    }
  }
  if (args.length === 0) listVariables(host)
  return 0
}

function listVariables({ process, out }: BuiltinHost): void {
  const names = [...process.variables.keys()].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0))
  out(names.map((name) => `${name}=${process.variables.get(name)}\n`).join(''))
}

export const shift: Builtin = (args, { process, complain }) => {
  const count = Number(args[0] ?? 1)
  if (!Number.isInteger(count) || count < 0) {
    complain(`shift: ${args[0]}: ${Number.isNaN(count) ? 'numeric argument required' : 'shift count out of range'}`)
    return 1
  }
  if (count > process.positional.length) return 1
  process.positional = process.positional.slice(count)
  return 0
}

export const evaluateText: Builtin = (args, host) => {
  const { machine, process, frame } = host
  if (frame.children.length > 0 || args.length === 0) return process.lastExitCode
  const script = parseScript(`${args.join(' ')}\n`)
  if (script.kind !== 'script') {
    host.complain(`eval: ${script.kind === 'error' ? script.message : 'syntax error: unexpected end of file'}`)
    return 2
  }
  if (script.list.statements.length === 0) return 0
  const { guarded } = frame
  popFrame(machine, process, process.lastExitCode)
  pushFrame(machine, process, script.list, { guarded })
  return 'gone'
}
