/** Counterparts in Kafka: org.apache.kafka.tools.consumer.DefaultMessageFormatter and its siblings. */

import type { ConsumerRecord } from '../../../kafka/clients/consumer/consumer-state.ts'
import { cannotBeCast, classExists, throwableText } from '../../../kafka/common/java-classes.ts'
import type { ByteString } from '../../../kafka/common/payload.ts'
import { encodeUtf8 } from '../../../kafka/common/utf8.ts'
import type { Profile } from '../../../kafka/profile/profile.ts'
import type { CoordinatorFormatter, RecordColumn } from '../../../kafka/profile/tool-profile.ts'
import { toolsOf } from '../../../kafka/profile/tool-registry.ts'
import { JavaException } from '../../java-errors.ts'
import { textOfBytes } from '../../raw-text.ts'
import { logLine } from '../../replayed-tool.ts'
import type { StartContext } from '../client-start.ts'
import { GROUP_KEYS, refuseKey, TRANSACTION_KEYS } from './coordinator-keys.ts'
import { groupMetadataText, offsetsText, transactionText } from './coordinator-texts.ts'
import { deserialize, isDeserializer } from './deserializers.ts'
import { formatGroupMetadata, formatOffsets } from './offsets-formatter.ts'
import { formatTransaction } from './transaction-formatter.ts'

/** Plain data: it lives in the process. */
export interface MessageFormatter {
  readonly kind: 'default' | 'noOp' | 'checksum' | CoordinatorFormatter
  /** The version whose order of columns it has. */
  readonly profile: string
  /** What is printed of a record. */
  readonly prints: readonly RecordColumn[]
  readonly keySeparator: string
  readonly lineSeparator: string
  readonly headersSeparator: string
  readonly nullLiteral: string
  /** Class names; null prints the bytes as they are. */
  readonly keyDeserializer: string | null
  readonly valueDeserializer: string | null
  readonly headersDeserializer: string | null
  /** What ChecksumMessageFormatter puts first: its property `topic`. */
  readonly topicLabel?: string
}

/** A class that is none, or no formatter; the message is what Java's exception says. */
export class UnknownFormatter extends Error {}

const KINDS: Readonly<Record<string, MessageFormatter['kind']>> = {
  DefaultMessageFormatter: 'default',
  // It logs what it prints, too, at a level that the tools do not show.
  LoggingMessageFormatter: 'default',
  NoOpMessageFormatter: 'noOp',
}

/** Throws UnknownFormatter for a class that is none of Kafka's formatters. */
export function formatterKind(profile: Profile, className: string): MessageFormatter['kind'] {
  const { messageFormatters, messageFormatterInterface, coordinatorFormatters } = toolsOf(profile.name).helpers
  const folder = `${messageFormatters}.`
  const name = className.slice(folder.length)
  const isPlain = className.startsWith(folder) && Object.hasOwn(KINDS, name)
  const kind = isPlain ? KINDS[name] : (coordinatorFormatters[className] ?? checksumKind(profile, className))
  if (kind === undefined) throw new UnknownFormatter(whyUnusable(profile, className, messageFormatterInterface))
  return kind
}

function checksumKind({ name }: Profile, className: string): 'checksum' | undefined {
  return className === toolsOf(name).helpers.checksumFormatter ? 'checksum' : undefined
}

export function createFormatter(
  kind: MessageFormatter['kind'],
  properties: ReadonlyMap<string, string>,
  start: Pick<StartContext, 'profile' | 'printError' | 'wallClockMs'>,
): MessageFormatter {
  const flag = (key: string, otherwise = false) => {
    const text = properties.get(key)
    return text === undefined ? otherwise : text.trim().toLowerCase() === 'true'
  }
  const { columns, namesNull } = toolsOf(start.profile.name).consoleConsumer
  const deserializer = (key: string) => deserializerOf(properties.get(key), start)
  return {
    kind,
    profile: start.profile.name,
    prints: columns.map(([column]) => column).filter((column) => flag(`print.${column}`, column === 'value')),
    keySeparator: properties.get('key.separator') ?? '\t',
    lineSeparator: properties.get('line.separator') ?? '\n',
    headersSeparator: properties.get('headers.separator') ?? ',',
    nullLiteral: (namesNull ? properties.get('null.literal') : undefined) ?? 'null',
    keyDeserializer: deserializer('key.deserializer'),
    valueDeserializer: deserializer('value.deserializer'),
    headersDeserializer: deserializer('headers.deserializer'),
    ...(kind === 'checksum' && properties.has('topic') ? { topicLabel: `${properties.get('topic')}:` } : {}),
  }
}

function whyUnusable(profile: Profile, className: string, wanted: string): string {
  const isThere =
    classExists(profile.clientClasses, className) || Object.hasOwn(toolsOf(profile.name).classes, className)
  return isThere ? cannotBeCast(className, wanted) : className
}

