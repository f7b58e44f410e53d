/** Counterpart in Kafka: org.apache.kafka.clients.ClientUtils.parseAndValidateAddresses. */
import type { NodeId } from '../../../engine/node-context.ts'
import { endpointNode, isKnownHost, isNumericAddress } from '../../common/addresses.ts'
import type { Profile } from '../../profile/profile.ts'
import { NOT_SIMULATED } from '../../profile/without-effect.ts'
import { type ClientError, clientError } from './client-error.ts'

/** One of `bootstrap.servers`: whom it leads to, and how log lines write it. */
export interface BootstrapServer {
  readonly address: NodeId
  /** `localhost:9092` */
  readonly shown: string
}

export type BootstrapServers =
  | { readonly ok: true; readonly servers: readonly BootstrapServer[]; readonly warnings: readonly string[] }
  /** A ConfigException with this message; `warnings` are logged before it. */
  | { readonly ok: false; readonly message: string; readonly warnings: readonly string[] }

const LAST_PORT = 65_535

/** `localhost:9092,localhost:9093`. An address where nobody listens is kept: it refuses connections, as in life. */
export function parseBootstrapServers(text: string, { rules }: Pick<Profile, 'rules'>): BootstrapServers {
  const servers: BootstrapServer[] = []
  const warnings: string[] = []
  for (const url of text.split(',').map((part) => part.trim())) {
    if (url === '') continue
    const match = rules.client.addressPattern.exec(url)
    if (match === null) return { ok: false, message: `Invalid url in bootstrap.servers: ${url}`, warnings }
    const host = match[1] ?? ''
    const port = Number(match[2])
    if (port > LAST_PORT) return { ok: false, message: `Invalid port in bootstrap.servers: ${url}`, warnings }
    if (isKnownHost(host) || isNumericAddress(host))
      servers.push({ address: endpointNode(host, port), shown: `${host}:${port}` })
    else warnings.push(`Couldn't resolve server ${url} from bootstrap.servers as DNS resolution failed for ${host}`)
  }
  if (servers.length === 0)
    return { ok: false, message: 'No resolvable bootstrap urls given in bootstrap.servers', warnings }
  return { ok: true, servers, warnings }
}

/** A server as `parseBootstrapServers` has let it through, or as the spec of a cluster's client has it. */
export function bootstrapServer(text: string): BootstrapServer {
  const colon = text.lastIndexOf(':')
  return { address: endpointNode(text.slice(0, colon), Number(text.slice(colon + 1))), shown: text }
}

/** What an admin client's configuration makes of a list of addresses before it looks at any of them. */
export interface AddressList {
  /** Logged by org.apache.kafka.common.config.ConfigDef. */
  readonly warning: string | null
  /** The message of the ConfigException; null where nothing is wrong. */
  readonly error: string | null
}

/**
 * ConfigDef.ValidList: duplicates are removed with a warning, empty values refused. An admin client may have an empty
 * list, since it has two of them to choose from; no other client may.
 */
export function checkAddressList(key: string, text: string, mayBeEmpty: boolean, { rules }: Profile): AddressList {
  if (!rules.client.checksAddressLists) return { warning: null, error: null }
  const trimmed = text.trim()
  const values = trimmed === '' ? [] : trimmed.split(/\s*,\s*/)
  const distinct = [...new Set(values)]
  const shown = (list: readonly string[]) => `[${list.join(', ')}]`
  return {
    warning:
      distinct.length === values.length
        ? null
        : `Configuration key "${key}" contains duplicate values. Duplicates will be removed. The original value is: ${shown(values)}, the updated value is: ${shown(distinct)}`,
    error: emptiness(key, values, mayBeEmpty),
  }
}

function emptiness(key: string, values: readonly string[], mayBeEmpty: boolean): string | null {
  if (values.includes('')) return `Configuration '${key}' values must not be empty.`
  if (values.length > 0 || mayBeEmpty) return null
  return `Configuration '${key}' must not be empty. Valid values include: any non-empty value`
}

/**
 * Where a client of these settings looks for the cluster (`usual` where they name no server), or what the constructor of
 * `kind` throws. The list is looked at with the first of its settings, each address only after `parsed`, all of them.
 */
export function bootstrapAsGiven(
  config: Readonly<Record<string, string>>,
  usual: readonly string[],
  kind: 'producer' | 'consumer',
  parsed: object | { readonly error: ClientError },
  profile: Profile,
): readonly string[] | { readonly error: ClientError } {
  const given = config['bootstrap.servers']
  if (given === undefined) return usual
  const servers = serversOfClient(given, kind, parsed, profile)
  return 'error' in servers ? servers : servers.servers.map(({ shown }) => shown)
}

/** The same of a list that is there, with what a program logs of it. */
export function serversOfClient(
  given: string,
  kind: 'producer' | 'consumer',
  parsed: object | { readonly error: ClientError },
  profile: Profile,
): ServersOfClient | ({ readonly error: ClientError } & Logged) {
  const list = checkAddressList('bootstrap.servers', given, false, profile)
  const logged = list.warning === null ? [] : [{ message: list.warning, logger: CONFIG_DEF }]
  if (list.error !== null) return { error: clientError('ConfigException', list.error), logged }
  if ('error' in parsed && parsed.error.class !== NOT_SIMULATED) return { error: parsed.error, logged }
  const found = parseBootstrapServers(given, profile)
  logged.push(...found.warnings.map((message) => ({ message, logger: CLIENT_UTILS })))
  if (found.ok) return { servers: found.servers, logged }
  const cause = clientError('ConfigException', found.message)
  return { error: clientError('KafkaException', `Failed to construct kafka ${kind}`, cause), logged }
}

/** Who logs what is wrong with a list. */
export const CONFIG_DEF = 'org.apache.kafka.common.config.ConfigDef'
const CLIENT_UTILS = 'org.apache.kafka.clients.ClientUtils'

interface Logged {
  /** Warnings, in their order. */
  readonly logged: readonly { readonly message: string; readonly logger: string }[]
}

interface ServersOfClient extends Logged {
  readonly servers: readonly BootstrapServer[]
}
