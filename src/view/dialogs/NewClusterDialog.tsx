import { useState } from 'react'
import { useT } from '../../i18n/index.ts'
import type { ClusterSpec } from '../../kafka/cluster/commands.ts'
import { inRacks } from '../../scenarios/in-racks.ts'
import {
  bareMachine,
  ERAS,
  type Era,
  emptyCluster,
  emptyMachine,
  firstMinute,
  oneBroker,
} from '../../scenarios/index.ts'
import { withLogDirectories } from '../../scenarios/log-directories.ts'
import { closeDialog, openDialog } from '../../store/dialog-store.ts'
import { eraNamed, openNewRun } from '../../store/other-runs.ts'
import { openWithRefusedFile } from '../../store/refused-file.ts'
import { useSession } from '../../store/session-store.ts'
import { FailureGallery } from '../failures/FailureGallery.tsx'
import { eraKey } from '../parts/era-key.ts'
import { eraName } from '../parts/era-name.ts'
import { keepDraft, keptDraft } from '../parts/kept-drafts.ts'
import {
  NewClusterProperties,
  NOTHING,
  newClusterDraft,
  type WantedProperties,
  withProperties,
} from '../properties/NewClusterProperties.tsx'
import { LogDirectories } from './LogDirectories.tsx'

const choices: readonly (readonly [
  'firstMinute' | 'empty' | 'oneBroker' | 'emptyMachine' | 'bareMachine',
  (era: Era) => ClusterSpec,
])[] = [
  ['firstMinute', firstMinute],
  ['empty', emptyCluster],
  ['oneBroker', oneBroker],
  ['emptyMachine', emptyMachine],
  ['bareMachine', bareMachine],
]

/** What a run may begin with, in the era of the one on show unless another is chosen. */
export function NewClusterDialog() {
  const t = useT()
  const onShow = useSession((state) => state.profile)
  const [era, setEra] = useState<Era>(() => eraNamed(onShow) ?? (ERAS[0] as Era))
  const [wanted, setWanted] = useState<WantedProperties | null>(NOTHING)
  const [compare, setCompare] = useState(false)
  const other = ERAS.find((each) => each !== era)
  const beside = compare && other !== undefined ? other : null
  const [directories, setDirectories] = useState(1)
  const [hasRacks, setRacks] = useState(false)
  const placed = (spec: ClusterSpec) => (hasRacks ? inRacks(spec) : spec)
  const chooseEra = (chosen: Era) => {
    setEra(chosen)
    // The file of another version is another file.
    setWanted(NOTHING)
  }
  return (
    <>
      <p className="muted">{t('dialog.newCluster.intro')}</p>
      <EraSwitch era={era} onChoose={chooseEra} />
      {other !== undefined && <Comparison {...{ other, compare }} onChange={setCompare} />}
      <details className="new-cluster-properties">
        <summary>{t('dialog.newCluster.machines')}</summary>
        <Racks hasRacks={hasRacks} onChange={setRacks} />
        <LogDirectories count={directories} onChoose={setDirectories} />
      </details>
      <BrokersFile key={era} era={era} wanted={wanted} onChange={setWanted} />
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
              disabled={wanted === null}
              aria-label={`${t('dialog.newCluster.open')}: ${t(`dialog.newCluster.${name}`)}`}
              onClick={() => {
                if (wanted === null) return
                closeDialog()
                keepDraft(newClusterDraft(era), null)
                const title = name === 'firstMinute' ? '' : t(`dialog.newCluster.${name}`)
                const made = placed(withLogDirectories(spec(era), directories))
                if (wanted.refused !== undefined) void openWithRefusedFile(made, wanted.refused, { title, beside })
                else void openNewRun(withProperties(made, wanted), title, { beside })
              }}
            >
              {t('dialog.newCluster.open')}
            </button>
          </li>
        ))}
      </ul>
      <p>
        <button type="button" className="button" onClick={() => openDialog({ name: 'notes' })}>
          {t('notes.menu')}
        </button>{' '}
        <button type="button" className="button" onClick={() => openDialog({ name: 'fromRealKafka' })}>
          {t('realKafka.import.button')}
        </button>
      </p>
      <FailureGallery {...{ era, beside }} />
    </>
  )
}

interface ComparisonProps {
  readonly other: Era
  readonly compare: boolean
  onChange(compare: boolean): void
}

/** Whether the same is opened in the other version beside it. */
function Comparison({ other, compare, onChange }: ComparisonProps) {
  const t = useT()
  return (
    <label className="check with-other-era" title={t('beside.era.openHelp')}>
      <input type="checkbox" checked={compare} onChange={(event) => onChange(event.target.checked)} />{' '}
      {t('beside.era.with', { era: eraName(other, t) })}
    </label>
  )
}

interface BrokersFileProps {
  readonly era: Era
  readonly wanted: WantedProperties | null
  onChange(wanted: WantedProperties | null): void
}

/** What its brokers start with, for whoever wants to see or change it. */
function BrokersFile({ era, wanted, onChange }: BrokersFileProps) {
  const t = useT()
  // What was written stays while the file is folded away, and while the dialog is closed.
  const [begun] = useState(() => keptDraft(newClusterDraft(era)) !== null)
  const [opened, setOpened] = useState(begun)
  const outcome =
    wanted === null || wanted === NOTHING
      ? ''
      : t(wanted.refused === undefined ? 'properties.newChanged' : 'properties.newRefused')
  return (
    <details
      className="new-cluster-properties"
      open={begun}
      onToggle={(event) => setOpened(opened || event.currentTarget.open)}
    >
      <summary>{t('properties.newCluster')}</summary>
      {opened && <NewClusterProperties era={era} onChange={onChange} />}
      <p role="status" className={wanted?.refused === undefined ? 'muted' : 'bad'}>
        {outcome}
      </p>
    </details>
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
            <strong>{eraName(name, t)}</strong>
            <span className="muted">{t(`dialog.newCluster.eraText.${eraKey(name)}`)}</span>
          </span>
        </label>
      ))}
    </fieldset>
  )
}

function Racks({ hasRacks, onChange }: { readonly hasRacks: boolean; readonly onChange: (has: boolean) => void }) {
  const t = useT()
  return (
    <label className="era has-racks">
      <input type="checkbox" checked={hasRacks} onChange={({ target }) => onChange(target.checked)} />
      <span>
        <strong>{t('dialog.newCluster.racks')}</strong>
        <span className="muted">{t('dialog.newCluster.racksText')}</span>
      </span>
    </label>
  )
}
