/**
 * Where the order of a Scala 2.13 map shows in what Kafka writes, it is part of Kafka: the lines of a broker's checkpoint
 * files. Keys are TopicPartitions, named as in `orders-0`.
 */
import { javaHashOfTopicPartition } from './java-hash.ts'

function hashOf(topicPartition: string): number {
  const hyphen = topicPartition.lastIndexOf('-')
  return javaHashOfTopicPartition(topicPartition.slice(0, hyphen), Number(topicPartition.slice(hyphen + 1)))
}

/**
 * In the order of a mutable.HashMap, whose buckets are sorted by hash. It was made with room for all of them (`sized`),
 * or grew with each (`growing`).
 */
export function inScalaHashMapOrder(topicPartitions: readonly string[], made: 'sized' | 'growing'): string[] {
  const count = topicPartitions.length
  const wanted = Math.floor((count + 1) / 0.75)
  let tableSize = made === 'sized' ? 8 : 16
  while (made === 'sized' ? tableSize < wanted : count >= tableSize * 0.75) tableSize *= 2
  return topicPartitions
    .map((name) => {
      const hash = hashOf(name)
      const improved = hash ^ (hash >>> 16)
      return { name, improved, bucket: improved & (tableSize - 1) }
    })
    .sort((a, b) => a.bucket - b.bucket || a.improved - b.improved)
    .map(({ name }) => name)
}

/** In the order of a mutable.AnyRefMap with open addresses that was filled in the order of a ConcurrentHashMap. */
export function inAnyRefMapOrder(topicPartitions: readonly string[]): string[] {
  let mask = 15
  let slots: (string | undefined)[] = []
  let size = 0
  const insert = (name: string) => {
    let at = spread(hashOf(name)) & mask
    for (let probe = 1; slots[at] !== undefined; probe++) at = (at + 2 * (probe + 1) * probe - 3) & mask
    slots[at] = name
  }
  for (const name of inConcurrentMapOrder(topicPartitions)) {
    insert(name)
    size++
    if (size <= 0.5 * mask) continue
    const held = entriesOf(slots)
    if (2 * size >= mask) mask = mask * 2 + 1
    slots = []
    for (const each of held) insert(each)
  }
  return entriesOf(slots)
}

function entriesOf(slots: readonly (string | undefined)[]): string[] {
  return Array.from(slots).filter((name) => name !== undefined)
}

/** Part of MurmurHash3's finalizer, without a sign. */
function spread(hash: number): number {
  const mixed = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  return (mixed ^ (mixed >>> 13)) & 0x7fffffff
}

function inConcurrentMapOrder(topicPartitions: readonly string[]): string[] {
  let tableSize = 16
  while (topicPartitions.length >= tableSize * 0.75) tableSize *= 2
  return topicPartitions
    .map((name) => ({ name, bucket: (hashOf(name) ^ (hashOf(name) >>> 16)) & (tableSize - 1) }))
    .sort((a, b) => a.bucket - b.bucket)
    .map(({ name }) => name)
}
