/** Counterpart in Kafka: AbstractConfig.logUnused, the last thing that a client's constructor does. */
import { inHashMapOrder } from '../../kafka/common/java-hash.ts'
import { logLine, type ToolContext } from '../replayed-tool.ts'

const CLASSES = Object.freeze({
  producer: 'org.apache.kafka.clients.producer.ProducerConfig',
  consumer: 'org.apache.kafka.clients.consumer.ConsumerConfig',
  admin: 'org.apache.kafka.clients.admin.AdminClientConfig',
})

/**
 * Warns of settings that a client was given and did not look at, in the order of Java's HashSet of all that it was given:
 * those that it has not got, those of a security that its listeners have not, and the timeout of transactions where it
 * has none.
 */
export function warnOfUnused(
  scope: keyof typeof CLASSES,
  given: Readonly<Record<string, string>>,
  { profile, wallClockMs, printError }: Pick<ToolContext, 'profile' | 'wallClockMs' | 'printError'>,
): void {
  const { unusedSetting } = profile.rules.words
  if (unusedSetting === null) return
  const known = profile.configs[scope]
  const isUsed = (name: string) => known.has(name) && !/^(ssl|sasl)\./.test(name) && !isOfNoTransaction(name, given)
  const names = Object.keys(given)
  for (const name of inHashMapOrder(names, names.length)) {
    if (!isUsed(name)) printError(logLine(wallClockMs, 'WARN', unusedSetting(name), CLASSES[scope]))
  }
}

function isOfNoTransaction(name: string, given: Readonly<Record<string, string>>): boolean {
  return (
    name === 'transaction.timeout.ms' &&
    given['transactional.id'] === undefined &&
    given['enable.idempotence']?.trim().toLowerCase() !== 'true'
  )
}
