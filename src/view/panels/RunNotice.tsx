import { useId, useState } from 'react'
import { useT } from '../../i18n/index.ts'
import { commandText } from '../../store/command-text.ts'
import { useSession } from '../../store/session-store.ts'
import type { InexactRun } from '../../worker/port.ts'
import { formatClock } from '../parts/format-time.ts'
import './trouble.css'

/** Says in what the run on show is not as it was saved or shared. Stays until the reader has understood. */
export function RunNotice({ inexact }: { readonly inexact: InexactRun }) {
  const t = useT()
  const [open, setOpen] = useState(false)
  const listId = useId()
  const { madeBy, engineVersion, closeness, leftOut } = inexact
  const versions = { made: madeBy, here: engineVersion }
  const older = closeness === 'exact' && madeBy !== engineVersion
  return (
    <section className="trouble run-notice" aria-label={t('runNotice.label')}>
      <div role="status">
        {older && <p>{t('runNotice.older', versions)}</p>}
        {closeness !== 'exact' && <p>{t(`runNotice.${closeness}`, versions)}</p>}
        {leftOut.length > 0 && <p>{t('runNotice.leftOut', { count: leftOut.length })}</p>}
      </div>
      {leftOut.length > 0 && (
        <button
          type="button"
          className="button"
          aria-expanded={open}
          aria-controls={listId}
          onClick={() => setOpen(!open)}
        >
          {t(open ? 'runNotice.hide' : 'runNotice.show')}
        </button>
      )}
      <button type="button" className="button" onClick={() => useSession.setState({ inexact: null })}>
        {t('runNotice.dismiss')}
      </button>
      {open && (
        <ul id={listId} aria-label={t('runNotice.list')}>
          {leftOut.map(({ entry, reason }) => (
            <li key={`${entry.atUs} ${entry.afterEvents} ${commandText(entry.command, t)}`}>
              <span className="mono">{formatClock(entry.atUs)}</span> {commandText(entry.command, t)}{' '}
              <span className="muted">({reason})</span>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
