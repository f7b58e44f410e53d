import { type RefObject, use, useEffect, useRef } from 'react'
import { notePaint } from '../../store/first-frames.ts'
import { useFollowed } from '../../store/followed-store.ts'
import { playheadUs, usePlaybackStore } from '../../store/playback-store.ts'
import { usePreferences } from '../../store/preferences-store.ts'
import { useSelectionStore } from '../../store/selection-store.ts'
import type { Routes } from '../layout/routes.ts'
import type { StageLayout } from '../layout/stage-layout.ts'
import { readPalette, readTokensOf } from '../painting/palette.ts'
import { SceneRenderer } from '../painting/renderer.ts'
import { useDeferredParts } from '../parts/use-deferred-parts.ts'
import { emphasisOf } from './emphasis.ts'
import { StageSource } from './stage-source.ts'
import { useStageView } from './stage-view-store.ts'
import { useThemeVersion } from './use-theme.ts'

export interface StageCanvasProps {
  readonly layout: StageLayout
  readonly routes: Routes
  readonly viewportHeight: number
  readonly scroller: RefObject<HTMLElement | null>
  /** Filled in for whoever has to find what the canvas shows at a point. */
  readonly rendererRef: RefObject<SceneRenderer | null>
}

/** The canvas over the cards: records at rest in their lanes and on their way. It catches no clicks. */
export function StageCanvas({ layout, routes, viewportHeight, scroller, rendererRef }: StageCanvasProps) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const themeVersion = useThemeVersion()
  const source = use(StageSource)
  const reducedMotion = usePreferences((preferences) => preferences.reducedMotion)
  const parts = useDeferredParts()

  useEffect(() => {
    if (canvas.current === null) return
    const renderer = new SceneRenderer(canvas.current, {
      frame: source.getState,
      playheadUs: () => playheadUs(),
      isPlaying: () => usePlaybackStore.getState().playback.state === 'playing',
      painted: notePaint,
    })
    rendererRef.current = renderer
    const wake = () => renderer.wake()
    const forgets = [source.subscribe(wake), usePlaybackStore.subscribe(wake)]
    document.addEventListener('visibilitychange', wake)
    return () => {
      for (const forget of forgets) forget()
      document.removeEventListener('visibilitychange', wake)
      renderer.stop()
      rendererRef.current = null
    }
  }, [rendererRef, source])

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new theme version means new tokens to read, and with the deferred parts painters come, for whom a picture that stands still is painted again.
  useEffect(() => {
    const renderer = rendererRef.current
    const element = canvas.current
    if (renderer === null || element === null || !renderer.canPaint) return
    const palette = readPalette(readTokensOf(document.documentElement))
    const set = () => {
      const scrollTop = scroller.current?.scrollTop ?? 0
      element.style.transform = `translateY(${scrollTop / layout.scale}px)`
      const view = useStageView.getState()
      const emphasis = emphasisOf(useSelectionStore.getState().selection, view)
      renderer.set({
        layout,
        routes,
        palette,
        emphasis,
        reducedMotion,
        showControl: view.showControl,
        scrollTop,
        viewportHeight,
      })
    }
    set()
    const forgets = [useSelectionStore.subscribe(set), useStageView.subscribe(set), useFollowed.subscribe(set)]
    const target = scroller.current
    target?.addEventListener('scroll', set, { passive: true })
    return () => {
      for (const forget of forgets) forget()
      target?.removeEventListener('scroll', set)
    }
  }, [layout, routes, viewportHeight, scroller, rendererRef, reducedMotion, themeVersion, parts])

  return (
    <canvas
      ref={canvas}
      className="stage-canvas"
      style={{ width: layout.width, height: viewportHeight / layout.scale }}
    />
  )
}
