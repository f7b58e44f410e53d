/**
 * The order in which Java walks a HashMap or HashSet that was made empty and filled. Kafka's coordinator and its sticky
 * assignors let it show in their results.
 */
import { inBucketOrder, javaHashOfString } from './java-hash.ts'

export { hashOfTopicPartition } from './java-hash.ts'
export const hashOfString = javaHashOfString

/**
 * `keys`, given in the order they were put in, in the order a java.util.HashMap returns them that was made with
 * `firstTableSize` buckets, by default Java's own. Buckets that have become trees (more than eight keys in one) keep their
 * list order here too.
 */
export function inJavaHashOrder<K>(keys: Iterable<K>, hashOf: (key: K) => number, firstTableSize = 16): K[] {
  const list = [...keys]
  let tableSize = firstTableSize
  while (tableSize * 0.75 < list.length) tableSize *= 2
  return inBucketOrder(list, hashOf, tableSize)
}
