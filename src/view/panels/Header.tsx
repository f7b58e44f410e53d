import { Suspense } from 'react'
import { useT } from '../../i18n/index.ts'
import { openDialog } from '../../store/dialog-store.ts'
import { startPresenting } from '../../store/presenter-store.ts'
import { renameCurrentRun } from '../../store/session.ts'
import { useSession } from '../../store/session-store.ts'
import { CLASS_SEED } from '../../worker/default-run.ts'
import { eraKey } from '../parts/era-key.ts'
import { Icon } from '../parts/Icon.tsx'
import { lazyPart } from '../parts/lazy-part.ts'
import { PartLoading } from '../parts/PartLoading.tsx'
import { Popover } from '../parts/Popover.tsx'
import { LanguageSelect } from './LanguageSelect.tsx'
import './header.css'

const SettingsPanel = lazyPart(() => import('./SettingsPanel.tsx').then((module) => module.SettingsPanel))

const EraPanel = lazyPart(() => import('./SettingsPanel.tsx').then((module) => module.EraPanel))

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
      <EraOnShow />
      <LanguageSelect className="header-select wide-only" />
      <button
        type="button"
        className="button header-extra wide-only"
        onClick={() => openDialog({ name: 'newCluster' })}
      >
        {t('app.newCluster')}
      </button>
      <button type="button" className="button header-extra wide-only" onClick={() => openDialog({ name: 'savedRuns' })}>
        {t('app.savedRuns')}
      </button>
      <button type="button" className="button wide-only" onClick={startPresenting}>
        {t('app.projector')}
      </button>
      <button type="button" className="button" onClick={() => openDialog({ name: 'share' })}>
        {t('app.share')}
      </button>
      <Popover label={t('app.menu')} className="icon-button" button={<Icon name="menu" size={18} />}>
        {(close) => (
          <Suspense fallback={<PartLoading />}>
            <SettingsPanel close={close} />
          </Suspense>
        )}
      </Popover>
    </header>
  )
}

/** Which Kafka it is, and the way to the same run in another. */
function EraOnShow() {
  const t = useT()
  const profile = useSession((state) => state.profile)
  if (profile === null) return null
  const name = t(`app.profile.${eraKey(profile)}`)
  return (
    <span className="header-profile">
      <Popover label={name} className="button quiet" button={name}>
        {(close) => (
          <Suspense fallback={<PartLoading />}>
            <EraPanel close={close} />
          </Suspense>
        )}
      </Popover>
    </span>
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

/** The run's name, changed in place. */
function RunName() {
  const t = useT()
  const name = useSession((state) => state.name)
  const shown = name === '' ? t('app.unnamedRun') : name
  return (
    <input
      key={shown}
      className="header-run"
      aria-label={t('app.runName')}
      defaultValue={shown}
      size={18}
      maxLength={80}
      onBlur={(event) => {
        const wanted = event.target.value.trim()
        if (wanted !== '' && wanted !== shown) void renameCurrentRun(wanted)
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
