import { Suspense } from 'react'
import { useT } from '../../i18n/index.ts'
import { usePlaybackStore } from '../../store/playback-store.ts'
import { Icon } from '../parts/Icon.tsx'
import { lazyPart } from '../parts/lazy-part.ts'
import { PartLoading } from '../parts/PartLoading.tsx'
import { Popover } from '../parts/Popover.tsx'

const MarkRows = lazyPart(() => import('./MarkRows.tsx').then((module) => module.MarkRows))

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
          <Suspense fallback={<PartLoading />}>
            <MarkRows marks={marks} />
          </Suspense>
        )
      }
    </Popover>
  )
}
