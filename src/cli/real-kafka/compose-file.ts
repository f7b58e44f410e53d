/** A cluster's spec as `docker-compose.yml`: a container for each broker and each keeper of its metadata. */
import type { ClusterSpec, ConfigEntries } from '../../kafka/cluster/commands.ts'
import {
  brokerNode,
  brokerPort,
  controllerNode,
  controllerPort,
  zookeeperNode,
  zookeeperPort,
} from '../../kafka/common/addresses.ts'
import { type ContainerImages, containerImagesOf } from '../../kafka/profile/container-registry.ts'

/** Brokers hear one another and their controllers here; the other port is for clients on the machine. */
const BETWEEN_BROKERS = 19092
/** Any will do: what `kafka-storage.sh random-uuid` would draw. */
const CLUSTER_ID = 'MkU3OEVBNTcwNTJENDM2Qk'

interface Service {
  readonly name: string
  readonly image: string
  readonly environment: ConfigEntries
  readonly port: number | null
  readonly after: readonly string[]
}

/** Null where there is no image of the version. */
export function composeFile(spec: ClusterSpec): string | null {
  const images = containerImagesOf(spec.profile)
  if (images === null) return null
  const services = [...keepers(spec, images), ...spec.brokers.map((broker) => brokerService(spec, broker.id, images))]
  const ports = spec.brokers.map(({ id }) => `localhost:${brokerPort(id)}`).join(', ')
  return [
    ...images.about.map((line) => `# ${line}`),
    '#',
    '#   docker compose up -d',
    `#   Brokers answer on this machine at ${ports}.`,
    '#   docker compose down -v     stops everything and forgets the data',
    'services:',
    ...services.flatMap(linesOf),
    '',
  ].join('\n')
}

function linesOf({ name, image, environment, port, after }: Service): readonly string[] {
  return [
    `  ${name}:`,
    `    image: ${image}`,
    `    container_name: ${name}`,
    ...(port === null ? [] : ['    ports:', `      - "${port}:${port}"`]),
    ...(after.length === 0 ? [] : ['    depends_on:', ...after.map((each) => `      - ${each}`)]),
    '    environment:',
    ...Object.entries(environment).map(([key, value]) => `      ${key}: ${quoted(value)}`),
  ]
}

/** Of YAML in double quotes; a dollar sign would be Compose's. */
function quoted(value: string): string {
  return JSON.stringify(value).replaceAll('$', '$$$$')
}

/** `log.retention.ms` is `KAFKA_LOG_RETENTION_MS`; an underscore of the key itself is doubled, a hyphen tripled. */
function variable(key: string): string {
  return `KAFKA_${key.replaceAll('_', '__').replaceAll('-', '___').replaceAll('.', '_').toUpperCase()}`
}

function variables(config: ConfigEntries): ConfigEntries {
  return Object.fromEntries(Object.entries(config).map(([key, value]) => [variable(key), value]))
}

function keepers(spec: ClusterSpec, images: ContainerImages): readonly Service[] {
  const { keeper } = images
  const controllers = spec.controllers.map((id) => ({
    name: controllerNode(id),
    image: images.kafka,
    environment: { CLUSTER_ID, ...variables({ ...quorum(spec), ...controllerSettings(id), ...spec.config }) },
    port: null,
    after: [],
  }))
  const servers = spec.zookeeper ?? []
  if (keeper === undefined) return controllers
  const everybody = servers.map((id) => `${zookeeperNode(id)}:2888:3888`).join(';')
  const ensemble = servers.map((id) => ({
    name: zookeeperNode(id),
    image: keeper,
    environment: {
      ZOOKEEPER_SERVER_ID: String(id),
      ZOOKEEPER_CLIENT_PORT: String(zookeeperPort(id)),
      ZOOKEEPER_TICK_TIME: '2000',
      ...(servers.length > 1 && {
        ZOOKEEPER_INIT_LIMIT: '10',
        ZOOKEEPER_SYNC_LIMIT: '5',
        ZOOKEEPER_SERVERS: everybody,
      }),
    },
    port: zookeeperPort(id),
    after: [],
  }))
  return [...controllers, ...ensemble]
}

function controllerSettings(id: number): ConfigEntries {
  return {
    'process.roles': 'controller',
    'node.id': String(id),
    listeners: `CONTROLLER://:${controllerPort(id)}`,
    'listener.security.protocol.map': 'CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT,HOST:PLAINTEXT',
  }
}

function quorum({ controllers }: ClusterSpec): ConfigEntries {
  const voters = controllers.map((id) => `${id}@${controllerNode(id)}:${controllerPort(id)}`).join(',')
  return { 'controller.listener.names': 'CONTROLLER', 'controller.quorum.voters': voters }
}

function brokerService(spec: ClusterSpec, id: number, images: ContainerImages): Service {
  const own = spec.brokers.find((broker) => broker.id === id)
  const port = brokerPort(id)
  const ensemble = spec.zookeeper ?? []
  const inKraft = ensemble.length === 0
  const settings: ConfigEntries = {
    ...spec.config,
    ...own?.config,
    ...(own?.rack == null ? {} : { 'broker.rack': own.rack }),
    ...(inKraft
      ? { 'process.roles': 'broker', 'node.id': String(id), ...quorum(spec) }
      : {
          'broker.id': String(id),
          'zookeeper.connect': ensemble.map((each) => `${zookeeperNode(each)}:${zookeeperPort(each)}`).join(','),
        }),
    listeners: `PLAINTEXT://:${BETWEEN_BROKERS},HOST://:${port}`,
    'advertised.listeners': `PLAINTEXT://${brokerNode(id)}:${BETWEEN_BROKERS},HOST://localhost:${port}`,
    'listener.security.protocol.map': `${inKraft ? 'CONTROLLER:PLAINTEXT,' : ''}PLAINTEXT:PLAINTEXT,HOST:PLAINTEXT`,
    'inter.broker.listener.name': 'PLAINTEXT',
  }
  const after = [...spec.controllers.map(controllerNode), ...ensemble.map(zookeeperNode)]
  const environment = { ...(inKraft && { CLUSTER_ID }), ...variables(settings) }
  return { name: brokerNode(id), image: images.kafka, environment, port, after }
}
