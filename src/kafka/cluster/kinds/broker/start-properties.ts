/** What a broker makes of its properties file when it starts: Kafka's own refusals, and what cannot be otherwise here. */
import { isUp, type World, type WorldNode } from '../../../../engine/world.ts'
import type { BrokerStartSpec } from '../../../broker/broker-start-spec.ts'
import type { StartFailure } from '../../../broker/server-log.ts'
import {
  brokerNode,
  controllerNode,
  isNumericAddress,
  LOOPBACK_HOSTS,
  zookeeperPort,
} from '../../../common/addresses.ts'
import { BROKER_LISTENER, parseEndpoints } from '../../../common/listeners.ts'
import { kindOf, nodesOfKind, type StartSpec } from '../../../common/node-kind.ts'
import type { ControllerSpec } from '../../../controller/controller-state.ts'
import type { Profile } from '../../../profile/profile.ts'
import { profileOf } from '../../../profile/registry.ts'
import { refuseProperties } from '../../../profile/server-properties.ts'
import { csv } from '../../../profile/server-settings.ts'
import type { ConfigEntries } from '../../commands.ts'
import { BROKER_KIND } from './brokers.ts'
import { ownProperties } from './own-properties.ts'

const KAFKA_EXCEPTION = 'org.apache.kafka.common.KafkaException'

/** Lines are taken as the version takes them; one that would make the broker another, or have it elsewhere, is said to be none here. */
export function brokerWithProperties(before: unknown, properties: ConfigEntries, world: World): StartSpec {
  const spec = before as BrokerStartSpec
  const { refused: _, stranger: __, ...runnable } = spec
  const failure = failureWith(spec, properties, world)
  if (failure !== null) {
    const refused: StartFailure = Object.freeze(failure)
    return { spec: Object.freeze({ ...runnable, refused }), failure: `${failure.class}: ${failure.message}` }
  }
  const moved = movedLine(spec, properties)
  if (moved !== null) return { refusal: moved }
  const plain = ownProperties(spec.brokerId, spec)
  const config: ConfigEntries = Object.freeze(
    Object.fromEntries(
      Object.entries(properties).filter(([name, value]) => plain[name] !== value || name in spec.config),
    ),
  )
  const zookeeper = serversIn(properties['zookeeper.connect'])
  const stranger = isStranger(spec, world)
  const same =
    sameEntries(config, spec.config) &&
    spec.refused === undefined &&
    sameServers(zookeeper, spec.zookeeper) &&
    stranger === (spec.stranger === true)
  if (same) return { spec }
  return {
    spec: Object.freeze({
      ...runnable,
      config,
      ...(zookeeper === null ? {} : { zookeeper }),
      ...(stranger ? { stranger } : {}),
    }),
  }
}

/** Whoever was formatted for one cluster is answered by no controller of another. */
function isStranger({ clusterId, controllers }: BrokerStartSpec, world: World): boolean {
  return controllers.some((id) => {
    const ruled = world.nodes.get(controllerNode(id))?.spec as ControllerSpec | undefined
    return ruled !== undefined && ruled.unformatted !== true && ruled.clusterId !== clusterId
  })
}

/** What the process dies of, in the order in which Kafka comes to it. */
function failureWith(spec: BrokerStartSpec, properties: ConfigEntries, world: World): StartFailure | null {
  const profile = profileOf(spec.profile)
  const refused = refuseProperties(profile, properties)
  if (refused !== null) return { ...refused, when: 'refused' }
  return foreignDirectory(spec, properties, world) ?? unboundListener(spec, properties, world)
}

/** `meta.properties` says whose a directory is, and a lock that its process runs. */
function foreignDirectory(spec: BrokerStartSpec, properties: ConfigEntries, world: World): StartFailure | null {
  const profile = profileOf(spec.profile)
  const [directory = ''] = directoriesIn(properties, profile)
  const owner = otherBrokers(spec, world).find((node) => ownDirectories(node.spec).includes(directory))
  const isOwn = owner === undefined && spec.unformatted !== true && ownDirectories(spec).includes(directory)
  const stored = isOwn ? spec.brokerId : ((owner?.spec as BrokerStartSpec | undefined)?.brokerId ?? null)
  const refused = profile.rules.server.refuseStoredId(configuredId(properties), stored, directory)
  if (refused !== null) return { ...refused, when: 'failedEarly' }
  if (owner === undefined || !isUp(owner)) return null
  const message = `Failed to acquire lock on file .lock in ${directory}. A Kafka instance in another process or thread is using this directory.`
  return { class: KAFKA_EXCEPTION, message, when: 'failed' }
}

/** SocketServer.openServerSocket. */
function unboundListener(spec: BrokerStartSpec, properties: ConfigEntries, world: World): StartFailure | null {
  for (const { host, port } of listening(properties, profileOf(spec.profile))) {
    const why = whyUnbound(host, port, spec, world)
    const address = `${host === '' ? '0.0.0.0' : host}:${port}`
    if (why !== null)
      return { class: KAFKA_EXCEPTION, message: `Socket server failed to bind to ${address}: ${why}.`, when: 'failed' }
  }
  return null
}

function whyUnbound(host: string, port: number, spec: BrokerStartSpec, world: World): string | null {
  if (isTaken(port, spec, world)) return 'Address already in use'
  if (isOwnHost(host)) return null
  return isNumericAddress(host) ? 'Cannot assign requested address' : 'Unresolved address'
}

