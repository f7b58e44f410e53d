/** Counterpart in Kafka: org.apache.kafka.tools.DumpLogSegments. */
import { decodeUtf8 } from '../../kafka/common/utf8.ts'
import { CODECS, codecOf } from '../../kafka/log/compression.ts'
import { batchesOf } from '../../kafka/log/log-segment.ts'
import { lastSequenceOf } from '../../kafka/log/producer-state.ts'
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
import { brokerFile, noSuchFile } from './broker-disk.ts'
import { decodeForDump } from './consumer/offsets-formatter.ts'
import { dumpIndex, dumpTimeIndex, type IndexErrors, noIndexErrors, printIndexErrors } from './dump-indexes.ts'
import { dumpAndExit, openTool } from './java-main.ts'

export const kafkaDumpLog = replayedTool((context) => {
  try {
    run(context)
  } catch (error) {
    dumpAndExit(asJavaException(error), context)
  }
})

function run(context: ToolContext): void {
  const tool = openTool(context)
  const { options } = tool
  checkRequired(tool, 'files')
  const errors = noIndexErrors()
  for (const path of (options.value('files') ?? '').split(',')) {
    context.print(`Dumping ${path}\n`)
    dumpFile(path, options, errors, context)
  }
  printIndexErrors(errors, context)
}

function dumpFile(path: string, options: ParsedOptions, errors: IndexErrors, context: ToolContext): void {
  const name = path.slice(path.lastIndexOf('/') + 1)
  switch (name.slice(name.lastIndexOf('.') + 1)) {
    case 'log':
      return dumpLog(path, name, options, context)
    case 'index':
      baseOffsetOf(name)
      return dumpIndex(path, options, errors, context)
    case 'timeindex':
      return dumpTimeIndex(path, options, errors, context)
    case 'snapshot':
      return dumpSnapshot(path, context)
    case 'txnindex':
      if (brokerFile(path, context) !== null) return
  }
  context.printError(`Ignoring unknown file ${path}\n`)
}

/** Counterpart in Kafka: DumpLogSegments.dumpProducerIdSnapshot. */
function dumpSnapshot(path: string, context: ToolContext): void {
  const log = brokerFile(path, context)?.log
  const snapshot = log?.snapshots.find(({ offset }) => path.endsWith(`/${fileName(offset)}.snapshot`))
  if (snapshot === undefined) throw noSuchFile(path)
  for (const entry of snapshot.entries) {
    const first = entry.currentTransactionFirstOffset
    const fields = [
      `producerId: ${entry.producerId}`,
      `producerEpoch: ${entry.producerEpoch}`,
      `coordinatorEpoch: ${entry.coordinatorEpoch}`,
      `currentTxnFirstOffset: ${first < 0 ? 'OptionalLong.empty' : `OptionalLong[${first}]`}`,
      `lastTimestamp: ${entry.lastTimestamp}`,
    ]
    context.print(`${fields.join(' ')} ${entry.lastBatch === null ? '' : batchOf(entry.lastBatch)}\n`)
  }
}

/** Of a batch that a snapshot holds only its end is known: it counts as one of as many records as its offsets. */
function batchOf(batch: RecordBatch): string {
  const lastSequence = lastSequenceOf(batch)
  const delta = batch.lastOffset - batch.baseOffset
  return `firstSequence: ${batch.baseSequence} lastSequence: ${lastSequence} lastOffset: ${batch.lastOffset} offsetDelta: ${delta} timestamp: ${batch.maxTimestamp}`
}

/** UnifiedLog.offsetFromFile. */
function baseOffsetOf(name: string): number {
  const text = name.slice(0, name.indexOf('.'))
  if (/^[+-]?\d+$/.test(text)) return Number(text)
  throw new JavaException('java.lang.NumberFormatException', `For input string: "${text}"`)
}

function dumpLog(path: string, name: string, options: ParsedOptions, context: ToolContext): void {
  const limit = options.integer('max-bytes') ?? Number.MAX_SAFE_INTEGER
  const start = baseOffsetOf(name)
  context.print(`Log starting offset: ${start}\n`)
  const file = brokerFile(path, context)
  const segment = file?.log.segments.find((each) => fileName(each.baseOffset) === fileName(start))
  if (segment === undefined) throw noSuchFile(path)
  const showsRecords = options.has('print-data-log') || options.has('deep-iteration') || decoderOf(options) !== null
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
