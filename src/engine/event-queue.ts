/**
 * What is still to happen, in order of (`atUs`, sequence number): a 4-ary heap.
 *
 * Keys live in typed arrays beside the heap rather than in the events: comparing two events then touches no object,
 * which is worth a factor of two with a few thousand events waiting. The heap holds slots, not events, so that an event
 * can be cancelled in constant time without being found.
 */
import { assert } from './assert.ts'
import type { SimEvent } from './sim-event.ts'

/** Slot and generation share one number, a `TimerId`. This many events may wait at a time. */
const MAX_SLOTS = 1_048_576
const INITIAL_CAPACITY = 64
/** Below this many cancelled events a compaction is not worth its heap-building. */
const MIN_CANCELLED_TO_COMPACT = 256

export interface EventQueue {
  /** Entries in the heap, cancelled ones included. */
  size: number
  cancelled: number
  nextSeq: number
  times: Float64Array
  seqs: Float64Array
  heapSlots: Int32Array
  /** By slot; `null` where the slot is free or its event cancelled. */
  readonly events: (SimEvent | null)[]
  /** By slot: how often it has been vacated, so that the id of a fired timer cannot cancel its successor. */
  generations: Int32Array
  readonly freeSlots: number[]
}

export function createEventQueue(): EventQueue {
  return {
    size: 0,
    cancelled: 0,
    nextSeq: 1,
    times: new Float64Array(INITIAL_CAPACITY),
    seqs: new Float64Array(INITIAL_CAPACITY),
    heapSlots: new Int32Array(INITIAL_CAPACITY),
    events: [],
    generations: new Int32Array(INITIAL_CAPACITY),
    freeSlots: [],
  }
}

/** Copies exactly what is in use; the copy grows when it is next pushed to. Events are shared. */
export function copyEventQueue(queue: EventQueue): EventQueue {
  return {
    size: queue.size,
    cancelled: queue.cancelled,
    nextSeq: queue.nextSeq,
    times: queue.times.slice(0, queue.size),
    seqs: queue.seqs.slice(0, queue.size),
    heapSlots: queue.heapSlots.slice(0, queue.size),
    events: queue.events.slice(),
    generations: queue.generations.slice(0, queue.events.length),
    freeSlots: queue.freeSlots.slice(),
  }
}

/** Returns the id under which the event can be cancelled until it is popped. */
export function pushEvent(queue: EventQueue, event: SimEvent): number {
  const slot = takeSlot(queue)
  queue.events[slot] = event
  if (queue.size === queue.times.length) growHeap(queue)
  siftUp(queue, queue.size++, event.atUs, queue.nextSeq++, slot)
  // One is added so that no id is 0: callers like to write `if (timerId)`.
  return ((queue.generations[slot] as number) + 1) * MAX_SLOTS + slot
}

/** When the next event is due, or `Infinity`. Cancelled events at the top are dropped on the way. */
export function nextDueUs(queue: EventQueue): number {
  while (queue.size > 0) {
    const slot = queue.heapSlots[0] as number
    if (queue.events[slot] !== null) return queue.times[0] as number
    queue.cancelled--
    queue.freeSlots.push(slot)
    removeTop(queue)
  }
  return Infinity
}

/** Takes the next event. Call only after `nextDueUs` has returned a finite time. */
export function popEvent(queue: EventQueue): SimEvent {
  const slot = queue.heapSlots[0] as number
  const event = queue.events[slot]
  assert(event !== null && event !== undefined, 'popEvent follows nextDueUs')
  vacate(queue, slot)
  queue.freeSlots.push(slot)
  removeTop(queue)
  return event
}

/** The event that waits under this id; null once it was popped or cancelled. */
export function waitingEvent(queue: EventQueue, id: number): SimEvent | null {
  const slot = id % MAX_SLOTS
  if (queue.generations[slot] !== Math.floor(id / MAX_SLOTS) - 1) return null
  return queue.events[slot] ?? null
}

/** Returns whether there was something to cancel. Ids of events already popped or cancelled are harmless. */
export function cancelEvent(queue: EventQueue, id: number): boolean {
  if (waitingEvent(queue, id) === null) return false
  vacate(queue, id % MAX_SLOTS)
  queue.cancelled++
  if (queue.cancelled > MIN_CANCELLED_TO_COMPACT && queue.cancelled * 2 > queue.size) compact(queue)
  return true
}

