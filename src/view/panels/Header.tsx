import { useT } from '../../i18n/index.ts'
import { type Dialog, openDialog } from '../../store/dialog-store.ts'
import { type Language, type Preferences, type Theme, usePreferences } from '../../store/preferences-store.ts'
import { startPresenting } from '../../store/presenter-store.ts'
import { renameCurrentRun } from '../../store/session.ts'
import { useSession } from '../../store/session-store.ts'
import { CLASS_SEED } from '../../worker/default-run.ts'
import { Icon } from '../parts/Icon.tsx'
import { Popover } from '../parts/Popover.tsx'
import './header.css'

/** Product, where I am, Kafka profile, language, presenter, share; the rest behind the menu. */
export function Header() {
  const t = useT()
  return (
    <header className="header">
      <h1 className="header-product">
        <Logo />
        {t('app.name')}
      </h1>
      <RunName />
      <SeedOnShow />
      <span className="header-space" />
      <span className="header-profile wide-only muted" title={t('app.profileLabel')}>
        {t('app.profile')}
      </span>
      <LanguageSelect className="header-select wide-only" />
      <button type="button" className="button wide-only" onClick={() => openDialog({ name: 'newCluster' })}>
        {t('app.newCluster')}
      </button>
      <button type="button" className="button wide-only" onClick={() => openDialog({ name: 'savedRuns' })}>
        {t('app.savedRuns')}
      </button>
      <button type="button" className="button wide-only" onClick={startPresenting}>
        {t('app.projector')}
      </button>
      <button type="button" className="button" onClick={() => openDialog({ name: 'share' })}>
        {t('app.share')}
      </button>
      <Popover label={t('app.menu')} className="icon-button" button={<Icon name="menu" size={18} />}>
        {(close) => <SettingsPanel close={close} />}
      </Popover>
    </header>
  )
}

function SettingsPanel({ close }: { readonly close: () => void }) {
  const t = useT()
  const theme = usePreferences((state) => state.theme)
  const motion = usePreferences((state) => state.motion)
  const setPreferences = usePreferences((state) => state.setPreferences)
  const open = (dialog: Dialog) => {
    close()
    openDialog(dialog)
  }
  return (
    <div className="settings-panel">
      <div className="settings-row">
        <span aria-hidden="true">{t('app.language')}</span> <LanguageSelect />
      </div>
      <label>
        {t('app.theme')}
        <select value={theme} onChange={(event) => setPreferences({ theme: event.target.value as Theme })}>
          {(['system', 'light', 'dark', 'projector'] as const).map((each) => (
            <option key={each} value={each}>
              {t(`app.theme.${each}`)}
            </option>
          ))}
        </select>
      </label>
      <label>
        {t('app.motion')}
        <select
          value={motion}
          onChange={(event) => setPreferences({ motion: event.target.value as Preferences['motion'] })}
        >
          {(['system', 'reduced', 'full'] as const).map((each) => (
            <option key={each} value={each}>
              {t(`app.motion.${each}`)}
            </option>
          ))}
        </select>
      </label>
      <SameStart close={close} />
      <button type="button" className="row-button" onClick={() => open({ name: 'newCluster' })}>
        {t('app.newCluster')}
      </button>
      <button type="button" className="row-button" onClick={() => open({ name: 'savedRuns' })}>
        {t('app.savedRuns')}
      </button>
      <button type="button" className="row-button" onClick={() => open({ name: 'legend' })}>
        {t('stage.legend')}
      </button>
      <button type="button" className="row-button" onClick={() => open({ name: 'help' })}>
        {t('app.help')}
      </button>
      <button type="button" className="row-button" onClick={() => open({ name: 'fidelity' })}>
        {t('app.fidelity')}
      </button>
    </div>
  )
}

/** By its seed it can be seen whether this machine shows what the others show. */
function SeedOnShow() {
  const t = useT()
  const seed = useSession((state) => state.seed)
  if (seed === null) return null
  return (
    <span className="muted wide-only header-seed" title={t('presenter.sameStartHelp')}>
      {t(seed === CLASS_SEED ? 'presenter.sameStart' : 'presenter.otherStart', { seed })}
    </span>
  )
}

function SameStart({ close }: { readonly close: () => void }) {
  const t = useT()
  const seed = useSession((state) => state.seed)
  const again = () => {
    close()
    void import('../../store/other-runs.ts').then((runs) => runs.startAgain())
  }
  return (
    <button type="button" className="row-button" title={t('presenter.sameStartHelp')} onClick={again}>
      {t('presenter.again', { seed: seed ?? '' })}
    </button>
  )
}

function LanguageSelect({ className }: { readonly className?: string }) {
  const t = useT()
  const language = usePreferences((state) => state.language)
  const setPreferences = usePreferences((state) => state.setPreferences)
  return (
    <select
      className={className}
      aria-label={t('app.language')}
      value={language}
      onChange={(event) => setPreferences({ language: event.target.value as Language })}
    >
      {/* Each language names itself, so that nobody has to read the other one to find their own. */}
      <option value="ko" lang="ko">
        한국어
      </option>
      <option value="en" lang="en">
        English
      </option>
    </select>
  )
}

/** The run's name, changed in place. */
function RunName() {
  const t = useT()
  const name = useSession((state) => state.name)
  return (
    <input
      key={name}
      className="header-run"
      aria-label={t('app.runName')}
      defaultValue={name === '' ? t('app.unnamedRun') : name}
      size={18}
      maxLength={80}
      onBlur={(event) => {
        const wanted = event.target.value.trim()
        if (wanted !== '' && wanted !== name && wanted !== t('app.unnamedRun')) void renameCurrentRun(wanted)
      }}
      onKeyDown={(event) => {
        if (event.key === 'Enter') event.currentTarget.blur()
      }}
    />
  )
}

function Logo() {
  return (
    <svg viewBox="0 0 16 16" width="1rem" height="1rem" aria-hidden="true">
      <path d="M1 1h14v14H1z" fill="none" stroke="currentColor" strokeWidth="1.6" />
      <path d="M1 1h7v14H1z" fill="currentColor" />
    </svg>
  )
}
