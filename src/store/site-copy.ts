/**
 * The copy of the site that the browser keeps, so that the page opens without a network: `worker/site.worker.ts` makes it,
 * here it is asked for and told of. Where browsers have no such thing (plain HTTP, some frames and private windows) nothing
 * is said: the page that was opened goes on without a network all the same.
 */
import { create } from 'zustand'
import { loadMoreWords, t } from '../i18n/index.ts'
import { fetchPart } from './fetch-part.ts'
import { currentSession } from './session.ts'
import { useSession } from './session-store.ts'
import { showToast } from './toasts-store.ts'

export const useSiteCopy = create<{
  /** All of it is there. */
  readonly ready: boolean
  /** A newer version of the site waits to be shown. */
  readonly newer: boolean
}>()(() => ({ ready: false, newer: false }))

/** A tab that stays open asks for a newer version when somebody comes back to it, at most so often. */
const ASK_EVERY_MS = 3_600_000
/** A version that does not take over is no reason to leave a press without an effect. */
const TAKE_OVER_MS = 3_000

let takeOver: () => void = () => undefined

/** Asks the browser to keep a copy, in the background. Never rejects. */
export async function keepSiteCopy(): Promise<void> {
  try {
    // Only a built site has one; and a mention of it is forbidden in some frames.
    if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return
    await register()
  } catch {
    // The browser does not want to, or the network went meanwhile: the next visit tries again.
  }
}

async function register(): Promise<void> {
  const { Workbox } = await fetchPart(() => import('workbox-window'))
  // Beside the page, wherever the site lies: it may answer for everything below its own folder.
  const copy = new Workbox(new URL('./service-worker.js', document.baseURI).href)
  let askedAtMs = performance.now()
  takeOver = () => copy.messageSkipWaiting()
  copy.addEventListener('waiting', () => void tellNewer())
  // Another tab let the newer one take over.
  copy.addEventListener('controlling', ({ isUpdate, isExternal }) => {
    if (isUpdate === true || isExternal === true) void tellNewer()
  })
  await copy.register({ immediate: true })
  void navigator.serviceWorker.ready.then(() => useSiteCopy.setState({ ready: true }))
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden' || performance.now() - askedAtMs < ASK_EVERY_MS) return
    askedAtMs = performance.now()
    copy.update().catch(() => undefined)
  })
}

async function tellNewer(): Promise<void> {
  if (useSiteCopy.getState().newer) return
  useSiteCopy.setState({ newer: true })
  await fetchPart(loadMoreWords)
  const kept = useSession.getState().trouble === null
  showToast({
    tone: 'info',
    text: t(kept ? 'app.newer.text' : 'app.newer.unsaved'),
    action: { label: t('app.newer.reload'), run: () => void reloadForNewer() },
    stays: true,
  })
}

/** Saves the run on show, lets the newer version take over and opens the page with it. */
export async function reloadForNewer(): Promise<void> {
  await currentSession().saving?.saveWhole()
  const taken = new Promise((resolve) => {
    navigator.serviceWorker.addEventListener('controllerchange', resolve, { once: true })
    setTimeout(resolve, TAKE_OVER_MS)
  })
  const waiting = (await navigator.serviceWorker.getRegistration())?.waiting ?? null
  if (waiting !== null) {
    takeOver()
    await taken
  }
  location.reload()
}
