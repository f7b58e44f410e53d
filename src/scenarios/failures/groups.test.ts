// What the answers of the stories about groups say, asked of the engine.

import { expect, test } from 'vitest'
import { LivedFailure } from '../../testing/lived-failure.ts'

const assigned = (t: LivedFailure, name: string) =>
  t.image.members.get(name)?.assignment.map(({ topicPartition }) => topicPartition) ?? []

test('a fourth member waits, and takes over when the session of a dead one ends', () => {
  const t = new LivedFailure('idleConsumer')
  t.step()
  t.runFor({ ms: 8_000 })
  const idle = [1, 2, 3, 4].filter((id) => assigned(t, `consumer-${id}`).length === 0)
  expect(idle).toHaveLength(1)
  const killedAtMs = t.step()
  t.runUntil('all partitions are read again', () => {
    const alive = [2, 3, 4].flatMap((id) => assigned(t, `consumer-${id}`))
    return new Set(alive).size === 3
  })
  // The idle one may be the one that was killed; else its session has to end first.
  if (!idle.includes(1)) expect(t.nowMs - killedAtMs).toBeGreaterThan(40_000)
  expect(t.nowMs - killedAtMs).toBeLessThan(50_000)
})

test('what was read and not committed is read again', () => {
  const t = new LivedFailure('crashBeforeCommit')
  const reader = () => t.image.members.get('consumer-1')
  const { position = 0, committed = 0 } = reader()?.assignment[0] ?? {}
  expect(position).toBeGreaterThan(committed)
  t.step()
  t.step()
  t.runUntil('it is beyond where it was', () => (reader()?.assignment[0]?.position ?? -1) > position)
  // Since its process began anew: more than what has come since.
  expect(reader()?.consumed).toBeGreaterThan((reader()?.assignment[0]?.position ?? 0) - position)
})

test('who polls too seldom leaves, again and again; with fewer records a poll it stays', () => {
  const t = new LivedFailure('pollTooSlow')
  t.runFor({ ms: 30_000 })
  const left = () => t.happened('MemberLeft').length
  expect(left()).toBeGreaterThan(1)
  t.step()
  t.runFor({ ms: 30_000 })
  const calm = left()
  t.runFor({ ms: 30_000 })
  expect(left()).toBe(calm)
})

test('a restart revokes everything from the eager group, and from the cooperative one only what moves', () => {
  const t = new LivedFailure('rebalanceCost')
  t.step()
  let fewestEager = 6
  let fewestCooperative = 6
  const readBy = (group: string) => [1, 2].reduce((sum, id) => sum + assigned(t, `${group}-${id}`).length, 0)
  for (let passed = 0; passed < 20_000; passed += 20) {
    t.runFor({ ms: 20 })
    fewestEager = Math.min(fewestEager, readBy('eager'))
    fewestCooperative = Math.min(fewestCooperative, readBy('cooperative'))
  }
  expect(fewestCooperative).toBeGreaterThan(fewestEager)
  t.step()
  t.runUntil('all six are shared again', () => [1, 2, 3].every((id) => assigned(t, `cooperative-${id}`).length === 2))
})

test('a frozen member loses its partitions, and its commit is refused when it wakes', () => {
  const t = new LivedFailure('zombieConsumer')
  const frozenAtMs = t.step()
  t.step()
  // Ten seconds since its last heartbeat, of which there is one every three.
  expect(t.nowMs - frozenAtMs).toBeGreaterThan(7_000)
  expect(t.nowMs - frozenAtMs).toBeLessThan(10_500)
  t.runFor({ ms: 10_000 })
  expect(t.happened('CommitFailed').map(({ body }) => body.consumer)).toContain('consumer-1')
})

test('a new group that begins at the latest sees nothing of what is there', () => {
  const t = new LivedFailure('seesNothing')
  t.step()
  t.runFor({ ms: 8_000 })
  expect(t.image.members.get('late-group')?.consumed).toBe(0)
  t.step()
  t.runFor({ ms: 8_000 })
  expect(t.image.members.get('early-group')?.consumed).toBeGreaterThan(20)
})

test('offsets of a group that was empty for long are gone, and all is read again', () => {
  const t = new LivedFailure('offsetsExpired')
  expect(t.image.groups.get('hello-group')?.committed).toHaveLength(1)
  const log = t.image.replicas.get('orders-0@2')?.logEndOffset ?? 0
  const leftAtMs = t.nowMs
  t.step()
  expect(t.nowMs - leftAtMs).toBeGreaterThan(50_000)
  t.runFor({ ms: 10_000 })
  expect(t.image.members.get('consumer-2')?.consumed).toBe(log)
})
