import { useEffect } from 'react'
import { loadMoreWords } from '../../i18n/index.ts'
import { fetchPart } from '../../store/fetch-part.ts'
import { arriving } from './arriving.ts'
import { useFirstFramesShown } from './use-first-frames-shown.ts'

const deferredParts = arriving<typeof import('../deferred-parts.ts')>()

/** Afterwards `useDeferredParts` has it at once. */
export async function loadDeferredParts(): Promise<void> {
  const [parts] = await fetchPart(() => Promise.all([import('../deferred-parts.ts'), loadMoreWords()]))
  deferredParts.arrive(parts)
}

/** What is not in the first frames; null until it has come, soon after the first frames or, if `now`, at once. */
export function useDeferredParts(now = false): ReturnType<typeof deferredParts.use> {
  const due = useFirstFramesShown() || now
  useEffect(() => {
    if (due && deferredParts.current() === null) loadDeferredParts().catch(() => undefined)
  }, [due])
  return deferredParts.use()
}
