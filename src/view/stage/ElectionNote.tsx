import { useEffect, useRef, useState } from 'react'
import { type MessageKey, useT } from '../../i18n/index.ts'
import { useImageStore } from '../../store/image-store.ts'
import { usePlaybackStore } from '../../store/playback-store.ts'
import { useSelectionStore } from '../../store/selection-store.ts'
import type { TimedHappening } from '../../worker/port.ts'
import { rect } from '../layout/geometry.ts'
import type { StageLayout } from '../layout/stage-layout.ts'

type Election = TimedHappening & { readonly body: Extract<TimedHappening['body'], { type: 'LeaderElected' }> }

/** Long enough to be read; while paused it stays. */
const SHOWN_MS = 6_000
const MAX_LINES = 3

const reasons: Record<Election['body']['election'], MessageKey> = {
  clean: 'stage.election.clean',
  preferred: 'stage.election.preferred',
  unclean: 'stage.election.unclean',
  none: 'stage.election.none',
}

/** Says which partitions changed their leader, and why, right where it happened. */
export function ElectionNote({ layout }: { layout: StageLayout }) {
  const t = useT()
  const select = useSelectionStore((state) => state.select)
  const elections = useRecentElections()
  const last = elections[elections.length - 1]
  if (last === undefined) return null
  const { body } = last
  const more = elections.length - MAX_LINES
  return (
    <div className="election-note" style={besideBroker(layout, body.to === -1 ? body.from : body.to)} role="status">
      <ul>
        {elections.slice(-MAX_LINES).map((election) => (
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
        <button type="button" onClick={() => select({ kind: 'happening', id: String(last.id) })}>
          {t('stage.election.why')}
        </button>
      </p>
    </div>
  )
}

/** Elections of the last seconds of wall time that took leadership from a broker; none after a seek. */
function useRecentElections(): readonly Election[] {
  const happenings = useImageStore((state) => state.happenings)
  const playing = usePlaybackStore((state) => state.playback.state === 'playing')
  const seen = useRef({ newestId: -1, atUs: 0 })
  const [recent, setRecent] = useState<readonly Election[]>([])

  useEffect(() => {
    const newest = happenings[happenings.length - 1]
    const before = seen.current
    seen.current = { newestId: newest?.id ?? -1, atUs: newest?.atUs ?? 0 }
    if (newest === undefined || newest.atUs < before.atUs || before.newestId === -1) {
      setRecent([])
      return
    }
    const fresh: Election[] = []
    for (let i = happenings.length - 1; i >= 0 && happenings[i]!.id > before.newestId; i--) {
      const happening = happenings[i]!
      if (happening.body.type === 'LeaderElected' && happening.body.from !== -1) fresh.unshift(happening as Election)
    }
    // One failure elects many leaders; what belongs together is shown together.
    if (fresh.length > 0)
      setRecent((known) => [...known.filter((old) => fresh[0]!.atUs - old.atUs < 1_000_000), ...fresh])
  }, [happenings])

  useEffect(() => {
    if (recent.length === 0 || !playing) return
    const timer = setTimeout(() => setRecent([]), SHOWN_MS)
    return () => clearTimeout(timer)
  }, [recent, playing])
  return recent
}

function besideBroker(layout: StageLayout, brokerId: number): { left: number; top: number } {
  const card =
    layout.brokers.find((broker) => broker.id === brokerId)?.rect ?? layout.brokers[0]?.rect ?? rect(0, 0, 300, 100)
  const width = Math.min(300, card.width - 16)
  return { left: card.x + card.width - width - 8, top: Math.max(4, card.y - 34) }
}
