// What a controller remembers of the leader that a partition had last (PartitionChangeBuilder of 4.3.1).

import { expect, test } from 'vitest'
import type { PartitionRegistration } from '../metadata/metadata-image.ts'
import { buildPartitionChange, type PartitionChange } from './partition-change-builder.ts'

const MOVING: PartitionRegistration = {
  topicPartition: 'pay-0',
  topic: 'pay',
  topicId: 'AAAAAAAAAAAAAAAAAAAAAQ',
  partition: 0,
  replicas: [3, 2],
  isr: [2],
  addingReplicas: [3],
  removingReplicas: [2],
  leader: 2,
  leaderEpoch: 3,
  partitionEpoch: 8,
  leaderRecoveryState: 'recovered',
  eligibleLeaderReplicas: [],
  lastKnownElr: [],
}

function change(partition: PartitionRegistration, wanted: PartitionChange, running: readonly number[]) {
  const isAcceptableLeader = (id: number) => running.includes(id)
  return buildPartitionChange(partition, wanted, {
    isAcceptableLeader,
    image: { brokers: new Map() },
    minIsr: 1,
    elrEnabled: true,
  })
}

test('a move to a broker that is just stopping leaves nobody to lead, and its old leader is remembered and never asked', () => {
  const moved = change(MOVING, { targetIsr: [3, 2] }, [2])
  expect(moved).toMatchObject({ replicas: [3], isr: [3], leader: -1, lastKnownElr: [2] })

  const leaderless = { ...MOVING, replicas: [3], isr: [3], addingReplicas: [], removingReplicas: [], leader: -1 }
  const stopped = change({ ...leaderless, lastKnownElr: [2] }, { targetIsr: [] }, [2])
  expect(stopped).toMatchObject({ isr: [], leader: null, eligibleLeaderReplicas: [3], lastKnownElr: null })

  const empty = { ...leaderless, isr: [], eligibleLeaderReplicas: [3], lastKnownElr: [2] }
  const cameBackWithoutItsDisk = change(empty, { uncleanShutdownReplica: 3 }, [2, 3])
  expect(cameBackWithoutItsDisk).toMatchObject({ leader: null, eligibleLeaderReplicas: [] })

  const cameBackWhole = change(empty, {}, [2, 3])
  expect(cameBackWhole).toMatchObject({ leader: 3, isr: [3], lastKnownElr: [] })
})
