/** What `kafka-topics.sh --describe` and `kafka-consumer-groups.sh --describe` have printed somewhere, read back. */

export interface DescribedPartition {
  readonly partition: number
  /** Null where there is none. */
  readonly leader: number | null
  readonly replicas: readonly number[]
  readonly isr: readonly number[]
  /** Eligible leader replicas, of versions that keep them: the last in sync of a partition that has lost its leader. */
  readonly elr: readonly number[]
}

export interface DescribedTopic {
  readonly name: string
  readonly config: Readonly<Record<string, string>>
  /** In the order of their numbers, from 0 without a gap. */
  readonly partitions: readonly DescribedPartition[]
}

export interface DescribedOffset {
  readonly group: string
  readonly topic: string
  readonly partition: number
  /** Null where the table has a dash. */
  readonly committed: number | null
  readonly logEnd: number | null
  /** By its id; null where nobody reads the partition. */
  readonly member: string | null
}

export interface Described {
  readonly topics: readonly DescribedTopic[]
  readonly offsets: readonly DescribedOffset[]
  /** Topics have had ids since brokers keep their metadata themselves. */
  readonly hasTopicIds: boolean
}

/** Why a text cannot be read: by its line, counted from 1. */
export interface UnreadLine {
  readonly line: number
  readonly text: string
  readonly reason: 'unknown' | 'columns' | 'count' | 'noTopics'
}

interface Header {
  readonly line: number
  readonly text: string
  readonly count: number
  readonly config: Readonly<Record<string, string>>
}

interface Reading {
  readonly headers: Map<string, Header>
  readonly partitions: Map<string, Map<number, DescribedPartition>>
  readonly offsets: Map<string, DescribedOffset>
  /** Names of the columns of the table that is being read. */
  columns: readonly string[] | null
  hasTopicIds: boolean
}

const TOPIC =
  /^\s*Topic:\s*(\S+)\s+(?:TopicId:\s*(\S+)\s+)?PartitionCount:\s*(\d+)\s+ReplicationFactor:\s*\d+(?:\s+Configs:\s*(\S.*?)?)?(?:\s+MarkedForDeletion:\s*true)?\s*$/
const PARTITION =
  /^\s*Topic:\s*(\S+)\s+Partition:\s*(\d+)\s+Leader:\s*(-?\d+|none|N\/A)\s+Replicas:\s*(\d+(?:\s*,\s*\d+)*)\s+Isr:\s*((?:\d+(?:\s*,\s*\d+)*)?)(?:\s+Elr:\s*((?:\d+(?:\s*,\s*\d+)*)?))?(?:\s+\S.*)?\s*$/
/** What stands around the tables: commands and prompts, logs, what is said of a whole group, rules, remarks. */
const AROUND =
  /^\s*$|^\s*[=\-*#_]{3,}\s*$|^\s*#|(?:kafka-(?:topics|consumer-groups|run-class))|^\[\d{4}-|^WARNING:|^\S*(?:OpenJDK|Java HotSpot)|^(?:Error: )?Consumer group '.*' (?:has no active|is |does not)|^Note: |\\\s*$|^\s*>?\s*--[a-z]/

/** What it says, or the first line of it that says nothing here. */
export function readDescribed(text: string): Described | UnreadLine {
  const reading: Reading = {
    headers: new Map(),
    partitions: new Map(),
    offsets: new Map(),
    columns: null,
    hasTopicIds: false,
  }
  const lines = text.replaceAll('\u00a0', ' ').split(/\r?\n/)
  for (const [index, line] of lines.entries()) {
    const reason = readLine(reading, line, index + 1)
    if (reason !== null) return { line: index + 1, text: line.trim(), reason }
  }
  return whole(reading)
}

export function isUnread(read: Described | UnreadLine): read is UnreadLine {
  return 'reason' in read
}

function readLine(reading: Reading, line: string, number: number): UnreadLine['reason'] | null {
  const topic = TOPIC.exec(line)
  if (topic !== null) {
    const [, name = '', id, count, configs = ''] = topic
    reading.columns = null
    reading.hasTopicIds ||= id !== undefined
    reading.headers.set(name, { line: number, text: line.trim(), count: Number(count), config: configOf(configs) })
    return null
  }
  const partition = PARTITION.exec(line)
  if (partition !== null) {
    addPartition(reading, partition)
    return null
  }
  const words = line.trim().split(/\s+/)
  if (words[0] === 'GROUP' && words.includes('CURRENT-OFFSET')) {
    reading.columns = words
    return null
  }
  if (AROUND.test(line)) return null
  return reading.columns === null ? 'unknown' : addOffset(reading, reading.columns, words)
}

function addPartition({ partitions }: Reading, found: RegExpExecArray): void {
  const [, topic = '', number, leader = '', replicas = '', isr = '', elr = ''] = found
  const of = partitions.get(topic) ?? new Map<number, DescribedPartition>()
  partitions.set(topic, of)
  of.set(Number(number), {
    partition: Number(number),
    leader: /^\d+$/.test(leader) ? Number(leader) : null,
    replicas: idsIn(replicas),
    isr: idsIn(isr),
    elr: idsIn(elr),
  })
}

function idsIn(text: string): readonly number[] {
  return text === '' ? [] : text.split(',').map(Number)
}

/** A value may have commas of its own: `cleanup.policy=compact,delete`. */
function configOf(text: string): Readonly<Record<string, string>> {
  const entries = text === '' ? [] : text.split(/,(?=[a-z][\w.]*=)/)
  return Object.fromEntries(
    entries.map((entry) => {
      const at = entry.indexOf('=')
      return [entry.slice(0, at), entry.slice(at + 1)] as const
    }),
  )
}

function addOffset(
  { offsets }: Reading,
  columns: readonly string[],
  words: readonly string[],
): UnreadLine['reason'] | null {
  if (words.length !== columns.length) return 'columns'
  const word = (column: string) => words[columns.indexOf(column)] ?? '-'
  const numbers = ['PARTITION', 'CURRENT-OFFSET', 'LOG-END-OFFSET'].map(word)
  if (!numbers.every((each) => each === '-' || /^\d+$/.test(each))) return 'columns'
  const [partition, committed, logEnd] = numbers.map((each) => (each === '-' ? null : Number(each)))
  const member = word('CONSUMER-ID') === '-' ? null : word('CONSUMER-ID')
  const [group, topic] = [word('GROUP'), word('TOPIC')]
  // A member that reads nothing has a row of its own.
  if (topic === '-' || partition == null) return null
  offsets.set(JSON.stringify([group, topic, partition]), {
    group,
    topic,
    partition,
    committed: committed ?? null,
    logEnd: logEnd ?? null,
    member,
  })
  return null
}

/** Part of a table that was copied by halves would be another cluster. */
function whole({ headers, partitions, offsets, hasTopicIds }: Reading): Described | UnreadLine {
  const topics: DescribedTopic[] = []
  for (const [name, of] of partitions) {
    const header = headers.get(name)
    const list = [...of.values()].sort((a, b) => a.partition - b.partition)
    const hasGap = list.some(({ partition }, at) => partition !== at)
    if (hasGap || (header !== undefined && header.count !== list.length))
      return { line: header?.line ?? 1, text: header?.text ?? name, reason: 'count' }
    topics.push({ name, config: header?.config ?? {}, partitions: list })
  }
  for (const [name, { line, text, count }] of headers)
    if (count > 0 && !partitions.has(name)) return { line, text, reason: 'count' }
  if (topics.length === 0) return { line: 1, text: '', reason: 'noTopics' }
  return { topics, offsets: [...offsets.values()], hasTopicIds }
}
