import { useT } from '../../i18n/index.ts'
import { openDialog } from '../../store/dialog-store.ts'
import { copyCurrentRun } from '../../store/session.ts'
import { useSession } from '../../store/session-store.ts'
import './trouble.css'

/** Says when the run is not being saved, why, and what can be done. */
export function Trouble() {
  const t = useT()
  const trouble = useSession((state) => state.trouble)
  const name = useSession((state) => state.name)
  if (trouble === null) return null
  return (
    <div className="trouble" role="status">
      <span>{t(`app.storage.${trouble}`)}</span>
      {trouble === 'otherTab' ? (
        <button type="button" className="button" onClick={() => void copyCurrentRun(name)}>
          {t('app.storage.makeCopy')}
        </button>
      ) : (
        <button type="button" className="button" onClick={() => openDialog({ name: 'savedRuns' })}>
          {t('app.savedRuns')}
        </button>
      )}
    </div>
  )
}
