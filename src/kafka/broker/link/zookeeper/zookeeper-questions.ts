/** Counterpart in Kafka: kafka.zk.KafkaZkClient, as whatever is no controller uses it. */
import type { ByteString } from '../../../common/payload.ts'
import type { ZooKeeperError } from '../../../protocol/zookeeper/zookeeper-error.ts'
import { decodeBroker, decodeConfig, encodeConfig, encodeConfigChange } from '../../../znodes/znode-bodies.ts'
import { BROKER_IDS, brokerIdPath, CONFIG_CHANGE_PREFIX } from '../../../znodes/znode-paths.ts'
import { ask, askAll, type ErrandRun } from './errands.ts'

export type Config = Readonly<Record<string, string>>

/** Where the settings of all of a kind stand that have none of their own. */
export const DEFAULT_ENTITY = '<default>'

/** Parents come first where they are missing. */
export function createRecursive(run: ErrandRun, path: string, data: ByteString | null = null): ZooKeeperError {
  const create = (each: string, body: ByteString | null) =>
    ask(run, { type: 'CreateRequest', path: each, data: body, ephemeral: false, sequential: false }).error
  const error = create(path, data)
  if (error !== 'NONODE') return error
  createRecursive(run, path.slice(0, path.lastIndexOf('/')))
  return create(path, data)
}

/** Names; none where there is no such znode. */
export function childrenOf(run: ErrandRun, path: string): readonly string[] {
  const answer = ask(run, { type: 'GetChildrenRequest', path })
  return answer.error === 'OK' ? answer.children : []
}

/** Null where there is no such znode. */
export function dataOf(run: ErrandRun, paths: readonly string[]): readonly (ByteString | null)[] {
  const answers = askAll(
    run,
    paths.map((path) => ({ type: 'GetDataRequest', path }) as const),
  )
  return answers.map((answer) => (answer.type === 'GetDataResponse' && answer.error === 'OK' ? answer.data : null))
}

/** Of `topics/orders` and the like; what has none has no znode. */
export function configsOf(run: ErrandRun, entityPaths: readonly string[]): readonly Config[] {
  return dataOf(
    run,
    entityPaths.map((entityPath) => `/config/${entityPath}`),
  ).map(decodeConfig)
}

/** setOrCreateEntityConfigs */
export function writeConfig(run: ErrandRun, entityPath: string, config: Config): ZooKeeperError {
  const path = `/config/${entityPath}`
  const data = encodeConfig(config)
  const set = () => ask(run, { type: 'SetDataRequest', path, data, version: -1 }).error
  const error = set()
  if (error !== 'NONODE') return error
  const created = createRecursive(run, path, data)
  return created === 'NODEEXISTS' ? set() : created
}

/** Tells every broker whose settings have changed. */
export function notifyOfConfig(run: ErrandRun, entityPath: string): ZooKeeperError {
  const data = encodeConfigChange(entityPath)
  return ask(run, { type: 'CreateRequest', path: CONFIG_CHANGE_PREFIX, data, ephemeral: false, sequential: true }).error
}

export interface RegisteredBroker {
  readonly id: number
  readonly rack: string | null
}

/** By id. */
export function registeredBrokers(run: ErrandRun): RegisteredBroker[] {
  const ids = childrenOf(run, BROKER_IDS)
    .map(Number)
    .sort((a, b) => a - b)
  const bodies = dataOf(run, ids.map(brokerIdPath))
  return ids.flatMap((id, at) => {
    const body = bodies[at] ?? null
    return body === null ? [] : [{ id, rack: decodeBroker(body).rack }]
  })
}
