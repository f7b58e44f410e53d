/** What there is to say about a selected thing: facts in words, and what to go on to. Pure in image and selection. */
import type { Translate } from '../../i18n/index.ts'
import type { ClusterImage, InFlightMessage, NodeStatus } from '../../kafka/observe/cluster-image.ts'
import type { Selection } from '../../store/selection-store.ts'
import type { TimedHappening } from '../../worker/port.ts'
import { formatBytes, formatClock, formatDuration } from '../parts/format-time.ts'
import { happeningSubject, happeningText } from './happening-text.ts'
import { inspectGroup, inspectMember, inspectProducer } from './inspect-clients.ts'
import { inspectPartition, inspectRecord, inspectReplica, inspectTopic } from './inspect-logs.ts'

export interface Fact {
  readonly label: string
  readonly value: string | readonly string[]
  readonly tone?: 'ok' | 'warn' | 'bad'
}

export interface RelatedThing {
  readonly label: string
  readonly selection: Selection
}

export interface Inspection {
  readonly title: string
  readonly facts: readonly Fact[]
  readonly related: readonly RelatedThing[]
}

export interface Inspected {
  readonly image: ClusterImage
  readonly inFlight: readonly InFlightMessage[]
  readonly happenings: readonly TimedHappening[]
  readonly atUs: number
}

/** Null when the selected thing is not there at this instant. */
export function inspect(selection: Selection, seen: Inspected, t: Translate): Inspection | null {
  const { id } = selection
  switch (selection.kind) {
    case 'broker':
      return inspectBroker(id, seen, t)
    case 'controller':
      return inspectController(id, seen, t)
    case 'topic':
      return inspectTopic(id, seen.image, t)
    case 'partition':
      return inspectPartition(id, seen.image, t)
    case 'replica':
      return inspectReplica(id, seen.image, t)
    case 'record':
      return inspectRecord(id, selection.offset ?? -1, seen.image, t)
    case 'producer':
      return inspectProducer(id, seen.image, t)
    case 'member':
      return inspectMember(id, seen.image, t)
    case 'group':
      return inspectGroup(id, seen.image, t)
    case 'link':
      return inspectLink(id, seen, t)
    case 'message':
      return inspectMessage(id, seen, t)
    case 'happening':
      return inspectHappening(id, seen, t)
  }
}

/** A node's status as a fact; anything but running deserves a look. */
export function statusFact(status: NodeStatus, t: Translate): Fact {
  const tone = status === 'running' ? 'ok' : status === 'starting' || status === 'stopping' ? 'warn' : 'bad'
  return { label: t('inspector.fact.status'), value: t(`inspector.status.${status}`), tone }
}

export function yesNo(value: boolean, t: Translate): string {
  return t(value ? 'inspector.yes' : 'inspector.no')
}

export function listOr(values: readonly (string | number)[], t: Translate): string {
  return values.length === 0 ? t('inspector.none') : values.join(', ')
}

/** The stage's key for a broker by its number. */
export function brokerSelection(image: ClusterImage, broker: number): Selection {
  const row = [...image.brokers].find(([, each]) => each.id === broker)
  return { kind: 'broker', id: row?.[0] ?? `broker-${broker}` }
}

/** Rows are keyed by node or by number; a selection may name either. */
export function findNode<Row extends { readonly id: number; readonly node: string }>(
  rows: ReadonlyMap<string, Row>,
  id: string,
): Row | null {
  return rows.get(id) ?? [...rows.values()].find((row) => row.node === id || String(row.id) === id) ?? null
}

