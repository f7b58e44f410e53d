/** Follows a history and puts what it sees into the series of every metric, stretch by stretch of simulated time. */
import type { Observer } from '../../engine/observer.ts'
import { MESSAGE, type SimEvent } from '../../engine/sim-event.ts'
import type { World } from '../../engine/world.ts'
import type { FetchRequest } from '../../kafka/protocol/fetch.ts'
import type { ProduceRequest } from '../../kafka/protocol/produce.ts'
import { Column } from './column.ts'
import { type Growth, lookAtLogs, lookAtNamed, type SeenLogs } from './log-growth.ts'
import { type Metric, type Note, type Told, toldOf } from './metric.ts'
import { METRICS, type MetricId } from './registry.ts'
import {
  type AnsweredRequest,
  type Connections,
  lateHandled,
  requestArrived,
  responseArrived,
} from './request-times.ts'

/** A metric with its series, by label in the order in which they became known. */
interface Sampled {
  readonly id: MetricId
  readonly metric: Metric
  readonly columns: Map<string, Column>
  readonly note: Note
}

/** What has to be remembered from one stretch to the next. Plain data. */
interface Memory {
  readonly connections: Connections
  readonly logs: SeenLogs
  /** By metric and label, how far a counter was. */
  readonly counters: Map<string, number>
}

/** A place from which a history may go another way. */
interface Place {
  readonly stretches: number
  readonly memory: Memory
}

/** Stretches between two places that are kept. */
const PLACE_EVERY = 32

export class Sampler implements Observer {
  /** Of simulated time: what one value stands for. */
  stretchUs: number
  /** How many are complete. */
  stretches = 0
  #memory: Memory = { connections: new Map(), logs: new Map(), counters: new Map() }
  #places: Place[] = []
  readonly #sampled: readonly Sampled[]
  readonly #bySign: { readonly [Sign in keyof Metric]?: readonly Sampled[] }
  /** Told before the event they happened in is over. */
  #told: Told[] = []

  constructor(stretchUs: number) {
    this.stretchUs = stretchUs
    this.#sampled = Object.entries(METRICS).map(([id, metric]) => this.#sampledOf(id as MetricId, metric))
    const withSign = (sign: keyof Metric) => this.#sampled.filter(({ metric }) => metric[sign] !== undefined)
    this.#bySign = {
      happening: withSign('happening'),
      appended: withSign('appended'),
      produceArrived: withSign('produceArrived'),
      answered: withSign('answered'),
      gauge: withSign('gauge'),
      counter: withSign('counter'),
    }
  }

  /** The same history as far as it was known there, at the last place that is kept before so many stretches. */
  forkedBefore(stretches: number): Sampler {
    const fork = new Sampler(this.stretchUs)
    const place = this.#places.findLast((each) => each.stretches <= stretches)
    if (place === undefined) return fork
    fork.stretches = place.stretches
    fork.#memory = structuredClone(place.memory)
    fork.#places = this.#places.filter((each) => each.stretches <= place.stretches)
    for (const [index, { columns }] of this.#sampled.entries())
      for (const [label, column] of columns)
        (fork.#sampled[index] as Sampled).columns.set(label, column.upTo(place.stretches))
    return fork
  }

  onHappening: NonNullable<Observer['onHappening']> = (happening) => {
    this.#told.push(toldOf(happening))
  }

  afterEvent(world: World, event: SimEvent | null): void {
    if (this.#told.length > 0) this.#tellHappenings(world)
    if (event === null || event.kind !== MESSAGE) return
    if (event.arrived) {
      const node = lateHandled(this.#memory.connections, world, event, this.#answered)
      if (node !== null && event.body.type === 'ProduceRequest') this.#lookAtNamed(world, event)
      return
    }
    switch (event.body.type) {
      case 'ProduceRequest':
      case 'FetchRequest':
        return this.#requestArrived(world, event)
      case 'ProduceResponse':
      case 'FetchResponse':
        return responseArrived(this.#memory.connections, world, event, this.#answered)
      default:
    }
  }

  /** The stretch ends here. Before the first one begins, it is only looked at what there is. */
  beginAt(world: World): void {
    lookAtLogs(this.#memory.logs, world, null)
    for (const { id, metric } of this.#bySign.counter ?? [])
      metric.counter?.(world, (label, value) => this.#memory.counters.set(`${id} ${label}`, value))
  }

  endStretch(world: World): void {
    lookAtLogs(this.#memory.logs, world, this.#appended)
    for (const { metric, note } of this.#bySign.gauge ?? []) metric.gauge?.(world, note)
    for (const each of this.#bySign.counter ?? []) this.#noteCounter(each, world)
    this.stretches++
    if (this.stretches % PLACE_EVERY !== 0) return
    this.#places.push({ stretches: this.stretches, memory: structuredClone(this.#memory) })
  }

  /** From here on a value stands for twice as long, in the past too. The number of stretches is even. */
  halve(): void {
    this.stretchUs *= 2
    this.stretches /= 2
    this.#places = this.#places
      .filter(({ stretches }) => stretches % 2 === 0)
      .map((place) => ({ ...place, stretches: place.stretches / 2 }))
    for (const { columns } of this.#sampled) for (const column of columns.values()) column.halve()
  }

  columnsOf(id: MetricId): readonly Column[] {
    return [...(this.#sampled.find((each) => each.id === id)?.columns.values() ?? [])]
  }

  #sampledOf(id: MetricId, metric: Metric): Sampled {
    const columns = new Map<string, Column>()
    const note: Note = (label, value) => {
      let column = columns.get(label)
      if (column === undefined) {
        column = new Column(label, metric)
        columns.set(label, column)
      }
      column.note(this.stretches, value)
    }
    return { id, metric, columns, note }
  }

  #tellHappenings(world: World): void {
    for (const told of this.#told)
      for (const { metric, note } of this.#bySign.happening ?? []) metric.happening?.(told, note, world)
    this.#told = []
  }

  #requestArrived(world: World, event: SimEvent): void {
    const node = requestArrived(this.#memory.connections, world, event, this.#answered)
    const request = event.body as ProduceRequest | FetchRequest
    if (node === null || request.type !== 'ProduceRequest') return
    for (const { metric, note } of this.#bySign.produceArrived ?? []) metric.produceArrived?.(request, note)
    this.#lookAtNamed(world, event)
  }

  #lookAtNamed(world: World, event: SimEvent): void {
    const node = world.nodes.get(world.addresses.get(event.to) ?? event.to)
    if (node === undefined || node.state === null) return
    lookAtNamed(this.#memory.logs, { world, node }, (event.body as ProduceRequest).partitions, this.#appended)
  }

  /** A process that began anew counts from nothing. */
  #noteCounter({ id, metric, note }: Sampled, world: World): void {
    const { counters } = this.#memory
    metric.counter?.(world, (label, value) => {
      const key = `${id} ${label}`
      const before = counters.get(key) ?? 0
      counters.set(key, value)
      const more = value < before ? value : value - before
      if (more > 0) note(label, more)
    })
  }

  readonly #appended = (growth: Growth): void => {
    for (const { metric, note } of this.#bySign.appended ?? []) metric.appended?.(growth, note)
  }

  readonly #answered = (answered: AnsweredRequest): void => {
    for (const { metric, note } of this.#bySign.answered ?? []) metric.answered?.(answered, note)
  }
}
