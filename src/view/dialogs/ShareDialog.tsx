import { Suspense, useEffect, useId, useRef, useState } from 'react'
import { useLanguage, useT } from '../../i18n/index.ts'
import { exportRun, readHash } from '../../store/engine.ts'
import { fetchPart } from '../../store/fetch-part.ts'
import { useImageStore } from '../../store/image-store.ts'
import { shareLink } from '../../store/other-runs.ts'
import { lessonsToKeep } from '../../store/predictions-store.ts'
import { useSession } from '../../store/session-store.ts'
import { CopyOutcome, useCopy } from '../parts/CopyOutcome.tsx'
import { downloadBytes } from '../parts/download.ts'
import { formatClock } from '../parts/format-time.ts'
import { lazyPart } from '../parts/lazy-part.ts'
import { embedCode } from './embed-code.ts'

const QrCode = lazyPart(() => import('./QrCode.tsx').then((module) => module.QrCode))

/** Where chat programs and mail begin to cut addresses. */
const LONG_LINK = 8_000

/** The run as a link, as an `<iframe>`, or as a file. */
export function ShareDialog() {
  const t = useT()
  const language = useLanguage()
  const shared = useShared()
  const fingerprint = useFingerprint()
  const [terminal, setTerminal] = useState(false)
  return (
    <>
      {shared === null ? (
        <p className="muted">{t('dialog.share.making')}</p>
      ) : (
        <>
          <p>{t('dialog.share.intro', { at: formatClock(shared.atUs) })}</p>
          {shared.branches > 1 && <p className="muted">{t('dialog.share.oneBranch', { count: shared.branches })}</p>}
          <CopyField label={t('dialog.share.link')} button={t('dialog.share.copyLink')} text={shared.link} />
          {shared.link.length > LONG_LINK && (
            <p className="warn">{t('dialog.share.long', { length: shared.link.length })}</p>
          )}
          <Suspense>
            <QrCode link={shared.link} />
          </Suspense>
          <CopyField
            label={t('dialog.share.embed')}
            button={t('dialog.share.copyEmbed')}
            text={embedCode(shared.link, t('dialog.share.embedTitle'), language, terminal)}
          />
          <label className="check">
            <input type="checkbox" checked={terminal} onChange={(event) => setTerminal(event.target.checked)} />{' '}
            {t('dialog.share.withTerminal')}
          </label>
          <p className="muted">{t('dialog.share.embedOneRun')}</p>
        </>
      )}
      {fingerprint !== null && (
        <p className="muted">
          {t('dialog.share.fingerprint', { at: formatClock(fingerprint.atUs) })}{' '}
          <code data-testid="fingerprint">{fingerprint.hash}</code>
        </p>
      )}
      <div className="actions">
        <button type="button" className="button" onClick={() => void download()}>
          {t('dialog.share.file')}
        </button>
      </div>
    </>
  )
}

/** A text to take along, and the button that puts it into the clipboard. */
export function CopyField({
  label,
  button,
  text,
}: {
  readonly label: string
  readonly button: string
  readonly text: string
}) {
  const id = useId()
  const field = useRef<HTMLTextAreaElement>(null)
  const [outcome, copy] = useCopy(text, field)
  return (
    <div className="copy-field">
      <label htmlFor={id}>{label}</label>
      <textarea id={id} ref={field} className="field mono" readOnly rows={3} value={text} />
      <div className="actions">
        <button type="button" className="button primary" onClick={() => void copy()}>
          {button}
        </button>
        <CopyOutcome outcome={outcome} />
      </div>
    </div>
  )
}

interface Fingerprint {
  readonly hash: string
  /** While it plays the engine may be ahead of the picture, and so of the link. */
  readonly atUs: number
}

/** Hash of the whole state: equal wherever this run is opened at that instant. Null until it is known. */
function useFingerprint(): Fingerprint | null {
  const [fingerprint, setFingerprint] = useState<Fingerprint | null>(null)
  useEffect(() => {
    let open = true
    void readHash().then((read) => open && setFingerprint(read))
    return () => {
      open = false
    }
  }, [])
  return fingerprint
}

interface Shared {
  readonly link: string
  readonly atUs: number
  /** Of the run; the link has the one on show. */
  readonly branches: number
}

/** The link, and the instant at which it opens: the one on show when the dialog came up. Null until it is made. */
function useShared(): Shared | null {
  const [shared, setShared] = useState<Shared | null>(null)
  useEffect(() => {
    let gone = false
    const make = async () => {
      const { run, branches } = await exportRun()
      const { atUs } = useImageStore.getState()
      const link = await shareLink(run, atUs)
      if (!gone) setShared({ link, atUs, branches: branches.length })
    }
    void make()
    return () => {
      gone = true
    }
  }, [])
  return shared
}

async function download(): Promise<void> {
  const [{ run, branches, branchId }, files] = await Promise.all([
    exportRun(),
    fetchPart(() => import('../../store/run-files.ts')),
  ])
  const { name } = useSession.getState()
  const lessons = lessonsToKeep()
  const whole = {
    name,
    branchId: branchId ?? branches[0]?.info.id ?? '',
    positionUs: run.positionUs,
    thumbnail: '',
    branches,
    ...(lessons !== undefined && { lessons }),
  }
  const bytes = branches.length === 0 ? files.exportRunFile(run, name) : files.exportWholeFile(whole)
  downloadBytes(`${name === '' ? 'kafkascope' : name}${files.RUN_FILE_EXTENSION}`, bytes)
}
