/** Producers, consumers and groups in words. */
import type { Translate } from '../../i18n/index.ts'
import type { ClusterImage } from '../../kafka/observe/cluster-image.ts'
import { formatBytes } from '../parts/format-time.ts'
import { brokerSelection, type Fact, type Inspection, listOr, statusFact, yesNo } from './inspection.ts'

export function inspectProducer(id: string, image: ClusterImage, t: Translate): Inspection | null {
  const producer = image.producers.get(id)
  if (producer === undefined) return null
  const batches = producer.batches.map((batch) =>
    t('inspector.fact.batchOf', {
      topicPartition: batch.topicPartition,
      records: batch.records,
      size: formatBytes(batch.sizeBytes),
      limit: formatBytes(batch.limitBytes),
    }),
  )
  const topics = new Set(producer.batches.map((batch) => batch.topicPartition))
  return {
    title: producer.name,
    facts: [
      statusFact(producer.status, t),
      { label: t('inspector.fact.sent'), value: String(producer.sent) },
      { label: t('inspector.fact.acknowledged'), value: String(producer.acknowledged) },
      { label: t('inspector.fact.failed'), value: String(producer.failed), ...toneOf(producer.failed > 0, 'bad') },
      { label: t('inspector.fact.retries'), value: String(producer.retries), ...toneOf(producer.retries > 0, 'warn') },
      { label: t('inspector.fact.inFlight'), value: String(producer.inFlightRequests) },
      { label: t('inspector.fact.buffer'), value: formatBytes(producer.bufferBytes) },
      { label: t('inspector.fact.batches'), value: batches.length === 0 ? t('inspector.none') : batches },
      { label: t('inspector.fact.producerId'), value: idOrNone(producer.producerId, t) },
      { label: t('inspector.fact.producerEpoch'), value: idOrNone(producer.producerEpoch, t) },
      ...terminalFact(producer.terminal, t),
      ...errorFact(producer.lastError, t),
    ],
    related: [...topics].map((name) => ({ label: name, selection: { kind: 'partition', id: name } })),
  }
}

export function inspectMember(id: string, image: ClusterImage, t: Translate): Inspection | null {
  const member = image.members.get(id)
  if (member === undefined) return null
  const assignment = member.assignment.map((each) =>
    t('inspector.fact.assignmentOf', {
      topicPartition: each.topicPartition,
      position: each.position < 0 ? t('inspector.unknown') : each.position,
      committed: each.committed < 0 ? t('inspector.none') : each.committed,
      lag: each.lag,
    }),
  )
  return {
    title: member.name,
    facts: [
      statusFact(member.status, t),
      { label: t('inspector.fact.group'), value: member.groupId === '' ? t('inspector.none') : member.groupId },
      { label: t('inspector.fact.memberState'), value: member.state },
      { label: t('inspector.fact.assignment'), value: assignment.length === 0 ? t('inspector.fact.idle') : assignment },
      { label: t('inspector.fact.consumed'), value: String(member.consumed) },
      { label: t('inspector.fact.processing'), value: String(member.processing) },
      { label: t('inspector.fact.generation'), value: String(member.generation) },
      { label: t('inspector.fact.groupLeader'), value: yesNo(member.isGroupLeader, t) },
      { label: t('inspector.fact.memberId'), value: member.memberId === '' ? t('inspector.none') : member.memberId },
      ...terminalFact(member.terminal, t),
      ...errorFact(member.lastError, t),
    ],
    related: [
      ...(member.groupId === ''
        ? []
        : [{ label: member.groupId, selection: { kind: 'group', id: member.groupId } as const }]),
      ...member.assignment.map((each) => ({
        label: each.topicPartition,
        selection: { kind: 'partition', id: each.topicPartition } as const,
      })),
    ],
  }
}

export function inspectGroup(id: string, image: ClusterImage, t: Translate): Inspection | null {
  const group = image.groups.get(id)
  if (group === undefined) return null
  const members = [...image.members.values()].filter((member) => member.groupId === id).map((member) => member.name)
  const committed = group.committed.map((each) =>
    t('inspector.fact.committedOf', {
      topicPartition: each.topicPartition,
      offset: each.offset,
      logEndOffset: each.logEndOffset,
    }),
  )
  return {
    title: group.groupId,
    facts: [
      { label: t('inspector.fact.state'), value: group.state, tone: group.state === 'Stable' ? 'ok' : 'warn' },
      { label: t('inspector.fact.generation'), value: String(group.generation) },
      { label: t('inspector.fact.protocol'), value: group.protocol === '' ? t('inspector.none') : group.protocol },
      {
        label: t('inspector.fact.coordinator'),
        value: group.coordinator < 0 ? t('inspector.unknown') : `broker-${group.coordinator}`,
      },
      { label: t('inspector.fact.offsetsPartition'), value: `__consumer_offsets-${group.offsetsPartition}` },
      { label: t('inspector.fact.members'), value: listOr(members, t) },
      { label: t('inspector.fact.lag'), value: String(group.lag) },
      { label: t('inspector.fact.committed'), value: committed.length === 0 ? t('inspector.none') : committed },
    ],
    related: [
      ...members.map((name) => ({ label: name, selection: { kind: 'member', id: name } as const })),
      ...(group.coordinator < 0
        ? []
        : [{ label: `broker-${group.coordinator}`, selection: brokerSelection(image, group.coordinator) }]),
    ],
  }
}

function toneOf(applies: boolean, tone: 'warn' | 'bad'): Partial<Fact> {
  return applies ? { tone } : {}
}

function idOrNone(value: number, t: Translate): string {
  return value < 0 ? t('inspector.none') : String(value)
}

function terminalFact(terminal: string | null, t: Translate): readonly Fact[] {
  return terminal === null ? [] : [{ label: t('inspector.fact.terminal'), value: terminal }]
}

function errorFact(error: string | null, t: Translate): readonly Fact[] {
  return error === null ? [] : [{ label: t('inspector.fact.lastError'), value: error, tone: 'bad' }]
}
