import { useId, useState } from 'react'
import { engineWords } from '../../i18n/engine-words.ts'
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
  const { madeBy, engineVersion, closeness, leftOut, unread = [] } = inexact
  const missing = leftOut.length + unread.length
  const versions = { made: madeBy, here: engineVersion }
  const older = closeness === 'exact' && madeBy !== engineVersion
  return (
    <section className="trouble run-notice" aria-label={t('runNotice.label')}>
      <div role="status">
        {older && <p>{t('runNotice.older', versions)}</p>}
        {closeness !== 'exact' && (
          <p>
            {madeBy !== engineVersion && t('runNotice.versions', versions)} {t(`runNotice.${closeness}`)}
          </p>
        )}
        {missing > 0 && <p>{t('runNotice.leftOut', { count: missing })}</p>}
      </div>
      {missing > 0 && (
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
      {open && <LeftOutList id={listId} inexact={inexact} />}
    </section>
  )
}

/** More than that nobody reads; how many there are is said above. */
const MOST_LISTED = 100

function LeftOutList({ id, inexact }: { readonly id: string; readonly inexact: InexactRun }) {
  const t = useT()
  const { leftOut, unread = [] } = inexact
  const rows = [
    ...leftOut.map(({ entry, reason }) => ({ ...entry, text: commandText(entry.command, t), reason })),
    ...unread.map((entry) => ({ ...entry, text: t('runNotice.unread', { json: entry.json }) })),
  ].sort((a, b) => a.atUs - b.atUs || a.afterEvents - b.afterEvents)
  const more = rows.length - MOST_LISTED
  return (
    <ul id={id} aria-label={t('runNotice.list')}>
      {rows.slice(0, MOST_LISTED).map(({ atUs, afterEvents, text, reason }) => (
        <li key={`${atUs} ${afterEvents} ${text}`}>
          <span className="mono">{formatClock(atUs)}</span> {text}{' '}
          <span className="muted">({engineWords(reason)})</span>
        </li>
      ))}
      {more > 0 && <li>{t('runNotice.more', { count: more })}</li>}
    </ul>
  )
}
