import { useT } from '../../i18n/index.ts'
import type { StageLayout } from '../layout/stage-layout.ts'
import { useStageView, ZOOM_STEPS, zoomBy } from './stage-view-store.ts'

/** In the corner: how large the picture is drawn, and what strips mean where there are some. */
export function StageLegend({ layout }: { layout: StageLayout }) {
  const t = useT()
  const zoom = useStageView((view) => view.zoom)
  const strips = layout.brokers.some((broker) => broker.lanes.some((lane) => lane.density === 'strips'))
  return (
    <div className="stage-corner">
      {strips && (
        <p className="strip-legend">
          <span className="strip-sample is-leader" aria-hidden="true" /> {t('stage.role.leader')}
          <span className="strip-sample is-follower" aria-hidden="true" /> {t('stage.role.follower')}
          <span className="strip-sample is-lag" aria-hidden="true" /> {t('stage.strip.lag')}
          <span className="strip-sample is-out" aria-hidden="true" /> {t('stage.lane.outOfSyncWord')}
          <span>{t('stage.strip.length')}</span>
        </p>
      )}
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
    </div>
  )
}
