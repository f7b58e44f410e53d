import { useT } from '../../i18n/index.ts'
import { usePresenter } from '../../store/presenter-store.ts'
import { ENGINE_VERSION } from '../../worker/engine-version.ts'
import { shortcutKeys } from '../parts/shortcuts.ts'
import { presenterKeys } from '../presenter/presenter-keys.ts'

/** What the keys do, and where to begin. Who presents finds the keys of presenting first. */
export function HelpDialog() {
  const t = useT()
  const presenting = usePresenter((state) => state.presenting)
  const ofPresenter = (
    <>
      <Keys
        heading={t('dialog.help.presenter')}
        rows={presenterKeys.map(([asked, keys]) => [keys, t(`dialog.presenter.${asked}`)])}
      />
      <p className="muted">{t('dialog.help.oneRun')}</p>
    </>
  )
  return (
    <>
      {presenting && ofPresenter}
      <Keys
        heading={t('dialog.help.shortcuts')}
        rows={shortcutKeys.map(([shortcut, keys]) => [keys, t(`dialog.shortcut.${shortcut}`)])}
      />
      <p>{t('dialog.help.keysText')}</p>
      {!presenting && ofPresenter}
      <h3>{t('dialog.help.mouse')}</h3>
      <p>{t('dialog.help.mouseText')}</p>
      <h3>{t('dialog.help.terminal')}</h3>
      <p>{t('dialog.help.terminalText')}</p>
      <p className="muted">{t('dialog.help.version', { version: ENGINE_VERSION })}</p>
    </>
  )
}

function Keys({ heading, rows }: { readonly heading: string; readonly rows: readonly (readonly [string, string])[] }) {
  return (
    <>
      <h3>{heading}</h3>
      <dl className="shortcuts">
        {rows.map(([keys, text]) => (
          <div key={text}>
            <dt>
              <kbd>{keys}</kbd>
            </dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
    </>
  )
}
