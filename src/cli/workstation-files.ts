/** What lies in Kafka's home on the workstation when a run begins. */
import type { ClusterSpec } from '../kafka/commands.ts'

export function workstationFiles(spec: ClusterSpec): Record<string, string> {
  const files: Record<string, string> = {}
  for (const broker of spec.brokers) {
    const name = broker.id === 1 ? 'server.properties' : `server-${broker.id}.properties`
    const entries = { 'node.id': String(broker.id), ...spec.config, ...broker.config }
    files[`/tmp/kafka/config/${name}`] = Object.entries(entries)
      .map(([key, value]) => `${key}=${value}\n`)
      .join('')
  }
  return files
}
