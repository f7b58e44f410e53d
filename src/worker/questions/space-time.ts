import { inFlight } from '../../engine/in-flight.ts'
import type { Observer } from '../../engine/observer.ts'
import { MESSAGE, type SimEvent } from '../../engine/sim-event.ts'
import { isUp, type World } from '../../engine/world.ts'
import { shownMessageType } from '../../kafka/common/message-names.ts'
import { loadOf } from '../../kafka/observe/image/in-flight-rows.ts'
import type { InFlightMessage } from '../../kafka/observe/in-flight-message.ts'
import { shownNodeName } from '../../kafka/observe/node-name.ts'
import { type Request, trafficOf } from '../../kafka/protocol/apis.ts'
import { timed } from '../frame-maker.ts'
import { replayed } from '../history/replayed.ts'
import type { TimedHappening } from '../port.ts'
import type { LongQuestion } from './question.ts'

/** Who sent what to whom within a stretch of time, and what happened meanwhile: what a space-time diagram is drawn from. */
interface ReadSpaceTime {
  readonly type: 'readSpaceTime'
  readonly fromUs: number
  readonly toUs: number
  /** Whether messages that only keep the cluster together are wanted. */
  readonly control: boolean
}

/** A message as on a wire; the instant of its arrival is the one it would have had where it never came. */
export interface SpaceTimeMessage
  extends Pick<InFlightMessage, 'id' | 'from' | 'to' | 'type' | 'traffic' | 'sentAtUs' | 'arrivesAtUs' | 'records'> {
  /** `gone`: it never arrived, as an end of its connection died or the link was cut. */
  readonly fate: 'arrived' | 'underWay' | 'gone'
  /** Id of the latest happening in its causal past; 0 if there is none. */
  readonly cause: number
}

/** A time in which a node had no process. */
export interface DownTime {
  readonly node: string
  readonly fromUs: number
  readonly toUs: number
}

interface SpaceTimeRead {
  readonly type: 'spaceTime'
  readonly fromUs: number
  readonly toUs: number
  /** In the order in which they were sent. */
  readonly messages: readonly SpaceTimeMessage[]
  readonly happenings: readonly TimedHappening[]
  /** Each node's in order. */
  readonly down: readonly DownTime[]
  /** There were more messages than anybody could tell apart: these are the first. */
  readonly truncated: boolean
}

const MOST_MESSAGES = 1_500

export const readSpaceTime: LongQuestion<ReadSpaceTime, SpaceTimeRead> = {
  begin: ({ timeline }, { fromUs, toUs, control }) => {
    const watch = new MessageWatch(control)
    return replayed(timeline, {
      from: { atUs: fromUs },
      to: { atUs: toUs },
      observer: watch,
      answer: (world) => ({
        type: 'spaceTime',
        fromUs,
        toUs,
        messages: watch.messages(world),
        happenings: watch.happenings,
        down: watch.downTimes(fromUs, toUs),
        truncated: watch.truncated,
      }),
    })
  },
}

/** Notes what is put on the wires and what comes off them. */
class MessageWatch implements Observer {
  readonly happenings: TimedHappening[] = []
  truncated = false
  readonly #control: boolean
  readonly #sent = new Map<number, Omit<SpaceTimeMessage, 'fate'>>()
  readonly #arrivals = new Map<number, number>()
  readonly #downSinceUs = new Map<string, number>()
  readonly #downTimes: DownTime[] = []
  /** Whether anything happened in the event at hand: nobody dies or starts without. */
  #happened = false
  #nextSeq = 0

  constructor(control: boolean) {
    this.#control = control
  }

  begin(world: World): void {
    this.#noteSent(world, 0)
    this.#noteDown(world)
  }

  afterEvent(world: World, event: SimEvent | null): void {
    if (event !== null && event.kind === MESSAGE && this.#sent.has(event.id)) this.#noteArrival(world, event)
    if (world.queue.nextSeq > this.#nextSeq) this.#noteSent(world, this.#nextSeq)
    if (this.#happened || event === null) this.#noteDown(world)
    this.#happened = false
  }

  onHappening: NonNullable<Observer['onHappening']> = (happening) => {
    this.happenings.push(timed(happening))
    this.#happened = true
  }

  downTimes(fromUs: number, toUs: number): DownTime[] {
    const still = [...this.#downSinceUs].map(([node, sinceUs]) => ({ node, fromUs: sinceUs, toUs }))
    return [...this.#downTimes, ...still]
      .map((time) => ({ ...time, fromUs: Math.max(fromUs, time.fromUs) }))
      .filter((time) => time.fromUs < time.toUs)
  }

  messages(world: World): SpaceTimeMessage[] {
    const flying = new Set(inFlight(world).map(({ id }) => id))
    return [...this.#sent.values()]
      .sort((a, b) => a.sentAtUs - b.sentAtUs || a.id - b.id)
      .map((message) => {
        const arrivedAtUs = this.#arrivals.get(message.id)
        if (arrivedAtUs !== undefined) return { ...message, arrivesAtUs: arrivedAtUs, fate: 'arrived' }
        return { ...message, fate: flying.has(message.id) ? 'underWay' : 'gone' }
      })
  }

  /** What reaches a machine whose process is dead is not received by anybody. */
  #noteArrival(world: World, { id, to, toIncarnation }: SimEvent): void {
    const node = world.nodes.get(world.addresses.get(to) ?? '')
    if (node?.state === null || node === undefined) return
    if (toIncarnation === 0 || toIncarnation === node.incarnation) this.#arrivals.set(id, world.nowUs)
  }

  #noteDown(world: World): void {
    for (const node of world.nodes.values()) {
      const sinceUs = this.#downSinceUs.get(node.id)
      if (sinceUs === undefined && !isUp(node)) this.#downSinceUs.set(node.id, world.nowUs)
      if (sinceUs === undefined || !isUp(node)) continue
      this.#downTimes.push({ node: node.id, fromUs: sinceUs, toUs: world.nowUs })
      this.#downSinceUs.delete(node.id)
    }
  }

  #noteSent(world: World, fromSeq: number): void {
    for (const event of world.queue.events) if (event !== null && event.id >= fromSeq) this.#note(world, event)
    for (const link of world.links)
      for (const event of link.heldMessages) if (event.id >= fromSeq) this.#note(world, event)
    this.#nextSeq = world.queue.nextSeq
  }

  #note(world: World, { id, kind, from, to, body, sentAtUs, atUs, cause, arrived }: SimEvent): void {
    if (kind !== MESSAGE || arrived || this.#sent.has(id)) return
    const traffic = trafficOf((body as Request).type)
    if (traffic !== 'data' && traffic !== 'acknowledgement' && !this.#control) return
    if (this.#sent.size >= MOST_MESSAGES) {
      this.truncated = true
      return
    }
    const { records } = loadOf(body)
    const ends = { from: shownNodeName(world, from), to: shownNodeName(world, to) }
    this.#sent.set(id, {
      id,
      ...ends,
      type: shownMessageType(body.type),
      traffic,
      sentAtUs,
      arrivesAtUs: atUs,
      records,
      cause,
    })
  }
}
