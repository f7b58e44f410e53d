import { memo } from 'react'
import { useT } from '../../i18n/index.ts'
import type { ClusterImage } from '../../kafka/observe/cluster-image.ts'
import type { CardProps } from '../kinds/kind-view.ts'
import { stageViewOf } from '../kinds/registry.ts'
import type { PlacedRegion, StageCard } from '../layout/stage-layout.ts'
import type { Region } from '../scenes/scene.ts'
import { addToStage } from './add-to-stage.ts'
import { place } from './place.ts'
import { roveKeys } from './rove.ts'
import { useStageView } from './stage-view-store.ts'
import { type Moment, useInTurn } from './use-in-turn.ts'

export interface StageRegionProps {
  readonly region: Region
  readonly moment: Moment
  /** Regions are drawn one after another. */
  readonly turn: number
}

/** A region with what stands in it. */
export function StageRegion({ region, moment, turn }: StageRegionProps) {
  return <Standing region={region} moment={useInTurn(moment, turn)} />
}

const Standing = memo(function Standing({ region, moment }: Pick<StageRegionProps, 'region' | 'moment'>) {
  const { layout, image, atUs, marks } = moment
  const t = useT()
  const placed = layout.regions.find(({ id }) => id === region.id)
  const tabStop = useTabStop(placed)
  if (placed === undefined) return null
  const { Bar, add } = region
  const given = { layout, image, atUs, marks, tabStop }
  return (
    <section aria-label={region.label(t)} className="region" onKeyDown={(event) => roveKeys.current()?.(event)}>
      <Heading region={region} placed={placed} image={image} />
      {Bar !== undefined && placed.bar !== null && (
        <Bar box={placed.bar} image={image} scrolls={layout.mode === 'stacked'} />
      )}
      {placed.strips.map(({ kind, title, chips }) => (
        <section key={kind} aria-label={stageViewOf(kind)?.title?.(t) ?? kind}>
          {title !== null && (
            <span className="strip-title" style={place(title)}>
              {stageViewOf(kind)?.title?.(t) ?? kind}
            </span>
          )}
          {chips.map((chip) => (
            <Card key={chip.id} card={chip} {...given} />
          ))}
        </section>
      ))}
      {placed.cards.map((card) => (
        <Card key={card.id} card={card} {...given} />
      ))}
      {placed.add !== null && add !== undefined && (
        <button
          type="button"
          className="add-card"
          style={place(placed.add)}
          onClick={() => void addToStage((commands) => add.command(commands, image))}
        >
          {t(add.label)}
        </button>
      )}
    </section>
  )
})

interface HeadingProps {
  readonly region: Region
  readonly placed: PlacedRegion
  readonly image: ClusterImage
}

function Heading({ region, placed, image }: HeadingProps) {
  const t = useT()
  const text = region.heading(image, t)
  const { add } = region
  // Where its cards leave a place, what adds one stands there.
  if (add?.beside !== 'heading' || placed.add !== null) {
    return (
      <h2 className="region-title" style={place(placed.heading)}>
        {text}
      </h2>
    )
  }
  return (
    <div className="region-head" style={place(placed.heading)}>
      <h2 className="region-title">{text}</h2>
      <button
        type="button"
        className="bar-button"
        onClick={() => void addToStage((commands) => add.command(commands, image))}
      >
        {t(add.label)}
      </button>
    </div>
  )
}

function Card(props: CardProps) {
  const view = stageViewOf(props.card.kind)
  return view === undefined ? null : <view.Card {...props} />
}

/** Tab stops once in a region; from there arrows go on. */
function useTabStop(placed: PlacedRegion | undefined): string | null {
  const activeId = useStageView((view) => view.activeId)
  const stops = (placed?.cards ?? []).flatMap((card) => stopsOf(card))
  return activeId !== null && stops.includes(activeId) ? activeId : (stops[0] ?? null)
}

function stopsOf(card: StageCard): readonly string[] {
  return stageViewOf(card.kind)?.stops?.(card) ?? []
}
