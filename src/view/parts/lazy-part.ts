import { type ComponentType, lazy } from 'react'
import { loadMoreWords } from '../../i18n/index.ts'
import { fetchPart } from '../../store/fetch-part.ts'

/** How to fetch each of them, in the order in which they became known. */
export const lazyParts: (() => Promise<unknown>)[] = []

/**
 * A part of the page that is not in the first view: it comes when first shown, together with the words it uses. While it
 * cannot be fetched it is on its way, and `PartLoading` says why it takes so long.
 */
export function lazyPart<Props>(load: () => Promise<ComponentType<Props>>) {
  lazyParts.push(load)
  return lazy(async () => {
    const [component] = await fetchPart(() => Promise.all([load(), loadMoreWords()]))
    return { default: component }
  })
}
