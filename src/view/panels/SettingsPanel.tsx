import { useT } from '../../i18n/index.ts'
import { type Dialog, openDialog } from '../../store/dialog-store.ts'
import { startAgain } from '../../store/other-runs.ts'
import { type Preferences, type Theme, usePreferences } from '../../store/preferences-store.ts'
import { useSession } from '../../store/session-store.ts'
import { reloadForNewer, useSiteCopy } from '../../store/site-copy.ts'
import { EraButtons } from '../beside/EraButtons.tsx'
import { useStageView } from '../stage/stage-view-store.ts'
import { LanguageSelect } from './LanguageSelect.tsx'
import './settings-panel.css'

/** What is behind the header's menu; fetched when it is first opened. */
export function SettingsPanel({ close }: { readonly close: () => void }) {
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
      <button type="button" className="row-button" onClick={() => open({ name: 'notes' })}>
        {t('notes.menu')}
      </button>
      <button type="button" className="row-button" onClick={() => open({ name: 'realKafka' })}>
        {t('realKafka.title')}
      </button>
      <EraButtons className="row-button" onDone={close} />
      <PictureButton close={close} />
      <button type="button" className="row-button" onClick={() => open({ name: 'legend' })}>
        {t('stage.legend')}
      </button>
      <button type="button" className="row-button" onClick={() => open({ name: 'help' })}>
        {t('app.help')}
      </button>
      <button type="button" className="row-button" onClick={() => open({ name: 'fidelity' })}>
        {t('app.fidelity')}
      </button>
      <SiteCopy />
    </div>
  )
}

/** What is behind the name of the Kafka version in the header. */
export function EraPanel({ close }: { readonly close: () => void }) {
  const t = useT()
  return (
    <div className="settings-panel">
      <EraButtons className="row-button" onDone={close} />
      <p className="muted">{t('beside.era.openHelp')}</p>
    </div>
  )
}

/** The other picture of the same run: on a phone this is the way to it. */
function PictureButton({ close }: { readonly close: () => void }) {
  const t = useT()
  const picture = useStageView((view) => view.picture)
  const turn = () => {
    close()
    useStageView.setState({ picture: picture === 'stage' ? 'spaceTime' : 'stage' })
  }
  return (
    <button type="button" className="row-button" onClick={turn}>
      {t(picture === 'stage' ? 'spaceTime.name' : 'spaceTime.back')}
    </button>
  )
}

/** Whether the page can do without a network, and whether there is a newer one. */
function SiteCopy() {
  const t = useT()
  const { ready, newer } = useSiteCopy()
  return (
    <>
      {newer && (
        <button type="button" className="row-button" onClick={() => void reloadForNewer()}>
          {t('app.newer.text')} {t('app.newer.reload')}
        </button>
      )}
      {ready && <p className="muted">{t('app.offline.ready')}</p>}
    </>
  )
}

function SameStart({ close }: { readonly close: () => void }) {
  const t = useT()
  const seed = useSession((state) => state.seed)
  const again = () => {
    close()
    void startAgain()
  }
  return (
    <button type="button" className="row-button" title={t('presenter.sameStartHelp')} onClick={again}>
      {t('presenter.again', { seed: seed ?? '' })}
    </button>
  )
}
