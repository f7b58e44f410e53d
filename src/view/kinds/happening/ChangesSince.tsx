import { useT } from '../../../i18n/index.ts'
import { showChanges } from '../../../store/changes-store.ts'
import { useImageStore } from '../../../store/image-store.ts'
import { formatClock } from '../../parts/format-time.ts'
import type { DetailProps } from '../kind-view.ts'

/** A happening's door to what changed from straight before it. */
export function ChangesSince({ id }: Pick<DetailProps, 'id'>) {
  const t = useT()
  const atUs = useImageStore(({ happenings }) => happenings.find((each) => String(each.id) === id)?.atUs)
  if (atUs === undefined) return null
  return (
    <p>
      <button
        type="button"
        className="button"
        onClick={() => showChanges({ since: 'moment', momentUs: Math.max(0, atUs - 1) })}
      >
        {t('changes.sinceThis', { at: formatClock(atUs) })}
      </button>
    </p>
  )
}
