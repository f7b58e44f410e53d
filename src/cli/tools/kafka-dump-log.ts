/** Counterpart in Kafka: org.apache.kafka.tools.DumpLogSegments. */
import { decodeUtf8 } from '../../kafka/common/utf8.ts'
import { CODECS, codecOf } from '../../kafka/log/compression.ts'
import { batchesOf } from '../../kafka/log/log-segment.ts'
import {
  CONTROL_FLAG,
  type LogRecord,
  type RecordBatch,
  TIMESTAMP_TYPE_MASK,
  TRANSACTIONAL_FLAG,
} from '../../kafka/log/record-batch.ts'
import { encodeBatch } from '../../kafka/log/record-bytes.ts'
import { fileName } from '../../kafka/log/segment-bytes.ts'
import { JavaException } from '../java-errors.ts'
import { checkRequired } from '../options/checks.ts'
import type { ParsedOptions } from '../options/jopt.ts'
import { replayedTool, type ToolContext } from '../replayed-tool.ts'
import { asJavaException } from './admin-connection.ts'
import { type BrokerFile, brokerFile } from './broker-disk.ts'
import { decodeForDump } from './consumer/offsets-formatter.ts'
import { dumpAndExit, openTool } from './java-main.ts'

const FRAME = 'org.apache.kafka.tools.DumpLogSegments.main(DumpLogSegments.java)'

export const kafkaDumpLog = replayedTool((context) => {
  try {
    run(context)
  } catch (error) {
    dumpAndExit(asJavaException(error), FRAME, context)
  }
})

function run(context: ToolContext): void {
  const description =
    'This tool helps to parse a log file and dump its contents to the console, useful for debugging a seemingly corrupt log segment.'
  const tool = openTool(context, description)
  const { options } = tool
  checkRequired(tool, 'files')
  for (const path of (options.value('files') ?? '').split(',')) {
    context.print(`Dumping ${path}\n`)
    dumpFile(path, options, context)
  }
}

function dumpFile(path: string, options: ParsedOptions, context: ToolContext): void {
  const name = path.slice(path.lastIndexOf('/') + 1)
  const suffix = name.slice(name.lastIndexOf('.') + 1)
  if (suffix === 'log') return dumpLog(path, name, options, context)
  if (suffix === 'index' || suffix === 'timeindex') {
    const file = brokerFile(path, context)
    if (file === null) throw notFound(path)
    return suffix === 'index' ? dumpIndex(file, path, options, context) : dumpTimeIndex(file, path, options, context)
  }
  if (suffix === 'txnindex' && brokerFile(path, context) !== null) return
  context.printError(`Ignoring unknown file ${path}\n`)
}

function notFound(path: string): JavaException {
  return new JavaException('java.nio.file.NoSuchFileException', path)
}

function dumpLog(path: string, name: string, options: ParsedOptions, context: ToolContext): void {
  const start = Number(name.slice(0, name.indexOf('.')))
  context.print(`Log starting offset: ${start}\n`)
  const file = brokerFile(path, context)
  const segment = file?.log.segments.find((each) => fileName(each.baseOffset) === fileName(start))
  if (segment === undefined) throw notFound(path)
  const showsRecords = options.has('print-data-log') || options.has('deep-iteration') || decoderOf(options) !== null
  const limit = options.integer('max-bytes') ?? Number.MAX_SAFE_INTEGER
  let position = 0
  for (const batch of batchesOf(segment)) {
    if (position >= limit) return
    context.print(batchLine(batch, position))
    if (showsRecords)
      for (const [index, record] of batch.records.entries()) context.print(recordLine(batch, record, index, options))
    position += batch.sizeInBytes
  }
}

function batchLine(batch: RecordBatch, position: number): string {
  const count = batch.records.length
  const lastSequence = batch.baseSequence < 0 ? -1 : batch.baseSequence + (batch.lastOffset - batch.baseOffset)
  const view = new DataView(encodeBatch(batch).buffer)
  const has = (flag: number) => (batch.attributes & flag) !== 0
  const fields: readonly (readonly [string, string | number | boolean])[] = [
    ['baseOffset', batch.baseOffset],
    ['lastOffset', batch.lastOffset],
    ['count', count],
    ['baseSequence', batch.baseSequence],
    ['lastSequence', lastSequence],
    ['producerId', batch.producerId],
    ['producerEpoch', batch.producerEpoch],
    ['partitionLeaderEpoch', batch.partitionLeaderEpoch],
    ['isTransactional', has(TRANSACTIONAL_FLAG)],
    ['isControl', has(CONTROL_FLAG)],
    ['deleteHorizonMs', 'OptionalLong.empty'],
    ['position', position],
    [timestampName(batch), batch.maxTimestamp],
    ['size', batch.sizeInBytes],
    ['magic', 2],
    ['compresscodec', CODECS[codecOf(batch)] ?? 'none'],
    ['crc', view.getUint32(17)],
    ['isvalid', true],
  ]
  return `${fields.map(([key, value]) => `${key}: ${value}`).join(' ')}\n`
}

