/** What a command that went wrong has left behind, and what takes it back, so that the one that was meant can do its work. */
import type { Slip } from './slips.ts'
import { toolName, type Word, wordsOfLine } from './words.ts'

export interface UndoneFirst {
  /** With the commands that take something back before those that need it. */
  readonly meant: readonly string[]
  readonly slips: readonly Slip[]
}

/** `printed`: what came of the block as it stood. */
export function undoFirst(meant: readonly string[], slips: readonly Slip[], printed: string): UndoneFirst {
  const lines: string[] = []
  const told: Slip[] = []
  for (const line of meant) {
    const undone = topicMade(line, printed) ?? groupBegun(line, slips)
    if (undone !== null) {
      lines.push(undone.line)
      told.push(undone.slip)
    }
    lines.push(line)
  }
  return { meant: lines, slips: told }
}

interface Undone {
  readonly line: string
  readonly slip: Slip
}

/** The topic is there by now, with the tool's defaults in place of the options that it did not see. */
function topicMade(line: string, printed: string): Undone | null {
  const { program, option } = readLine(line, 'kafka-topics')
  const topic = option('--topic')
  if (program === null || topic === null || option('--create') === null) return null
  if (!printed.split('\n').includes(`Created topic ${topic}.`)) return null
  // Here a name is a pattern: a bare dot would be any letter, and take other topics along.
  const name = topic.includes('.') ? `'${topic.replaceAll('.', '\\.')}'` : topic
  return {
    line: `${program} ${brokersOf(option)} --delete --topic ${name}`,
    slip: { kind: 'topicLeft', word: topic },
  }
}

/** Without its option the consumer began its group at the end, and committed that: the option has no say any more. */
function groupBegun(line: string, slips: readonly Slip[]): Undone | null {
  const wasAlone = slips.some((slip) => slip.kind === 'optionAlone' && slip.word === '--from-beginning')
  const { program, option } = readLine(line, 'kafka-console-consumer')
  const group = option('--group')
  const topic = option('--topic')
  if (!wasAlone || program === null || group === null || topic === null) return null
  const tool = program.replace('kafka-console-consumer', 'kafka-consumer-groups')
  return {
    line: `${tool} ${brokersOf(option)} --group ${group} --topic ${topic} --reset-offsets --to-earliest --execute`,
    slip: { kind: 'groupLeft', word: group },
  }
}

function brokersOf(option: (name: string) => string | null): string {
  const zookeeper = option('--zookeeper')
  return zookeeper === null
    ? `--bootstrap-server ${option('--bootstrap-server') ?? 'localhost:9092'}`
    : `--zookeeper ${zookeeper}`
}

/** A line that calls the tool: its program as it stands there, and its options' values; an option without one has ''. */
function readLine(line: string, tool: string): { program: string | null; option(name: string): string | null } {
  const { words } = wordsOfLine(line)
  const at = words.findIndex(({ text }) => toolName(text) === tool)
  const options = words.slice(at + 1)
  return {
    program: at === -1 ? null : (words[at]?.text ?? null),
    option: (name) => {
      const index = options.findIndex(({ bare }) => bare === name || bare.startsWith(`${name}=`))
      return index === -1 ? null : valueAt(options, index)
    },
  }
}

function valueAt(options: readonly Word[], index: number): string {
  const { text } = options[index]!
  const inline = text.indexOf('=')
  if (inline !== -1) return text.slice(inline + 1)
  const next = options[index + 1]
  return next === undefined || next.bare.startsWith('--') ? '' : next.text
}
