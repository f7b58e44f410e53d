/** What argparse4j 0.7.0 prints: usage, help, and complaints in justified lines. What options mean is said in our words. */

import type { ArgumentParser, ArgumentSpec } from '../../kafka/profile/argument-parser.ts'
import type { ToolContext } from '../replayed-tool.ts'
import {
  ArgumentError,
  HELP,
  HelpWanted,
  nameOf,
  type ParsedArguments,
  type ParserPlace,
  parseArguments,
  partOf,
  specsOf,
} from './argparse.ts'
import { suggestions } from './argparse-suggestions.ts'
import { justify } from './justify.ts'

const POSITIONAL = 'positional arguments:'
const OPTIONAL = 'optional arguments:'

/** What the help of every tool says of itself, in argparse4j's words. */
export const ARGPARSE_WORDS: readonly string[] = [POSITIONAL, OPTIONAL, HELP.help]

const WIDTH = 75
const HELP_INDENT = 25
const WIDEST_TITLE = 21
/** A usage that begins longer has the options under it. */
const LONGEST_START = 30

type Output = Pick<ToolContext, 'profile' | 'facts' | 'args' | 'print' | 'printError' | 'exit'>

/** Parsed as the tool's version declares it, or complained about and ended with exit code 1. */
export function parseOrExit(
  context: Output,
  options: {
    /** Without any argument the tool prints its help, exit code 0. */
    readonly helpWithoutArguments?: true
    /** Where the tool takes `-h` for an error as any other: 1. */
    readonly helpExitCode?: 1
    /** How this tool complains, where it is not argparse4j's way. */
    readonly complain?: (message: string, context: Pick<Output, 'printError' | 'exit'>) => never
  } = {},
): ParsedArguments {
  const parser = parserOf(context)
  const isBare = options.helpWithoutArguments === true && context.args.length === 0
  try {
    if (isBare) throw new HelpWanted({ parser, command: null })
    return parseArguments(parser, context.args)
  } catch (error) {
    if (error instanceof HelpWanted) {
      context.print(helpText(error.place))
      return context.exit(isBare ? 0 : (options.helpExitCode ?? 0))
    }
    if (!(error instanceof ArgumentError)) throw error
    if (options.complain !== undefined) return options.complain(error.message, context)
    return complainAt(error, context)
  }
}

/** Usage and complaint on stderr, exit code 1. */
export function complain(context: Pick<Output, 'facts' | 'printError' | 'exit'>, message: string): never {
  return complainAt(new ArgumentError(message, { parser: parserOf(context), command: null }), context)
}

function parserOf({ facts }: Pick<Output, 'facts'>): ArgumentParser {
  if (facts.parser === null) throw new Error('a tool that argparse4j reads has a parser')
  return facts.parser
}

function complainAt(error: ArgumentError, context: Pick<Output, 'printError' | 'exit'>): never {
  const { place, message } = error
  const meant = suggestions(place, error.unknown)
  const hint = meant.length === 0 ? '' : `\nDid you mean:\n${meant.map((each) => `\t${each}\n`).join('')}`
  context.printError(`${usage(place)}${justify(`${place.parser.program}: error: ${message}\n`, WIDTH)}${hint}`)
  return context.exit(1)
}

function usage(place: ParserPlace): string {
  const { parser, command } = place
  const start = `usage: ${parser.program}`
  const parts = [
    ...(command === null ? [] : [...usageAbove(parser), command]),
    ...specsOf(place)
      .filter((spec) => !isExclusive(place, spec))
      .map(usageOf),
    ...exclusiveGroups(place).flatMap(groupUsage),
    ...(command === null && parser.commands !== undefined ? [commandNames(parser), '...'] : []),
  ]
  const isLong = start.length > LONGEST_START
  const indent = ' '.repeat(isLong ? 6 : start.length)
  let text = isLong ? `${start}\n${indent}` : start
  let width = isLong ? indent.length : start.length
  for (const [index, part] of parts.entries()) {
    if (index > 0 && width + part.length + 1 > WIDTH) {
      text += `\n${indent}`
      width = indent.length
    }
    text += ` ${part}`
    width += part.length + 1
  }
  return `${text}\n`
}

