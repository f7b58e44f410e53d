/** Happenings as sentences, in the reader's language. */
import type { Translate } from '../../i18n/index.ts'
import { brokerNode } from '../../kafka/common/addresses.ts'
import type { Happening } from '../../kafka/observe/happenings.ts'
import { groupStateInFull } from '../kinds/group/group-state-word.ts'
import { errorText } from '../parts/error-text.ts'
import { formatDuration } from '../parts/format-time.ts'
import { wordFor } from '../parts/word-for.ts'
import { isOfReassignment, type OfReassignment, reassignmentText } from './reassignment-text.ts'
import { type OfTransaction, transactionText } from './transaction-text.ts'

const DIRECTORY_TEXTS = {
  no: 'happening.LogDirectoryFailed',
  last: 'happening.LogDirectoryWasLast',
  metadata: 'happening.LogDirectoryHadMetadata',
} as const

/** One sentence about `happening`. A type this page does not know is shown by its name. */
export function happeningText(happening: Happening, t: Translate): string {
  return isOfReassignment(happening) ? reassignmentText(happening, t) : otherText(happening, t)
}

function otherText(happening: Exclude<Happening, OfReassignment>, t: Translate): string {
  const list = (values: readonly (number | string)[]) =>
    values.length === 0 ? t('happening.nothing') : values.join(', ')
  switch (happening.type) {
    case 'NodeSlowed':
      return happening.delayUs === 0
        ? t('happening.NodeFullSpeed', { node: happening.node })
        : t('happening.NodeSlowed', { node: happening.node, delay: formatDuration(happening.delayUs) })
    case 'LogDirectoryFailed':
      return directoryText(happening, t)
    case 'PageCacheLimited':
      return happening.bytes === null
        ? t('happening.PageCacheFreed', { node: happening.node })
        : t('happening.PageCacheLimited', { node: happening.node, bytes: happening.bytes })
    case 'LinkSlowed':
      return t('happening.LinkSlowed', { a: happening.a, b: happening.b, extra: formatDuration(happening.extraUs) })
    case 'LinkHeld': {
      const { from, to, api } = happening
      return api === null ? t('happening.LinkHeldAll', { from, to }) : t('happening.LinkHeld', { from, to, api })
    }
    case 'BrokerFenced':
      return t('happening.BrokerFenced', {
        broker: happening.broker,
        reason: t(`happening.reason.${happening.reason}`),
      })
    case 'MemberLeft': {
      const { client, groupId, reason } = happening
      return t('happening.MemberLeft', { client, groupId, reason: t(`happening.reason.${reason}`) })
    }
    case 'ZooKeeperSessionExpired': {
      const { session, timeoutMs, paths } = happening
      return t('happening.ZooKeeperSessionExpired', { session, timeoutMs, paths: list(paths) })
    }
    case 'TopicConfigChanged':
      return t('happening.TopicConfigChanged', { topic: happening.topic, keys: list(happening.keys) })
    case 'LeaderElected':
      return leaderElectedText(happening, t)
    case 'IsrShrunk': {
      const { topicPartition, removed, isr } = happening
      return t('happening.IsrShrunk', { topicPartition, removed: list(removed.map(brokerNode)), isr: list(isr) })
    }
    case 'IsrExpanded': {
      const { topicPartition, added, isr } = happening
      return t('happening.IsrExpanded', { topicPartition, added: list(added.map(brokerNode)), isr: list(isr) })
    }
    case 'GroupStateChanged':
      return groupStateText(happening, t)
    case 'CoordinatorMoved': {
      const { groupId, from, to } = happening
      return from < 0
        ? t('happening.CoordinatorFound', { groupId, to })
        : t('happening.CoordinatorMoved', { groupId, from, to })
    }
    case 'TransactionEndAsked':
    case 'TransactionMarkerWritten':
    case 'OpenTransactionFenced':
    case 'TransactionHangs':
    case 'TransactionTimedOut':
      return transactionText(happening, t)
    case 'GroupRebalanced': {
      const { groupId, generation, protocol } = happening
      const assignment = Object.entries(happening.assignment)
        .map(([client, partitions]) => `${client} ← ${list(partitions)}`)
        .join(' · ')
      return t('happening.GroupRebalanced', { groupId, generation, protocol, assignment })
    }
    default:
      return plainText(happening, t)
  }
}

type DirectoryFailed = Extract<Happening, { readonly type: 'LogDirectoryFailed' }>

function directoryText({ node, directory, replicas, halts }: DirectoryFailed, t: Translate): string {
  return t(DIRECTORY_TEXTS[halts], { node, directory, replicas })
}

type GroupStateChanged = Extract<Happening, { readonly type: 'GroupStateChanged' }>

function groupStateText({ groupId, from, to, generation }: GroupStateChanged, t: Translate): string {
  const states = { from: groupStateInFull(from, t), to: groupStateInFull(to, t) }
  return t('happening.GroupStateChanged', { groupId, ...states, generation })
}

type LeaderElected = Extract<Happening, { readonly type: 'LeaderElected' }>

function leaderElectedText({ topicPartition, from, to, leaderEpoch, election }: LeaderElected, t: Translate): string {
  const facts = { topicPartition, from, to, leaderEpoch }
  if (election === 'pending') return t('happening.LeaderElectedPending', facts)
  if (to < 0) return t('happening.LeaderElectedNone', facts)
  if (election === 'unclean') return t('happening.LeaderElectedUnclean', facts)
  if (election === 'preferred') return t('happening.LeaderElectedPreferred', facts)
  if (from >= 0) return t('happening.LeaderElected', facts)
  return t(leaderEpoch === 0 ? 'happening.LeaderElectedFirst' : 'happening.LeaderElectedAfterNone', facts)
}

type Plain = Exclude<
  Happening,
  | { readonly type: 'NodeSlowed' | 'LinkSlowed' | 'LinkHeld' | 'BrokerFenced' | 'MemberLeft' | 'TopicConfigChanged' }
  | {
      readonly type:
        | 'LeaderElected'
        | 'IsrShrunk'
        | 'IsrExpanded'
        | 'GroupStateChanged'
        | 'CoordinatorMoved'
        | 'GroupRebalanced'
    }
  | OfTransaction
  | OfReassignment
>

/** Kafka's name of the request that a command is, where the command has another. */
const REQUEST_OF: Readonly<Record<string, string>> = {
  AddPartitions: 'CreatePartitions',
  CreateTopic: 'CreateTopics',
  DeleteTopic: 'DeleteTopics',
  AlterTopicConfig: 'IncrementalAlterConfigs',
  ElectPreferredLeaders: 'ElectLeaders',
  ReassignPartitions: 'AlterPartitionReassignments',
}

/** Those whose fields go into the sentence as they are. */
function plainText(happening: Plain, t: Translate): string {
  const params: Record<string, string | number> = {}
  for (const [name, value] of Object.entries(happening)) {
    if (typeof value === 'number' || typeof value === 'string') params[name] = value
  }
  if ('error' in happening) params.error = errorText(happening.error, t)
  if ('call' in happening) params.call = REQUEST_OF[happening.call] ?? happening.call
  return wordFor(t, `happening.${happening.type}`, params) ?? t('happening.unknown', params)
}
