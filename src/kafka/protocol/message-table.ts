/**
 * What a message is made of, as Kafka's definitions say (`generated/`), and how many bytes it takes on the wire.
 *
 * Counterpart in Kafka: the generator of org.apache.kafka.common.message and its `addSize`.
 */
import type { ByteString } from '../common/payload.ts'
import { utf8Length } from '../common/utf8.ts'

export interface MessageTable {
  readonly name: string
  readonly apiKey: number | null
  /** First and last that are released. */
  readonly versions: readonly [first: number, last: number]
  /** From this version on lengths are varints and every struct ends with tagged fields (KIP-482); null never. */
  readonly flexibleFrom: number | null
  readonly fields: readonly FieldRow[]
}

export interface FieldRow {
  /** As Kafka's Java classes name it. */
  readonly name: string
  /** `int32`, `string`, `[]struct`, … */
  readonly type: string
  /** Absent: all of what it stands in. */
  readonly versions?: readonly [first: number, last: number]
  readonly nullableFrom?: number
  readonly tag?: number
  readonly taggedFrom?: number
  readonly neverFlexible?: true
  /** Absent: zero, false, empty. Text where the number is beyond 2^53. */
  readonly default?: number | string | boolean | null
  /** Of a struct, or of the elements of an array of them. */
  readonly fields?: readonly FieldRow[]
}

/** A message, or a part of one, by Kafka's field names. What is absent has its default. */
export type WireStruct = { readonly [field: string]: WireValue }
export type WireValue =
  | number
  | string
  | boolean
  | null
  | undefined
  | ByteString
  | WireStruct
  | readonly WireValue[]
  | { readonly sizeInBytes: number }

const WIDTHS: { readonly [type: string]: number } = {
  bool: 1,
  int8: 1,
  int16: 2,
  uint16: 2,
  int32: 4,
  uint32: 4,
  int64: 8,
  float64: 8,
  uuid: 16,
}

type Sizer = (value: WireValue) => number

/** How much a struct takes: what is always the same, and what has to be looked at. */
interface StructSizer {
  readonly fixedBytes: number
  readonly varying: readonly { readonly name: string; readonly sizeOf: Sizer }[]
  /** Null: no tagged fields in this version. */
  readonly tagged: readonly TaggedField[] | null
}

interface TaggedField {
  readonly name: string
  readonly tag: number
  readonly isDefault: (value: WireValue) => boolean
  readonly sizeOf: Sizer
}

/**
 * The function that says how many bytes a message of this version takes, without headers and length. Fields whose width
 * never differs are added up once and not looked at again, so a caller may leave them out.
 */
export function messageSizer(table: MessageTable, version: number): (message: WireStruct) => number {
  const flexible = table.flexibleFrom !== null && version >= table.flexibleFrom
  const struct = compileStruct(table.fields, version, flexible)
  return (message) => sizeOfStruct(struct, message)
}

function compileStruct(fields: readonly FieldRow[], version: number, flexible: boolean): StructSizer {
  let fixedBytes = 0
  const varying: { name: string; sizeOf: Sizer }[] = []
  const tagged: TaggedField[] = []
  for (const field of fields) {
    if (field.versions !== undefined && (version < field.versions[0] || version > field.versions[1])) continue
    const { name, tag } = field
    if (tag !== undefined && field.taggedFrom !== undefined && version >= field.taggedFrom) {
      tagged.push({
        name,
        tag,
        isDefault: (value) => isDefault(field, value),
        sizeOf: sizerOf(field, version, flexible),
      })
    } else if (WIDTHS[field.type] !== undefined) fixedBytes += WIDTHS[field.type] as number
    else varying.push({ name, sizeOf: sizerOf(field, version, flexible) })
  }
  return { fixedBytes, varying, tagged: flexible ? tagged : null }
}

function sizeOfStruct(struct: StructSizer, value: WireStruct): number {
  let size = struct.fixedBytes
  for (const { name, sizeOf } of struct.varying) size += sizeOf(value[name])
  if (struct.tagged === null) return size
  let count = 0
  for (const { name, tag, isDefault: left, sizeOf } of struct.tagged) {
    const field = value[name]
    if (left(field)) continue
    count++
    const bytes = sizeOf(field)
    size += sizeOfUnsignedVarint(tag) + sizeOfUnsignedVarint(bytes) + bytes
  }
  return size + sizeOfUnsignedVarint(count)
}

