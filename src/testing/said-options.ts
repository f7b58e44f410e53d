/** What is said of the options of Kafka's tools, for tests that hold it complete. */
import { ARGPARSE_WORDS } from '../cli/options/argparse-help.ts'
import { describeOption } from '../cli/options/describe-option.ts'
import { toolsOf } from '../kafka/profile/tool-registry.ts'

export interface SaidOption {
  readonly profile: string
  /** `kafka-topics`; with the sub-command, where it has any: `kafka-storage format`. */
  readonly tool: string
  /** With its dashes; of a sub-command the word. */
  readonly name: string
  readonly words: string
}

/** Of each tool of that version. */
export function saidOptions(profile: string): SaidOption[] {
  const tools = toolsOf(profile)
  const ofJopt = Object.entries(tools.options).flatMap(([tool, lines]) =>
    lines.split('\n').flatMap((line) => {
      const option = /^--(\S+)/.exec(line)?.[1]
      if (option === undefined) return []
      return [{ profile, tool, name: `--${option}`, words: describeOption(option, tools, tool) }]
    }),
  )
  const ofArgparse = Object.entries(tools.parsers).flatMap(([tool, parser]) => [
    ...parser.arguments.map(({ flags, help }) => ({ profile, tool, name: flags[0] ?? '', words: help })),
    ...Object.entries(parser.commands ?? {}).flatMap(([command, part]) => [
      { profile, tool, name: command, words: part.help },
      ...part.arguments.map(({ flags, help }) => ({
        profile,
        tool: `${tool} ${command}`,
        name: flags[0] ?? '',
        words: help,
      })),
    ]),
  ])
  return [...ofJopt, ...ofArgparse]
}

/** What the help of that version's tools says above and between the options. */
export function saidHelp(profile: string): string[] {
  const tools = toolsOf(profile)
  const parsers = Object.values(tools.parsers)
  const groups = parsers
    .flatMap(({ commands = {}, ...parser }) => [parser, ...Object.values(commands)])
    .flatMap((part) => Object.values(part.groups ?? {}))
  return [
    ...Object.values(tools.descriptions),
    ...parsers.map(({ description }) => description),
    ...groups.flatMap(({ description }) => description ?? []),
    ...ARGPARSE_WORDS,
  ].filter((words) => words !== '')
}
