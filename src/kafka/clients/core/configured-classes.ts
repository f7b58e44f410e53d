/**
 * Counterpart in Kafka: org.apache.kafka.common.config.AbstractConfig.getConfiguredInstances. What a client's constructor
 * meets when it makes objects of the classes that its settings name.
 */
import { classExists } from '../../common/java-classes.ts'
import type { Profile } from '../../profile/profile.ts'
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
