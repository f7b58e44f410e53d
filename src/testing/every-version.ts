/** For programs and tests that play every Kafka version there is: all are at hand once this is loaded. */
import { fetchOf, registerVersion } from '../kafka/profile/fetched-registry.ts'
import { PROFILE_NAMES } from '../kafka/profile/properties-registry.ts'

for (const name of PROFILE_NAMES) {
  const fetched = await fetchOf(name)?.()
  if (fetched !== undefined) registerVersion(fetched.VERSION)
}
