import { useEffect, useState } from 'react'
import { type Translate, useT } from '../../i18n/index.ts'
import { type ChangesSince, markMoment, momentOf, momentsBefore, useChanges } from '../../store/changes-store.ts'
import { askAbout, QuestionDropped, seek } from '../../store/engine.ts'
import { useSelectionStore } from '../../store/selection-store.ts'
import type { Change } from '../../worker/questions/read-changes.ts'
import { formatClock } from '../parts/format-time.ts'
import { Icon } from '../parts/Icon.tsx'
import { changedThing, changeText } from './change-text.ts'

/** Rows drawn: what matters most comes first. */
const ROWS = 40

interface ChangesProps {
  /** Where the reader is. */
  readonly nowUs: number
  /** Changes whenever something may be otherwise at that instant: another branch, another run. */
  readonly history: string
}

/** Was, now, difference between a moment and the one on show, what matters most first. */
export function Changes({ nowUs, history }: ChangesProps) {
  const t = useT()
  const chosen = useChanges()
  const { since, atUs: fromUs } = momentOf(chosen, nowUs)
  const changes = useChangesBetween(fromUs, nowUs, history)
  return (
    <section className="changes" aria-label={t('changes.title')}>
      <div className="changes-head">
        <h2>{t('changes.title')}</h2>
        <button
          type="button"
          className="icon-button"
          aria-label={t('changes.close')}
          onClick={() => useChanges.setState({ open: false })}
        >
          <Icon name="close" />
        </button>
      </div>
      <div className="changes-since">
        <label>
          {t('changes.since')}{' '}
          <select
            value={since}
            onChange={(event) => useChanges.setState({ since: event.target.value as ChangesSince })}
          >
            {momentsBefore(nowUs, chosen.momentUs).map(({ since: each }) => (
              <option key={each} value={each}>
                {t(`changes.since.${each}`)}
              </option>
            ))}
          </select>
        </label>
        <button type="button" className="button" title={t('changes.markHelp')} onClick={markMoment}>
          {t('changes.mark')}
        </button>
      </div>
      <p className="changes-moments" role="status">
        <button type="button" className="link-button mono" onClick={() => seek(fromUs)}>
          {t('changes.from', { from: formatClock(fromUs), to: formatClock(nowUs) })}
        </button>{' '}
        {changes === null && <span className="muted">{t('changes.reading')}</span>}
      </p>
      {changes !== null && <ChangeTable changes={changes} t={t} />}
    </section>
  )
}

function ChangeTable({ changes, t }: { readonly changes: readonly Change[]; readonly t: Translate }) {
  if (changes.length === 0) return <p className="muted">{t('changes.nothing')}</p>
  return (
    <>
      <table className="change-table">
        <thead>
          <tr>
            {(['what', 'was', 'now', 'difference'] as const).map((column) => (
              <th key={column} scope="col">
                {t(`changes.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {changes.slice(0, ROWS).map((change) => (
            <ChangeRow key={`${change.what} ${change.id} ${change.of ?? ''}`} change={change} t={t} />
          ))}
        </tbody>
      </table>
      {changes.length > ROWS && <p className="muted">{t('changes.more', { count: changes.length - ROWS })}</p>}
    </>
  )
}

function ChangeRow({ change, t }: { readonly change: Change; readonly t: Translate }) {
  const { what, was, now, difference } = changeText(change, t)
  const thing = changedThing(change)
  return (
    <tr className={`change-${change.what}`}>
      <th scope="row">
        {thing === null ? (
          what
        ) : (
          <button type="button" className="link-button" onClick={() => useSelectionStore.getState().select(thing)}>
            {what}
          </button>
        )}
      </th>
      <td>{was}</td>
      <td>
        <strong>{now}</strong>
      </td>
      <td className="mono">{difference}</td>
    </tr>
  )
}

/** Null: not known yet. While the picture moves, what is shown is a moment old. */
function useChangesBetween(fromUs: number, toUs: number, history: string): readonly Change[] | null {
  const [known, setKnown] = useState<{ readonly key: string; readonly changes: readonly Change[] } | null>(null)
  const key = `${history} ${fromUs}`
  useEffect(() => {
    let gone = false
    askAbout({ type: 'readChanges', fromUs, toUs }).then(
      ({ changes }) => {
        if (!gone) setKnown({ key, changes })
      },
      (error: unknown) => {
        // A newer moment is asked about, or another run was opened.
        if (!(error instanceof QuestionDropped)) throw error
      },
    )
    return () => {
      gone = true
    }
  }, [fromUs, toUs, key])
  return known?.key === key ? known.changes : null
}
