/** Consumer groups in words. */
import type { Translate } from '../../../i18n/index.ts'
import { brokerNode } from '../../../kafka/common/addresses.ts'
import { GROUP_METADATA_TOPIC } from '../../../kafka/common/internal-topics.ts'
import type { ClusterImage } from '../../../kafka/observe/cluster-image.ts'
import { oneConsumerMore } from '../../../lessons/groups.ts'
import { brokerSelection } from '../broker/broker-selection.ts'
import { listOr, waitFact } from '../facts.ts'
import type { Inspection, KindDetails } from '../kind-view.ts'
import { homeOf } from './group-home.ts'
import { groupLegend } from './group-legend.ts'
import { groupStateInFull } from './group-state-word.ts'
import { LagChart } from './LagChart.tsx'

export const groupDetails: KindDetails = {
  words: (t) => ({ kind: t('inspector.kind.group'), about: t('inspector.about.group') }),
  inspect: ({ id }, { image, atUs }, t) => inspectGroup(id, image, atUs, t),
  actions(id, image) {
    const consumer = oneConsumerMore(image, id)
    return consumer === null
      ? []
      : [{ label: 'inspector.action.addConsumer', command: { type: 'AddConsumer', consumer } }]
  },
  Chart: LagChart,
  legend: groupLegend,
  concerns: (happening, id) => 'groupId' in happening && happening.groupId === id,
  subjectOf: (happening) => ('groupId' in happening ? happening.groupId : null),
}

function inspectGroup(id: string, image: ClusterImage, atUs: number, t: Translate): Inspection | null {
  const group = image.groups.get(id)
  if (group === undefined) return inspectUnreachable(id, image, t)
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
      {
        label: t('inspector.fact.state'),
        value: groupStateInFull(group.state, t),
        tone: group.state === 'Stable' ? 'ok' : 'warn',
      },
      ...waitFact(
        ['inspector.fact.awaits', `stage.wait.${group.rebalance?.phase ?? 'join'}`],
        group.rebalance,
        atUs,
        t,
      ),
      { label: t('inspector.fact.generation'), value: String(group.generation) },
      { label: t('inspector.fact.protocol'), value: group.protocol === '' ? t('inspector.none') : group.protocol },
      {
        label: t('inspector.fact.coordinator'),
        value: group.coordinator < 0 ? t('inspector.unknown') : brokerNode(group.coordinator),
      },
      { label: t('inspector.fact.offsetsPartition'), value: `${GROUP_METADATA_TOPIC}-${group.offsetsPartition}` },
      { label: t('inspector.fact.members'), value: listOr(members, t) },
      { label: t('inspector.fact.lag'), value: String(group.lag) },
      { label: t('inspector.fact.committed'), value: committed.length === 0 ? t('inspector.none') : committed },
    ],
    related: [
      ...members.map((name) => ({ label: name, selection: { kind: 'consumer', id: name } as const })),
      ...(group.coordinator < 0
        ? []
        : [{ label: brokerNode(group.coordinator), selection: brokerSelection(group.coordinator) }]),
    ],
  }
}

/** Members that have joined, or try to, are seen; what their coordinator knows of them is not. */
function inspectUnreachable(id: string, image: ClusterImage, t: Translate): Inspection | null {
  const members = [...image.members.values()].filter((member) => member.groupId === id).map((member) => member.name)
  if (id === '' || members.length === 0) return null
  const { partition, brokers } = homeOf(id, image)
  const nodes = brokers.map(brokerNode)
  return {
    title: id,
    facts: [
      { label: t('inspector.fact.state'), value: t('inspector.unknown'), tone: 'warn' },
      {
        label: t('inspector.fact.coordinator'),
        value: nodes.length === 0 ? t('inspector.none') : t('inspector.fact.unreachable', { nodes: nodes.join(', ') }),
        tone: 'warn',
      },
      ...(partition === null
        ? []
        : [{ label: t('inspector.fact.offsetsPartition'), value: `${GROUP_METADATA_TOPIC}-${partition}` }]),
      { label: t('inspector.fact.members'), value: listOr(members, t) },
    ],
    related: [
      ...members.map((name) => ({ label: name, selection: { kind: 'consumer', id: name } as const })),
      ...brokers.map((broker) => ({ label: brokerNode(broker), selection: brokerSelection(broker) })),
    ],
  }
}
