/** Counterpart in Kafka: org.apache.kafka.common.config.AbstractConfig. A client's settings, parsed and checked. */
import type { ConfigEntries } from '../../cluster/commands.ts'
import { classExists } from '../../common/java-classes.ts'
import { invalidValue, type ParsedValue, parseConfigValue } from '../../profile/config-def.ts'
import type { Profile } from '../../profile/profile.ts'
import { type ClientError, clientError } from './client-error.ts'
import { isOwnClass } from './own-classes.ts'

export interface ClientConfigValues {
  readonly values: ReadonlyMap<string, ParsedValue | null>
  /** Every known key with its effective value as text; keys without a value are absent. Frozen. */
  readonly texts: Readonly<Record<string, string>>
}

/** Every program here gives its client these itself, which then stand in place of what is set. */
const SERDES: ReadonlySet<string> = new Set([
  ...['key.serializer', 'value.serializer'],
  ...['key.deserializer', 'value.deserializer'],
])

/**
 * Unknown keys are passed over, as in Java, which only logs them. A class has to be one that is there; whether it is of
 * the right kind shows when an object of it is made.
 */
export function parseClientConfig(
  scope: 'producer' | 'consumer' | 'admin',
  entries: ConfigEntries,
  { clientClasses, configs }: Pick<Profile, 'clientClasses' | 'configs'>,
): ClientConfigValues | { readonly error: ClientError } {
  const definition = configs[scope]
  const values = new Map<string, ParsedValue | null>()
  const texts: Record<string, string> = {}
  for (const [name, key] of definition) {
    const text = entries[name] ?? key.defaultValue
    if (text === null) {
      values.set(name, null)
      continue
    }
    const parsed = parseConfigValue(key, text)
    if (parsed.error !== null) return { error: clientError('ConfigException', parsed.error) }
    const isLookedFor = key.type === 'CLASS' && entries[name] !== undefined && !SERDES.has(name)
    const className = isLookedFor ? String(parsed.value) : null
    if (className !== null && !isOwnClass(className) && !classExists(clientClasses, className)) {
      const why = `Class ${className} could not be found.`
      return { error: clientError('ConfigException', invalidValue(name, text, why)) }
    }
    values.set(name, parsed.value)
    texts[name] = text
  }
  for (const [name, text] of Object.entries(configs.fixed[scope])) values.set(name, text === 'true' ? true : text)
  return { values, texts: Object.freeze(texts) }
}

export function isConfigError<T extends object>(
  result: T | { readonly error: ClientError },
): result is { readonly error: ClientError } {
  return 'error' in result
}

export function numberOf(config: ClientConfigValues, name: string): number {
  return Number(config.values.get(name))
}

export function booleanOf(config: ClientConfigValues, name: string): boolean {
  return config.values.get(name) === true
}

/** Empty when the setting has no value. */
export function textOf(config: ClientConfigValues, name: string): string {
  return String(config.values.get(name) ?? '')
}

export function listOfConfig(config: ClientConfigValues, name: string): readonly string[] {
  const value = config.values.get(name)
  return Array.isArray(value) ? (value as readonly string[]) : []
}

/** Whether the client begins again with its bootstrap servers when no broker it knows may be tried (KIP-899). */
export function rebootstraps(config: ClientConfigValues): boolean {
  return textOf(config, 'metadata.recovery.strategy').toLowerCase() === 'rebootstrap'
}
