/** Counterpart in Kafka: org.apache.kafka.common.internals.Topic.validate, in the words it had while there was ZooKeeper. */
const MAX_NAME_LENGTH = 249

/** What is wrong with a topic's name; null when nothing is. */
export function illegalTopicName(name: string): string | null {
  if (name === '') return "Topic name is illegal, it can't be empty"
  if (name === '.' || name === '..') return 'Topic name cannot be "." or ".."'
  if (name.length > MAX_NAME_LENGTH)
    return `Topic name is illegal, it can't be longer than ${MAX_NAME_LENGTH} characters, topic name: ${name}`
  if (/^[a-zA-Z0-9._-]+$/.test(name)) return null
  return `Topic name "${name}" is illegal, it contains a character other than ASCII alphanumerics, '.', '_' and '-'`
}
