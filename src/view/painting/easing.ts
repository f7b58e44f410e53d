/** Marks that glide to where they belong in 200 to 300 ms of wall time, however fast simulated time passes. */

/** Time constant of the glide: after 80 ms 63 % of the way is done, after 300 ms nearly all. */
const TIME_CONSTANT_MS = 80
/** Nearer than this (in cells) is there. */
const CLOSE_ENOUGH = 0.02

interface Glide {
  value: number
  target: number
  seenInPass: number
}

export class Glides {
  private readonly glides = new Map<string, Glide>()
  private pass = 0

  /**
   * Where mark `id` is now on its way to `target`. A mark never seen before, or one that would have to travel farther
   * than `farthest`, is simply there: after a seek nothing sweeps across the stage.
   */
  at(id: string, target: number, farthest: number): number {
    const glide = this.glides.get(id)
    if (glide === undefined) {
      this.glides.set(id, { value: target, target, seenInPass: this.pass })
      return target
    }
    glide.target = target
    glide.seenInPass = this.pass
    if (Math.abs(glide.value - target) > farthest) glide.value = target
    return glide.value
  }

  /** Moves everything on by `elapsedMs`; true while something is still under way. */
  step(elapsedMs: number, instantly: boolean): boolean {
    const share = instantly ? 1 : 1 - Math.exp(-elapsedMs / TIME_CONSTANT_MS)
    let moving = false
    for (const [id, glide] of this.glides) {
      // Not asked for in the last pass: its lane has left the stage.
      if (glide.seenInPass < this.pass) this.glides.delete(id)
      else if (glide.value !== glide.target) {
        glide.value += (glide.target - glide.value) * share
        if (Math.abs(glide.target - glide.value) < CLOSE_ENOUGH) glide.value = glide.target
        else moving = true
      }
    }
    this.pass++
    return moving
  }
}
