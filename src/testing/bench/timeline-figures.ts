/** Time travel through 100,000 events of the run the page opens on. */
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { simulatorModel } from '../../cli/model.ts'
import { createRandomStreams, randomInt } from '../../engine/prng.ts'
import { Timeline } from '../../engine/timeline.ts'
import type { ClusterSpec, Command } from '../../kafka/cluster/commands.ts'
import { firstMinute } from '../../scenarios/index.ts'
import { markKindOf } from '../../worker/marks.ts'
import type { Measurement } from './figure.ts'

const EVENTS = 100_000
const SEEKS = 200
const ROUNDS = 4

export const timelineFigures: readonly Measurement[] = [
  {
    targets: [
      {
        name: 'timeline.seek_worst_ms',
        unit: 'ms',
        atMost: 20,
        how: `slowest of 200 random seeks in 100,000 events of the first minute; each the quickest of ${ROUNDS}`,
      },
      { name: 'timeline.seek_median_ms', unit: 'ms', how: 'the one in the middle of them' },
      {
        name: 'timeline.heap_mb',
        unit: 'MB',
        atMost: 50,
        how: 'the run with its checkpoints, happenings and present, after a collection',
      },
    ],
    measure: seekAndHeap,
  },
]

function seekAndHeap(): readonly number[] {
  const collect = garbageCollector()
  collect()
  const before = heapBytes()
  const model = {
    ...simulatorModel,
    isMark: (happening: Parameters<typeof markKindOf>[0]) => markKindOf(happening) !== null,
  }
  const timeline = new Timeline<ClusterSpec, Command>(model, firstMinute(), 41_877)
  timeline.runTo(Infinity, EVENTS)
  const random = createRandomStreams(7)
  const instants = Array.from({ length: SEEKS }, () => randomInt(random, 'seeks', timeline.latest.atUs))
  // The same way several times over, each seek by its quickest: what is left is the engine's, not the neighbours'.
  const costs = instants.map(() => Infinity)
  for (let round = 0; round < ROUNDS; round++) {
    instants.forEach((atUs, index) => {
      const beganMs = performance.now()
      timeline.seek({ atUs })
      costs[index] = Math.min(costs[index] ?? Infinity, performance.now() - beganMs)
    })
  }
  collect()
  const heapMb = (heapBytes() - before) / 1_000_000
  costs.sort((a, b) => a - b)
  // Named once more after the measurement, so that nothing of it is collected before.
  if (timeline.latest.afterEvents < EVENTS) throw new Error('the run is shorter than it should be')
  return [costs[SEEKS - 1] ?? Number.NaN, costs[SEEKS / 2] ?? Number.NaN, heapMb]
}

function heapBytes(): number {
  const { heapUsed, arrayBuffers } = process.memoryUsage()
  return heapUsed + arrayBuffers
}

/** What --expose-gc gives, without a process of its own. */
function garbageCollector(): () => void {
  setFlagsFromString('--expose-gc')
  return runInNewContext('gc') as () => void
}
