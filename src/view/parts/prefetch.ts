/** What only a gesture asks for comes without one too, so that a page whose network goes is whole. */
import { fetchLater } from '../../store/fetch-part.ts'
import { lazyStoreParts } from '../../store/lazy-store-parts.ts'
import { keepSiteCopy } from '../../store/site-copy.ts'
import { fetchPictures } from '../failures/site-pictures.ts'
import { lazyParts } from './lazy-part.ts'

const others = [
  ...lazyStoreParts,
  () => import('../dialogs/open-run-file.ts'),
  () => import('../../store/other-runs.ts'),
  () => import('../stage/add-commands.ts'),
  fetchPictures,
]

/** After everything that somebody waits for. */
const AT_LEISURE_MS = 2_000

/** One after the other, until the returned function is called; without a network it waits, and nobody is told. */
export function prefetchLazyParts(): () => void {
  let stopped = false
  const fetchAll = async () => {
    // Parts may bring further ones.
    for (const load of lazyParts) if (!stopped) await load().catch(() => fetchLater(load))
    for (const load of others) if (!stopped) await load().catch(() => fetchLater(load))
    if (!stopped) await keepSiteCopy()
  }
  const timer = setTimeout(() => void fetchAll(), AT_LEISURE_MS)
  return () => {
    stopped = true
    clearTimeout(timer)
  }
}
