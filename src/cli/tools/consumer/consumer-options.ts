/** Counterpart in Kafka: org.apache.kafka.tools.consumer.ConsoleConsumerOptions. */

import { madeClientId } from '../../../kafka/clients/consumer/consumer-config.ts'
import { inHashMapOrder } from '../../../kafka/common/java-hash.ts'
import { toolsOf } from '../../../kafka/profile/tool-registry.ts'
import { JavaException } from '../../java-errors.ts'
import { type CheckedTool, checkHelpOrVersion, checkRequired, usageError } from '../../options/checks.ts'
import { OptionError, type ParsedOptions, parseOptions } from '../../options/jopt.ts'
import { noticesOf } from '../../options/renamed-options.ts'
import { propertiesOf, readProperties } from '../admin-connection.ts'
import { parseKeyValues, type StartContext } from '../client-start.ts'
import { createFormatter, formatterKind, type MessageFormatter, UnknownFormatter } from './message-formatter.ts'

/** Where `--offset` says to begin. */
export type StartOffset = 'earliest' | 'latest' | number

/** Plain data: it lives in the process. */
export interface ConsoleConsumerOptions {
  readonly topic: string | null
  readonly include: string | null
  readonly partition: number | null
  readonly offset: StartOffset
  /** Null: wait for ever. */
  readonly timeoutMs: number | null
  readonly skipMessageOnError: boolean
  /** `--enable-systest-events` */
  readonly tellsShutdown: boolean
  readonly servers: string
  readonly config: Readonly<Record<string, string>>
  readonly formatter: MessageFormatter
}

/** Throws OptionError for a value that is none; whoever catches it prints the JVM's dump. */
export function parseConsumerOptions(start: StartContext): {
  readonly options: ConsoleConsumerOptions
  readonly parsed: ParsedOptions
} {
  const table = start.facts.optionTable
  const parsed = parse(start, table)
  const tool: CheckedTool = { context: start, table, options: parsed }
  const { readsAllFirst, pattern } = toolsOf(start.profile.name).consoleConsumer
  if (readsAllFirst) readAll(tool, start)
  check(tool, start)
  const config = consumerConfig(tool, start)
  const timeoutMs = parsed.has('timeout-ms') ? parsed.integer('timeout-ms') : null
  const options: ConsoleConsumerOptions = {
    topic: parsed.values('topic')[0] ?? null,
    include: parsed.values(pattern.option)[0] ?? null,
    partition: parsed.integer('partition'),
    offset: startOffset(tool),
    timeoutMs: timeoutMs === null || timeoutMs < 0 ? null : timeoutMs,
    skipMessageOnError: parsed.has('skip-message-on-error'),
    tellsShutdown: parsed.has('enable-systest-events'),
    servers: parsed.value('bootstrap-server') ?? '',
    config,
    formatter: formatterOf(tool, start),
  }
  return { options, parsed }
}

function parse(start: StartContext, table: CheckedTool['table']): ParsedOptions {
  try {
    return parseOptions(table, start.args)
  } catch (error) {
    if (!(error instanceof OptionError)) throw error
    return usageError({ context: start, table }, error.message)
  }
}

/** What Scala's fields are made of comes before anything is checked, and nothing catches what is wrong with it. */
function readAll(tool: CheckedTool, start: StartContext): void {
  const { options } = tool
  checkHelpOrVersion(tool, start)
  options.integer('partition')
  try {
    formatterKind(start.profile, options.value('formatter') ?? '')
  } catch (error) {
    if (!(error instanceof UnknownFormatter)) throw error
    const name = error.message.includes('cannot be cast') ? 'ClassCastException' : 'ClassNotFoundException'
    throw new JavaException(`java.lang.${name}`, error.message)
  }
  options.integer('max-messages')
  options.integer('timeout-ms')
}

function check(tool: CheckedTool, start: StartContext): void {
  const { options } = tool
  checkHelpOrVersion(tool, start)
  const { option, oneOf } = toolsOf(start.profile.name).consoleConsumer.pattern
  if (options.has('topic') === options.has(option)) usageError(tool, oneOf)
  if (options.has('partition')) {
    if (!options.has('topic')) usageError(tool, 'The topic is required when partition is specified.')
    if (options.has('from-beginning') && options.has('offset'))
      usageError(tool, 'Options from-beginning and offset cannot be specified together.')
  } else if (options.has('offset')) usageError(tool, 'The partition is required when offset is specified.')
  checkRequired(tool, 'bootstrap-server')
  for (const { old, current } of start.facts.renamed) {
    if (options.has(old) && options.has(current))
      usageError(tool, `Options --${old} and --${current} cannot be specified together.`)
  }
  start.print(noticesOf(start, namesGiven(options, ['consumer-property', 'consumer.config'])))
}