/** Removes every waiting event that `isDoomed`. For rare commands such as cutting a link: it visits them all. */
export function removeEvents(queue: EventQueue, isDoomed: (event: SimEvent) => boolean): void {
  for (let slot = 0; slot < queue.events.length; slot++) {
    const event = queue.events[slot] as SimEvent | null
    if (event === null || !isDoomed(event)) continue
    vacate(queue, slot)
    queue.cancelled++
  }
}

/** Waiting events in the order in which they will run. For hashing and for the curious; it sorts. */
export function eventsInOrder(queue: EventQueue): SimEvent[] {
  const entries: { atUs: number; seq: number; event: SimEvent }[] = []
  for (let i = 0; i < queue.size; i++) {
    const event = queue.events[queue.heapSlots[i] as number]
    if (event === null || event === undefined) continue
    entries.push({ atUs: queue.times[i] as number, seq: queue.seqs[i] as number, event })
  }
  entries.sort((a, b) => a.atUs - b.atUs || a.seq - b.seq)
  return entries.map((entry) => entry.event)
}

function takeSlot(queue: EventQueue): number {
  const free = queue.freeSlots.pop()
  if (free !== undefined) return free
  const slot = queue.events.length
  assert(slot < MAX_SLOTS, 'at most 2^20 events wait at a time')
  queue.events.push(null)
  if (slot >= queue.generations.length) queue.generations = grown(queue.generations, new Int32Array(slot * 2 + 16))
  return slot
}

function vacate(queue: EventQueue, slot: number): void {
  queue.events[slot] = null
  queue.generations[slot] = (queue.generations[slot] as number) + 1
}

function growHeap(queue: EventQueue): void {
  const capacity = queue.size * 2 + 16
  queue.times = grown(queue.times, new Float64Array(capacity))
  queue.seqs = grown(queue.seqs, new Float64Array(capacity))
  queue.heapSlots = grown(queue.heapSlots, new Int32Array(capacity))
}

function grown<A extends Float64Array | Int32Array>(from: A, to: A): A {
  to.set(from)
  return to
}

function siftUp(queue: EventQueue, from: number, atUs: number, seq: number, slot: number): void {
  const { times, seqs, heapSlots } = queue
  let hole = from
  while (hole > 0) {
    const parent = (hole - 1) >> 2
    const parentUs = times[parent] as number
    if (parentUs < atUs || (parentUs === atUs && (seqs[parent] as number) < seq)) break
    times[hole] = parentUs
    seqs[hole] = seqs[parent] as number
    heapSlots[hole] = heapSlots[parent] as number
    hole = parent
  }
  times[hole] = atUs
  seqs[hole] = seq
  heapSlots[hole] = slot
}

function removeTop(queue: EventQueue): void {
  const last = --queue.size
  if (last > 0)
    siftDown(queue, 0, queue.times[last] as number, queue.seqs[last] as number, queue.heapSlots[last] as number)
}

function siftDown(queue: EventQueue, from: number, atUs: number, seq: number, slot: number): void {
  const { times, seqs, heapSlots, size } = queue
  let hole = from
  for (;;) {
    const firstChild = hole * 4 + 1
    if (firstChild >= size) break
    const end = firstChild + 4 < size ? firstChild + 4 : size
    let best = firstChild
    let bestUs = times[firstChild] as number
    let bestSeq = seqs[firstChild] as number
    for (let child = firstChild + 1; child < end; child++) {
      const childUs = times[child] as number
      if (childUs > bestUs || (childUs === bestUs && (seqs[child] as number) > bestSeq)) continue
      best = child
      bestUs = childUs
      bestSeq = seqs[child] as number
    }
    if (bestUs > atUs || (bestUs === atUs && bestSeq > seq)) break
    times[hole] = bestUs
    seqs[hole] = bestSeq
    heapSlots[hole] = heapSlots[best] as number
    hole = best
  }
  times[hole] = atUs
  seqs[hole] = seq
  heapSlots[hole] = slot
}

/** Rebuilds the heap without its cancelled events, which long timers that are always cancelled would pile up. */
function compact(queue: EventQueue): void {
  const { times, seqs, heapSlots } = queue
  let kept = 0
  for (let i = 0; i < queue.size; i++) {
    const slot = heapSlots[i] as number
    if (queue.events[slot] === null) {
      queue.freeSlots.push(slot)
      continue
    }
    siftUp(queue, kept++, times[i] as number, seqs[i] as number, slot)
  }
  queue.size = kept
  queue.cancelled = 0
}
