/**
 * One timer for everything a client waits for. It is armed for the earliest instant and, when that turns out to be over,
 * armed again: a request that is answered in a millisecond need not cancel the alarm of its timeout.
 */
import type { NodeContext, Timer, TimerId } from '../../../engine/node-context.ts'

export interface WakeUp {
  readonly timer: Timer
  /** -1: not armed. */
  timerId: TimerId
  /** When it fires, while it is armed. */
  atUs: number
}

const NOT_ARMED = -1

export function createWakeUp(timer: Timer): WakeUp {
  return { timer: Object.freeze(timer), timerId: NOT_ARMED, atUs: 0 }
}

/** Sees to it that the timer fires at `atUs` or before; an instant that has passed means at once. */
export function wakeBy(wakeUp: WakeUp, atUs: number, node: NodeContext): void {
  if (atUs === Infinity) return
  const { nowUs } = node
  const dueUs = atUs > nowUs ? atUs : nowUs
  if (wakeUp.timerId !== NOT_ARMED) {
    if (wakeUp.atUs <= dueUs) return
    node.cancelTimer(wakeUp.timerId)
  }
  wakeUp.timerId = node.setTimer(dueUs - nowUs, wakeUp.timer)
  wakeUp.atUs = dueUs
}

/** It has fired. */
export function disarm(wakeUp: WakeUp): void {
  wakeUp.timerId = NOT_ARMED
}

export function silence(wakeUp: WakeUp, node: NodeContext): void {
  if (wakeUp.timerId !== NOT_ARMED) node.cancelTimer(wakeUp.timerId)
  disarm(wakeUp)
}
