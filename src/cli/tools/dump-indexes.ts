/**
 * Counterpart in Kafka: DumpLogSegments.dumpIndex and dumpTimeIndex. Each entry is held against the batch it points to.
 * The file of an active segment is full of zeros, and the first of them is taken for an entry.
 */
import { type RecordBatch, TIMESTAMP_TYPE_MASK } from '../../kafka/log/record-batch.ts'
import { toolsOf } from '../../kafka/profile/tool-registry.ts'
import { resolvePath } from '../files.ts'
import { illegalArgument, JavaException } from '../java-errors.ts'
import type { ParsedOptions } from '../options/jopt.ts'
import { bytesOfText } from '../raw-text.ts'
import type { ToolContext } from '../replayed-tool.ts'
import { brokerFile } from './broker-disk.ts'
import { type DumpedLog, dumpedLog, fileRecords } from './dumped-log.ts'

/** What does not fit, by the name of the file; said once everything is dumped. */
export interface IndexErrors {
  readonly mismatches: Map<string, [indexOffset: number, logOffset: number][]>
  readonly timestamps: Map<string, [indexed: bigint, inLog: bigint][]>
  readonly outOfOrder: Map<string, [timestamp: bigint, before: bigint][]>
  readonly notFound: Map<string, [indexed: number, found: number][]>
  /** Offsets that do not follow one another: the cleaner has taken records out. */
  readonly gaps: Map<string, [before: number, offset: number][]>
}

export function noIndexErrors(): IndexErrors {
  return { mismatches: new Map(), timestamps: new Map(), outOfOrder: new Map(), notFound: new Map(), gaps: new Map() }
}

function note<Row>(errors: Map<string, Row[]>, path: string, row: Row): void {
  const rows = errors.get(path)
  if (rows === undefined) errors.set(path, [row])
  else rows.push(row)
}

export function printIndexErrors(errors: IndexErrors, context: ToolContext): void {
  const print = <Row>(rows: Map<string, Row[]>, title: string, line: (row: Row) => string) => {
    for (const [path, found] of rows) context.printError(`${title}:${path}\n${found.map(line).join('')}`)
  }
  print(errors.mismatches, 'Mismatches in ', ([index, log]) => `  Index offset: ${index}, log offset: ${log}\n`)
  print(
    errors.timestamps,
    'Found timestamp mismatch in ',
    ([index, log]) => `  Index timestamp: ${index}, log timestamp: ${log}\n`,
  )
  print(
    errors.outOfOrder,
    'Found out of order timestamp in ',
    ([timestamp, before]) => `  Index timestamp: ${timestamp}, Previously indexed timestamp: ${before}\n`,
  )
  print(
    errors.notFound,
    'The following indexed offsets are not found in ',
    ([index, found]) => `Indexed offset: ${index}, found log offset: ${found}\n`,
  )
  for (const [path, gaps] of errors.gaps) {
    const lines = gaps.map(([before, offset]) => `  ${before} is followed by ${offset}\n`)
    context.printError(`Non-consecutive offsets in ${path}\n${lines.join('')}`)
  }
}

/** Offsets of a file as they were met; from which a gap is counted, and which is told first, is the version's. */
export function noteGaps(errors: IndexErrors, path: string, offsets: readonly number[], context: ToolContext): void {
  const { gaps } = toolsOf(context.profile.name).dumpLog
  const found: [number, number][] = []
  for (const [index, offset] of offsets.entries()) {
    const before = offsets[index - 1] ?? (gaps === 'fromMinusOne' ? -1 : offset - 1)
    if (offset !== before + 1) found.push([before, offset])
  }
  if (found.length > 0)
    errors.gaps.set(resolvePath(context.folder, path), gaps === 'newestFirst' ? found.reverse() : found)
}

interface IndexDump {
  /** The path as errors name it. */
  readonly absolute: string
  readonly base: number
  readonly sizeInBytes: number
  /** What was written; behind it there may be zeros. */
  readonly written: number
  readonly view: DataView
  readonly log: DumpedLog
  readonly logPath: string
}

