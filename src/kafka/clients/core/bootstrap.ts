/** Counterpart in Kafka: org.apache.kafka.clients.ClientUtils.parseAndValidateAddresses. */
import { LOOPBACK_HOSTS, resolveAddress } from '../../common/addresses.ts'
import type { AdminClient } from '../admin/admin-client.ts'

export type BootstrapServers =
  | { readonly ok: true; readonly servers: AdminClient['bootstrap']; readonly warnings: readonly string[] }
  /** A ConfigException with this message; `warnings` are logged before it. */
  | { readonly ok: false; readonly message: string; readonly warnings: readonly string[] }

const LAST_PORT = 65_535

/** `localhost:9092,localhost:9093`. An address where nobody listens is kept: it refuses connections, as in life. */
export function parseBootstrapServers(text: string): BootstrapServers {
  const servers: { address: string; shown: string }[] = []
  const warnings: string[] = []
  for (const url of text.split(',').map((part) => part.trim())) {
    if (url === '') continue
    const match = /^(?:[A-Za-z0-9]+:\/\/)?(\[[^\]]+\]|[^:]+):(\d+)$/.exec(url)
    if (match === null) return { ok: false, message: `Invalid url in bootstrap.servers: ${url}`, warnings }
    const host = match[1] ?? ''
    const port = Number(match[2])
    if (port > LAST_PORT) return { ok: false, message: `Invalid port in bootstrap.servers: ${url}`, warnings }
    const address = resolveAddress(host, port)
    if (address !== null) servers.push({ address, shown: `${host}:${port}` })
    else if (LOOPBACK_HOSTS.includes(host) || /^(broker|controller)-\d+$/.test(host))
      servers.push({ address: url, shown: `${host}:${port}` })
    else warnings.push(`Couldn't resolve server ${url} from bootstrap.servers as DNS resolution failed for ${host}`)
  }
  if (servers.length === 0)
    return { ok: false, message: 'No resolvable bootstrap urls given in bootstrap.servers', warnings }
  return { ok: true, servers, warnings }
}

/** What an admin client's configuration makes of a list of addresses before it looks at any of them. */
export interface AddressList {
  /** Logged by org.apache.kafka.common.config.ConfigDef. */
  readonly warning: string | null
  /** The message of the ConfigException; null where nothing is wrong. */
  readonly error: string | null
}

/** ConfigDef.ValidList: duplicates are removed with a warning, empty values refused, and an empty list is no list. */
export function checkAddressList(key: string, text: string): AddressList {
  const trimmed = text.trim()
  const values = trimmed === '' ? [] : trimmed.split(/\s*,\s*/)
  const distinct = [...new Set(values)]
  const shown = (list: readonly string[]) => `[${list.join(', ')}]`
  return {
    warning:
      distinct.length === values.length
        ? null
        : `Configuration key "${key}" contains duplicate values. Duplicates will be removed. The original value is: ${shown(values)}, the updated value is: ${shown(distinct)}`,
    error: values.includes('') ? `Configuration '${key}' values must not be empty.` : null,
  }
}
