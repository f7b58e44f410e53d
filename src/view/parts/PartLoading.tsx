import { useT } from '../../i18n/index.ts'
import { pause } from '../../store/engine.ts'
import { fetchMissingParts, useMissingParts } from '../../store/fetch-part.ts'
import { useImageStore } from '../../store/image-store.ts'

/** In the place of a part that is on its way, so that nothing opens empty. */
export function PartLoading() {
  const waits = useMissingParts(({ missing }) => missing > 0)
  return (
    <p className="part-loading muted" role="status">
      {useT()(waits ? 'app.partWaiting' : 'app.partLoading')}
    </p>
  )
}

/** Until the run on show has its first frame; where it is a long way to its instant, how much of it is done. */
export function StageLoading() {
  const t = useT()
  const opening = useImageStore((state) => state.opening)
  return (
    <p className="stage-loading" role="status">
      {t('app.loading')}
      {opening > 0 && (
        <>
          <progress value={opening} aria-label={t('app.loading')} />
          <button type="button" className="button" onClick={pause}>
            {t('app.openHere')}
          </button>
        </>
      )}
    </p>
  )
}

/** Says that something is missing for want of a network, and tries it again. */
export function MissingParts() {
  const t = useT()
  if (useMissingParts(({ missing }) => missing === 0)) return null
  return (
    <p className="missing-parts" role="status">
      {t('app.missing')}{' '}
      <button type="button" className="button" onClick={fetchMissingParts}>
        {t('app.fetchAgain')}
      </button>
    </p>
  )
}
