/** Plays the table of group ids and the partition of `__consumer_offsets` that looks after each. */
import { coordinatorPartition, javaHashOfString } from '../../kafka/common/java-hash.ts'
import { count, emptyResult, type Json, listOf, numberOf, objectOf, type SuiteResult, stringOf } from './suite.ts'

const PARTITIONS = 50

export function playCoordinatorPartition(tables: Json): SuiteResult {
  const result = emptyResult()
  for (const json of listOf(objectOf(tables, 'table').cases, 'cases')) {
    const entry = objectOf(json, 'case')
    const id = stringOf(entry.groupId ?? entry.transactionalId ?? entry.id, 'id')
    const problems: string[] = []
    if (entry.hashCode !== undefined && javaHashOfString(id) !== numberOf(entry.hashCode, 'hashCode'))
      problems.push(`hash ${javaHashOfString(id)}`)
    const partition = coordinatorPartition(id, PARTITIONS)
    if (partition !== numberOf(entry.partition, 'partition')) problems.push(`partition ${partition}`)
    count(result, id, problems.length === 0 ? null : problems.join(', '))
  }
  return result
}
