/** Counterpart in Kafka: org.apache.kafka.tools.GroupsCommand. */
import { inGrownMapOrder } from '../../kafka/common/java-hash.ts'
import { illegalArgument, stackTrace } from '../java-errors.ts'
import { type CheckedTool, checkHelpOrVersion, checkInvalid, usageError } from '../options/checks.ts'
import type { ParsedOptions } from '../options/jopt.ts'
import { logLine, replayedTool, type ToolContext } from '../replayed-tool.ts'
import { asJavaException, connectAdmin, propertiesOf } from './admin-connection.ts'
import { type ListedGroup, listAllGroups } from './groups/group-calls.ts'
import { frameOfMain, parseChecked } from './java-main.ts'

const TYPES: Readonly<Record<ListedGroup['groupType'], string>> = {
  classic: 'Classic',
  consumer: 'Consumer',
  share: 'Share',
  streams: 'Streams',
}
const TIMEOUT_MS = 60_000
const WIDTH = 20

export const kafkaGroups = replayedTool((context) => {
  const tool = parse(context)
  const properties = commandConfig(tool, context)
  try {
    connectAdmin(context, tool.options.value('bootstrap-server') ?? '', properties)
    print(listAllGroups(context, TIMEOUT_MS).filter(filterOf(tool.options)), context)
  } catch (error) {
    const failure = asJavaException(error)
    context.print(`Error while executing groups command : ${failure.message}\n`)
    context.printError(
      logLine(context.wallClockMs, 'ERROR', stackTrace(failure, frameOfMain(context)), context.facts.className),
    )
    context.exit(1)
  }
})

/** The file is read before the tool tells what goes wrong in its own words. */
function commandConfig({ options }: CheckedTool, context: ToolContext): ReadonlyMap<string, string> {
  try {
    return propertiesOf(context, options.value('command-config'))
  } catch (error) {
    const failure = asJavaException(error)
    context.printError(`${failure.message}\n${stackTrace(failure, frameOfMain(context))}\n`)
    return context.exit(1)
  }
}

function parse(context: ToolContext): CheckedTool {
  const table = context.facts.optionTable
  return parseChecked(context, table, check, (error) => usageError({ context, table }, error.message))
}

function check(tool: CheckedTool, context: ToolContext): void {
  const { options } = tool
  checkHelpOrVersion(tool, context)
  if (!options.has('list')) usageError(tool, 'Command must include exactly one action: --list.')
  const kinds = ['consumer', 'share', 'streams']
  for (const kind of kinds) {
    checkInvalid(tool, kind, [...kinds.filter((other) => other !== kind), 'group-type', 'protocol'])
  }
  const type = options.value('group-type')
  if (type === null || Object.hasOwn(TYPES, type.toLowerCase())) return
  const error = illegalArgument('--group-type must be a valid group type.')
  context.printError(`${error.message}\n${stackTrace(error, frameOfMain(context))}\n`)
  context.exit(1)
}

/** `--consumer` means every group of consumers, of the old protocol too. */
function filterOf(options: ParsedOptions): (group: ListedGroup) => boolean {
  const type = options.value('group-type')?.toLowerCase() ?? null
  const protocol = options.value('protocol')
  return (group) =>
    (type === null || group.groupType === type) &&
    (protocol === null || group.protocolType === protocol) &&
    (!options.has('consumer') || group.groupType === 'consumer' || protocolOf(group) === 'consumer') &&
    (!options.has('share') || group.groupType === 'share') &&
    (!options.has('streams') || group.groupType === 'streams')
}

function protocolOf(group: ListedGroup): string {
  return group.protocolType === '' && group.groupType === 'consumer' ? 'consumer' : group.protocolType
}

function print(groups: readonly ListedGroup[], context: ToolContext): void {
  const byId = new Map(groups.map((group) => [group.groupId, group]))
  const rows = inGrownMapOrder([...byId.keys()]).map((groupId) => {
    const group = byId.get(groupId)
    return group === undefined ? [] : [groupId, TYPES[group.groupType], protocolOf(group)]
  })
  const width = rows.flat().reduce((widest, cell) => Math.max(widest, cell.length), WIDTH)
  context.print(`${['GROUP', 'TYPE', 'PROTOCOL'].map((name) => name.padEnd(width)).join(' ')}\n`)
  for (const row of rows) context.print(`${row.map((cell) => `${cell.padEnd(width)} `).join('')}\n`)
}
