/** Counterpart in Kafka: BrokerMetadataCheckpoint, and what LogManager leaves behind: nobody formats a directory beforehand. */
import { javaDate } from '../../../common/civil-date.ts'
import { javaHashOfString } from '../../../common/java-hash.ts'
import { inJavaHashOrder } from '../../../common/java-hash-order.ts'
import { type DiskFile, textFile } from '../../../common/log-directory.ts'
import type { FolderFacts } from '../broker-link.ts'

/** Properties.store: a line for its empty comment, one for the time, and the rest in the order of a map. */
export function ownFiles({ spec, used, cleanShutdown, formattedAtMs }: FolderFacts): readonly DiskFile[] {
  if (!used) return []
  const values = new Map([
    ['version', '0'],
    ['broker.id', String(spec.brokerId)],
    ['cluster.id', spec.clusterId],
  ])
  const lines = inJavaHashOrder(values.keys(), javaHashOfString).map((key) => `${key}=${values.get(key)}`)
  const text = ['#', `#${javaDate(formattedAtMs)}`, ...lines].map((line) => `${line}\n`).join('')
  // The lock stays when it is given back.
  const files = [textFile('meta.properties', text), textFile('.lock', '')]
  return cleanShutdown === null ? files : [...files, textFile('.kafka_cleanshutdown', '')]
}
