/**
 * Counterparts in Kafka: ConfigurationControlManager, ControllerConfigurationValidator and ConfigResourceExistenceChecker,
 * with the check of broker configs that kafka.server.ConfigAdminManager makes before it forwards.
 */

import { classExists, throwableText } from '../common/java-classes.ts'
import { refuseListeners } from '../common/listeners.ts'
import { validateTopicName } from '../common/topic-names.ts'
import type { MetadataImage } from '../metadata/metadata-image.ts'
import type { MetadataRecord } from '../metadata/metadata-records.ts'
import { type ConfigDef, parseConfigValue } from '../profile/config-def.ts'
import { brokerConfigNumber, brokerLayers, type ConfigEntries } from '../profile/effective-config.ts'
import type { Profile, ProfileConfigs } from '../profile/profile.ts'
import { profileOf } from '../profile/registry.ts'
import {
  validateClientMetricsConfigs,
  validateClientPatterns,
  validateGroupConfigs,
} from '../profile/validate-group-configs.ts'
import { validateTopicConfigs } from '../profile/validate-topic-configs.ts'
import type { ConfigResource } from '../protocol/config-resource.ts'
import type {
  IncrementalAlterConfigsRequest,
  IncrementalAlterConfigsResponse,
} from '../protocol/incremental-alter-configs.ts'
import { controllerLayers } from './controller-config.ts'
import { type ApiError, apiError, type ControllerResult, NO_ERROR } from './controller-result.ts'
import type { ControllerState } from './controller-state.ts'
import { elrEnabled } from './features.ts'

type Operation = IncrementalAlterConfigsRequest['resources'][number]['operations'][number]
type ConfigRecord = Extract<MetadataRecord, { readonly type: 'ConfigRecord' }>

/** Whence a change of settings comes: with a topic that is made, from a broker that has looked at it, or from a client. */
type Origin = 'newTopic' | 'forwarded' | 'direct'

const MIN_ISR = 'min.insync.replicas'

/**
 * Resource by resource: one that is refused does not stop the others. What a client asks of a controller directly
 * (`isDirect`) no broker has looked at, and whatever is said of brokers is written down.
 */
export function incrementalAlterConfigs(
  state: ControllerState,
  request: IncrementalAlterConfigsRequest,
  isDirect = false,
): ControllerResult<IncrementalAlterConfigsResponse> {
  const changes: ConfigRecord[] = []
  const resources = request.resources.map(({ resource, operations }) => {
    const result = changedConfigs(state, resource, operations, isDirect ? 'direct' : 'forwarded')
    if ('error' in result) return { resource, ...result.error }
    changes.push(...result.records)
    return { resource, ...NO_ERROR }
  })
  const records = [...changes, ...clearedElr(state, changes)]
  const response: IncrementalAlterConfigsResponse = {
    type: 'IncrementalAlterConfigsResponse',
    correlationId: request.correlationId,
    resources,
  }
  return { records: request.validateOnly ? [] : records, response }
}

/** The records that a topic about to be made begins with, or what is wrong with its settings. */
export function configsOfNewTopic(
  state: ControllerState,
  name: string,
  operations: readonly Operation[],
): { readonly records: readonly MetadataRecord[] } | { readonly error: ApiError } {
  const result = changedConfigs(state, { type: 'topic', name }, operations, 'newTopic')
  return 'error' in result ? result : { records: [...result.records, ...clearedElr(state, result.records)] }
}

/** The records that make the changes, or what is wrong with them. A topic about to be created need not exist. */
function changedConfigs(
  state: ControllerState,
  resource: ConfigResource,
  operations: readonly Operation[],
  origin: Origin,
): { readonly records: readonly ConfigRecord[] } | { readonly error: ApiError } {
  if (new Set(operations.map((operation) => operation.name)).size < operations.length)
    return { error: apiError('INVALID_REQUEST', 'Error due to duplicate config keys') }
  const nulls = operations.filter((operation) => operation.operation !== 'delete' && operation.value === null)
  if (nulls.length > 0) {
    return {
      error: apiError(
        'INVALID_REQUEST',
        `Null value not supported for : ${nulls.map((operation) => operation.name).join(',')}`,
      ),
    }
  }
  const current: ConfigEntries = state.image.configs.get(`${resource.type}:${resource.name}`) ?? {}
  const { configs } = profileOf(state.profile)
  const records: ConfigRecord[] = []
  for (const operation of operations) {
    const value = newValue(configs, resource, operation, current[operation.name] ?? null)
    if (typeof value === 'object' && value !== null) return { error: value }
    // Of brokers also the unchanged is written: it makes them load files anew (KAFKA-14136).
    if (value === (current[operation.name] ?? null) && resource.type !== 'broker') continue
    records.push({
      type: 'ConfigRecord',
      resourceType: resource.type,
      resourceName: resource.name,
      name: operation.name,
      value,
    })
  }
  const error =
    validateAltered(state, resource, afterwards(current, records), records, origin) ??
    (origin === 'newTopic' ? null : checkExists(state.image, resource))
  if (error !== null) return { error }
  return { records }
}

