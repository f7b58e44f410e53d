import { type ReactNode, useEffect, useRef } from 'react'
import { useT } from '../../i18n/index.ts'
import { changePlaces } from '../../store/beside.ts'
import { closeBeside, useBeside } from '../../store/beside-store.ts'
import { branchName } from '../../store/branch-name.ts'
import { usePlaybackStore } from '../../store/playback-store.ts'
import { usePreferences } from '../../store/preferences-store.ts'
import { Icon } from '../parts/Icon.tsx'
import { uiScale } from '../parts/ui-scale.ts'
import { useMeasured } from '../parts/use-measured.ts'
import { StageSource } from '../stage/stage-source.ts'
import { DifferenceList } from './DifferenceList.tsx'
import { LaneStrips } from './LaneStrips.tsx'
import './beside.css'

/** Two stages need this much room, in pixels at a usual size of text; with less, lanes are compared strip by strip. */
const TWO_STAGES_PX = 1_240

/** Another branch beside the one on show: its stage (`children`) or its lanes, and what differs as a list. */
export function Beside({ children }: { readonly children: ReactNode }) {
  const head = useRef<HTMLDivElement>(null)
  const two = useMeasured(head, true, hasRoomForTwo)
  const ready = useBeside((state) => state.ready)
  useEffect(foldDock, [])
  return (
    <>
      <div ref={head} className="beside-head">
        <Names />
      </div>
      {two && (
        // Looked at only: what is done is done on the branch on show, and what differs can be read below.
        <div className="beside-stage" inert>
          <StageSource value={useBeside}>{ready ? children : <Following />}</StageSource>
        </div>
      )}
      <div className="beside-foot">
        {!two && <LaneStrips />}
        <DifferenceList />
      </div>
    </>
  )
}

/** The other branch is lived through once more until this instant. */
function Following() {
  const t = useT()
  const share = useBeside(({ opening }) => opening)
  return (
    <p className="beside-loading muted">
      {t('beside.loading')}
      <progress {...(share > 0 && { value: share })} aria-label={t('beside.loading')} />
    </p>
  )
}

/** Two stages need the height; whoever had the dock open has it again afterwards. */
function foldDock(): (() => void) | undefined {
  const { dockOpen, setPreferences } = usePreferences.getState()
  if (dockOpen === false) return undefined
  setPreferences({ dockOpen: false })
  return () => setPreferences({ dockOpen })
}

function Names() {
  const t = useT()
  const branches = usePlaybackStore((state) => state.branches)
  const hereId = usePlaybackStore((state) => state.playback.branchId)
  const thereId = useBeside((state) => state.branchId)
  const nameOf = (id: string | null) => {
    const branch = branches.find((each) => each.id === id)
    return branch === undefined ? '' : branchName(branch, branches, t)
  }
  return (
    <>
      <p className="beside-name is-here">
        <span className="beside-place">{t('beside.here')}</span> <strong>{nameOf(hereId)}</strong>
      </p>
      <div className="beside-name is-there">
        <p>
          <span className="beside-place">{t('beside.there')}</span> <strong>{nameOf(thereId)}</strong>
        </p>
        <button type="button" className="button" title={t('beside.changePlacesHelp')} onClick={changePlaces}>
          {t('beside.changePlaces')}
        </button>
        <button type="button" className="icon-button" aria-label={t('beside.close')} onClick={closeBeside}>
          <Icon name="close" />
        </button>
      </div>
    </>
  )
}

const hasRoomForTwo = (head: HTMLElement) => head.clientWidth >= TWO_STAGES_PX * uiScale()
