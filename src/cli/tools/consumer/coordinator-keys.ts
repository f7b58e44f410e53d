/**
 * Keys on the topics of coordinators that end before all of their fields are there: what formatters of the console consumer
 * throw for them. A record of another kind, whose number nobody knows, is no such key.
 */
import type { ByteString } from '../../../kafka/common/payload.ts'
import { JavaException } from '../../java-errors.ts'

/** Kinds of keys by number, with the fields of each in the order of their bytes. */
export type KeyKinds = Readonly<Record<number, readonly (readonly [name: string, type: 'string' | 'int'])[]>>

const OF_OFFSETS = [
  ['group', 'string'],
  ['topic', 'string'],
  ['partition', 'int'],
] as const

export const GROUP_KEYS: KeyKinds = { 0: OF_OFFSETS, 1: OF_OFFSETS, 2: [['group', 'string']] }
export const TRANSACTION_KEYS: KeyKinds = { 0: [['transactional_id', 'string']] }

interface Break {
  readonly field: string
  /** Bytes of a text that are missing; null: not even a number is whole. */
  readonly text: { readonly length: number; readonly left: number } | null
}

export function kindOfKey(key: ByteString): number {
  return ((key.charCodeAt(0) << 24) >> 16) | key.charCodeAt(1)
}

/** Null where nothing is missing. */
export function whereKeyBreaks(key: ByteString, kinds: KeyKinds): Break | null {
  let at = 2
  for (const [field, type] of kinds[kindOfKey(key)] ?? []) {
    if (key.length - at < (type === 'int' ? 4 : 2)) return { field, text: null }
    if (type === 'int') continue
    const length = (key.charCodeAt(at) << 8) | key.charCodeAt(at + 1)
    at += 2
    if (length > key.length - at) return { field, text: { length, left: key.length - at } }
    at += length
  }
  return null
}

/** CoordinatorRecordMessageFormatter: wraps whatever went wrong. */
export function refuseKey(key: ByteString, kinds: KeyKinds, offset: number): JavaException | null {
  const failed = (why: string, causedBy?: { readonly className: string; readonly message: string | null }) => {
    const cause = { className: RUNTIME, message: why, ...(causedBy === undefined ? {} : { causedBy }) }
    return new JavaException(RUNTIME, `Could not read record at offset ${offset} due to: ${why}`, { causedBy: cause })
  }
  if (key.length < 2) return failed("Could not read version from key's buffer.")
  const broken = whereKeyBreaks(key, kinds)
  if (broken === null) return null
  const { text } = broken
  const message =
    text === null ? null : `Error reading byte array of ${text.length} byte(s): only ${text.left} byte(s) available`
  const causedBy = { className: text === null ? UNDERFLOW : RUNTIME, message }
  return failed(`Could not read record with version ${kindOfKey(key)} from key's buffer due to: ${message}.`, causedBy)
}

/** org.apache.kafka.common.protocol.types.Schema.read, by which earlier versions read keys. */
export function refuseField(key: ByteString, kinds: KeyKinds): JavaException | null {
  const broken = whereKeyBreaks(key, kinds)
  if (broken === null) return null
  const { field, text } = broken
  const why =
    text === null ? UNDERFLOW : `Error reading string of length ${text.length}, only ${text.left} bytes available`
  return new JavaException(
    'org.apache.kafka.common.protocol.types.SchemaException',
    `Error reading field '${field}': ${why}`,
  )
}

const RUNTIME = 'java.lang.RuntimeException'
const UNDERFLOW = 'java.nio.BufferUnderflowException'
