/** Which keys a topic's records have, so that whoever sends one more need not bring a stranger. */
import type { ClusterImage } from '../../../kafka/observe/cluster-image.ts'

/**
 * Those that `producer`, or else another one, is told to use for the topic; else those of its newest records; empty where
 * nothing has a key.
 */
export function keysOfTopic(image: ClusterImage, topic: string, producer?: string): readonly string[] {
  const own = producer === undefined ? undefined : image.producers.get(producer)
  for (const each of [...(own === undefined ? [] : [own]), ...image.producers.values()]) {
    const { workload } = each.spec
    if (workload?.topic === topic && workload.keys.length > 0) return workload.keys
  }
  const keys = new Set<string>()
  for (const replica of image.replicas.values()) {
    if (replica.topic !== topic || replica.role !== 'leader') continue
    for (const { key } of replica.cells) if (key !== null) keys.add(key)
  }
  return [...keys].sort((a, b) => (a < b ? -1 : 1))
}
