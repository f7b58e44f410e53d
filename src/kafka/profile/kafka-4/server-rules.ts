/** What a server of 4.3.1 makes of its properties file, and what it writes into its log. */
import { asJavaList } from '../../common/listeners.ts'
import { failureLines, inLogManager, inReplicaManager, lastFailedLine } from '../disk-lines.ts'
import type { DiskEvent, LoggedLine, ServerEvent, ServerRules, Thrown } from '../rules.ts'
import {
  configException,
  csv,
  type EndpointWords,
  endpointsIn,
  firstRefused,
  interBrokerListener,
  keepsNothing,
  type Protocols,
  protocolsIn,
  refuseAdvertised,
  refuseFetchWaits,
  required,
  type Settings,
} from '../server-settings.ts'

/** SocketServerConfigs.listenerListToEndPoints: since 4.2 lists are lists when they are read. */
const ENDPOINT_WORDS: EndpointWords = {
  named: asJavaList,
  twice: (what, text) =>
    `Error creating broker listeners from '${asJavaList(text)}': Each listener must have a different ${what}, listeners: ${asJavaList(text)}`,
}

const RAFT_SERVER = 'kafka.server.KafkaRaftServer'
const BROKER_SERVER = 'kafka.server.BrokerServer'

export const SERVER: ServerRules = Object.freeze({
  refuseSettings: (settings: Settings) => {
    const known = effectiveProtocols(settings)
    const interBroker = interBrokerListener(settings, known)
    if ('refused' in interBroker) return interBroker.refused
    return firstRefused([
      () => refuseIds(settings),
      () => refuseNumbers(settings),
      () => refuseListeners(settings, known, interBroker.name),
    ])
  },
  // MetaPropertiesEnsemble.verify, KafkaRaftServer.initializeLogDirs: whoever has a directory has formatted it.
  refuseStoredId(configured: string | null, stored: number | null, directory: string) {
    if (configured === String(stored)) return null
    const message =
      stored === null
        ? 'No readable meta.properties files found.'
        : `Stored node id ${stored} doesn't match previous node id ${configured} in ${directory}/meta.properties. If you moved your data, make sure your configured node id matches. If you intend to create a new node, you should remove all data in your data directories.`
    return { class: 'java.lang.RuntimeException', message }
  },
  writes(event: ServerEvent, id: number) {
    switch (event) {
      case 'starting':
        return { level: 'INFO' as const, message: `[BrokerServer id=${id}] Starting broker`, logger: BROKER_SERVER }
      case 'started': {
        const message = `[KafkaRaftServer nodeId=${id}] Kafka Server started`
        return { level: 'INFO' as const, message, logger: RAFT_SERVER }
      }
      case 'shuttingDown':
        return { level: 'INFO' as const, message: `[BrokerServer id=${id}] shutting down`, logger: BROKER_SERVER }
      case 'shutDown':
        return { level: 'INFO' as const, message: `[BrokerServer id=${id}] shut down completed`, logger: BROKER_SERVER }
      case 'refused':
      case 'failedEarly':
        return { level: 'ERROR' as const, message: 'Exiting Kafka due to fatal exception', logger: 'kafka.Kafka$' }
      case 'failed': {
        const message = `[BrokerServer id=${id}] Received a fatal error while waiting for all of the SocketServer Acceptors to be started`
        return { level: 'ERROR' as const, message, logger: BROKER_SERVER }
      }
      case 'anotherCluster': {
        const message = `[RaftManager id=${id}] Unexpected error INCONSISTENT_CLUSTER_ID in FETCH response`
        return { level: 'ERROR' as const, message, logger: 'org.apache.kafka.raft.KafkaRaftClient' }
      }
      case 'unregistered': {
        const message = `[BrokerLifecycleManager id=${id}] Shutting down because we were unable to register with the controller quorum.`
        return { level: 'ERROR' as const, message, logger: 'org.apache.kafka.server.BrokerLifecycleManager' }
      }
      case 'gaveUp': {
        const message = 'Exiting Kafka due to fatal exception during startup.'
        return { level: 'ERROR' as const, message, logger: 'kafka.Kafka$' }
      }
    }
  },
  writesOfDisk(event: DiskEvent, id: number) {
    switch (event.type) {
      case 'loading':
        return loadingLines(event)
      case 'loaded': {
        const unclean = event.unclean.length === 0 ? '' : ` (unclean log dirs = ${arrayBuffer(event.unclean)})`
        return [inLogManager('INFO', `Loaded ${event.logs} logs in ${event.ms}ms${unclean}`)]
      }
      case 'failing': {
        const uuid = event.id === null ? 'None' : `Some(${event.id})`
        const first = `Stopping serving replicas in dir ${event.path} with uuid ${uuid} because the log directory has failed.`
        return failureLines(first, event, id)
      }
      case 'lastFailed':
        return [lastFailedLine(event.paths)]
      case 'metadataFailed':
        return [inReplicaManager('ERROR', id, `Shutdown broker because the metadata log dir ${event.path} has failed`)]
    }
  },
})

