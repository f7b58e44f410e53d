/** Counterpart in Kafka: kafka.server.KafkaConfig, what it checks of a properties file before a process starts. */
import { refuseAdvertised } from '../common/listeners.ts'
import { parseConfigValue } from './config-def.ts'
import type { Profile } from './profile.ts'

/** Kafka's words against a line of server.properties; null where it takes it, as it does names it does not know. */
export function refuseProperty(profile: Profile, name: string, value: string): string | null {
  const key = profile.configs.broker.get(name)
  const error = key === undefined ? null : parseConfigValue(key, value).error
  return error ?? (name === 'advertised.listeners' ? refuseAdvertised(value) : null)
}
