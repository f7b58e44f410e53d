import { expect, test } from 'vitest'
import type { ClusterImage } from '../../../kafka/observe/cluster-image.ts'
import { sampleImage } from '../../../testing/sample-image.ts'
import { brokersOn, stageFor } from '../../../testing/sample-stage.ts'
import { deferredHeatMap } from './deferred-heat-map.ts'
import { heatMap } from './heat-map-layout.ts'
import { pinnedReplica } from './pinned-replica.ts'

deferredHeatMap.arrive(heatMap)

const image = sampleImage()
const leaderOf = (id: string) => image.replicas.get(`${id}@${image.partitions.get(id)?.leader}`)!
const nothing = { topicPartition: null, replicaId: null }
const pinned = { pinned: { id: leaderOf('orders-0').id, topicPartition: 'orders-0' } } as never

function emptied(...ids: readonly string[]): ClusterImage {
  const empty = ids.map((id) => {
    const replica = leaderOf(id)
    return [replica.id, { ...replica, logEndOffset: replica.logStartOffset, cells: [] }] as const
  })
  return { ...image, replicas: new Map([...image.replicas, ...empty]) }
}

test('above a map stands the leader of the partition in hand, or the very replica; after its death the next leader', () => {
  const image = sampleImage({ brokers: 6, partitions: 120 })
  const [first] = brokersOn(stageFor(image))
  const pinned = (topicPartition: string | null, replicaId: string | null = null, of = image) =>
    pinnedReplica(of, { topicPartition, replicaId }, first!.parts)?.id
  const { leader, replicas } = image.partitions.get('orders-7')!
  expect(pinned('orders-7')).toBe(`orders-7@${leader}`)
  const follower = replicas.find((broker) => broker !== leader)!
  expect(pinned('orders-7', `orders-7@${follower}`)).toBe(`orders-7@${follower}`)
  const later = sampleImage({ brokers: 6, partitions: 120, killed: [leader] })
  expect(pinned('orders-7', null, later)).toBe(`orders-7@${later.partitions.get('orders-7')!.leader}`)
  expect(pinned(null)).toMatch(/^orders-0@/)
})

test('until something is picked the lane it begins with is shown whole, at its leader', () => {
  expect(pinnedReplica(image, nothing, pinned)?.id).toBe(leaderOf('orders-0').id)
  expect(pinnedReplica(image, { ...nothing, topicPartition: 'orders-2' }, pinned)?.topicPartition).toBe('orders-2')
})

test('an empty lane gives way to the first of its topic that has records, if there is one', () => {
  expect(pinnedReplica(emptied('orders-0'), nothing, pinned)?.id).toBe(leaderOf('orders-1').id)
  expect(pinnedReplica(emptied('orders-0', 'orders-1', 'orders-2'), nothing, pinned)?.topicPartition).toBe('orders-0')
  const inHand = { ...nothing, topicPartition: 'orders-0' }
  expect(pinnedReplica(emptied('orders-0'), inHand, pinned)?.topicPartition, 'what is picked stays').toBe('orders-0')
})
