/** Parts of the page that come when they are wanted, and what becomes of them while there is no network. */
import { create } from 'zustand'

/** How many of the parts that somebody waits for could not be fetched so far. */
export const useMissingParts = create<{ readonly missing: number }>()(() => ({ missing: 0 }))

/** Not every network that is back again says so. */
const AGAIN_MS = 10_000

const waiting = new Set<() => void>()

/** Resolves with the part, however long the network is gone; until then it counts as missing. Never rejects. */
export async function fetchPart<Part>(load: () => Promise<Part>): Promise<Part> {
  try {
    return await load()
  } catch {
    count(1)
    const part = await fetchLater(load)
    count(-1)
    return part
  }
}

/** As `fetchPart`, for what nobody waits for yet. */
export async function fetchLater<Part>(load: () => Promise<Part>): Promise<Part> {
  for (;;) {
    await new Promise<void>((resolve) => {
      waiting.add(resolve)
      setTimeout(resolve, AGAIN_MS)
    })
    try {
      return await load()
    } catch {
      // Still gone.
    }
  }
}

/** Tries all of them once more, now. */
export function fetchMissingParts(): void {
  const chances = [...waiting]
  waiting.clear()
  for (const chance of chances) chance()
}

function count(more: number): void {
  useMissingParts.setState(({ missing }) => ({ missing: missing + more }))
}

globalThis.addEventListener?.('online', fetchMissingParts)
// The bundler fetches no style sheet that the document has a link to, also where that link has failed.
globalThis.addEventListener?.('error', ({ target }) => target instanceof HTMLLinkElement && target.remove(), true)
