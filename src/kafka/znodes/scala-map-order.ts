/**
 * The orders in which maps of Scala 2.12 list what is in them, which show in what ZooKeeper's era of Kafka writes into
 * znodes. Later versions are built with 2.13, whose maps have other orders (`kafka/common/scala-hash.ts`).
 */
import { hashOfTopicPartition, javaHashOfString, javaHashOfTopicPartition } from '../common/java-hash.ts'
import { splitTopicPartition } from '../common/topic-partition.ts'

const FIRST_TABLE = 16
/** Bits that are set in the mask of the first table; a table that grows keeps it. */
const SEED = 4

/** Of a mutable.HashMap; `keys` in the order they were put in. */
export function inScala212MapOrder(keys: readonly string[]): string[] {
  return inMutableMapOrder(keys, javaHashOfString)
}

/** Of a mutable.HashMap with partitions as keys; partitions in the order they were put in. */
export function inScala212PartitionMapOrder(topicPartitions: readonly string[]): string[] {
  return inMutableMapOrder(topicPartitions, hashOfTopicPartition)
}

/** Of a mutable.HashMap with kafka.cluster.Partition as key; partitions in the order they were put in. */
export function inScala212ReplicaOrder(topicPartitions: readonly string[]): string[] {
  return inMutableMapOrder(topicPartitions, (name) => {
    const { topic, partition } = splitTopicPartition(name)
    return (31 + javaHashOfString(topic) + 17 * partition) | 0
  })
}

/** What `groupBy` makes: gathered in a mutable map, handed over as an immutable one. */
export function inScala212GroupOrder(keys: readonly number[]): number[] {
  const gathered = inMutableMapOrder(keys, (key) => key)
  return gathered.length <= SMALL_MAP ? gathered : inTrieOrder(gathered, (key) => key)
}

function inMutableMapOrder<Key>(keys: readonly Key[], hashOf: (key: Key) => number): Key[] {
  let table = emptyTable<Key>(FIRST_TABLE)
  let count = 0
  for (const key of keys) {
    put(table, key, hashOf)
    count++
    if (count > table.length * 0.75) table = grown(table, hashOf)
  }
  return listed(table)
}

/** Of a mutable.HashSet of partitions, which stand in one table and make way for one another. */
export function inScala212SetOrder(topicPartitions: readonly string[]): string[] {
  let size = FIRST_SET_TABLE
  while (topicPartitions.length > size * SET_LOAD) size *= 2
  const slots: (string | undefined)[] = Array.from({ length: size }, () => undefined)
  for (const name of topicPartitions) {
    const { topic, partition } = splitTopicPartition(name)
    const hash = swapped(javaHashOfTopicPartition(topic, partition))
    const bits = 31 - Math.clz32(size)
    let at = (((hash >>> bits) | (hash << (32 - bits))) >>> (32 - bits)) & (size - 1)
    while (slots[at] !== undefined) at = (at + 1) % size
    slots[at] = name
  }
  return slots.filter((name) => name !== undefined)
}

const FIRST_SET_TABLE = 32
const SET_LOAD = 0.45

type Table<Key> = Key[][]

function emptyTable<Key>(size: number): Table<Key> {
  return Array.from({ length: size }, () => [])
}

/** Whoever comes into a bucket stands first in it. */
function put<Key>(table: Table<Key>, key: Key, hashOf: (key: Key) => number): void {
  table[bucketOf(hashOf(key), table.length)]?.unshift(key)
}

function grown<Key>(table: Table<Key>, hashOf: (key: Key) => number): Table<Key> {
  const larger = emptyTable<Key>(2 * table.length)
  for (const key of listed(table)) put(larger, key, hashOf)
  return larger
}

/** From the last bucket to the first. */
function listed<Key>(table: Table<Key>): Key[] {
  return [...table].reverse().flat()
}

/** Its highest bits count, once they have been mixed (HashTable.HashUtils.improve). */
function bucketOf(hash: number, size: number): number {
  const mixed = swapped(hash)
  const improved = (mixed >>> SEED) | (mixed << (32 - SEED))
  return (improved >>> Math.clz32(size - 1)) & (size - 1)
}

/** scala.util.hashing.byteswap32 */
function swapped(hash: number): number {
  return Math.imul(reversedBytes(Math.imul(hash, 0x9e3775cd)), 0x9e3775cd)
}

function reversedBytes(word: number): number {
  return ((word & 0xff) << 24) | ((word & 0xff00) << 8) | ((word >>> 8) & 0xff00) | (word >>> 24)
}

/** Up to so many an immutable map keeps the order they came in. */
const SMALL_MAP = 4
/** A node of the trie branches by so many bits of the hash, the lowest first. */
const BRANCH_BITS = 5

/** Of an immutable map with partitions of one topic as keys: a HashTrieMap where there are many. */
export function inScala212TrieOrder(topic: string, partitions: readonly number[]): number[] {
  if (partitions.length <= SMALL_MAP) return [...partitions]
  return inTrieOrder(partitions, (partition) => javaHashOfTopicPartition(topic, partition))
}

/** Of an immutable map with partitions of any topics as keys. */
export function inScala212PartitionOrder(topicPartitions: readonly string[]): string[] {
  if (topicPartitions.length <= SMALL_MAP) return [...topicPartitions]
  return inTrieOrder(topicPartitions, (name) => {
    const { topic, partition } = splitTopicPartition(name)
    return javaHashOfTopicPartition(topic, partition)
  })
}

function inTrieOrder<Key>(keys: readonly Key[], hashOf: (key: Key) => number): Key[] {
  return keys
    .map((key) => ({ key, branches: branchesOf(mixed(hashOf(key))) }))
    .sort((a, b) => compareBranches(a.branches, b.branches))
    .map(({ key }) => key)
}

/** HashMap.improve */
function mixed(hash: number): number {
  let word = (hash + ~(hash << 9)) | 0
  word ^= word >>> 14
  word = (word + (word << 4)) | 0
  return word ^ (word >>> 10)
}

function branchesOf(hash: number): number[] {
  const branches: number[] = []
  for (let bits = 0; bits < 32; bits += BRANCH_BITS) branches.push((hash >>> bits) & ((1 << BRANCH_BITS) - 1))
  return branches
}

function compareBranches(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((branch, index) => branch !== b[index])
  return at === -1 ? 0 : (a[at] as number) - (b[at] as number)
}
