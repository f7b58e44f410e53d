/** Counterpart in Kafka: what EndPoint, CoreUtils and SocketServerConfigs make of `listeners` and its kin. */

export interface Endpoint {
  /** In capitals, as listener names are compared. */
  readonly listener: string
  /** Empty: every address of the machine. */
  readonly host: string
  readonly port: number
}

/** What a listener may speak (SecurityProtocol). */
export const SECURITY_PROTOCOLS: readonly string[] = Object.freeze(['PLAINTEXT', 'SSL', 'SASL_PLAINTEXT', 'SASL_SSL'])

/** The one listener that every broker here has, for clients and for other brokers. */
export const BROKER_LISTENER = 'PLAINTEXT'

const ENDPOINT = /^(.*):\/\/\[?([0-9a-zA-Z\-%._:]*)\]?:(-?\d+)$/

/** `PLAINTEXT://localhost:9092,…`, or what Kafka says of the entry it cannot read. */
export function parseEndpoints(text: string): readonly Endpoint[] | string {
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

/** What a running broker of KRaft's era says of a dynamic `listeners` that nobody can read. */
export function refuseListeners(text: string): string | null {
  const endpoints = parseEndpoints(text)
  return typeof endpoints === 'string'
    ? `Error creating broker listeners from '${asJavaList(text)}': ${endpoints}`
    : null
}

/** The list is shown as Java prints one. */
export function asJavaList(text: string): string {
  return `[${entriesOf(text).join(', ')}]`
}

function entriesOf(text: string): readonly string[] {
  return text.trim().split(/\s*,\s*/)
}