/** Where nothing is said of it, a controller's listener is PLAINTEXT. */
function effectiveProtocols(settings: Settings): Protocols {
  const known = protocolsIn(settings.text('listener.security.protocol.map') ?? '')
  if ('refused' in known || settings.isGiven('listener.security.protocol.map')) return known
  const controllers = controllerListeners(settings).map((name) => [name, 'PLAINTEXT'] as const)
  return { protocols: new Map([...known.protocols, ...controllers]) }
}

function controllerListeners({ text }: Settings): string[] {
  return csv(text('controller.listener.names') ?? '').map((name) => name.toUpperCase())
}

function refuseIds({ text }: Settings): Thrown | null {
  return text('node.id') === text('broker.id')
    ? null
    : configException('You must set `node.id` to the same value as `broker.id`.')
}

/** AbstractKafkaConfig and KafkaConfig.validateValues, as far as it is about numbers that are modelled. */
function refuseNumbers(settings: Settings): Thrown | null {
  return firstRefused([
    () => required(!keepsNothing(settings), 'log.retention.ms must be unlimited (-1) or, greater than or equal to 1'),
    () => refuseFetchWaits(settings),
  ])
}

function refuseQuorum({ text }: Settings): Thrown | null {
  const named = ['controller.quorum.bootstrap.servers', 'controller.quorum.voters'].some((name) => text(name))
  return named
    ? null
    : configException(
        'If using process.roles, either controller.quorum.bootstrap.servers must contain the set of bootstrap controllers or controller.quorum.voters must contain a parseable set of controllers.',
      )
}

function refuseListeners(settings: Settings, known: Protocols, interBroker: string): Thrown | null {
  const { text } = settings
  const listening = text('listeners') ?? 'PLAINTEXT://:9092'
  const own = endpointsIn(listening, known, ENDPOINT_WORDS)
  if ('refused' in own) return own.refused
  const told = endpointsIn(text('advertised.listeners') ?? listening, known, ENDPOINT_WORDS, false)
  if ('refused' in told) return told.refused
  const controllers = controllerListeners(settings)
  const ofBrokers = told.endpoints.filter(({ listener }) => !controllers.includes(listener))
  const roles = csv(text('process.roles') ?? '')
  if (!roles.includes('broker')) return refuseQuorum(settings)
  return firstRefused([
    () => refuseQuorum(settings),
    () =>
      required(
        !own.endpoints.some(({ listener }) => controllers.includes(listener)) || roles.includes('controller'),
        "controller.listener.names must not contain a value appearing in the 'listeners' configuration when running KRaft with just the broker role",
      ),
    () =>
      required(
        ofBrokers.length > 0,
        'There must be at least one broker advertised listener. Perhaps all listeners appear in controller.listener.names?',
      ),
    () => refuseAdvertised(ofBrokers, own.endpoints, interBroker),
  ])
}

type Loading = Extract<DiskEvent, { readonly type: 'loading' }>

/** LogManager.loadLogs, and LogLoader of each log. */
function loadingLines({ directories, recovering }: Loading): LoggedLine[] {
  return [
    inLogManager('INFO', `Loading logs from log dirs ${arrayBuffer(directories.map(({ path }) => path))}`),
    ...directories.flatMap(({ path, logs, clean }) => [
      inLogManager('INFO', ofDirectory(path, logs, clean)),
      ...recovering.filter((each) => each.path === path).flatMap(recovered),
    ]),
  ]
}

function ofDirectory(path: string, logs: number, clean: boolean): string {
  if (logs === 0) return `No logs found to be loaded in ${path}`
  return clean
    ? `Skipping recovery of ${logs} logs from ${path} since clean shutdown file was found`
    : `Recovering ${logs} logs from ${path} since no clean shutdown file was found`
}

function recovered({ log, path, segments }: Loading['recovering'][number]): LoggedLine[] {
  return segments.map((base, before) => ({
    ...{ level: 'INFO', logger: 'org.apache.kafka.storage.internals.log.LogLoader' },
    message: `[LogLoader partition=${log}, dir=${path}] Recovering unflushed segment ${base}. ${before} recovered for ${log}.`,
  }))
}

/** As Scala prints one. */
function arrayBuffer(texts: readonly string[]): string {
  return `ArrayBuffer(${texts.join(', ')})`
}
