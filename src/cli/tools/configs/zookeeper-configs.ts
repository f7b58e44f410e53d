/**
 * Counterpart in Kafka: the ZooKeeper side of kafka.admin.ConfigCommand of 2.5, and AdminZkClient.changeConfigs: the tool
 * writes what it is told into the ensemble, and a line that every broker reads.
 */

import { classOfError } from '../../../kafka/common/java-classes.ts'
import { illegalTopicName } from '../../../kafka/common/topic-names.ts'
import { parseConfigValue } from '../../../kafka/profile/config-def.ts'
import { brokerIdPath, topicPath } from '../../../kafka/znodes/znode-paths.ts'
import { illegalArgument, JavaException } from '../../java-errors.ts'
import type { ParsedOptions } from '../../options/jopt.ts'
import { inOwnVoice, noticeOfQuotas } from '../../own-voice.ts'
import type { ToolContext } from '../../replayed-tool.ts'
import { operationFailed } from '../tool-exceptions.ts'
import { checkLags } from '../topics/topic-configs.ts'
import {
  brokersAt,
  changeSettings,
  childrenAt,
  connectToEnsemble,
  isAt,
  type Settings,
  settingsAt,
} from '../zookeeper/kafka-zookeeper.ts'
import { entityNames, entityTypes } from './config-entity.ts'

const DEFAULT = '<default>'
const DEPRECATED =
  'Warning: --zookeeper is deprecated and will be removed in a future version of Kafka.\nUse --bootstrap-server instead to specify a broker to connect to.\n'

/** A kind of entity, and which; null: all of them. */
interface Part {
  readonly type: string
  /** As it stands in the path. */
  readonly name: string | null
}

/** A user's client is a part of a user. */
interface ConfigEntity {
  readonly root: Part
  readonly child: Part | null
}

export function runOnZooKeeper(options: ParsedOptions, added: ReadonlyMap<string, string>, context: ToolContext): void {
  context.print(DEPRECATED)
  connectToEnsemble(context, options.value('zookeeper') ?? '')
  if (options.has('alter')) alter(options, added, context)
  else for (const entity of allEntities(entityOf(options), context)) describe(entity, isEveryUser(options), context)
}

function isEveryUser(options: ParsedOptions): boolean {
  const { root, child } = entityOf(options)
  return root.type === 'users' && root.name === null && child === null
}

function describe(entity: ConfigEntity, isOneOfAllUsers: boolean, context: ToolContext): void {
  const settings = settingsAt(context, pathOf(entity))
  const told = Object.entries(settings).map(([name, value]) => `${name}=${value}`)
  if (told.length === 0 && isOneOfAllUsers) return
  context.print(`Configs for ${shown(entity)} are ${told.join(',')}\n`)
}

/** ConfigCommand.parseEntity; of two kinds the user is the first. */
function entityOf(options: ParsedOptions): ConfigEntity {
  const types = entityTypes(options)
  const names = entityNames(options)
  const isQuota = types[0] === 'users' || types[0] === 'clients'
  if (isQuota && options.has('alter') && names.length !== types.length) {
    const each = '--entity-name or --entity-default must be specified with each --entity-type for --alter'
    throw illegalArgument(each)
  }
  const parts = types.map((type, at): Part => {
    const name = names[at]
    return { type, name: name === undefined ? null : name === '' ? DEFAULT : isQuota ? sanitized(name) : name }
  })
  const ordered = parts.length === 2 && parts[0]?.type === 'clients' ? [...parts].reverse() : parts
  const [root = { type: '', name: null }, child = null] = ordered
  return { root, child }
}

/** Sanitizer.sanitize: what may stand in a path. */
function sanitized(name: string): string {
  return encodeURIComponent(name).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)
}

function pathOf({ root, child }: ConfigEntity): string {
  const below = child === null ? '' : `/${child.type}/${child.name ?? ''}`
  return `${root.type}/${root.name ?? ''}${below}`
}

const WORDS: Readonly<Record<string, string>> = { users: 'user-principal', clients: 'client-id', topics: 'topic' }

function shown({ root, child }: ConfigEntity): string {
  return child === null ? shownPart(root) : `${shownPart(root)}, ${shownPart(child)}`
}

function shownPart({ type, name }: Part): string {
  const word = WORDS[type] ?? type
  if (name === null) return type
  return name === DEFAULT ? `default ${word}` : `${word} '${decodeURIComponent(name)}'`
}

/** Those that an entity stands for: itself where it is named, else all of which there are settings. */
function allEntities(entity: ConfigEntity, context: ToolContext): readonly ConfigEntity[] {
  const { root, child } = entity
  if (root.name === null) {
    const roots = childrenAt(context, `/config/${root.type}`).map((name) => ({
      root: { type: root.type, name },
      child,
    }))
    return child === null ? roots : roots.flatMap((each) => allEntities(allOf(each), context))
  }
  if (child === null || child.name !== null) return [entity]
  const names = childrenAt(context, `/config/${root.type}/${root.name}/${child.type}`)
  return names.map((name) => ({ root, child: { type: child.type, name } }))
}

function allOf({ root, child }: ConfigEntity): ConfigEntity {
  return { root, child: child === null ? null : { type: child.type, name: null } }
}

