import { use } from 'react'
import { type Translate, useT } from '../../../i18n/index.ts'
import { cardsOf, type StageLayout } from '../../layout/stage-layout.ts'
import { useAtLeisure } from '../../parts/use-at-leisure.ts'
import { place } from '../../stage/place.ts'
import { StageSource } from '../../stage/stage-source.ts'
import { useStageView } from '../../stage/stage-view-store.ts'
import { bytesText } from '../../stage/words.ts'
import type { BrokerParts } from './broker-view.ts'
import { heatScale, standingOf } from './heat-painter.ts'
import './heat-map.css'

const EVERY_MS = 500

/** Above a heat map, in the scene, so that it covers nothing: what the depth of a cell's colour means. */
export function HeatLegend({ layout }: { readonly layout: StageLayout }) {
  if (layout.density !== 'strips') return null
  const box = cardsOf(layout)
    .map(({ parts }) => (parts as Partial<BrokerParts> | null)?.legend)
    .find((legend) => legend !== undefined)
  return box === undefined ? null : (
    <div className="heat-legend" style={place(box)}>
      <HeatWords />
    </div>
  )
}

/** The scale from nothing to most, the way to the other measure, and what the marks on cells mean. */
export function HeatWords() {
  const t = useT()
  const heat = useStageView((view) => view.heat)
  const { image } = useAtLeisure(use(StageSource), EVERY_MS)
  const { most } = heatScale(standingOf(image), heat)
  return (
    <>
      <fieldset className="heat-choice" aria-label={t('stage.heat')}>
        {(['lag', 'bytes'] as const).map((metric) => (
          <button
            key={metric}
            type="button"
            aria-pressed={heat === metric}
            onClick={() => useStageView.setState({ heat: metric })}
          >
            {t(`stage.heat.${metric}`)}
          </button>
        ))}
      </fieldset>
      <span className="heat-range">
        <span>{heat === 'lag' ? 0 : bytesText(0)}</span>
        <span className={`heat-scale is-${heat}`} aria-hidden="true" />
        <span>{mostText(t, heat, most)}</span>
      </span>
      <span className="heat-marks">
        <span>
          <span className="strip-sample is-leader" aria-hidden="true" /> {t('stage.role.leader')}
        </span>
        <span>
          <span className="strip-sample is-out" aria-hidden="true" /> {t('stage.lane.outOfSyncWord')}
        </span>
      </span>
    </>
  )
}

function mostText(t: Translate, heat: 'lag' | 'bytes', most: number): string {
  return heat === 'bytes' ? bytesText(most) : t('stage.heat.records', { count: most })
}
