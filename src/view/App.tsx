import { Suspense, useEffect } from 'react'
import { loadMoreWords, useT } from '../i18n/index.ts'
import { isBeside, useBeside } from '../store/beside-store.ts'
import { useDialog } from '../store/dialog-store.ts'
import { useImageStore } from '../store/image-store.ts'
import { type DockTab, usePreferences } from '../store/preferences-store.ts'
import { usePresenter } from '../store/presenter-store.ts'
import { useSelectionStore } from '../store/selection-store.ts'
import { useSession } from '../store/session-store.ts'
import { type Sheet, useSheet } from '../store/sheet-store.ts'
import { MissingParts, PartLoading, StageLoading } from './parts/PartLoading.tsx'
import './base.css'
import './parts/controls.css'
import './parts/visibility.css'
import './app.css'
import { loadKindDetails } from './kinds/details.ts'
import { Header } from './panels/Header.tsx'
import { ErrorBoundary } from './parts/ErrorBoundary.tsx'
import { listenForFiles } from './parts/file-drop.ts'
import { Icon, type IconName } from './parts/Icon.tsx'
import { lazyPart } from './parts/lazy-part.ts'
import { inRem } from './parts/ui-scale.ts'
import { useDeferredParts } from './parts/use-deferred-parts.ts'
import { useFirstFramesShown } from './parts/use-first-frames-shown.ts'
import { narrowQuery, useMedia } from './parts/use-media.ts'
import { Stage } from './stage/Stage.tsx'
import { useStageView } from './stage/stage-view-store.ts'
import './stage/stage-region.css'
import { Timeline } from './timeline/Timeline.tsx'

const Inspector = lazyPart(async () => {
  const [module] = await Promise.all([import('./panels/Inspector.tsx'), loadKindDetails()])
  return module.Inspector
})
const DialogHost = lazyPart(async () => {
  // Among them the legend, which every kind has its part in.
  const [module] = await Promise.all([import('./dialogs/DialogHost.tsx'), loadKindDetails()])
  return module.DialogHost
})
const PresenterPage = lazyPart(async () => {
  const [module] = await Promise.all([import('./presenter/PresenterPage.tsx'), loadMoreWords()])
  return module.PresenterPage
})
const SpaceTime = lazyPart(() => import('./space-time/SpaceTime.tsx').then((module) => module.SpaceTime))
const SpokenCaptions = lazyPart(() => import('./captions/SpokenCaptions.tsx').then((module) => module.SpokenCaptions))

const Trouble = lazyPart(() => import('./panels/Trouble.tsx').then((module) => module.Trouble))

/** The height of the dock's own bar, with its edge. */
const DOCK_BAR_PX = 40

/** The whole page: header, stage with what stands beside it, dock, timeline. */
export function App() {
  const t = useT()
  const narrow = useMedia(narrowQuery)
  const crash = useSession((state) => state.crash)
  const dialog = useDialog((state) => state.dialog)
  const later = useFirstFramesShown()
  const presenting = usePresenter((state) => state.presenting)
  const second = useDeferredParts(crash !== null)
  useEffect(() => second?.listenForShortcuts(), [second])
  // From the start: the browser would leave the page for a file that nobody catches.
  useEffect(listenForFiles, [])
  useEffect(() => second?.prefetchLazyParts(), [second])
  useEffect(() => second?.keepLagHistory(), [second])
  useEffect(() => second?.keepBeside(), [second])
  useEffect(() => second?.keepStories({ pauses: true }), [second])
  if (crash !== null) return second !== null && <second.CrashScreen crash={crash} />
  return (
    <>
      <a className="skip-link" href="#stage">
        {t('app.skipToStage')}
      </a>
      {presenting ? (
        <Suspense fallback={<PartLoading />}>
          <PresenterPage />
        </Suspense>
      ) : narrow ? (
        <NarrowPage />
      ) : (
        <WidePage />
      )}
      {dialog !== null && (
        <Suspense fallback={<PartOnTop />}>
          <DialogHost dialog={dialog} />
        </Suspense>
      )}
      <Suspense>{later && <SpokenCaptions />}</Suspense>
    </>
  )
}

/** While a dialog is on its way. */
function PartOnTop() {
  return (
    <div className="part-on-top">
      <PartLoading />
    </div>
  )
}

function WidePage() {
  const invited = usePreferences((state) => !state.invitationsDismissed)
  const inspecting = useSelectionStore((state) => state.selection !== null)
  const beside = useBeside(isBeside)
  const second = useDeferredParts()
  return (
    <div className="page">
      <div>
        <Header />
        <TroublePlace />
      </div>
      <div className={inspecting ? 'page-body is-inspecting' : 'page-body'}>
        {invited &&
          !beside &&
          (second === null ? (
            <aside className="invitations">
              <PartLoading />
            </aside>
          ) : (
            <second.Invitations />
          ))}
        {second !== null && <second.NotesPlace />}
        <main className="page-main">
          <StageRegion />
          <CaptionPlace />
          <ErrorBoundary>
            {second === null ? (
              <DockPlace />
            ) : (
              <second.Dock>
                <PageToasts />
              </second.Dock>
            )}
          </ErrorBoundary>
        </main>
        {inspecting && (
          <div className="inspector-place">
            <InspectorPlace />
          </div>
        )}
      </div>
      <Timeline />
    </div>
  )
}

