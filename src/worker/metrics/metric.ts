/**
 * What a metric is: a row of `registry.ts`. It says by which name Kafka has it and how it is found out, from what the
 * engine does and never from what it would have to guess.
 */
import type { Happening as KernelHappening, World } from '../../engine/world.ts'
import type { Happening } from '../../kafka/observe/happenings.ts'
import type { ProduceRequest } from '../../kafka/protocol/produce.ts'
import type { Growth } from './log-growth.ts'
import type { AnsweredRequest } from './request-times.ts'

export type MetricGroup = 'health' | 'load' | 'times' | 'producers' | 'consumers'
export type MetricUnit = 'count' | 'records' | 'bytes' | 'perSecond' | 'bytesPerSecond' | 'ms'

/** Gives `value` to the series of `label`: a node's id, a client id, or nothing where the cluster has but one. */
export type Note = (label: string, value: number) => void

/** What the page needs to know of one. */
export interface MetricFacts {
  readonly group: MetricGroup
  /** What people call it: the last part of its name in JMX. */
  readonly name: string
  /** The MBean and the attribute of it; null: Kafka has no such metric, and the name is ours. */
  readonly bean: string | null
  readonly attribute: string | null
  readonly unit: MetricUnit
  /**
   * `gauge`: what it is at an instant. `rate`: what was noted, added up, for each second. `mean`: the average of what was
   * noted.
   */
  readonly kind: 'gauge' | 'rate' | 'mean'
  /**
   * Of a gauge: what all series are together, and what stands for several instants: of `sum` and `most` the most, of
   * `least` the least.
   */
  readonly together: 'sum' | 'most' | 'least'
  /** What it is in a healthy cluster; null: that depends on how much there is to do. */
  readonly healthy: number | null
}

/** Of these, whatever a metric needs is called; all get the world straight after what they tell of. */
export interface Metric extends MetricFacts {
  /** Whether a cluster like this one has it; absent: all have. */
  isThere?(world: World): boolean
  happening?(told: Told, note: Note, world: World): void
  /** A leader's log has grown. */
  appended?(growth: Growth, note: Note): void
  /** A produce request has come off the wire. */
  produceArrived?(request: ProduceRequest, note: Note): void
  /** A client, or a follower, has its answer. */
  answered?(answered: AnsweredRequest, note: Note): void
  /** What it is now: asked at the end of each stretch. */
  gauge?(world: World, note: Note): void
  /** How far something has been counted up, since its process began: the difference is noted. */
  counter?(world: World, note: Note): void
}

export interface Told {
  readonly body: Happening
  readonly nodeId: string
}

export function toldOf({ body, nodeId }: KernelHappening): Told {
  return { body: body as Happening, nodeId }
}
