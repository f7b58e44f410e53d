/** Counterpart in Kafka: org.apache.kafka.network.SocketServerConfigs.listenerListToEndPoints. */

export interface Endpoint {
  /** In capitals, as listener names are compared. */
  readonly listener: string
  /** Empty: every address of the machine. */
  readonly host: string
  readonly port: number
}

/** The one listener that every broker here has, for clients and for other brokers. */
const BROKER_LISTENER = 'PLAINTEXT'

const ENDPOINT = /^(.*):\/\/\[?([0-9a-zA-Z\-%._:]*)\]?:(-?\d+)$/

/** `PLAINTEXT://localhost:9092,…`, or what Kafka says of the entry it cannot read. */
function parseEndpoints(text: string): readonly Endpoint[] | string {
  const endpoints: Endpoint[] = []
  for (const entry of text.trim().split(/\s*,\s*/)) {
    if (entry === '') continue
    const match = ENDPOINT.exec(entry)
    if (match === null) return `Unable to parse ${entry} to a broker endpoint`
    const [, listener = '', host = '', port = ''] = match
    endpoints.push({ listener: listener.toUpperCase(), host, port: Number(port) })
  }
  return endpoints
}

/** KafkaConfig.validateValues, as far as it is about `advertised.listeners`: its words, or null. */
export function refuseAdvertised(text: string): string | null {
  const endpoints = parseEndpoints(text)
  const shown = `[${text
    .trim()
    .split(/\s*,\s*/)
    .join(', ')}]`
  if (typeof endpoints === 'string') return `Error creating broker listeners from '${shown}': ${endpoints}`
  const foreign = endpoints.find((each) => each.listener !== BROKER_LISTENER)
  if (foreign !== undefined && foreign.listener !== 'CONTROLLER')
    return `Error creating broker listeners from '${shown}': No security protocol defined for listener ${foreign.listener}`
  if (foreign !== undefined || endpoints.length === 0)
    return 'requirement failed: There must be at least one broker advertised listener. Perhaps all listeners appear in controller.listener.names?'
  if (endpoints.some((each) => each.host === '0.0.0.0'))
    return 'requirement failed: advertised.listeners cannot use the nonroutable meta-address 0.0.0.0. Use a routable IP address.'
  return null
}

/** The same of `listeners`, as far as that nobody could read them. */
export function refuseListeners(text: string): string | null {
  const endpoints = parseEndpoints(text)
  const shown = `[${text
    .trim()
    .split(/\s*,\s*/)
    .join(', ')}]`
  return typeof endpoints === 'string' ? `Error creating broker listeners from '${shown}': ${endpoints}` : null
}

/** Where a broker tells others that it is: what it advertises, else where it listens. */
export function advertisedEndpoint(
  advertised: string | undefined,
  listening: { readonly host: string; readonly port: number },
): { readonly host: string; readonly port: number } {
  const endpoints = advertised === undefined ? [] : parseEndpoints(advertised)
  const own = typeof endpoints === 'string' ? undefined : endpoints.find((each) => each.listener === BROKER_LISTENER)
  if (own === undefined) return listening
  // Without a host it tells the name of its machine.
  return { host: own.host === '' ? listening.host : own.host, port: own.port }
}
