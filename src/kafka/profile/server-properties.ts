/** Counterpart in Kafka: kafka.server.KafkaConfig, what it checks of a properties file before a process starts. */
import { refuseAdvertised } from '../common/listeners.ts'
import { parseConfigValue } from './config-def.ts'
import type { ConfigEntries } from './effective-config.ts'
import type { Profile } from './profile.ts'

/** Kafka's words against a line of server.properties; null where it takes it, as it does names it does not know. */
export function refuseProperty(profile: Profile, name: string, value: string): string | null {
  const key = profile.configs.broker.get(name)
  const error = key === undefined ? null : parseConfigValue(key, value).error
  return error ?? (name === 'advertised.listeners' ? refuseAdvertised(value) : null)
}

/**
 * Kafka's words against a whole properties file of a server, those it meets first: settings one by one in the order of
 * their definition, then what they say together. Null where a process would start with it.
 */
export function refuseProperties(profile: Profile, properties: ConfigEntries): string | null {
  // KafkaConfig.populateSynonyms.
  const given: ConfigEntries =
    properties['node.id'] === undefined && properties['broker.id'] !== undefined
      ? { ...properties, 'node.id': properties['broker.id'] }
      : properties
  for (const name of profile.configs.broker.keys()) {
    const value = given[name]
    if (value === undefined && profile.configs.brokerRequired.includes(name))
      return `Missing required configuration "${name}" which has no default value.`
    const error = value === undefined ? null : refuseProperty(profile, name, value)
    if (error !== null) return error
  }
  return profile.rules.controller.refuseQuorum(given)
}

/** What a server's constructor throws as a KafkaException: classes that are not there, listeners without a name. */
export function refuseObjects(profile: Profile, given: ConfigEntries): string | null {
  const names = (key: string) => (given[key] ?? '').split(',').flatMap((each) => each.trim() || [])
  const listener = names('listeners').find((each) => !each.includes(':'))
  if (listener !== undefined) return `Unable to parse a listener name from ${listener}`
  const assignor = names('group.consumer.assignors').find((each) => !profile.groupAssignors.has(each))
  return assignor === undefined ? null : `Class ${assignor} cannot be found`
}
