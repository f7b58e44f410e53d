/** Counterpart in Kafka: the first part of KafkaServer.startup: what a broker makes sure of and reads before it registers. */

import { encodeClusterId } from '../../../znodes/znode-bodies.ts'
import { CLUSTER_ID, PERSISTENT_PATHS, TOPICS } from '../../../znodes/znode-paths.ts'
import type { BrokerState } from '../../broker-state.ts'
import { applyConfigs } from '../../replica-changes.ts'
import { beginErrand, type ErrandRun } from './errands.ts'
import { readQuotas } from './quota-settings.ts'
import { zookeeperLinkOf } from './zookeeper-link-state.ts'
import type { Config } from './zookeeper-questions.ts'
import { childrenOf, configsOf, createRecursive, DEFAULT_ENTITY } from './zookeeper-questions.ts'

export interface Preparation {
  readonly type: 'prepare'
}

/**
 * Which id the cluster has, the first of its brokers decides; all of them here would draw the same. Settings have to be
 * known before logs are opened by them.
 */
export function prepare(_work: Preparation, run: ErrandRun): void {
  const { state } = run
  for (const path of PERSISTENT_PATHS) createRecursive(run, path)
  createRecursive(run, CLUSTER_ID, encodeClusterId(state.clusterId))
  const [ofAll, ofThis] = configsOf(run, [`brokers/${DEFAULT_ENTITY}`, `brokers/${state.brokerId}`])
  const topics = childrenOf(run, TOPICS)
  const ofTopics = configsOf(
    run,
    topics.map((topic) => `topics/${topic}`),
  )
  readQuotas(run)
  rememberConfig(state, 'broker:', ofAll ?? {})
  rememberConfig(state, `broker:${state.brokerId}`, ofThis ?? {})
  topics.forEach((topic, at) => {
    rememberConfig(state, `topic:${topic}`, ofTopics[at] ?? {})
  })
  applyConfigs(state, null)
  zookeeperLinkOf(state).prepared = true
  registerWhenReady(state)
}

/** `key` as in the image's configs. */
export function rememberConfig({ metadata: { configs } }: BrokerState, key: string, config: Config): void {
  if (Object.keys(config).length === 0) configs.delete(key)
  else configs.set(key, Object.freeze(config))
}

/** Once the logs are recovered, too. */
export function registerWhenReady(state: BrokerState): void {
  const { prepared } = zookeeperLinkOf(state)
  if (!prepared || state.lifecycle.state !== 'recovered') return
  state.lifecycle.state = 'registering'
  beginErrand(state, { type: 'register', again: false })
}
