/** What lies in Kafka's home on the workstation, and beside it, when a run begins; `bin/` comes with the first terminal. */
import type { ClusterSpec } from '../kafka/cluster/commands.ts'
import { ownProperties } from '../kafka/cluster/kinds/broker/own-properties.ts'
import { propertiesText } from './properties.ts'

/** A properties file for each broker, `server.properties` being the first one's. */
export function workstationFiles(spec: ClusterSpec): Record<string, string> {
  const files: Record<string, string> = {}
  for (const [index, broker] of spec.brokers.entries()) {
    const own = ownProperties(broker.id, spec)
    const text = propertiesText({ ...own, ...spec.config, ...broker.config })
    files[`/tmp/kafka/config/broker-${broker.id}.properties`] = text
    if (index === 0) files['/tmp/kafka/config/server.properties'] = text
  }
  return files
}
