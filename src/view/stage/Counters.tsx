import { useT } from '../../i18n/index.ts'
import type { CountersImage } from '../../kafka/observe/cluster-image.ts'
import type { Rect } from '../layout/geometry.ts'
import { place } from './place.ts'

/** What counts in the end, always on screen. `box` is given where the layout has a line for it. */
export function Counters({ counters, box }: { counters: CountersImage | undefined; box: Rect | null }) {
  const t = useT()
  const acknowledged = counters?.acknowledged ?? 0
  const lost = counters?.lost ?? 0
  const duplicated = counters?.duplicated ?? 0
  return (
    <dl
      className={box === null ? 'counters is-corner' : 'counters'}
      style={box === null ? undefined : place(box)}
      aria-label={t('stage.counters')}
    >
      <Counter shape="✓" tone="ok" label={t('stage.counters.acknowledged')} value={acknowledged} />
      <Counter shape="✕" tone={lost > 0 ? 'bad' : 'plain'} label={t('stage.counters.lost')} value={lost} />
      <Counter
        shape="×2"
        tone={duplicated > 0 ? 'warn' : 'plain'}
        label={t('stage.counters.duplicated')}
        value={duplicated}
      />
    </dl>
  )
}

function Counter({ shape, tone, label, value }: { shape: string; tone: string; label: string; value: number }) {
  return (
    <div className={`counter is-${tone}`}>
      <dt>
        <span className="counter-shape" aria-hidden="true">
          {shape}
        </span>
        <span className="counter-label">{label}</span>
      </dt>
      <dd>{value.toLocaleString('en-US')}</dd>
    </div>
  )
}
