import { useEffect, useRef, useState } from 'react'
import { type Translate, useLanguage, useT } from '../../i18n/index.ts'
import { closeDialog } from '../../store/dialog-store.ts'
import { fetchPart } from '../../store/fetch-part.ts'
import { openSavedRun } from '../../store/other-runs.ts'
import { type RunSummary, renameCurrentRun, savedRuns } from '../../store/session.ts'
import { useSession } from '../../store/session-store.ts'
import { showToast } from '../../store/toasts-store.ts'
import { downloadBytes } from '../parts/download.ts'
import { openRunFile } from './open-run-file.ts'

/** What this browser keeps: open, rename, duplicate, export, delete (with a way back), and runs from files. */
export function SavedRunsDialog() {
  const t = useT()
  const [runs, setRuns] = useState<readonly RunSummary[] | null>(null)
  const chooser = useRef<HTMLInputElement>(null)
  const reload = () => {
    savedRuns()
      .then((storage) => storage.listRuns())
      .then(setRuns, () => setRuns([]))
  }
  useEffect(reload, [])
  return (
    <>
      <p className="muted">{t('dialog.savedRuns.intro')}</p>
      {runs?.length === 0 && <p className="empty">{t('dialog.savedRuns.none')}</p>}
      <ul className="choices">
        {runs?.map((run) => (
          <SavedRun key={run.id} run={run} reload={reload} />
        ))}
      </ul>
      <div className="actions">
        <input
          ref={chooser}
          type="file"
          className="visually-hidden"
          tabIndex={-1}
          aria-label={t('dialog.savedRuns.import')}
          accept=".kafkascope,.json"
          onChange={async (event) => {
            const file = event.target.files?.[0]
            if (file !== undefined && (await openRunFile(file))) closeDialog()
          }}
        />
        <button type="button" className="button" onClick={() => chooser.current?.click()}>
          {t('dialog.savedRuns.import')}
        </button>
      </div>
    </>
  )
}

function SavedRun({ run, reload }: { readonly run: RunSummary; readonly reload: () => void }) {
  const t = useT()
  const language = useLanguage()
  const [renaming, setRenaming] = useState(false)
  const isCurrent = useSession((state) => state.runId === run.id)
  const name = runName(run, t)
  const when = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short', hour12: false }).format(
    run.updatedAt,
  )
  const facts = t('dialog.savedRuns.facts', { commands: run.commands, branches: run.branches, date: when })
  const rename = async (wanted: string) => {
    if (wanted.trim() !== '') {
      if (isCurrent) await renameCurrentRun(wanted.trim())
      else await (await savedRuns()).renameRun(run.id, wanted.trim())
    }
    setRenaming(false)
    reload()
  }
  return (
    <li className="choice saved-run">
      {renaming ? (
        <form
          className="actions"
          onSubmit={(event) => {
            event.preventDefault()
            void rename(String(new FormData(event.currentTarget).get('name')))
          }}
        >
          <input
            className="field"
            name="name"
            // biome-ignore lint/a11y/noAutofocus: the reader just asked to type here.
            autoFocus
            aria-label={t('dialog.savedRuns.name')}
            defaultValue={name}
            maxLength={80}
          />
          <button type="submit" className="button primary">
            {t('dialog.savedRuns.save')}
          </button>
        </form>
      ) : (
        <div>
          <h3>
            {name} {isCurrent && <span className="ok">{t('dialog.savedRuns.current')}</span>}
            {run.status !== 'ok' && <span className="bad">{t(`dialog.savedRuns.${run.status}`)}</span>}
          </h3>
          <p className="muted">{facts}</p>
        </div>
      )}
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset would draw a frame around buttons. */}
      <div className="actions" role="group" aria-label={t('dialog.savedRuns.actionsOf', { name })}>
        <RunActions
          run={run}
          name={name}
          isCurrent={isCurrent}
          reload={reload}
          startRenaming={() => setRenaming(true)}
        />
      </div>
    </li>
  )
}

interface RunActionsProps {
  readonly run: RunSummary
  readonly name: string
  readonly isCurrent: boolean
  readonly reload: () => void
  readonly startRenaming: () => void
}

function RunActions({ run, name, isCurrent, reload, startRenaming }: RunActionsProps) {
  const t = useT()
  const whole = run.status === 'ok'
  const open = async () => {
    if (await openSavedRun(run.id)) closeDialog()
  }
  const duplicate = async () => {
    await (await savedRuns()).duplicateRun(run.id, t('dialog.savedRuns.copyOf', { name }))
    reload()
  }
  const remove = async () => {
    const storage = await savedRuns()
    const deleted = await storage.deleteRun(run.id)
    reload()
    const restore = () => void storage.restoreRun(deleted).then(reload)
    showToast({
      tone: 'done',
      text: t('dialog.savedRuns.deleted', { name }),
      action: { label: t('app.undo'), run: restore },
    })
  }
  return (
    <>
      {whole && !isCurrent && (
        <button type="button" className="button primary" onClick={() => void open()}>
          {t('dialog.savedRuns.open')}
        </button>
      )}
      {whole && (
        <>
          <button type="button" className="button" onClick={startRenaming}>
            {t('dialog.savedRuns.rename')}
          </button>
          <button type="button" className="button" onClick={() => void duplicate()}>
            {t('dialog.savedRuns.duplicate')}
          </button>
        </>
      )}
      <button type="button" className="button" onClick={() => void exportSaved(run, name)}>
        {t(whole ? 'dialog.savedRuns.export' : 'dialog.savedRuns.exportRaw')}
      </button>
      {!isCurrent && (
        <button type="button" className="button danger" onClick={() => void remove()}>
          {t('dialog.savedRuns.delete')}
        </button>
      )}
    </>
  )
}

function runName(run: RunSummary, t: Translate): string {
  return run.name === '' ? t('app.unnamedRun') : run.name
}

/** What cannot be read is handed over as it lies there. */
async function exportSaved(run: RunSummary, name: string): Promise<void> {
  if (run.status !== 'ok') {
    downloadBytes(`${name}.json`, await (await savedRuns()).exportRaw(run.id))
    return
  }
  const { exportWholeFile, RUN_FILE_EXTENSION } = await fetchPart(() => import('../../store/run-files.ts'))
  downloadBytes(`${name}${RUN_FILE_EXTENSION}`, exportWholeFile(await (await savedRuns()).loadRun(run.id)))
}
