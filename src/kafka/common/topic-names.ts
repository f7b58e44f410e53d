/** Counterpart in Kafka: org.apache.kafka.common.internals.Topic. */
const MAX_NAME_LENGTH = 249

/** What is wrong with a topic's name, in the controller's words; null when nothing is. */
export function validateTopicName(name: string): string | null {
  return invalidName(name, 'Topic name')
}

/** The same rule for whatever else is named as topics are (`what`: how the text begins). */
export function invalidName(name: string, what: string): string | null {
  if (name === '') return `${what} is invalid: the empty string is not allowed`
  if (name === '.' || name === '..') return `${what} is invalid: '${name}' is not allowed`
  if (name.length > MAX_NAME_LENGTH) {
    return `${what} is invalid: the length of '${name}' is longer than the max allowed length ${MAX_NAME_LENGTH}`
  }
  if (/^[a-zA-Z0-9._-]+$/.test(name)) return null
  return `${what} is invalid: '${name}' contains one or more characters other than ASCII alphanumerics, '.', '_' and '-'`
}

/** In the words that Kafka had while there was ZooKeeper. */
export function illegalTopicName(name: string): string | null {
  if (name === '') return "Topic name is illegal, it can't be empty"
  if (name === '.' || name === '..') return 'Topic name cannot be "." or ".."'
  if (name.length > MAX_NAME_LENGTH)
    return `Topic name is illegal, it can't be longer than ${MAX_NAME_LENGTH} characters, topic name: ${name}`
  if (/^[a-zA-Z0-9._-]+$/.test(name)) return null
  return `Topic name "${name}" is illegal, it contains a character other than ASCII alphanumerics, '.', '_' and '-'`
}

/** Names that differ only in `.` and `_` would be one name in metrics. */
export function collidingTopic(name: string, existing: Iterable<string>): string | null {
  const unified = unifiedTopic(name)
  if (!/[._]/.test(name)) return null
  for (const other of existing) if (unifiedTopic(other) === unified && /[._]/.test(other)) return other
  return null
}

/** What a topic is called in metrics. */
export function unifiedTopic(name: string): string {
  return name.replace(/\./g, '_')
}