const namesGiven = (options: ParsedOptions, names: readonly string[]) => names.filter((name) => options.has(name))

function consumerConfig(tool: CheckedTool, start: StartContext): Record<string, string> {
  const { options } = tool
  const file = options.value('command-config') ?? options.value('consumer.config')
  const config = file === null ? new Map<string, string>() : readProperties(start, file)
  const fromFile = config.get('group.id')
  const given = parseKeyValues([...options.values('command-property'), ...options.values('consumer-property')])
  for (const [key, value] of given) config.set(key, value)
  const groups = [options.value('group'), given.get('group.id'), fromFile]
  setGroup(tool, config, new Set(groups.filter((group) => group !== null && group !== undefined)), start)
  setOffsetReset(options, config, start)
  const { clientId } = toolsOf(start.profile.name).consoleConsumer
  if (!config.has('client.id')) config.set('client.id', clientId ?? madeClientId(config.get('group.id') ?? '', '1'))
  if (options.has('isolation-level') || !config.has('isolation.level'))
    config.set('isolation.level', options.value('isolation-level') ?? 'read_uncommitted')
  return Object.fromEntries(config)
}

/** A group given in several places must be the same; without one a random group that commits nothing. */
function setGroup(
  tool: CheckedTool,
  config: Map<string, string>,
  groups: ReadonlySet<string>,
  start: StartContext,
): void {
  if (groups.size > 1) {
    const detected = inHashMapOrder([...groups], 12).map((group) => `'${group}'`)
    usageError(
      tool,
      `The group ids provided in different places (directly using '--group', via '--consumer-property', or via '--consumer.config') do not match. Detected group ids: ${detected.join(', ')}`,
    )
  }
  const [group] = groups
  if (group !== undefined) {
    config.set('group.id', group)
    if (tool.options.has('partition')) usageError(tool, 'Options group and partition cannot be specified together.')
    return
  }
  config.set('group.id', `console-consumer-${start.randomInt(100_000)}`)
  if (!config.has('enable.auto.commit')) config.set('enable.auto.commit', 'false')
}

function setOffsetReset(options: ParsedOptions, config: Map<string, string>, start: StartContext): void {
  const reset = config.get('auto.offset.reset')
  if (reset === undefined) config.set('auto.offset.reset', options.has('from-beginning') ? 'earliest' : 'latest')
  else if (options.has('from-beginning') && reset !== 'earliest') {
    start.printError(
      `Can't simultaneously specify --from-beginning and 'auto.offset.reset=${reset}', please remove one option\n`,
    )
    start.exit(1)
  }
}

function startOffset(tool: CheckedTool): StartOffset {
  const { options } = tool
  if (!options.has('offset')) return options.has('from-beginning') ? 'earliest' : 'latest'
  const text = options.value('offset') ?? ''
  const lower = text.toLowerCase()
  if (lower === 'earliest' || lower === 'latest') return lower
  if (/^\+?\d{1,18}$/.test(text)) return Number(text)
  return usageError(
    tool,
    `The provided offset value '${text}' is incorrect. Valid values are 'earliest', 'latest', or a non-negative long.`,
  )
}

/** That the file cannot be read is told as if its name were a wrong option. */
function formatterConfig(path: string | null, tool: CheckedTool, start: StartContext): ReadonlyMap<string, string> {
  try {
    return propertiesOf(start, path)
  } catch (error) {
    if (!(error instanceof JavaException)) throw error
    return usageError(tool, error.message)
  }
}

function formatterOf(tool: CheckedTool, start: StartContext): MessageFormatter {
  const { options } = tool
  const path = options.value('formatter-config')
  const properties = new Map(formatterConfig(path, tool, start))
  for (const name of ['key-deserializer', 'value-deserializer'] as const) {
    const deserializer = options.value(name)
    if (deserializer !== null && deserializer !== '') properties.set(name.replace('-', '.'), deserializer)
  }
  const given = [...options.values('formatter-property'), ...options.values('property')]
  for (const [key, value] of parseKeyValues(given)) properties.set(key, value)
  try {
    const kind = formatterKind(start.profile, options.value('formatter') ?? '')
    // Kafka reads the formatter's properties, old name or new, once there is a formatter to have them.
    start.print(noticesOf(start, namesGiven(options, ['property'])))
    return createFormatter(kind, properties, start)
  } catch (error) {
    if (error instanceof UnknownFormatter) return usageError(tool, error.message)
    throw error
  }
}
