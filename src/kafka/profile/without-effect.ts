/**
 * What this simulator does not do, said where it is asked for. Kafka itself says nothing of the kind: whoever shows these
 * words marks them as the simulator's own.
 */
import type { ConfigDef } from './config-def.ts'

type Entries = Readonly<Record<string, string>>

/**
 * Settings that Kafka knows and nothing here acts on, sorted, where they were given another value than they have anyway:
 * the default, or the one in `usual`. Names that Kafka does not know have no effect there either,
 * nor has the time of transactions where there are none.
 */
export function withoutEffect(definition: ConfigDef, given: Entries, usual: Entries = {}): string[] {
  return Object.keys(given)
    .filter((name) => {
      const key = definition.get(name)
      const value = (given[name] ?? '').trim()
      if (key === undefined || key.hasEffect) return false
      if (name === 'transaction.timeout.ms' && given['transactional.id'] === undefined) return false
      return value !== (key.defaultValue ?? '') && value !== usual[name]
    })
    .sort((a, b) => (a < b ? -1 : 1))
}

/** Class of the error with which a client is refused that would do something that is not simulated. */
export const NOT_SIMULATED = 'NotSimulated'

/**
 * Why settings cannot be read here one of which takes its value from elsewhere, `${file:secrets:password}`; null where
 * none does. Counterpart in Kafka: AbstractConfig.resolveConfigVariables, which looks at texts before it reads them.
 */
export function refuseReferences(given: Entries): string | null {
  for (const provider of (given['config.providers'] ?? '').split(',').map((name) => name.trim())) {
    if (provider === '' || given[`config.providers.${provider}.class`] === undefined) continue
    const reference = Object.values(given).find((value) => value.includes(`\${${provider}:`))
    if (reference !== undefined) return `${reference} is not simulated: a setting is given as its value here.`
  }
  return null
}

/** Why a client with these settings, each of them valid, cannot be had here; null where it can. */
export function refuseNotSimulated(definition: ConfigDef, given: Entries): string | null {
  const references = refuseReferences(given)
  if (references !== null) return references
  const security = given['security.protocol'] ?? 'PLAINTEXT'
  if (security.toUpperCase() !== 'PLAINTEXT')
    return `security.protocol=${security} is not simulated: every listener here is PLAINTEXT.`
  const protocol = given['group.protocol'] ?? 'classic'
  // A version that knows no other passes the name over.
  return protocol.toLowerCase() === 'classic' || !definition.has('group.protocol')
    ? null
    : `group.protocol=${protocol} is not simulated yet. Leave it out to join the group by the classic protocol.`
}