function timestampName(batch: RecordBatch): string {
  return (batch.attributes & TIMESTAMP_TYPE_MASK) === 0 ? 'CreateTime' : 'LogAppendTime'
}

function recordLine(batch: RecordBatch, record: LogRecord, index: number, options: ParsedOptions): string {
  const parts: string[] = ['|']
  if (!options.has('skip-record-metadata')) parts.push(metadataOf(batch, record, index))
  if ((batch.attributes & CONTROL_FLAG) !== 0) parts.push(markerOf(record))
  else if (options.has('print-data-log') || decoderOf(options) !== null) parts.push(contentOf(record, options))
  return `${parts.filter((part) => part !== '').join(' ')}\n`
}

function metadataOf(batch: RecordBatch, record: LogRecord, index: number): string {
  const appendTime = (batch.attributes & TIMESTAMP_TYPE_MASK) !== 0
  const sequence = batch.baseSequence < 0 ? -1 : batch.baseSequence + index
  const headers = record.headers.map(([key]) => decodeUtf8(key)).join(',')
  return [
    `offset: ${batch.baseOffset + record.offsetDelta}`,
    `${timestampName(batch)}: ${appendTime ? batch.maxTimestamp : record.timestamp}`,
    `keySize: ${record.key?.length ?? -1}`,
    `valueSize: ${record.value?.length ?? -1}`,
    `sequence: ${sequence}`,
    `headerKeys: [${headers}]`,
  ].join(' ')
}

/** A control record's key is version and type, its value version and the coordinator's epoch. */
function markerOf(record: LogRecord): string {
  const type = record.key?.charCodeAt(3) === 1 ? 'COMMIT' : 'ABORT'
  const epoch = [...(record.value ?? '').slice(2, 6)].reduce((value, byte) => value * 256 + byte.charCodeAt(0), 0)
  return `endTxnMarker: ${type} coordinatorEpoch: ${epoch}`
}

function decoderOf(options: ParsedOptions): 'offsets' | null {
  return options.has('offsets-decoder') ? 'offsets' : null
}

function contentOf(record: LogRecord, options: ParsedOptions): string {
  if (decoderOf(options) === 'offsets') {
    const { key, payload } = decodeForDump(record)
    return `key: ${key} payload: ${payload}`
  }
  const key = record.key === null ? '' : `key: ${decodeUtf8(record.key)}`
  const payload = record.value === null ? '' : `payload: ${decodeUtf8(record.value)}`
  return [key, payload].filter((part) => part !== '').join(' ')
}

function dumpIndex(file: BrokerFile, path: string, options: ParsedOptions, context: ToolContext): void {
  if (options.has('index-sanity-check')) return context.print(`${path} passed sanity check.\n`)
  if (options.has('verify-index-only')) return
  const base = baseOffsetOf(path)
  const view = new DataView(file.bytes.buffer, file.bytes.byteOffset, file.bytes.byteLength)
  if (view.byteLength === 0) return context.print(`${path} is empty.\n`)
  for (let at = 0; at + 8 <= view.byteLength; at += 8)
    context.print(`offset: ${base + view.getInt32(at)} position: ${view.getInt32(at + 4)}\n`)
}

function dumpTimeIndex(file: BrokerFile, path: string, options: ParsedOptions, context: ToolContext): void {
  const base = baseOffsetOf(path)
  const view = new DataView(file.bytes.buffer, file.bytes.byteOffset, file.bytes.byteLength)
  if (options.has('index-sanity-check')) {
    // The file of an active segment is preallocated: its last entry is all zeros.
    if (view.byteLength > 0 && file.sizeInBytes > view.byteLength) {
      throw new JavaException(
        'org.apache.kafka.storage.internals.log.CorruptIndexException',
        `Corrupt time index found, time index file (${path}) has non-zero size but the last timestamp is 0 which is less than the first timestamp ${view.getBigInt64(0)}`,
      )
    }
    return context.print(`${path} passed sanity check.\n`)
  }
  if (options.has('verify-index-only')) return
  if (view.byteLength === 0) return context.print(`${path} is empty.\n`)
  for (let at = 0; at + 12 <= view.byteLength; at += 12)
    context.print(`timestamp: ${view.getBigInt64(at)} offset: ${base + view.getInt32(at + 8)}\n`)
}

function baseOffsetOf(path: string): number {
  return Number(path.slice(path.lastIndexOf('/') + 1).split('.')[0])
}
