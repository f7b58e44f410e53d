/**
 * Counterpart in Kafka: ClientIdConfigHandler and UserConfigHandler. Quotas of clients and users stand in `/config/clients`
 * and `/config/users` as settings do, and a broker keeps them where those of the metadata log are kept.
 */
import { type QuotaEntity, quotaEntityKey } from '../../../common/client-quotas.ts'
import type { BrokerState } from '../../broker-state.ts'
import type { ErrandRun } from './errands.ts'
import { type Config, childrenOf, configsOf, DEFAULT_ENTITY } from './zookeeper-questions.ts'

/** DynamicConfigManager.startup: of all clients, users, and users' clients. */
export function readQuotas(run: ErrandRun): void {
  const clients = childrenOf(run, '/config/clients').map((name) => `clients/${name}`)
  const users = childrenOf(run, '/config/users').map((name) => `users/${name}`)
  const ofUsers = users.flatMap((user) =>
    childrenOf(run, `/config/${user}/clients`).map((name) => `${user}/clients/${name}`),
  )
  const paths = [...clients, ...users, ...ofUsers]
  const configs = configsOf(run, paths)
  paths.forEach((path, at) => {
    rememberQuotas(run.state, path, configs[at] ?? {})
  })
}

/** `entityPath` of `clients/app`, `users/ann` and `users/ann/clients/app`, with names as they stand in paths. */
export function rememberQuotas({ metadata }: BrokerState, entityPath: string, config: Config): void {
  const entity = entityAt(entityPath)
  const key = quotaEntityKey(entity)
  const quotas = Object.fromEntries(QUOTAS.flatMap((name) => (name in config ? [[name, Number(config[name])]] : [])))
  if (Object.keys(quotas).length === 0) {
    metadata.clientQuotas?.delete(key)
    return
  }
  metadata.clientQuotas ??= new Map()
  metadata.clientQuotas.set(key, Object.freeze({ entity, quotas: Object.freeze(quotas) }))
}

const QUOTAS = ['producer_byte_rate', 'consumer_byte_rate', 'request_percentage']

function entityAt(entityPath: string): QuotaEntity {
  const parts = entityPath.split('/')
  const entity: QuotaEntity[number][] = []
  for (let at = 0; at + 1 < parts.length; at += 2) {
    const name = parts[at + 1] ?? ''
    const entityType = parts[at] === 'users' ? 'user' : 'client-id'
    entity.push({ entityType, entityName: name === DEFAULT_ENTITY ? null : decodeURIComponent(name) })
  }
  return entity
}
