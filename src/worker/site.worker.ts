/**
 * The service worker's script: keeps every file of the site, and answers from that copy, so that the page opens without a
 * network. A newer version is fetched beside the one in use and takes over when the page asks for it, or when no page of
 * this site is open any more; never under the hands of somebody.
 */
import { clientsClaim } from 'workbox-core'
import { cleanupOutdatedCaches, type PrecacheEntry, precacheAndRoute } from 'workbox-precaching'

/** The build puts every file's address and version here (`scripts/site-copy.mjs`). */
declare const SITE_FILES: PrecacheEntry[]

/** What of a service worker's global scope is used here; the project is typed for pages. */
interface ServiceWorkerScope {
  addEventListener(type: 'message', listener: (event: MessageEvent<{ readonly type?: string }>) => void): void
  skipWaiting(): Promise<void>
}

const scope = globalThis as unknown as ServiceWorkerScope

// Presenter, embed, language: whatever the address asks for, it is the same page.
precacheAndRoute(SITE_FILES, { ignoreURLParametersMatching: [/./] })
cleanupOutdatedCaches()
// The page that was opened first is served too, so that what it has not asked for yet is there without a network.
clientsClaim()

scope.addEventListener('message', ({ data }) => {
  if (data.type === 'SKIP_WAITING') void scope.skipWaiting()
})
