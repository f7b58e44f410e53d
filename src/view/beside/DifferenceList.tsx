import { type Translate, useT } from '../../i18n/index.ts'
import type { ClusterImage } from '../../kafka/observe/cluster-image.ts'
import type { Era } from '../../scenarios/index.ts'
import type { BesideState, Difference } from '../../store/beside-store.ts'
import { seek } from '../../store/engine.ts'
import { useImageStore } from '../../store/image-store.ts'
import { useSelectionStore } from '../../store/selection-store.ts'
import { eraName } from '../parts/era-name.ts'
import { formatClock } from '../parts/format-time.ts'
import { Prose } from '../parts/Prose.tsx'
import { differenceOf, differenceText } from './difference-text.ts'
import { EraNotes } from './EraNotes.tsx'
import { selectionOf } from './selection-of.ts'
import { useBesideAtLeisure } from './use-at-leisure.ts'
import { type BesideNames, useBesideNames } from './use-beside-names.ts'

/** Rows drawn: with many partitions hundreds of numbers differ, and what matters most comes first. */
const ROWS = 30

/** What differs, what matters most first: here, there, and since when. */
export function DifferenceList() {
  const t = useT()
  const beside = useBesideAtLeisure()
  const names = useBesideNames()
  const { differences, ready, era, otherwise } = beside
  // What differs was found at the instant of the other one's image; this one is at most a frame further.
  const images = { here: useImageStore.getState().image, there: beside.image }
  return (
    <section className={era === null ? 'differences' : 'differences is-era'} aria-label={t('beside.differences')}>
      <div className="differences-head">
        <h2>
          {t('beside.differences')} {ready && <span className="muted">{differences.length}</span>}
        </h2>
        {era === null ? <Parting {...beside} /> : <FirstDifference {...beside} {...{ era, names }} />}
      </div>
      <div>
        {differences.length === 0 ? (
          ready && <p className="differences-none">{t('beside.nothing')}</p>
        ) : (
          <ul>
            {differences.slice(0, ROWS).map((difference) => (
              <Row
                key={`${difference.what} ${difference.id} ${difference.of ?? ''}`}
                {...{ difference, images, names, t }}
              />
            ))}
            {differences.length > ROWS && (
              <li className="difference muted">{t('beside.more', { count: differences.length - ROWS })}</li>
            )}
          </ul>
        )}
        {ready && era !== null && <EraNotes {...{ era, otherwise }} />}
      </div>
    </section>
  )
}

/** Where two branches part. */
function Parting({ partedAtUs, ready }: Pick<BesideState, 'partedAtUs' | 'ready'>) {
  const t = useT()
  return (
    <>
      <p className="muted" role="status">
        {!ready && t('beside.loading')}
        {ready && partedAtUs === null && t('beside.same')}
        {ready && partedAtUs !== null && t('beside.parted', { at: formatClock(partedAtUs) })}
      </p>
      {partedAtUs !== null && (
        <button type="button" className="button quiet" onClick={() => seek(partedAtUs)}>
          {t('beside.toParting')}
        </button>
      )}
    </>
  )
}

interface FirstDifferenceProps extends Pick<BesideState, 'first' | 'ready' | 'differences'> {
  readonly era: Era
  readonly names: BesideNames
}

/** Of two versions: what they did not do alike first of all, and when that was. */
function FirstDifference({ first, ready, differences, era, names }: FirstDifferenceProps) {
  const t = useT()
  const known = differences.every(({ sinceUs }) => sinceUs !== null)
  const atUs = first?.sinceUs ?? null
  return (
    <>
      <p className="muted" role="status">
        {!ready && t('beside.era.loading', { era: eraName(era, t) })}
        {ready && first === null && t(known ? 'beside.era.noFirst' : 'beside.sinceUnknown')}
        {ready && first !== null && firstText(first, names, t)}
      </p>
      {atUs !== null && (
        <button type="button" className="button quiet" onClick={() => seek(atUs)}>
          {t('beside.goTo', { at: formatClock(atUs).slice(0, -2) })}
        </button>
      )}
    </>
  )
}

function firstText(first: Difference, names: BesideNames, t: Translate): string {
  const { what, here, there } = differenceText(first, t)
  return t('beside.era.first', { what, here: `${names.here}: ${here}`, there: `${names.there}: ${there}` })
}

interface RowProps {
  readonly difference: Difference
  readonly images: { readonly here: ClusterImage; readonly there: ClusterImage }
  readonly names: BesideNames
  readonly t: Translate
}

function Row({ difference, images, names, t }: RowProps) {
  const { what, here, there } = differenceOf(difference, images, t)
  const selection = selectionOf(difference)
  const { sinceUs } = difference
  // Looked at ten times a second, or oftener: a tenth is what is known.
  const at = sinceUs === null ? null : formatClock(sinceUs).slice(0, -2)
  return (
    <li className="difference">
      {selection === null ? (
        <span className="difference-what">
          <Prose text={what} />
        </span>
      ) : (
        <button
          type="button"
          className="link-button difference-what"
          onClick={() => useSelectionStore.getState().select(selection)}
        >
          <Prose text={what} />
        </button>
      )}
      <span className="difference-values">
        <span>
          <span className="muted">{names.here}</span>{' '}
          <strong>
            <Prose text={here} />
          </strong>
        </span>
        <span>
          <span className="muted">{names.there}</span>{' '}
          <strong>
            <Prose text={there} />
          </strong>
        </span>
      </span>
      {sinceUs === null || at === null ? (
        <span className="difference-since muted">{t('beside.sinceUnknown')}</span>
      ) : (
        <button
          type="button"
          className="link-button difference-since"
          title={t('beside.goTo', { at })}
          onClick={() => seek(sinceUs)}
        >
          {t('beside.since', { at })}
        </button>
      )}
    </li>
  )
}
