import type { Translate } from '../i18n/index.ts'
import type { BranchInfo } from '../worker/port.ts'

/** As the reader named it, else by its number; what the engine calls it is no word of either language. */
export function branchName({ id, name, parentId }: BranchInfo, t: Translate): string {
  if (name === '' || name === (parentId === null ? 'main' : `branch-${id}`)) {
    return parentId === null ? t('timeline.branchMain') : t('timeline.branchNumber', { number: Number(id) })
  }
  return name
}
