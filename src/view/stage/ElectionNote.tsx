import { useState } from 'react'
import { type MessageKey, useT } from '../../i18n/index.ts'
import { brokerNode } from '../../kafka/common/addresses.ts'
import { useSelectionStore } from '../../store/selection-store.ts'
import { bottom, right } from '../layout/geometry.ts'
import type { StageLayout } from '../layout/stage-layout.ts'
import type { Election } from './use-recent-elections.ts'

const MAX_LINES = 3

const reasons: Record<Election['body']['election'], MessageKey> = {
  clean: 'stage.election.clean',
  preferred: 'stage.election.preferred',
  unclean: 'stage.election.unclean',
  none: 'stage.election.none',
}

/** Says which partitions changed their leader, and why, right where it happened. */
export function ElectionNote({ layout, elections }: { layout: StageLayout; elections: readonly Election[] }) {
  const t = useT()
  const select = useSelectionStore((state) => state.select)
  // A note that vanishes takes its button from under the keyboard or the pointer: it stays while one is on it. A press
  // with the mouse leaves the focus here, so the pointer that leaves ends both.
  const [held, setHeld] = useState<readonly Election[] | null>(null)
  const shown = held ?? elections
  const last = shown[shown.length - 1]
  if (last === undefined) return null
  const { body } = last
  const more = shown.length - MAX_LINES
  return (
    <div
      className="election-note"
      style={besideBroker(layout, body.from === -1 ? body.to : body.from)}
      role="status"
      onPointerEnter={() => setHeld(shown)}
      onPointerLeave={() => setHeld(null)}
      onFocus={() => setHeld(shown)}
      onBlur={() => setHeld(null)}
    >
      <ul>
        {shown.slice(-MAX_LINES).map((election) => (
          <li key={election.id}>
            <strong>
              {t('stage.election.title', {
                topicPartition: election.body.topicPartition,
                from: election.body.from === -1 ? '–' : String(election.body.from),
                to: election.body.to === -1 ? '–' : String(election.body.to),
              })}
            </strong>
          </li>
        ))}
      </ul>
      <p>
        {more > 0 && `${t('stage.election.more', { count: more })} · `}
        {t(reasons[body.election])}{' '}
        <button
          type="button"
          className="election-why"
          onClick={() => select({ kind: 'happening', id: String(last.id) })}
        >
          {t('stage.election.why')}
        </button>
      </p>
    </div>
  )
}

/** On the card of the broker that lost leadership: the one place on stage where there is nothing left to press. */
function besideBroker(layout: StageLayout, brokerId: number): { right: number; top: number } {
  const station = layout.stations.get(brokerNode(brokerId)) ?? layout.stations.get(layout.main.cards[0]?.id ?? '')
  if (station === undefined) return { right: 16, top: 16 }
  return { right: layout.width - right(station.box) + 12, top: bottom(station.header ?? station.box) + 4 }
}
