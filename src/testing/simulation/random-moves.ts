/** Replicas move as they do by a gesture on the page: here, off a broker, to more or fewer copies, throttled, called off. */
import type { World } from '../../engine/world.ts'
import type { Command } from '../../kafka/cluster/commands.ts'
import { buildImage } from '../../kafka/observe/image/build-image.ts'
import {
  aliveBrokers,
  movesForFactor,
  movesOff,
  movesTo,
  movingPartitions,
  type PlannedMove,
} from '../../view/moves/plan-moves.ts'
import { pick } from './random-faults.ts'
import type { Draw } from './random-settings.ts'

type Rows = Extract<Command, { readonly type: 'ReassignPartitions' }>['partitions']
type Planned = Pick<PlannedMove, 'partition' | 'replicas'>

/** All that the page would propose or, now and then, what somebody has left of it. */
export function moveReplicas(world: World, draw: Draw): Command[] {
  const image = buildImage(world)
  const moving = movingPartitions(image)
  if (moving.length > 0 && draw(3) === 0)
    return reassign(rowsOf(moving.map((partition) => ({ partition, replicas: null }))), null)
  const broker = pick(aliveBrokers(image), draw)
  const topic = pick([...image.topics.keys()], draw)
  if (broker === null || topic === null) return []
  switch (draw(4)) {
    case 0: {
      const { moves } = movesTo(image, broker.id, new Set(image.topics.keys()))
      return reassign(rowsOf(someOf(moves, draw)), throttleOf(draw))
    }
    case 1: {
      const { moves, impossible } = movesOff(image, broker.id)
      const thenStop = impossible.length === 0 && draw(2) === 0 ? broker.node : null
      return reassign(rowsOf(moves), throttleOf(draw), thenStop)
    }
    case 2:
      return reassign(rowsOf(movesForFactor(image, topic, 1 + draw(3)).moves), throttleOf(draw))
    default: {
      // The same brokers, and another of them preferred. A partition that 2.5 has just added is known before they are.
      const partitions = [...image.partitions.values()].filter(
        (partition) => partition.topic === topic && partition.replicas.length > 0,
      )
      const turned = partitions.map((partition): Planned => {
        const by = draw(partition.replicas.length)
        return { partition, replicas: [...partition.replicas.slice(by), ...partition.replicas.slice(0, by)] }
      })
      return reassign(rowsOf(turned), null)
    }
  }
}

function someOf(moves: readonly PlannedMove[], draw: Draw): readonly PlannedMove[] {
  return draw(3) === 0 ? moves : moves.filter(() => draw(2) === 0)
}

/** One that still lets everything arrive within a recovery. */
function throttleOf(draw: Draw): number | null {
  return draw(3) === 0 ? 40_000 + draw(5) * 20_000 : null
}

function rowsOf(
  moves: readonly { readonly partition: Planned['partition']; readonly replicas: readonly number[] | null }[],
): Rows {
  return moves.map(({ partition: { topic, partition }, replicas }) => ({ topic, partition, replicas }))
}

function reassign(partitions: Rows, throttle: number | null, thenStop: string | null = null): Command[] {
  return partitions.length === 0 ? [] : [{ type: 'ReassignPartitions', partitions, throttle, thenStop }]
}
