/** Counterpart in Kafka: kafka.admin.ConfigCommand. Quotas are in `configs/quota-configs.ts`. */

import type { ErrorCode } from '../../kafka/common/errors.ts'
import { classOfError } from '../../kafka/common/java-classes.ts'
import { inGrownMapOrder, inHashMapOrder } from '../../kafka/common/java-hash.ts'
import type { ConfigDef } from '../../kafka/profile/config-def.ts'
import { toolsOf } from '../../kafka/profile/tool-registry.ts'
import type { ConfigResource } from '../../kafka/protocol/config-resource.ts'
import type { ConfigSource, DescribedConfig } from '../../kafka/protocol/describe-configs.ts'
import { brokerError, executionException, JavaException, stackTrace } from '../java-errors.ts'
import { type CheckedTool, checkHelpOrVersion, checkInvalid, usageError } from '../options/checks.ts'
import { OptionError, type ParsedOptions, parseOptions } from '../options/jopt.ts'
import { replayedTool, type ToolCall, type ToolContext, ToolFailure } from '../replayed-tool.ts'
import { asFutureException, connectAdmin, serversOf } from './admin-connection.ts'
import { parseConfigsToAdd } from './configs/config-arguments.ts'
import {
  complaintAboutEntities,
  complaintAboutNames,
  type Entity,
  entityNames,
  entityOf,
  entityTypes,
} from './configs/config-entity.ts'
import { complaintOfEither } from './configs/either-connection.ts'
import { alterQuotas, complaintAboutQuotas, describeQuotas, isQuotaType } from './configs/quota-configs.ts'
import { runOnZooKeeper } from './configs/zookeeper-configs.ts'
import { listAllGroups } from './groups/group-calls.ts'
import { frameOfMain } from './java-main.ts'
import { warnOfMessageFormat } from './topics/topic-configs.ts'

export const kafkaConfigs = replayedTool((context) => {
  const tool = parse(context)
  try {
    run(tool, context)
  } catch (error) {
    if (error instanceof PlainError || isToldByMessage(error)) return fail(context, error.message)
    const failure = asFutureException(error)
    context.printError(
      `Error while executing config command with args '${context.args.join(' ')}'\n${stackTrace(failure, frameOfMain(context))}`,
    )
    context.exit(1)
  }
})

/** IllegalArgumentException and friends: one line, no trace. */
class PlainError extends Error {}

const TOLD_BY_MESSAGE = ['java.lang.IllegalArgumentException', classOfError('InvalidConfigurationException')]

function isToldByMessage(error: unknown): error is JavaException {
  return error instanceof JavaException && TOLD_BY_MESSAGE.includes(error.className)
}

function fail(context: ToolContext, message: string): never {
  context.printError(`${message}\n`)
  return context.exit(1)
}

function parse(context: ToolContext): CheckedTool {
  try {
    const table = context.facts.optionTable
    const tool: CheckedTool = { context, table, options: parseOptions(table, context.args) }
    check(tool, context)
    return tool
  } catch (error) {
    if (error instanceof OptionError || error instanceof PlainError) return fail(context, error.message)
    throw error
  }
}

function check(tool: CheckedTool, context: ToolContext): void {
  const { options } = tool
  checkHelpOrVersion(tool, context)
  if (options.has('alter') === options.has('describe'))
    usageError(tool, 'Command must include exactly one action: --describe, --alter')
  checkInvalid(tool, 'describe', ['alter', 'add-config', 'delete-config'])
  // One that is given twice is refused where it is read first.
  options.value('bootstrap-server')
  if (tool.table.has('zookeeper')) return refuse(complaintOfEither(tool))
  refuse(complaintAboutEntities(options))
  if (!options.has('bootstrap-server') && !options.has('bootstrap-controller'))
    refuse('Either --bootstrap-server or --bootstrap-controller must be specified.')
  if (options.has('bootstrap-server') && options.has('bootstrap-controller'))
    refuse('Only one of --bootstrap-server or --bootstrap-controller can be specified')
  refuse(complaintAboutNames(options))
  if (!options.has('alter')) return
  if (options.has('add-config') && options.has('add-config-file'))
    refuse('Only one of --add-config or --add-config-file must be specified')
  if (!options.has('add-config') && !options.has('add-config-file') && !options.has('delete-config'))
    refuse('At least one of --add-config, --add-config-file, or --delete-config must be specified with --alter')
}

function refuse(complaint: string | null): void {
  if (complaint !== null) throw new PlainError(complaint)
}

