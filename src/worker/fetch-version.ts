/** A run needs what its Kafka version does before it can be opened. */
import { fetchOf, registerVersion } from '../kafka/profile/fetched-registry.ts'
import { hasProfile } from '../kafka/profile/registry.ts'
import type { ToWorker } from './port.ts'

/**
 * What must come before the message can be dealt with; null when it is there. A version that nobody knows is left to the
 * reader of the run, which has words for it. Rejects where a version cannot be fetched.
 */
export function fetchVersionFor(message: ToWorker): Promise<void> | null {
  if (message.type !== 'open') return null
  const runs = [message.run, ...(message.branches ?? []).map((branch) => branch.run)]
  const fetches = [...new Set(runs.map((run) => run.spec.profile))].flatMap((name) => {
    const fetch = hasProfile(name) ? null : fetchOf(name)
    return fetch === null ? [] : [fetch]
  })
  return fetches.length === 0 ? null : fetchAll(fetches)
}

async function fetchAll(fetches: readonly NonNullable<ReturnType<typeof fetchOf>>[]): Promise<void> {
  for (const { VERSION } of await Promise.all(fetches.map((fetch) => fetch()))) registerVersion(VERSION)
}
