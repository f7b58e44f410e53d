/**
 * Counterpart in Kafka: org.apache.kafka.common.config.AbstractConfig.getConfiguredInstances. What a client's constructor
 * meets when it makes objects of the classes that its settings name.
 */
import type { ConfigEntries } from '../../cluster/commands.ts'
import { classExists } from '../../common/java-classes.ts'
import type { Profile } from '../../profile/profile.ts'
import { NOT_SIMULATED, refuseReferences } from '../../profile/without-effect.ts'
import { type ClientConfigValues, listOfConfig } from './client-config.ts'
import { type ClientError, clientError } from './client-error.ts'

const USABLE_REPORTERS = ['org.apache.kafka.common.metrics.JmxReporter']

/**
 * What a constructor throws for a class of `metric.reporters` or `interceptor.classes` that cannot be used; null where
 * all can. Kafka's clients bring no interceptor along, and here nobody can have written one.
 */
export function refuseConfiguredClasses(profile: Profile, config: ClientConfigValues): ClientError | null {
  const reporter = firstUnusable(profile, listOfConfig(config, 'metric.reporters'), USABLE_REPORTERS)
  return reporter ?? firstUnusable(profile, listOfConfig(config, 'interceptor.classes'), [])
}

const PROVIDERS = ['FileConfigProvider', 'DirectoryConfigProvider', 'EnvVarConfigProvider']
const PROVIDER_PACKAGE = 'org.apache.kafka.common.config.provider'

/**
 * AbstractConfig.instantiateConfigProviders: what a constructor throws, before it reads any other setting, where a
 * provider that `config.providers` names has a class that is not there, or where a setting refers to one, which is not
 * simulated; null where neither is so. A provider without a class is passed over.
 */
export function refuseProviders(given: ConfigEntries): ClientError | null {
  const names = (given['config.providers'] ?? '').split(',').map((name) => name.trim())
  const keys = names.map((name) => `config.providers.${name}.class`)
  const usable = (name: string) => PROVIDERS.some((each) => name === `${PROVIDER_PACKAGE}.${each}`)
  const wrong = keys.find((key) => given[key] !== undefined && !usable(given[key].trim()))
  const references = refuseReferences(given)
  if (wrong === undefined) return references === null ? null : clientError(NOT_SIMULATED, references)
  const why = 'Could not load config provider class or one of its dependencies'
  return clientError('ConfigException', `Invalid value ${given[wrong]} for configuration ${wrong}: ${why}`)
}

function firstUnusable(profile: Profile, classes: readonly string[], usable: readonly string[]): ClientError | null {
  const wrong = classes.find((name) => !usable.includes(name))
  if (wrong === undefined) return null
  return classExists(profile.clientClasses, wrong)
    ? clientError('ClassCastException', `class ${wrong}`)
    : notFound(wrong)
}

function notFound(name: string): ClientError {
  return clientError('KafkaException', `Class ${name} cannot be found`, clientError('ClassNotFoundException', name))
}

/** What is said of a class that is there and implements something else. */
export function notAnInstance(name: string, type: string): ClientError {
  return clientError('KafkaException', `class ${name} is not an instance of ${type}`)
}
