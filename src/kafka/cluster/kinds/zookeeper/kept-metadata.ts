/** What an ensemble keeps of a Kafka cluster, read from its znodes as a broker that takes over as controller would read it. */
import { registrationOfPartition } from '../../../broker/link/zookeeper/metadata-cache.ts'
import { topicPartition } from '../../../common/topic-partition.ts'
import { emptyMetadataImage, type MetadataImage } from '../../../metadata/metadata-image.ts'
import { decodeConfig, decodePartitionState, decodeTopic } from '../../../znodes/znode-bodies.ts'
import { configPath, partitionStatePath, topicPath } from '../../../znodes/znode-paths.ts'
import type { DataTree } from '../../../zookeeper/tree/data-tree.ts'

const TOPICS = '/brokers/topics'

/** Without the brokers: those that are registered there would tell it themselves. */
export function keptMetadata({ nodes }: DataTree): MetadataImage {
  const image = emptyMetadataImage()
  for (const name of nodes.get(TOPICS)?.children ?? []) {
    const assigned = nodes.get(topicPath(name))?.data ?? null
    if (assigned === null) continue
    const partitions = decodeTopic(assigned).map(({ partition, ...assignment }) => {
      const state = nodes.get(partitionStatePath(name, partition))
      const decided = state?.data == null ? NOT_DECIDED : decodePartitionState(state.data)
      return registrationOfPartition({
        ...assignment,
        ...decided,
        topicPartition: topicPartition(name, partition),
        zkVersion: state?.version ?? -1,
      })
    })
    image.topics.set(name, Object.freeze({ name, topicId: name, partitions: Object.freeze(partitions) }))
    image.topicNames.set(name, name)
    const config = nodes.get(configPath('topics', name))?.data ?? null
    if (config !== null) image.configs.set(`topic:${name}`, decodeConfig(config))
  }
  return image
}

/** Its topic is there, and no controller has come to it yet. */
const NOT_DECIDED = Object.freeze({ leader: -1, leaderEpoch: -1, isr: [], controllerEpoch: -1 })
