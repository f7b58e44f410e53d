import { expect, test } from 'vitest'
import { cutLink, repairLink } from '../../../engine/link-faults.ts'
import { controllersOf } from '../../../testing/controllers/controller-cluster.ts'
import { controllerNode } from '../../common/addresses.ts'
import type { ControllerState } from '../controller-node.ts'
import { entriesOf, logEndOffset } from './raft-log.ts'

test('three controllers elect one leader within a few seconds, and the others follow it', () => {
  const t = controllersOf()
  const leader = t.waitForActive()
  t.runFor(2_000)
  const roles = t.voters.map((id): string => t.controller(id)?.raft.role.kind ?? 'down')
  expect(roles.toSorted((a, b) => (a < b ? -1 : 1))).toEqual(['follower', 'follower', 'leader'])
  for (const id of t.voters) expect(t.controller(id)?.raft.epoch).toBe(leader.raft.epoch)
})

test('the first leader writes the features of a formatted cluster and the cluster-wide minimum ISR', () => {
  const t = controllersOf()
  t.waitForActive()
  t.runFor(1_000)
  for (const id of t.voters) {
    const image = t.controller(id)?.image
    expect(image?.features.get('metadata.version')).toBe(30)
    expect(image?.features.get('eligible.leader.replicas.version')).toBe(1)
    expect(image?.configs.get('broker:')).toEqual({ 'min.insync.replicas': '1' })
  }
})

test('when the leader is killed a follower takes over in a later epoch, within about three seconds', () => {
  const t = controllersOf()
  const old = t.waitForActive()
  t.runFor(5_000)
  const killedAtUs = t.world.nowUs
  t.kill(controllerNode(old.controllerId))
  const next = t.waitForActive()
  expect(next.raft.epoch).toBeGreaterThan(old.raft.epoch)
  expect(t.world.nowUs - killedAtUs).toBeLessThan(4_500_000)
  expect(t.world.nowUs - killedAtUs).toBeGreaterThan(1_400_000)
})

test('a clean stop hands over at once, without waiting for a fetch timeout', () => {
  const t = controllersOf()
  const old = t.waitForActive()
  t.runFor(5_000)
  const stoppedAtUs = t.world.nowUs
  t.stopController(old.controllerId)
  t.runUntil('another is active', () => t.active() !== null && t.active()?.controllerId !== old.controllerId)
  expect(t.world.nowUs - stoppedAtUs).toBeLessThan(500_000)
})

test('with two of three controllers gone nothing can be decided, and with one of them back it can', () => {
  const t = controllersOf()
  const survivor = t.waitForActive().controllerId
  t.runFor(2_000)
  const others = t.voters.filter((id) => id !== survivor)
  for (const id of others) t.kill(controllerNode(id))
  t.runFor(10_000)
  expect(t.active()).toBeNull()
  expect(t.controller(survivor)?.raft.role.kind).not.toBe('leader')
  t.start(controllerNode(others[0] as number))
  t.waitForActive()
})

test('a controller that comes back after a power cut has lost nothing of the log it acknowledged', () => {
  const t = controllersOf()
  const leader = t.waitForActive()
  t.runFor(5_000)
  const follower = t.voters.find((id) => id !== leader.controllerId) as number
  const endOf = (id: number) => logEndOffset((t.controller(id) as ControllerState).raft.log)
  const before = endOf(follower)
  t.powerCut(controllerNode(follower))
  t.runFor(1_000)
  t.start(controllerNode(follower))
  expect(endOf(follower)).toBe(before)
  t.runUntil('it has caught up', () => t.controller(follower)?.image.offset === t.active()?.image.offset)
})

test('a leader cut off from the others resigns, and what it could not commit is forgotten when it returns', () => {
  const t = controllersOf()
  const old = t.waitForActive()
  t.runFor(2_000)
  const others = t.voters.filter((id) => id !== old.controllerId)
  for (const id of others) {
    cutLink(t.world, controllerNode(old.controllerId), controllerNode(id))
    cutLink(t.world, controllerNode(id), controllerNode(old.controllerId))
  }
  t.runUntil('the others have a leader', () => others.some((id) => t.controller(id)?.active != null))
  // Its own idle records went on for a while, in an epoch that nobody shared.
  t.runUntil('the old one has given up', () => t.controller(old.controllerId)?.active === null)
  for (const id of others) {
    repairLink(t.world, controllerNode(old.controllerId), controllerNode(id))
    repairLink(t.world, controllerNode(id), controllerNode(old.controllerId))
  }
  t.runFor(8_000)
  const leader = t.waitForActive()
  const returned = t.controller(old.controllerId) as ControllerState
  expect(returned.raft.epoch).toBe(leader.raft.epoch)
  t.runUntil('the logs are the same', () => logEndOffset(leader.raft.log) === logEndOffset(returned.raft.log))
  expect(entriesOf(returned.raft.log)).toEqual(entriesOf(leader.raft.log))
})

test('a follower that cannot hear the leader does not depose it: the pre-vote asks those who can', () => {
  const t = controllersOf()
  const leader = t.waitForActive()
  t.runFor(2_000)
  const [deaf, hearing] = t.voters.filter((id) => id !== leader.controllerId) as [number, number]
  cutLink(t.world, controllerNode(leader.controllerId), controllerNode(deaf))
  cutLink(t.world, controllerNode(deaf), controllerNode(leader.controllerId))
  t.runFor(20_000)
  expect(t.active()?.controllerId).toBe(leader.controllerId)
  expect(t.controller(hearing)?.raft.epoch).toBe(leader.raft.epoch)
})

test('the metadata log stays bounded, and a controller far behind is given a snapshot', () => {
  const t = controllersOf({ config: { 'metadata.max.idle.interval.ms': '5' } })
  const leader = t.waitForActive()
  const late = t.voters.find((id) => id !== leader.controllerId) as number
  t.runFor(1_000)
  t.kill(controllerNode(late))
  t.runUntil('the log has been cut', () => leader.raft.log.logStartOffset > 1_000, 200_000)
  expect(entriesOf(leader.raft.log).length).toBeLessThan(21_000)
  t.start(controllerNode(late))
  t.runUntil('it has caught up', () => t.controller(late)?.image.offset === t.active()?.image.offset)
  expect(t.controller(late)?.raft.log.snapshot).not.toBeNull()
  expect(t.controller(late)?.image.features).toEqual(leader.image.features)
})
