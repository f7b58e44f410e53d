/** Partitions, replicas and records in words. */
import type { Translate } from '../../../i18n/index.ts'
import { brokerNode } from '../../../kafka/common/addresses.ts'
import type { CellImage, ClusterImage, PartitionImage, ReplicaImage } from '../../../kafka/observe/cluster-image.ts'
import type { Happening } from '../../../kafka/observe/happenings.ts'
import { formatBytes } from '../../parts/format-time.ts'
import { brokerSelection } from '../broker/broker-selection.ts'
import { copiedShare } from '../broker/broker-words.ts'
import { ghostAt } from '../broker/ghost-cell.ts'
import { listOr, toneOf, waitFact, yesNo } from '../facts.ts'
import { inspectElsewhere } from '../followed/followed-details.ts'
import { PickedRecordLife } from '../followed/RecordLife.tsx'
import type { Fact, Inspection, KindDetails, RelatedThing } from '../kind-view.ts'
import { transactionOf } from '../transaction/transaction-of.ts'
import { transactionSpoken } from '../transaction/transaction-words.ts'
import { recordLegend, replicaLegend } from './log-legend.ts'
import { PartitionMoves } from './PartitionMoves.tsx'
import { RecordSettings } from './RecordSettings.tsx'
import { ReplicaTools } from './ReplicaTools.tsx'

export const partitionDetails: KindDetails = {
  words: (t) => ({ kind: t('inspector.kind.partition'), about: t('inspector.about.partition') }),
  inspect: ({ id }, { image }, t) => inspectPartition(id, image, t),
  actions: () => [{ label: 'inspector.action.electPreferred', command: { type: 'ElectPreferredLeaders' } }],
  Settings: PartitionMoves,
  concerns: (happening, id) => 'topicPartition' in happening && happening.topicPartition === id,
  subjectOf: (happening) => ('topicPartition' in happening ? happening.topicPartition : null),
}

export const replicaDetails: KindDetails = {
  words: (t) => ({ kind: t('inspector.kind.replica'), about: t('inspector.about.replica') }),
  inspect: ({ id }, { image, atUs }, t) => inspectReplica(id, image, atUs, t),
  legend: replicaLegend,
  Settings: ReplicaTools,
  concerns: concernsReplica,
}

export const recordDetails: KindDetails = {
  words: (t) => ({ kind: t('inspector.kind.record'), about: t('inspector.about.record') }),
  inspect: ({ id, offset }, { image }, t) =>
    inspectRecord(id, offset ?? -1, image, t) ??
    inspectElsewhere(id, offset ?? -1, t) ??
    inspectGhost(id, offset ?? -1, image, t),
  legend: recordLegend,
  Settings: RecordSettings,
  Life: PickedRecordLife,
}

/** A long run of epochs or segments says nothing more; the newest ones count. */
const LISTED = 8

function inspectPartition(id: string, image: ClusterImage, t: Translate): Inspection | null {
  const partition = image.partitions.get(id)
  if (partition === undefined) return null
  const below = partition.isr.length < partition.minInsyncReplicas
  const replicas = [...image.replicas.values()].filter((replica) => replica.topicPartition === id)
  return {
    title: id,
    facts: [
      {
        label: t('inspector.fact.leader'),
        value: partition.leader < 0 ? t('inspector.none') : brokerNode(partition.leader),
        tone: partition.leader < 0 ? 'bad' : 'ok',
      },
      { label: t('inspector.fact.leaderEpoch'), value: String(partition.leaderEpoch) },
      { label: t('inspector.fact.replicas'), value: listOr(partition.replicas, t) },
      ...rackFact(partition, image, t),
      { label: t('inspector.fact.isr'), value: listOr(partition.isr, t), tone: below ? 'bad' : 'ok' },
      ...(partition.elr.length > 0 ? [{ label: t('inspector.fact.elr'), value: listOr(partition.elr, t) }] : []),
      ...(partition.adding.length > 0
        ? [{ label: t('inspector.fact.adding'), value: copyLines(partition, image, t), tone: 'warn' as const }]
        : []),
      ...(partition.removing.length > 0
        ? [{ label: t('inspector.fact.removing'), value: listOr(partition.removing.map(brokerNode), t) }]
        : []),
      { label: t('inspector.fact.minInsyncReplicas'), value: String(partition.minInsyncReplicas) },
      { label: t('inspector.fact.partitionEpoch'), value: String(partition.partitionEpoch) },
    ],
    related: [
      { label: partition.topic, selection: { kind: 'topic', id: partition.topic } },
      ...replicas.map((replica) => replicaLink(replica)),
    ],
  }
}

