import { useEffect, useSyncExternalStore } from 'react'
import { loadMoreWords } from '../../i18n/index.ts'
import { useLater } from './use-later.ts'

type SecondLook = typeof import('../second-look.ts')

let loaded: SecondLook | null = null
const listeners = new Set<() => void>()

/** Afterwards `useSecondLook` has it at once. */
export async function loadSecondLook(): Promise<void> {
  const [parts] = await Promise.all([import('../second-look.ts'), loadMoreWords()])
  loaded = parts
  for (const listener of listeners) listener()
}

/** What is not in the first frames; null until it has come, soon after the picture moves or, if `now`, at once. */
export function useSecondLook(now = false): SecondLook | null {
  const due = useLater() || now
  useEffect(() => {
    if (due && loaded === null) loadSecondLook().catch(() => undefined)
  }, [due])
  return useSyncExternalStore(subscribe, current, current)
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

function current(): SecondLook | null {
  return loaded
}
