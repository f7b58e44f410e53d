/** Counterpart in Kafka: org.apache.kafka.tools.ConsoleProducer.ConsoleProducerOptions. */

import { cannotBeCast, classExists } from '../../../kafka/common/java-classes.ts'
import { toolsOf } from '../../../kafka/profile/tool-registry.ts'
import { JavaException } from '../../java-errors.ts'
import {
  addressOption,
  type CheckedTool,
  checkBootstrap,
  checkHelpOrVersion,
  checkRequired,
  usageError,
} from '../../options/checks.ts'
import { OptionError, type ParsedOptions, parseOptions } from '../../options/jopt.ts'
import { noticesOf, renamedOption } from '../../options/renamed-options.ts'
import { readProperties } from '../admin-connection.ts'
import { parseKeyValues, type StartContext } from '../client-start.ts'

export function parseProducerOptions(start: StartContext): ParsedOptions {
  const table = start.facts.optionTable
  let options: ParsedOptions
  try {
    options = parseOptions(table, start.args)
  } catch (error) {
    if (!(error instanceof OptionError)) throw error
    return usageError({ context: start, table }, error.message)
  }
  check({ context: start, table, options }, start)
  return options
}

function check(tool: CheckedTool, start: StartContext): void {
  const { options } = tool
  checkHelpOrVersion(tool, start)
  if (tool.table.has('broker-list') && !options.has(addressOption(tool)))
    usageError(tool, 'Missing required option(s) [bootstrap-server]')
  checkRequired(tool, 'topic')
  // Config comes first among the errors, property among the warnings.
  for (const old of ['producer.config', 'producer-property', 'property']) {
    const current = renamedOption(start, old)?.current
    if (current !== undefined && options.has(old) && options.has(current))
      usageError(tool, `Options --${current} and --${old} cannot be specified together.`)
  }
  const old = ['producer-property', 'producer.config', 'property']
  start.print(
    noticesOf(
      start,
      old.filter((name) => options.has(name)),
    ),
  )
  if (options.has('max-partition-memory-bytes'))
    start.print(toolsOf(start.profile.name).notices.maxPartitionMemoryDeprecated)
  checkBootstrap(tool)
}

/** Properties of the line reader: file first, options over it. A reader other than Kafka's own is no class here. */
export function readerProperties(options: ParsedOptions, start: StartContext): Map<string, string> {
  const properties = options.has('reader-config')
    ? readProperties(start, options.value('reader-config') ?? '')
    : new Map<string, string>()
  for (const [key, value] of parseKeyValues([...options.values('reader-property'), ...options.values('property')]))
    properties.set(key, value)
  const { lineReader, lineReaderInterface } = toolsOf(start.profile.name).helpers
  const reader = options.value('line-reader') ?? lineReader
  if (reader !== lineReader && classExists(start.profile.clientClasses, reader)) {
    const { wrongClass } = toolsOf(start.profile.name).lineReader
    const message =
      wrongClass === 'ClassCastException'
        ? cannotBeCast(reader, lineReaderInterface)
        : `The reader must implement ${lineReaderInterface} interface`
    throw new JavaException(`java.lang.${wrongClass}`, message)
  }
  if (reader !== lineReader) throw new JavaException('java.lang.ClassNotFoundException', reader)
  return properties
}

/** Options that stand for a producer setting: their value counts when given, or when no property said otherwise. */
const MERGED: readonly (readonly [key: string, option: string, isNumber: boolean])[] = [
  ['linger.ms', 'timeout', true],
  ['acks', 'request-required-acks', false],
  ['request.timeout.ms', 'request-timeout-ms', true],
  ['retries', 'message-send-max-retries', true],
  ['retry.backoff.ms', 'retry-backoff-ms', true],
  ['send.buffer.bytes', 'socket-buffer-size', true],
  ['buffer.memory', 'max-memory-bytes', true],
  ['metadata.max.age.ms', 'metadata-expiry-ms', true],
  ['max.block.ms', 'max-block-ms', true],
]

/** What the producer is made with. Throws OptionError for a number that is none. */
export function producerConfig(options: ParsedOptions, start: StartContext): Record<string, string> {
  const config = new Map<string, string>()
  const file = options.value('command-config') ?? options.value('producer.config')
  if (file !== null) for (const [key, value] of readProperties(start, file)) config.set(key, value)
  const given = [...options.values('command-property'), ...options.values('producer-property')]
  for (const [key, value] of parseKeyValues(given)) config.set(key, value)
  config.set('compression.type', compressionOf(options))
  const { batchSizeOptions, fixesClientId } = toolsOf(start.profile.name).consoleProducer
  if (fixesClientId || !config.has('client.id')) config.set('client.id', 'console-producer')
  // A number that is none is refused though nobody looks at it.
  if (options.has('batch-size')) options.integer('batch-size')
  const batchSizes = batchSizeOptions.map((option) => ['batch.size', option, true] as const)
  for (const [key, option, isNumber] of [...MERGED, ...batchSizes]) {
    if (!options.has(option) && config.has(key)) continue
    const value = isNumber ? options.integer(option) : options.value(option)
    if (value !== null) config.set(key, String(value))
  }
  return Object.fromEntries(config)
}

/** `--compression-codec` alone means gzip. */
function compressionOf(options: ParsedOptions): string {
  if (!options.has('compression-codec')) return 'none'
  const codec = options.value('compression-codec')
  return codec === null || codec === '' ? 'gzip' : codec
}