function inspectBroker(id: string, { image, atUs }: Inspected, t: Translate): Inspection | null {
  const broker = findNode(image.brokers, id)
  if (broker === null) return null
  const heartbeatUs = atUs - broker.lastHeartbeatAtUs
  const heartbeat =
    broker.lastHeartbeatAtUs < 0
      ? t('inspector.none')
      : t('inspector.fact.ago', { seconds: Math.round(Math.max(0, heartbeatUs) / 100_000) / 10 })
  const count = (partitions: number) => t('inspector.fact.partitionsOf', { count: partitions })
  const replicas = [...image.replicas.values()].filter((replica) => replica.broker === broker.id)
  return {
    title: broker.node,
    facts: [
      statusFact(broker.status, t),
      { label: t('inspector.fact.fenced'), value: yesNo(broker.fenced, t), tone: broker.fenced ? 'warn' : 'ok' },
      { label: t('inspector.fact.lastHeartbeat'), value: heartbeat },
      { label: t('inspector.fact.leads'), value: count(broker.leaderCount) },
      { label: t('inspector.fact.replicas'), value: count(broker.replicaCount) },
      { label: t('inspector.fact.disk'), value: formatBytes(broker.diskBytes) },
      { label: t('inspector.fact.coordinatorOf'), value: listOr(broker.coordinatorOf, t) },
      { label: t('inspector.fact.rack'), value: broker.rack ?? t('inspector.none') },
      { label: t('inspector.fact.brokerEpoch'), value: String(broker.brokerEpoch) },
      { label: t('inspector.fact.metadataOffset'), value: String(broker.metadataOffset) },
      ...(broker.slowdownUs > 0
        ? [{ label: t('inspector.fact.slowdown'), value: formatDuration(broker.slowdownUs), tone: 'warn' as const }]
        : []),
    ],
    related: replicas
      .filter((replica) => image.topics.get(replica.topic)?.internal !== true)
      .map((replica) => ({ label: replica.topicPartition, selection: { kind: 'replica', id: replica.id } })),
  }
}

function inspectController(id: string, { image }: Inspected, t: Translate): Inspection | null {
  const controller = findNode(image.controllers, id)
  if (controller === null) return null
  return {
    title: controller.node,
    facts: [
      statusFact(controller.status, t),
      { label: t('inspector.fact.role'), value: t(`stage.controller.${controller.role}`) },
      { label: t('inspector.fact.epoch'), value: String(controller.epoch) },
      {
        label: t('inspector.fact.leader'),
        value: controller.leaderId < 0 ? t('inspector.none') : `controller-${controller.leaderId}`,
      },
      { label: t('inspector.fact.logEndOffset'), value: String(controller.logEndOffset) },
      { label: t('inspector.fact.highWatermark'), value: String(controller.highWatermark) },
    ],
    related: [],
  }
}

/** A link nobody touched has no row in the image: it is whole and fast. */
function inspectLink(id: string, { image }: Inspected, t: Translate): Inspection | null {
  const [a, b] = id.split('|')
  if (a === undefined || b === undefined) return null
  const link = image.links.get(id)
  return {
    title: `${a} – ${b}`,
    facts: [
      {
        label: t('inspector.fact.cut'),
        value: yesNo(link?.cut ?? false, t),
        tone: link?.cut === true ? 'bad' : 'ok',
      },
      { label: t('inspector.fact.extra'), value: formatDuration(link?.extraUs ?? 0) },
      { label: t('inspector.fact.held'), value: String(link?.held ?? 0) },
    ],
    related: [],
  }
}

function inspectMessage(id: string, { inFlight }: Inspected, t: Translate): Inspection | null {
  const message = inFlight.find((each) => String(each.id) === id)
  if (message === undefined) return null
  return {
    title: message.type,
    facts: [
      { label: t('inspector.fact.from'), value: message.from },
      { label: t('inspector.fact.to'), value: message.to },
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

function inspectHappening(id: string, { happenings }: Inspected, t: Translate): Inspection | null {
  const happening = happenings.find((each) => String(each.id) === id)
  if (happening === undefined) return null
  const subject = happeningSubject(happening.body)
  return {
    title: happeningText(happening.body, t),
    facts: [{ label: t('inspector.fact.at'), value: formatClock(happening.atUs) }],
    related: subject === null ? [] : [{ label: subject.id, selection: subject }],
  }
}