/** What must be given before the sub-command. */
function usageAbove(parser: ArgumentParser): string[] {
  const place = { parser, command: null }
  const required = parser.arguments.filter((spec) => spec.required && !isExclusive(place, spec))
  const groups = exclusiveGroups(place).filter((group) => group.required)
  return [...required.map(usageOf), ...groups.flatMap(groupUsage)]
}

interface ExclusiveGroup {
  readonly required: boolean
  readonly members: readonly ArgumentSpec[]
}

function exclusiveGroups(place: ParserPlace): ExclusiveGroup[] {
  const part = partOf(place)
  return Object.entries(part.groups ?? {})
    .filter(([, group]) => group.exclusive)
    .map(([name, group]) => ({
      required: group.required === true,
      members: part.arguments.filter((spec) => spec.group === name),
    }))
}

function isExclusive(place: ParserPlace, { group }: ArgumentSpec): boolean {
  return group !== undefined && partOf(place).groups?.[group]?.exclusive === true
}

function groupUsage({ required, members }: ExclusiveGroup): string[] {
  const bare = members.map(bareUsage)
  if (bare.length === 1) return required ? bare : [`[${bare[0]}]`]
  const [open, close] = required ? ['(', ')'] : ['[', ']']
  return bare.flatMap((text, index) => {
    if (index === 0) return [open + text]
    return ['|', index === bare.length - 1 ? text + close : text]
  })
}

function usageOf(spec: ArgumentSpec): string {
  return spec.required ? bareUsage(spec) : `[${bareUsage(spec)}]`
}

function bareUsage(spec: ArgumentSpec): string {
  const value = valueUsage(spec)
  return value === '' ? (spec.flags[0] ?? '') : `${spec.flags[0]} ${value}`
}

function valueUsage(spec: ArgumentSpec): string {
  if (spec.isFlag) return ''
  const name = metavarOf(spec)
  return spec.many ? `${name} [${name} ...]` : name
}

function metavarOf(spec: ArgumentSpec): string {
  if (spec.metavar !== undefined) return spec.metavar
  if (spec.choices !== undefined) return `{${spec.choices.join(',')}}`
  return nameOf(spec).replace(/^-+/, '').replaceAll('-', '_').toUpperCase()
}

function commandNames(parser: ArgumentParser): string {
  return `{${Object.keys(parser.commands ?? {}).join(',')}}`
}

function helpText(place: ParserPlace): string {
  const { parser, command } = place
  const part = partOf(place)
  let text = usage(place)
  if (command === null && parser.description !== '') text += `\n${justify(parser.description, WIDTH)}\n`
  if (command === null && parser.commands !== undefined) {
    text += `\n${POSITIONAL}\n${entry(commandNames(parser), '')}`
    for (const [name, { help }] of Object.entries(parser.commands)) text += entry(`  ${name}`, help)
  }
  const entryOf = (spec: ArgumentSpec) => entry(titleOf(spec), helpOf(spec, parser))
  const apart = Object.entries(part.groups ?? {}).filter(
    ([, { exclusive, title, description }]) => !exclusive || title !== undefined || description !== undefined,
  )
  const together = specsOf(place).filter(({ group }) => !apart.some(([name]) => name === group))
  text += `\n${OPTIONAL}\n${together.map(entryOf).join('')}`
  for (const [name, { title, description }] of apart) {
    text += title === undefined ? '\n' : `\n${title}:\n`
    if (description !== undefined) text += `  ${justify(description, WIDTH, 2)}\n\n`
    text += part.arguments
      .filter(({ group }) => group === name)
      .map(entryOf)
      .join('')
  }
  return text
}

function titleOf(spec: ArgumentSpec): string {
  const value = valueUsage(spec)
  return spec.flags.map((flag) => (value === '' ? flag : `${flag} ${value}`)).join(', ')
}

function helpOf(spec: ArgumentSpec, { showsDefaults }: ArgumentParser): string {
  const defaultValue = spec.defaultValue ?? (spec.isFlag && nameOf(spec) !== '--help' ? 'false' : undefined)
  return showsDefaults && defaultValue !== undefined ? `${spec.help} (default: ${defaultValue})` : spec.help
}

function entry(title: string, help: string): string {
  if (help === '') return `  ${title}\n`
  const right = justify(help, WIDTH, HELP_INDENT)
  return title.length <= WIDEST_TITLE
    ? `  ${title.padEnd(HELP_INDENT - 2)}${right}\n`
    : `  ${title}\n${' '.repeat(HELP_INDENT)}${right}\n`
}
