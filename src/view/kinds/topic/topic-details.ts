/** Topics in words. */
import type { Translate } from '../../../i18n/index.ts'
import type { ClusterImage } from '../../../kafka/observe/cluster-image.ts'
import { yesNo } from '../facts.ts'
import type { Inspection, InspectorAction, KindDetails } from '../kind-view.ts'
import { TopicSettings } from './TopicSettings.tsx'

export const topicDetails: KindDetails = {
  words: (t) => ({ kind: t('inspector.kind.topic'), about: t('inspector.about.topic') }),
  inspect: ({ id }, { image }, t) => inspectTopic(id, image, t),
  actions: topicActions,
  Settings: TopicSettings,
  concerns: (happening, id) =>
    ('topic' in happening && happening.topic === id) ||
    ('topicPartition' in happening && happening.topicPartition.replace(/-\d+$/, '') === id),
  subjectOf: (happening) => ('topic' in happening ? happening.topic : null),
}

function inspectTopic(id: string, image: ClusterImage, t: Translate): Inspection | null {
  const topic = image.topics.get(id)
  if (topic === undefined) return null
  const partitions = [...image.partitions.values()].filter((partition) => partition.topic === id)
  return {
    title: topic.name,
    facts: [
      { label: t('inspector.fact.partitions'), value: String(topic.partitions) },
      { label: t('inspector.fact.replicationFactor'), value: String(topic.replicationFactor) },
      { label: t('inspector.fact.topicId'), value: topic.topicId },
      { label: t('inspector.fact.internal'), value: yesNo(topic.internal, t) },
    ],
    related: partitions.map((partition) => ({
      label: partition.id,
      selection: { kind: 'partition', id: partition.id },
    })),
  }
}

function topicActions(id: string, image: ClusterImage): readonly InspectorAction[] {
  const topic = image.topics.get(id)
  if (topic === undefined || topic.internal) return []
  return [
    {
      label: 'inspector.action.addPartition',
      command: { type: 'AddPartitions', topic: id, totalCount: topic.partitions + 1 },
    },
    { label: 'inspector.action.electPreferred', command: { type: 'ElectPreferredLeaders' } },
    { label: 'inspector.action.deleteTopic', command: { type: 'DeleteTopic', topic: id }, danger: true },
  ]
}