function run(tool: CheckedTool, context: ToolContext): void {
  const { options } = tool
  if (options.has('zookeeper')) return runOnZooKeeper(options, configsToAdd(options, context), context)
  const entity = entityOf(options)
  const servers = serversOf(options.value('bootstrap-server'), options.value('bootstrap-controller'))
  if (options.has('describe')) {
    connectAdmin(context, servers, options)
    if (isQuotaType(entity.type)) return describeQuotas(options, context)
    return describe(entity, options.has('all'), context)
  }
  const added = configsToAdd(options, context)
  connectAdmin(context, servers, options)
  if (isQuotaType(entity.type)) {
    const deleted = namesToDelete(options)
    const missesName = entityTypes(options).length !== entityNames(options).length
    refuse(missesName ? 'An entity name must be specified for every entity type' : null)
    refuse(complaintAboutQuotas(options, added, deleted))
    refuse(alterQuotas(options, added, deleted, context))
    return tellUpdated(entity, context)
  }
  if (entity.type === 'broker-loggers') checkLoggers(entity, added, options, context)
  alter(entity, added, options, context)
}

function configsToAdd(options: ParsedOptions, context: ToolContext): ReadonlyMap<string, string> {
  const added = parseConfigsToAdd(options, context)
  if (typeof added === 'string') throw new PlainError(added)
  warnOfMessageFormat(added, context)
  return added
}

const RESOURCE_TYPES: Readonly<Record<string, ConfigResource['type']>> = {
  topics: 'topic',
  brokers: 'broker',
  'broker-loggers': 'broker-logger',
  'client-metrics': 'client-metrics',
  groups: 'group',
}

const LOG_LEVELS = ['DEBUG', 'ERROR', 'FATAL', 'INFO', 'TRACE', 'WARN']

/**
 * Loggers are looked up first. What a broker would refuse (ConfigAdminManager.validateLogLevelConfigs) is refused, and a
 * level that it would take is none here.
 */
function checkLoggers(
  entity: Entity,
  added: ReadonlyMap<string, string>,
  options: ParsedOptions,
  context: ToolContext,
): void {
  const known = new Set(describedConfigs(entity, context).map(({ name }) => name))
  const deleted = namesToDelete(options)
  const unknown = [...deleted, ...added.keys()].filter((name) => !known.has(name))
  if (unknown.length > 0) throw new PlainError(`Invalid broker logger(s): ${unknown.join(',')}`)
  const refused = (code: ErrorCode, why: string) => executionException(brokerError(context.profile, code, why))
  if (deleted.some((name) => added.has(name))) throw refused('INVALID_REQUEST', 'Error due to duplicate config keys')
  for (const [name, level] of added) {
    if (LOG_LEVELS.includes(level)) continue
    const why = `Cannot set the log level of ${name} to ${level} as it is not a supported log level. Valid log levels are ${LOG_LEVELS.join(', ')}`
    throw refused('INVALID_CONFIG', why)
  }
  if (deleted.includes('root'))
    throw refused('INVALID_REQUEST', 'Removing the log level of the root logger is not allowed')
  throw new PlainError('This simulator has no log levels of brokers yet.')
}

function resourceOf(entity: Entity): ConfigResource {
  const type = RESOURCE_TYPES[entity.type]
  if (type === undefined) throw new PlainError(`Unsupported entity type: ${entity.type}`)
  return { type, name: entity.name ?? '' }
}

function namesToDelete(options: ParsedOptions): string[] {
  return options
    .values('delete-config')
    .flatMap((text) => text.split(','))
    .map((name) => name.trim())
    .filter((name) => name !== '')
}

function alter(entity: Entity, added: ReadonlyMap<string, string>, options: ParsedOptions, context: ToolContext): void {
  const deleted = namesToDelete(options)
  const resource = resourceOf(entity)
  if (toolsOf(context.profile.name).configCommand.looksBeforeAltering && entity.type !== 'broker-loggers') {
    const known = describedConfigs(entity, context).filter(({ source }) => source === sourceOf(entity))
    const unknown = deleted.filter((name) => !known.some((each) => each.name === name))
    if (unknown.length > 0) throw new PlainError(`Invalid config(s): ${unknown.join(',')}`)
    if (entity.type === 'brokers') refuse(missingSensitive(known, added, deleted, context))
  }
  const operations = [
    ...[...added].map(([name, value]) => ({ name, operation: 'set' as const, value })),
    ...deleted.map((name) => ({ name, operation: 'delete' as const, value: null })),
  ]
  const response = context.call(
    {
      name: 'incrementalAlterConfigs',
      target: targetOf(entity),
      request: { type: 'IncrementalAlterConfigsRequest', resources: [{ resource, operations }], validateOnly: false },
    },
    'IncrementalAlterConfigsResponse',
  )
  const result = response.resources[0]
  if (result !== undefined && result.errorCode !== 'NONE') {
    throw executionException(brokerError(context.profile, result.errorCode, result.errorMessage))
  }
  tellUpdated(entity, context)
}

