/** What is done to clients at random: they come and go, send by hand, and end their transactions. */
import type { World } from '../../engine/world.ts'
import type { ClusterSpec, Command, RecordToSend } from '../../kafka/cluster/commands.ts'
import { randomConsumer, randomProducer } from './random-cluster.ts'
import { nodesOf, pick } from './random-faults.ts'
import type { Draw } from './random-settings.ts'

const MOST_CONSUMERS = 6
const MOST_PRODUCERS = 5

export function changeConsumers(spec: ClusterSpec, world: World, draw: Draw): Command[] {
  const consumers = nodesOf(world, ['consumer'])
  const index = 1_000 + world.executedEvents
  if (consumers.length > 1 && draw(2) === 0) {
    const name = pick(consumers, draw) ?? ''
    if (draw(2) === 0) return [{ type: 'RemoveConsumer', name }]
    return [{ type: 'ConfigureConsumer', consumer: { ...randomConsumer(index, spec.topics, draw), name } }]
  }
  if (consumers.length > MOST_CONSUMERS) return []
  return [{ type: 'AddConsumer', consumer: randomConsumer(index, spec.topics, draw) }]
}

export function changeProducers(spec: ClusterSpec, world: World, draw: Draw): Command[] {
  const producers = nodesOf(world, ['producer'])
  const index = 1_000 + world.executedEvents
  const { profile, topics } = spec
  if (producers.length > 1 && draw(2) === 0) {
    const name = pick(producers, draw) ?? ''
    if (draw(2) === 0) return [{ type: 'RemoveProducer', name }]
    return [{ type: 'ConfigureProducer', producer: randomProducer(name, index, { profile, topics, draw }) }]
  }
  if (producers.length > MOST_PRODUCERS) return []
  return [{ type: 'AddProducer', producer: randomProducer(`producer-${index}`, index, { profile, topics, draw }) }]
}

/** Among them tombstones, records without a key, and some for a partition that is named. */
export function sendByHand(spec: ClusterSpec, world: World, draw: Draw): Command[] {
  const producer = pick(nodesOf(world, ['producer']), draw)
  const topic = pick(spec.topics, draw)
  if (producer === null || topic === null) return []
  const records = Array.from({ length: 1 + draw(4) }, (_, index): RecordToSend => {
    const key = pick(['A', 'B', 'C', null], draw)
    return {
      topic: topic.name,
      partition: draw(4) === 0 ? draw(topic.partitions ?? 1) : null,
      key,
      value: key !== null && draw(3) === 0 ? null : `${producer}, event ${world.executedEvents}, record ${index}`,
      timestamp: null,
      headers: draw(5) === 0 ? [['kind', 'by hand']] : [],
    }
  })
  return [{ type: 'SendRecords', producer, records }]
}

export function endTransaction(world: World, draw: Draw): Command[] {
  const transactional = nodesOf(world, ['producer']).filter((name) => {
    const { config } = world.nodes.get(name)!.spec as { readonly config: Readonly<Record<string, string>> }
    return 'transactional.id' in config
  })
  const producer = pick(transactional, draw)
  return producer === null ? [] : [{ type: 'EndTransaction', producer, committed: draw(2) === 0 }]
}
