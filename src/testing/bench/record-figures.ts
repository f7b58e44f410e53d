/** Following one of 100,000 records. */

import { createRandomStreams, randomInt } from '../../engine/prng.ts'
import { Timeline } from '../../engine/timeline.ts'
import type { ClusterSpec, Command } from '../../kafka/cluster/commands.ts'
import { biographyOf } from '../../worker/chronicle/biography.ts'
import type { RecordChronicle } from '../../worker/chronicle/record-chronicle.ts'
import { simulatorParts } from '../../worker/simulator-parts.ts'
import type { Measurement } from './figure.ts'
import { busyCluster } from './loads.ts'

const RECORDS = 100_000
const ASKED = 200
const ROUNDS = 3

export const recordFigures: readonly Measurement[] = [
  {
    targets: [
      {
        name: 'records.biography_worst_ms',
        unit: 'ms',
        atMost: 50,
        how: `slowest of ${ASKED} biographies among 100,000 records of 20 producers; each the quickest of ${ROUNDS}`,
      },
      { name: 'records.biography_median_ms', unit: 'ms', how: 'the one in the middle of them' },
    ],
    measure: biographies,
  },
]

function biographies(): readonly number[] {
  const timeline = new Timeline<ClusterSpec, Command>(simulatorParts.model, busyCluster(), 41_877)
  const { notes } = timeline.chronicle as RecordChronicle
  const appends = () => notes.topicPartitions.flatMap((topicPartition) => notes.appendsTo(topicPartition))
  const known = () => appends().reduce((sum, { batch }) => sum + batch.records.length, 0)
  while (known() < RECORDS) timeline.runTo(timeline.world.nowUs + 1_000_000)
  const happenings = timeline.happenings.range(1, timeline.happenings.lastId)
  const all = appends()
  const random = createRandomStreams(7)
  const costs: number[] = []
  for (let asked = 0; asked < ASKED; asked++) {
    const append = all[randomInt(random, 'records', all.length)]!
    const { topicPartition } = notes.replicas.item(append.replica)
    const { baseOffset: offset, partitionLeaderEpoch: leaderEpoch } = append.batch
    let best = Infinity
    for (let round = 0; round < ROUNDS; round++) {
      const beganMs = performance.now()
      const told = biographyOf(notes, happenings, { topicPartition, offset, leaderEpoch })
      best = Math.min(best, performance.now() - beganMs)
      if (told === null || told.steps.length < 5) throw new Error('a record without a life')
    }
    costs.push(best)
  }
  costs.sort((a, b) => a - b)
  return [costs[ASKED - 1] ?? Number.NaN, costs[ASKED / 2] ?? Number.NaN]
}
