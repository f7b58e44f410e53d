/** Brokers, lanes and records as they are read out, hovered or named in a word. */
import type { Translate } from '../../../i18n/index.ts'
import { brokerNode } from '../../../kafka/common/addresses.ts'
import {
  type BrokerImage,
  type CellImage,
  isDown,
  type PartitionImage,
  type ReplicaImage,
} from '../../../kafka/observe/cluster-image.ts'
import { statusShapes, statusWord } from '../../stage/words.ts'
import { isUnreadable } from './unreadable.ts'

export interface BrokerState {
  readonly tone: 'ok' | 'warn' | 'bad'
  readonly shape: string
  readonly text: string
}

/** The one thing about a broker's state worth a word; null while it is simply at work. */
export function brokerState(t: Translate, broker: BrokerImage): BrokerState | null {
  const { status } = broker
  if (isDown(status)) {
    const fenced = broker.registered && broker.fenced ? ` · ${t('stage.broker.fenced')}` : ''
    return { tone: 'bad', shape: statusShapes[status], text: `${statusWord(t, status)}${fenced}` }
  }
  if (status !== 'running') return { tone: 'warn', shape: statusShapes[status], text: statusWord(t, status) }
  if (!broker.registered) return { tone: 'warn', shape: '○', text: t('stage.broker.unregistered') }
  if (broker.fenced) return { tone: 'warn', shape: '◌', text: t('stage.broker.fenced') }
  if (broker.slowdownUs > 0)
    return { tone: 'warn', shape: '◔', text: t('stage.broker.slow', { ms: broker.slowdownUs / 1_000 }) }
  return null
}

/** What is written at the end of a lane. */
export function laneInfo(
  t: Translate,
  replica: ReplicaImage,
  partition: PartitionImage | undefined,
  leader: ReplicaImage | undefined = undefined,
): { text: string; tone: '' | 'ok' | 'warn' | 'bad' } {
  if (replica.role === 'offline') return { text: diskWord(t, replica), tone: '' }
  if (partition !== undefined && partition.leader === -1) return { text: t('stage.lane.noLeader'), tone: 'bad' }
  if (replica.role === 'leader' && partition !== undefined && partition.leader !== replica.broker) {
    return { text: t('stage.lane.staleLeader'), tone: 'warn' }
  }
  if (replica.role === 'leader') {
    const short = partition !== undefined && partition.isr.length < partition.minInsyncReplicas
    if (short)
      return {
        text: t('stage.lane.underMinIsr', { isr: partition.isr.length, min: partition.minInsyncReplicas }),
        tone: 'warn',
      }
    return { text: t('stage.lane.epoch', { epoch: replica.leaderEpoch }), tone: '' }
  }
  // The controller has decided, and the broker has not heard of it yet.
  if (partition?.leader === replica.broker) return { text: t('stage.lane.elected'), tone: 'warn' }
  if (partition?.removing.includes(replica.broker)) return { text: t('stage.lane.leaving'), tone: 'warn' }
  if (leader !== undefined && !replica.inSync) {
    const percent = Math.floor(copiedShare(replica, leader) * 100)
    return { text: t('stage.lane.copying', { percent }), tone: 'warn' }
  }
  return replica.inSync ? { text: t('stage.lane.inSync'), tone: '' } : { text: t('stage.lane.outOfSync'), tone: 'warn' }
}

/** What a broker that is down still has of a log, and what went with the power. */
function diskWord(t: Translate, { logStartOffset, logEndOffset, lostPages }: ReplicaImage): string {
  const count = logEndOffset - logStartOffset
  if (lostPages === undefined) return t('stage.lane.onDisk', { count })
  return t('stage.lane.onDiskLost', { count, all: lostPages.logEndOffset - logStartOffset })
}

/** The same as a sentence; null for a replica whose process runs. */
export function diskSentence(
  t: Translate,
  { role, logStartOffset, logEndOffset, lostPages }: ReplicaImage,
): string | null {
  if (role !== 'offline') return null
  const count = logEndOffset - logStartOffset
  if (lostPages === undefined) return t('stage.lane.onDiskLong', { count })
  return t('stage.lane.onDiskLostLong', { count, lost: lostPages.logEndOffset - logEndOffset })
}

/** How much of its leader's log a replica has, 0 to 1, in records. */
export function copiedShare(replica: ReplicaImage, leader: ReplicaImage): number {
  const all = leader.logEndOffset - leader.logStartOffset
  if (all <= 0) return 1
  return Math.min(1, Math.max(0, (replica.logEndOffset - leader.logStartOffset) / all))
}

/** The leader's replica, where a reassignment has this one copy it; undefined for every other replica. */
export function copiedLeader(
  replica: ReplicaImage,
  partition: PartitionImage | undefined,
  replicas: ReadonlyMap<string, ReplicaImage>,
): ReplicaImage | undefined {
  if (partition === undefined || !partition.adding.includes(replica.broker)) return undefined
  return replicas.get(`${partition.id}@${partition.leader}`)
}

export function roleWord(t: Translate, role: ReplicaImage['role']): string {
  if (role === 'leader') return t('stage.role.leader')
  return role === 'follower' ? t('stage.role.follower') : t('stage.role.offline')
}

/** Why nobody can read what stands above the high watermark: it waits for more replicas in sync than there are. */
export function unreadableSentence(
  t: Translate,
  replica: ReplicaImage,
  partition: PartitionImage | undefined,
): string | null {
  if (partition === undefined || !isUnreadable(replica, partition)) return null
  return t('stage.lane.unreadableWhy', { isr: partition.isr.length, min: partition.minInsyncReplicas })
}

/** The whole of a lane in one sentence. */
export function laneLabel(t: Translate, replica: ReplicaImage): string {
  const params = {
    topicPartition: replica.topicPartition,
    role: roleWord(t, replica.role),
    broker: brokerNode(replica.broker),
    epoch: replica.leaderEpoch,
    from: replica.logStartOffset,
    to: replica.logEndOffset - 1,
    highWatermark: replica.highWatermark,
    sync: replica.inSync ? t('stage.lane.inSyncWord') : t('stage.lane.outOfSyncWord'),
  }
  const disk = diskSentence(t, replica)
  const label =
    replica.logEndOffset > replica.logStartOffset ? t('stage.lane.label', params) : t('stage.lane.labelEmpty', params)
  return disk === null ? label : `${label}. ${disk}`
}

export function recordLabel(t: Translate, record: CellImage, replica: ReplicaImage): string {
  return t('stage.record.label', {
    offset: record.offset,
    key: record.key ?? t('stage.record.noKey'),
    value: record.value ?? t('stage.record.noValue'),
    committed: isCommitted(record, replica) ? t('stage.record.committed') : t('stage.record.uncommitted'),
  })
}

export function isCommitted(record: CellImage, replica: ReplicaImage): boolean {
  return record.offset < replica.highWatermark
}
