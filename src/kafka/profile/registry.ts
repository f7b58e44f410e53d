/**
 * The Kafka versions there are, by the name that a run's spec gives. The one that runs are made with by default is always
 * there, the others once they were fetched. This, `tool-registry.ts`, `fetched-registry.ts` and `properties-registry.ts` are
 * the only files that know a version's folder: a further version is a folder beside `kafka-4/` and a row in the last two.
 */
import type { ErrorCode } from '../common/errors.ts'
import { KAFKA_4 } from './kafka-4/kafka-4.ts'
import type { ErrorWords, Profile } from './profile.ts'
import { DEFAULT_PROFILE, PROFILE_NAMES, type ProfileName } from './properties-registry.ts'
import type { Rules } from './rules.ts'

export { DEFAULT_PROFILE, type ProfileName }

const profiles = new Map<string, Profile>([[DEFAULT_PROFILE, KAFKA_4]])

/** The one asked for last: in most runs there is no other, and it is asked for several times with every record. */
let latest: Profile = KAFKA_4

/** Looked up by name wherever it is needed: nodes carry the name, since functions are no part of a state. */
export function profileOf(name: string): Profile {
  if (name === latest.name) return latest
  const profile = profiles.get(name)
  if (profile === undefined) throw new Error(refuseProfile(name) ?? `profile '${name}' was not fetched`)
  latest = profile
  return profile
}

/** The rules that whoever has these settings goes by; every parsed set of settings names its version. */
export function rulesOf(config: { readonly profile: string }): Rules {
  return profileOf(config.profile).rules
}

/** What the error is called, and what it says, in the version of whoever throws it. */
export function errorWords(thrower: { readonly profile: string }, code: ErrorCode): ErrorWords {
  return profileOf(thrower.profile).errors[code]
}

/** What the version calls the error, as its logs show it. */
export function errorName(speaker: { readonly profile: string }, code: ErrorCode): string {
  return errorWords(speaker, code).name ?? code
}

/** Names of the features that a process of this version supports, as it tells when it registers. Frozen. */
export function featuresOf(process: { readonly profile: string }): readonly string[] {
  return Object.freeze([...profileOf(process.profile).features.keys()])
}

/** Of all that a run may have, those that must be fetched first among them. */
export function profileNames(): string[] {
  return [...new Set([...PROFILE_NAMES, ...profiles.keys()])]
}

/** Whether what the version does is at hand. */
export function hasProfile(name: string): boolean {
  return profiles.has(name)
}

/** What is wrong with the name of a profile, in words that name those there are; null when nothing is. */
export function refuseProfile(name: string): string | null {
  const names = profileNames()
  return names.includes(name) ? null : `there is no profile '${name}'; there is: ${names.join(', ')}`
}

/** One more version, in this process alone; `fetched-registry.ts` has those that ship. */
export function registerProfile(profile: Profile): void {
  profiles.set(profile.name, profile)
  if (latest.name === profile.name) latest = profile
}
