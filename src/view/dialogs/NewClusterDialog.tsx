import { useState } from 'react'
import { useT } from '../../i18n/index.ts'
import type { ClusterSpec } from '../../kafka/cluster/commands.ts'
import { ERAS, type Era, emptyCluster, firstMinute, oneBroker } from '../../scenarios/index.ts'
import { closeDialog } from '../../store/dialog-store.ts'
import { eraNamed, openNewRun } from '../../store/other-runs.ts'
import { useSession } from '../../store/session-store.ts'
import { FailureGallery } from '../failures/FailureGallery.tsx'
import { eraKey } from '../parts/era-key.ts'

const choices: readonly (readonly ['firstMinute' | 'empty' | 'oneBroker', (era: Era) => ClusterSpec])[] = [
  ['firstMinute', firstMinute],
  ['empty', emptyCluster],
  ['oneBroker', oneBroker],
]

/** What a run may begin with, in the era of the one on show unless another is chosen. */
export function NewClusterDialog() {
  const t = useT()
  const onShow = useSession((state) => state.profile)
  const [era, setEra] = useState<Era>(() => eraNamed(onShow) ?? (ERAS[0] as Era))
  return (
    <>
      <p className="muted">{t('dialog.newCluster.intro')}</p>
      <EraSwitch era={era} onChoose={setEra} />
      <ul className="choices">
        {choices.map(([name, spec]) => (
          <li key={name} className="choice">
            <div>
              <h3>{t(`dialog.newCluster.${name}`)}</h3>
              <p className="muted">{t(`dialog.newCluster.${name}Text`)}</p>
            </div>
            <button
              type="button"
              className="button primary"
              aria-label={`${t('dialog.newCluster.open')}: ${t(`dialog.newCluster.${name}`)}`}
              onClick={() => {
                closeDialog()
                void openNewRun(spec(era), name === 'firstMinute' ? '' : t(`dialog.newCluster.${name}`))
              }}
            >
              {t('dialog.newCluster.open')}
            </button>
          </li>
        ))}
      </ul>
      <FailureGallery era={era} />
    </>
  )
}

function EraSwitch({ era, onChoose }: { readonly era: Era; readonly onChoose: (era: Era) => void }) {
  const t = useT()
  return (
    <fieldset className="eras">
      <legend>{t('dialog.newCluster.era')}</legend>
      {ERAS.map((name) => (
        <label key={name} className="era">
          <input type="radio" name="era" checked={name === era} onChange={() => onChoose(name)} />
          <span>
            <strong>{t(`app.profile.${eraKey(name)}`)}</strong>
            <span className="muted">{t(`dialog.newCluster.eraText.${eraKey(name)}`)}</span>
          </span>
        </label>
      ))}
    </fieldset>
  )
}
