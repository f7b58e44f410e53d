import { useMemo } from 'react'
import { type Difference, isBeside, useBeside } from '../../store/beside-store.ts'
import type { Rect } from '../layout/geometry.ts'
import { cardsOf, type StageLayout } from '../layout/stage-layout.ts'
import { place } from '../stage/place.ts'
import { useBesideAtLeisure } from './use-at-leisure.ts'
import './difference-marks.css'

/** Tints what differs from the branch beside, with a sign; the list says what it is. */
export function DifferenceMarks({ layout }: { readonly layout: StageLayout }) {
  const beside = useBeside(isBeside)
  return beside ? <Marks layout={layout} /> : null
}

function Marks({ layout }: { readonly layout: StageLayout }) {
  const { differences } = useBesideAtLeisure()
  const marks = useMemo(() => marksOf(layout, differences), [layout, differences])
  return (
    <div aria-hidden="true">
      {marks.map(({ key, rect, lane }) => (
        <span key={key} className={lane ? 'difference-mark is-lane' : 'difference-mark'} style={place(rect)}>
          <span className="difference-sign">≠</span>
        </span>
      ))}
    </div>
  )
}

interface Mark {
  readonly key: string
  readonly rect: Rect
  readonly lane: boolean
}

/** One for each thing, however much about it differs. Settings differ from the start, and stand in the list. */
function marksOf(layout: StageLayout, differences: readonly Difference[]): readonly Mark[] {
  const marks = new Map<string, Mark>()
  const add = (key: string, rect: Rect, lane: boolean) => marks.set(key, { key, rect, lane })
  const partitions = new Set<string>()
  const others = new Set<string>()
  for (const { what, id } of differences) {
    if (what === 'node' || what === 'group' || what === 'committed') others.add(id)
    else if (what === 'leader' || what === 'contents' || what === 'isr' || what === 'records') partitions.add(id)
  }
  for (const { id, rect } of cardsOf(layout)) if (others.has(id)) add(id, rect, false)
  for (const [id, { box, lanes }] of layout.stations) {
    if (others.has(id)) add(id, box, false)
    for (const lane of lanes) if (partitions.has(lane.topicPartition)) add(lane.id, lane.rect, true)
  }
  return [...marks.values()]
}
