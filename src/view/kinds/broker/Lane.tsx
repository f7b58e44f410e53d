import { memo, type PointerEvent, useEffect, useRef } from 'react'
import { useT } from '../../../i18n/index.ts'
import type { PartitionImage, ReplicaImage } from '../../../kafka/observe/cluster-image.ts'
import { useImageStore } from '../../../store/image-store.ts'
import type { Rect } from '../../layout/geometry.ts'
import type { CellSize, LaneLayout } from '../../layout/stage-layout.ts'
import { Countdown } from '../../parts/Countdown.tsx'
import { place } from '../../stage/place.ts'
import { ROVE, selectReplica } from '../../stage/rove.ts'
import { setHover, useStageView } from '../../stage/stage-view-store.ts'
import { diskSentence, laneInfo, laneLabel, recordLabel, unreadableSentence } from './broker-words.ts'
import { deferredLaneMarks } from './deferred-lane-marks.ts'
import { LaneName } from './LaneName.tsx'
import { laneStart, offsetAt } from './lane-window.ts'
import { RoleBadge } from './RoleBadge.tsx'

export interface LaneProps {
  readonly lane: LaneLayout
  readonly card: Rect
  readonly cell: CellSize
  readonly replica: ReplicaImage
  readonly partition: PartitionImage | undefined
  /** The leader's replica, while a reassignment has this one copy it. */
  readonly copies?: ReplicaImage | undefined
  readonly selected: boolean
  /** The one lane that Tab leads to. */
  readonly tabStop: boolean
}

/** A replica's lane: its label, its badge, and the button over its cells, which the canvas paints. */
export const Lane = memo(function Lane({ lane, card, cell, replica, partition, copies, selected, tabStop }: LaneProps) {
  const t = useT()
  const info = laneInfo(t, replica, partition, copies)
  const strip = lane.density === 'strips'
  const unreadable = unreadableSentence(t, replica, partition)
  const heat = strip ? deferredLaneMarks.current()?.heatWord(t, useImageStore.getState().image, replica) : ''
  const label = [laneLabel(t, replica), heat, deferredLaneMarks.current()?.laneWords(t, replica)]
    .filter(Boolean)
    .join(', ')
  const classes = ['lane', `is-${lane.density}`, `is-${replica.role}`]
  if (selected) classes.push('is-selected')
  if (replica.role === 'follower' && !replica.inSync) classes.push('is-out-of-sync')
  return (
    <>
      <button
        type="button"
        className={classes.join(' ')}
        style={place(lane.rect, card)}
        {...{ [ROVE]: replica.id }}
        tabIndex={tabStop ? 0 : -1}
        aria-label={unreadable === null ? label : `${label}. ${unreadable}`}
        aria-pressed={selected}
        title={diskSentence(t, replica) ?? unreadable ?? undefined}
        onFocus={() => useStageView.setState({ activeId: replica.id, activeOffset: null })}
        onClick={(event) =>
          selectReplica(
            replica.id,
            event.detail === 0 ? null : offsetUnder(event.clientX, event.currentTarget, lane, cell),
          )
        }
        onPointerMove={(event) => hoverCell(event, lane, cell)}
        onPointerLeave={() => setHover(null)}
      >
        {!strip && (
          <>
            <LaneName topicPartition={replica.topicPartition} at={lane.label} within={lane.rect} />
            <RoleBadge of={replica.role} style={place(lane.badge, lane.rect)} />
            <LaneInfo lane={lane} replica={replica} info={info} />
          </>
        )}
      </button>
      {tabStop && <CellCursor lane={lane} card={card} cell={cell} replica={replica} />}
    </>
  )
}, sameLane)

type LaneInfoProps = Pick<LaneProps, 'lane' | 'replica'> & { readonly info: ReturnType<typeof laneInfo> }

/** At the end of a lane: how its replica is, or how long its leader still puts up with it. */
function LaneInfo({ lane, replica, info }: LaneInfoProps) {
  const beside = lane.info.width > 0
  const { heldBack, role } = replica
  const wait = role === 'follower' ? replica.lagging : heldBack?.wait
  if (wait && info.tone === '')
    return (
      <span
        className={beside ? 'lane-info' : 'lane-info is-below'}
        {...(beside && { style: place(lane.info, lane.rect) })}
      >
        <Countdown
          wait={wait}
          text="stage.wait.seconds"
          outcome={heldBack ? 'stage.wait.heldBack' : 'stage.wait.lagging'}
          ringOnly={lane.density === 'compact' && beside}
        />
      </span>
    )
  if (beside)
    return (
      <span className={`lane-info is-${info.tone || 'plain'}`} style={place(lane.info, lane.rect)}>
        {info.text}
      </span>
    )
  return info.tone === '' ? null : <span className={`lane-info is-below is-${info.tone}`}>{info.text}</span>
}

