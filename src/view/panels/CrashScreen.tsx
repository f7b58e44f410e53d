import { useT } from '../../i18n/index.ts'
import { fetchPart } from '../../store/fetch-part.ts'
import { restartAfterCrash } from '../../store/other-runs.ts'
import { type Crash, useSession } from '../../store/session-store.ts'
import { downloadBytes } from '../parts/download.ts'
import './crash-screen.css'

/** The engine died. The run is its commands, so nothing is lost: take it away, or begin again from it. */
export function CrashScreen({ crash }: { readonly crash: Crash }) {
  const t = useT()
  const { run, message } = crash
  const download = async () => {
    if (run === null) return
    const { exportRunFile, RUN_FILE_EXTENSION } = await fetchPart(() => import('../../store/run-files.ts'))
    downloadBytes(`kafkascope-crash${RUN_FILE_EXTENSION}`, exportRunFile(run, useSession.getState().name))
  }
  return (
    <main className="crash" role="alert">
      <h1>{t('app.crash.title')}</h1>
      <p>{t('app.crash.text')}</p>
      {run === null && <p className="muted">{t('app.crash.noRun')}</p>}
      <div className="actions">
        <button type="button" className="button primary" onClick={() => void restartAfterCrash()}>
          {t('app.crash.restart')}
        </button>
        {run !== null && (
          <button type="button" className="button" onClick={() => void download()}>
            {t('app.crash.download')}
          </button>
        )}
      </div>
      <h2>{t('app.crash.detail')}</h2>
      <pre>{message}</pre>
    </main>
  )
}
