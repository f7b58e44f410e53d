import { zookeeperNode } from '../../../kafka/common/addresses.ts'
import type { ClusterImage } from '../../../kafka/observe/cluster-image.ts'
import type { KafkaEdge } from './edges.ts'

/** Whoever leads is connected with the other servers, and each server with the brokers whose sessions it serves. */
export function edgesOfEnsemble(image: ClusterImage): readonly KafkaEdge[] {
  const edges: KafkaEdge[] = []
  for (const { node, leaderId, clients } of image.zookeepers.values()) {
    const leader = zookeeperNode(leaderId)
    if (leader !== node && image.zookeepers.has(leader))
      edges.push({ kind: 'control', from: leader, to: node, topicPartition: null })
    for (const client of clients)
      if (image.brokers.has(client)) edges.push({ kind: 'control', from: node, to: client, topicPartition: null })
  }
  return edges
}
