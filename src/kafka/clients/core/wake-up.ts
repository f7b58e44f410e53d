/**
 * One timer for everything a client waits for. It is armed for the earliest instant and, when that turns out to be over,
 * armed again: a request that is answered in a millisecond need not cancel the alarm of its timeout.
 */
import type { NodeContext, Timer, TimerId } from '../../../engine/node-context.ts'

export interface WakeUp {
  readonly timer: Timer
  armed: { readonly timerId: TimerId; readonly atUs: number } | null
}

export function createWakeUp(timer: Timer): WakeUp {
  return { timer: Object.freeze(timer), armed: null }
}

/** Sees to it that the timer fires at `atUs` or before; an instant that has passed means at once. */
export function wakeBy(wakeUp: WakeUp, atUs: number, node: NodeContext): void {
  if (atUs === Infinity) return
  const armed = wakeUp.armed
  if (armed !== null) {
    if (armed.atUs <= Math.max(atUs, node.nowUs)) return
    node.cancelTimer(armed.timerId)
  }
  const dueUs = Math.max(atUs, node.nowUs)
  wakeUp.armed = { timerId: node.setTimer(dueUs - node.nowUs, wakeUp.timer), atUs: dueUs }
}

export function silence(wakeUp: WakeUp, node: NodeContext): void {
  if (wakeUp.armed !== null) node.cancelTimer(wakeUp.armed.timerId)
  wakeUp.armed = null
}
