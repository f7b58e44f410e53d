import { beforeEach, describe, expect, test } from 'vitest'
import { pausedPlayback } from '../testing/fake-engine.ts'
import type { Frame } from '../worker/port.ts'
import { LastSeen } from './last-seen.ts'

let seen: LastSeen
beforeEach(() => {
  seen = new LastSeen()
})

function show(events: number, branchId = 'main', state: Frame['playback']['state'] = 'playing'): void {
  seen.frame({ playback: { ...pausedPlayback, branchId, state }, atUs: events * 10, eventsExecuted: events } as Frame)
}
const kill = (afterEvents: number, branchId = 'main') =>
  seen.done({ atUs: afterEvents * 10, afterEvents, command: { type: 'KillNode', node: 'broker-2' } }, branchId)

describe('where the reader last stood', () => {
  test('is nowhere before the first frame', () => {
    expect(seen.place()).toBeNull()
  })

  test('is the last frame that was shown', () => {
    show(5)
    show(9)
    expect(seen.place()).toEqual({ branchId: 'main', atUs: 90, events: 9 })
  })

  test('is after a command that was shown as done, though no frame has shown it yet', () => {
    show(5)
    kill(8)
    expect(seen.place()).toEqual({ branchId: 'main', atUs: 80, events: 9 })
  })

  test('is after the command even when a frame from before it comes late', () => {
    show(5)
    kill(8)
    show(7)
    expect(seen.place()?.events).toBe(9)
    show(12)
    expect(seen.place()?.events).toBe(12)
  })

  test('is in the past when the reader went there after the command', () => {
    show(5)
    kill(8)
    show(12)
    show(3)
    expect(seen.place()?.events).toBe(3)
  })

  test('is on the new branch when a command in the past made one', () => {
    show(12)
    show(3)
    kill(3, 'second')
    expect(seen.place()).toEqual({ branchId: 'second', atUs: 30, events: 4 })
    show(5, 'second')
    expect(seen.place()).toEqual({ branchId: 'second', atUs: 50, events: 5 })
  })

  test('is not where a search through time happens to be', () => {
    show(12)
    show(2, 'main', 'seeking')
    expect(seen.place()?.events).toBe(12)
  })
})
