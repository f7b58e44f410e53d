import type { Translate } from '../i18n/index.ts'
import type { BranchInfo } from '../worker/port.ts'

/**
 * As the reader named it, else by its number; what the engine calls it is no word of either language. What was only left
 * by taking something back counts by itself: whoever sees one branch must not read that it is the second.
 */
export function branchName(branch: BranchInfo, branches: readonly BranchInfo[], t: Translate): string {
  const { id, name, parentId } = branch
  if (name !== '' && name !== (parentId === null ? 'main' : `branch-${id}`)) return name
  const number = branchNumber(branch, branches)
  if (branch.takenBack === true) return t('timeline.branchUndone', { number })
  return number === 1 ? t('timeline.branchMain') : t('timeline.branchNumber', { number })
}

/** Its place among those of its sort, from 1; the list has them in the order in which they began. */
export function branchNumber({ id, takenBack }: BranchInfo, branches: readonly BranchInfo[]): number {
  const alike = branches.filter((other) => (other.takenBack === true) === (takenBack === true))
  const at = alike.findIndex((other) => other.id === id)
  return at < 0 ? alike.length + 1 : at + 1
}
