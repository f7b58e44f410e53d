/** Tables say of their rows which version of Kafka they are about: `2.5.0`, `4.x`, `both`. */
import { profileNames, profileOf } from '../../kafka/profile/registry.ts'

export function isAbout(versions: string, profile: string): boolean {
  const { kafkaVersion } = profileOf(profile)
  if (versions === 'both' || versions === kafkaVersion) return true
  return versions.endsWith('.x') && kafkaVersion.startsWith(versions.slice(0, -1))
}

/** A table is played once with each profile; a row about a version that none of them plays counts with the first. */
export function countsAsOtherEra(versions: string, profile: string): boolean {
  const profiles = profileNames()
  return profile === profiles[0] && !profiles.some((each) => isAbout(versions, each))
}
