/**
 * One tab writes to a run at a time. Web Locks tell us, and let go by themselves when a tab dies; where they are
 * missing (plain HTTP in a classroom), a lease in the database stands in, which a dead tab loses after a few seconds.
 */
import type { RowDatabase } from './rows.ts'
import type { RunLock } from './storage-types.ts'

const LEASE_MS = 6_000
const RENEW_MS = 2_000

interface LeaseRow {
  readonly runId: string
  readonly owner: string
  readonly expiresAt: number
}

/** `database: null` is memory, which no other tab can reach: the lock is always held. */
export async function lockRun(runId: string, database: RowDatabase | null, now: () => number): Promise<RunLock> {
  if (database === null) return { held: true, release: () => undefined }
  const locks = typeof navigator === 'undefined' ? undefined : navigator.locks
  if (locks === undefined) return leaseRun(runId, database, now)
  try {
    return await webLock(runId, locks)
  } catch {
    // Some frames have the interface but not the permission.
    return leaseRun(runId, database, now)
  }
}

function webLock(runId: string, locks: LockManager): Promise<RunLock> {
  return new Promise((resolve, reject) => {
    const request = locks.request(`kafkascope-run-${runId}`, { ifAvailable: true }, (lock) => {
      if (lock === null) {
        resolve({ held: false, release: () => undefined })
        return undefined
      }
      // The lock is ours for as long as this promise is pending.
      return new Promise<void>((release) => resolve({ held: true, release }))
    })
    request.catch(reject)
  })
}

async function leaseRun(runId: string, database: RowDatabase, now: () => number): Promise<RunLock> {
  const owner = `${now()}-${Array.from(crypto.getRandomValues(new Uint8Array(8))).join('')}`
  const claim = () =>
    database.write(['leases'], 'relaxed', async (rows) => {
      const lease = (await rows.get('leases', runId)) as LeaseRow | undefined
      if (lease !== undefined && lease.owner !== owner && lease.expiresAt > now()) return false
      await rows.put('leases', { runId, owner, expiresAt: now() + LEASE_MS } satisfies LeaseRow)
      return true
    })
  if (!(await claim())) return { held: false, release: () => undefined }

  const renewal = setInterval(() => claim().catch(() => undefined), RENEW_MS)
  const release = () => {
    clearInterval(renewal)
    const letGo = database.write(['leases'], 'relaxed', async (rows) => {
      const lease = (await rows.get('leases', runId)) as LeaseRow | undefined
      if (lease?.owner === owner) await rows.delete('leases', runId)
    })
    letGo.catch(() => undefined)
  }
  return { held: true, release }
}
