/** Counterpart in Kafka: org.apache.kafka.tools.TopicCommand. */
import { toolsOf } from '../../kafka/profile/tool-registry.ts'
import { JavaException, stackTrace } from '../java-errors.ts'
import type { CheckedTool } from '../options/checks.ts'
import { OptionError, optionException, type ParsedOptions } from '../options/jopt.ts'
import { logLine, replayedTool, type ToolContext } from '../replayed-tool.ts'
import { asFutureException, asJavaException, connectAdmin } from './admin-connection.ts'
import { dumpAndExit, frameOfMain, isScala, parseChecked } from './java-main.ts'
import { alterTopic, createTopic, deleteTopic, listTopics } from './topics/topic-actions.ts'
import { checkTopicOptions } from './topics/topic-checks.ts'
import { describeTopics } from './topics/topic-describe.ts'
import { describeTopicsInZooKeeper } from './topics/zookeeper-describe.ts'
import {
  alterTopicInZooKeeper,
  createTopicInZooKeeper,
  deleteTopicInZooKeeper,
  listTopicsInZooKeeper,
} from './topics/zookeeper-topics.ts'
import { connectToEnsemble } from './zookeeper/kafka-zookeeper.ts'

export const kafkaTopics = replayedTool((context) => {
  const tool = parse(context)
  const service = connect(context, tool.options)
  try {
    run(tool, service, context)
  } catch (error) {
    const { wrapsErrors } = toolsOf(context.profile.name).topicCommand
    const failure = wrapsErrors ? asFutureException(error) : asJavaException(error)
    context.print(`Error while executing topic command : ${failure.message}\n`)
    // The trace is the message of the log line, so the logger stands on a line of its own.
    context.printError(
      logLine(context.wallClockMs, 'ERROR', stackTrace(failure, frameOfMain(context)), loggerOf(context)),
    )
    context.exit(1)
  }
})

function parse(context: ToolContext): CheckedTool {
  const refuse = (error: JavaException) => printTrace(context, error)
  const check = (tool: CheckedTool) => checkTopicOptions(tool, context, refuse)
  return parseChecked(context, context.facts.optionTable, check, (error) => refuse(optionException(error)))
}

/** Of an object of Scala's the name ends with a dollar. */
function loggerOf({ facts: { className } }: ToolContext): string {
  return isScala(className) ? `${className}$` : className
}

/** What is thrown before the tool's own error handling: message, trace and an empty line, on stderr. */
function printTrace(context: ToolContext, error: JavaException): never {
  if (isScala(context.facts.className)) return dumpAndExit(error, context)
  context.printError(`${error.message}\n${stackTrace(error, frameOfMain(context))}\n`)
  return context.exit(1)
}

/** Whom it asks, and how: brokers by Kafka's protocol, or the ensemble that they keep what they know in. */
interface TopicService {
  readonly create: (options: ParsedOptions, context: ToolContext) => void
  readonly alter: TopicService['create']
  readonly list: TopicService['create']
  readonly describe: TopicService['create']
  readonly delete: TopicService['create']
}

const ADMIN_CLIENT: TopicService = {
  ...{ create: createTopic, alter: alterTopic, list: listTopics, describe: describeTopics, delete: deleteTopic },
}

const ZOOKEEPER: TopicService = {
  create: createTopicInZooKeeper,
  alter: alterTopicInZooKeeper,
  list: listTopicsInZooKeeper,
  describe: describeTopicsInZooKeeper,
  delete: deleteTopicInZooKeeper,
}

function run(tool: CheckedTool, service: TopicService, context: ToolContext): void {
  const { options } = tool
  if (options.has('create')) service.create(options, context)
  else if (options.has('alter')) service.alter(options, context)
  else if (options.has('list')) service.list(options, context)
  else if (options.has('describe')) {
    lookAtNumbers(tool)
    service.describe(options, context)
  } else service.delete(options, context)
}

/** A number that changes nothing here must be one all the same. */
function lookAtNumbers({ table, options }: CheckedTool): void {
  for (const { name, valueType } of table.values()) if (valueType === 'Integer') options.integer(name)
}

/** A client that cannot be made ends the tool before its own error handling. */
function connect(context: ToolContext, options: ParsedOptions): TopicService {
  const ensemble = options.value('zookeeper')
  try {
    if (ensemble !== null) {
      connectToEnsemble(context, ensemble)
      return ZOOKEEPER
    }
    connectAdmin(context, options.value('bootstrap-server') ?? '', options)
    return ADMIN_CLIENT
  } catch (error) {
    if (error instanceof OptionError) printTrace(context, optionException(error))
    if (error instanceof JavaException) printTrace(context, error)
    throw error
  }
}
