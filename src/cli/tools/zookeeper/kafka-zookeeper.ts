/**
 * Counterpart in Kafka: kafka.zk.KafkaZkClient, as its tools of ZooKeeper's time use it: they write what brokers and the
 * controller watch, and need none of them.
 */
import type { ByteString } from '../../../kafka/common/payload.ts'
import type { SessionResponse } from '../../../kafka/protocol/zookeeper/client-messages.ts'
import type { ZooKeeperError } from '../../../kafka/protocol/zookeeper/zookeeper-error.ts'
import {
  decodeBroker,
  decodeConfig,
  decodeTopic,
  encodeConfig,
  encodeConfigChange,
  encodeTopic,
  type ReplicaAssignment,
} from '../../../kafka/znodes/znode-bodies.ts'
import { BROKER_IDS, brokerIdPath, CONFIG_CHANGE_PREFIX, TOPICS, topicPath } from '../../../kafka/znodes/znode-paths.ts'
import type { EnsembleRequest } from '../../ensemble-session.ts'
import { JavaException } from '../../java-errors.ts'
import { inOwnVoice } from '../../own-voice.ts'
import type { ToolContext } from '../../replayed-tool.ts'
import { parseConnectString } from './connect-string.ts'

type Asking = Pick<ToolContext, 'ensemble'>
export type Settings = Readonly<Record<string, string>>

/** Of the session that a tool asks for, and how long it waits for a server to take it. */
const TIMEOUT_MS = 30_000

/** Opens the session that `--zookeeper` names. Throws what KafkaZkClient throws where no server takes it. */
export function connectToEnsemble(context: ToolContext, text: string): void {
  const { servers, root } = parseConnectString(text)
  if (root !== '') {
    context.printError(inOwnVoice(`not simulated: a path behind the addresses, ${root}`))
    context.exit(1)
  }
  const reachable = servers.length > 0 ? servers : ['zookeeper nowhere']
  context.ensemble.open({ servers: reachable, sessionTimeoutMs: TIMEOUT_MS, retries: true, closes: true })
  if (context.ensemble.connect(TIMEOUT_MS)) return
  const message = 'Timed out waiting for connection while in state: CONNECTING'
  throw new JavaException('kafka.zookeeper.ZooKeeperClientTimeoutException', message)
}

const CODES: Readonly<Partial<Record<ZooKeeperError, string>>> = {
  NONODE: 'NoNode',
  NODEEXISTS: 'NodeExists',
  BADVERSION: 'BadVersion',
  SESSIONEXPIRED: 'SessionExpired',
  NOTEMPTY: 'NotEmpty',
}

/** As ZooKeeper's client throws it. */
function keeperException(error: ZooKeeperError, path: string): JavaException {
  const code = CODES[error] ?? error
  const className = `org.apache.zookeeper.KeeperException$${code}Exception`
  return new JavaException(className, `KeeperErrorCode = ${code} for ${path}`)
}

type Asked = Extract<EnsembleRequest, { readonly path: string }>

/** Throws for any error but those that the caller has an answer to. */
function ask({ ensemble }: Asking, request: Asked, known: readonly ZooKeeperError[]): SessionResponse {
  const answer = ensemble.ask(request)
  if (answer.type === 'lost') throw keeperException(answer.error, request.path)
  if (answer.error !== 'OK' && !known.includes(answer.error)) throw keeperException(answer.error, request.path)
  return answer
}

/** Null where there is no such znode. */
export function dataAt(context: Asking, path: string): ByteString | null {
  const answer = ask(context, { type: 'GetDataRequest', path, watch: false }, ['NONODE'])
  return answer.type === 'GetDataResponse' && answer.error === 'OK' ? answer.data : null
}

/** None where there is no such znode. */
export function childrenAt(context: Asking, path: string): readonly string[] {
  const answer = ask(context, { type: 'GetChildrenRequest', path, watch: false }, ['NONODE'])
  return answer.type === 'GetChildrenResponse' && answer.error === 'OK' ? answer.children : []
}

export function isAt(context: Asking, path: string): boolean {
  return ask(context, { type: 'ExistsRequest', path, watch: false }, ['NONODE']).error === 'OK'
}

/** False: it is there already. Parents come first where they are missing. */
export function createAt(context: Asking, path: string, data: ByteString | null): boolean {
  const request = { type: 'CreateRequest', path, data, ephemeral: false, sequential: false } as const
  const { error } = ask(context, request, ['NODEEXISTS', 'NONODE'])
  if (error !== 'NONODE') return error === 'OK'
  createAt(context, path.slice(0, path.lastIndexOf('/')), null)
  return ask(context, request, ['NODEEXISTS']).error === 'OK'
}

/** False: there is no such znode. */
export function setAt(context: Asking, path: string, data: ByteString): boolean {
  return ask(context, { type: 'SetDataRequest', path, data, version: -1 }, ['NONODE']).error === 'OK'
}

/** All topics that stand in the ensemble, sorted. */
export function topicsAt(context: Asking): string[] {
  return [...childrenAt(context, TOPICS)].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0))
}

/** Null: there is no such topic. */
export function assignmentAt(context: Asking, topic: string): readonly ReplicaAssignment[] | null {
  const data = dataAt(context, topicPath(topic))
  return data === null ? null : decodeTopic(data)
}

export function assigned(replicas: readonly number[], partition: number): ReplicaAssignment {
  return { partition, replicas, addingReplicas: [], removingReplicas: [] }
}

/** False: there is a topic of that name. */
export function createAssignment(context: Asking, topic: string, assignments: readonly ReplicaAssignment[]): boolean {
  return createAt(context, topicPath(topic), encodeTopic(topic, assignments))
}

export function setAssignment(context: Asking, topic: string, assignments: readonly ReplicaAssignment[]): void {
  setAt(context, topicPath(topic), encodeTopic(topic, assignments))
}

export interface BrokerThere {
  readonly id: number
  readonly rack: string | null
}

/** Brokers with a session, by id. */
export function brokersAt(context: Asking): BrokerThere[] {
  const ids = childrenAt(context, BROKER_IDS).map(Number)
  return ids
    .sort((a, b) => a - b)
    .flatMap((id) => {
      const data = dataAt(context, brokerIdPath(id))
      return data === null ? [] : [{ id, rack: decodeBroker(data).rack }]
    })
}

/** Of `topics/orders` and the like; what has none has no znode. */
export function settingsAt(context: Asking, entity: string): Settings {
  return decodeConfig(dataAt(context, `/config/${entity}`))
}

/** setOrCreateEntityConfigs: nobody is told. */
export function writeSettings(context: Asking, entity: string, settings: Settings): void {
  const path = `/config/${entity}`
  const data = encodeConfig(settings)
  if (!setAt(context, path, data) && !createAt(context, path, data)) setAt(context, path, data)
}

/** AdminZkClient.changeEntityConfig: and every broker hears whose settings have changed. */
export function changeSettings(context: Asking, entity: string, settings: Settings): void {
  writeSettings(context, entity, settings)
  const data = encodeConfigChange(entity)
  ask(context, { type: 'CreateRequest', path: CONFIG_CHANGE_PREFIX, data, ephemeral: false, sequential: true }, [])
}
