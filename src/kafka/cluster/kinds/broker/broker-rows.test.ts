import { expect, test } from 'vitest'
import type { World } from '../../../../engine/world.ts'
import { clusterOf } from '../../../../testing/cluster-of.ts'
import type { ControllerImage } from '../../../observe/cluster-image.ts'
import { buildImage } from '../../../observe/image/build-image.ts'

function activeIn(world: World): ControllerImage | undefined {
  return [...buildImage(world).controllers.values()].find(({ role }) => role === 'leader')
}

test('when a dead broker was last heard of is not changed by its being fenced, nor made up by a new controller', () => {
  const t = clusterOf()
  const heardOf = () => buildImage(t.world).brokers.get('broker-2')!.lastHeartbeatAtUs
  t.command({ type: 'KillNode', node: 'broker-2' })
  const killedAtUs = t.world.nowUs
  const last = heardOf()
  expect(last).toBeGreaterThan(killedAtUs - 2_100_000)
  t.runUntil('it is fenced', () => t.happened('BrokerFenced').some(({ body }) => body.broker === 2), 20_000)
  expect(heardOf()).toBe(last)
  const { id, epoch } = activeIn(t.world)!
  t.command({ type: 'KillNode', node: `controller-${id}` })
  t.runUntil('another controller is active', () => (activeIn(t.world)?.epoch ?? 0) > epoch, 20_000)
  // Nobody told the new one when that was.
  expect(heardOf()).toBe(-1)
})
