import { type CSSProperties, useCallback, useMemo, useRef } from 'react'
import { type Translate, useT } from '../../i18n/index.ts'
import type { ClusterImage } from '../../kafka/observe/cluster-image.ts'
import { sendCommand } from '../../store/engine.ts'
import { useImageStore } from '../../store/image-store.ts'
import { usePreferences } from '../../store/preferences-store.ts'
import { useSelectionStore } from '../../store/selection-store.ts'
import type { Rect } from '../layout/geometry.ts'
import { Routes } from '../layout/routes.ts'
import { contentOf, contentSignature } from '../layout/stage-content.ts'
import { layoutStage, type StageLayout } from '../layout/stage-layout.ts'
import { type StageWire, wiresOf, wiresSignature } from '../layout/wires.ts'
import { messageNear } from '../painting/flight-painter.ts'
import { type GroupMark, groupMarks } from '../painting/group-marks.ts'
import type { SceneRenderer } from '../painting/renderer.ts'
import { useDeferredParts } from '../parts/use-deferred-parts.ts'
import { addBrokerCommand, addGroupCommand, addProducerCommand } from './actions.ts'
import { BrokerCard } from './BrokerCard.tsx'
import { ControllerStrip } from './ControllerStrip.tsx'
import { Counters } from './Counters.tsx'
import { GroupCard } from './GroupCard.tsx'
import { onClusterKey } from './lane-keys.ts'
import { ProducerCard } from './ProducerCard.tsx'
import { place } from './place.ts'
import { StageCanvas } from './StageCanvas.tsx'
import { useStageView } from './stage-view-store.ts'
import { TopicBar } from './TopicBar.tsx'
import { useRecentElections } from './use-recent-elections.ts'
import { useStageImage } from './use-stage-image.ts'
import { useStageSize } from './use-stage-size.ts'
import { WireLayer, WireMarks } from './WireLayer.tsx'
import '../tokens.css'
import './stage.css'
import './broker.css'
import './controllers.css'
import './clients.css'
import './wires.css'

export interface StageProps {
  /** For embeds: less around the cluster. */
  readonly compact?: boolean
}

/** The cluster at work: producers left, brokers in the middle, consumer groups right. Fills its parent. */
export function Stage({ compact = false }: StageProps) {
  const t = useT()
  const scroller = useRef<HTMLDivElement>(null)
  const renderer = useRef<SceneRenderer | null>(null)
  const size = useStageSize(scroller)
  const { image, atUs } = useStageImage()
  const { layout, wires, routes } = useScene(image, size, compact)
  const marks = useMemo(() => groupMarks(image), [image])
  const zoom = useStageView((view) => view.zoom)
  const elections = useRecentElections()
  const still = usePreferences((preferences) => preferences.reducedMotion)
  const second = useDeferredParts()
  const pickMessage = useCallback(
    (x: number, y: number) => pickMessageAt(renderer.current, scroller.current, layout, x, y),
    [layout],
  )
  const scene = { width: layout.width * layout.scale, height: layout.height * layout.scale }
  return (
    <section
      className={`stage is-${layout.mode} density-${layout.density}${compact ? ' is-embed' : ''}${still ? ' is-still' : ''}`}
      style={{ '--stage-scale': layout.scale / Math.max(1, zoom) } as CSSProperties}
      aria-label={t('stage.name')}
    >
      <div ref={scroller} className="stage-scroll">
        <div className="stage-scene" style={scene}>
          <div
            className="stage-zoom"
            style={{ width: layout.width, height: layout.height, transform: `scale(${layout.scale})` }}
          >
            <WireLayer
              layout={layout}
              wires={wires}
              links={image.links}
              pickMessage={pickMessage}
              electing={elections.length > 0}
            />
            <Producers layout={layout} image={image} t={t} />
            <Cluster {...{ layout, image, atUs, marks, t }} />
            <Groups {...{ layout, image, marks, t }} />
            <StageCanvas
              layout={layout}
              routes={routes}
              viewportHeight={size.height}
              scroller={scroller}
              rendererRef={renderer}
            />
            <WireMarks wires={wires} links={image.links} />
            {second !== null && <second.LinkTools layout={layout} wires={wires} links={image.links} />}
            {second !== null && <second.ElectionNote layout={layout} elections={elections} />}
            {layout.counters !== null && <Counters counters={image.counters.get('counters')} box={layout.counters} />}
          </div>
        </div>
      </div>
      {layout.counters === null && <Counters counters={image.counters.get('counters')} box={null} />}
      {second !== null && <second.StageLegend layout={layout} />}
      {second !== null && <second.RecordTooltip image={image} stage={scroller.current} />}
    </section>
  )
}

