/**
 * Counterpart in Kafka: what kafka.server.KafkaConfig asks of listeners, their names and their security, before a process
 * starts. What versions say differently, and in which order they look, is theirs.
 */
import { type Endpoint, parseEndpoints, SECURITY_PROTOCOLS } from '../common/listeners.ts'
import type { Thrown } from './rules.ts'

/** A whole properties file, each value of which is good by itself. */
export interface Settings {
  /** What was given, else the default; null: neither. */
  text(name: string): string | null
  number(name: string): number
  isGiven(name: string): boolean
}

export type Endpoints = { readonly endpoints: readonly Endpoint[] } | { readonly refused: Thrown }
/** Listener names to security protocols. */
export type Protocols = { readonly protocols: ReadonlyMap<string, string> } | { readonly refused: Thrown }

export const CONFIG_EXCEPTION = 'org.apache.kafka.common.config.ConfigException'
const ILLEGAL_ARGUMENT = 'java.lang.IllegalArgumentException'

export function configException(message: string): Thrown {
  return { class: CONFIG_EXCEPTION, message }
}

/** Scala's `require`: null where it holds. */
export function required(holds: boolean, message: string): Thrown | null {
  return holds ? null : { class: ILLEGAL_ARGUMENT, message: `requirement failed: ${message}` }
}

/** The first that is refused, looked at one after the other. */
export function firstRefused(checks: readonly (() => Thrown | null)[]): Thrown | null {
  for (const check of checks) {
    const refused = check()
    if (refused !== null) return refused
  }
  return null
}

/** `listener.security.protocol.map`. */
export function protocolsIn(text: string): Protocols {
  const protocols = new Map<string, string>()
  for (const entry of csv(text)) {
    const colon = entry.lastIndexOf(':')
    // String.substring in Java's words.
    if (colon === -1) {
      const message = `Error parsing configuration property 'listener.security.protocol.map': begin 0, end -1, length ${entry.length}`
      return { refused: { class: ILLEGAL_ARGUMENT, message } }
    }
    const protocol = entry.slice(colon + 1).trim()
    if (!SECURITY_PROTOCOLS.includes(protocol.toUpperCase())) {
      const message = `Invalid security protocol \`${protocol}\` defined in listener.security.protocol.map`
      return { refused: configException(message) }
    }
    protocols.set(entry.slice(0, colon).trim().toUpperCase(), protocol.toUpperCase())
  }
  return { protocols }
}

/** How a version says what is wrong with a list of endpoints. */
export interface EndpointWords {
  /** The list as it is named in a sentence. */
  named(text: string): string
  /** Of two endpoints with one name, or on one port. */
  twice(what: 'port' | 'name', text: string): string
}

/** `listeners` or `advertised.listeners`; where `distinctPorts`, each on a port of its own. */
export function endpointsIn(text: string, known: Protocols, words: EndpointWords, distinctPorts = true): Endpoints {
  if ('refused' in known) return known
  const failed = (why: string): Endpoints => ({
    refused: {
      class: ILLEGAL_ARGUMENT,
      message: `Error creating broker listeners from '${words.named(text)}': ${why}`,
    },
  })
  const endpoints = parseEndpoints(text)
  if (typeof endpoints === 'string') return failed(endpoints)
  const foreign = endpoints.find(({ listener }) => !known.protocols.has(listener))
  if (foreign !== undefined) return failed(`No security protocol defined for listener ${foreign.listener}`)
  const ports = endpoints.map(({ port }) => port).filter((port) => port !== 0)
  if (distinctPorts && new Set(ports).size < ports.length) return refusedTwice(words.twice('port', text))
  if (new Set(endpoints.map(({ listener }) => listener)).size < endpoints.length)
    return refusedTwice(words.twice('name', text))
  return { endpoints }
}

function refusedTwice(message: string): Endpoints {
  return { refused: { class: ILLEGAL_ARGUMENT, message } }
}

/** The listener by which brokers talk among themselves. */
export function interBrokerListener(
  settings: Settings,
  known: Protocols,
): { readonly name: string } | { readonly refused: Thrown } {
  const named = settings.text('inter.broker.listener.name')
  if (named === null) {
    const protocol = settings.text('security.inter.broker.protocol') ?? 'PLAINTEXT'
    return SECURITY_PROTOCOLS.includes(protocol.toUpperCase())
      ? { name: protocol.toUpperCase() }
      : {
          refused: configException(
            `Invalid security protocol \`${protocol}\` defined in security.inter.broker.protocol`,
          ),
        }
  }
  if (settings.isGiven('security.inter.broker.protocol'))
    return {
      refused: configException(
        'Only one of inter.broker.listener.name and security.inter.broker.protocol should be set.',
      ),
    }
  if ('refused' in known) return known
  const name = named.toUpperCase()
  return known.protocols.has(name)
    ? { name }
    : {
        refused: configException(
          `Listener with name ${name} defined in inter.broker.listener.name not found in listener.security.protocol.map.`,
        ),
      }
}

/** What both lists must have in common, and that somebody outside can reach what is advertised. */
export function refuseAdvertised(
  advertised: readonly Endpoint[],
  listening: readonly Endpoint[],
  interBroker: string,
): Thrown | null {
  const namesOf = (endpoints: readonly Endpoint[]) => endpoints.map(({ listener }) => listener)
  const told = namesOf(advertised)
  const own = namesOf(listening)
  return firstRefused([
    () =>
      required(
        told.includes(interBroker),
        `inter.broker.listener.name must be a listener name defined in advertised.listeners. The valid options based on currently configured listeners are ${told.join(',')}`,
      ),
    () =>
      required(
        told.every((name) => own.includes(name)),
        `advertised.listeners listener names must be equal to or a subset of the ones defined in listeners. Found ${told.join(',')}. The valid options based on the current configuration are ${own.join(',')}`,
      ),
    () =>
      required(
        !advertised.some(({ host }) => host === '0.0.0.0'),
        'advertised.listeners cannot use the nonroutable meta-address 0.0.0.0. Use a routable IP address.',
      ),
  ])
}

/** Records that are kept for no time at all; of the units that are given the finest counts. */
export function keepsNothing({ isGiven, number }: Settings): boolean {
  const units = ['log.retention.ms', 'log.retention.minutes', 'log.retention.hours']
  return number(units.find(isGiven) ?? 'log.retention.hours') === 0
}

/** How long fetches of followers may wait. */
export function refuseFetchWaits({ number }: Settings): Thrown | null {
  const waitMs = number('replica.fetch.wait.max.ms')
  return (
    required(
      waitMs <= number('replica.socket.timeout.ms'),
      'replica.socket.timeout.ms should always be at least replica.fetch.wait.max.ms to prevent unnecessary socket timeouts',
    ) ??
    required(
      waitMs <= number('replica.lag.time.max.ms'),
      'replica.fetch.wait.max.ms should always be less than or equal to replica.lag.time.max.ms to prevent frequent changes in ISR',
    )
  )
}

/** CoreUtils.parseCsvList. */
export function csv(text: string): string[] {
  return text
    .trim()
    .split(/\s*,\s*/)
    .filter((entry) => entry !== '')
}