/** An object is an error. */
function newValue(
  configs: ProfileConfigs,
  resource: ConfigResource,
  operation: Operation,
  current: string | null,
): string | null | ApiError {
  const { name, value } = operation
  switch (operation.operation) {
    case 'set':
      return value
    case 'delete':
      return null
    case 'append':
    case 'subtract': {
      const key = definitionOf(configs, resource)?.get(name)
      if (key?.type !== 'LIST') {
        const why = `Can't ${operation.operation.toUpperCase()} to key ${name} because its type is not LIST.`
        return apiError('INVALID_CONFIG', why)
      }
      const old = (current ?? key.defaultValue ?? '').split(',').filter((part) => part !== '')
      const parts = (value ?? '').split(',')
      if (operation.operation === 'subtract') return old.filter((part) => !parts.includes(part)).join(',')
      return [...old, ...parts.filter((part, index) => !old.includes(part) && parts.indexOf(part) === index)].join(',')
    }
  }
}

function definitionOf(configs: ProfileConfigs, resource: ConfigResource): ConfigDef | null {
  if (resource.type === 'topic') return configs.topic
  if (resource.type === 'broker') return configs.broker
  return resource.type === 'group' ? configs.group : null
}

function afterwards(current: ConfigEntries, records: readonly ConfigChange[]): ConfigEntries {
  const all: Record<string, string> = { ...current }
  for (const { name, value } of records) {
    if (value === null) delete all[name]
    else all[name] = value
  }
  return all
}

function validateAltered(
  state: ControllerState,
  resource: ConfigResource,
  all: ConfigEntries,
  records: readonly ConfigRecord[],
  origin: Origin,
): ApiError | null {
  const layers = controllerLayers(state)
  switch (resource.type) {
    case 'topic': {
      const name = resource.name === '' ? 'Default topic resources are not allowed.' : null
      if (name !== null) return apiError('INVALID_REQUEST', name)
      const illegal = validateTopicName(resource.name)
      if (illegal !== null) return apiError('INVALID_TOPIC_EXCEPTION', illegal)
      return errorOf('INVALID_CONFIG', validateTopicConfigs(all, layers))
    }
    case 'broker':
      return (
        refuseBrokerName(resource.name) ??
        (origin === 'direct' ? null : refuseBrokerChange(state, resource.name, records)) ??
        refuseMinIsr(state, resource.name, records)
      )
    case 'group':
      if (resource.name === '') return apiError('INVALID_REQUEST', 'Default group resources are not allowed.')
      return errorOf('INVALID_CONFIG', validateGroupConfigs(all, layers))
    case 'client-metrics':
      return (
        errorOf('INVALID_CONFIG', validateClientPatterns(all)) ??
        errorOf('INVALID_REQUEST', validateClientMetricsConfigs(all))
      )
    case 'broker-logger':
      return apiError('INVALID_REQUEST', 'Unknown resource type BROKER_LOGGER')
  }
}

function errorOf(errorCode: ApiError['errorCode'], message: string | null): ApiError | null {
  return message === null ? null : apiError(errorCode, message)
}

function refuseBrokerName(name: string): ApiError | null {
  if (name !== '' && !/^-?\d+$/.test(name))
    return apiError('INVALID_REQUEST', 'Unable to parse broker name as a base 10 number.')
  return name.startsWith('-') ? apiError('INVALID_REQUEST', 'Invalid negative broker ID.') : null
}

/** Whose settings count where a change is looked at. */
export type ConfigOwner = Pick<ControllerState, 'image' | 'profile' | 'config' | 'controllerId'>

/** Setting and new value; null: it is to have none of its own. */
export type ConfigChange = Pick<ConfigRecord, 'name' | 'value'>

