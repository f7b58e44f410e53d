import { useState } from 'react'
import { useT } from '../../i18n/index.ts'
import { useBeside } from '../../store/beside-store.ts'
import { branchName, branchNumber } from '../../store/branch-name.ts'
import { deleteBranch, openBranch, renameBranch } from '../../store/engine.ts'
import { usePlaybackStore } from '../../store/playback-store.ts'
import { closeBeside, showBeside } from '../../store/show-beside.ts'
import type { BranchInfo } from '../../worker/port.ts'
import { formatClock } from '../parts/format-time.ts'

/** The branches; what was only left by taking something back lies folded below them. */
export function BranchList() {
  const t = useT()
  const branches = usePlaybackStore((state) => state.branches)
  const currentId = usePlaybackStore((state) => state.playback.branchId)
  const folded = branches.filter(({ takenBack, id }) => takenBack === true && id !== currentId)
  const rows = (shown: readonly BranchInfo[]) =>
    shown.map((branch) => <BranchRow key={branch.id} {...{ branch, branches }} current={branch.id === currentId} />)
  return (
    <>
      <ul className="branch-list">{rows(branches.filter((branch) => !folded.includes(branch)))}</ul>
      {folded.length > 0 && (
        <details className="branches-folded">
          <summary>{t('beside.takenBack', { count: folded.length })}</summary>
          <ul className="branch-list">{rows(folded)}</ul>
        </details>
      )}
    </>
  )
}

function ShowBeside({ branchId }: { readonly branchId: string }) {
  const t = useT()
  const shown = useBeside((state) => state.branchId === branchId)
  return (
    <button
      type="button"
      className="button"
      aria-pressed={shown}
      title={t('beside.showHelp')}
      onClick={() => (shown ? closeBeside() : showBeside(branchId))}
    >
      {t('beside.show')}
    </button>
  )
}

interface BranchRowProps {
  readonly branch: BranchInfo
  readonly branches: readonly BranchInfo[]
  readonly current: boolean
}

function BranchRow({ branch, branches, current }: BranchRowProps) {
  const t = useT()
  const [draft, setDraft] = useState<string | null>(null)
  const name = branchName(branch, branches, t)
  // Where only what was undone came before it, nobody sees what it goes off from.
  const isRoot = branch.parentId === null || (branch.takenBack !== true && branchNumber(branch, branches) === 1)
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
        <span className="muted">{t(isRoot ? 'timeline.branchRoot' : 'timeline.branchForked', facts)}</span>
      </div>
      {current ? (
        <span className="ok">{t('timeline.branchCurrent')}</span>
      ) : (
        <>
          <ShowBeside branchId={branch.id} />
          <button type="button" className="button" onClick={() => openBranch(branch.id)}>
            {t(branch.takenBack === true ? 'beside.bringBack' : 'timeline.branchOpen')}
          </button>
        </>
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
