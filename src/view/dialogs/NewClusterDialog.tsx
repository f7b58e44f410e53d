import { useT } from '../../i18n/index.ts'
import type { ClusterSpec } from '../../kafka/cluster/commands.ts'
import { emptyCluster, firstMinute, oneBroker } from '../../scenarios/index.ts'
import { closeDialog } from '../../store/dialog-store.ts'
import { openNewRun } from '../../store/other-runs.ts'
import { FailureGallery } from '../failures/FailureGallery.tsx'

const choices: readonly (readonly ['firstMinute' | 'empty' | 'oneBroker', () => ClusterSpec])[] = [
  ['firstMinute', firstMinute],
  ['empty', emptyCluster],
  ['oneBroker', oneBroker],
]

/** What a run may begin with. */
export function NewClusterDialog() {
  const t = useT()
  return (
    <>
      <p className="muted">{t('dialog.newCluster.intro')}</p>
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
                void openNewRun(spec(), name === 'firstMinute' ? '' : t(`dialog.newCluster.${name}`))
              }}
            >
              {t('dialog.newCluster.open')}
            </button>
          </li>
        ))}
      </ul>
      <FailureGallery />
    </>
  )
}
