/** What must stand beside what on the line of kafka-topics.sh. Counterpart in Kafka: TopicCommandOptions.checkArgs. */
import { toolsOf } from '../../../kafka/profile/tool-registry.ts'
import { illegalArgument, type JavaException } from '../../java-errors.ts'
import {
  type CheckedTool,
  checkHelpOrVersion,
  checkInvalid,
  checkInvalidCombination,
  checkRequired,
  usageError,
} from '../../options/checks.ts'
import type { ToolContext } from '../../replayed-tool.ts'

const ACTIONS = ['create', 'list', 'alter', 'describe', 'delete'] as const
const REPLICATION_FILTERS = [
  'under-replicated-partitions',
  'under-min-isr-partitions',
  'at-min-isr-partitions',
  'unavailable-partitions',
]
const BUT_DESCRIBE = ['alter', 'create', 'delete', 'list']

/** `refuse` ends the tool with what its constructor throws. */
export function checkTopicOptions(
  tool: CheckedTool,
  context: ToolContext,
  refuse: (error: JavaException) => never,
): void {
  const { options } = tool
  if (context.args.length === 0) usageError(tool, toolsOf(context.profile.name).notices.topicsWithoutArguments)
  checkHelpOrVersion(tool, context)
  if (ACTIONS.filter((action) => options.has(action)).length !== 1) {
    usageError(tool, 'Command must include exactly one action: --list, --describe, --create, --alter or --delete')
  }
  if (tool.table.has('zookeeper')) checkEitherConnection(tool, context, refuse)
  else checkOneConnection(tool, context, refuse)
  checkInvalid(tool, 'config', ['list', 'describe', 'delete'])
  if (tool.table.has('zookeeper'))
    checkInvalid(tool, 'delete-config', ['list', 'describe', 'create', 'delete', 'bootstrap-server'])
  checkInvalid(tool, 'partitions', ['list', 'describe', 'delete'])
  checkInvalid(tool, 'replication-factor', ['alter', 'list', 'describe', 'delete'])
  checkInvalid(tool, 'replica-assignment', ['list', 'describe', 'delete'])
  if (options.has('create')) checkInvalid(tool, 'replica-assignment', ['partitions', 'replication-factor'])
  checkFilters(tool)
  checkInvalid(tool, 'topics-with-overrides', BUT_DESCRIBE)
  const notAdmin = tool.table.has('zookeeper') ? ['bootstrap-server'] : []
  checkInvalid(tool, 'if-exists', ['create', 'list', ...notAdmin])
  checkInvalid(tool, 'if-not-exists', ['alter', 'delete', 'describe', 'list', ...notAdmin])
  checkInvalid(tool, 'exclude-internal', ['create', 'alter', 'delete'])
}

function combinationOf({ profile }: ToolContext): 'list' | 'text' {
  return toolsOf(profile.name).topicCommand.combination
}

function checkOneConnection(tool: CheckedTool, context: ToolContext, refuse: (error: JavaException) => never): void {
  const { options } = tool
  if (options.has('delete-config')) context.printError(toolsOf(context.profile.name).notices.deleteConfigUnsupported)
  if (!options.has('bootstrap-server')) refuse(illegalArgument('--bootstrap-server must be specified'))
  if (options.has('describe') && options.has('if-exists')) checkDescribedIfExists(tool, context)
  if (!options.has('list') && !options.has('describe')) checkRequired(tool, 'topic')
  if (!options.has('alter')) return
  const hint = ' (To alter topic configurations, the kafka-configs tool can be used.)'
  checkInvalidCombination(tool, 'alter', ['config', 'bootstrap-server'], { hint, listed: combinationOf(context) })
  checkRequired(tool, 'partitions')
}

function checkDescribedIfExists(tool: CheckedTool, context: ToolContext): void {
  const { options } = tool
  if (!options.has('topic') && !options.has('topic-id'))
    usageError(tool, '--topic or --topic-id is required to describe a topic')
  if (options.has('topic') && options.has('topic-id')) {
    context.print(
      'Only topic id will be used when both --topic and --topic-id are specified and topicId is not Uuid.ZERO_UUID\n',
    )
  }
}

/** While there is ZooKeeper it is asked, or a broker is. */
function checkEitherConnection(tool: CheckedTool, context: ToolContext, refuse: (error: JavaException) => never): void {
  const { options } = tool
  if (options.has('bootstrap-server') === options.has('zookeeper'))
    refuse(illegalArgument('Only one of --bootstrap-server or --zookeeper must be specified'))
  if (options.has('describe') && options.has('if-exists')) checkRequired(tool, 'topic')
  if (!options.has('list') && !options.has('describe')) checkRequired(tool, 'topic')
  if (options.has('create') && !options.has('replica-assignment') && options.has('zookeeper'))
    checkRequired(tool, 'partitions', 'replication-factor')
  if (!options.has('bootstrap-server') || !options.has('alter')) return
  checkInvalidCombination(tool, 'alter', ['bootstrap-server', 'config'], { hint: '', listed: combinationOf(context) })
  checkRequired(tool, 'partitions')
}

/** Each by itself while there was ZooKeeper, which knows nothing of min.insync.replicas. */
function checkFilters(tool: CheckedTool): void {
  const either = tool.table.has('zookeeper')
  for (const filter of REPLICATION_FILTERS) {
    const others = either ? REPLICATION_FILTERS.filter((other) => other !== filter) : []
    const ofBrokers = either && filter.includes('min-isr') ? ['zookeeper'] : []
    checkInvalid(tool, filter, [...BUT_DESCRIBE, ...others, 'topics-with-overrides', ...ofBrokers])
  }
  if (either) checkInvalid(tool, 'topics-with-overrides', [...BUT_DESCRIBE, ...REPLICATION_FILTERS])
}