function alter(options: ParsedOptions, added: ReadonlyMap<string, string>, context: ToolContext): void {
  const entity = entityOf(options)
  const { type, name } = entity.root
  if (type === 'brokers') checkBrokerSettings(name ?? DEFAULT, [...added.keys()], context)
  if (type === 'users') checkCredentials(added)
  const before = settingsAt(context, pathOf(entity))
  const deleted = options
    .values('delete-config')
    .flatMap((text) => text.split(','))
    .map((each) => each.trim())
  const unknown = deleted.filter((each) => !Object.hasOwn(before, each))
  if (unknown.length > 0) throw invalidConfiguration(`Invalid config(s): ${unknown.join(',')}`)
  const after: Settings = Object.fromEntries(
    Object.entries({ ...before, ...Object.fromEntries(added) }).filter(([key]) => !deleted.includes(key)),
  )
  if (type === 'topics') checkTopicSettings(name ?? '', after, context)
  if (type === 'users' || type === 'clients') checkQuotas(entity, after, context)
  changeSettings(context, pathOf(entity), after)
  context.print(`Completed updating config for entity: ${shown(entity)}.\n`)
}

/** Of brokers' own settings what replication may take can be changed at any time, the rest only where no broker runs. */
const THROTTLES = [
  'leader.replication.throttled.rate',
  'follower.replication.throttled.rate',
  'replica.alter.log.dirs.io.max.bytes.per.second',
]

function checkBrokerSettings(name: string, added: readonly string[], context: ToolContext): void {
  const dynamic = added.filter((each) => !THROTTLES.includes(each))
  if (dynamic.length === 0) return
  const must = `requirement failed: --bootstrap-server option must be specified to update broker configs Set(${dynamic.join(', ')}).`
  const why =
    'Broker configuration updates using ZooKeeper are supported for bootstrapping before brokers are started to enable encrypted password configs to be stored in ZooKeeper.'
  if (name === DEFAULT) {
    if (brokersAt(context).length > 0)
      throw illegalArgument(`${must} for default cluster if any broker is running. ${why}`)
  } else if (isAt(context, brokerIdPath(Number(name)))) {
    throw illegalArgument(`${must} when broker ${name} is running. ${why}`)
  }
}

/** Its message is all that is told of it. */
function invalidConfiguration(message: string): JavaException {
  return new JavaException(classOfError('InvalidConfigurationException'), message, { hasFrames: false })
}

function checkTopicSettings(name: string, settings: Settings, context: ToolContext): void {
  const illegal = illegalTopicName(name)
  if (illegal !== null) throw new JavaException(classOfError('InvalidTopicException'), illegal, { hasFrames: false })
  if (!isAt(context, topicPath(name))) throw operationFailed(context.profile, `Topic "${name}" does not exist.`)
  const { topic } = context.profile.configs
  const unknown = Object.keys(settings).find((each) => !topic.has(each))
  if (unknown !== undefined) throw invalidConfiguration(`Unknown topic config name: ${unknown}`)
  for (const [each, value] of Object.entries(settings)) {
    const definition = topic.get(each)
    const error = definition === undefined ? null : parseConfigValue(definition, value).error
    if (error !== null) throw new JavaException('org.apache.kafka.common.config.ConfigException', error)
  }
  checkLags(settings, { hasFrames: false })
}

const MECHANISMS = ['SCRAM-SHA-256', 'SCRAM-SHA-512']
const FEWEST_ITERATIONS = 4_096

/** ConfigCommand.preProcessScramCredentials, as far as it refuses; what it would write is not made here. */
function checkCredentials(added: ReadonlyMap<string, string>): void {
  for (const mechanism of MECHANISMS) {
    const given = added.get(mechanism)
    if (given === undefined) continue
    const constant = mechanism.replaceAll('-', '_')
    const match = /^(?:iterations=(\d*),)?password=(.*)$/.exec(given)
    if (match === null) throw illegalArgument(`Invalid credential property ${constant}=${given}`)
    const iterations = Number(match[1] ?? FEWEST_ITERATIONS)
    if (iterations < FEWEST_ITERATIONS)
      throw illegalArgument(
        `Iterations ${iterations} is less than the minimum ${FEWEST_ITERATIONS} required for ${constant}`,
      )
    if (match[2] === '') throw illegalArgument('Empty key')
  }
}

const QUOTAS: Readonly<Record<string, { readonly pattern: RegExp; readonly type: string }>> = {
  producer_byte_rate: { pattern: /^[-+]?\d+$/, type: 'LONG' },
  consumer_byte_rate: { pattern: /^[-+]?\d+$/, type: 'LONG' },
  request_percentage: { pattern: /^[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?$/, type: 'DOUBLE' },
}

/** DynamicConfig.Client.validate. Of requests' time there are none here, which is said. */
function checkQuotas({ root, child }: ConfigEntity, settings: Settings, context: ToolContext): void {
  const names = Object.keys(settings)
  const isUser = root.type === 'users' && root.name !== DEFAULT && child === null
  if (isUser && names.some((name) => name.startsWith('SCRAM-'))) {
    context.printError(inOwnVoice('not simulated: SCRAM credentials'))
    context.exit(1)
  }
  const unknown = names.filter((name) => !Object.hasOwn(QUOTAS, name))
  if (unknown.length > 0)
    throw illegalArgument(`requirement failed: Unknown Dynamic Configuration: Set(${unknown.join(', ')}).`)
  for (const [name, { pattern, type }] of Object.entries(QUOTAS)) {
    const value = settings[name]
    if (value === undefined || pattern.test(value)) continue
    const message = `Invalid value ${value} for configuration ${name}: Not a number of type ${type}`
    throw new JavaException('org.apache.kafka.common.config.ConfigException', message)
  }
  const notice = noticeOfQuotas(names)
  if (notice !== '') context.printError(notice)
}
