import { Suspense } from 'react'
import { useT } from '../../i18n/index.ts'
import { usePlaybackStore } from '../../store/playback-store.ts'
import { Icon } from '../parts/Icon.tsx'
import { lazyPart } from '../parts/lazy-part.ts'
import { PartLoading } from '../parts/PartLoading.tsx'
import { Popover } from '../parts/Popover.tsx'

const BranchList = lazyPart(() => import('./BranchList.tsx').then((module) => module.BranchList))

/** All histories of this run: acting in the past starts a new one, and none is lost. */
export function BranchMenu({ placement }: { readonly placement: 'above' | 'below' }) {
  const t = useT()
  const count = usePlaybackStore((state) => state.branches.filter(({ takenBack }) => takenBack !== true).length)
  return (
    <Popover
      label={t('timeline.branchesLabel')}
      className="button quiet"
      placement={placement}
      button={
        <>
          <Icon name="branch" />
          <span className="wide-only">{t('timeline.branches')}</span> {Math.max(1, count)}
        </>
      }
    >
      {() => (
        <Suspense fallback={<PartLoading />}>
          <BranchList />
        </Suspense>
      )}
    </Popover>
  )
}
