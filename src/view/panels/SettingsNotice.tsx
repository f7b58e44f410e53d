import { useT } from '../../i18n/index.ts'
import { useSession } from '../../store/session-store.ts'
import type { SettingsInVain } from '../../worker/port.ts'
import './trouble.css'

/** Names the settings of the run that count for nothing here, and those it does without. Stays until it was understood. */
export function SettingsNotice({ inVain }: { readonly inVain: readonly SettingsInVain[] }) {
  const t = useT()
  const silent = inVain.filter((each) => each.withoutEffect.length > 0)
  const refused = inVain.filter((each) => each.refused.length > 0)
  return (
    <section className="trouble run-notice" aria-label={t('settingsNotice.label')}>
      <div role="status">
        {silent.length > 0 && <p>{t('settingsNotice.withoutEffect')}</p>}
        <ul>
          {silent.map(({ of, withoutEffect }) => (
            <li key={of}>
              {of}: <code>{withoutEffect.join(', ')}</code>
            </li>
          ))}
        </ul>
        {refused.length > 0 && <p>{t('settingsNotice.refused')}</p>}
        <ul>
          {refused.map(({ of, refused: lines }) => (
            <li key={of}>
              {of}: {lines.join(' ')}
            </li>
          ))}
        </ul>
      </div>
      <button type="button" className="button" onClick={() => useSession.setState({ inVain: [] })}>
        {t('runNotice.dismiss')}
      </button>
    </section>
  )
}