const LIST_DESERIALIZER = 'org.apache.kafka.common.serialization.ListDeserializer'
const NO_LIST_CLASS =
  'Not able to determine the list class because it was neither passed via the constructor nor set in the config.'

/** A class that is none is logged, and the bytes are printed as they are; or it is thrown, by the version. */
function deserializerOf(
  className: string | undefined,
  start: Pick<StartContext, 'profile' | 'printError' | 'wallClockMs'>,
): string | null {
  if (className === undefined) return null
  if (isDeserializer(className)) return className
  const line = logLine(
    start.wallClockMs,
    'ERROR',
    `Unable to instantiate a deserializer from ${className}`,
    `${toolsOf(start.profile.name).helpers.messageFormatters}.DefaultMessageFormatter`,
  )
  if (className === LIST_DESERIALIZER) {
    start.printError(`${line}${throwableText('org.apache.kafka.common.config.ConfigException', NO_LIST_CLASS)}\n`)
    return null
  }
  const exception = classExists(start.profile.clientClasses, className)
    ? 'ClassCastException'
    : 'ClassNotFoundException'
  const why = whyUnusable(start.profile, className, 'org.apache.kafka.common.serialization.Deserializer')
  if (!toolsOf(start.profile.name).consoleConsumer.doesWithoutDeserializer)
    throw new JavaException(`java.lang.${exception}`, why)
  start.printError(`${line}${throwableText(`java.lang.${exception}`, why)}\n`)
  return null
}

/** What stands on standard output for one record. Throws JavaException where a deserializer refuses it. */
export function formatRecord(formatter: MessageFormatter, record: ConsumerRecord): string {
  switch (formatter.kind) {
    case 'default':
      return textOfBytes(formatDefault(formatter, record))
    case 'offsets':
    case 'groupMetadata':
    case 'transactions':
      return formatCoordinators(formatter, formatter.kind, record)
    // Of a batch of today's format no record has a checksum of its own.
    case 'checksum':
      return `${formatter.topicLabel ?? ''}checksum:0\n`
    case 'noOp':
      return ''
  }
}

const OF_COORDINATORS = {
  offsets: { text: offsetsText, json: formatOffsets, keys: GROUP_KEYS },
  groupMetadata: { text: groupMetadataText, json: formatGroupMetadata, keys: GROUP_KEYS },
  transactions: { text: transactionText, json: formatTransaction, keys: TRANSACTION_KEYS },
} as const

function formatCoordinators(
  formatter: MessageFormatter,
  kind: CoordinatorFormatter,
  { record, offset }: ConsumerRecord,
): string {
  const { text, json, keys } = OF_COORDINATORS[kind]
  if (showsTexts(formatter)) return text(record)
  const refused = record.key === null ? null : refuseKey(record.key, keys, offset)
  if (refused !== null) throw refused
  return json(record)
}

function showsTexts({ profile }: MessageFormatter): boolean {
  return toolsOf(profile).coordinatorRecords === 'text'
}

function formatDefault(formatter: MessageFormatter, record: ConsumerRecord): ByteString {
  const { prints } = formatter
  const [separator, lineEnd] = [formatter.keySeparator, formatter.lineSeparator].map(encodeUtf8)
  return toolsOf(formatter.profile)
    .consoleConsumer.columns.filter(([column]) => prints.includes(column))
    .map(([column, sameLine]) => {
      const goesOn = sameLine.some((each) => prints.includes(each))
      return `${columnOf(column, formatter, record)}${goesOn ? separator : lineEnd}`
    })
    .join('')
}

function columnOf(
  column: RecordColumn,
  formatter: MessageFormatter,
  { record, partition, offset, appendTime }: ConsumerRecord,
): ByteString {
  switch (column) {
    case 'timestamp':
      return appendTime === null ? `CreateTime:${record.timestamp}` : `LogAppendTime:${appendTime}`
    case 'partition':
      return `${toolsOf(formatter.profile).consoleConsumer.partitionLabel}${partition}`
    case 'offset':
      return `Offset:${offset}`
    case 'delivery':
      return 'Delivery:NOT_PRESENT'
    case 'epoch':
      return 'Epoch:NOT_PRESENT'
    case 'headers':
      return headersOf(formatter, record.headers)
    case 'key':
      return bytesOf(formatter, formatter.keyDeserializer, record.key)
    case 'value':
      return bytesOf(formatter, formatter.valueDeserializer, record.value)
  }
}

function headersOf(
  formatter: MessageFormatter,
  headers: readonly (readonly [string, ByteString | null])[],
): ByteString {
  if (headers.length === 0) return 'NO_HEADERS'
  return headers
    .map(([key, value]) => `${key}:${bytesOf(formatter, formatter.headersDeserializer, value)}`)
    .join(encodeUtf8(formatter.headersSeparator))
}

function bytesOf(formatter: MessageFormatter, deserializer: string | null, bytes: ByteString | null): ByteString {
  const present = bytes ?? encodeUtf8(formatter.nullLiteral)
  return deserializer === null ? present : deserialize(deserializer, present)
}
