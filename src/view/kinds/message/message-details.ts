/** Messages on their way in words. */
import type { Translate } from '../../../i18n/index.ts'
import { shownMessageType } from '../../../kafka/common/message-names.ts'
import { formatBytes, formatClock } from '../../parts/format-time.ts'
import { nodeText } from '../../parts/node-text.ts'
import { listOr } from '../facts.ts'
import type { Inspected, Inspection, KindDetails } from '../kind-view.ts'
import { messageLegend } from './message-legend.ts'

export const messageDetails: KindDetails = {
  words: (t) => ({ kind: t('inspector.kind.message'), about: t('inspector.about.message') }),
  inspect: ({ id }, seen, t) => inspectMessage(id, seen, t),
  legend: messageLegend,
}

function inspectMessage(id: string, { inFlight }: Inspected, t: Translate): Inspection | null {
  const message = inFlight.find((each) => String(each.id) === id)
  if (message === undefined) return null
  return {
    title: shownMessageType(message.type),
    facts: [
      { label: t('inspector.fact.from'), value: nodeText(message.from, t) },
      { label: t('inspector.fact.to'), value: nodeText(message.to, t) },
      { label: t('inspector.fact.sentAt'), value: formatClock(message.sentAtUs) },
      {
        label: t('inspector.fact.arrivesAt'),
        value: message.held ? t('inspector.fact.heldNow') : formatClock(message.arrivesAtUs),
        ...(message.held ? { tone: 'warn' as const } : {}),
      },
      { label: t('inspector.fact.size'), value: formatBytes(message.sizeBytes) },
      { label: t('inspector.fact.records'), value: String(message.records) },
      { label: t('inspector.fact.partitions'), value: listOr(message.topicPartitions, t) },
    ],
    related: [
      {
        label: `${message.from} – ${message.to}`,
        selection: { kind: 'link', id: [message.from, message.to].sort().join('|') },
      },
    ],
  }
}