/** Throws for a segment that is not there, and for an index that Kafka has not made yet. */
function open(path: string, entryBytes: number, context: ToolContext): IndexDump {
  const base = Number(path.slice(path.lastIndexOf('/') + 1).split('.')[0])
  const beside = (suffix: string) => resolvePath(context.folder, path.replace(/[^.]*$/, suffix))
  const log = dumpedLog(beside('log'), context)
  const [, file] = [indexBytes(beside('index'), context), indexBytes(path, context)]
  const { sizeInBytes, bytes } = file
  // One entry of zeros stands for all of them: nobody reads on behind it.
  const written = Math.ceil(bytes.length / entryBytes) * entryBytes
  const shown = new Uint8Array(Math.min(sizeInBytes, written + entryBytes))
  shown.set(bytes)
  const view = new DataView(shown.buffer)
  const absolute = resolvePath(context.folder, path)
  return { absolute, base, sizeInBytes, written, view, log, logPath: beside('log') }
}

/** Without the zeros at its end. */
function indexBytes(path: string, context: ToolContext): { readonly bytes: Uint8Array; readonly sizeInBytes: number } {
  const file = brokerFile(path, context)
  if (file !== null) return file
  const text = context.readFile(path)
  if (text === undefined) throw illegalArgument('Invalid max index size: -1')
  const codes = bytesOfText(text)
  let end = codes.length
  while (end > 0 && codes.charCodeAt(end - 1) === 0) end--
  const bytes = Uint8Array.from({ length: end }, (_, at) => codes.charCodeAt(at))
  return { bytes, sizeInBytes: codes.length }
}

export function dumpIndex(path: string, options: ParsedOptions, errors: IndexErrors, context: ToolContext): void {
  const { base, view, log, logPath, absolute } = open(path, 8, context)
  if (view.byteLength === 0 && toolsOf(context.profile.name).dumpLog.java) return context.print(`${path} is empty.\n`)
  if (options.has('index-sanity-check')) return context.print(`${path} passed sanity check.\n`)
  for (let at = 0; at + 8 <= view.byteLength; at += 8) {
    if (view.getInt32(at) === 0 && at > 0) return
    const offset = base + view.getInt32(at)
    const position = view.getInt32(at + 4)
    if (position > log.sizeInBytes)
      throw illegalArgument(
        `Slice from position ${position} exceeds end position of ${fileRecords(logPath, log.sizeInBytes)}`,
      )
    const found = log.batches.find((each) => each.position >= position)
    if (found === undefined) throw new JavaException('java.util.NoSuchElementException', null)
    const { lastOffset } = found.batch
    // The newest first.
    if (lastOffset !== offset)
      errors.mismatches.set(absolute, [[offset, lastOffset], ...(errors.mismatches.get(absolute) ?? [])])
    if (!options.has('verify-index-only')) context.print(`offset: ${offset} position: ${position}\n`)
  }
}

export function dumpTimeIndex(path: string, options: ParsedOptions, errors: IndexErrors, context: ToolContext): void {
  const { base, view, log, sizeInBytes, written, absolute } = open(path, 12, context)
  if (options.has('index-sanity-check')) {
    if (written > 0 && sizeInBytes > written) throw corrupt(absolute, view.getBigInt64(0), context)
    return context.print(`${path} passed sanity check.\n`)
  }
  const batches = log.batches.map(({ batch }) => batch)
  let before = -1n
  for (let at = 0; at + 12 <= view.byteLength; at += 12) {
    if (view.getInt32(at + 8) === 0 && at > 0) return
    const timestamp = view.getBigInt64(at)
    const offset = base + view.getInt32(at + 8)
    const batch = batches.find((each) => each.lastOffset >= offset)
    if (batch === undefined || batch.lastOffset !== offset) {
      note(errors.notFound, absolute, [offset, batch?.lastOffset ?? -1])
    } else {
      const largest = largestTimestamp(batch)
      if (largest !== timestamp) note(errors.timestamps, absolute, [timestamp, largest])
      if (before >= timestamp) note(errors.outOfOrder, absolute, [timestamp, before])
    }
    if (!options.has('verify-index-only')) context.print(`timestamp: ${timestamp} offset: ${offset}\n`)
    before = timestamp
  }
}

function largestTimestamp(batch: RecordBatch): bigint {
  if ((batch.attributes & TIMESTAMP_TYPE_MASK) !== 0) return BigInt(batch.maxTimestamp)
  return BigInt(batch.records.reduce((largest, record) => Math.max(largest, record.timestamp), -1))
}

/** What was preallocated counts as entries, and the last of them is zero. */
function corrupt(path: string, first: bigint, { profile }: ToolContext): JavaException {
  return new JavaException(
    toolsOf(profile.name).exceptions.corruptIndex,
    `Corrupt time index found, time index file (${path}) has non-zero size but the last timestamp is 0 which is less than the first timestamp ${first}`,
  )
}
