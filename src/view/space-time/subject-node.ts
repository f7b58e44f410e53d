import { brokerNode } from '../../kafka/common/addresses.ts'
import type { ClusterImage } from '../../kafka/observe/cluster-image.ts'
import type { Happening } from '../../kafka/observe/happenings.ts'

/** Happenings whose `to` is a broker's id; of others it is an offset, a count or a state. */
const TO_BROKER: ReadonlySet<Happening['type']> = new Set(['LeaderElected', 'CoordinatorMoved'])

/** The node on whose line a happening is drawn; null for one that is on none. */
export function subjectNode(happening: Happening, image: ClusterImage): string | null {
  const body = happening as { readonly [field: string]: unknown }
  for (const field of ['node', 'producer', 'consumer', 'client']) {
    const name = body[field]
    if (typeof name === 'string' && image.nodes.has(name)) return name
  }
  for (const id of brokersOf(happening, image)) {
    const node = brokerNode(id)
    if (image.brokers.has(node)) return node
  }
  return null
}

/** Whom it is about, as far as it says so: itself, its group's coordinator, its partition's leader. */
function brokersOf(happening: Happening, image: ClusterImage): readonly number[] {
  const body = happening as { readonly [field: string]: unknown }
  const said = [body.broker, TO_BROKER.has(happening.type) ? body.to : null, body.coordinator]
  const group = typeof body.groupId === 'string' ? image.groups.get(body.groupId)?.coordinator : undefined
  const leader = typeof body.topicPartition === 'string' ? image.partitions.get(body.topicPartition)?.leader : undefined
  return [...said, group, leader].filter((id): id is number => typeof id === 'number')
}
