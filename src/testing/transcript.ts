// Plays transcripts: what is typed at terminals, and what then stands on the screen.
//
//   # a remark
//   $ kafka-topics.sh …      typed at the shell
//   > hello                  typed into the program in the foreground, or the next line of a command
//   ^C  ^D                   Ctrl-C, Ctrl-D
//   @second                  the terminal the next lines are about
//   @wait 3000               so many simulated milliseconds pass
//   anything else            what the screen shows next; <something> stands for any text without blanks, and lines
//                            that begin with "~ " may come in any order

import { simulatorModel } from '../cli/model.ts'
import { run } from '../engine/scheduler.ts'
import { takeHappenings, type World } from '../engine/world.ts'
import type { ClusterSpec, Command } from '../kafka/cluster/commands.ts'
import { emptyCluster } from '../scenarios/index.ts'
import { isIdle, terminalOf } from './headless-shell.ts'

export interface TranscriptStep {
  readonly line: number
  readonly terminal: string
  readonly action:
    | { readonly kind: 'type'; readonly text: string }
    | { readonly kind: 'interrupt' | 'eof' }
    | { readonly kind: 'wait'; readonly ms: number }
  readonly expected: readonly string[]
}

export function parseTranscript(text: string): TranscriptStep[] {
  const steps: { line: number; terminal: string; action: TranscriptStep['action']; expected: string[] }[] = []
  let terminal = 'first'
  const act = (line: number, action: TranscriptStep['action']) => steps.push({ line, terminal, action, expected: [] })
  for (const [index, source] of text.split('\n').entries()) {
    const name = /^@(\w+)$/.exec(source)?.[1]
    const wait = /^@wait (\d+)$/.exec(source)?.[1]
    if (source.startsWith('#')) continue
    else if (name !== undefined) terminal = name
    else if (wait !== undefined) act(index + 1, { kind: 'wait', ms: Number(wait) })
    else if (/^[$>]( |$)/.test(source)) act(index + 1, { kind: 'type', text: source.slice(2) })
    else if (source === '^C') act(index + 1, { kind: 'interrupt' })
    else if (source === '^D') act(index + 1, { kind: 'eof' })
    else steps[steps.length - 1]?.expected.push(source)
  }
  return steps.map((step) => ({ ...step, expected: withoutBlankEnd(step.expected) }))
}

/** Blank lines between steps are for the reader. */
function withoutBlankEnd(lines: readonly string[]): string[] {
  const end = lines.findLastIndex((line) => line !== '')
  return lines.slice(0, end + 1)
}

/** A program that has been silent for so long waits for more input. */
const QUIET_US = 5_000_000
const LIMIT_US = 300_000_000

/** Differences, in words; an empty list is agreement. */
export function playTranscript(
  text: string,
  options: { readonly spec?: ClusterSpec; readonly seed?: number } = {},
): string[] {
  const world = simulatorModel.create(options.spec ?? emptyCluster(), options.seed ?? 1)
  const differences: string[] = []
  for (const step of parseTranscript(text)) {
    const shown = playStep(world, step)
    const expected = step.expected.join('\n')
    if (!matches(shown, step.expected))
      differences.push(
        `line ${step.line}: ${JSON.stringify(step.action)}\n--- expected\n${expected}\n--- on screen\n${shown}`,
      )
  }
  return differences
}

function playStep(world: World, { terminal: name, action }: TranscriptStep): string {
  const apply = (command: Command) => simulatorModel.applyCommand(world, command)
  apply({ type: 'OpenTerminal', terminal: name, tty: true })
  const terminal = terminalOf(world, name)
  const before = terminal.screenLength
  if (action.kind === 'type') apply({ type: 'TypeLine', terminal: name, text: action.text })
  else if (action.kind === 'interrupt') apply({ type: 'Interrupt', terminal: name })
  else if (action.kind === 'eof') apply({ type: 'EndOfInput', terminal: name })
  if (action.kind === 'wait') run(world, { untilUs: world.nowUs + action.ms * 1000 })
  else runUntilQuiet(world, name)
  takeHappenings(world)
  const shown = terminal.screen.slice(terminal.screen.length - (terminal.screenLength - before))
  // What was typed is echoed first, behind the prompt.
  const echoed = action.kind === 'type' ? shown.slice(shown.indexOf('\n') + 1) : shown.replace(/^\^C\n?/, '')
  return echoed.trimEnd()
}

function runUntilQuiet(world: World, name: string): void {
  const terminal = terminalOf(world, name)
  const endUs = world.nowUs + LIMIT_US
  while (!isIdle(terminal) && world.nowUs < endUs) {
    const length = terminal.screenLength
    const untilUs = world.nowUs + QUIET_US
    run(world, { untilUs, until: () => isIdle(terminal) || terminal.screenLength > length })
    if (terminal.screenLength === length && world.nowUs >= untilUs) return
  }
}

function matches(shown: string, expected: readonly string[]): boolean {
  const lines = shown === '' ? [] : shown.split('\n').map((line) => line.trimEnd())
  if (lines.length !== expected.length) return false
  const loose = expected.filter((line) => line.startsWith('~ ')).map((line) => line.slice(2))
  for (const [index, line] of expected.entries()) {
    const found = lines[index] ?? ''
    if (!line.startsWith('~ ')) {
      if (!pattern(line).test(found)) return false
      continue
    }
    const match = loose.findIndex((each) => pattern(each).test(found))
    if (match === -1) return false
    loose.splice(match, 1)
  }
  return true
}

function pattern(line: string): RegExp {
  const source = line
    .trimEnd()
    .split(/(<[a-z]+>)/)
    .map((part) => (/^<[a-z]+>$/.test(part) ? '\\S+' : part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')))
  return new RegExp(`^${source.join('')}$`)
}
