import { Suspense, useEffect, useState } from 'react'
import { useT } from '../i18n/index.ts'
import { exportRun } from '../store/engine.ts'
import { fetchPart } from '../store/fetch-part.ts'
import { useImageStore } from '../store/image-store.ts'
import { shareLink } from '../store/other-runs.ts'
import { useSession } from '../store/session-store.ts'
import { useTerminals } from '../store/terminals-store.ts'
import { MissingParts, PartLoading, StageLoading } from '../view/parts/PartLoading.tsx'
import '../view/base.css'
import '../view/parts/controls.css'
import '../view/parts/visibility.css'
import { CrashScreen } from '../view/panels/CrashScreen.tsx'
import { ErrorBoundary } from '../view/parts/ErrorBoundary.tsx'
import { lazyPart } from '../view/parts/lazy-part.ts'
import { listenForShortcuts } from '../view/parts/shortcuts.ts'
import { useFirstFramesShown } from '../view/parts/use-first-frames-shown.ts'
import { Stage } from '../view/stage/Stage.tsx'
import { useStageView } from '../view/stage/stage-view-store.ts'
import { TerminalTabs, terminalTitle, useTabNames } from '../view/terminal/TerminalTabs.tsx'
import { TimelineFoot } from '../view/timeline/TimelineFoot.tsx'
import '../view/stage/stage-region.css'
import './embed.css'

const Captions = lazyPart(() =>
  import('../view/captions/EmbeddedCaptions.tsx').then((module) => module.EmbeddedCaptions),
)
const SpaceTime = lazyPart(() => import('../view/space-time/SpaceTime.tsx').then((module) => module.SpaceTime))
const SettingsNotice = lazyPart(() =>
  import('../view/panels/SettingsNotice.tsx').then((module) => module.SettingsNotice),
)
const RunNotice = lazyPart(() => import('../view/panels/RunNotice.tsx').then((module) => module.RunNotice))
const TerminalScreen = lazyPart(() =>
  import('../view/terminal/TerminalScreen.tsx').then((module) => module.TerminalScreen),
)

/** In a page of somebody else's: the stage and the transport, one terminal where asked, and a way to the full page. */
export function Embed({ terminal }: { readonly terminal: boolean }) {
  const t = useT()
  const [withTerminal, setWithTerminal] = useState(terminal)
  const ready = useImageStore((state) => state.ready)
  const picture = useStageView((view) => view.picture)
  const later = useFirstFramesShown()
  const crash = useSession((state) => state.crash)
  const inexact = useSession((state) => state.inexact)
  const inVain = useSession((state) => state.inVain)
  useEffect(listenForShortcuts, [])
  useEffect(() => (later ? startSpeaking(() => setWithTerminal(true)) : undefined), [later])
  if (crash !== null) return <CrashScreen crash={crash} />
  return (
    <div className="embed">
      <main className="stage-region" id="stage" aria-label={t('app.stage')}>
        <h1 className="visually-hidden">{t('app.name')}</h1>
        <ErrorBoundary>
          {ready && picture === 'spaceTime' ? (
            <Suspense fallback={<PartLoading />}>
              <SpaceTime />
            </Suspense>
          ) : ready ? (
            <Stage compact />
          ) : (
            <StageLoading />
          )}
        </ErrorBoundary>
      </main>
      <MissingParts />
      <Suspense
        fallback={
          <div className="caption-place">
            <PartLoading />
          </div>
        }
      >
        {later && <Captions />}
      </Suspense>
      {withTerminal && <EmbeddedTerminal />}
      <Suspense>{inexact !== null && <RunNotice inexact={inexact} />}</Suspense>
      <Suspense>{inVain.length > 0 && <SettingsNotice inVain={inVain} />}</Suspense>
      <TimelineFoot>
        <OpenFullPage />
      </TimelineFoot>
    </div>
  )
}

/** What the page around the frame may ask for, and is told. */
function startSpeaking(showTerminal: () => void): () => void {
  let ended = false
  let end = () => {}
  void fetchPart(() => import('./speak-to-page.ts')).then(({ speakToPage }) => {
    if (!ended) end = speakToPage(showTerminal)
  })
  return () => {
    ended = true
    end()
  }
}

function EmbeddedTerminal() {
  const t = useT()
  const names = useTabNames()
  const active = useTerminals((state) => state.active)
  const title = useTerminals((state) => terminalTitle(active, state.titles, t))
  return (
    <section className="embed-terminal" aria-label={t('terminal.label')}>
      {names.length > 1 && (
        <div className="dock-bar">
          <TerminalTabs dockTab="terminals" />
        </div>
      )}
      <Suspense fallback={<PartLoading />}>
        <TerminalScreen key={active} name={active} title={title} />
      </Suspense>
    </section>
  )
}

/** Opens the whole page at the same instant, in a tab of its own. */
function OpenFullPage() {
  const t = useT()
  const [making, setMaking] = useState(false)
  const open = async () => {
    if (making) return
    // The tab must be opened within the press itself, or the browser takes it for an advertisement.
    const tab = window.open('about:blank', '_blank')
    setMaking(true)
    const { run } = await exportRun()
    const link = await shareLink(run, useImageStore.getState().atUs)
    if (tab === null) location.assign(link)
    else tab.location.replace(link)
    setMaking(false)
  }
  return (
    <button
      type="button"
      className="button"
      aria-disabled={making}
      aria-label={t('app.embed.openFull')}
      title={t('app.embed.openFull')}
      onClick={() => void open()}
    >
      <span className="open-full-long">{t('app.embed.openFull')}</span>
      <span className="open-full-short">{t('app.embed.openFullShort')}</span>
    </button>
  )
}
