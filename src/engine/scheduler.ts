/** Runs events, one after the other, within a budget. */
import { assert } from './assert.ts'
import { type BoundNodeContext, contextOf, receiverOf, timerContextOf } from './bound-node-context.ts'
import { nextDueUs, popEvent, pushEvent } from './event-queue.ts'
import { transmitDisconnect } from './network.ts'
import type { Timer } from './node-context.ts'
import { endProcess } from './processes.ts'
import { COMMAND, DISCONNECT, MESSAGE, postponed, type SimEvent, TIMER, withoutFirst } from './sim-event.ts'
import { formatTime } from './sim-time.ts'
import { isUp, type Link, type World } from './world.ts'

export interface RunLimits {
  /** Runs everything due up to and including this instant, which is then the present. */
  readonly untilUs?: number
  readonly maxEvents?: number
  /** Asked after every event, with the event. */
  readonly until?: (event: SimEvent) => boolean
}

export interface RunResult {
  readonly executed: number
  /**
   * `time`: `untilUs` is reached. `budget`: `maxEvents` were run. `condition`: `until` came true. `idle`: nothing is left
   * to happen and no `untilUs` was given.
   */
  readonly ended: 'time' | 'budget' | 'condition' | 'idle'
  /** The clock after the last event, before it was put forward to `untilUs`. */
  readonly lastEventAtUs: number
}

/** A handler broke; `cause` is its error. The message says where, so that it can be replayed. */
export class SimulationFailed extends Error {
  override readonly name = 'SimulationFailed'
  readonly atUs: number
  readonly executedEvents: number

  constructor(world: World, where: string, cause: unknown) {
    const why = cause instanceof Error ? cause.message : String(cause)
    super(`${why}, ${where}, at ${formatTime(world.nowUs)} (event ${world.executedEvents})`, { cause })
    this.atUs = world.nowUs
    this.executedEvents = world.executedEvents
  }
}

/** Runs the world until one of the limits is met. */
export function run(world: World, limits: RunLimits): RunResult {
  const untilUs = limits.untilUs ?? Infinity
  const maxEvents = limits.maxEvents ?? Infinity
  const until = limits.until
  const queue = world.queue
  let executed = 0
  while (executed < maxEvents) {
    const dueUs = nextDueUs(queue)
    if (dueUs > untilUs || dueUs === Infinity) {
      const lastEventAtUs = world.nowUs
      if (untilUs === Infinity) return { executed, ended: 'idle', lastEventAtUs }
      if (untilUs > world.nowUs) world.nowUs = untilUs
      return { executed, ended: 'time', lastEventAtUs }
    }
    const event = popEvent(queue)
    runEvent(world, event)
    executed++
    if (until?.(event) === true) return { executed, ended: 'condition', lastEventAtUs: world.nowUs }
  }
  return { executed, ended: 'budget', lastEventAtUs: world.nowUs }
}

/** Runs one event; false if none is left. */
export function stepEvent(world: World): boolean {
  return run(world, { maxEvents: 1 }).executed === 1
}

/** When the next event is due; `Infinity` if nothing is left to happen. */
export function nextEventAtUs(world: World): number {
  return nextDueUs(world.queue)
}

/**
 * Does something to the world from outside: a command. It counts as an event, so that "after how many events" says
 * exactly where in the history it belongs.
 */
export function runCommand(world: World, act: () => void): void {
  // What was cancelled is gone before the command, as it is before an event: ids of timers come from the places that are
  // free, and those must not tell whether time or a number of events led here.
  nextDueUs(world.queue)
  world.executedEvents++
  world.runningCause = 0
  try {
    act()
  } catch (error) {
    throw error instanceof SimulationFailed ? error : new SimulationFailed(world, 'in a command', error)
  }
  world.runningCause = 0
}

function runEvent(world: World, event: SimEvent): void {
  assert(event.atUs >= world.nowUs, 'time does not go back')
  world.nowUs = event.atUs
  world.executedEvents++
  world.runningCause = event.cause
  try {
    if (event.kind === TIMER) fireTimer(world, event)
    else if (event.kind === MESSAGE || event.kind === DISCONNECT) arrive(world, event)
    else handleCommand(world, event)
  } catch (error) {
    throw error instanceof SimulationFailed
      ? error
      : new SimulationFailed(world, `${event.body.type} on ${event.to}`, error)
  }
  world.runningCause = 0
}