/** In which racks its replicas stand; nothing where no broker is in one. */
function rackFact({ replicas }: PartitionImage, { brokers }: ClusterImage, t: Translate): readonly Fact[] {
  const racks = replicas.map((id) => brokers.get(brokerNode(id))?.rack ?? null)
  if (racks.every((rack) => rack === null)) return []
  const value = replicas.map((id, index) => `${brokerNode(id)}: ${racks[index] ?? t('moves.noRack')}`)
  return [{ label: t('moves.rackFact'), value, tone: new Set(racks).size < racks.length ? 'warn' : 'ok' }]
}

/** How far each replica is that a reassignment adds. */
function copyLines(partition: PartitionImage, { replicas }: ClusterImage, t: Translate): readonly string[] {
  const leader = replicas.get(`${partition.id}@${partition.leader}`)
  return partition.adding.map((broker) => {
    const replica = replicas.get(`${partition.id}@${broker}`)
    const share = leader === undefined || replica === undefined ? 0 : copiedShare(replica, leader)
    return `${brokerNode(broker)}: ${t('stage.lane.copying', { percent: Math.floor(share * 100) })}`
  })
}

function inspectReplica(id: string, image: ClusterImage, atUs: number, t: Translate): Inspection | null {
  const replica = image.replicas.get(id)
  if (replica === undefined) return null
  const segments = replica.segments.slice(-LISTED).map(({ baseOffset, sizeBytes, active }) =>
    t(active ? 'inspector.fact.segmentActive' : 'inspector.fact.segment', {
      baseOffset: String(baseOffset).padStart(20, '0'),
      size: formatBytes(sizeBytes),
    }),
  )
  return {
    title: id,
    facts: [
      {
        label: t('inspector.fact.role'),
        value: t(`stage.role.${replica.role}`),
        tone: replica.role === 'offline' ? 'bad' : 'ok',
      },
      { label: t('inspector.fact.inSync'), value: yesNo(replica.inSync, t), tone: replica.inSync ? 'ok' : 'warn' },
      ...waitFact(['inspector.fact.lagLimit', 'stage.wait.lagging'], replica.lagging, atUs, t),
      ...waitFact(['inspector.fact.lagLimit', 'stage.wait.heldBack'], replica.heldBack?.wait ?? null, atUs, t),
      { label: t('inspector.fact.leaderEpoch'), value: String(replica.leaderEpoch) },
      { label: t('inspector.fact.logStartOffset'), value: String(replica.logStartOffset) },
      { label: t('inspector.fact.highWatermark'), value: String(replica.highWatermark) },
      {
        label: t('inspector.fact.lastStableOffset'),
        value: String(replica.lastStableOffset),
        ...toneOf(replica.lastStableOffset < replica.highWatermark, 'warn'),
      },
      ...openFact(replica, t),
      { label: t('inspector.fact.logEndOffset'), value: String(replica.logEndOffset) },
      { label: t('inspector.fact.size'), value: formatBytes(replica.sizeBytes) },
      { label: t('inspector.fact.segments'), value: segments },
      {
        label: t('inspector.fact.epochs'),
        value:
          replica.epochs.length === 0
            ? t('inspector.none')
            : replica.epochs.slice(-LISTED).map(({ epoch, startOffset }) => `${epoch}: ${startOffset}`),
      },
    ],
    related: [
      { label: replica.topicPartition, selection: { kind: 'partition', id: replica.topicPartition } },
      { label: brokerNode(replica.broker), selection: brokerSelection(replica.broker) },
    ],
  }
}

function openFact({ transactions }: ReplicaImage, t: Translate): readonly Fact[] {
  if (transactions === undefined || transactions.open.length === 0) return []
  const value = transactions.open.map((each) => t('transaction.openFrom', { ...each }))
  return [{ label: t('transaction.openHere'), value, tone: 'warn' }]
}

