/** Who is connected with whom, read from the cluster: who sends to whom, fetches from whom, replicates from whom. */
import { brokerNode } from '../../../kafka/common/addresses.ts'
import type { ClusterImage } from '../../../kafka/observe/cluster-image.ts'
import { arriving } from '../../parts/arriving.ts'
import type { Edge, EdgeKind } from '../scene.ts'
import './edges.css'

type KafkaEdgeKind = 'produce' | 'fetch' | 'replication' | 'control'
export type KafkaEdge = Edge & { readonly kind: KafkaEdgeKind }

export const kafkaEdgeKinds: Readonly<Record<KafkaEdgeKind, EdgeKind>> = {
  produce: { className: 'is-produce', legend: (t) => t('legend.wire') },
  fetch: { className: 'is-fetch' },
  replication: { className: 'is-replication', legend: (t) => t('legend.replication') },
  control: { className: 'is-control' },
}

/** Those of a ZooKeeper ensemble, which come after the first frames: few of them show one. */
export const ensembleEdges = arriving<(image: ClusterImage) => readonly KafkaEdge[]>()

/** `showControl` adds brokers' connections with controllers and members' with their coordinator. */
export function kafkaEdges(image: ClusterImage, showControl: boolean): KafkaEdge[] {
  return [
    ...produceEdges(image),
    ...fetchEdges(image),
    ...replicationEdges(image),
    ...(showControl ? controlEdges(image) : []),
  ]
}

function produceEdges(image: ClusterImage): KafkaEdge[] {
  const edges: KafkaEdge[] = []
  for (const producer of image.producers.values()) {
    const topics = topicsOf(producer)
    for (const partition of image.partitions.values()) {
      const leader = leaderNode(image, partition.leader)
      if (leader === null || !topics.includes(partition.topic)) continue
      edges.push({ kind: 'produce', from: producer.name, to: leader, topicPartition: partition.id })
    }
  }
  return edges
}

function topicsOf(producer: {
  readonly spec: { readonly workload: { readonly topic: string } | null }
  readonly batches: readonly { readonly topicPartition: string }[]
}): string[] {
  const { workload } = producer.spec
  if (workload !== null) return [workload.topic]
  // A console producer has no workload; what it holds in its batches says where it sends.
  return [
    ...new Set(producer.batches.map((batch) => batch.topicPartition.slice(0, batch.topicPartition.lastIndexOf('-')))),
  ]
}

function fetchEdges(image: ClusterImage): KafkaEdge[] {
  const edges: KafkaEdge[] = []
  for (const member of image.members.values()) {
    for (const { topicPartition } of member.assignment) {
      const leader = leaderNode(image, image.partitions.get(topicPartition)?.leader ?? -1)
      if (leader !== null) edges.push({ kind: 'fetch', from: leader, to: member.name, topicPartition })
    }
  }
  return edges
}

function replicationEdges(image: ClusterImage): KafkaEdge[] {
  const edges = new Map<string, KafkaEdge>()
  for (const partition of image.partitions.values()) {
    const leader = leaderNode(image, partition.leader)
    if (leader === null || image.topics.get(partition.topic)?.internal === true) continue
    for (const replica of partition.replicas) {
      const follower = leaderNode(image, replica)
      if (follower === null || follower === leader) continue
      const [from, to] = leader < follower ? [leader, follower] : [follower, leader]
      edges.set(`${from}|${to}`, { kind: 'replication', from, to, topicPartition: null })
    }
  }
  return [...edges.values()]
}

function controlEdges(image: ClusterImage): KafkaEdge[] {
  const edges: KafkaEdge[] = []
  const active = [...image.controllers.values()].find((controller) => controller.role === 'leader')
  if (active !== undefined) {
    for (const broker of image.brokers.keys()) {
      edges.push({ kind: 'control', from: active.node, to: broker, topicPartition: null })
    }
    for (const controller of image.controllers.values()) {
      if (controller !== active)
        edges.push({ kind: 'control', from: active.node, to: controller.node, topicPartition: null })
    }
  }
  edges.push(...(ensembleEdges.current()?.(image) ?? []))
  for (const group of image.groups.values()) {
    const coordinator = leaderNode(image, group.coordinator)
    if (coordinator === null) continue
    for (const member of image.members.values()) {
      if (member.groupId !== group.groupId) continue
      edges.push({ kind: 'control', from: coordinator, to: member.name, topicPartition: null })
    }
  }
  return edges
}

function leaderNode(image: ClusterImage, brokerId: number): string | null {
  const node = brokerNode(brokerId)
  return image.brokers.has(node) ? node : null
}
