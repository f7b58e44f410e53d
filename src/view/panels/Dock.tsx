import { type PointerEvent, type ReactNode, Suspense, useRef } from 'react'
import { useT } from '../../i18n/index.ts'
import { openDialog } from '../../store/dialog-store.ts'
import { usePreferences } from '../../store/preferences-store.ts'
import { useTerminals } from '../../store/terminals-store.ts'
import { Icon } from '../parts/Icon.tsx'
import { lazyPart } from '../parts/lazy-part.ts'
import { PartLoading } from '../parts/PartLoading.tsx'
import { inRem, uiScale } from '../parts/ui-scale.ts'
import { useFirstFramesShown } from '../parts/use-first-frames-shown.ts'
import { TerminalTabs, terminalTitle } from '../terminal/TerminalTabs.tsx'
import { PastHint } from '../timeline/PastHint.tsx'
import { LEAST_DOCK_PX, useDockSize } from './dock-size.ts'
import './dock.css'

const TerminalScreen = lazyPart(() => import('../terminal/TerminalScreen.tsx').then((module) => module.TerminalScreen))
const EventList = lazyPart(() => import('./EventList.tsx').then((module) => module.EventList))
const MetricsPanel = lazyPart(() => import('../metrics/MetricsPanel.tsx').then((module) => module.MetricsPanel))

const DiskPanel = lazyPart(() => import('../disk/DiskPanel.tsx').then((module) => module.DiskPanel))

const STEP_PX = 24

/** Below the stage: terminals and the list of events, at a height of the reader's choice. `children` stand in its bar. */
export function Dock({ children }: { readonly children: ReactNode }) {
  const t = useT()
  const { dockTab, setPreferences } = usePreferences()
  const { open, heightPx, most } = useDockSize()
  return (
    <section className="dock" aria-label={t('app.dock')}>
      {open && <DockEdge heightPx={heightPx} />}
      <div className="dock-bar">
        <TerminalTabs dockTab={dockTab} />
        <PastHint />
        {children}
        <button
          type="button"
          className="dock-button"
          aria-label={t('terminal.sendFile')}
          onClick={() => openDialog({ name: 'sendFile', file: null, producer: null, terminal: null })}
        >
          <Icon name="file" size={13} /> <span className="wide-only">{t('terminal.sendFile')}</span>
        </button>
        <ReadingTabs />
        <button
          type="button"
          className="dock-icon wide-only"
          aria-expanded={open}
          aria-label={t(open ? 'app.dockHide' : 'app.dockShow')}
          title={t(open ? 'app.dockHide' : 'app.dockShow')}
          onClick={() => setPreferences({ dockOpen: !open })}
        >
          <span className={open ? 'dock-chevron' : 'dock-chevron closed'}>
            <Icon name="chevron" size={14} />
          </span>
        </button>
      </div>
      {open && (
        <div className="dock-body" style={{ height: `min(${inRem(heightPx)}, ${most})` }}>
          <DockContent />
        </div>
      )}
    </section>
  )
}

const readingTabs = [
  ['events', 'app.tab.events'],
  ['metrics', 'metrics.tab'],
  ['disk', 'disk.tab'],
] as const

/** What is read rather than typed into. */
export function ReadingTabs() {
  const t = useT()
  const dockTab = usePreferences((state) => state.dockTab)
  const setPreferences = usePreferences((state) => state.setPreferences)
  return readingTabs.map(([tab, words]) => (
    <span key={tab} className={dockTab === tab ? 'dock-tab selected' : 'dock-tab'}>
      <button
        type="button"
        aria-pressed={dockTab === tab}
        onClick={() => setPreferences({ dockTab: tab, dockOpen: true })}
      >
        {t(words)}
      </button>
    </span>
  ))
}

/** What the chosen tab shows; also the content of the sheets on a phone. */
export function DockContent() {
  const t = useT()
  const dockTab = usePreferences((state) => state.dockTab)
  const later = useFirstFramesShown()
  const active = useTerminals((state) => state.active)
  const title = useTerminals((state) => terminalTitle(active, state.titles, t))
  return (
    <Suspense fallback={<PartLoading />}>
      {later && dockTab === 'events' && <EventList />}
      {later && dockTab === 'metrics' && <MetricsPanel />}
      {later && dockTab === 'disk' && <DiskPanel />}
      {later && dockTab === 'terminals' && active !== '' && <TerminalScreen key={active} name={active} title={title} />}
    </Suspense>
  )
}

/** The dock's upper edge: drag it, or use the arrow keys. */
function DockEdge({ heightPx }: { readonly heightPx: number }) {
  const t = useT()
  const setPreferences = usePreferences((state) => state.setPreferences)
  const grabbed = useRef<{ readonly y: number; readonly heightPx: number } | null>(null)
  const most = Math.max(LEAST_DOCK_PX, Math.round((window.innerHeight * 0.6) / uiScale()))
  const setHeight = (px: number) =>
    setPreferences({ dockHeightPx: Math.min(most, Math.max(LEAST_DOCK_PX, Math.round(px))) })
  const drag = (event: PointerEvent) => {
    if (grabbed.current !== null) setHeight(grabbed.current.heightPx + (grabbed.current.y - event.clientY) / uiScale())
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: a separator that moves has a value, which <hr> has not.
    <div
      className="dock-edge"
      role="separator"
      tabIndex={0}
      aria-orientation="horizontal"
      aria-label={t('app.dockResize')}
      aria-valuemin={LEAST_DOCK_PX}
      aria-valuemax={most}
      aria-valuenow={heightPx}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture?.(event.pointerId)
        grabbed.current = { y: event.clientY, heightPx: heightPx }
      }}
      onPointerMove={drag}
      onPointerUp={() => (grabbed.current = null)}
      onPointerCancel={() => (grabbed.current = null)}
      onKeyDown={(event) => {
        if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return
        event.preventDefault()
        setHeight(heightPx + (event.key === 'ArrowUp' ? STEP_PX : -STEP_PX))
      }}
    />
  )
}
