import { type ReactNode, useEffect, useRef, useState } from 'react'
import { useT } from '../../i18n/index.ts'
import { changePlaces } from '../../store/beside.ts'
import { useBeside } from '../../store/beside-store.ts'
import { branchName } from '../../store/branch-name.ts'
import { changeEras } from '../../store/other-runs.ts'
import { usePlaybackStore } from '../../store/playback-store.ts'
import { usePreferences } from '../../store/preferences-store.ts'
import { useSelectionStore } from '../../store/selection-store.ts'
import { closeBeside } from '../../store/show-beside.ts'
import { eraName } from '../parts/era-name.ts'
import { Icon } from '../parts/Icon.tsx'
import { uiScale } from '../parts/ui-scale.ts'
import { useMeasured } from '../parts/use-measured.ts'
import { StageSource } from '../stage/stage-source.ts'
import { BesideFailure } from './BesideFailure.tsx'
import { DifferenceList } from './DifferenceList.tsx'
import { LaneStrips } from './LaneStrips.tsx'
import { type BesideNames, useErasBeside } from './use-beside-names.ts'
import './beside.css'

/** Two stages need this much room, in pixels at a usual size of text; with less, lanes are compared strip by strip. */
const TWO_STAGES_PX = 1_240

/** Another branch beside the one on show, or the same run in another version: its stage (`children`) or its lanes, and what differs as a list. */
export function Beside({ children }: { readonly children: ReactNode }) {
  const head = useRef<HTMLDivElement>(null)
  const two = useMeasured(head, true, hasRoomForTwo)
  const ready = useBeside((state) => state.ready)
  const [other, setOther] = useState(false)
  useEffect(foldDock, [])
  return (
    <>
      <div ref={head} className={two ? 'beside-head' : 'beside-head is-one'}>
        <Names other={other} look={two ? null : setOther} />
        {!two && <BothAgain />}
        <BesideFailure />
      </div>
      {(two || other) && (
        // Looked at only: what is done is done on the one on show, and what differs can be read below.
        <div className={two ? 'beside-stage' : 'beside-stage is-instead'} inert>
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

/** The other one is lived through until this instant. */
function Following() {
  const t = useT()
  const share = useBeside(({ opening }) => opening)
  const era = useBeside((state) => state.era)
  const text = era === null ? t('beside.loading') : t('beside.era.loading', { era: eraName(era, t) })
  return (
    <p className="beside-loading muted">
      {text}
      <progress {...(share > 0 && { value: share })} aria-label={text} />
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

/** What stands beside the stages may take the room for two of them. */
function BothAgain() {
  const t = useT()
  const select = useSelectionStore((state) => state.select)
  const open = useSelectionStore(({ selection }) => selection !== null)
  if (!open || window.innerWidth < TWO_STAGES_PX * uiScale()) return null
  return (
    <button type="button" className="button quiet beside-both-again" onClick={() => select(null)}>
      {t('beside.bothAgain')}
    </button>
  )
}

interface NamesProps {
  /** Whether the other one is looked at, in place of the one on show. */
  readonly other: boolean
  /** Null where two stages have room. */
  readonly look: ((other: boolean) => void) | null
}

function Names({ other, look }: NamesProps) {
  const t = useT()
  const era = useBeside((state) => state.era)
  const names = useNames()
  const help = era === null ? t('beside.changePlacesHelp') : t('beside.era.changePlacesHelp', { era: eraName(era, t) })
  return (
    <>
      <p className="beside-name is-here">
        <Place pressed={!other} look={look && (() => look(false))}>
          {t(era === null ? 'beside.here' : 'beside.era.here')}
        </Place>{' '}
        <strong>{names.here}</strong>
        {era !== null && <span className="muted beside-both">{t('beside.era.both')}</span>}
      </p>
      <div className="beside-name is-there">
        <p>
          <Place pressed={other} look={look && (() => look(true))}>
            {t(era === null ? 'beside.there' : 'beside.era.there')}
          </Place>{' '}
          <strong>{names.there}</strong>
        </p>
        <button
          type="button"
          className="button"
          title={help}
          onClick={() => (era === null ? changePlaces() : void changeEras())}
        >
          {t('beside.changePlaces')}
        </button>
        <button type="button" className="icon-button" aria-label={t('beside.close')} onClick={closeBeside}>
          <Icon name="close" />
        </button>
      </div>
    </>
  )
}

interface PlaceProps {
  readonly pressed: boolean
  readonly look: (() => void) | null
  readonly children: ReactNode
}

/** Which one it is; where only one has room, the button that shows it. */
function Place({ pressed, look, children }: PlaceProps) {
  if (look === null) return <span className="beside-place">{children}</span>
  return (
    <button type="button" className="beside-place" aria-pressed={pressed} onClick={look}>
      {children}
    </button>
  )
}

/** A branch goes by its name, a version by that of Kafka. */
function useNames(): BesideNames {
  const t = useT()
  const branches = usePlaybackStore((state) => state.branches)
  const hereId = usePlaybackStore((state) => state.playback.branchId)
  const thereId = useBeside((state) => state.branchId)
  const eras = useErasBeside()
  if (eras !== null) return { here: eraName(eras.here, t), there: eraName(eras.there, t) }
  const nameOf = (id: string | null) => {
    const branch = branches.find((each) => each.id === id)
    return branch === undefined ? '' : branchName(branch, branches, t)
  }
  return { here: nameOf(hereId), there: nameOf(thereId) }
}

const hasRoomForTwo = (head: HTMLElement) => head.clientWidth >= TWO_STAGES_PX * uiScale()