/**
 * Who it is, where it listens and whom it asks, a run decides. A line that says the same in other words is taken; of one
 * that says otherwise Kafka would make another server, which is not simulated.
 */
function movedLine(spec: BrokerStartSpec, properties: ConfigEntries): string | null {
  const profile = profileOf(spec.profile)
  const own = ownLines(spec)
  const moved = Object.keys(own).find((name) => properties[name] !== own[name] && !meansTheSame(name, properties, spec))
  if (moved === undefined) return null
  const why = `has to say ${moved}=${own[moved]}`
  const extra = listening(properties, profile).length > 1 ? ' Of several listeners one is simulated.' : ''
  return `Who ${brokerNode(spec.brokerId)} is and where it listens cannot be changed here: its properties file ${why}.${extra}`
}

function meansTheSame(name: string, properties: ConfigEntries, spec: BrokerStartSpec): boolean {
  const profile = profileOf(spec.profile)
  switch (name) {
    case 'listeners': {
      const endpoints = listening(properties, profile)
      const [only] = endpoints
      const isOwn = only?.listener === BROKER_LISTENER && only.port === spec.port
      return endpoints.length === 1 && isOwn && isOwnHost(only.host)
    }
    case 'node.id':
    case 'broker.id':
      // 2.5 takes it from the directory where nobody says it, and has looked at what else it may be.
      return true
    case 'listener.security.protocol.map':
      // That every listener of the file has a protocol, Kafka has looked at.
      return csv(properties[name] ?? '').every((entry) => !/^(?:PLAINTEXT|CONTROLLER):(?!PLAINTEXT$)/i.test(entry))
    case 'controller.quorum.bootstrap.servers': {
      const known = csv(ownLines(spec)[name] ?? '')
      const told = csv(properties[name] ?? '').map((server) =>
        server.replace(/^[^:]*/, (host) => (isOwnHost(host) ? 'localhost' : host)),
      )
      return told.length > 0 && told.every((server) => known.includes(server))
    }
    case 'zookeeper.connect':
      return serversIn(properties[name]) !== null
    case 'log.dirs':
      return directoriesIn(properties, profile).join() === csv(ownLines(spec)[name] ?? '').join()
    default:
      return false
  }
}

/** Who it is and where, as its file said when it was last started. */
function ownLines(spec: BrokerStartSpec): ConfigEntries {
  const plain = ownProperties(spec.brokerId, spec)
  return Object.fromEntries(Object.entries(plain).map(([name, value]) => [name, spec.config[name] ?? value]))
}

function isOwnHost(host: string): boolean {
  return host === '' || host === '0.0.0.0' || LOOPBACK_HOSTS.includes(host)
}

/** Where the file says that it listens; KafkaConfig.listeners. */
export function listening(properties: ConfigEntries, profile: Profile) {
  const value = (name: string, byDefault: string) =>
    (profile.configs.broker.has(name) ? properties[name] : undefined) ?? byDefault
  const endpoints = parseEndpoints(value('listeners', `PLAINTEXT://${value('host.name', '')}:${value('port', '9092')}`))
  return typeof endpoints === 'string' ? [] : endpoints
}

/** Servers of the ensemble, where the line names nobody else; there may be no such server, and then nobody answers. */
function serversIn(connect: string | undefined): readonly number[] | null {
  const ids = csv(connect ?? '').map((server) => {
    const [, host = '', port = ''] = /^([^:/]+):(\d+)$/.exec(server) ?? []
    const id = Number(port) - zookeeperPort(0)
    return LOOPBACK_HOSTS.includes(host) && id > 0 && id < 100 ? id : 0
  })
  return ids.length === 0 || ids.includes(0) ? null : ids
}

function sameServers(told: readonly number[] | null, before: readonly number[] | undefined): boolean {
  return told === null || told.join() === before?.join()
}

function configuredId(properties: ConfigEntries): string | null {
  return (properties['node.id'] ?? properties['broker.id'])?.trim() ?? null
}

function directoriesIn(properties: ConfigEntries, { configs }: Profile): string[] {
  return csv(properties['log.dirs'] ?? properties['log.dir'] ?? configs.broker.get('log.dir')?.defaultValue ?? '')
}

function otherBrokers(spec: BrokerStartSpec, world: World): WorldNode[] {
  return nodesOfKind(world, BROKER_KIND).filter((node) => (node.spec as BrokerStartSpec).brokerId !== spec.brokerId)
}

function ownDirectories(spec: unknown): string[] {
  return csv(ownLines(spec as BrokerStartSpec)['log.dirs'] ?? '')
}

/** Another process listens there. */
function isTaken(port: number, spec: BrokerStartSpec, world: World): boolean {
  return [...world.nodes.values()].some((node) => {
    if (!isUp(node)) return false
    const isItself = node.kind === BROKER_KIND && (node.spec as BrokerStartSpec).brokerId === spec.brokerId
    return !isItself && (kindOf(world, node).listenersOf?.(node.spec) ?? []).some((each) => each.port === port)
  })
}

function sameEntries(a: ConfigEntries, b: ConfigEntries): boolean {
  const names = Object.keys(a)
  return names.length === Object.keys(b).length && names.every((name) => a[name] === b[name])
}
