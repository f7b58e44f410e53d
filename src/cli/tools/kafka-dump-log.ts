/** Counterpart in Kafka: org.apache.kafka.tools.DumpLogSegments. */
import { decodeUtf8 } from '../../kafka/common/utf8.ts'
import { CODECS, codecOf } from '../../kafka/log/compression.ts'
import {
  CONTROL_FLAG,
  DELETE_HORIZON_FLAG,
  type LogRecord,
  type RecordBatch,
  TIMESTAMP_TYPE_MASK,
  TRANSACTIONAL_FLAG,
} from '../../kafka/log/record-batch.ts'
import type { ToolProfile } from '../../kafka/profile/tool-profile.ts'
import { toolsOf } from '../../kafka/profile/tool-registry.ts'
import { illegalArgument, JavaException } from '../java-errors.ts'
import { javaSplit } from '../java-split.ts'
import { checkRequired } from '../options/checks.ts'
import type { ParsedOptions } from '../options/jopt.ts'
import { inOwnVoice } from '../own-voice.ts'
import { replayedTool, type ToolContext } from '../replayed-tool.ts'
import { asJavaException } from './admin-connection.ts'
import { brokerFile } from './broker-disk.ts'
import { decoderOf, hasDecoder, type RecordDecoder } from './dump-decoders.ts'
import {
  dumpIndex,
  dumpTimeIndex,
  type IndexErrors,
  noIndexErrors,
  noteGaps,
  printIndexErrors,
} from './dump-indexes.ts'
import { dumpSnapshot, dumpTransactionIndex } from './dump-state-files.ts'
import { type DumpedBatch, type DumpedLog, dumpedLog, fileRecords, MAX_INTEGER } from './dumped-log.ts'
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
      baseOffsetOf(name)
      return dumpTransactionIndex(path, context)
  }
  context.printError(`Ignoring unknown file ${path}\n`)
}

/** The metadata log and its snapshots, say: they lie there, and their bytes are not made. */
function isUnwritten(path: string, context: ToolContext): boolean {
  return brokerFile(path, context) === null && context.readFile(path) === undefined && context.isFile(path)
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
  const dumped = dumpedLog(path, context)
  if (limit < 0) throw illegalArgument(`Invalid size: ${limit} in read from ${fileRecords(path, dumped.sizeInBytes)}`)
  const showsRecords = options.has('print-data-log') || options.has('deep-iteration') || hasDecoder(options)
  const offsets: number[] = []
  for (const each of dumped.batches) {
    const { batch, position } = each
    if (position + batch.sizeInBytes > limit) break
    context.print(batchLine(each, toolsOf(context.profile.name).dumpLog))
    if (!showsRecords) continue
    if (!each.readable)
      return unreadable(
        inOwnVoice('not simulated: records that were compressed or damaged, in a file of your own'),
        context,
      )
    for (const [index, record] of batch.records.entries()) {
      offsets.push(batch.baseOffset + record.offsetDelta)
      printRecord({ batch, record, index }, decode, options, context)
    }
  }
  noteGaps(errors, path, offsets, context)
  if (limit >= dumped.sizeInBytes) endOf(dumped, name, limit, context)
}

function unreadable(words: string, context: ToolContext): void {
  context.printError(words)
  context.exit(1)
}

/** What is behind the last whole batch. */
function endOf({ trailing, failure }: DumpedLog, name: string, limit: number, context: ToolContext): void {
  if (failure === 'olderFormat')
    return unreadable(inOwnVoice('not simulated: batches of a message format before version 2'), context)
  if (failure !== null) throw failure
  if (trailing > 0 && limit === MAX_INTEGER) context.print(`Found ${trailing} invalid bytes at the end of ${name}\n`)
}

type Layout = ToolProfile['dumpLog']

function batchLine({ batch, position, count, crc, isValid }: DumpedBatch, layout: Layout): string {
  const lastSequence = batch.baseSequence < 0 ? -1 : batch.baseSequence + (batch.lastOffset - batch.baseOffset)
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
    ['crc', crc],
    ['isvalid', isValid],
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
