/** A run beside itself in another Kafka version: neither that version nor what compares them is there before it is asked for. */
import { fetchOf } from '../kafka/profile/fetched-registry.ts'
import { hasProfile } from '../kafka/profile/registry.ts'
import type { EngineParts } from './engine-parts.ts'
import { fetchVersions } from './fetch-version.ts'
import type { OtherEra } from './history/era-pair.ts'

type Load = () => Promise<{ readonly eraPair: OtherEra }>

/** A fetch that failed is told once; who asks again begins another. */
export function otherEraFetchedBy(load: Load): NonNullable<EngineParts['otherEra']> {
  let eraPair: OtherEra | null = null
  const coming = new Map<string, 'coming' | 'failed'>()
  const fetchEra = async (era: string): Promise<void> => {
    const [loaded] = await Promise.all([load(), fetchVersions([era])])
    eraPair = loaded.eraPair
  }
  return (era) => {
    if (eraPair !== null && hasProfile(era)) return eraPair
    if (!hasProfile(era) && fetchOf(era) === null) return 'missing'
    const state = coming.get(era)
    if (state === 'failed') {
      coming.delete(era)
      return 'missing'
    }
    if (state === undefined) {
      coming.set(era, 'coming')
      fetchEra(era).then(
        () => coming.delete(era),
        () => coming.set(era, 'failed'),
      )
    }
    return 'coming'
  }
}
