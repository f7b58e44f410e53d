/** Counterpart in Kafka: AdminManager.incrementalAlterConfigs. Any broker writes settings down and tells the others. */
import type { NodeId } from '../../../../engine/node-context.ts'
import type { ErrorCode } from '../../../common/errors.ts'
import { illegalTopicName } from '../../../common/topic-names.ts'
import { refuseBrokerChange } from '../../../controller/config-control.ts'
import { tell } from '../../../observe/tell.ts'
import { brokerLayers, type ConfigEntries } from '../../../profile/effective-config.ts'
import { profileOf } from '../../../profile/registry.ts'
import { validateTopicConfigs } from '../../../profile/validate-topic-configs.ts'
import type { ConfigResource } from '../../../protocol/config-resource.ts'
import type { IncrementalAlterConfigsRequest } from '../../../protocol/incremental-alter-configs.ts'
import { sendMessage } from '../../../protocol/send-message.ts'
import { topicPath } from '../../../znodes/znode-paths.ts'
import type { BrokerState } from '../../broker-state.ts'
import { ask, beginErrand, type ErrandRun } from './errands.ts'
import { configsOf, DEFAULT_ENTITY, notifyOfConfig, writeConfig } from './zookeeper-questions.ts'

type Altered = IncrementalAlterConfigsRequest['resources'][number]
type Operation = Altered['operations'][number]

export interface ConfigsToAlter {
  readonly type: 'alterConfigs'
  readonly request: IncrementalAlterConfigsRequest
  readonly from: NodeId
}

interface Outcome {
  readonly errorCode: ErrorCode
  readonly errorMessage: string | null
}

const DONE: Outcome = Object.freeze({ errorCode: 'NONE', errorMessage: null })

function refused(errorCode: ErrorCode, errorMessage: string): Outcome {
  return { errorCode, errorMessage }
}

export function handleAlterConfigs(state: BrokerState, request: IncrementalAlterConfigsRequest, from: NodeId): void {
  beginErrand(state, { type: 'alterConfigs', request, from })
}

/** Resource by resource: one that is refused does not stop the others. */
export function alterConfigs({ request, from }: ConfigsToAlter, run: ErrandRun): void {
  const resources = request.resources.map((altered) => ({
    resource: altered.resource,
    ...alterOne(altered, request.validateOnly, run),
  }))
  const { correlationId } = request
  sendMessage(run.node, from, { type: 'IncrementalAlterConfigsResponse', correlationId, resources })
  resources.forEach(({ resource, errorCode }, at) => {
    const keys = request.resources[at]?.operations.map(({ name }) => name) ?? []
    if (errorCode === 'NONE' && resource.type === 'topic' && !request.validateOnly)
      tell(run.node, { type: 'TopicConfigChanged', topic: resource.name, keys })
  })
}

function alterOne({ resource, operations }: Altered, validateOnly: boolean, run: ErrandRun): Outcome {
  const names = operations.map(({ name }) => name)
  const twice = [...new Set(names.filter((name, at) => names.indexOf(name) !== at))]
  if (twice.length > 0) return refused('INVALID_REQUEST', `Error due to duplicate config keys : ${twice.join(',')}`)
  const entity = entityOf(run.state, resource)
  if (typeof entity !== 'string') return entity
  const [before = {}] = configsOf(run, [entity])
  const after = altered(run.state, resource, before, operations)
  if ('errorCode' in after) return after
  const wrong =
    resource.type === 'topic'
      ? refuseTopicConfig(resource, after.config, run)
      : refuseBrokerConfig(run.state, resource, operations, after.config)
  if (wrong !== null || validateOnly) return wrong ?? DONE
  writeConfig(run, entity, after.config)
  notifyOfConfig(run, entity)
  return DONE
}

/** `topics/orders`, `brokers/1`, `brokers/<default>`. A broker's own settings only itself may change. */
function entityOf({ brokerId }: BrokerState, { type, name }: ConfigResource): string | Outcome {
  if (type === 'topic') return `topics/${name}`
  if (type !== 'broker') {
    const shown = type.toUpperCase().replace('-', '_')
    const only = 'AlterConfigs is only supported for topics and brokers, but resource type is'
    return refused('INVALID_REQUEST', `${only} ${shown}`)
  }
  if (name === '') return `brokers/${DEFAULT_ENTITY}`
  if (!/^-?\d+$/.test(name)) return refused('INVALID_REQUEST', `Broker id must be an integer, but it is: ${name}`)
  if (Number(name) === brokerId) return `brokers/${name}`
  return refused('INVALID_REQUEST', `Unexpected broker id, expected ${brokerId}, but received ${name}`)
}

/** prepareIncrementalConfigs */
function altered(
  state: BrokerState,
  { type }: ConfigResource,
  before: ConfigEntries,
  operations: readonly Operation[],
): { readonly config: ConfigEntries } | Outcome {
  const { topic, broker } = profileOf(state.profile).configs
  const config: Record<string, string> = { ...before }
  for (const { name, operation, value } of operations) {
    if (operation === 'delete') delete config[name]
    else if (operation === 'set') config[name] = value ?? ''
    else {
      const key = (type === 'topic' ? topic : broker).get(name)
      if (key?.type !== 'LIST')
        return refused('INVALID_REQUEST', `Config value ${operation} is not allowed for config key: ${name}`)
      const old = (config[name] ?? '').split(',').filter((each) => each !== '')
      const given = (value ?? '').split(',')
      const list = operation === 'append' ? [...old, ...given] : old.filter((each) => !given.includes(each))
      config[name] = list.join(',')
    }
  }
  return { config: Object.freeze(config) }
}

function shownResource({ type, name }: ConfigResource): string {
  return `ConfigResource(type=${type.toUpperCase()}, name='${name}')`
}

function refuseTopicConfig(resource: ConfigResource, config: ConfigEntries, run: ErrandRun): Outcome | null {
  const { name } = resource
  const { metadata, staticConfig, brokerId, profile } = run.state
  const illegal = illegalTopicName(name)
  if (illegal !== null) return refused('INVALID_TOPIC_EXCEPTION', illegal)
  if (ask(run, { type: 'ExistsRequest', path: topicPath(name) }).error !== 'OK')
    return refused('UNKNOWN_SERVER_ERROR', `Topic "${name}" does not exist.`)
  const wrong = validateTopicConfigs(config, brokerLayers(metadata, staticConfig, brokerId, profileOf(profile)))
  if (wrong === null) return null
  // A name that nobody knows and values that do not go together are exceptions of the API, one value is the configuration's.
  if (/^(?:Unknown topic config name|conflict topic config setting)/.test(wrong))
    return refused('INVALID_CONFIG', wrong)
  return refused('INVALID_REQUEST', `Invalid config value for resource ${shownResource(resource)}: ${wrong}`)
}

function refuseBrokerConfig(
  state: BrokerState,
  resource: ConfigResource,
  operations: readonly Operation[],
  config: ConfigEntries,
): Outcome | null {
  const { metadata: image, staticConfig, brokerId, profile } = state
  const records = operations.map(({ name }) => ({ name, value: config[name] ?? null }))
  const broker = { image, profile, config: staticConfig, controllerId: brokerId }
  const wrong = refuseBrokerChange(broker, resource.name, records)
  if (wrong === null) return null
  const message = `Invalid config value for resource ${shownResource(resource)}: ${wrong.errorMessage}`
  return refused('INVALID_REQUEST', message)
}
