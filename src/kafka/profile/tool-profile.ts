/** What a Kafka version's command line is, as data. Apart from `Profile`, since a cluster runs without any tool. */
export interface ToolProfile {
  /**
   * Tool (`kafka-topics`) to its options as jopt-simple reads them, one a line: `--name`, then for one that takes a value
   * its type and its name, `?` where the value may be left out, `*` where the parser itself requires the option, and
   * `= default`.
   */
  readonly options: Readonly<Record<string, string>>
  /** One line on an option; one without any is named only. */
  readonly optionDescriptions: Readonly<Record<string, string>>
  /** Lines in which a tool names versions, with their line ends. */
  readonly notices: {
    readonly deleteConfigUnsupported: string
    readonly maxPartitionMemoryDeprecated: string
    readonly resetWithoutExecute: string
  }
  /** Class to the script of `bin/` that calls it. */
  readonly classes: Readonly<Record<string, string>>
  /** Every script of `bin/` that people call, whether this simulator has its tool or not. */
  readonly scripts: readonly string[]
}
