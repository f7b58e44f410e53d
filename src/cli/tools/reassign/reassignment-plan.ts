/** The JSON files of kafka-reassign-partitions.sh, read and written. */

import {
  byTopicThenPartition,
  shownPartition,
  splitTopicPartition,
  type TopicPartition,
  topicPartition,
} from '../../../kafka/common/topic-partition.ts'
import type { Profile } from '../../../kafka/profile/profile.ts'
import { type JsonNode, JsonProblem } from '../../json/jackson.ts'
import {
  asArray,
  asList,
  asNumber,
  asObject,
  asText,
  fieldOf,
  parseJson,
  readWholeJson,
} from '../../json/json-value.ts'
import { commandFailed, operationFailed } from '../tool-exceptions.ts'

export type Replicas = readonly number[]
export type Plan = ReadonlyMap<TopicPartition, Replicas>

/** `{"topics":[{"topic":"t"}],"version":1}` */
export function readTopics(text: string, profile: Profile): string[] {
  const json = parseJson(text, profile)
  if (json === null) throw operationFailed(profile, 'The input string is not a valid JSON')
  const topics = versioned(json, profile).get('topics')
  const names = topics === undefined ? [] : asArray(topics).map((each) => asText(fieldOf(asObject(each), 'topic')))
  const repeated = names.filter((name, index) => names.indexOf(name) !== index)
  if (repeated.length > 0)
    throw commandFailed(
      profile,
      `List of topics to reassign contains duplicate entries: [${[...new Set(repeated)].join(', ')}]`,
    )
  return names
}

/** An expected problem (TerseException): printed without a trace. */
export class Terse extends Error {}

/** What a plan's file asks for, row by row. */
export interface PlanRow {
  readonly topicPartition: TopicPartition
  readonly replicas: Replicas
  /** Replicas that shall lie in a folder that is named. */
  readonly logDirs: readonly { readonly broker: number; readonly logDir: string }[]
}

/** `{"version":1,"partitions":[{"topic":"t","partition":0,"replicas":[1,2],"log_dirs":["any","any"]}]}` */
export function readPlanRows(text: string, profile: Profile): PlanRow[] {
  const partitions = versioned(readWhole(text, profile), profile).get('partitions')
  return partitions === undefined ? [] : asArray(partitions).map((each) => planRow(each, profile))
}

/** As tryParseFull: what is wrong with the text is told. */
function readWhole(text: string, profile: Profile): JsonNode {
  try {
    return readWholeJson(text, profile)
  } catch (error) {
    if (!(error instanceof JsonProblem)) throw error
    throw operationFailed(profile, error.message, {
      className: `com.fasterxml.jackson.core.${error.exception}`,
      message: error.message,
    })
  }
}

/** Fields of the whole; without a version it is the first. */
function versioned(json: JsonNode, profile: Profile): ReadonlyMap<string, JsonNode> {
  const fields = asObject(json)
  const version = fields.get('version')
  const number = version === undefined ? 1 : asNumber(version, 'Integer')
  if (number !== 1) throw operationFailed(profile, `Not supported version field value ${number}`)
  return fields
}

function planRow(node: JsonNode, profile: Profile): PlanRow {
  const fields = asObject(node)
  const topic = asText(fieldOf(fields, 'topic'))
  const name = topicPartition(topic, asNumber(fieldOf(fields, 'partition'), 'Integer'))
  const replicas = asList(fieldOf(fields, 'replicas')).map((each) => asNumber(each, 'Integer'))
  const named = fields.get('log_dirs')
  const logDirs = named === undefined ? replicas.map(() => ANY) : asList(named).map(asText)
  if (logDirs.length !== replicas.length)
    throw commandFailed(
      profile,
      `Size of replicas list [${replicas.join(', ')}] is different from size of log dirs list [${logDirs.join(', ')}] for partition ${shownPartition(name)}`,
    )
  const placed = replicas.map((broker, index) => ({ broker, logDir: logDirs[index] ?? ANY }))
  return { topicPartition: name, replicas, logDirs: placed.filter(({ logDir }) => logDir !== ANY) }
}

const ANY = 'any'

export function planOf(rows: readonly PlanRow[]): Plan {
  return new Map(rows.map(({ topicPartition: name, replicas }) => [name, replicas]))
}

/** What must be true of a plan that is to be carried out; one that is looked at or taken back may be anything. */
export function checkExecutable(rows: readonly PlanRow[], profile: Profile): void {
  if (rows.length === 0) throw commandFailed(profile, 'Partition reassignment list cannot be empty')
  if (rows.some(({ replicas }) => replicas.length === 0))
    throw commandFailed(profile, 'Partition replica list cannot be empty')
  const repeated = repeatedIn(rows.map((row) => row.topicPartition))
  if (repeated.length > 0)
    throw commandFailed(
      profile,
      `Partition reassignment contains duplicate topic partitions: ${repeated.map(shownPartition).join(',')}`,
    )
  const doubled = rows.filter(({ replicas }) => repeatedIn(replicas).length > 0)
  if (doubled.length === 0) return
  const each = doubled.map(
    (row) =>
      `${shownPartition(row.topicPartition)} contains multiple entries for ${repeatedIn(row.replicas).join(',')}`,
  )
  throw commandFailed(profile, `Partition replica lists may not contain duplicate entries: ${each.join('. ')}`)
}

function repeatedIn<Value>(values: readonly Value[]): Value[] {
  return [...new Set(values.filter((value, index) => values.indexOf(value) !== index))]
}

/** Partitions in order; `logDirOf` says where a replica lies, `any` for one that is to come. */
export function planJson(plan: Plan, logDirOf: (name: TopicPartition, broker: number) => string): string {
  const partitions = [...plan.keys()].sort(byTopicThenPartition).map((name) => {
    const replicas = plan.get(name) ?? []
    return { ...splitTopicPartition(name), replicas, log_dirs: replicas.map((broker) => logDirOf(name, broker)) }
  })
  const shown = partitions.map(({ topic, partition, replicas, log_dirs }) => ({ topic, partition, replicas, log_dirs }))
  return JSON.stringify({ version: 1, partitions: shown })
}

export function topicsOf(plan: Plan): string[] {
  return [...new Set([...plan.keys()].map((name) => splitTopicPartition(name).topic))].sort((a, b) => (a < b ? -1 : 1))
}