/** While a dialog is open everything outside it is out of reach, so messages stand in the dialog then. */
function PageToasts() {
  const beneathDialog = useDialog((state) => state.dialog !== null)
  const second = useDeferredParts()
  return beneathDialog || second === null ? null : <second.Toasts inLine />
}

/** Most runs have nothing to say here. */
function TroublePlace() {
  const troubled = useSession(
    ({ trouble, inexact, inVain }) => trouble !== null || inexact !== null || inVain.length > 0,
  )
  return (
    <>
      <MissingParts />
      <Suspense>{troubled && <Trouble />}</Suspense>
    </>
  )
}

/** Keeps its place until it has come, so that the stage need not be laid out twice. */
function CaptionPlace() {
  const second = useDeferredParts()
  if (second === null)
    return (
      <div className="caption-place">
        <PartLoading />
      </div>
    )
  return (
    <>
      <second.FollowedBar />
      <second.CaptionBar />
    </>
  )
}

/** Keeps the dock's place until it has come, so that the stage need not be laid out twice; the style sheet knows its usual height. */
function DockPlace() {
  const { dockOpen, dockHeightPx } = usePreferences()
  const height = dockOpen === false ? 0 : dockHeightPx
  return (
    <div className="dock-place" style={height === null ? {} : { height: inRem(DOCK_BAR_PX + height) }}>
      <PartLoading />
    </div>
  )
}

function StageRegion() {
  const ready = useImageStore((state) => state.ready)
  const beside = useBeside(isBeside)
  const second = useDeferredParts()
  const picture = useStageView((view) => view.picture)
  return (
    <div className={beside ? 'stage-region is-beside' : 'stage-region'} id="stage" tabIndex={-1}>
      <ErrorBoundary>
        {ready && picture === 'spaceTime' ? (
          <Suspense fallback={<PartLoading />}>
            <SpaceTime />
          </Suspense>
        ) : ready ? (
          <>
            <Stage compact={beside} />
            <EmptyHint />
            {beside && second !== null && (
              <second.Beside>
                <Stage compact />
              </second.Beside>
            )}
          </>
        ) : (
          <StageLoading />
        )}
      </ErrorBoundary>
    </div>
  )
}

/** A cluster with nothing on it says how to begin. */
function EmptyHint() {
  const t = useT()
  const empty = useImageStore(({ image }) => image.producers.size === 0 && image.topics.size === 0)
  if (!empty) return null
  return (
    <div className="stage-empty">
      <strong>{t('app.emptyTitle')}</strong>
      <span className="muted">{t('app.emptyText')}</span>
    </div>
  )
}

function InspectorPlace() {
  const selection = useSelectionStore((state) => state.selection)
  if (selection === null) return null
  return (
    <ErrorBoundary>
      <Suspense fallback={<PartLoading />}>
        <Inspector selection={selection} />
      </Suspense>
    </ErrorBoundary>
  )
}

const sheetTabs: readonly (readonly [Exclude<Sheet, 'lessons'> | 'stage', IconName])[] = [
  ['stage', 'stage'],
  ['terminals', 'terminal'],
  ['events', 'list'],
  ['more', 'menu'],
]

/** On a phone: the stage first, everything else in sheets over it. */
function NarrowPage() {
  const t = useT()
  const sheet = useSheet((state) => state.sheet)
  const invited = usePreferences((state) => !state.invitationsDismissed)
  const second = useDeferredParts()
  const selection = useSelectionStore((state) => state.selection)
  const beside = useBeside(isBeside)
  const setPreferences = usePreferences((state) => state.setPreferences)
  const choose = (tab: (typeof sheetTabs)[number][0]) => {
    useSelectionStore.getState().select(null)
    if (tab === 'terminals' || tab === 'events') setPreferences({ dockTab: tab satisfies DockTab })
    useSheet.setState({ sheet: tab === 'stage' || tab === sheet ? null : tab })
  }
  return (
    <div className="page">
      <div>
        <Header />
        <TroublePlace />
      </div>
      <main className="page-body">
        {second !== null && <second.NotesPlace />}
        <div className="page-main">
          {invited &&
            !beside &&
            (second === null ? (
              <div className="next-invitation">
                <PartLoading />
              </div>
            ) : (
              <second.NextInvitation />
            ))}
          <StageRegion />
          <CaptionPlace />
        </div>
        {sheet !== null && (
          <div className="sheet-place" inert={selection !== null}>
            {second === null ? (
              <div className="sheet">
                <PartLoading />
              </div>
            ) : (
              <second.Sheet sheet={sheet} />
            )}
          </div>
        )}
        {selection !== null && (
          <div className="sheet">
            <InspectorPlace />
          </div>
        )}
      </main>
      <div className="toast-line">
        <PageToasts />
      </div>
      <Timeline />
      <nav className="bottom-tabs" aria-label={t('app.menu')}>
        {sheetTabs.map(([tab, icon]) => (
          <button
            key={tab}
            type="button"
            aria-pressed={selection === null && (sheet ?? 'stage') === tab}
            onClick={() => choose(tab)}
          >
            <Icon name={icon} size={20} />
            {t(`app.tab.${tab}`)}
          </button>
        ))}
      </nav>
    </div>
  )
}
