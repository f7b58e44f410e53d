import { assert } from './assert.ts'
import { cancelEvent, pushEvent, waitingEvent } from './event-queue.ts'
import type { NodeId, Timer, TimerId } from './node-context.ts'
import { TIMER } from './sim-event.ts'
import type { World, WorldNode } from './world.ts'

/** Some 140 years. A setting may ask for more, up to 2^63 ms; no run lasts so long, and instants stay exact. */
const FAR_US = 2_251_799_813_685_248 * 2

/** Schedules a timer for the process now running at `node`; it dies with that process. */
export function setTimer(world: World, node: WorldNode, address: NodeId, delayUs: number, timer: Timer): TimerId {
  assert(delayUs >= 0 && Number.isInteger(delayUs), 'a delay is a whole number of microseconds, not negative')
  return pushEvent(world.queue, {
    kind: TIMER,
    id: world.queue.nextSeq,
    from: address,
    to: address,
    body: timer,
    atUs: world.nowUs + Math.min(delayUs, FAR_US),
    sentAtUs: world.nowUs,
    sizeBytes: 0,
    link: -1,
    fromIncarnation: node.incarnation,
    toIncarnation: node.incarnation,
    cause: timer.periodic === true ? 0 : world.runningCause,
    arrived: false,
  })
}

export function cancelTimer(world: World, timerId: TimerId): void {
  cancelEvent(world.queue, timerId)
}

/** Since when a timer runs and until when; null once it has fired or was cancelled. For whoever looks on. */
export function timerOf(world: World, timerId: TimerId): { readonly sinceUs: number; readonly untilUs: number } | null {
  const event = waitingEvent(world.queue, timerId)
  return event === null ? null : { sinceUs: event.sentAtUs, untilUs: event.atUs }
}
