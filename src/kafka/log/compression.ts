/**
 * Counterpart in Kafka: org.apache.kafka.common.compress.Compression and MemoryRecordsBuilder. What a codec makes of a
 * batch's records; the header before them is never compressed.
 */
import type { ByteString } from '../common/payload.ts'
import type { LogRules } from '../profile/rules.ts'
import { GZIP_DEFAULT_LEVEL, gzip } from './codecs/gzip.ts'
import { lz4 } from './codecs/lz4.ts'
import { type SnappyHash, snappy } from './codecs/snappy.ts'
import { zstd } from './codecs/zstd.ts'
import { COMPRESSION_MASK, RECORD_BATCH_OVERHEAD, type RecordBatch } from './record-batch.ts'
import { encodeRecords } from './record-bytes.ts'

/** CompressionType: names in the order of the ids that a batch's attributes hold. */
export const CODECS: readonly string[] = ['none', 'gzip', 'snappy', 'lz4', 'zstd']

export interface Compression {
  /** Place in `CODECS`. */
  readonly codec: number
  /** Of gzip alone; the others have one way of compressing here. */
  readonly level: number
  /** Of snappy alone. */
  readonly hash: SnappyHash
}

const defaults = (hash: SnappyHash): readonly Compression[] =>
  CODECS.map((_, codec) => Object.freeze({ codec, level: GZIP_DEFAULT_LEVEL, hash }))
const DEFAULTS = { upper: defaults('upper'), lower: defaults('lower') }

/** Codec `codec` at the level that Kafka takes when it is told none, with the libraries of a version. */
export function defaultCompression(codec: number, { snappyHash }: Pick<LogRules, 'snappyHash'>): Compression {
  return DEFAULTS[snappyHash][codec] as Compression
}

/**
 * `name` as `compression.type` says it; a name that is none of the codecs' compresses nothing. `gzipLevel` may be no level
 * at all, for a version that does not let one choose.
 */
export function compressionOf(name: string, gzipLevel: number, rules: Pick<LogRules, 'snappyHash'>): Compression {
  const codec = Math.max(0, CODECS.indexOf(name))
  const chosen = name === 'gzip' && gzipLevel >= 1 && gzipLevel <= 9
  const byDefault = defaultCompression(codec, rules)
  return chosen ? Object.freeze({ ...byDefault, level: gzipLevel }) : byDefault
}

export function codecOf(batch: RecordBatch): number {
  return batch.attributes & COMPRESSION_MASK
}

/**
 * The same records written by `compression`, whatever wrote them before. A batch of no codec keeps its records alone:
 * their bytes are made when somebody looks at the file.
 */
export function compress(batch: RecordBatch, compression: Compression): RecordBatch {
  const { codec } = compression
  const records = encodeRecords(batch)
  const attributes = (batch.attributes & ~COMPRESSION_MASK) | codec
  if (codec === 0) {
    const { compressedRecords: _, ...plain } = batch
    return { ...plain, attributes, sizeInBytes: RECORD_BATCH_OVERHEAD + records.length }
  }
  const bytes = compressBytes(records, compression)
  return {
    ...batch,
    attributes,
    sizeInBytes: RECORD_BATCH_OVERHEAD + bytes.length,
    compressedRecords: byteString(bytes),
  }
}

function compressBytes(bytes: Uint8Array, { codec, level, hash }: Compression): Uint8Array {
  switch (CODECS[codec]) {
    case 'gzip':
      return gzip(bytes, level)
    case 'snappy':
      return snappy(bytes, hash)
    case 'lz4':
      return lz4(bytes)
    default:
      return zstd(bytes)
  }
}

/** One char code a byte. */
function byteString(bytes: Uint8Array): ByteString {
  let text = ''
  for (let i = 0; i < bytes.length; i++) text += String.fromCharCode(bytes[i] as number)
  return text
}
