/** Parts of the stores that come only when they are asked for; `view/parts/prefetch.ts` fetches them ahead. */
export const lazyStoreParts: readonly (() => Promise<unknown>)[] = [
  () => import('./command-text.ts'),
  () => import('./undo-message.ts'),
  () => import('../persistence/share-link.ts'),
  () => import('../worker/run-schema.ts'),
  () => import('./run-files.ts'),
]
