import { type CSSProperties, use, useCallback, useMemo, useRef } from 'react'
import { useT } from '../../i18n/index.ts'
import type { ClusterImage } from '../../kafka/observe/cluster-image.ts'
import { useImageStore } from '../../store/image-store.ts'
import { usePreferences } from '../../store/preferences-store.ts'
import { useSelectionStore } from '../../store/selection-store.ts'
import { deferredHeatMap } from '../kinds/broker/deferred-heat-map.ts'
import { Routes } from '../layout/routes.ts'
import { contentOf, contentSignature } from '../layout/stage-content.ts'
import { layoutStage, type StageLayout } from '../layout/stage-layout.ts'
import { type StageWire, wiresOf, wiresSignature } from '../layout/wires.ts'
import { messageNear } from '../painting/flight-painter.ts'
import { groupMarks } from '../painting/group-marks.ts'
import type { SceneRenderer } from '../painting/renderer.ts'
import { useDeferredParts } from '../parts/use-deferred-parts.ts'
import { sceneOf } from '../scenes/registry.ts'
import type { Region, Scene } from '../scenes/scene.ts'
import { Counters } from './Counters.tsx'
import { StageCanvas } from './StageCanvas.tsx'
import { StageRegion } from './StageRegion.tsx'
import { StageSource } from './stage-source.ts'
import { useStageView } from './stage-view-store.ts'
import { useStageImage } from './use-stage-image.ts'
import { useStageSize } from './use-stage-size.ts'
import { WireLayer, WireMarks } from './WireLayer.tsx'
import '../tokens.css'
import './stage.css'
import './wires.css'

export interface StageProps {
  /** For embeds: less around the cluster. */
  readonly compact?: boolean
  /** For a room: drawn so large that its smallest words are read from the last row. */
  readonly presenting?: boolean
}

/** The scene of a cluster at work: its regions, what stands in them and the wires between. Fills its parent. */
export function Stage({ compact = false, presenting = false }: StageProps) {
  const t = useT()
  const scroller = useRef<HTMLDivElement>(null)
  const renderer = useRef<SceneRenderer | null>(null)
  const size = useStageSize(scroller)
  const { image, atUs, atOnce } = useStageImage()
  const scene = sceneOf(image)
  const { layout, wires, routes } = usePicture(scene, image, size, { compact, presenting })
  const mapped = layout.mode === 'stacked' && !compact
  const marks = useMemo(() => groupMarks(image), [image])
  const moment = useMemo(() => ({ image, atUs, marks, layout, atOnce }), [image, atUs, marks, layout, atOnce])
  const zoom = useStageView((view) => view.zoom)
  const electing = useStageView((view) => view.electing)
  const still = usePreferences((preferences) => preferences.reducedMotion)
  const second = useDeferredParts()
  const touched = use(StageSource) === useImageStore
  const pickMessage = useCallback(
    (x: number, y: number) => pickMessageAt(renderer.current, scroller.current, layout, x, y),
    [layout],
  )
  const drawn = { width: layout.width * layout.scale, height: layout.height * layout.scale }
  return (
    <section
      className={`stage is-${layout.mode} density-${layout.density}${presenting ? ' is-presenting' : compact ? ' is-embed' : ''}${still ? ' is-still' : ''}${mapped ? ' has-map' : ''}${layout.countersInLine ? ' has-counter-line' : ''}`}
      style={
        {
          '--stage-scale': layout.scale / Math.max(1, zoom),
          '--stage-height': `${size.height}px`,
          '--corner-width': `${layout.main.heading.x - 20}px`,
        } as CSSProperties
      }
      aria-label={t('stage.name')}
    >
      {second !== null && <second.StoryOnStage {...{ scroller, layout, image, mapped }} />}
      <div ref={scroller} className="stage-scroll">
        <div className="stage-scene" style={drawn}>
          <div
            className="stage-zoom"
            style={{ width: layout.width, height: layout.height, transform: `scale(${layout.scale})` }}
          >
            <WireLayer
              layout={layout}
              wires={wires}
              kinds={scene.edgeKinds}
              links={image.links}
              pickMessage={pickMessage}
              electing={electing}
            />
            {topFirst(scene, layout).map((region, turn) => (
              <StageRegion key={region.id} {...{ region, moment, turn }} />
            ))}
            <StageCanvas
              layout={layout}
              routes={routes}
              viewportHeight={size.height}
              scroller={scroller}
              rendererRef={renderer}
            />
            {second !== null && <second.HeatLegend layout={layout} />}
            {second !== null && <second.DifferenceMarks layout={layout} />}
            <WireMarks wires={wires} links={image.links} />
            {second !== null && touched && <second.LinkTools layout={layout} wires={wires} links={image.links} />}
            {layout.counters !== null && <Counters counters={image.counters.get('counters')} box={layout.counters} />}
          </div>
        </div>
      </div>
      {layout.counters === null && <Counters counters={image.counters.get('counters')} box={null} />}
      {second !== null && touched && <second.StageLegend layout={layout} scroller={scroller} />}
      {second !== null && touched && compact && !presenting && <second.MoreBelow layout={layout} scroller={scroller} />}
      {second !== null && touched && <second.RecordTooltip image={image} stage={scroller.current} />}
    </section>
  )
}

