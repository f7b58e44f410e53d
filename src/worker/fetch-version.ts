/** A run needs what its Kafka version does before it can be opened. */
import { fetchOf, registerVersion } from '../kafka/profile/fetched-registry.ts'
import { hasProfile } from '../kafka/profile/registry.ts'
import type { ToWorker } from './port.ts'

/**
 * What must come before the message can be dealt with; null when it is there. A version that nobody knows is left to the
 * reader of the run, which has words for it. Rejects where a version cannot be fetched.
 */
export function fetchVersionFor(message: ToWorker): Promise<void> | null {
  return fetchVersions(versionsIn(message))
}

/** What must come before a run of these versions can be opened, likewise. */
export function fetchVersions(names: readonly string[]): Promise<void> | null {
  const fetches = [...new Set(names)].flatMap((name) => {
    const fetch = hasProfile(name) ? null : fetchOf(name)
    return fetch === null ? [] : [fetch]
  })
  return fetches.length === 0 ? null : fetchAll(fetches)
}

function versionsIn(message: ToWorker): readonly string[] {
  if (message.type === 'readProperties') return message.of.kind === 'newCluster' ? [message.of.spec.profile] : []
  if (message.type !== 'open') return []
  return [message.run, ...(message.branches ?? []).map((branch) => branch.run)].map((run) => run.spec.profile)
}

async function fetchAll(fetches: readonly NonNullable<ReturnType<typeof fetchOf>>[]): Promise<void> {
  for (const { VERSION } of await Promise.all(fetches.map((fetch) => fetch()))) registerVersion(VERSION)
}
