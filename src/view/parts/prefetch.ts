/** What only a gesture asks for comes without one too, so that a page whose network goes is whole. */
import { lazyStoreParts } from '../../store/lazy-store-parts.ts'
import { lazyParts } from './lazy-part.ts'

const others = [
  ...lazyStoreParts,
  () => import('../dialogs/open-run-file.ts'),
  () => import('../../store/other-runs.ts'),
  () => import('../stage/add-commands.ts'),
]

/** After everything that somebody waits for. */
const AT_LEISURE_MS = 2_000

/** One after the other, until the returned function is called. What cannot be fetched now is fetched when asked for. */
export function prefetchLazyParts(): () => void {
  let stopped = false
  const fetchAll = async () => {
    // Parts may bring further ones.
    for (const load of lazyParts) if (!stopped) await load().catch(() => undefined)
    for (const load of others) if (!stopped) await load().catch(() => undefined)
  }
  const timer = setTimeout(() => void fetchAll(), AT_LEISURE_MS)
  return () => {
    stopped = true
    clearTimeout(timer)
  }
}
