/** Counterpart in coreutils: `head`, which ends as soon as it has its lines. */
import { exitProcess, type Process, type ProcessContext, type Program, writeOut } from '../program.ts'
import { type TextFunction, textProgram } from './text-program.ts'

/** `-n 3`, `-n3`, `-3`; null for what has to see the end, or names files. */
function linesWanted(args: readonly string[]): number | null {
  const text = args.join(' ')
  const count = /^(?:-n ?(\d+)|-(\d+))?$/.exec(text)
  return count === null ? null : Number(count[1] ?? count[2] ?? 10)
}

export function headProgram(whole: TextFunction): Program {
  const plain = textProgram(whole, {
    needsInput: (args) => args.filter((arg, index) => !arg.startsWith('-') && args[index - 1] !== '-n').length === 0,
  })
  return {
    ...plain,
    start(context) {
      const wanted = linesWanted(context.process.args)
      if (wanted === null) return plain.start(context)
      context.process.state = { left: wanted }
      if (wanted === 0) exitProcess(context.process, 0)
    },
    onInput(context) {
      const state = context.process.state as { left?: number }
      if (state.left === undefined) plain.onInput(context)
      else passLines(context, state as { left: number })
    },
  }
}

function passLines({ process }: ProcessContext, state: { left: number }): void {
  while (state.left > 0) {
    const end = process.stdin.indexOf('\n')
    if (end === -1) break
    pass(process, end + 1)
    state.left--
  }
  if (state.left > 0 && process.stdinEnded && process.stdin !== '') pass(process, process.stdin.length, '\n')
  if (state.left === 0 || process.stdinEnded) exitProcess(process, 0)
}

function pass(process: Process, length: number, end = ''): void {
  writeOut(process, process.stdin.slice(0, length) + end)
  process.stdin = process.stdin.slice(length)
}
