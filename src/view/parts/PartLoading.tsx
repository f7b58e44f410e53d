import { useT } from '../../i18n/index.ts'

/** In the place of a part that is on its way, so that nothing opens empty. */
export function PartLoading() {
  return (
    <p className="part-loading muted" role="status">
      {useT()('app.partLoading')}
    </p>
  )
}
