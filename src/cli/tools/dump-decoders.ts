/**
 * Counterpart in Kafka: the message parsers of DumpLogSegments. What they cannot read they say, record by record or by
 * ending the tool.
 */

import { classExists } from '../../kafka/common/java-classes.ts'
import type { ByteString } from '../../kafka/common/payload.ts'
import { decodeUtf8 } from '../../kafka/common/utf8.ts'
import type { LogRecord } from '../../kafka/log/record-batch.ts'
import { toolsOf } from '../../kafka/profile/tool-registry.ts'
import { JavaException } from '../java-errors.ts'
import type { ParsedOptions } from '../options/jopt.ts'
import { inOwnVoice } from '../own-voice.ts'
import type { ToolContext } from '../replayed-tool.ts'
import { groupRecordText, kafkaException, transactionRecordText } from './consumer/coordinator-texts.ts'
import { decodeForDump } from './consumer/offsets-formatter.ts'
import { dumpTransaction } from './consumer/transaction-formatter.ts'

interface Decoded {
  readonly key: string | null
  readonly payload: string | null
}

export type RecordDecoder = (record: LogRecord, offset: number) => Decoded

/** Options that choose another than the decoders of texts; each shows the records by itself. */
const DECODER_OPTIONS = [
  'offsets-decoder',
  'transaction-log-decoder',
  'cluster-metadata-decoder',
  'remote-log-metadata-decoder',
  'share-group-state-decoder',
  'key-decoder-class',
  'value-decoder-class',
] as const

export function hasDecoder(options: ParsedOptions): boolean {
  return DECODER_OPTIONS.some((option) => options.has(option))
}

/** Kinds of keys on `__consumer_offsets`, `__transaction_state` and `__share_group_state`, by their number. */
const LAST_GROUP_KEY = 23
const LAST_TRANSACTION_KEY = 0
const LAST_SHARE_KEY = 1

/** Throws for a decoder class that cannot be had. */
export function decoderOf(options: ParsedOptions, context: ToolContext): RecordDecoder {
  const asTexts = toolsOf(context.profile.name).coordinatorRecords === 'text'
  if (options.has('offsets-decoder')) return asTexts ? groupTexts : byKeyType(LAST_GROUP_KEY, decodeForDump)
  const unread = notRead(context)
  if (options.has('transaction-log-decoder'))
    return asTexts ? transactionTexts : byKeyType(LAST_TRANSACTION_KEY, dumpTransaction)
  if (options.has('cluster-metadata-decoder'))
    return framed((offset) => `Error at ${offset}, skipping. `, 'Error while reading frame version', unread)
  if (options.has('remote-log-metadata-decoder'))
    return framed((offset) => `Error at offset ${offset}, skipping. `, NO_VALUE, unread)
  if (options.has('share-group-state-decoder')) return byKeyType(LAST_SHARE_KEY, unread)
  const [value, key] = ['value-decoder-class', 'key-decoder-class'].map((option) =>
    decoderNamed(option, options, context),
  )
  return (record) => ({
    key: record.key === null ? null : (key as Decoder)(record.key),
    payload: record.value === null ? null : (value as Decoder)(record.value),
  })
}

/** GroupMetadataManager.formatRecordKeyAndValue: a record without a key ends the tool, as one of another kind does. */
function groupTexts(record: LogRecord): Decoded {
  if (record.key === null)
    throw kafkaException('Failed to decode message using offset topic decoder (message had a missing key)')
  return groupRecordText(record) ?? NOTHING_READ
}

function transactionTexts(record: LogRecord): Decoded {
  if (record.key === null)
    throw new JavaException(
      'java.lang.NullPointerException',
      'Cannot invoke "java.nio.ByteBuffer.getShort()" because "buffer" is null',
    )
  return transactionRecordText(record) ?? NOTHING_READ
}

/** A record whose key is of a kind that is known, and that is broken behind it. */
const NOTHING_READ: Decoded = Object.freeze({ key: null, payload: null })

