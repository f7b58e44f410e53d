/** A failure story as a reader lives through it: what comes before, and then its steps, one after another. */
import { simulatorModel } from '../cli/model.ts'
import { runCommand } from '../engine/scheduler.ts'
import type { Command } from '../kafka/cluster/commands.ts'
import type { ClusterImage } from '../kafka/observe/cluster-image.ts'
import { buildImage } from '../kafka/observe/image/build-image.ts'
import { DEFAULT_PROFILE } from '../kafka/profile/properties-registry.ts'
import type { FailureId } from '../scenarios/failures/failure-ids.ts'
import type { FailureStep } from '../scenarios/failures/failure-story.ts'
import { FAILURES } from '../scenarios/failures/registry.ts'
import { type Era, emptyCluster } from '../scenarios/index.ts'
import { CLASS_SEED } from '../worker/default-run.ts'
import { TestCluster } from './cluster-of.ts'

const LOOK_EVERY_MS = 20

/** Between the death of a broker and the next leader, in simulated ms: a session with KRaft's controllers, or with ZooKeeper. */
export const FAILOVER_MS: Readonly<Record<Era, readonly [least: number, most: number]>> = {
  'kafka-4': [8_000, 10_500],
  'kafka-2.5': [11_000, 20_500],
}

/** No step of a story keeps a reader waiting longer than this. */
const LONGEST_PATIENCE_MS = 120_000

export class LivedFailure extends TestCluster {
  readonly #steps: readonly FailureStep[]
  #stepsDone = 0

  constructor(id: FailureId, era: Era = DEFAULT_PROFILE) {
    const { cluster, before, beginsAtMs, steps } = FAILURES[id]
    super(simulatorModel.create(cluster(emptyCluster(era)), CLASS_SEED))
    this.#steps = steps
    for (const { atMs, command } of before) {
      this.runFor({ ms: atMs - this.nowMs })
      this.command(command)
    }
    this.runFor({ ms: beginsAtMs - this.nowMs })
  }

  /** To the workstation too, at which some stories type. */
  override command(command: Command): void {
    const refusal = simulatorModel.refuseCommand?.(this.world, command) ?? null
    if (refusal !== null) throw new Error(`${command.type}: ${refusal}`)
    runCommand(this.world, () => simulatorModel.applyCommand(this.world, command))
  }

  get image(): ClusterImage {
    return buildImage(this.world)
  }

  /** Looks at the picture as often as a reader could, not after every event. */
  override runUntil(what: string, condition: () => boolean, withinMs = 400_000): number {
    const startedAtMs = this.nowMs
    while (!condition()) {
      if (this.nowMs - startedAtMs > withinMs) throw new Error(`waited ${withinMs} ms in vain: ${what}`)
      this.runFor({ ms: LOOK_EVERY_MS })
    }
    return this.nowMs - startedAtMs
  }

  /** Waits until a step can be done, and does it. Returns when, in simulated ms. */
  step(which = this.#stepsDone): number {
    const step = this.#steps[which]
    if (step === undefined) throw new Error('there is nothing left to do')
    this.runUntil('the next step can be done', () => step(this.image) !== null, LONGEST_PATIENCE_MS)
    const gesture = step(this.image) ?? []
    for (const command of typeof gesture === 'string' ? lineTyped(gesture) : gesture) this.command(command)
    this.#stepsDone = which + 1
    return this.nowMs
  }
}

const TERMINAL = 'terminal-of-the-story'

function lineTyped(text: string): readonly Command[] {
  return [
    { type: 'OpenTerminal', terminal: TERMINAL, tty: true },
    { type: 'TypeLine', terminal: TERMINAL, text },
  ]
}
