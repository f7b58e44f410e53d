/** A cluster small enough for a card: who is up, what each broker leads, how far its logs go, who writes and who reads. */
import type { ClusterImage, NodeStatus, ReplicaImage } from '../../kafka/observe/cluster-image.ts'
import type { FailureId } from '../../scenarios/failures/failure-ids.ts'

export interface PicturedLane {
  readonly leads: boolean
  /** Shares of the longest log, 0 to 1: where it ends, and up to where it can be read. */
  readonly end: number
  readonly readable: number
}

export interface PicturedBroker {
  readonly id: number
  readonly up: boolean
  readonly lanes: readonly PicturedLane[]
}

export interface FailurePicture {
  readonly brokers: readonly PicturedBroker[]
  readonly keepers: readonly boolean[]
  readonly producers: readonly boolean[]
  readonly consumers: readonly boolean[]
}

export type FailurePictures = Readonly<Record<FailureId, FailurePicture>>

/** Lanes of more would be thinner than a line. */
const MOST_LANES = 6

export function pictureOf(image: ClusterImage): FailurePicture {
  const replicas = [...image.replicas.values()].filter(({ topic }) => image.topics.get(topic)?.internal !== true)
  const longest = Math.max(1, ...replicas.map(({ logEndOffset }) => logEndOffset))
  const lane = ({ role, logEndOffset, highWatermark }: ReplicaImage): PicturedLane => ({
    leads: role === 'leader',
    end: rounded(logEndOffset / longest),
    readable: rounded(Math.min(highWatermark, logEndOffset) / longest),
  })
  const brokers = [...image.brokers.values()].sort((a, b) => a.id - b.id)
  return {
    brokers: brokers.map(({ id, status }) => ({
      id,
      up: isAtWork(status),
      lanes: replicas
        .filter(({ broker }) => broker === id)
        .sort((a, b) => (a.topic < b.topic ? -1 : Number(a.topic > b.topic)) || a.partition - b.partition)
        .slice(0, MOST_LANES)
        .map(lane),
    })),
    keepers: [...image.controllers.values(), ...image.zookeepers.values()].map(({ status }) => isAtWork(status)),
    producers: [...image.producers.values()].map(({ status }) => isAtWork(status)),
    consumers: [...image.members.values()].map(({ status }) => isAtWork(status)),
  }
}

/** Who is frozen is drawn as one that is down: neither does anything, which the stage tells apart. */
function isAtWork(status: NodeStatus): boolean {
  return status === 'running' || status === 'starting'
}

function rounded(share: number): number {
  return Math.round(share * 100) / 100
}
