/** Counterpart in Kafka: org.apache.kafka.tools.TopicCommand. */
import { toolsOf } from '../../kafka/profile/tool-registry.ts'
import { illegalArgument, JavaException, stackTrace } from '../java-errors.ts'
import {
  type CheckedTool,
  checkHelpOrVersion,
  checkInvalid,
  checkInvalidCombination,
  checkRequired,
  usageError,
} from '../options/checks.ts'
import { OptionError, optionException, type ParsedOptions } from '../options/jopt.ts'
import { logLine, replayedTool, type ToolContext } from '../replayed-tool.ts'
import { asJavaException, connectAdmin } from './admin-connection.ts'
import { frameOfMain, parseChecked } from './java-main.ts'
import { alterTopic, createTopic, deleteTopic, listTopics } from './topics/topic-actions.ts'
import { describeTopics } from './topics/topic-describe.ts'

const ACTIONS = ['create', 'list', 'alter', 'describe', 'delete'] as const
const REPLICATION_FILTERS = [
  'under-replicated-partitions',
  'under-min-isr-partitions',
  'at-min-isr-partitions',
  'unavailable-partitions',
] as const

export const kafkaTopics = replayedTool((context) => {
  const tool = parse(context)
  try {
    run(tool, context)
  } catch (error) {
    const failure = asJavaException(error)
    context.print(`Error while executing topic command : ${failure.message}\n`)
    // The trace is the message of the log line, so the logger stands on a line of its own.
    context.printError(
      logLine(context.wallClockMs, 'ERROR', stackTrace(failure, frameOfMain(context)), context.facts.className),
    )
    context.exit(1)
  }
})

function parse(context: ToolContext): CheckedTool {
  return parseChecked(context, context.facts.optionTable, check, (error) => printTrace(context, optionException(error)))
}

/** What is thrown before the tool's own error handling: message, trace and an empty line, on stderr. */
function printTrace(context: ToolContext, error: JavaException): never {
  context.printError(`${error.message}\n${stackTrace(error, frameOfMain(context))}\n`)
  return context.exit(1)
}

function check(tool: CheckedTool, context: ToolContext): void {
  const { options } = tool
  if (context.args.length === 0) usageError(tool, toolsOf(context.profile.name).notices.topicsWithoutArguments)
  checkHelpOrVersion(tool, context)
  if (ACTIONS.filter((action) => options.has(action)).length !== 1) {
    usageError(tool, 'Command must include exactly one action: --list, --describe, --create, --alter or --delete')
  }
  if (options.has('delete-config')) {
    context.printError(toolsOf(context.profile.name).notices.deleteConfigUnsupported)
  }
  if (!options.has('bootstrap-server')) printTrace(context, illegalArgument('--bootstrap-server must be specified'))
  if (options.has('describe') && options.has('if-exists')) checkDescribedIfExists(tool, context)
  if (!options.has('list') && !options.has('describe')) checkRequired(tool, 'topic')
  if (options.has('alter')) {
    checkInvalidCombination(
      tool,
      'alter',
      ['config', 'bootstrap-server'],
      ' (To alter topic configurations, the kafka-configs tool can be used.)',
    )
    checkRequired(tool, 'partitions')
  }
  checkInvalid(
    tool,
    'config',
    ['alter', 'list', 'describe', 'delete'].filter((action) => action !== 'alter'),
  )
  checkInvalid(tool, 'partitions', ['list', 'describe', 'delete'])
  checkInvalid(tool, 'replication-factor', ['alter', 'list', 'describe', 'delete'])
  checkInvalid(tool, 'replica-assignment', ['list', 'describe', 'delete'])
  if (options.has('create')) checkInvalid(tool, 'replica-assignment', ['partitions', 'replication-factor'])
  for (const filter of REPLICATION_FILTERS)
    checkInvalid(tool, filter, ['alter', 'create', 'delete', 'list', 'topics-with-overrides'])
  checkInvalid(tool, 'topics-with-overrides', ['alter', 'create', 'delete', 'list'])
  checkInvalid(tool, 'if-exists', ['create', 'list'])
  checkInvalid(tool, 'if-not-exists', ['alter', 'delete', 'describe', 'list'])
  checkInvalid(tool, 'exclude-internal', ['create', 'alter', 'delete'])
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

function run(tool: CheckedTool, context: ToolContext): void {
  connect(context, tool.options)
  if (tool.options.has('create')) createTopic(tool.options, context)
  else if (tool.options.has('alter')) alterTopic(tool.options, context)
  else if (tool.options.has('list')) listTopics(tool.options, context)
  else if (tool.options.has('describe')) {
    lookAtNumbers(tool)
    describeTopics(tool.options, context)
  } else deleteTopic(tool.options, context)
}

/** A number that changes nothing here must be one all the same. */
function lookAtNumbers({ table, options }: CheckedTool): void {
  for (const { name, valueType } of table.values()) if (valueType === 'Integer') options.integer(name)
}

/** An admin client that cannot be made ends the tool before its own error handling. */
function connect(context: ToolContext, options: ParsedOptions): void {
  try {
    connectAdmin(context, options.value('bootstrap-server') ?? '', options)
  } catch (error) {
    if (error instanceof OptionError) printTrace(context, optionException(error))
    if (error instanceof JavaException) printTrace(context, error)
    throw error
  }
}
