import { useT } from '../../i18n/index.ts'
import { ENGINE_VERSION } from '../../worker/engine-version.ts'
import { shortcutKeys } from '../parts/shortcuts.ts'
import { presenterKeys } from '../presenter/presenter-keys.ts'

/** What the keys do, and where to begin. */
export function HelpDialog() {
  const t = useT()
  return (
    <>
      <h3>{t('dialog.help.shortcuts')}</h3>
      <dl className="shortcuts">
        {shortcutKeys.map(([shortcut, keys]) => (
          <div key={shortcut}>
            <dt>
              <kbd>{keys}</kbd>
            </dt>
            <dd>{t(`dialog.shortcut.${shortcut}`)}</dd>
          </div>
        ))}
      </dl>
      <p>{t('dialog.help.keysText')}</p>
      <h3>{t('dialog.help.presenter')}</h3>
      <dl className="shortcuts">
        {presenterKeys.map(([asked, keys]) => (
          <div key={asked}>
            <dt>
              <kbd>{keys}</kbd>
            </dt>
            <dd>{t(`dialog.presenter.${asked}`)}</dd>
          </div>
        ))}
      </dl>
      <h3>{t('dialog.help.mouse')}</h3>
      <p>{t('dialog.help.mouseText')}</p>
      <h3>{t('dialog.help.terminal')}</h3>
      <p>{t('dialog.help.terminalText')}</p>
      <p className="muted">{t('dialog.help.version', { version: ENGINE_VERSION })}</p>
    </>
  )
}