function inspectRecord(replicaId: string, offset: number, image: ClusterImage, t: Translate): Inspection | null {
  const replica = image.replicas.get(replicaId)
  const cell = replica?.cells.find((each) => each.offset === offset)
  if (replica === undefined || cell === undefined) return null
  const copies = [...image.replicas.values()].filter(
    (other) => other.topicPartition === replica.topicPartition && other.id !== replicaId,
  )
  return {
    title: `${replica.topicPartition} @ ${offset}`,
    facts: recordFacts(cell, replica, t),
    related: [
      replicaLink(replica),
      ...copies
        .filter((other) => other.cells.some((each) => each.offset === offset))
        .map((other): RelatedThing => ({ label: other.id, selection: { kind: 'record', id: other.id, offset } })),
    ],
  }
}

/** What is lost from this place; its life tells how. */
function inspectGhost(replicaId: string, offset: number, image: ClusterImage, t: Translate): Inspection | null {
  const replica = image.replicas.get(replicaId)
  const ghost = ghostAt(image, replicaId, offset)
  if (replica === undefined || ghost === null) return null
  return {
    title: `${replica.topicPartition} @ ${offset}`,
    facts: [
      { label: t('inspector.fact.offset'), value: String(offset) },
      { label: t('inspector.fact.leaderEpoch'), value: String(ghost.leaderEpoch) },
      { label: t('inspector.fact.state'), value: t(`stage.ghost.${ghost.how}`), tone: 'bad' },
    ],
    related: [replicaLink(replica)],
  }
}

function recordFacts(cell: CellImage, replica: ReplicaImage, t: Translate): readonly Fact[] {
  const visible = cell.offset < replica.highWatermark
  const transaction = transactionSpoken(t, cell, replica)
  return [
    { label: t('inspector.fact.offset'), value: String(cell.offset) },
    { label: t('inspector.fact.key'), value: cell.key ?? t('inspector.fact.nullKey') },
    { label: t('inspector.fact.value'), value: cell.value ?? 'null' },
    { label: t('inspector.fact.size'), value: formatBytes(cell.sizeBytes) },
    {
      label: t('inspector.fact.visible'),
      value: visible ? t('inspector.yes') : t('inspector.fact.notYet'),
      tone: visible ? 'ok' : 'warn',
    },
    { label: t('inspector.fact.timestamp'), value: new Date(cell.timestamp).toISOString() },
    { label: t('inspector.fact.leaderEpoch'), value: String(cell.leaderEpoch) },
    { label: t('inspector.fact.batch'), value: String(cell.baseOffset) },
    {
      label: t('inspector.fact.producerId'),
      value: cell.producerId < 0 ? t('inspector.none') : String(cell.producerId),
    },
    { label: t('inspector.fact.sequence'), value: cell.sequence < 0 ? t('inspector.none') : String(cell.sequence) },
    ...(cell.duplicate
      ? [{ label: t('inspector.fact.duplicate'), value: t('inspector.fact.duplicateYes'), tone: 'bad' as const }]
      : []),
    ...(cell.outOfOrder
      ? [{ label: t('inspector.fact.outOfOrder'), value: t('inspector.fact.outOfOrderYes'), tone: 'bad' as const }]
      : []),
    ...(transaction === ''
      ? []
      : [
          {
            label: t('transaction.name'),
            value: transaction,
            ...toneOf(transactionOf(cell, replica) === 'open', 'warn'),
          },
        ]),
    ...(cell.control ? [{ label: t('inspector.fact.control'), value: t('inspector.yes') }] : []),
  ]
}

function replicaLink(replica: ReplicaImage): RelatedThing {
  return { label: replica.id, selection: { kind: 'replica', id: replica.id } }
}

/** `orders-0@1`: what happened on this broker, and what happened to the whole partition. */
function concernsReplica(happening: Happening, id: string): boolean {
  const [topicPartition, broker] = id.split('@')
  if (!('topicPartition' in happening) || happening.topicPartition !== topicPartition) return false
  return !('broker' in happening) || String(happening.broker) === broker
}