/** What kafka.server.ConfigAdminManager refuses in a broker, before it forwards. */
export function refuseBrokerChange(
  owner: ConfigOwner,
  name: string,
  records: readonly ConfigChange[],
): ApiError | null {
  const { configs, rules } = profileOf(owner.profile)
  const { showSettings } = rules.controller
  const fixed = records.filter(({ name: key }) => configs.broker.has(key) && !configs.dynamicBroker.has(key))
  if (fixed.length > 0) {
    return apiError(
      'INVALID_REQUEST',
      `Cannot update these configs dynamically: ${showSettings(fixed.map((record) => record.name))}`,
    )
  }
  const ofOneBroker = name === '' ? records.filter((record) => configs.perBroker.has(record.name)) : []
  if (ofOneBroker.length > 0) {
    const names = showSettings(ofOneBroker.map((record) => record.name))
    const why = `Cannot update these configs at default cluster level, broker id must be specified: ${names}`
    return apiError('INVALID_REQUEST', why)
  }
  for (const record of records) {
    const key = configs.broker.get(record.name)
    if (key === undefined || record.value === null) continue
    const { error } = parseConfigValue(key, record.value)
    // Of topics and groups the same words are INVALID_CONFIG: there the controller checks, here the broker does.
    if (error !== null) return apiError('INVALID_REQUEST', error)
  }
  return refuseReconfiguration(profileOf(owner.profile), records) ?? refuseThreads(owner, name, records)
}

/** What a certain broker that runs cannot take (the validateReconfiguration of each part). */
function refuseReconfiguration(profile: Profile, records: readonly ConfigChange[]): ApiError | null {
  const exists = (name: string) => classExists(profile.clientClasses, name)
  for (const { name, value } of records) {
    if (value === null) continue
    const listeners = name === 'listeners' ? refuseListeners(value) : null
    if (listeners !== null) return apiError('INVALID_REQUEST', listeners)
    const why = profile.rules.controller.refuseReconfiguration(name, value, exists)
    if (why !== null) return refusedDynamic(why)
  }
  return null
}

/** ConfigException(name, value), with the name and the value that DynamicBrokerConfig gives it. */
function refusedDynamic(why: string): ApiError {
  const value = throwableText('org.apache.kafka.common.config.ConfigException', why)
  return apiError('INVALID_REQUEST', `Invalid value ${value} for configuration Invalid dynamic configuration`)
}

function refuseMinIsr(state: ControllerState, name: string, records: readonly ConfigRecord[]): ApiError | null {
  const minIsr = records.find((record) => record.name === MIN_ISR)
  if (minIsr === undefined || !elrEnabled(state.image)) return null
  // ELR counts on one minimum for the whole cluster: the controller could not know what each broker goes by.
  if (name !== '') return apiError('INVALID_CONFIG', `Broker-level ${MIN_ISR} cannot be altered while ELR is enabled.`)
  return minIsr.value === null
    ? apiError('INVALID_CONFIG', `Cluster-level ${MIN_ISR} cannot be removed while ELR is enabled.`)
    : null
}

/** A running broker's thread pools grow and shrink by a factor of two at most. Of all brokers at once the defaults count. */
function refuseThreads(state: ConfigOwner, name: string, records: readonly ConfigChange[]): ApiError | null {
  const profile = profileOf(state.profile)
  const now = brokerLayers(state.image, state.config, name === '' ? -1 : Number(name), profile)
  const layer = name === '' ? 'dynamicDefault' : 'dynamicBroker'
  const after = { ...now, [layer]: afterwards(now[layer], records) }
  for (const { name: key } of records) {
    const why = profile.rules.controller.refuseThreads(
      key,
      brokerConfigNumber(now, key),
      brokerConfigNumber(after, key),
    )
    if (why !== null) return refusedDynamic(why)
  }
  return null
}

function checkExists(image: MetadataImage, resource: ConfigResource): ApiError | null {
  if (resource.type === 'topic' && !image.topics.has(resource.name)) {
    return apiError('UNKNOWN_TOPIC_OR_PARTITION', `The topic '${resource.name}' does not exist.`)
  }
  const id = Number(resource.name)
  if (resource.type === 'broker' && resource.name !== '' && !image.brokers.has(id) && !image.controllers.has(id)) {
    return apiError('BROKER_ID_NOT_REGISTERED', `No broker with id ${resource.name} found.`)
  }
  return null
}

/** Who was eligible under the old minimum need not be under the new one; of a topic that is only made it is written too. */
function clearedElr(state: ControllerState, changes: readonly ConfigRecord[]): MetadataRecord[] {
  if (!elrEnabled(state.image)) return []
  return changes
    .filter(({ name }) => name === MIN_ISR)
    .map(({ resourceType, resourceName }) => ({
      type: 'ClearElrRecord',
      topicName: resourceType === 'topic' ? resourceName : null,
    }))
}
