/** A member whose assignment is long in coming. */
import { coordinatorOfKeyType } from '../kafka/broker/coordinators.ts'
import { brokerNode, JAVA_CLIENTS_NODE } from '../kafka/common/addresses.ts'
import type { JavaClientsState } from '../kafka/java-clients/java-clients-state.ts'
import { newestMetadata } from '../kafka/observe/image/newest-metadata.ts'
import { javaProgram, topicOf } from './java-program.ts'

/** Whether it sends heartbeats meanwhile: no other broker copies what the coordinator wants to have kept. */
export function heartbeatsWhileSyncing(profile: string): boolean {
  const t = javaProgram([topicOf('orders', 2)], {}, 1, profile)
  for (const consumer of ['first', 'second']) {
    t.consumer(consumer, { 'group.id': 'g' })
    t.call('subscribe', { consumer, topics: ['orders'] })
    if (consumer === 'first') t.poll(['first'], 3_000)
  }
  const { topic, keys } = coordinatorOfKeyType('group')!
  const { partitions } = newestMetadata(t.world).topics.get(topic)!
  const coordinator = partitions[keys!.partitionOf('g', partitions.length) as number]!.leader
  const to = brokerNode(coordinator)
  for (const from of [1, 2, 3].map(brokerNode))
    if (from !== to) t.command({ type: 'HoldLink', from, to, api: 'FetchRequest' })
  t.poll(['first', 'second'], 4_000)
  const { consumers } = t.world.nodes.get(JAVA_CLIENTS_NODE)!.state as JavaClientsState
  const group = consumers.get('first')?.client.group
  if (group?.state !== 'syncing') throw new Error(`the first member is ${group?.state}`)
  // One connection, on which the broker answers one request after the other.
  return group.heartbeatInFlight
}
