/** The JSON files of kafka-reassign-partitions.sh, read and written. */
import { splitTopicPartition, type TopicPartition, topicPartition } from '../../../kafka/common/topic-partition.ts'
import { JavaException } from '../../java-errors.ts'
import type { ToolContext } from '../../replayed-tool.ts'
import { byTopicThenPartition } from '../cluster-calls.ts'

export type Replicas = readonly number[]
export type Plan = ReadonlyMap<TopicPartition, Replicas>

export const commandFailed = (message: string) =>
  new JavaException('org.apache.kafka.tools.AdminCommandFailedException', message)
export const operationFailed = (message: string, causedBy: string | null = null) =>
  new JavaException('org.apache.kafka.tools.AdminOperationException', message, {
    causedBy: causedBy === null ? null : { className: causedBy, message },
  })

export function readTextFile(path: string, context: Pick<ToolContext, 'readFile'>): string {
  const text = context.readFile(path)
  if (text === undefined) {
    throw new JavaException('java.io.IOException', `Unable to read file ${path}`, {
      causedBy: { className: 'java.nio.file.NoSuchFileException', message: path },
    })
  }
  return text
}

/** `{"topics":[{"topic":"t"}],"version":1}` */
export function readTopics(text: string): string[] {
  const { topics } = readJson(text)
  if (!Array.isArray(topics)) throw operationFailed("The topics JSON file doesn't contain any topics")
  const names = topics.map((each) => String((each as Record<string, unknown>).topic))
  const repeated = names.filter((name, index) => names.indexOf(name) !== index)
  if (repeated.length > 0)
    throw commandFailed(`List of topics to reassign contains duplicate entries: [${[...new Set(repeated)].join(', ')}]`)
  return names
}

/** `{"version":1,"partitions":[{"topic":"t","partition":0,"replicas":[1,2]}]}` */
export function readPlan(text: string): Plan {
  const { partitions } = readJson(text)
  const rows = Array.isArray(partitions) ? (partitions as Record<string, unknown>[]) : []
  if (rows.length === 0) throw commandFailed('Partition reassignment list cannot be empty')
  const plan = new Map<TopicPartition, Replicas>()
  const repeated = new Set<TopicPartition>()
  for (const row of rows) {
    const name = topicPartition(String(row.topic), Number(row.partition))
    const replicas = Array.isArray(row.replicas) ? row.replicas.map(Number) : []
    if (replicas.length === 0) throw commandFailed(`Partition replica list cannot be empty`)
    if (plan.has(name)) repeated.add(name)
    plan.set(name, replicas)
  }
  if (repeated.size > 0)
    throw commandFailed(`Partition reassignment contains duplicate topic partitions: ${[...repeated].join(',')}`)
  const doubled = [...plan].filter(([, replicas]) => new Set(replicas).size < replicas.length)
  if (doubled.length > 0) {
    const each = doubled.map(([name, replicas]) => {
      const twice = replicas.filter((replica, index) => replicas.indexOf(replica) !== index)
      return `${name} contains multiple entries for ${[...new Set(twice)].join(',')}`
    })
    throw commandFailed(`Partition replica lists may not contain duplicate entries: ${each.join('. ')}`)
  }
  return plan
}

function readJson(text: string): Record<string, unknown> {
  try {
    const json: unknown = JSON.parse(text)
    return typeof json === 'object' && json !== null ? (json as Record<string, unknown>) : {}
  } catch {
    throw operationFailed(jacksonComplaint(text), 'com.fasterxml.jackson.core.JsonParseException')
  }
}

/** The two mistakes people make, as Jackson tells of them: words, and comments. */
function jacksonComplaint(text: string): string {
  const at = Math.max(0, text.search(/\S/))
  const line = text.slice(0, at).split('\n').length
  const column = at - text.lastIndexOf('\n', at)
  const where = (columns: number) =>
    `\n at [Source: REDACTED (\`StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION\` disabled); line: ${line}, column: ${column + columns}]`
  const word = /^[A-Za-z_$][\w$]*/.exec(text.slice(at))?.[0]
  if (word !== undefined)
    return `Unrecognized token '${word}': was expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false')${where(word.length)}`
  const character = text.charAt(at)
  const hint =
    character === '/'
      ? "maybe a (non-standard) comment? (not recognized as one since Feature 'ALLOW_COMMENTS' not enabled for parser)"
      : "expected a valid value (JSON String, Number, Array, Object or token 'null', 'true' or 'false')"
  return `Unexpected character ('${character}' (code ${character.charCodeAt(0)})): ${hint}${where(0)}`
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
