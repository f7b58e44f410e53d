/**
 * Counterpart in Kafka: DynamicConfigManager and ZkNodeChangeNotificationListener. Whose settings have changed stands in
 * `/config/changes`; every broker reads there what is new to it, and removes what is old.
 */
import type { NodeContext } from '../../../../engine/node-context.ts'
import { enableTopicUncleanElection, enableUncleanElection } from '../../../controller/zookeeper/kafka-controller.ts'
import { decodeConfigChange } from '../../../znodes/znode-bodies.ts'
import { CONFIG_CHANGE_PREFIX, CONFIG_CHANGES } from '../../../znodes/znode-paths.ts'
import type { BrokerState } from '../../broker-state.ts'
import { applyConfigs } from '../../replica-changes.ts'
import { rememberConfig } from './bring-up.ts'
import { hostOf } from './controller-side.ts'
import { askAll, beginErrand, type ErrandRun } from './errands.ts'
import { rememberQuotas } from './quota-settings.ts'
import { zookeeperLinkOf } from './zookeeper-link-state.ts'
import { type Config, childrenOf, configsOf, DEFAULT_ENTITY } from './zookeeper-questions.ts'

export interface ConfigChanges {
  readonly type: 'readConfigChanges'
}

const EXPIRE_MS = 15 * 60 * 1_000
const UNCLEAN = 'unclean.leader.election.enable'

/** The list has changed, or nobody knows whether it has. */
export function lookAtConfigChanges(state: BrokerState): void {
  const link = zookeeperLinkOf(state)
  if (link.configChanges === 'none') beginErrand(state, { type: 'readConfigChanges' })
  link.configChanges = link.configChanges === 'none' ? 'reading' : 'again'
}

export function readConfigChanges(_work: ConfigChanges, run: ErrandRun): void {
  const { state, node } = run
  const link = zookeeperLinkOf(state)
  const names = [...childrenOf(run, CONFIG_CHANGES)].sort((a, b) => (a < b ? -1 : 1))
  const fresh = names.filter((name) => numberOf(name) > link.lastConfigChange)
  const bodies = notifications(run, names)
  const entities = [...new Set(fresh.flatMap((name) => bodies.get(name)?.entityPath ?? []))]
  const configs = configsOf(run, entities)
  purge(
    run,
    names.filter((name) => node.wallClockMs - (bodies.get(name)?.createdMs ?? node.wallClockMs) > EXPIRE_MS),
  )
  for (const name of fresh) link.lastConfigChange = Math.max(link.lastConfigChange, numberOf(name))
  entities.forEach((entityPath, at) => {
    applyConfig(state, entityPath, configs[at] ?? {}, node)
  })
  const isToBeReadAgain = link.configChanges === 'again'
  link.configChanges = 'none'
  if (isToBeReadAgain) lookAtConfigChanges(state)
}

function numberOf(name: string): number {
  return Number(`${CONFIG_CHANGES}/${name}`.slice(CONFIG_CHANGE_PREFIX.length))
}

interface Notification {
  readonly entityPath: string
  readonly createdMs: number
}

function notifications(run: ErrandRun, names: readonly string[]): Map<string, Notification> {
  const answers = askAll(
    run,
    names.map((name) => ({ type: 'GetDataRequest', path: `${CONFIG_CHANGES}/${name}` }) as const),
  )
  const found = new Map<string, Notification>()
  answers.forEach((answer, at) => {
    if (answer.type !== 'GetDataResponse' || answer.data === null || answer.stat === null) return
    found.set(names[at] ?? '', { entityPath: decodeConfigChange(answer.data), createdMs: answer.stat.ctime })
  })
  return found
}

function purge(run: ErrandRun, names: readonly string[]): void {
  askAll(
    run,
    names.map((name) => ({ type: 'DeleteRequest', path: `${CONFIG_CHANGES}/${name}`, version: -1 }) as const),
  )
}

/** TopicConfigHandler, BrokerConfigHandler, and those of quotas. */
function applyConfig(state: BrokerState, entityPath: string, config: Config, node: NodeContext): void {
  const { controller } = zookeeperLinkOf(state)
  const [, kind, name = ''] = /^([^/]*)\/(.*)$/.exec(entityPath) ?? []
  if (kind === 'topics') {
    rememberAndApply(state, `topic:${name}`, config)
    if (config[UNCLEAN] === 'true') enableTopicUncleanElection(controller, name, hostOf(state, node))
  }
  if (kind === 'clients' || kind === 'users') rememberQuotas(state, entityPath, config)
  if (kind !== 'brokers' || (name !== DEFAULT_ENTITY && name !== String(state.brokerId))) return
  const before = state.config.properties[UNCLEAN]
  rememberAndApply(state, `broker:${name === DEFAULT_ENTITY ? '' : name}`, config)
  if (before !== 'true' && state.config.properties[UNCLEAN] === 'true')
    enableUncleanElection(controller, hostOf(state, node))
}

function rememberAndApply(state: BrokerState, key: string, config: Config): void {
  rememberConfig(state, key, config)
  applyConfigs(state, new Set([key]))
}
