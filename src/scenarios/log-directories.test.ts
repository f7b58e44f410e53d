// A cluster may begin with several log directories a broker, each on a disk of its own.

import { expect, test } from 'vitest'
import { createCluster } from '../kafka/cluster/create-cluster.ts'
import { buildImage } from '../kafka/observe/image/build-image.ts'
import { emptyCluster, firstMinute } from './index.ts'
import { withLogDirectories } from './log-directories.ts'

test('of one directory nothing is said', () => {
  expect(withLogDirectories(emptyCluster(), 1)).toEqual(emptyCluster())
})

test('replicas are spread over the directories of each broker, and the picture says so', () => {
  const image = buildImage(createCluster(withLogDirectories(firstMinute(), 2), 1))
  for (const broker of image.brokers.values()) {
    expect(broker.directories?.map(({ path }) => path)).toEqual([
      `/disk-a/kafka-${broker.id}`,
      `/disk-b/kafka-${broker.id}`,
    ])
    const [a, b] = broker.directories?.map(({ replicas }) => replicas) ?? []
    expect(Math.abs(a! - b!)).toBeLessThanOrEqual(1)
  }
  expect(buildImage(createCluster(firstMinute(), 1)).brokers.get('broker-1')?.directories).toBeUndefined()
})
