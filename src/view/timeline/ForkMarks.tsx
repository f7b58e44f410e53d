import { useT } from '../../i18n/index.ts'
import { branchName } from '../../store/branch-name.ts'
import { usePlaybackStore } from '../../store/playback-store.ts'
import { showBeside } from '../../store/show-beside.ts'
import { formatClock } from '../parts/format-time.ts'
import { forksOf } from './forks.ts'
import { useLatestNow } from './MarkStrip.tsx'
import { placeOnScrubber } from './marks.ts'
import './fork-marks.css'

/** More names than this are not read on one line; the list of branches has all. */
const FORKS = 8

/** Where other branches leave this one, with their names, below the scrubber's line: press one to see it beside. Keys reach them in the list. */
export function ForkMarks() {
  const t = useT()
  const branches = usePlaybackStore((state) => state.branches)
  const currentId = usePlaybackStore((state) => state.playback.branchId)
  const beginsAtUs = usePlaybackStore((state) => state.beginsAtUs)
  const latestUs = useLatestNow()
  const forks = forksOf(branches, currentId).slice(-FORKS)
  const places = placesFor(forks.map(({ atUs }) => placeOnScrubber(atUs, beginsAtUs, latestUs)))
  return (
    <div className="fork-marks" aria-hidden="true">
      {forks.map(({ branch, atUs }, index) => {
        const { share, room, before } = places[index]!
        const name = branchName(branch, branches, t)
        return (
          <button
            key={branch.id}
            type="button"
            tabIndex={-1}
            className={before ? 'fork-mark is-before' : 'fork-mark'}
            style={{
              [before ? 'right' : 'left']: `${(before ? 1 - share : share) * 100}%`,
              maxWidth: `max(1.25rem, ${room * 100}%)`,
            }}
            title={t('beside.fork', { name, at: formatClock(atUs) })}
            onPointerDown={(event) => event.stopPropagation()}
            onClick={() => showBeside(branch.id)}
          >
            <svg viewBox="0 0 10 14" width="0.625rem" height="0.875rem" aria-hidden="true">
              <path d="M1.5 0v4c0 3.500 6 3 6 7v2" />
            </svg>
            <span>{name}</span>
          </button>
        )
      })}
    </div>
  )
}

/** With less room than this behind it, a name stands before its mark if there is more. */
const LITTLE_ROOM = 0.16

interface ForkPlace {
  /** Where on the line, 0 to 1. */
  readonly share: number
  /** For mark and name, as a share of the line. */
  readonly room: number
  /** The name stands before the mark. */
  readonly before: boolean
}

/** Marks in order, each with its name up to the next one; near the end of the line the last one's stands before it. */
export function placesFor(shares: readonly number[]): readonly ForkPlace[] {
  const last = shares.length - 1
  return shares.map((share, index) => {
    const next = shares[index + 1] ?? 1
    const gap = share - (shares[index - 1] ?? 0)
    const half = index === 0 ? gap : gap / 2
    if (index === last && next - share < LITTLE_ROOM && half > next - share) return { share, room: half, before: true }
    const isShared = index === last - 1 && 1 - next < LITTLE_ROOM && (next - share) / 2 > 1 - next
    return { share, room: isShared ? (next - share) / 2 : next - share, before: false }
  })
}
