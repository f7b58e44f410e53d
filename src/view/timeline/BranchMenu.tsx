import { useState } from 'react'
import { useT } from '../../i18n/index.ts'
import { branchName } from '../../store/branch-name.ts'
import { deleteBranch, openBranch, renameBranch } from '../../store/engine.ts'
import { usePlaybackStore } from '../../store/playback-store.ts'
import type { BranchInfo } from '../../worker/port.ts'
import { formatClock } from '../parts/format-time.ts'
import { Icon } from '../parts/Icon.tsx'
import { Popover } from '../parts/Popover.tsx'

/** All histories of this run: acting in the past starts a new one, and none is lost. */
export function BranchMenu({ placement }: { readonly placement: 'above' | 'below' }) {
  const t = useT()
  const branches = usePlaybackStore((state) => state.branches)
  const currentId = usePlaybackStore((state) => state.playback.branchId)
  return (
    <Popover
      label={t('timeline.branchesLabel')}
      className="button quiet"
      placement={placement}
      button={
        <>
          <Icon name="branch" />
          <span className="wide-only">{t('timeline.branches')}</span> {Math.max(1, branches.length)}
        </>
      }
    >
      {() => (
        <ul className="branch-list">
          {branches.map((branch) => (
            <BranchRow key={branch.id} branch={branch} current={branch.id === currentId} />
          ))}
        </ul>
      )}
    </Popover>
  )
}

function BranchRow({ branch, current }: { readonly branch: BranchInfo; readonly current: boolean }) {
  const t = useT()
  const [draft, setDraft] = useState<string | null>(null)
  const name = branchName(branch, t)
  const facts = { at: formatClock(branch.forkedAtUs), commands: branch.commands }

  if (draft !== null) {
    return (
      <li>
        <form
          className="branch-rename"
          onSubmit={(event) => {
            event.preventDefault()
            if (draft.trim() !== '') renameBranch(branch.id, draft.trim())
            setDraft(null)
          }}
        >
          <input
            // biome-ignore lint/a11y/noAutofocus: the reader just asked to type here.
            autoFocus
            aria-label={t('timeline.branchName')}
            value={draft}
            maxLength={60}
            onChange={(event) => setDraft(event.target.value)}
          />
          <button type="submit" className="button">
            {t('timeline.save')}
          </button>
        </form>
      </li>
    )
  }
  return (
    <li className={current ? 'branch current' : 'branch'}>
      <div className="branch-text">
        <strong>{name}</strong>
        <span className="muted">
          {t(branch.parentId === null ? 'timeline.branchRoot' : 'timeline.branchForked', facts)}
        </span>
      </div>
      {current ? (
        <span className="ok">{t('timeline.branchCurrent')}</span>
      ) : (
        <button type="button" className="button" onClick={() => openBranch(branch.id)}>
          {t('timeline.branchOpen')}
        </button>
      )}
      <button type="button" className="button" onClick={() => setDraft(name)}>
        {t('timeline.branchRename')}
      </button>
      {!current && branch.parentId !== null && (
        <button type="button" className="button" onClick={() => deleteBranch(branch.id)}>
          {t('timeline.branchDelete')}
        </button>
      )}
    </li>
  )
}
