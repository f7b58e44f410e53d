import { expect, test } from 'vitest'
import { copyWorld } from '../../engine/copy-world.ts'
import { run } from '../../engine/scheduler.ts'
import { hashWorld } from '../../engine/state-hash.ts'
import { controllersOf } from '../../testing/controllers/controller-cluster.ts'
import { controllerNode } from '../common/addresses.ts'

function busyCluster(seed: number) {
  const t = controllersOf({ brokers: 3, seed })
  t.createTopic('orders', [
    [1, 2, 3],
    [2, 3, 1],
  ])
  t.kill('broker-2')
  t.runFor(4_000)
  return t
}

test('two runs of the same seed end in the same state, two seeds do not', () => {
  expect(hashWorld(busyCluster(7).world)).toBe(hashWorld(busyCluster(7).world))
  expect(hashWorld(busyCluster(8).world)).not.toBe(hashWorld(busyCluster(7).world))
})

test('a cluster copied in the middle of an election goes on exactly as the original does', () => {
  const t = busyCluster(7)
  t.kill(controllerNode(t.waitForActive().controllerId))
  t.runFor(2_100)
  const copy = copyWorld(t.world)
  expect(hashWorld(copy)).toBe(hashWorld(t.world))
  for (const world of [t.world, copy]) run(world, { untilUs: world.nowUs + 20_000_000 })
  expect(hashWorld(copy)).toBe(hashWorld(t.world))
})
