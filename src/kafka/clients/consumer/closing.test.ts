import { expect, test } from 'vitest'
import { pausedLeader, type Reading, secondsToClose } from '../../../testing/closed-consumer.ts'
import { DEFAULT_PROFILE } from '../../profile/registry.ts'

const MEMBER = { 'group.id': 'g', 'enable.auto.commit': 'true' }

/** Nobody is there to be asked, and it knows. */
function deadCluster({ t, program }: Reading): void {
  for (const id of [1, 2, 3]) t.kill(id)
  program.poll(['c'], 4_000)
}

test('a member with something to commit looks for its coordinator for request.timeout.ms, or the time to close', () => {
  expect(secondsToClose(DEFAULT_PROFILE, MEMBER, deadCluster)).toBe(30)
  expect(secondsToClose(DEFAULT_PROFILE, { ...MEMBER, 'request.timeout.ms': '6000' }, deadCluster)).toBe(6)
})

test('who has nothing to commit is closed at once', () => {
  expect(secondsToClose(DEFAULT_PROFILE, { 'group.id': 'g' }, deadCluster)).toBe(0)
  expect(secondsToClose(DEFAULT_PROFILE, {}, deadCluster)).toBe(0)
})

test('the end of a fetch session is answered by a leader that stands still when it is given up', () => {
  expect(secondsToClose(DEFAULT_PROFILE, {}, pausedLeader)).toBe(30)
  expect(secondsToClose(DEFAULT_PROFILE, { 'request.timeout.ms': '4000' }, pausedLeader)).toBe(4)
  expect(secondsToClose(DEFAULT_PROFILE, {}, () => undefined)).toBe(0)
})
