/** Counterpart in Kafka: org.apache.kafka.tools.DumpLogSegments. */
import { decodeUtf8, encodeUtf8 } from '../../kafka/common/utf8.ts'
import { CODECS, codecOf } from '../../kafka/log/compression.ts'
import { batchesOf } from '../../kafka/log/log-segment.ts'
import { lastSequenceOf } from '../../kafka/log/producer-state.ts'
import {
  CONTROL_FLAG,
  DELETE_HORIZON_FLAG,
  type LogRecord,
  type RecordBatch,
  TIMESTAMP_TYPE_MASK,
  TRANSACTIONAL_FLAG,
} from '../../kafka/log/record-batch.ts'
import { encodeBatch } from '../../kafka/log/record-bytes.ts'
import { abortedIn, fileName } from '../../kafka/log/segment-bytes.ts'
import type { ToolProfile } from '../../kafka/profile/tool-profile.ts'
import { toolsOf } from '../../kafka/profile/tool-registry.ts'
import { illegalArgument, JavaException } from '../java-errors.ts'
import { javaSplit } from '../java-split.ts'
import { checkRequired } from '../options/checks.ts'
import type { ParsedOptions } from '../options/jopt.ts'
import { inOwnVoice } from '../own-voice.ts'
import { replayedTool, type ToolContext } from '../replayed-tool.ts'
import { asJavaException } from './admin-connection.ts'
import { brokerFile, noSuchFile } from './broker-disk.ts'
import { decoderOf, hasDecoder, type RecordDecoder } from './dump-decoders.ts'
import {
  dumpIndex,
  dumpTimeIndex,
  type IndexErrors,
  noIndexErrors,
  noteGaps,
  printIndexErrors,
} from './dump-indexes.ts'
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
  for (const path of javaSplit(options.value('files') ?? '', ',')) {
    context.print(`Dumping ${path}\n`)
    dumpFile(path, options, errors, context)
  }
  printIndexErrors(errors, context)
}

function dumpFile(path: string, options: ParsedOptions, errors: IndexErrors, context: ToolContext): void {
  const name = path.slice(path.lastIndexOf('/') + 1)
  if (!name.includes('.') && toolsOf(context.profile.name).dumpLog.needsSuffix)
    throw new JavaException(
      'java.lang.StringIndexOutOfBoundsException',
      `begin -1, end ${name.length}, length ${name.length}`,
    )
  if (isUnwritten(path, context)) {
    context.printError(inOwnVoice(`${path}: this simulator does not write this file out`))
    return context.exit(1)
  }
  const suffix = name.slice(name.lastIndexOf('.') + 1)
  if (toolsOf(context.profile.name).dumpLog.sized.includes(suffix)) options.integer('max-message-size')
  switch (suffix) {
    case 'log':
      return dumpLog(path, options, errors, context)
    case 'index':
      baseOffsetOf(name)
      return dumpIndex(path, options, errors, context)
    case 'timeindex':
      return dumpTimeIndex(path, options, errors, context)
    case 'snapshot':
      return dumpSnapshot(path, context)
    case 'txnindex':
      return dumpTransactionIndex(path, name, context)
  }
  context.printError(`Ignoring unknown file ${path}\n`)
}

