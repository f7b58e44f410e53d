/** Counterpart in Kafka: kafka.server.KafkaConfig, what it checks of a properties file before a process starts. */
import { parseConfigValue } from './config-def.ts'
import type { ConfigEntries } from './effective-config.ts'
import type { Profile } from './profile.ts'
import type { Thrown } from './rules.ts'
import { CONFIG_EXCEPTION, type Settings } from './server-settings.ts'

/** Kafka's words against a line of server.properties, by itself; null where it takes it, as it does names it does not know. */
export function refuseProperty(profile: Profile, name: string, value: string): string | null {
  const key = profile.configs.broker.get(name)
  return key === undefined ? null : parseConfigValue(key, value).error
}

/**
 * What a process dies of that is given these properties, the first that Kafka meets: settings one by one in the order of
 * their definition, then what they say together. Null where it would start with them.
 */
export function refuseProperties(profile: Profile, properties: ConfigEntries): Thrown | null {
  const given = withSynonyms(profile, properties)
  for (const name of profile.configs.broker.keys()) {
    const value = given[name]
    const error =
      value !== undefined
        ? refuseProperty(profile, name, value)
        : profile.configs.brokerRequired.includes(name)
          ? `Missing required configuration "${name}" which has no default value.`
          : null
    if (error !== null) return { class: CONFIG_EXCEPTION, message: error }
  }
  return profile.rules.server.refuseSettings(settingsOf(profile, given))
}

/** KafkaConfig.populateSynonyms: whoever says `broker.id` says `node.id`, and the other way, where a version has both. */
function withSynonyms({ configs }: Profile, given: ConfigEntries): ConfigEntries {
  if (!configs.broker.has('node.id')) return given
  const id = given['node.id'] ?? given['broker.id']
  return id === undefined ? given : { 'broker.id': id, 'node.id': id, ...given }
}

function settingsOf({ configs }: Profile, given: ConfigEntries): Settings {
  const text = (name: string) => (given[name] ?? configs.broker.get(name)?.defaultValue ?? null)?.trim() ?? null
  return { text, number: (name) => Number(text(name) ?? Number.NaN), isGiven: (name) => given[name] !== undefined }
}

/** Settings that are judged together: who a server is, where it listens, and what it says of that. */
const TOGETHER = /listener|^(?:advertised\.)?(?:host\.name|port)$|^security\.inter\.broker/

export interface TakenProperties {
  readonly taken: ConfigEntries
  /** In Kafka's words, what stands in the lines that are left out. */
  readonly refused: readonly string[]
}

/**
 * Of lines that are given to servers which say `own` besides: those with which they start. One that is refused is left
 * out; listeners that do not go together, all of them.
 */
export function propertiesTaken(profile: Profile, own: ConfigEntries, given: ConfigEntries): TakenProperties {
  const refused: string[] = []
  let taken = Object.fromEntries(
    Object.entries(given).filter(([name, value]) => {
      const error = refuseProperty(profile, name, value)
      if (error !== null) refused.push(error)
      return error === null
    }),
  )
  // Where what they say of themselves is no server's, as in a cluster of nobody, there is nothing to compare.
  const together = refuseProperties(profile, own) === null ? refuseProperties(profile, { ...own, ...taken }) : null
  if (together !== null) {
    refused.push(together.message)
    taken = Object.fromEntries(Object.entries(taken).filter(([name]) => !TOGETHER.test(name)))
  }
  return { taken, refused }
}

/** What a server's constructor throws as a KafkaException: classes that are not there, listeners without a name. */
export function refuseObjects(profile: Profile, given: ConfigEntries): string | null {
  const names = (key: string) => (given[key] ?? '').split(',').flatMap((each) => each.trim() || [])
  const listener = names('listeners').find((each) => !each.includes(':'))
  if (listener !== undefined) return `Unable to parse a listener name from ${listener}`
  const assignor = names('group.consumer.assignors').find((each) => !profile.groupAssignors.has(each))
  return assignor === undefined ? null : `Class ${assignor} cannot be found`
}