/** What the broker told no value of, and nobody gives or deletes. */
function missingSensitive(
  known: readonly DescribedConfig[],
  added: ReadonlyMap<string, string>,
  deleted: readonly string[],
  { profile }: ToolContext,
): string | null {
  if (!toolsOf(profile.name).configCommand.needsSensitive) return null
  const missing = known.filter(({ name, value }) => value === null && !added.has(name) && !deleted.includes(name))
  if (missing.length === 0) return null
  const names = missing.map(({ name }) => name).join(', ')
  return `All sensitive broker config entries must be specified for --alter, missing entries: Set(${names})`
}

function tellUpdated(entity: Entity, context: ToolContext): void {
  context.print(
    entity.name === ''
      ? `Completed updating default config for ${entity.type} in the cluster.\n`
      : `Completed updating config for ${singular(entity.type)} ${entity.name}.\n`,
  )
}

function describe(entity: Entity, all: boolean, context: ToolContext): void {
  const { type, name } = entity
  const { looksBeforeDescribing } = toolsOf(context.profile.name).configCommand
  if (!looksBeforeDescribing) return describeAsAnswered(entity, all, context)
  if (name === null) {
    for (const each of namesOf(type, context)) describeOne({ type, name: each }, all, context)
    return
  }
  if (type === 'topics' && !all) refuse(context.profile.rules.client.illegalTopicName(name))
  const isDefault = type === 'brokers' && name === ''
  const listed = type === 'broker-loggers' ? 'brokers' : type
  if (!all && !isDefault && RESOURCE_TYPES[type] !== undefined && !namesOf(listed, context).includes(name))
    return context.print(`The ${singular(type)} '${name}' doesn't exist and doesn't have dynamic config.\n`)
  describeOne({ type, name }, all, context)
}

/** By versions that look for nothing first. Of all brokers it asks for one by the name of the default's znode too, in vain. */
function describeAsAnswered({ type, name }: Entity, all: boolean, context: ToolContext): void {
  for (const each of name === null ? namesAsListed(type, context) : [name]) {
    if (each === DEFAULT) context.print(headerOf({ type, name: each }, all))
    if (type !== 'topics' && each !== '' && !/^[-+]?\d+$/.test(each))
      refuse(`The entity name for ${type} must be a valid integer broker id, found: ${each}`)
    describeOne({ type, name: each }, all, context)
  }
}

function namesAsListed(type: string, context: ToolContext): readonly string[] {
  const listed = namesOf(type === 'broker-loggers' ? 'brokers' : type, context)
  return type === 'topics' ? inGrownMapOrder(listed) : [...listed.slice(0, -1), DEFAULT]
}

const DEFAULT = '<default>'

function namesOf(type: string, context: ToolContext): string[] {
  if (type === 'topics') {
    const { topics } = context.call(
      { name: 'listTopics', request: { type: 'MetadataRequest', topics: null, allowAutoTopicCreation: false } },
      'MetadataResponse',
    )
    return topics.map((topic) => topic.name).sort((a, b) => (a < b ? -1 : 1))
  }
  if (type === 'brokers') {
    const { brokers } = context.call(
      { name: 'listNodes', request: { type: 'DescribeClusterRequest', includeFencedBrokers: false } },
      'DescribeClusterResponse',
    )
    return [...brokers.map((broker) => String(broker.id)).sort((a, b) => Number(a) - Number(b)), '']
  }
  if (type === 'client-metrics') return configuredNames('client-metrics', context)
  if (type !== 'groups') return []
  // A group that has members or offsets is listed as well as one that only has settings.
  const living = listAllGroups(context).map((group) => group.groupId)
  return [...new Set([...living, ...configuredNames('group', context)])].sort((a, b) => (a < b ? -1 : 1))
}

function configuredNames(type: 'client-metrics' | 'group', context: ToolContext): string[] {
  const { resources } = context.call(
    { name: 'listConfigResources', request: { type: 'ListConfigResourcesRequest', resourceTypes: [type] } },
    'ListConfigResourcesResponse',
  )
  return resources.map(({ name }) => name).sort((a, b) => (a < b ? -1 : 1))
}

