import { type Branch, forReplay } from './branch.ts'
import type { Checkpoint } from './checkpoints.ts'
import type { Observer } from './observer.ts'
import { Playhead, type Progress, type Target } from './playhead.ts'
import type { Model, Position } from './run.ts'
import type { World } from './world.ts'

/** Which part of a history to go through; it is run from the nearest checkpoint before `from`. */
export interface Stretch {
  readonly from: Target
  readonly to: Target
}

/**
 * A stretch of a branch once more, in a copy of the world: the timeline's own present stays where it is, and what
 * becomes of the timeline meanwhile changes nothing here. Same events, same happenings with the same ids, same end.
 */
export class Replay<Spec, Command> {
  private readonly playhead: Playhead<Spec, Command>
  private stretch: Stretch
  private readonly observer: Observer
  private begun = false

  constructor(
    model: Model<Spec, Command>,
    branch: Branch<Command>,
    checkpoint: Checkpoint,
    stretch: Stretch,
    observer: Observer,
  ) {
    this.playhead = Playhead.from(model, forReplay(branch, checkpoint), checkpoint)
    this.stretch = stretch
    this.observer = observer
  }

  /** The world as far as it has been run. Read it. */
  get world(): World {
    return this.playhead.world
  }

  get position(): Position {
    return this.playhead.position
  }

  /** Runs at most that many events; call it until it returns something other than `budget`. */
  step(budget: number): Exclude<Progress, 'found'> {
    const { from, to } = this.stretch
    let left = budget
    if (!this.begun) {
      const before = this.position.afterEvents
      if (this.advance(from, left) === 'budget') return 'budget'
      this.begun = true
      this.playhead.observe(this.observer)
      left -= this.position.afterEvents - before
    }
    return this.advance(to, left)
  }

  /** Goes on beyond the end of the stretch: `step` runs to there now. */
  extendTo(to: Target): void {
    this.stretch = { ...this.stretch, to }
  }

  /** A target that is not there as it was recorded is met by its instant, as when the timeline seeks it. */
  private advance(target: Target, budget: number): Exclude<Progress, 'found'> {
    const progress = this.playhead.advance(target, budget)
    if (progress === 'missed' && target.atUs !== undefined) return this.advance({ atUs: target.atUs }, budget)
    return progress === 'budget' || progress === 'idle' ? progress : 'reached'
  }
}