function sizerOf(field: FieldRow, version: number, structIsFlexible: boolean): Sizer {
  const flexible = structIsFlexible && field.neverFlexible !== true
  const width = WIDTHS[field.type]
  if (width !== undefined) return () => width
  if (field.type === 'string') return (value) => sizeOfString(stringOf(field, value), flexible)
  if (field.type === 'bytes' || field.type === 'records') return (value) => sizeOfBytes(value, flexible)
  if (field.type.startsWith('[]')) return arraySizer(field, version, flexible)
  const struct = compileStruct(field.fields ?? [], version, structIsFlexible)
  const nullable = field.nullableFrom !== undefined && version >= field.nullableFrom
  return (value) => {
    const given = value === undefined && field.default === null ? null : value
    if (given === null) return 1
    return (nullable ? 1 : 0) + sizeOfStruct(struct, (given ?? {}) as WireStruct)
  }
}

function arraySizer(field: FieldRow, version: number, flexible: boolean): Sizer {
  const element: FieldRow = { name: field.name, type: field.type.slice(2), fields: field.fields ?? [] }
  const width = WIDTHS[element.type]
  const sizeOf = sizerOf(element, version, flexible)
  return (value) => {
    const list = (value ?? []) as readonly WireValue[]
    const isNull = value === null || (value === undefined && field.default === null)
    const prefix = flexible ? sizeOfUnsignedVarint(isNull ? 0 : list.length + 1) : 4
    if (width !== undefined) return prefix + width * list.length
    let size = prefix
    for (let i = 0; i < list.length; i++) size += sizeOf(list[i])
    return size
  }
}

function stringOf(field: FieldRow, value: WireValue): string | null {
  if (value !== undefined) return value as string | null
  return field.default === undefined ? '' : (field.default as string | null)
}

function sizeOfString(text: string | null, flexible: boolean): number {
  if (text === null) return flexible ? 1 : 2
  const bytes = utf8Length(text)
  return bytes + (flexible ? sizeOfUnsignedVarint(bytes + 1) : 2)
}

/** Bytes are a string of one char code a byte; records a batch or a list of batches, whose sizes are known. */
function sizeOfBytes(value: WireValue, flexible: boolean): number {
  if (value === null || value === undefined) return flexible ? 1 : 4
  const bytes = lengthOfBytes(value)
  return bytes + (flexible ? sizeOfUnsignedVarint(bytes + 1) : 4)
}

function lengthOfBytes(value: WireValue): number {
  if (typeof value === 'string') return value.length
  if (!Array.isArray(value)) return (value as { readonly sizeInBytes: number }).sizeInBytes
  let bytes = 0
  for (const batch of value as readonly { readonly sizeInBytes: number }[]) bytes += batch.sizeInBytes
  return bytes
}

/** A tagged field that says what it would say anyway is not sent. */
function isDefault(field: FieldRow, value: WireValue): boolean {
  if (value === undefined) return true
  if (value === null) return field.default === null
  if (Array.isArray(value)) return value.length === 0 && field.default !== null
  if (field.type === 'struct') {
    if (field.default === null) return false
    return (field.fields ?? []).every((nested) => isDefault(nested, (value as WireStruct)[nested.name]))
  }
  if (typeof field.default === 'string' && typeof value === 'number') return false
  return value === (field.default ?? zeroOf(field.type))
}

const ZERO_UUID = 'AAAAAAAAAAAAAAAAAAAAAA'

function zeroOf(type: string): WireValue {
  if (type === 'uuid') return ZERO_UUID
  if (type === 'bool') return false
  return WIDTHS[type] === undefined ? '' : 0
}

/** Bytes of an unsigned varint (ByteUtils.sizeOfUnsignedVarint). */
export function sizeOfUnsignedVarint(value: number): number {
  let size = 1
  for (let limit = 128; value >= limit && size < 5; limit *= 128) size++
  return size
}
