import { useT } from '../../i18n/index.ts'
import { undo } from '../../store/engine.ts'
import { Icon } from '../parts/Icon.tsx'
import { BranchMenu } from './BranchMenu.tsx'
import { MarkList } from './MarkList.tsx'

/** Marks, branches and undo: beside the scrubber, and in a sheet on a phone. */
export function TimelineMore({ placement }: { readonly placement: 'above' | 'below' }) {
  const t = useT()
  return (
    <div className="timeline-more">
      <MarkList placement={placement} />
      <BranchMenu placement={placement} />
      <button
        type="button"
        className="button quiet"
        aria-label={t('timeline.undo')}
        title={t('timeline.undoHelp')}
        onClick={() => void undo()}
      >
        <Icon name="undo" />
        <span className="wide-only">{t('timeline.undo')}</span>
      </button>
    </div>
  )
}
