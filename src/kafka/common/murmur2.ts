/** Counterpart in Kafka: org.apache.kafka.common.utils.Utils (murmur2, toPositive). */
import type { ByteString } from './payload.ts'

const SEED = 0x9747b28c
const M = 0x5bd1e995

/** Austin Appleby's MurmurHash2 with Kafka's seed, as a signed 32-bit number. The same in every version of Kafka. */
export function murmur2(bytes: ByteString): number {
  const length = bytes.length
  const tail = length & ~3
  let hash = SEED ^ length
  for (let i = 0; i < tail; i += 4) {
    const word =
      bytes.charCodeAt(i) |
      (bytes.charCodeAt(i + 1) << 8) |
      (bytes.charCodeAt(i + 2) << 16) |
      (bytes.charCodeAt(i + 3) << 24)
    let k = Math.imul(word, M)
    k = Math.imul(k ^ (k >>> 24), M)
    hash = Math.imul(hash, M) ^ k
  }
  if (tail < length) {
    for (let i = length - 1; i >= tail; i--) hash ^= bytes.charCodeAt(i) << ((i - tail) * 8)
    hash = Math.imul(hash, M)
  }
  hash = Math.imul(hash ^ (hash >>> 13), M)
  return hash ^ (hash >>> 15)
}

/** Masks the sign bit. It is not `abs`: -1 becomes 2147483647. */
export function toPositive(hash: number): number {
  return hash & 0x7fffffff
}

/** The partition of a key among all `partitions` of its topic, those without a leader included. */
export function partitionForKey(key: ByteString, partitions: number): number {
  return toPositive(murmur2(key)) % partitions
}
