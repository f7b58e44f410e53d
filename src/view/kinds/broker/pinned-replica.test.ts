import { expect, test } from 'vitest'
import { sampleImage } from '../../../testing/sample-image.ts'
import { brokersOn, stageFor } from '../../../testing/sample-stage.ts'
import { deferredHeatMap } from './deferred-heat-map.ts'
import { heatMap } from './heat-map-layout.ts'
import { pinnedReplica } from './pinned-replica.ts'

deferredHeatMap.arrive(heatMap)

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