function fireTimer(world: World, event: SimEvent): void {
  const context = timerContextOf(world, event)
  // Timers die with their process; finding them all when it ends would cost more than passing over them here.
  if (context === null) return
  const node = context.node
  if (node.status === 'running') context.behavior.onTimer(node.state, event.body as Timer, context)
  else if (node.status === 'paused') node.waiting.push(event)
  if (node.exiting) endProcess(world, node.id, 'stop')
}

function handleCommand(world: World, event: SimEvent): void {
  const context = contextOf(world, event.to)
  if (event.kind !== COMMAND || context === null || context.node.incarnation !== event.toIncarnation) return
  const node = context.node
  if (node.status === 'running') context.behavior.onCommand(node.state, event.body, context)
  else if (node.status === 'paused') node.waiting.push(event)
  if (node.exiting) endProcess(world, node.id, 'stop')
}

/** Something comes off the wire, or out of the queue at a slow or formerly paused node. */
function arrive(world: World, event: SimEvent): void {
  const link = world.links[event.link] as Link
  const oldest = event.arrived ? takeLate(link, event) : event
  world.runningCause = oldest.cause
  const receiver = receiverOf(world, link)
  if (receiver === null) {
    refuse(world, link, oldest)
    return
  }
  const node = receiver.node
  if ((node.incarnation !== oldest.toIncarnation && oldest.toIncarnation !== 0) || !isUp(node)) {
    if (node.status !== 'poweredOff') refuse(world, link, oldest)
    return
  }
  if (link.openTo === 0) link.openTo = node.incarnation
  if (node.status === 'paused') {
    link.late = event.arrived ? [oldest, ...link.late] : [...link.late, oldest]
    node.waiting.push(postponed(event, event.atUs, true))
  } else if (!event.arrived && (node.slowdownUs !== 0 || link.late.length !== 0)) {
    queueAtNode(world, link, node.slowdownUs, event)
  } else {
    if (oldest.kind === DISCONNECT) deliverDisconnect(world, link, receiver, oldest)
    else deliverMessage(world, link, receiver, oldest)
    if (node.exiting) endProcess(world, node.id, 'stop')
  }
}

/** The oldest of those that wait at the link; `event` itself where none does. */
function takeLate(link: Link, event: SimEvent): SimEvent {
  const oldest = link.late[0] ?? event
  link.late = withoutFirst(link.late)
  return oldest
}

function deliverMessage(world: World, link: Link, receiver: BoundNodeContext, event: SimEvent): void {
  const node = receiver.node
  const back = world.links[link.reverse] as Link
  if (back.openTo !== event.fromIncarnation) {
    // Incarnations only grow: a smaller one is a process whose successor has already been heard of.
    if (event.fromIncarnation < back.openTo) return
    const lost = back.openTo > 0
    back.openTo = event.fromIncarnation
    if (lost) receiver.behavior.onDisconnect(node.state, event.from, receiver)
    if (node.exiting) return
  }
  assert(node.state !== null, 'a message reaches a process')
  receiver.replyLink = back
  receiver.behavior.onMessage(node.state, event, receiver)
}

function deliverDisconnect(world: World, link: Link, receiver: BoundNodeContext, event: SimEvent): void {
  const back = world.links[link.reverse] as Link
  // Of a connection already given up, or replaced by one to a later process.
  if (back.openTo !== event.fromIncarnation) return
  back.openTo = -1
  receiver.behavior.onDisconnect(receiver.node.state, event.from, receiver)
}

/** A slow node, or one that is still busy with earlier messages of this link. */
function queueAtNode(world: World, link: Link, slowdownUs: number, event: SimEvent): void {
  const atUs = world.nowUs + slowdownUs
  if (atUs > link.lateUntilUs) link.lateUntilUs = atUs
  link.late = [...link.late, event]
  pushEvent(world.queue, postponed(event, link.lateUntilUs, true))
}

/** Nobody is there to take it: the machine answers that the connection does not exist. */
function refuse(world: World, link: Link, event: SimEvent): void {
  if (event.kind !== MESSAGE) return
  transmitDisconnect(world, world.links[link.reverse] as Link, event.toIncarnation, event.fromIncarnation)
}
