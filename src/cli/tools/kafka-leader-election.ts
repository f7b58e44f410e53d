/** Counterpart in Kafka: org.apache.kafka.tools.LeaderElectionCommand. */

import { inTopicPartitionMapOrder } from '../../kafka/common/java-hash.ts'
import { shownPartition, type TopicPartition, topicPartition } from '../../kafka/common/topic-partition.ts'
import { toolsOf } from '../../kafka/profile/tool-registry.ts'
import type { ElectLeadersResponse } from '../../kafka/protocol/elect-leaders.ts'
import { inScala212PartitionMapOrder, inScala212SetOrder } from '../../kafka/znodes/scala-map-order.ts'
import {
  asCause,
  brokerError,
  executionException,
  JavaException,
  stackTrace,
  thrownByAdmin,
  titleOf,
  wrapping,
} from '../java-errors.ts'
import { asObject, parseJson } from '../json/json-value.ts'
import { type CheckedTool, checkInvalid } from '../options/checks.ts'
import { OptionError, type ParsedOptions } from '../options/jopt.ts'
import { noticesOf } from '../options/renamed-options.ts'
import { replayedTool, type ToolContext, ToolFailure } from '../replayed-tool.ts'
import { connectAdmin, propertiesOf, readTextFile } from './admin-connection.ts'
import { partitionsListed, repeatedIn } from './election-file.ts'
import { frameOfMain, isScala, javaMain, openTool } from './java-main.ts'
import { commandFailed, operationFailed } from './tool-exceptions.ts'

const SCOPES = ['topic', 'all-topic-partitions', 'path-to-json-file']

export const kafkaLeaderElection = replayedTool((context) => javaMain(context, () => run(context)))

function run(context: ToolContext): void {
  const tool = openTool(context)
  const { options } = tool
  check(tool, context)
  if (options.has('admin.config')) context.print(noticesOf(context, ['admin.config']))
  const electionType = electionTypeOf(options)
  const partitions = partitionsAsked(options, context)
  const properties = propertiesOf(context, options.value('command-config') ?? options.value('admin.config'))
  connectAdmin(context, options.value('bootstrap-server') ?? '', properties)
  print(electLeaders(electionType, partitions, context), electionType.toUpperCase(), context)
}

function electLeaders(
  electionType: 'preferred' | 'unclean',
  topicPartitions: TopicPartition[] | null,
  context: ToolContext,
): ElectLeadersResponse {
  try {
    return context.call(
      { name: 'electLeaders', request: { type: 'ElectLeadersRequest', electionType, topicPartitions } },
      'ElectLeadersResponse',
    )
  } catch (error) {
    if (!(error instanceof ToolFailure)) throw error
    if (error.error.exception !== 'TimeoutException')
      throw asThrown(executionException(thrownByAdmin(error.error)), context)
    const message = 'Timeout waiting for election results'
    context.print(`${message}\n`)
    throw commandFailed(context.profile, message, asCause(thrownByAdmin(error.error)))
  }
}

function asThrown(cause: JavaException, { profile }: ToolContext): JavaException {
  return toolsOf(profile.name).leaderElection.wrapsFailures ? wrapping('java.lang.RuntimeException', cause) : cause
}

function check(tool: CheckedTool, context: ToolContext): void {
  const { options } = tool
  checkInvalid(tool, 'admin.config', ['command-config'])
  const missing = ['bootstrap-server', 'election-type'].filter((name) => !options.has(name))
  if (missing.length > 0) throw commandFailed(context.profile, `Missing required option(s): ${missing.join(', ')}`)
  if (SCOPES.filter((scope) => options.has(scope)).length !== 1)
    throw commandFailed(context.profile, `One and only one of the following options is required: ${SCOPES.join(', ')}`)
  if (options.has('topic') && !options.has('partition'))
    throw commandFailed(context.profile, 'Missing required option(s): partition')
  if (!options.has('topic') && options.has('partition'))
    throw commandFailed(context.profile, 'Option partition is only allowed if topic is used')
}

