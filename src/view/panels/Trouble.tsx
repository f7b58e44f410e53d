import { Suspense } from 'react'
import { useT } from '../../i18n/index.ts'
import { openDialog } from '../../store/dialog-store.ts'
import { useSession } from '../../store/session-store.ts'
import { lazyPart } from '../parts/lazy-part.ts'
import './trouble.css'

const SettingsNotice = lazyPart(() => import('./SettingsNotice.tsx').then((module) => module.SettingsNotice))
const RunNotice = lazyPart(() => import('./RunNotice.tsx').then((module) => module.RunNotice))

/** What the reader must know of the run on show: that it is not saved, is not as it was, or has settings for nothing. */
export function Trouble() {
  const inexact = useSession((state) => state.inexact)
  const inVain = useSession((state) => state.inVain)
  return (
    <>
      <SavingTrouble />
      <Suspense>{inexact !== null && <RunNotice inexact={inexact} />}</Suspense>
      <Suspense>{inVain.length > 0 && <SettingsNotice inVain={inVain} />}</Suspense>
    </>
  )
}

/** Says when the run is not being saved, why, and what can be done. */
function SavingTrouble() {
  const t = useT()
  const trouble = useSession((state) => state.trouble)
  const name = useSession((state) => state.name)
  if (trouble === null) return null
  return (
    <div className="trouble" role="status">
      <span>{t(`app.storage.${trouble}`)}</span>
      {trouble === 'otherTab' ? (
        <button
          type="button"
          className="button"
          onClick={() => void import('../../store/other-runs.ts').then((runs) => runs.copyCurrentRun(name))}
        >
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