/** The metadata log and its snapshots, say: they lie there, and their bytes are not made. */
function isUnwritten(path: string, context: ToolContext): boolean {
  return brokerFile(path, context) === null && context.readFile(path) === undefined && context.isFile(path)
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

/** Counterpart in Kafka: DumpLogSegments.dumpTxnIndex. A segment without aborted transactions may have no such file. */
function dumpTransactionIndex(path: string, name: string, context: ToolContext): void {
  baseOffsetOf(name)
  const log = brokerFile(path, context)?.log
  const segment = log?.segments.find(({ baseOffset }) => name === `${fileName(baseOffset)}.txnindex`)
  if (log === undefined || segment === undefined || log.transactions === null) return
  for (const { producerId, firstOffset, lastOffset, lastStableOffset } of abortedIn(log.transactions, segment))
    context.print(
      `version: 0 producerId: ${producerId} firstOffset: ${firstOffset} lastOffset: ${lastOffset} lastStableOffset: ${lastStableOffset}\n`,
    )
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

function dumpLog(path: string, options: ParsedOptions, errors: IndexErrors, context: ToolContext): void {
  const name = path.slice(path.lastIndexOf('/') + 1)
  const limit = options.integer('max-bytes') ?? MAX_INTEGER
  const decode = decoderOf(options, context)
  const start = baseOffsetOf(name)
  context.print(`${toolsOf(context.profile.name).dumpLog.start}${start}\n`)
  const file = brokerFile(path, context)
  if (file === null) return dumpOwnFile(path, name, context)
  const segment = file.log.segments.find((each) => fileName(each.baseOffset) === fileName(start))
  if (segment === undefined) throw noSuchFile(path)
  if (limit < 0) {
    const where = `FileRecords(size=${file.sizeInBytes}, file=${path}, start=0, end=${MAX_INTEGER})`
    throw illegalArgument(`Invalid size: ${limit} in read from ${where}`)
  }
  const showsRecords = options.has('print-data-log') || options.has('deep-iteration') || hasDecoder(options)
  let position = 0
  const offsets: number[] = []
  for (const batch of batchesOf(segment)) {
    if (position + batch.sizeInBytes > limit) break
    context.print(batchLine(batch, position, toolsOf(context.profile.name).dumpLog))
    if (showsRecords)
      for (const [index, record] of batch.records.entries()) {
        offsets.push(batch.baseOffset + record.offsetDelta)
        printRecord({ batch, record, index }, decode, options, context)
      }
    position += batch.sizeInBytes
  }
  noteGaps(errors, path, offsets, context)
}

type Layout = ToolProfile['dumpLog']

const MAX_INTEGER = 2_147_483_647
/** How much of a batch Kafka reads to see how long it is, and of what kind. */
const BATCH_HEAD = 17
const LOG_OVERHEAD = 12

/** A file that no broker wrote: without a whole batch at its beginning all of it is invalid. */
function dumpOwnFile(path: string, name: string, context: ToolContext): void {
  const text = context.readFile(path)
  if (text === undefined) throw noSuchFile(path)
  const bytes = encodeUtf8(text)
  const length = [...bytes.slice(8, LOG_OVERHEAD)].reduce((value, byte) => (value << 8) | byte.charCodeAt(0), 0)
  if (bytes.length > BATCH_HEAD && length >= 0 && LOG_OVERHEAD + length <= bytes.length) {
    context.printError(inOwnVoice('not simulated: a log that is not in the folder of a broker'))
    return context.exit(1)
  }
  if (bytes.length > 0) context.print(`Found ${bytes.length} invalid bytes at the end of ${name}\n`)
}

function batchLine(batch: RecordBatch, position: number, layout: Layout): string {
  const count = batch.records.length
  const lastSequence = batch.baseSequence < 0 ? -1 : batch.baseSequence + (batch.lastOffset - batch.baseOffset)
  const view = new DataView(encodeBatch(batch).buffer)
  const has = (flag: number) => (batch.attributes & flag) !== 0
  const horizon = has(DELETE_HORIZON_FLAG) ? `OptionalLong[${batch.baseTimestamp}]` : 'OptionalLong.empty'
  const codec = CODECS[codecOf(batch)] ?? 'none'
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
    ...(layout.deleteHorizon ? [['deleteHorizonMs', horizon] as const] : []),
    ['position', position],
    [timestampName(batch), batch.maxTimestamp],
    ['size', batch.sizeInBytes],
    ['magic', 2],
    ['compresscodec', layout.codecs === 'constants' ? codec.toUpperCase() : codec],
    ['crc', view.getUint32(17)],
    ['isvalid', true],
  ]
  return `${fields.map(([key, value]) => `${key}: ${value}`).join(' ')}\n`
}

function timestampName(batch: RecordBatch): string {
  return (batch.attributes & TIMESTAMP_TYPE_MASK) === 0 ? 'CreateTime' : 'LogAppendTime'
}

interface RecordAt {
  readonly batch: RecordBatch
  readonly record: LogRecord
  readonly index: number
}

/** What is known of a record is printed before its bytes are looked at, which may end the tool. */
function printRecord(
  { batch, record, index }: RecordAt,
  decode: RecordDecoder,
  options: ParsedOptions,
  context: ToolContext,
): void {
  const head = options.has('skip-record-metadata')
    ? ''
    : `| ${metadataOf({ batch, record, index }, toolsOf(context.profile.name).dumpLog)}`
  context.print(head)
  const parts = head === '' ? ['|'] : []
  if ((batch.attributes & CONTROL_FLAG) !== 0) parts.push(markerOf(record))
  else if (options.has('print-data-log') || hasDecoder(options)) {
    const { key, payload } = decode(record, batch.baseOffset + record.offsetDelta)
    if (key !== null) parts.push(`key: ${key}`)
    if (payload !== null) parts.push(`payload: ${payload}`)
  }
  context.print(`${[...(head === '' ? [] : ['']), ...parts].join(' ')}\n`)
}

function metadataOf({ batch, record, index }: RecordAt, { sizes: [keySize, valueSize] }: Layout): string {
  const appendTime = (batch.attributes & TIMESTAMP_TYPE_MASK) !== 0
  const sequence = batch.baseSequence < 0 ? -1 : batch.baseSequence + index
  const headers = record.headers.map(([key]) => decodeUtf8(key)).join(',')
  return [
    `offset: ${batch.baseOffset + record.offsetDelta}`,
    `${timestampName(batch)}: ${appendTime ? batch.maxTimestamp : record.timestamp}`,
    `${keySize}: ${record.key?.length ?? -1}`,
    `${valueSize}: ${record.value?.length ?? -1}`,
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
