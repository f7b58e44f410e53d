/** What words mean to the commands of a Kafka version, for those who look for slips or explain them. */
import { profileOf } from '../../kafka/profile/registry.ts'
import { toolsOf } from '../../kafka/profile/tool-registry.ts'
import { commandsOf } from '../commands/registry.ts'
import { nameOf } from '../options/argparse.ts'
import { describeOption } from '../options/describe-option.ts'
import type { ToolFacts } from '../program.ts'

/** An option of a tool, or a sub-command. */
export interface OptionFacts {
  /** With its dashes. */
  readonly name: string
  /** What its value is, in one word or a few; null: it takes none. */
  readonly value: string | null
  /** It may stand without one. */
  readonly valueOptional: boolean
  readonly required: boolean
  readonly defaultValue: string | null
  /** In English; a page has it in its own language. */
  readonly about: string
}

export interface Vocabulary {
  /** `2.5.0`, as people call it. */
  readonly version: string
  /** All that can be called, scripts without their ending. */
  readonly commands: ReadonlySet<string>
  /** What a tool takes, `kafka-topics`; null: it is none, or takes files. */
  optionsOf(tool: string): readonly OptionFacts[] | null
  /** What a tool does, in English; empty where its version says nothing of it. */
  aboutTool(tool: string): string
  /** Words that a tool did not ask for are refused; joptsimple's tools pass over them. */
  refusesWords(tool: string): boolean
}

const SUB_COMMAND = { value: null, valueOptional: false, required: false, defaultValue: null } as const

export function vocabularyOf(profile: string): Vocabulary {
  const commands = commandsOf(profile)
  const factsOf = (tool: string) => commands.row(`${tool}.sh`)?.facts ?? null
  return {
    version: profileOf(profile).kafkaVersion,
    commands: new Set(commands.names().map((name) => name.replace(/\.sh$/, ''))),
    optionsOf(tool) {
      const facts = factsOf(tool)
      return facts === null ? null : optionsIn(tool, facts, profile)
    },
    aboutTool: (tool) => factsOf(tool)?.about ?? '',
    refusesWords: (tool) => (factsOf(tool)?.parser ?? null) !== null,
  }
}

function optionsIn(tool: string, { parser, optionTable }: ToolFacts, profile: string): OptionFacts[] {
  if (parser === null)
    return [...optionTable.values()].map(
      ({ name, valueType, valueName, valueOptional, required, defaultValue, description }) => ({
        name: `--${name}`,
        value: valueType === null ? null : (valueName ?? valueType),
        valueOptional,
        required,
        defaultValue,
        about: description,
      }),
    )
  const tools = toolsOf(profile)
  const subCommands = Object.entries(parser.commands ?? {})
  const specs = [...parser.arguments, ...subCommands.flatMap(([, command]) => command.arguments)]
  return [
    ...subCommands.map(([name, { help = '' }]) => ({ ...SUB_COMMAND, name, about: help })),
    ...specs.map((spec) => ({
      name: nameOf(spec),
      value: spec.isFlag === true ? null : (spec.metavar ?? nameOf(spec).replace(/^-+/, '')),
      valueOptional: false,
      required: spec.required === true,
      defaultValue: spec.defaultValue ?? null,
      about: spec.help ?? describeOption(nameOf(spec).replace(/^-+/, ''), tools, tool),
    })),
    { ...SUB_COMMAND, name: '--help', about: describeOption('help', tools, tool) },
  ]
}
