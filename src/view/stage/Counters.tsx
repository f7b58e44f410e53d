import { Suspense } from 'react'
import { useT } from '../../i18n/index.ts'
import type { CountersImage } from '../../kafka/observe/cluster-image.ts'
import type { Rect } from '../layout/geometry.ts'
import { lazyPart } from '../parts/lazy-part.ts'
import { PartLoading } from '../parts/PartLoading.tsx'
import { Popover } from '../parts/Popover.tsx'
import { place } from './place.ts'

const CounterList = lazyPart(() => import('../counters/CounterList.tsx').then((module) => module.CounterList))

const COUNTERS = [
  { counted: 'acknowledged', shape: '✓', tone: 'ok', quiet: 'ok' },
  { counted: 'lost', shape: '✕', tone: 'bad', quiet: 'plain' },
  { counted: 'duplicated', shape: '×2', tone: 'warn', quiet: 'plain' },
  { counted: 'outOfOrder', shape: '⇅', tone: 'warn', quiet: 'plain' },
] as const

/**
 * What counts in the end, always on screen; each leads to the list of what it counts. `box` is given where the layout has
 * a line for it.
 */
export function Counters({ counters, box }: { counters: CountersImage | undefined; box: Rect | null }) {
  const t = useT()
  return (
    <ul
      className={box === null ? 'counters is-corner' : 'counters'}
      style={box === null ? undefined : place(box)}
      aria-label={t('stage.counters')}
    >
      {COUNTERS.map(({ counted, shape, tone, quiet }) => {
        const value = counters?.[counted] ?? 0
        const label = t(`stage.counters.${counted}`)
        return (
          <li key={counted} className={`counter is-${value > 0 ? tone : quiet}`}>
            <Popover
              label={t('stage.counters.open', { label, value: value.toLocaleString('en-US') })}
              className="counter-door"
              placement={box === null ? 'above' : 'below'}
              button={
                <>
                  <span>
                    <span className="counter-shape" aria-hidden="true">
                      {shape}
                    </span>
                    <span className="counter-label">{label}</span>
                  </span>
                  <span className="counter-value">{value.toLocaleString('en-US')}</span>
                </>
              }
            >
              {(close) => (
                <Suspense fallback={<PartLoading />}>
                  <CounterList counted={counted} close={close} />
                </Suspense>
              )}
            </Popover>
          </li>
        )
      })}
    </ul>
  )
}
