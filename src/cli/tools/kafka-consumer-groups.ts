/** Counterpart in Kafka: org.apache.kafka.tools.consumer.group.ConsumerGroupCommand. */

import { refuseRegex } from '../../kafka/common/re2-syntax.ts'
import { toolsOf } from '../../kafka/profile/tool-registry.ts'
import { JavaException, stackTrace, wrapping } from '../java-errors.ts'
import { type CheckedTool, checkHelpOrVersion, checkInvalid, checkRequired, usageError } from '../options/checks.ts'
import { OptionError, optionException, type ParsedOptions } from '../options/jopt.ts'
import { replayedTool, type ToolContext } from '../replayed-tool.ts'
import { asFutureException, connectAdmin, propertiesOf } from './admin-connection.ts'
import { deleteGroups, deleteOffsets } from './groups/delete-groups.ts'
import { describeGroups } from './groups/describe-groups.ts'
import { listGroups } from './groups/list-groups.ts'
import { resetOffsets, SCENARIOS } from './groups/reset-offsets.ts'
import { dumpAndExit, frameOfMain, parseChecked } from './java-main.ts'

const ACTIONS = ['list', 'describe', 'delete', 'reset-offsets', 'delete-offsets', 'validate-regex']

export const kafkaConsumerGroups = replayedTool((context) => {
  const tool = parse(context)
  try {
    run(tool, context)
  } catch (error) {
    const failure = asFutureException(error)
    // Whatever goes wrong, the exit code stays 0.
    context.print(`\nError: Executing consumer group command failed due to ${failure.message}\n`)
    context.printError(stackTrace(failure, frameOfMain(context)))
  }
})

function parse(context: ToolContext): CheckedTool {
  return parseChecked(
    context,
    context.facts.optionTable,
    (tool) => {
      ensureAllowed(tool, context)
      check(tool, context)
    },
    (error) => dumpAndExit(optionException(error), context),
  )
}

/** What joptsimple itself refuses: `availableIf` and `mutuallyExclusive`. */
function ensureAllowed({ options }: CheckedTool, { profile }: ToolContext): void {
  const tables = ['members', 'offsets', 'state'].filter((option) => options.has(option))
  if (tables.length > 1 && toolsOf(profile.name).groupCommand.tablesExcludeEachOther) throw unavailable(tables)
  const onlyWith: readonly (readonly [string, readonly string[]])[] = [
    ['members', ['describe']],
    ['offsets', ['describe']],
    ['verbose', ['describe']],
    ['state', toolsOf(profile.name).groupCommand.stateGoesWith],
    ['type', ['list']],
  ]
  for (const [option, actions] of onlyWith) {
    if (options.has(option) && !actions.some((action) => options.has(action))) {
      throw unavailable([option])
    }
  }
}

function unavailable(options: readonly string[]): OptionError {
  const message = `Option(s) [${options.join(', ')}] are unavailable given other options on the command line`
  return new OptionError('UnavailableOptionException', message)
}

function check(tool: CheckedTool, context: ToolContext): void {
  const { options } = tool
  checkHelpOrVersion(tool, context)
  const { looksAtActionsFirst, optionLists } = toolsOf(context.profile.name).groupCommand
  if (looksAtActionsFirst) checkActions(tool)
  if (!options.has('validate-regex')) checkRequired(tool, 'bootstrap-server')
  const { groups } = optionLists
  if (options.has('describe')) checkDescribe(tool, groups)
  if (options.has('delete')) checkDelete(tool, groups)
  if (options.has('reset-offsets')) checkReset(tool, groups, context)
  if (options.has('delete-offsets') && !(options.has('group') && options.has('topic'))) {
    usageError(tool, 'Option [delete-offsets] takes the following options: [group], [topic]')
  }
  checkInvalid(tool, 'group', ['all-groups', 'list'])
  checkInvalid(tool, 'topic', ['list', 'describe'])
  checkActions(tool)
}

function checkActions(tool: CheckedTool): void {
  const known = ACTIONS.filter((action) => tool.table.has(action))
  if (known.filter((action) => tool.options.has(action)).length !== 1)
    usageError(tool, `Command must include exactly one action: ${known.map((action) => `--${action}`).join(', ')}`)
}

function checkDescribe(tool: CheckedTool, groups: string): void {
  const { options } = tool
  if (!options.has('group') && !options.has('all-groups'))
    usageError(tool, `Option [describe] takes one of these options: ${groups}`)
  if (['members', 'offsets', 'state'].filter((option) => options.has(option)).length > 1) {
    usageError(tool, 'Option [describe] takes at most one of these options: [members], [offsets], [state]')
  }
  if (options.has('state') && options.values('state').length > 0)
    usageError(tool, 'Option [describe] does not take a value for [state]')
}

function checkDelete(tool: CheckedTool, groups: string): void {
  const { options } = tool
  if (!options.has('group') && !options.has('all-groups'))
    usageError(tool, `Option [delete] takes one of these options: ${groups}`)
  if (options.has('topic'))
    usageError(tool, 'The consumer does not support topic-specific offset deletion from a consumer group.')
}

function checkReset(tool: CheckedTool, groups: string, context: ToolContext): void {
  const { options } = tool
  if (options.has('dry-run') && options.has('execute'))
    usageError(tool, 'Option [reset-offsets] only accepts one of [execute] and [dry-run]')
  if (!options.has('dry-run') && !options.has('execute'))
    context.printError(toolsOf(context.profile.name).notices.resetWithoutExecute)
  if (!options.has('group') && !options.has('all-groups'))
    usageError(tool, `Option [reset-offsets] takes one of these options: ${groups}`)
  for (const scenario of SCENARIOS)
    checkInvalid(
      tool,
      scenario,
      SCENARIOS.filter((other) => other !== scenario),
    )
}

function run(tool: CheckedTool, context: ToolContext): void {
  const { options } = tool
  if (options.has('validate-regex')) return validateRegex(options.value('validate-regex') ?? '', context)
  const timeoutMs = options.integer('timeout') ?? 30_000
  connect(options, context)
  if (options.has('list')) listGroups(tool, context, timeoutMs)
  else if (options.has('describe')) describeGroups(options, context, timeoutMs)
  else if (options.has('delete')) deleteGroups(options, context, timeoutMs)
  else if (options.has('delete-offsets')) deleteOffsets(tool, context)
  else resetOffsets(tool, context)
}

/** ConsumerGroupService makes its client where a file that cannot be read is wrapped. */
function connect(options: ParsedOptions, context: ToolContext): void {
  let properties: ReadonlyMap<string, string>
  try {
    properties = propertiesOf(context, options.value('command-config'))
  } catch (error) {
    if (!(error instanceof JavaException)) throw error
    throw wrapping('java.lang.RuntimeException', error)
  }
  connectAdmin(context, options.value('bootstrap-server') ?? '', properties)
}

function validateRegex(regex: string, context: ToolContext): void {
  const problem = refuseRegex(regex)
  context.print(`The regular expression \`${regex}\` is ${problem === null ? 'valid' : `invalid: ${problem}`}.\n`)
}
