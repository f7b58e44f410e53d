import { useEffect, useSyncExternalStore } from 'react'
import { loadMoreWords } from '../../i18n/index.ts'
import { useFirstFramesShown } from './use-first-frames-shown.ts'

type DeferredParts = typeof import('../deferred-parts.ts')

let loaded: DeferredParts | null = null
const listeners = new Set<() => void>()

/** Afterwards `useDeferredParts` has it at once. */
export async function loadDeferredParts(): Promise<void> {
  const [parts] = await Promise.all([import('../deferred-parts.ts'), loadMoreWords()])
  loaded = parts
  for (const listener of listeners) listener()
}

/** What is not in the first frames; null until it has come, soon after the first frames or, if `now`, at once. */
export function useDeferredParts(now = false): DeferredParts | null {
  const due = useFirstFramesShown() || now
  useEffect(() => {
    if (due && loaded === null) loadDeferredParts().catch(() => undefined)
  }, [due])
  return useSyncExternalStore(subscribe, current, current)
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

function current(): DeferredParts | null {
  return loaded
}
