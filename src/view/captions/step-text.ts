/** What the reader's last step led to, as a sentence. */
import type { Translate } from '../../i18n/index.ts'
import { beatWith } from '../../store/stories-store.ts'
import type { Stepped, TimedHappening } from '../../worker/port.ts'
import { happeningText } from '../panels/happening-text.ts'
import { nodeText } from '../parts/node-text.ts'
import { captionText, listText } from './caption-text.ts'

export function stepText(stepped: Stepped, happenings: readonly TimedHappening[], t: Translate): string {
  switch (stepped.what) {
    case 'nothing':
      return stepped.withinUs === undefined
        ? t('caption.step.none')
        : t('caption.step.nothing', { seconds: stepped.withinUs / 1_000_000 })
    case 'command':
      return t('caption.step.did')
    case 'happening': {
      const happening = happenings.findLast(({ id }) => id === stepped.happeningId)
      if (happening === undefined) return t('caption.step.did')
      const beat = beatWith(happening.id)
      return beat === null ? sentence(happeningText(happening.body, t)) : captionText(beat, t)
    }
    case 'event': {
      const { what, type, timer, topicPartitions, records } = stepped.event
      if (what === 'command') return t('caption.step.did')
      const from = nodeText(stepped.event.from, t)
      const to = nodeText(stepped.event.to, t)
      if (timer !== null) return t(`caption.timer.${timer}`, { to })
      return t(`caption.step.${what}`, { type, from, to, records, partitions: listText(topicPartitions, t) })
    }
  }
}

/** What no story tells is told as the list of events has it, which has no full stops. */
function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`
}
