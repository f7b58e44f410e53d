/** A tool of Kafka as it is added to the registry: all that anybody asks of it stands in its row. */
import type { ArgumentParser } from '../../kafka/profile/argument-parser.ts'
import { compareVersions } from '../../kafka/profile/compare-versions.ts'
import type { ToolProfile } from '../../kafka/profile/tool-profile.ts'
import { TOOL_WORDS } from '../../kafka/profile/tool-words.ts'
import { optionTable } from '../options/jopt.ts'
import type { Program, ToolFacts } from '../program.ts'
import type { OptionValues } from './command.ts'
import type { OptionLimits } from './option-limits.ts'

export interface KafkaTool {
  /** Its script in `bin/`: `kafka-topics.sh`. */
  readonly name: string
  /** The first Kafka version that ships it; absent: older than any profile. */
  readonly since?: string
  /** The first Kafka version that ships it no more. */
  readonly until?: string
  /**
   * When a call of it may change something in the cluster: by one of these words on its line (`--create`), whatever stands
   * there, or never. The timeline marks such calls alone; in doubt it is `always`.
   */
  readonly changes: 'always' | 'never' | readonly string[]
  /** The class behind the script, where the profile of a version names none. */
  readonly className?: string
  /**
   * argparse4j's parser, or joptsimple's options as `ToolProfile.options` has them, for versions whose profile has
   * neither of its own for this tool.
   */
  readonly options?: ArgumentParser | string
  /** What its help begins with, where the profile of a version does not say. */
  readonly description?: string
  /** What of its options nothing here acts on, and so is answered aloud. */
  readonly limits?: OptionLimits
  /** Values of its options for completion; what every tool has alike, `--topic`, is known without it. */
  readonly values?: OptionValues
  readonly program: Program
}

/** Whether that Kafka version, `4.3.1`, ships the tool. */
export function isShipped(tool: KafkaTool, version: string): boolean {
  const begins = tool.since === undefined || compareVersions(version, tool.since) >= 0
  return begins && (tool.until === undefined || compareVersions(version, tool.until) < 0)
}

/** The tool as a version has it; what its profile says goes before what the row does. */
export function factsOf(tool: KafkaTool, tools: ToolProfile): ToolFacts {
  const { options = '' } = tool
  const base = tool.name.replace(/\.sh$/, '')
  const isJopt = Object.hasOwn(tools.options, base)
  const text = ownOf(tools.options, base) ?? (typeof options === 'string' ? options : '')
  const parser = ownOf(tools.parsers, base) ?? (typeof options === 'string' || isJopt ? null : options)
  return {
    className: classOf(tool, tools),
    optionTable: optionTable(parser === null ? text.split('\n') : [], tools, base),
    parser,
    renamed: ownOf(tools.renamedOptions, base) ?? [],
    description: ownOf(tools.descriptions, base) ?? tool.description ?? '',
    about: ownOf(TOOL_WORDS, base) ?? '',
  }
}

function ownOf<Value>(table: Readonly<Record<string, Value>>, name: string): Value | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined
}

function classOf(tool: KafkaTool, { classes }: ToolProfile): string {
  const called = Object.entries(classes).filter(([, script]) => script === tool.name)
  return called.at(-1)?.[0] ?? tool.className ?? ''
}
