/**
 * When each follower last fetched, in milliseconds: what all partitions that it follows share. A list, since brokers are
 * few and this is written with each of their fetches: to set a number in a Map costs as much as to go through them.
 */
export type FollowerFetches = { readonly brokerId: number; atMs: number }[]

export function noteFollowerFetch(fetches: FollowerFetches, brokerId: number, nowMs: number): void {
  const known = fetchOf(fetches, brokerId)
  if (known === undefined) fetches.push({ brokerId, atMs: nowMs })
  else known.atMs = nowMs
}

/** Undefined: it never has. */
export function lastFollowerFetchMs(fetches: FollowerFetches, brokerId: number): number | undefined {
  return fetchOf(fetches, brokerId)?.atMs
}

function fetchOf(fetches: FollowerFetches, brokerId: number): FollowerFetches[number] | undefined {
  for (let i = 0; i < fetches.length; i++) if (fetches[i]?.brokerId === brokerId) return fetches[i]
  return undefined
}
