/** What argparse4j prints: usage, help, and complaints in justified lines. What options mean is said in our words. */

import type { ToolProfile } from '../../kafka/profile/tool-profile.ts'
import { toolsOf } from '../../kafka/profile/tool-registry.ts'
import type { ToolContext } from '../replayed-tool.ts'
import {
  ArgumentError,
  type ArgumentParser,
  type ArgumentSpec,
  HelpWanted,
  nameOf,
  type ParsedArguments,
  parseArguments,
} from './argparse.ts'
import { describeOption } from './describe-option.ts'

const WIDTH = 75

type Output = Pick<ToolContext, 'profile' | 'args' | 'print' | 'printError' | 'exit'>

/** Parsed, or complained about and ended: help is exit code 0, a complaint 1. */
export function parseOrExit(
  parser: ArgumentParser,
  context: Output,
  options: {
    readonly helpWithoutArguments?: true
    /** How this tool complains, where it is not argparse4j's way. */
    readonly complain?: (message: string, context: Pick<Output, 'printError' | 'exit'>) => never
  } = {},
): ParsedArguments {
  try {
    if (options.helpWithoutArguments && context.args.length === 0) throw new HelpWanted()
    return parseArguments(parser, context.args)
  } catch (error) {
    if (error instanceof HelpWanted) {
      context.print(helpText(parser, toolsOf(context.profile.name)))
      return context.exit(0)
    }
    if (!(error instanceof ArgumentError)) throw error
    if (options.complain !== undefined) return options.complain(error.message, context)
    return complain(parser, context, error.message)
  }
}

/** Usage and complaint on stderr, exit code 1. */
export function complain(parser: ArgumentParser, context: Pick<Output, 'printError' | 'exit'>, message: string): never {
  context.printError(`${usage(parser)}${justify(`${parser.program}: error: ${message}`)}\n`)
  return context.exit(1)
}

function usage(parser: ArgumentParser): string {
  const parts = ['[-h]', ...parser.arguments.map(usageOf)]
  if (parser.commands !== undefined) parts.push(`{${Object.keys(parser.commands).join(',')}} ...`)
  const start = `usage: ${parser.program}`
  // A long name stands alone, and the options follow under it.
  const indent = start.length > WIDTH / 2 ? 7 : start.length + 1
  const lines: string[] = []
  let line = start
  if (indent === 7) {
    lines.push(line)
    line = ' '.repeat(6)
  }
  for (const part of parts) {
    if (line.length + 1 + part.length > WIDTH && line.trim() !== '') {
      lines.push(line)
      line = ' '.repeat(indent - 1)
    }
    line += ` ${part}`
  }
  return [...lines, line].map((each) => `${each}\n`).join('')
}

function usageOf(spec: ArgumentSpec): string {
  const text = spec.isFlag ? nameOf(spec) : `${nameOf(spec)} ${metavar(spec)}`
  return spec.required ? text : `[${text}]`
}

function metavar(spec: ArgumentSpec): string {
  return spec.choices === undefined ? nameOf(spec).replace(/^-+/, '').toUpperCase() : `{${spec.choices.join(',')}}`
}

function helpText(parser: ArgumentParser, tools: ToolProfile): string {
  const specs = [...parser.arguments, ...Object.values(parser.commands ?? {}).flat()]
  const rows = specs.map((spec) => {
    const left = spec.isFlag ? spec.flags.join(', ') : spec.flags.map((flag) => `${flag} ${metavar(spec)}`).join(', ')
    const right = spec.help ?? describeOption(nameOf(spec).replace(/^-+/, ''), tools)
    return left.length < 22 ? `  ${left.padEnd(23)}${right}\n` : `  ${left}\n${' '.repeat(25)}${right}\n`
  })
  const help = '  -h, --help             show this help message and exit\n'
  return `${usage(parser)}\n${parser.description}\n\nnamed arguments:\n${help}${rows.join('')}`
}

/**
 * net.sourceforge.argparse4j.helper.TextHelper.wrap: every line but the last is filled to the full width with extra
 * blanks between words; those that do not go round are put in the middle of the line.
 */
export function justify(text: string): string {
  const lines: string[] = []
  let line: string[] = []
  let width = 0
  const words = text.split(' ')
  for (let index = 0; index < words.length; index++) {
    let word = words[index] ?? ''
    if (line.length > 0 && width + 1 + word.length > WIDTH) {
      const head = hyphenatedStart(word, WIDTH - width - 1)
      if (head !== '') {
        line.push(head)
        width += 1 + head.length
        word = word.slice(head.length)
      }
      lines.push(spread(line, WIDTH - width))
      line = []
      width = 0
    }
    width += word.length + (line.length > 0 ? 1 : 0)
    line.push(word)
  }
  return [...lines, line.join(' ')].join('\n')
}

/** Java's line breaker may also break behind hyphens: the longest beginning of `--payload-file` that still fits. */
function hyphenatedStart(word: string, room: number): string {
  let head = ''
  for (const { 0: part, index } of word.matchAll(/-+(?=[A-Za-z])/g)) {
    const end = index + part.length
    if (end <= room) head = word.slice(0, end)
  }
  return head
}

function spread(words: readonly string[], extra: number): string {
  const gaps = words.length - 1
  if (gaps === 0) return words.join('')
  const each = Math.floor(extra / gaps)
  const rest = extra % gaps
  const first = Math.ceil((gaps - rest) / 2)
  let text = words[0] ?? ''
  for (let gap = 0; gap < gaps; gap++) {
    const blanks = 1 + each + (gap >= first && gap < first + rest ? 1 : 0)
    text += ' '.repeat(blanks) + (words[gap + 1] ?? '')
  }
  return text
}
