// What the answers of the stories about groups say, asked of the engine.

import { expect, test } from 'vitest'
import { PROFILE_NAMES } from '../../kafka/profile/properties-registry.ts'
import '../../testing/every-version.ts'
import { LivedFailure } from '../../testing/lived-failure.ts'

const assigned = (t: LivedFailure, name: string) =>
  t.image.members.get(name)?.assignment.map(({ topicPartition }) => topicPartition) ?? []

test.each(PROFILE_NAMES)('%s: a fourth member waits, and takes over when the session of a dead one ends', (era) => {
  const t = new LivedFailure('idleConsumer', era)
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
  const sessionMs = era === 'kafka-4' ? 45_000 : 10_000
  if (!idle.includes(1)) expect(t.nowMs - killedAtMs).toBeGreaterThan(sessionMs - 5_000)
  expect(t.nowMs - killedAtMs).toBeLessThan(sessionMs + 5_000)
})

test.each(PROFILE_NAMES)('%s: what was read and not committed is read again', (era) => {
  const t = new LivedFailure('crashBeforeCommit', era)
  const reader = () => t.image.members.get('consumer-1')
  const { position = 0, committed = 0 } = reader()?.assignment[0] ?? {}
  expect(position).toBeGreaterThan(committed)
  t.step()
  t.step()
  t.runUntil('it is beyond where it was', () => (reader()?.assignment[0]?.position ?? -1) > position)
  // Since its process began anew: more than what has come since.
  expect(reader()?.consumed).toBeGreaterThan((reader()?.assignment[0]?.position ?? 0) - position)
})

test.each(PROFILE_NAMES)(
  '%s: who polls too seldom leaves, again and again; with fewer records a poll it stays',
  (era) => {
    const t = new LivedFailure('pollTooSlow', era)
    t.runFor({ ms: 30_000 })
    const left = () => t.happened('MemberLeft').length
    expect(left()).toBeGreaterThan(1)
    t.step()
    t.runFor({ ms: 30_000 })
    const calm = left()
    t.runFor({ ms: 30_000 })
    expect(left()).toBe(calm)
  },
)

test.each(PROFILE_NAMES)(
  '%s: a restart revokes everything from the eager group, and from the cooperative one only what moves',
  (era) => {
    const t = new LivedFailure('rebalanceCost', era)
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
  },
)

test.each(PROFILE_NAMES)('%s: a frozen member loses its partitions, and its commit is refused when it wakes', (era) => {
  const t = new LivedFailure('zombieConsumer', era)
  const frozenAtMs = t.step()
  t.step()
  // Ten seconds since its last heartbeat, of which there is one every three.
  expect(t.nowMs - frozenAtMs).toBeGreaterThan(7_000)
  expect(t.nowMs - frozenAtMs).toBeLessThan(10_500)
  t.runFor({ ms: 10_000 })
  expect(t.happened('CommitFailed').map(({ body }) => body.consumer)).toContain('consumer-1')
})

test.each(PROFILE_NAMES)('%s: a new group that begins at the latest sees nothing of what is there', (era) => {
  const t = new LivedFailure('seesNothing', era)
  t.step()
  t.runFor({ ms: 8_000 })
  expect(t.image.members.get('late-group')?.consumed).toBe(0)
  t.step()
  t.runFor({ ms: 8_000 })
  expect(t.image.members.get('early-group')?.consumed).toBeGreaterThan(20)
})

test.each(PROFILE_NAMES)('%s: offsets of a group that was empty for long are gone, and all is read again', (era) => {
  const t = new LivedFailure('offsetsExpired', era)
  expect(t.image.groups.get('hello-group')?.committed).toHaveLength(1)
  const log = t.image.replicas.get('orders-0@2')?.logEndOffset ?? 0
  const leftAtMs = t.nowMs
  t.step()
  expect(t.nowMs - leftAtMs).toBeGreaterThan(50_000)
  t.runFor({ ms: 10_000 })
  expect(t.image.members.get('consumer-2')?.consumed).toBe(log)
})
