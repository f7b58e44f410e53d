/** Beats as sentences, in the reader's language. */
import type { Translate } from '../../i18n/index.ts'
import { brokerNode } from '../../kafka/common/addresses.ts'
import type { Beat } from '../../kafka/observe/stories/beat.ts'
import { errorText } from '../parts/error-text.ts'

/** Of longer lists the rest is counted. */
const LISTED = 3

export function captionText(beat: Beat, t: Translate): string {
  const { facts, kind, count } = beat
  const params: Record<string, string | number> = { count }
  for (const [name, value] of Object.entries(facts)) {
    params[name] = typeof value === 'object' ? listText(value, t) : value
  }
  if (facts.partitions !== undefined) params.partitions = listText(inOrder(facts.partitions), t)
  if (kind === 'moveCaughtUp') params.moved = facts.partitions?.length ?? 0
  if (facts.brokers !== undefined) params.brokers = listText(facts.brokers.map(brokerNode), t)
  if (facts.error !== undefined) {
    params.error = errorText(facts.error, t)
    params.errorName = facts.error
  }
  if (kind === 'leadersElected' && (facts.brokers?.length ?? 0) > 1) return t('caption.leadersElectedMany', params)
  return t(`caption.${kind}`, params)
}

/** As the stage shows them, and not as they came to be told of. */
function inOrder(partitions: readonly string[]): readonly string[] {
  return [...partitions].sort((a, b) => a.localeCompare(b, 'en', { numeric: true }))
}

/** The first `most` of them, and how many more there are. */
export function listText(values: readonly (string | number)[], t: Translate, most = LISTED): string {
  const list = values.slice(0, most).join(', ')
  return values.length > most ? t('caption.more', { list, count: values.length - most }) : list
}