interface Scene {
  readonly layout: StageLayout
  readonly wires: readonly StageWire[]
  readonly routes: Routes
}

/** Layout and wires stay the same objects until there is something to place or connect anew. */
function useScene(image: ClusterImage, size: { width: number; height: number }, compact: boolean): Scene {
  const showInternal = useStageView((view) => view.showInternal)
  const showControl = useStageView((view) => view.showControl)
  const zoom = useStageView((view) => view.zoom)
  const theme = usePreferences((preferences) => (preferences.theme === 'projector' ? 'projector' : 'light'))
  const content = contentOf(image, { showInternal })
  const contentKey = contentSignature(content)
  const wiresKey = wiresSignature(image)
  // biome-ignore lint/correctness/useExhaustiveDependencies: equal signatures mean equal content.
  const layout = useMemo(
    () => layoutStage(content, { ...size, theme, compact, zoom }),
    [contentKey, size, theme, compact, zoom],
  )
  // biome-ignore lint/correctness/useExhaustiveDependencies: equal signatures mean equal wires.
  const wires = useMemo(() => wiresOf(layout, image, showControl), [layout, wiresKey, showControl])
  const routes = useMemo(() => new Routes(layout, wires), [layout, wires])
  return { layout, wires, routes }
}

interface RegionProps {
  readonly layout: StageLayout
  readonly image: ClusterImage
  readonly t: Translate
}

function Producers({ layout, image, t }: RegionProps) {
  return (
    <section aria-label={t('stage.producers')} className="region">
      <h2 className="region-title" style={place(layout.headings.producers)}>
        {t('stage.producers')}
      </h2>
      {layout.producers.map((card) => {
        const producer = image.producers.get(card.name)
        return producer === undefined ? null : (
          <ProducerCard key={card.name} layout={card} producer={producer} stacked={layout.mode === 'stacked'} />
        )
      })}
      <AddCard
        box={layout.addProducer}
        label={t('stage.add.producer')}
        onAdd={() => void sendCommand(addProducerCommand(image))}
      />
    </section>
  )
}

function Cluster({
  layout,
  image,
  atUs,
  marks,
  t,
}: RegionProps & { readonly atUs: number; readonly marks: ReadonlyMap<string, GroupMark> }) {
  const activeId = useStageView((view) => view.activeId)
  const stops = layout.brokers.flatMap((broker) => [broker.node, ...broker.lanes.map((lane) => lane.id)])
  const tabStop = activeId !== null && stops.includes(activeId) ? activeId : (stops[0] ?? null)
  const { cluster } = layout.headings
  return (
    <section aria-label={t('stage.cluster')} className="region" onKeyDown={onClusterKey}>
      <div className="region-head" style={place(cluster)}>
        <h2 className="region-title">
          {t('stage.cluster')} · {t('stage.brokers', { count: image.brokers.size })}
        </h2>
        <button type="button" className="bar-button" onClick={() => void sendCommand(addBrokerCommand(image))}>
          {t('stage.add.broker')}
        </button>
      </div>
      <TopicBar layout={layout} image={image} />
      <ControllerStrip layout={layout} image={image} />
      {layout.brokers.map((card) => {
        const broker = image.brokers.get(card.node)
        return broker === undefined ? null : (
          <BrokerCard
            key={card.node}
            layout={card}
            broker={broker}
            cell={layout.cell}
            {...{ image, atUs, marks, tabStop }}
          />
        )
      })}
    </section>
  )
}

function Groups({ layout, image, marks, t }: RegionProps & { readonly marks: ReadonlyMap<string, GroupMark> }) {
  return (
    <section aria-label={t('stage.groups')} className="region">
      <h2 className="region-title" style={place(layout.headings.groups)}>
        {t('stage.groups')}
      </h2>
      {layout.groups.map((card) => (
        <GroupCard
          key={card.groupId}
          layout={card}
          group={image.groups.get(card.groupId)}
          mark={marks.get(card.groupId)}
          image={image}
        />
      ))}
      <AddCard
        box={layout.addGroup}
        label={t('stage.add.group')}
        onAdd={() => void sendCommand(addGroupCommand(image))}
      />
    </section>
  )
}

function AddCard({ box, label, onAdd }: { readonly box: Rect; readonly label: string; onAdd(): void }) {
  return (
    <button type="button" className="add-card" style={place(box)} onClick={onAdd}>
      {label}
    </button>
  )
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
