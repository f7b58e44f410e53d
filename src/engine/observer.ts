import type { SimEvent } from './sim-event.ts'
import type { Happening, World } from './world.ts'

/** Follows what is run, event by event. It reads the world; whoever changes it from here falsifies the run. */
export interface Observer {
  /** The world is where observing begins. */
  begin?(world: World): void
  /** Straight after an event; null: it was a command of the journal. */
  afterEvent?(world: World, event: SimEvent | null): void
  /** Each happening in its turn, before `afterEvent` of the event it happened in. */
  onHappening?(happening: Happening): void
  /** Asked after each event: true ends the running there, with `found`. Nobody asks a chronicle. */
  isEnough?(): boolean
}

/**
 * Notes of a history, taken while it runs for the first time. They are no state: no handler reads them, and a run is the
 * same without. Whoever asks what happened when need not live through all of it again.
 */
export interface Chronicle extends Observer {
  /** The notes so far, of a history that goes another way from this world on. */
  forkedAt(world: World): Chronicle
}

/** How far an observer has followed a branch: what is run again, from an earlier checkpoint, is told once. */
export interface Watch {
  readonly observer: Observer
  upToEvents: number
}
