/** Which bytes of a batch say what: DefaultRecordBatch's header, and the records behind it. */
import { codecOf } from '../../kafka/log/compression.ts'
import { DELETE_HORIZON_FLAG, type RecordBatch } from '../../kafka/log/record-batch.ts'
import { byteString, shownBytes } from './shown-bytes.ts'

/** Fields by the names that Kafka's description of the format gives them. */
export type BatchFieldName = (typeof HEADER)[number][0] | typeof DELETE_HORIZON | 'records' | RecordFieldName

export interface BatchField {
  readonly name: BatchFieldName
  /** Its bytes within the batch, `to` exclusive. */
  readonly from: number
  readonly to: number
  /** What they say. */
  readonly value: string
  /** Place in the batch of the record it belongs to; null in the header. */
  readonly record: number | null
}

type RecordFieldName = (typeof RECORD)[number]

const HEADER = [
  ['baseOffset', 8],
  ['batchLength', 4],
  ['partitionLeaderEpoch', 4],
  ['magic', 1],
  ['crc', 4],
  ['attributes', 2],
  ['lastOffsetDelta', 4],
  ['baseTimestamp', 8],
  ['maxTimestamp', 8],
  ['producerId', 8],
  ['producerEpoch', 2],
  ['baseSequence', 4],
  ['recordsCount', 4],
] as const

/** What stands in place of the base timestamp once the cleaner has set bit 6 of the attributes (KIP-534). */
const DELETE_HORIZON = 'deleteHorizonMs'

const RECORD = [
  'length',
  'recordAttributes',
  'timestampDelta',
  'offsetDelta',
  'keyLength',
  'key',
  'valueLength',
  'value',
  'headersCount',
  'headers',
] as const

/** Read from the bytes themselves, so that what is lit is what is written. A codec's bytes are one field, `records`. */
export function fieldsOf(batch: RecordBatch, bytes: Uint8Array): readonly BatchField[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const fields: BatchField[] = []
  let at = 0
  const hasHorizon = (batch.attributes & DELETE_HORIZON_FLAG) !== 0
  for (const [field, size] of HEADER) {
    const name = field === 'baseTimestamp' && hasHorizon ? DELETE_HORIZON : field
    fields.push({ name, from: at, to: at + size, value: headerValue(field, view, at, size), record: null })
    at += size
  }
  if (codecOf(batch) !== 0) {
    if (at < bytes.length) fields.push({ name: 'records', from: at, to: bytes.length, value: '', record: null })
    return fields
  }
  const reader: Reader = { bytes, at }
  for (let record = 0; record < batch.records.length; record++) readRecord(reader, record, fields)
  return fields
}

function headerValue(name: (typeof HEADER)[number][0], view: DataView, at: number, size: number): string {
  if (name === 'attributes') return `0x${view.getUint16(at).toString(16).padStart(2, '0')}`
  if (name === 'crc') return `0x${view.getUint32(at).toString(16).padStart(8, '0')}`
  if (size === 8) return String(view.getBigInt64(at))
  if (size === 4) return String(view.getInt32(at))
  return String(size === 2 ? view.getInt16(at) : view.getInt8(at))
}

interface Reader {
  readonly bytes: Uint8Array
  at: number
}

function readRecord(reader: Reader, record: number, fields: BatchField[]): void {
  const note = (name: RecordFieldName, from: number, value: string) =>
    fields.push({ name, from, to: reader.at, value, record })
  const number = (name: RecordFieldName): number => {
    const from = reader.at
    const value = readVarint(reader)
    note(name, from, String(value))
    return value
  }
  const end = number('length') + reader.at
  const from = reader.at++
  note('recordAttributes', from, String(reader.bytes[from]))
  number('timestampDelta')
  number('offsetDelta')
  for (const [lengthName, name] of [
    ['keyLength', 'key'],
    ['valueLength', 'value'],
  ] as const) {
    const length = number(lengthName)
    if (length <= 0) continue
    const start = reader.at
    reader.at += length
    note(name, start, shownBytes(byteString(reader.bytes.subarray(start, reader.at))))
  }
  if (number('headersCount') === 0) return
  const headers = reader.at
  reader.at = end
  note('headers', headers, '')
}

/** Zig-zag, of up to 53 bits; as it is written, so that its length is known by its value. */
function readVarint(reader: Reader): number {
  let value = 0
  for (let factor = 1; ; factor *= 128) {
    const byte = reader.bytes[reader.at++] as number
    value += (byte & 127) * factor
    if (byte < 128) break
  }
  return value % 2 === 0 ? value / 2 : -(value + 1) / 2
}