function electionTypeOf(options: ParsedOptions): 'preferred' | 'unclean' {
  const text = options.value('election-type') ?? ''
  const lower = text.toLowerCase()
  if (lower === 'preferred' || lower === 'unclean') return lower
  throw new OptionError(
    'OptionArgumentConversionException',
    `Cannot parse argument '${text}' of option election-type`,
    {
      className: 'joptsimple.ValueConversionException',
      message: `Value [${text}] is not one of [[PREFERRED,UNCLEAN]]`,
    },
  )
}

/** Null: every partition. */
function partitionsAsked(options: ParsedOptions, context: ToolContext): TopicPartition[] | null {
  const topic = options.value('topic')
  if (topic !== null) return [topicPartition(topic, options.integer('partition') ?? 0)]
  const path = options.value('path-to-json-file')
  if (path === null) return null
  const partitions = readPartitions(path, context)
  const repeated = repeatedIn(partitions)
  if (repeated.length > 0)
    throw operationFailed(
      context.profile,
      `Replica election data contains duplicate partitions: ${shownList(repeated, context)}`,
    )
  return partitions
}

/** A Java list, or what Scala's mkString makes of one. */
function shownList(partitions: readonly TopicPartition[], context: ToolContext): string {
  const shown = partitions.map(shownPartition)
  return isScala(context.facts.className) ? shown.join(',') : `[${shown.join(', ')}]`
}

/** What goes wrong with the file, and what Jackson finds in it, some versions of the tool wrap. */
function readPartitions(path: string, context: ToolContext): TopicPartition[] {
  try {
    const json = parseJson(readTextFile(context, path), context.profile)
    if (json === null) throw operationFailed(context.profile, 'Replica election data is empty')
    const partitions = asObject(json).get('partitions')
    if (partitions === undefined)
      throw operationFailed(context.profile, 'Replica election data is missing "partitions" field')
    return partitionsListed(partitions)
  } catch (error) {
    if (
      !(error instanceof JavaException) ||
      error.className === toolsOf(context.profile.name).exceptions.operationFailed ||
      !toolsOf(context.profile.name).leaderElection.wrapsFailures
    )
      throw error
    throw wrapping('java.lang.RuntimeException', error)
  }
}

function print(response: ElectLeadersResponse, type: string, context: ToolContext): void {
  if (response.errorCode !== 'NONE')
    throw commandFailed(context.profile, context.profile.errors[response.errorCode].message)
  const withCode = (wanted: (code: string) => boolean) =>
    inTopicPartitionMapOrder(
      response.partitions.filter((row) => wanted(row.errorCode)).map((row) => row.topicPartition),
    )
  const scala = isScala(context.facts.className)
  const inSet = (listed: TopicPartition[]) => (scala ? inScala212SetOrder(listed) : listed)
  const elected = inSet(withCode((code) => code === 'NONE'))
  const noop = inSet(withCode((code) => code === 'ELECTION_NOT_NEEDED'))
  const others = withCode((code) => code !== 'NONE' && code !== 'ELECTION_NOT_NEEDED')
  const failed = scala ? inScala212PartitionMapOrder(others) : others
  if (elected.length > 0)
    context.print(
      `Successfully completed leader election (${type}) for partitions ${elected.map(shownPartition).join(', ')}\n`,
    )
  const { namesUnneeded, wrapsFailures } = toolsOf(context.profile.name).leaderElection
  const named = namesUnneeded ? noop : elected
  if (noop.length > 0)
    context.print(`Valid replica already elected for partitions ${named.map(shownPartition).join(', ')}\n`)
  if (failed.length === 0) return
  const errors = failed.map((each) => {
    const row = response.partitions.find((other) => other.topicPartition === each)
    const code = row?.errorCode ?? 'UNKNOWN_SERVER_ERROR'
    const error = titleOf(brokerError(context.profile, code, row?.errorMessage ?? null))
    context.print(`Error completing leader election (${type}) for partition: ${shownPartition(each)}: ${error}\n`)
    return error
  })
  const root = commandFailed(context.profile, `${failed.length} replica(s) could not be elected`)
  const suppressed = errors.map((error) => `\tSuppressed: ${error}\n`).join('')
  const trace = `${stackTrace(root, frameOfMain(context))}${suppressed}`
  context.printError(wrapsFailures ? `${root.message}\n${trace}\n` : `Exception in thread "main" ${trace}`)
  context.exit(1)
}
