import { useT } from '../../i18n/index.ts'
import { EraButtons } from './EraButtons.tsx'

/** Behind the name of the Kafka version in the header. */
export function EraPanel({ close }: { readonly close: () => void }) {
  const t = useT()
  return (
    <div className="settings-panel">
      <EraButtons className="row-button" onDone={close} />
      <p className="muted">{t('beside.era.openHelp')}</p>
    </div>
  )
}
