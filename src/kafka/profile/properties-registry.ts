/**
 * What the properties files that come with each Kafka version say, apart from everything else about the versions: whoever
 * only writes a spec down, as the page does before its engine is there, needs no more.
 */
import { SHIPPED_PROPERTIES } from './kafka-4/shipped-properties.ts'

const OWN = { 'kafka-4': SHIPPED_PROPERTIES } as const satisfies Readonly<
  Record<string, Readonly<Record<string, string>>>
>

/** Of the versions that ship; tests may add others. */
export type ProfileName = keyof typeof OWN

/** What a run is made with when nobody says otherwise. */
export const DEFAULT_PROFILE: ProfileName = 'kafka-4'

/** Lines of the shipped `config/server.properties`, beside addresses and folders. */
export function shippedPropertiesOf(profile: ProfileName): Readonly<Record<string, string>> {
  return OWN[profile]
}
