/** What is told of replicas that move, as sentences. */
import type { Translate } from '../../i18n/index.ts'
import { brokerNode } from '../../kafka/common/addresses.ts'
import type { Happening } from '../../kafka/observe/happenings.ts'

const TYPES = [
  'ReassignmentAsked',
  'ReassignmentStarted',
  'ReassignmentCompleted',
  'ReassignmentCancelled',
  'BrokerNotDrained',
] as const

export type OfReassignment = Extract<Happening, { readonly type: (typeof TYPES)[number] }>

export function isOfReassignment(happening: Happening): happening is OfReassignment {
  return (TYPES as readonly string[]).includes(happening.type)
}

/** Of a broker with fifty internal partitions the first few tell enough. */
const LISTED = 5

export function reassignmentText(happening: OfReassignment, t: Translate): string {
  const brokers = (ids: readonly number[]) =>
    ids.length === 0 ? t('happening.nothing') : ids.map(brokerNode).join(', ')
  switch (happening.type) {
    case 'ReassignmentAsked': {
      const count = happening.partitions.length
      return t(happening.cancelled ? 'happening.ReassignmentCancelAsked' : 'happening.ReassignmentAsked', { count })
    }
    case 'ReassignmentStarted': {
      const { topicPartition, replicas, adding, removing } = happening
      const facts = {
        topicPartition,
        replicas: replicas.join(', '),
        adding: brokers(adding),
        removing: brokers(removing),
      }
      return t('happening.ReassignmentStarted', facts)
    }
    case 'ReassignmentCompleted':
    case 'ReassignmentCancelled': {
      const { type, topicPartition, replicas } = happening
      return t(`happening.${type}`, { topicPartition, replicas: replicas.join(', ') })
    }
    case 'BrokerNotDrained': {
      const { node, topicPartitions } = happening
      const more = topicPartitions.length > LISTED ? ' …' : ''
      return t('happening.BrokerNotDrained', { node, partitions: topicPartitions.slice(0, LISTED).join(', ') + more })
    }
  }
}
