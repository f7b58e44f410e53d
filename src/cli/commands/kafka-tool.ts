/** A tool of Kafka as it is added to the registry: all that anybody asks of it stands in its row. */
import { compareVersions } from '../../kafka/profile/compare-versions.ts'
import type { ToolProfile } from '../../kafka/profile/tool-profile.ts'
import type { ArgumentParser } from '../options/argparse.ts'
import { type OptionTable, optionTable } from '../options/jopt.ts'
import type { Program } from '../program.ts'
import type { OptionValues } from './command.ts'
import type { OptionLimits } from './option-limits.ts'

export interface KafkaTool {
  /** Its script in `bin/`: `kafka-topics.sh`. */
  readonly name: string
  /** The first Kafka version that ships it; absent: older than any profile. */
  readonly since?: string
  /** The first Kafka version that ships it no more. */
  readonly until?: string
  /** The class behind the script, where the profile of a version names none. */
  readonly className?: string
  /**
   * argparse4j's parser; or joptsimple's options as `ToolProfile.options` has them, for versions whose profile has no
   * table of its own for this tool.
   */
  readonly options?: ArgumentParser | string
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

/** joptsimple's options of the tool in a version; empty where it has none, or argparse4j reads them. */
export function optionTableOf(tool: KafkaTool, tools: ToolProfile): OptionTable {
  const own = typeof tool.options === 'string' ? tool.options : ''
  const base = tool.name.replace(/\.sh$/, '')
  const text = Object.hasOwn(tools.options, base) ? tools.options[base] : own
  return optionTable((text ?? '').split('\n'), tools)
}
