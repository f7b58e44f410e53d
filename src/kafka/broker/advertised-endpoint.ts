/** Counterpart in Kafka: KafkaConfig.advertisedListeners, of the one listener that is simulated. */
import { BROKER_LISTENER, parseEndpoints } from '../common/listeners.ts'

/**
 * Where a broker tells others that it is: what it advertises, by host and port in versions that know these, else where it
 * listens. `machine` has the name that stands for every address.
 */
export function advertisedEndpoint(
  properties: Readonly<Record<string, string>>,
  known: { has(name: string): boolean },
  machine: HostAndPort,
): HostAndPort {
  const given = (name: string) => (known.has(name) ? properties[name] : undefined)
  const own = endpointIn(given('listeners'), { host: given('host.name') ?? machine.host, port: machine.port })
  const host = given('advertised.host.name')
  const port = given('advertised.port')
  return endpointIn(given('advertised.listeners'), { host: host ?? own.host, port: Number(port ?? own.port) }, machine)
}

interface HostAndPort {
  readonly host: string
  readonly port: number
}

/** Without a host it is `machine`'s. */
function endpointIn(text: string | undefined, otherwise: HostAndPort, machine = otherwise): HostAndPort {
  const endpoints = text === undefined ? [] : parseEndpoints(text)
  const own = typeof endpoints === 'string' ? undefined : endpoints.find((each) => each.listener === BROKER_LISTENER)
  return own === undefined ? otherwise : { host: own.host === '' ? machine.host : own.host, port: own.port }
}
