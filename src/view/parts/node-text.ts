/** A node by the name that people know it by. */
import type { Translate } from '../../i18n/index.ts'
import { ADMIN_NODE } from '../../kafka/common/addresses.ts'

export function nodeText(name: string, t: Translate): string {
  return name === ADMIN_NODE ? t('caption.step.page') : name
}
