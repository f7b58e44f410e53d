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
  for (const entry of entriesOf(text)) {
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
  if (typeof endpoints === 'string') return notCreated(text, endpoints)
  const foreign = endpoints.find((each) => each.listener !== BROKER_LISTENER)
  if (foreign !== undefined && foreign.listener !== 'CONTROLLER')
    return notCreated(text, `No security protocol defined for listener ${foreign.listener}`)
  if (foreign !== undefined || endpoints.length === 0)
    return 'requirement failed: There must be at least one broker advertised listener. Perhaps all listeners appear in controller.listener.names?'
  if (endpoints.some((each) => each.host === '0.0.0.0'))
    return 'requirement failed: advertised.listeners cannot use the nonroutable meta-address 0.0.0.0. Use a routable IP address.'
  return null
}

/** The same of `listeners`, as far as that nobody could read them. */
export function refuseListeners(text: string): string | null {
  const endpoints = parseEndpoints(text)
  return typeof endpoints === 'string' ? notCreated(text, endpoints) : null
}

/** The list is shown as Java prints one. */
function notCreated(text: string, why: string): string {
  return `Error creating broker listeners from '[${entriesOf(text).join(', ')}]': ${why}`
}

function entriesOf(text: string): readonly string[] {
  return text.trim().split(/\s*,\s*/)
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
