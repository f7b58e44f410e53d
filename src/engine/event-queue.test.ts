import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  cancelEvent,
  copyEventQueue,
  createEventQueue,
  type EventQueue,
  eventsInOrder,
  nextDueUs,
  popEvent,
  pushEvent,
  removeEvents,
} from './event-queue.ts'
import { type SimEvent, TIMER } from './sim-event.ts'

function eventAt(atUs: number, id: number): SimEvent {
  const body = { type: 'Test' }
  const ends = { from: 'a', to: 'a', link: -1, fromIncarnation: 1, toIncarnation: 1 }
  return { kind: TIMER, id, body, ...ends, atUs, sentAtUs: 0, sizeBytes: 0, cause: 0, arrived: false }
}

function drain(queue: EventQueue): number[] {
  const ids: number[] = []
  while (nextDueUs(queue) < Infinity) ids.push(popEvent(queue).id)
  return ids
}

test('events of one instant come in the order in which they were scheduled', () => {
  const queue = createEventQueue()
  for (let id = 0; id < 300; id++) pushEvent(queue, eventAt(5, id))
  expect(drain(queue)).toEqual(Array.from({ length: 300 }, (_, id) => id))
})

describe('against a sorted list', () => {
  const step = fc.oneof(
    { weight: 5, arbitrary: fc.record({ do: fc.constant('push' as const), delay: fc.nat(20) }) },
    { weight: 3, arbitrary: fc.record({ do: fc.constant('pop' as const) }) },
    { weight: 3, arbitrary: fc.record({ do: fc.constant('cancel' as const), which: fc.nat() }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('copy' as const) }) },
  )

  test('pushing, popping, cancelling and copying in any order agree', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 400 }), (steps) => {
        let queue = createEventQueue()
        const reference: { atUs: number; id: number; handle: number }[] = []
        const handles: number[] = []
        let nowUs = 0
        for (const [id, each] of steps.entries()) {
          if (each.do === 'push') {
            const handle = pushEvent(queue, eventAt(nowUs + each.delay, id))
            handles.push(handle)
            reference.push({ atUs: nowUs + each.delay, id, handle })
            reference.sort((a, b) => a.atUs - b.atUs || a.id - b.id)
          } else if (each.do === 'pop') {
            const expected = reference.shift()
            expect(nextDueUs(queue)).toBe(expected?.atUs ?? Infinity)
            if (expected === undefined) continue
            expect(popEvent(queue).id).toBe(expected.id)
            nowUs = expected.atUs
          } else if (each.do === 'cancel' && handles.length > 0) {
            const handle = handles[each.which % handles.length] as number
            const at = reference.findIndex((entry) => entry.handle === handle)
            expect(cancelEvent(queue, handle)).toBe(at !== -1)
            if (at !== -1) reference.splice(at, 1)
          } else if (each.do === 'copy') queue = copyEventQueue(queue)
        }
        expect(eventsInOrder(queue).map((event) => event.id)).toEqual(reference.map((entry) => entry.id))
        expect(drain(queue)).toEqual(reference.map((entry) => entry.id))
      }),
    )
  })
})

test('a queue of timers that are always cancelled stays small', () => {
  const queue = createEventQueue()
  pushEvent(queue, eventAt(2_000_000, -1))
  for (let id = 0; id < 100_000; id++) cancelEvent(queue, pushEvent(queue, eventAt(1_000_000 + id, id)))
  expect(queue.events.length).toBeLessThan(2_000)
  expect(drain(queue)).toEqual([-1])
})

test('the id of a fired timer does not cancel the timer that took its place', () => {
  const queue = createEventQueue()
  const fired = pushEvent(queue, eventAt(1, 1))
  drain(queue)
  const next = pushEvent(queue, eventAt(2, 2))
  expect(next).not.toBe(fired)
  expect(cancelEvent(queue, fired)).toBe(false)
  expect(drain(queue)).toEqual([2])
})

test.each([0, -1, 1.5, 2 ** 52, Number.NaN])('cancelling %d, which was never given out, does nothing', (id) => {
  const queue = createEventQueue()
  pushEvent(queue, eventAt(1, 1))
  expect(cancelEvent(queue, id)).toBe(false)
  expect(drain(queue)).toEqual([1])
})

test('a copy and its original go their own ways', () => {
  const queue = createEventQueue()
  for (let id = 0; id < 10; id++) pushEvent(queue, eventAt(id, id))
  const copy = copyEventQueue(queue)
  removeEvents(queue, (event) => event.id % 2 === 0)
  pushEvent(copy, eventAt(3, 99))
  expect(drain(queue)).toEqual([1, 3, 5, 7, 9])
  expect(drain(copy)).toEqual([0, 1, 2, 3, 99, 4, 5, 6, 7, 8, 9])
})
