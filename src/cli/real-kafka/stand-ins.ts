/** Records that stand in for what the topics of a described cluster held, and offsets from which its groups go on. */

import { partitionForKey } from '../../kafka/common/murmur2.ts'
import { topicPartition } from '../../kafka/common/topic-partition.ts'
import { singleQuoted } from '../shell/single-quoted.ts'
import type { DescribedOffset, DescribedTopic } from './described.ts'

export interface Lowered {
  readonly topic: string
  readonly partition: number
  /** All of its offsets are so much lower here. */
  readonly by: number
}

export interface Positions {
  /** By partition, `orders-0`: where its log ends here. */
  readonly ends: ReadonlyMap<string, number>
  /** By group, what stands committed here. */
  readonly groups: ReadonlyMap<string, readonly { topic: string; partition: number; offset: number }[]>
  readonly lowered: readonly Lowered[]
  readonly records: number
}

/** More would take longer to be made than anybody waits, and nobody looks at them all. */
const MOST_RECORDS = 20_000
const MOST_OF_A_PARTITION = 5_000

export function positionsOf(topics: readonly DescribedTopic[], offsets: readonly DescribedOffset[]): Positions {
  const names = new Set(
    topics.flatMap(({ name, partitions }) => partitions.map(({ partition }) => topicPartition(name, partition))),
  )
  const said = new Map<string, number>()
  for (const { topic, partition, committed, logEnd } of offsets) {
    const name = topicPartition(topic, partition)
    if (names.has(name)) said.set(name, Math.max(said.get(name) ?? 0, committed ?? 0, logEnd ?? 0))
  }
  const most = Math.min(MOST_OF_A_PARTITION, Math.floor(MOST_RECORDS / Math.max(1, said.size)))
  const by = (name: string) => Math.max(0, (said.get(name) ?? 0) - most)
  const groups = new Map<string, { topic: string; partition: number; offset: number }[]>()
  for (const { group, topic, partition, committed } of offsets) {
    const name = topicPartition(topic, partition)
    if (committed === null || !said.has(name)) continue
    const of = groups.get(group) ?? []
    groups.set(group, of)
    of.push({ topic, partition, offset: Math.max(0, committed - by(name)) })
  }
  const ends = new Map([...said].map(([name, end]) => [name, end - by(name)] as const))
  return {
    ends,
    groups,
    lowered: topics.flatMap(({ name: topic, partitions }) =>
      partitions.flatMap(({ partition }) => {
        const lower = by(topicPartition(topic, partition))
        return lower === 0 ? [] : [{ topic, partition, by: lower }]
      }),
    ),
    records: [...ends.values()].reduce((sum, end) => sum + end, 0),
  }
}

/** The line that fills a topic: a key for each partition that hashing brings there. */
export function filled({ name, partitions }: DescribedTopic, { ends }: Positions, brokers: string): readonly string[] {
  const parts = partitions.flatMap(({ partition }) => {
    const end = ends.get(topicPartition(name, partition)) ?? 0
    return end === 0 ? [] : [`seq ${end} | sed 's/.*/${keyFor(partition, partitions.length)}:stand-in &/'`]
  })
  if (parts.length === 0) return []
  const records = parts.length === 1 ? parts[0] : `{ ${parts.join('; ')}; }`
  return [
    `${records} | kafka-console-producer.sh --bootstrap-server ${brokers} --topic ${name} --property parse.key=true --property key.separator=:`,
  ]
}

function keyFor(partition: number, count: number): string {
  for (let key = 0; ; key++) if (partitionForKey(String(key), count) === partition) return String(key)
}

/** Two lines for each group: its offsets as a file, and the tool that sets them. */
export function goesOnFrom({ groups }: Positions, brokers: string): readonly string[] {
  return [...groups].flatMap(([group, offsets], index) => {
    const file = `group-${index + 1}.csv`
    const rows = offsets.map(({ topic, partition, offset }) => `${topic},${partition},${offset}`)
    return [
      `printf '%s\\n' ${rows.join(' ')} > ${file}`,
      `kafka-consumer-groups.sh --bootstrap-server ${brokers} --group ${quoted(group)} --reset-offsets --from-file ${file} --execute`,
    ]
  })
}

function quoted(text: string): string {
  return /^[\w.-]+$/.test(text) ? text : singleQuoted(text)
}
