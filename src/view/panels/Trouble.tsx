import { Suspense, useState } from 'react'
import { useT } from '../../i18n/index.ts'
import { openDialog } from '../../store/dialog-store.ts'
import { fetchPart } from '../../store/fetch-part.ts'
import { type SavingTrouble, useSession } from '../../store/session-store.ts'
import { Icon } from '../parts/Icon.tsx'
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
      <NotSaved />
      <Suspense>{inexact !== null && <RunNotice inexact={inexact} />}</Suspense>
      <Suspense>{inVain.length > 0 && <SettingsNotice inVain={inVain} />}</Suspense>
    </>
  )
}

/** Says when the run is not being saved, why, and what can be done; until that is over or was put away. */
function NotSaved() {
  const t = useT()
  const [putAway, setPutAway] = useState<SavingTrouble | null>(null)
  const trouble = useSession((state) => state.trouble)
  const name = useSession((state) => state.name)
  if (trouble === null || trouble === putAway) return null
  return (
    <div className="trouble" role="status">
      <span>{t(`app.storage.${trouble}`)}</span>
      {trouble === 'otherTab' ? (
        <button
          type="button"
          className="button"
          onClick={() =>
            void fetchPart(() => import('../../store/other-runs.ts')).then((runs) => runs.copyCurrentRun(name))
          }
        >
          {t('app.storage.makeCopy')}
        </button>
      ) : (
        <button type="button" className="button" onClick={() => openDialog({ name: 'savedRuns' })}>
          {t('app.savedRuns')}
        </button>
      )}
      <button
        type="button"
        className="icon-button"
        aria-label={t('app.storage.dismiss')}
        title={t('app.storage.dismiss')}
        onClick={() => setPutAway(trouble)}
      >
        <Icon name="close" />
      </button>
    </div>
  )
}