/** The record the keyboard stands on: the only cell that is an element, so thousands of cells cost nothing. */
function CellCursor({ lane, card, cell, replica }: Pick<LaneProps, 'lane' | 'card' | 'cell' | 'replica'>) {
  const t = useT()
  const activeOffset = useStageView((view) => (view.activeId === lane.id ? view.activeOffset : null))
  const element = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    if (activeOffset !== null) element.current?.focus()
  }, [activeOffset])
  if (activeOffset === null) return null
  const record = replica.cells.find(({ offset }) => offset === activeOffset)
  const label =
    record === undefined
      ? deferredLaneMarks.current()?.ghostLabel(t, useImageStore.getState().image, replica.id, activeOffset)
      : [recordLabel(t, record, replica), deferredLaneMarks.current()?.transactionSpoken(t, record, replica)]
          .filter(Boolean)
          .join(', ')
  if (label == null) return null
  const at = Math.min(cell.capacity - 1, Math.max(0, activeOffset - startOf(lane, cell)))
  const box = { x: lane.cells.x + at * cell.pitch, y: lane.cells.y, width: cell.width, height: cell.height }
  return (
    <button
      // A new element for each record: screen readers announce what receives the focus.
      key={activeOffset}
      ref={element}
      type="button"
      data-cell=""
      {...{ [ROVE]: replica.id }}
      className="cell-cursor"
      style={place(box, card)}
      aria-label={label}
      onClick={() => selectReplica(replica.id, activeOffset)}
    />
  )
}

/** The offset under a client x, or null beside the cells and beside what is lost. */
function offsetUnder(clientX: number, element: HTMLElement, lane: LaneLayout, cell: CellSize): number | null {
  if (lane.density === 'strips') return null
  const box = element.getBoundingClientRect()
  const scale = box.width / lane.rect.width || 1
  const x = (clientX - box.left) / scale + lane.rect.x - lane.cells.x
  const offset = offsetAt(x, startOf(lane, cell), cell.pitch, cell.capacity)
  if (offset === null) return null
  const { image } = useImageStore.getState()
  const stands = image.replicas.get(lane.id)?.cells.some((record) => record.offset === offset)
  return stands || deferredLaneMarks.current()?.ghostAt(image, lane.id, offset) ? offset : null
}

function startOf(lane: LaneLayout, cell: CellSize): number {
  const { replicas } = useImageStore.getState().image
  const replica = replicas.get(lane.id)
  if (replica === undefined) return 0
  const others = [...replicas.values()].filter((other) => other.topicPartition === lane.topicPartition)
  return laneStart(replica, others, cell.capacity)
}

function hoverCell(event: PointerEvent<HTMLButtonElement>, lane: LaneLayout, cell: CellSize): void {
  const offset = offsetUnder(event.clientX, event.currentTarget, lane, cell)
  const at = { replicaId: lane.id, x: event.clientX, y: event.clientY }
  if (offset !== null) setHover({ kind: 'record', offset, ...at })
  else if (lane.density === 'strips' || lane.density === 'compact') setHover({ kind: 'lane', ...at })
  else setHover(null)
}

/** Records alone do not concern a strip: its sentence is made when somebody comes to read it. */
function sameLane(a: LaneProps, b: LaneProps): boolean {
  if (
    a.lane !== b.lane ||
    a.card !== b.card ||
    a.selected !== b.selected ||
    a.tabStop !== b.tabStop ||
    a.cell !== b.cell
  )
    return false
  if (a.replica === b.replica && a.partition === b.partition && a.copies === b.copies) return true
  if (a.lane.density !== 'strips' || b.tabStop) return false
  return (
    a.replica.role === b.replica.role &&
    a.replica.inSync === b.replica.inSync &&
    a.replica.leaderEpoch === b.replica.leaderEpoch
  )
}
