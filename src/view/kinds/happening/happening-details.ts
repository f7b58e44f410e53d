/** Happenings in words. */
import type { Translate } from '../../../i18n/index.ts'
import { happeningText } from '../../panels/happening-text.ts'
import { formatClock } from '../../parts/format-time.ts'
import type { Inspected, Inspection, KindDetails } from '../kind-view.ts'
import { ChangesSince } from './ChangesSince.tsx'

export const happeningDetails: KindDetails = {
  words: (t) => ({ kind: t('inspector.kind.happening'), about: t('inspector.about.happening') }),
  inspect: ({ id }, seen, t) => inspectHappening(id, seen, t),
  Chart: ChangesSince,
}

function inspectHappening(id: string, { happenings, subjectOf }: Inspected, t: Translate): Inspection | null {
  const happening = happenings.find((each) => String(each.id) === id)
  if (happening === undefined) return null
  const subject = subjectOf(happening.body)
  return {
    title: happeningText(happening.body, t),
    facts: [{ label: t('inspector.fact.at'), value: formatClock(happening.atUs) }],
    related: subject === null ? [] : [{ label: subject.id, selection: subject }],
  }
}
