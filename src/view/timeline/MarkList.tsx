import { Suspense } from 'react'
import { useT } from '../../i18n/index.ts'
import { seek } from '../../store/engine.ts'
import { usePlaybackStore } from '../../store/playback-store.ts'
import { useSelectionStore } from '../../store/selection-store.ts'
import type { TimelineMark } from '../../worker/port.ts'
import { formatClock } from '../parts/format-time.ts'
import { Icon } from '../parts/Icon.tsx'
import { lazyPart } from '../parts/lazy-part.ts'
import { Popover } from '../parts/Popover.tsx'
import { MarkShape } from './MarkStrip.tsx'

const MarkText = lazyPart(() => import('./MarkText.tsx').then((module) => module.MarkText))

/** A list can be walked by keys only so far; the newest marks are the ones looked for. */
const MARKS_LISTED = 200

/** Every mark of the branch as a button: press one to be there. */
export function MarkList({ placement }: { readonly placement: 'above' | 'below' }) {
  const t = useT()
  const marks = usePlaybackStore((state) => state.marks)
  return (
    <Popover
      label={t('timeline.marksLabel')}
      className="button quiet"
      placement={placement}
      button={
        <>
          <Icon name="list" />
          <span className="wide-only">{t('timeline.marks')}</span> {marks.length}
        </>
      }
    >
      {() =>
        marks.length === 0 ? (
          <p className="empty">{t('timeline.noMarks')}</p>
        ) : (
          <ul className="mark-list">
            {marks
              .slice(-MARKS_LISTED)
              .reverse()
              .map((mark) => (
                <li key={`${mark.kind}${mark.atUs}${mark.happeningId}`}>
                  <button type="button" className="row-button" onClick={() => goTo(mark)}>
                    <MarkShape kind={mark.kind} />
                    <span className="mark-what">
                      <span>{t(`timeline.mark.${mark.kind}`)}</span>
                      <Suspense>{mark.happeningId > 0 && <MarkText happeningId={mark.happeningId} />}</Suspense>
                    </span>
                    <span className="mono">{formatClock(mark.atUs)}</span>
                  </button>
                </li>
              ))}
          </ul>
        )
      }
    </Popover>
  )
}

function goTo(mark: TimelineMark): void {
  seek(mark.atUs)
  if (mark.happeningId > 0) useSelectionStore.getState().select({ kind: 'happening', id: String(mark.happeningId) })
}
