/** Brokers in words. */
import type { Translate } from '../../../i18n/index.ts'
import { brokerNode } from '../../../kafka/common/addresses.ts'
import { type BrokerImage, type DirectoryImage, isDown } from '../../../kafka/observe/cluster-image.ts'
import type { Happening } from '../../../kafka/observe/happenings.ts'
import { isAboutInternalTopic } from '../../panels/news.ts'
import { formatBytes, formatDuration } from '../../parts/format-time.ts'
import { RingMark } from '../../parts/RingMark.tsx'
import { isUp } from '../../stage/actions.ts'
import { befell, idOrNone, listOr, nodeAmong, statusFact, waitFact, yesNo } from '../facts.ts'
import type { Inspected, Inspection, InspectorAction, KindDetails } from '../kind-view.ts'
import { copyLegend, stripLegend } from '../log/log-legend.ts'
import { nodeActions, removeAction } from '../node-actions.ts'
import { BrokerSettings } from './BrokerSettings.tsx'
import { BrokerTrouble } from './BrokerTrouble.tsx'
import { RolesMark } from './RoleBadge.tsx'

const SLOW_NODE_US = 20_000

export const brokerDetails: KindDetails = {
  words: (t) => ({ kind: t('inspector.kind.broker'), about: t('inspector.about.broker') }),
  inspect: ({ id }, seen, t) => inspectBroker(id, seen, t),
  actions(id, image) {
    const broker = image.brokers.get(id)
    return broker === undefined ? [] : brokerActions(broker)
  },
  Contents: BrokerTrouble,
  Settings: BrokerSettings,
  legend: [
    { section: 'roles', text: (t) => t('legend.leader'), Mark: RolesMark },
    stripLegend,
    { section: 'trouble', text: (t) => t('legend.wait'), Mark: RingMark },
    copyLegend,
  ],
  concerns(happening, id, image) {
    const broker = image.brokers.get(id)
    return befell(happening, id) || (broker !== undefined && concernsBroker(happening, broker.id))
  },
  subjectOf: (happening, image) =>
    'broker' in happening ? brokerNode(happening.broker) : nodeAmong(happening, image.brokers),
}

function inspectBroker(id: string, { image, atUs }: Inspected, t: Translate): Inspection | null {
  const broker = image.brokers.get(id)
  if (broker === undefined) return null
  // Brokers of ZooKeeper's era send no heartbeats, and read no log of metadata.
  const isInSession = image.zookeepers.size > 0
  const count = (partitions: number) => t('inspector.fact.partitionsOf', { count: partitions })
  const replicas = [...image.replicas.values()].filter((replica) => replica.broker === broker.id)
  return {
    title: broker.node,
    facts: [
      statusFact(broker.status, t),
      ...(isInSession ? [] : heartbeatFacts(broker, atUs, t)),
      ...waitFact(
        [
          'inspector.fact.session',
          broker.session?.with === 'zookeeper' ? 'stage.wait.zookeeperSession' : 'stage.wait.brokerSession',
        ],
        broker.session,
        atUs,
        t,
      ),
      ...(broker.controllerEpoch === undefined
        ? []
        : [{ label: t('inspector.fact.controllerEpoch'), value: String(broker.controllerEpoch) }]),
      { label: t('inspector.fact.leads'), value: count(broker.leaderCount) },
      {
        label: t('inspector.fact.replicas'),
        value: count(isDown(broker.status) ? replicas.length : broker.replicaCount),
      },
      { label: t('inspector.fact.disk'), value: formatBytes(broker.diskBytes) },
      ...directoryFacts(broker.directories ?? [], t),
      { label: t('inspector.fact.coordinatorOf'), value: listOr(broker.coordinatorOf, t) },
      { label: t('inspector.fact.rack'), value: broker.rack ?? t('inspector.none') },
      ...throttleFact(broker, t),
      { label: t('inspector.fact.brokerEpoch'), value: idOrNone(broker.brokerEpoch, t) },
      ...(isInSession
        ? []
        : [{ label: t('inspector.fact.metadataOffset'), value: idOrNone(broker.metadataOffset, t) }]),
      ...(broker.slowdownUs > 0
        ? [{ label: t('inspector.fact.slowdown'), value: formatDuration(broker.slowdownUs), tone: 'warn' as const }]
        : []),
    ],
    related: replicas
      .filter((replica) => image.topics.get(replica.topic)?.internal !== true)
      .map((replica) => ({ label: replica.topicPartition, selection: { kind: 'replica', id: replica.id } })),
  }
}

