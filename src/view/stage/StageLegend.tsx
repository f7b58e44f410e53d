import { type RefObject, Suspense, useEffect, useRef } from 'react'
import { type Translate, useT } from '../../i18n/index.ts'
import { HeatWords } from '../kinds/broker/HeatLegend.tsx'
import { loadKindDetails } from '../kinds/details.ts'
import { right } from '../layout/geometry.ts'
import type { StageLayout } from '../layout/stage-layout.ts'
import { lazyPart } from '../parts/lazy-part.ts'
import { PartLoading } from '../parts/PartLoading.tsx'
import { Popover } from '../parts/Popover.tsx'
import { buttonWidth, textWidth } from './fitting-topics.ts'
import { useStageView, ZOOM_STEPS, zoomBy } from './stage-view-store.ts'

const Legend = lazyPart(async () => {
  const [module] = await Promise.all([import('./Legend.tsx'), loadKindDetails()])
  return module.Legend
})

/** Beside the cluster's heading and its button there is room for both tools, or for the legend alone. */
const ROOMY_CLUSTER_PX = 350
/** With the way to the space-time diagram as well. */
const ROOMIEST_CLUSTER_PX = 470
const LEAST_CLUSTER_PX = 290
const EDGE_PX = 14
/** Of a heading's letter, on average. */
const HEADING_LETTER_PX = 8.4

interface StageLegendProps {
  readonly layout: StageLayout
  readonly scroller: RefObject<HTMLElement | null>
}

/** In the corner: what the marks mean, how large the picture is drawn, and what strips are where there are some. */
export function StageLegend({ layout, scroller }: StageLegendProps) {
  const t = useT()
  const tools = useScrollsAlong(scroller)
  const strips =
    layout.density !== 'strips' &&
    [...layout.stations.values()].some(({ lanes }) => lanes.some((lane) => lane.density === 'strips'))
  return (
    <div className="stage-corner">
      {strips && (
        <div className="strip-legend">
          <HeatWords />
        </div>
      )}
      <div ref={tools} className="stage-tools" style={{ right: toolsFromRight(layout) }}>
        {hasRoomForLegend(layout, t) && (
          <Popover label={t('stage.legend')} className="legend-button" button={t('stage.legend')}>
            {() => (
              <Suspense fallback={<PartLoading />}>
                <Legend />
              </Suspense>
            )}
          </Popover>
        )}
        {layout.main.heading.width >= ROOMY_CLUSTER_PX && <Zoom />}
        {layout.main.heading.width >= ROOMIEST_CLUSTER_PX && (
          <button
            type="button"
            className="legend-button"
            onClick={() => useStageView.setState({ picture: 'spaceTime' })}
          >
            {t('stage.spaceTime')}
          </button>
        )}
      </div>
    </div>
  )
}

/** The tools stand above the picture for their panels' sake, and go with the heading beside which they stand. */
function useScrollsAlong(scroller: RefObject<HTMLElement | null>): RefObject<HTMLDivElement | null> {
  const tools = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const target = scroller.current
    const follow = () => {
      if (tools.current !== null) tools.current.style.translate = `0 ${-(target?.scrollTop ?? 0)}px`
    }
    follow()
    const show = () => target?.scrollTo({ top: 0 })
    const own = tools.current
    target?.addEventListener('scroll', follow, { passive: true })
    own?.addEventListener('focusin', show)
    return () => {
      target?.removeEventListener('scroll', follow)
      own?.removeEventListener('focusin', show)
    }
  }, [scroller])
  return tools
}

/** CSS pixels from the picture's right edge: at the end of the cluster's heading, and only if that is too short, at the edge. */
function toolsFromRight({ main: { heading }, width, scale }: StageLayout): number {
  return heading.width >= LEAST_CLUSTER_PX ? (width - right(heading)) * scale : EDGE_PX
}

/** Beside the last heading there may be none; the page's menu has the legend too. */
function hasRoomForLegend({ main, regions, mode }: StageLayout, t: Translate): boolean {
  const last = regions.at(-1)
  if (mode === 'stacked' || main.heading.width >= LEAST_CLUSTER_PX || last === undefined) return true
  return buttonWidth(t('stage.legend')) + textWidth(t('stage.groups'), HEADING_LETTER_PX) <= last.heading.width
}

function Zoom() {
  const t = useT()
  const zoom = useStageView((view) => view.zoom)
  return (
    <fieldset className="zoom" aria-label={t('stage.zoom')}>
      <button
        type="button"
        aria-label={t('stage.zoom.out')}
        title={t('stage.zoom.out')}
        disabled={zoom <= ZOOM_STEPS[0]}
        onClick={() => zoomBy(-1)}
      >
        −
      </button>
      {zoom !== 1 && (
        <button
          type="button"
          aria-label={t('stage.zoom.reset')}
          title={t('stage.zoom.reset')}
          onClick={() => useStageView.setState({ zoom: 1 })}
        >
          {Math.round(zoom * 100)}%
        </button>
      )}
      <button
        type="button"
        aria-label={t('stage.zoom.in')}
        title={t('stage.zoom.in')}
        disabled={zoom >= ZOOM_STEPS[ZOOM_STEPS.length - 1]!}
        onClick={() => zoomBy(1)}
      >
        +
      </button>
    </fieldset>
  )
}
