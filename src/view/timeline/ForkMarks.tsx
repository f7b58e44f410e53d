import { useT } from '../../i18n/index.ts'
import { showBeside } from '../../store/beside-store.ts'
import { branchName } from '../../store/branch-name.ts'
import { usePlaybackStore } from '../../store/playback-store.ts'
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
  return (
    <div className="fork-marks" aria-hidden="true">
      {forks.map(({ branch, atUs }, index) => {
        const share = placeOnScrubber(atUs, beginsAtUs, latestUs)
        const next = forks[index + 1]
        const room = (next === undefined ? 1 : placeOnScrubber(next.atUs, beginsAtUs, latestUs)) - share
        const name = branchName(branch, t)
        return (
          <button
            key={branch.id}
            type="button"
            tabIndex={-1}
            className="fork-mark"
            style={{ left: `${share * 100}%`, maxWidth: `max(1.25rem, ${room * 100}%)` }}
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
