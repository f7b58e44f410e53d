/**
 * `orders-0`: how Kafka writes a topic and one of its partitions. Split at the last hyphen. A partition below 0, which
 * people ask for and no topic has, is told apart by its sign, `t-−1`: Kafka writes it as partition 1 of `t-` (`shownPartition`).
 */
export type TopicPartition = string

export function topicPartition(topic: string, partition: number): TopicPartition {
  if (partition < 0) return `${topic}-${MINUS}${-partition}`
  let names = knownNames.get(topic)
  if (names === undefined) {
    if (knownNames.size === MOST_KNOWN_TOPICS) knownNames.clear()
    names = []
    knownNames.set(topic, names)
  }
  while (names.length <= partition && names.length < MOST_KNOWN_PARTITIONS) names.push(`${topic}-${names.length}`)
  return names[partition] ?? `${topic}-${partition}`
}

/**
 * Names once made, so that all nodes hold the very same string: where each makes its own, every look into a map has to
 * compare letters.
 */
const knownNames = new Map<string, TopicPartition[]>()
const MOST_KNOWN_TOPICS = 1_000
const MOST_KNOWN_PARTITIONS = 200

/** No letter that a topic's name may have. */
const MINUS = '−'

/** As Kafka writes it where people read it. */
export function shownPartition(name: TopicPartition): string {
  return name.replace(`-${MINUS}`, '--')
}

export function splitTopicPartition(name: TopicPartition): { topic: string; partition: number } {
  const hyphen = name.lastIndexOf('-')
  const topic = name.slice(0, hyphen)
  if (name.charAt(hyphen + 1) === MINUS) return { topic, partition: -Number(name.slice(hyphen + 2)) }
  return { topic, partition: Number(name.slice(hyphen + 1)) }
}

/** For `sort`: by topic, then by number. */
export function byTopicThenPartition(a: TopicPartition, b: TopicPartition): number {
  const left = splitTopicPartition(a)
  const right = splitTopicPartition(b)
  return left.topic === right.topic ? left.partition - right.partition : left.topic < right.topic ? -1 : 1
}

/** Whether two partitions are of one topic, without taking their names apart. */
export function isSameTopic(a: TopicPartition, b: TopicPartition): boolean {
  // Letter by letter: asked for every row of every answer, and to cut strings up costs several times as much.
  let end = a.length - 1
  while (end >= 0 && a.charCodeAt(end) !== HYPHEN) end--
  if (end >= b.length) return false
  for (let i = end; i >= 0; i--) if (a.charCodeAt(i) !== b.charCodeAt(i)) return false
  for (let i = end + 1; i < b.length; i++) if (b.charCodeAt(i) === HYPHEN) return false
  return true
}

const HYPHEN = 45
