/** Counterpart in Kafka: org.apache.kafka.server.util.CommandLineUtils. Complaints go to stderr with the full help. */
import { toolsOf } from '../../kafka/profile/tool-registry.ts'
import type { ToolContext } from '../replayed-tool.ts'
import { helpText } from './help.ts'
import type { OptionSpec, ParsedOptions } from './jopt.ts'

export interface CheckedTool {
  readonly context: Pick<ToolContext, 'profile' | 'printError' | 'exit'>
  readonly table: ReadonlyMap<string, OptionSpec>
  readonly options: ParsedOptions
}

/** Prints the complaint and the help; exit code 1. */
export function usageError(tool: Pick<CheckedTool, 'context' | 'table'>, message: string): never {
  tool.context.printError(`${message}\n${helpText(tool.table)}`)
  return tool.context.exit(1)
}

/** `--help` or no argument at all, and `--version`, end the tool: CommandLineUtils.maybePrintHelpOrVersion. */
export function checkHelpOrVersion(
  tool: CheckedTool,
  context: Pick<ToolContext, 'profile' | 'facts' | 'args' | 'print' | 'exit'>,
): void {
  if (context.args.length === 0 || tool.options.has('help')) usageError(tool, context.facts.description)
  if (!tool.options.has('version')) return
  const { commit } = toolsOf(context.profile.name)
  context.print(`${context.profile.kafkaVersion}${commit === null ? '' : ` (Commit:${commit})`}\n`)
  context.exit(0)
}

export function checkRequired(tool: CheckedTool, ...names: readonly string[]): void {
  for (const name of names) {
    if (!tool.options.has(name)) usageError(tool, `Missing required argument "[${name}]"`)
  }
}

/** `option` may not stand beside any of `others`. */
export function checkInvalid(tool: CheckedTool, option: string, others: readonly string[]): void {
  if (!tool.options.has(option)) return
  for (const other of others) {
    if (tool.options.has(other)) usageError(tool, `Option "[${option}]" can't be used with option "[${other}]"`)
  }
}

/** Options that must not all be given together with `option`. */
export function checkInvalidCombination(
  tool: CheckedTool,
  option: string,
  combination: readonly string[],
  words: { readonly hint: string; readonly listed: 'list' | 'text' },
): void {
  if (!tool.options.has(option) || !combination.every((other) => tool.options.has(other))) return
  const names = combination.map((name) => `[${name}]`)
  const listed = words.listed === 'list' ? `[${names.join(', ')}]` : names.join(',')
  usageError(tool, `Option combination "${listed}" can't be used with option "[${option}]"${words.hint}`)
}

/** Where brokers are named: once by `--broker-list`, which the other option then came beside. */
export function addressOption({ table, options }: Pick<CheckedTool, 'table' | 'options'>): string {
  return table.has('broker-list') && !options.has('bootstrap-server') ? 'broker-list' : 'bootstrap-server'
}

/** ToolsUtils.validateBootstrapServer; both complaints end in an empty line. */
export function checkBootstrap(tool: CheckedTool): void {
  const servers = tool.options.value(addressOption(tool)) ?? ''
  if (servers.trim() === '') usageError(tool, 'Error while validating the bootstrap address\n')
  if (!servers.split(',').every((server) => /^(?:[a-zA-Z0-9_]+:\/\/)?\[?[0-9a-zA-Z\-%._:]*\]?:\d+$/.test(server)))
    usageError(tool, toolsOf(tool.context.profile.name).notices.invalidAddress)
}