/** Read and focused in the order in which they are seen. */
function topFirst({ regions }: Scene, layout: StageLayout): readonly Region[] {
  if (layout.mode === 'columns') return regions
  const topOf = ({ id }: Region) => layout.regions.find((placed) => placed.id === id)?.heading.y ?? 0
  return [...regions].sort((a, b) => topOf(a) - topOf(b))
}

interface Picture {
  readonly layout: StageLayout
  readonly wires: readonly StageWire[]
  readonly routes: Routes
}

/** Layout and wires stay the same objects until there is something to place or connect anew. */
function usePicture(
  scene: Scene,
  image: ClusterImage,
  size: { width: number; height: number },
  { compact, presenting }: Required<StageProps>,
): Picture {
  const showInternal = useStageView((view) => view.showInternal)
  const showControl = useStageView((view) => view.showControl)
  const zoom = useStageView((view) => view.zoom)
  const theme = usePreferences((preferences) => (preferences.theme === 'projector' ? 'projector' : 'light'))
  const content = contentOf(image, { showInternal })
  const contentKey = contentSignature(content)
  const edges = scene.edges(image, showControl)
  const wiresKey = wiresSignature(edges, image.links)
  // A cluster so large that it is a heat map is laid out once it is known how.
  const heatMap = deferredHeatMap.use()
  // biome-ignore lint/correctness/useExhaustiveDependencies: equal signatures mean equal content.
  const layout = useMemo(
    () => layoutStage(scene, content, { ...size, theme, compact, presenting, zoom }),
    [scene, contentKey, size, theme, compact, presenting, zoom, heatMap],
  )
  // biome-ignore lint/correctness/useExhaustiveDependencies: equal signatures mean equal wires.
  const wires = useMemo(() => wiresOf(layout, edges, image.links), [layout, wiresKey])
  const routes = useMemo(() => new Routes(layout, wires), [layout, wires])
  return { layout, wires, routes }
}

/** Selects the message nearest to a click; false when none is near. */
function pickMessageAt(
  renderer: SceneRenderer | null,
  scroller: HTMLElement | null,
  layout: StageLayout,
  clientX: number,
  clientY: number,
): boolean {
  const brush = renderer?.hitBrush()
  if (brush === null || brush === undefined || scroller === null) return false
  const box = scroller.getBoundingClientRect()
  const x = (clientX - box.left) / layout.scale
  const y = (clientY - box.top + scroller.scrollTop) / layout.scale
  const message = messageNear(brush, useImageStore.getState().inFlight, x, y, 14)
  if (message === null) return false
  useSelectionStore.getState().select({ kind: 'message', id: String(message.id) })
  return true
}
