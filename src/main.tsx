/** The whole page, or the embed, by the address: `?embed`, `&terminal`, `&lang=ko`, `&theme=dark`, `&motion=reduced`, `&present`, `&space-time`, `&profile`, `&failure`, `&lesson` and `&beside` with a Kafka version, a failure story, a question and a Kafka version beside it by name; `&notes` with a file of this site (`store/notes-keeping.ts`). */
import { lazy, StrictMode, Suspense } from 'react'
import { createRoot } from 'react-dom/client'
import { setLanguage } from './i18n/index.ts'
import { isNothingStored } from './persistence/names.ts'
import type { Storage } from './persistence/storage-types.ts'
import { deferredStorage } from './store/deferred-storage.ts'
import { fetchPart } from './store/fetch-part.ts'
import { preferencesFromAddress, rememberPreferences } from './store/preferences-storage.ts'
import { usePreferences } from './store/preferences-store.ts'
import { startPresenting } from './store/presenter-store.ts'
import { startSession } from './store/session.ts'
import { App } from './view/App.tsx'
import { followPreferences } from './view/parts/appearance.ts'
import { useStageView } from './view/stage/stage-view-store.ts'
import { createPageEngine, fetchPrologue } from './worker/engine-client.ts'

const Embed = lazy(async () => ({ default: (await fetchPart(() => import('./embed/Embed.tsx'))).Embed }))

async function openStorage(): Promise<Storage> {
  const { openStorage: open } = await fetchPart(() => import('./persistence/storage.ts'))
  return open(async () => (await fetchPart(() => import('./worker/run-schema.ts'))).runFormat)
}

async function start(): Promise<void> {
  const root = document.getElementById('root')
  if (root === null) throw new Error('index.html has no #root')
  const address = new URLSearchParams(location.search)
  const embedded = address.has('embed')
  const named = /\b(profile|failure|lesson|beside)=/.test(location.search)

  const fresh = embedded || (await isNothingStored())
  if (fresh && location.hash === '' && !named) fetchPrologue()
  const storage = fresh ? deferredStorage(openStorage) : await openStorage()
  if (!embedded) await rememberPreferences(storage)
  usePreferences.getState().setPreferences(preferencesFromAddress(address))
  await fetchPart(() => setLanguage(usePreferences.getState().language))
  followPreferences()
  if (address.has('space-time')) useStageView.setState({ picture: 'spaceTime' })
  if (address.has('present') && !embedded) startPresenting()
  createRoot(root).render(
    <StrictMode>
      {embedded ? (
        <Suspense>
          <Embed terminal={address.has('terminal')} />
        </Suspense>
      ) : (
        <App />
      )}
    </StrictMode>,
  )
  await startSession(
    storage,
    () => createPageEngine(fetchPart),
    () => fetchPart(() => import('./store/other-runs.ts')),
    { embedded, named },
  )
}

void start()