/** A broker is asked about itself, or changes itself; whoever is there answers for the rest. */
function targetOf(entity: Entity) {
  return (entity.type === 'brokers' || entity.type === 'broker-loggers') && (entity.name ?? '') !== ''
    ? { kind: 'broker' as const, brokerId: Number(entity.name) }
    : { kind: 'any' as const }
}

function singular(type: string): string {
  return type === 'client-metrics' ? 'client-metric' : type.slice(0, -1)
}

const DYNAMIC: Readonly<Record<string, ConfigSource>> = {
  topics: 'DYNAMIC_TOPIC_CONFIG',
  brokers: 'DYNAMIC_BROKER_CONFIG',
  groups: 'DYNAMIC_GROUP_CONFIG',
  'broker-loggers': 'DYNAMIC_BROKER_LOGGER_CONFIG',
  'client-metrics': 'DYNAMIC_CLIENT_METRICS_CONFIG',
}

function describeOne(
  entity: { readonly type: string; readonly name: string },
  all: boolean,
  context: ToolContext,
): void {
  resourceOf(entity)
  // The heading stands there before anybody was asked.
  context.print(headerOf(entity, all))
  if (entity.type === 'topics' && entity.name !== '') refuse(context.profile.rules.client.illegalTopicName(entity.name))
  const described = describedConfigs(entity, context)
  const shown = described.filter((config) => all || config.source === sourceOf(entity))
  const { topic, broker } = context.profile.configs
  const { sorted } = toolsOf(context.profile.name).configCommand
  const definition = entity.type === 'topics' ? topic : broker
  for (const config of sorted ? byName(shown) : asAnswered(shown, described, definition)) context.print(lineOf(config))
}

function byName(configs: readonly DescribedConfig[]): readonly DescribedConfig[] {
  return [...configs].sort((a, b) => (a.name < b.name ? -1 : 1))
}

/** Brokers answer from a HashMap of everything that can be set. */
function asAnswered(
  shown: readonly DescribedConfig[],
  all: readonly DescribedConfig[],
  definition: ConfigDef,
): readonly DescribedConfig[] {
  const known = new Set(all.map(({ name }) => name))
  const unknown = [...known].filter((name) => !definition.has(name))
  const names = inHashMapOrder([...[...definition.keys()].filter((name) => known.has(name)), ...unknown], all.length)
  return [...shown].sort((a, b) => names.indexOf(a.name) - names.indexOf(b.name))
}

/** Of what is set for just this. */
function sourceOf({ type, name }: Entity): ConfigSource | undefined {
  return type === 'brokers' && name === '' ? 'DYNAMIC_DEFAULT_BROKER_CONFIG' : DYNAMIC[type]
}

function describedConfigs(entity: Entity, context: ToolContext): readonly DescribedConfig[] {
  const resource = resourceOf(entity)
  const call: ToolCall = {
    name: 'describeConfigs',
    target: targetOf(entity),
    request: { type: 'DescribeConfigsRequest', resources: [{ resource, keys: null }], includeSynonyms: true },
  }
  const response = waitingFor(context, (limit) => context.call({ ...call, ...limit }, 'DescribeConfigsResponse'))
  const result = response.resources[0]
  if (result !== undefined && result.errorCode !== 'NONE') {
    throw executionException(brokerError(context.profile, result.errorCode, result.errorMessage))
  }
  return result?.configs ?? []
}

/** What the tool waits for by itself it gives up on before its client does, with Java's exception for that, which says nothing. */
function waitingFor<Answer>(context: ToolContext, ask: (limit: { readonly timeoutMs?: number }) => Answer): Answer {
  const { waitsMs } = toolsOf(context.profile.name).configCommand
  if (waitsMs === null || context.apiTimeoutMs <= waitsMs) return ask({})
  try {
    return ask({ timeoutMs: waitsMs })
  } catch (error) {
    const isOver = error instanceof ToolFailure && error.error.exception === 'TimeoutException'
    throw isOver ? new JavaException('java.util.concurrent.TimeoutException', null) : error
  }
}

function headerOf(entity: { readonly type: string; readonly name: string }, all: boolean): string {
  if (entity.name === '') return `Default configs for ${entity.type} in the cluster are:\n`
  return `${all ? 'All' : 'Dynamic'} configs for ${singular(entity.type)} ${entity.name} are:\n`
}

function lineOf(config: DescribedConfig): string {
  const synonyms = config.synonyms.map((each) => `${each.source}:${each.name}=${each.value ?? 'null'}`).join(', ')
  return `  ${config.name}=${config.value ?? 'null'} sensitive=${config.isSensitive} synonyms={${synonyms}}\n`
}
