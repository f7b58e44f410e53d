/** Whether a happening is about a selected thing. */
import type { ClusterImage } from '../../kafka/observe/cluster-image.ts'
import type { Happening } from '../../kafka/observe/happenings.ts'
import type { Selection } from '../../store/selection-store.ts'
import { isAboutInternalTopic } from './news.ts'

export function concerns(happening: Happening, selection: Selection, image: ClusterImage): boolean {
  const { id } = selection
  switch (selection.kind) {
    case 'broker':
      return concernsBroker(happening, Number(/(\d+)$/.exec(id)?.[1] ?? -1), id)
    case 'controller':
      return isNode(happening, id) || ('controller' in happening && id.endsWith(`-${happening.controller}`))
    case 'topic':
      return (
        ('topic' in happening && happening.topic === id) ||
        ('topicPartition' in happening && happening.topicPartition.replace(/-\d+$/, '') === id)
      )
    case 'partition':
      return 'topicPartition' in happening && happening.topicPartition === id
    case 'replica':
    case 'record':
      return concernsReplica(happening, id)
    case 'producer':
      return isNode(happening, id) || ('producer' in happening && happening.producer === id)
    case 'member':
      return (
        isNode(happening, id) ||
        ('client' in happening && happening.client === id) ||
        ('consumer' in happening && happening.consumer === id) ||
        (happening.type === 'GroupRebalanced' && happening.groupId === image.members.get(id)?.groupId)
      )
    case 'group':
      return 'groupId' in happening && happening.groupId === id
    case 'link':
      return concernsLink(happening, id)
    case 'message':
    case 'happening':
      return false
  }
}

function concernsBroker(happening: Happening, broker: number, node: string): boolean {
  if (isNode(happening, node)) return true
  // Kafka's own topics have so many partitions here that nothing else would be left to see.
  if (isAboutInternalTopic(happening)) return false
  if ('broker' in happening && happening.broker === broker) return true
  if (happening.type === 'LeaderElected') return happening.from === broker || happening.to === broker
  if (happening.type === 'IsrShrunk') return happening.removed.includes(broker)
  return happening.type === 'IsrExpanded' && happening.added.includes(broker)
}

/** `orders-0@1`: what happened on this broker, and what happened to the whole partition. */
function concernsReplica(happening: Happening, id: string): boolean {
  const [topicPartition, broker] = id.split('@')
  if (!('topicPartition' in happening) || happening.topicPartition !== topicPartition) return false
  return !('broker' in happening) || String(happening.broker) === broker
}

function concernsLink(happening: Happening, id: string): boolean {
  if ('a' in happening) return [happening.a, happening.b].sort().join('|') === id
  if (happening.type !== 'LinkHeld' && happening.type !== 'LinkReleased') return false
  return [happening.from, happening.to].sort().join('|') === id
}

function isNode(happening: Happening, node: string): boolean {
  return 'node' in happening && happening.node === node
}