function directoryFacts(directories: readonly DirectoryImage[], t: Translate): Inspection['facts'] {
  return directories.map(({ path, failed, replicas, bytes }) => ({
    label: path,
    value: failed ? t('directory.failedWord') : [t('directory.holds', { replicas }), formatBytes(bytes)].join(' · '),
    ...(failed ? { tone: 'bad' as const } : {}),
  }))
}

function throttleFact({ replicationThrottle }: BrokerImage, t: Translate): Inspection['facts'] {
  if (replicationThrottle === undefined) return []
  const { limit, sentPerSecond, takenPerSecond } = replicationThrottle
  const facts = { limit: formatBytes(limit), sent: formatBytes(sentPerSecond), taken: formatBytes(takenPerSecond) }
  return [{ label: t('moves.throttleFact'), value: t('moves.throttleOf', facts), tone: 'warn' }]
}

function heartbeatFacts(broker: BrokerImage, atUs: number, t: Translate): Inspection['facts'] {
  const heartbeatUs = atUs - broker.lastHeartbeatAtUs
  const heartbeat =
    broker.lastHeartbeatAtUs < 0
      ? t('inspector.none')
      : t('inspector.fact.ago', { seconds: Math.round(Math.max(0, heartbeatUs) / 100_000) / 10 })
  return [
    { label: t('inspector.fact.fenced'), value: yesNo(broker.fenced, t), tone: broker.fenced ? 'warn' : 'ok' },
    { label: t('inspector.fact.lastHeartbeat'), value: heartbeat },
  ]
}

function brokerActions({ node, status, slowdownUs, directories = [] }: BrokerImage): readonly InspectorAction[] {
  const pace: InspectorAction =
    slowdownUs > 0
      ? { label: 'inspector.action.fullSpeed', command: { type: 'SlowNode', node, delayUs: 0 } }
      : { label: 'inspector.action.slow', command: { type: 'SlowNode', node, delayUs: SLOW_NODE_US } }
  return [
    ...nodeActions(node, status),
    ...(isUp(status)
      ? [
          pace,
          ...directories.filter(({ failed }) => !failed).map(({ path }) => failDirectory(node, path)),
          failDisk(node),
        ]
      : []),
    removeAction({ type: 'RemoveBroker', broker: node }),
  ]
}

function failDirectory(broker: string, directory: string): InspectorAction {
  const label = 'inspector.action.failDirectory'
  return { label, params: { directory }, command: { type: 'FailDisk', broker, directory }, danger: true }
}

function failDisk(node: string): InspectorAction {
  return { label: 'inspector.action.failDisk', command: { type: 'FailDisk', broker: node }, danger: true }
}

function concernsBroker(happening: Happening, broker: number): boolean {
  // Kafka's own topics have so many partitions here that nothing else would be left to see.
  if (isAboutInternalTopic(happening)) return false
  if ('broker' in happening && happening.broker === broker) return true
  if (happening.type === 'LeaderElected') return happening.from === broker || happening.to === broker
  if (happening.type === 'IsrShrunk') return happening.removed.includes(broker)
  if (happening.type === 'ReassignmentStarted')
    return happening.adding.includes(broker) || happening.removing.includes(broker)
  if (happening.type === 'ReassignmentCompleted')
    return happening.added.includes(broker) || happening.removed.includes(broker)
  return happening.type === 'IsrExpanded' && happening.added.includes(broker)
}
