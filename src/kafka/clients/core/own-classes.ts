/**
 * Classes that an application here brings along on its class path, beside Kafka's own: there in every version, since their
 * author is whoever wrote the application.
 */
import { CUSTOMER, classOfFormat } from '../../common/serialization.ts'

const PACKAGE = 'kafkascope'

/** A `Partitioner` that does what the setting `partitioner.rule` says. */
export const RULE_PARTITIONER = `${PACKAGE}.RulePartitioner`
export const PARTITIONER_RULE = 'partitioner.rule'
/** What was Kafka's DefaultPartitioner before KIP-480, taken along by an application that wants it back. */
export const OLD_DEFAULT_PARTITIONER = `${PACKAGE}.OldDefaultPartitioner`

export const OWN_PARTITIONERS: readonly string[] = [OLD_DEFAULT_PARTITIONER, RULE_PARTITIONER]

const OWN_CLASSES: ReadonlySet<string> = new Set([
  ...OWN_PARTITIONERS,
  classOfFormat(CUSTOMER, 'Serializer'),
  classOfFormat(CUSTOMER, 'Deserializer'),
])

export function isOwnClass(name: string): boolean {
  return OWN_CLASSES.has(name)
}