type Decoder = (bytes: ByteString) => string

const underflow = () => new JavaException('java.nio.BufferUnderflowException', null)

/** Decoders that Kafka brings along, by the name of their class. */
const DECODERS: Readonly<Record<string, Decoder>> = {
  StringDecoder: decodeUtf8,
  DefaultDecoder: () => '[B@1b6d3586',
  IntegerDecoder: (bytes) => integer(bytes, 4),
  LongDecoder: (bytes) => integer(bytes, 8),
}

/** Big-endian, signed; what stands behind it is left. */
function integer(bytes: ByteString, size: number): string {
  if (bytes.length < size) throw underflow()
  const bits = [...bytes.slice(0, size)].reduce((value, byte) => (value << 8n) | BigInt(byte.charCodeAt(0)), 0n)
  return String(BigInt.asIntN(size * 8, bits))
}

function decoderNamed(option: string, options: ParsedOptions, { profile }: ToolContext): Decoder {
  const folder = `${toolsOf(profile.name).helpers.decoders}.`
  const name = options.value(option) ?? `${folder}StringDecoder`
  const decoder = name.startsWith(folder) ? DECODERS[name.slice(folder.length)] : undefined
  if (decoder !== undefined) return decoder
  if (classExists(profile.clientClasses, name)) throw new JavaException('java.lang.ClassCastException', `class ${name}`)
  if (toolsOf(profile.name).dumpLog.missingDecoder === 'itself')
    throw new JavaException('java.lang.ClassNotFoundException', name)
  const causedBy = { className: 'java.lang.ClassNotFoundException', message: name }
  throw new JavaException('java.lang.RuntimeException', 'Failed to load decoder class', { causedBy })
}

/** CoordinatorRecordMessageParser: the first two bytes of a key say what it is. */
function byKeyType(last: number, read: (record: LogRecord) => Decoded): RecordDecoder {
  return (record, offset) => {
    const { key } = record
    if (key === null) {
      const why = `Failed to decode message at offset ${offset} using the specified decoder (message had a missing key)`
      throw new JavaException('java.lang.RuntimeException', why)
    }
    if (key.length < 2) {
      const why = "Could not read version from key's buffer."
      return { key: `Error at offset ${offset}, skipping. ${why}`, payload: null }
    }
    const type = ((key.charCodeAt(0) << 24) >> 16) | key.charCodeAt(1)
    if (type >= 0 && type <= last) return read(record)
    return { key: `Unknown record type ${type} at offset ${offset}, skipping.`, payload: null }
  }
}

const NO_VALUE =
  'Cannot invoke "java.nio.ByteBuffer.remaining()" because the return value of "org.apache.kafka.common.record.internal.Record.value()" is null'

/** AbstractApiMessageSerde: a value begins with the version of its frame, and there is one of them. */
function framed(
  prefix: (offset: number) => string,
  withoutValue: string,
  read: (record: LogRecord) => Decoded,
): RecordDecoder {
  const why = ({ value }: LogRecord): string | null => {
    if (value === null) return withoutValue
    const version = unsignedVarint(value)
    if (version === null) return 'Error while reading frame version'
    if (version === 1) return null
    return `Could not deserialize metadata record due to unknown frame version ${version}(only frame version 1 is supported)`
  }
  return (record, offset) => {
    const wrong = why(record)
    return wrong === null ? read(record) : { key: null, payload: `${prefix(offset)}${wrong}` }
  }
}

/** Null where the bytes end before it does. */
function unsignedVarint(bytes: ByteString): number | null {
  let value = 0
  for (let index = 0; index < Math.min(bytes.length, 5); index++) {
    const byte = bytes.charCodeAt(index)
    value |= (byte & 127) << (7 * index)
    if (byte < 128) return value
  }
  return null
}

/** Nothing here writes such records, and nothing reads them. */
function notRead(context: ToolContext): () => never {
  return () => {
    context.printError(inOwnVoice('not simulated: records of this kind'))
    return context.exit(1)
  }
}
