// What time travel, links and the picture stand on, held against random clusters with random faults and terminals.

import '../every-version.ts'

import { describe, expect, test } from 'vitest'
import { refuse, simulatorModel } from '../../cli/model.ts'
import { copyWorld } from '../../engine/copy-world.ts'
import { randomInt } from '../../engine/prng.ts'
import { run, runCommand } from '../../engine/scheduler.ts'
import { hashWorld } from '../../engine/state-hash.ts'
import { Timeline } from '../../engine/timeline.ts'
import type { World } from '../../engine/world.ts'
import type { ClusterSpec, Command } from '../../kafka/cluster/commands.ts'
import { applyDelta, emptyImage } from '../../kafka/observe/cluster-image.ts'
import { profileNames } from '../../kafka/profile/registry.ts'
import { diffImages } from '../../worker/image-delta.ts'
import { simulatorParts } from '../../worker/simulator-parts.ts'
import { type RandomPlan, randomCommands, randomPlan } from './random-plan.ts'

const SEEDS = [41_877, 90_210, 7, 23]
const STEPS = 25

interface Placed {
  readonly atUs: number
  readonly command: Command
}

const LINES = [
  'kafka-topics.sh --bootstrap-server localhost:9092 --list',
  'kafka-topics.sh --bootstrap-server localhost:9093 --describe',
  "printf 'a\\nb\\n' | kafka-console-producer.sh --bootstrap-server localhost:9092 --topic topic-0",
  'kafka-console-consumer.sh --bootstrap-server localhost:9094 --topic topic-0 --from-beginning --timeout-ms 4000',
  'kafka-consumer-groups.sh --bootstrap-server localhost:9092 --describe --all-groups',
]

/** What the plan's dice do to a world on the way, and where; `seen` looks at it after each step. */
function live(plan: RandomPlan, world: World, seen: (world: World) => void = () => {}): Placed[] {
  const placed: Placed[] = []
  const give = (command: Command) => {
    if (refuse(world, command) !== null) return
    placed.push({ atUs: world.nowUs, command })
    runCommand(world, () => simulatorModel.applyCommand(world, command))
  }
  give({ type: 'OpenTerminal', terminal: 'terminal-1', tty: true })
  for (let step = 0; step < STEPS; step++) {
    run(world, { untilUs: world.nowUs + 20_000 + randomInt(plan.random, 'pauses', 1_200_000) })
    for (const command of randomCommands(plan, world)) give(command)
    if (step % 4 === 0) {
      const text = LINES[randomInt(plan.random, 'lines', LINES.length)] as string
      give({ type: 'TypeLine', terminal: 'terminal-1', text })
    }
    // Whatever the commands set off at this very instant, so that the instant alone says which state is meant.
    run(world, { untilUs: world.nowUs })
    seen(world)
  }
  return placed
}

/** Of several commands at one instant only the first comes after all that is due by then. */
function runOn(world: World, atUs: number): void {
  if (world.nowUs < atUs) run(world, { untilUs: atUs })
}

function replay(spec: ClusterSpec, seed: number, journal: readonly Placed[], untilUs: number): World {
  const world = simulatorModel.create(spec, seed)
  for (const { atUs, command } of journal) {
    runOn(world, atUs)
    runCommand(world, () => simulatorModel.applyCommand(world, command))
  }
  run(world, { untilUs })
  return world
}

const RUNS = profileNames().flatMap((profile) => SEEDS.map((seed) => [profile, seed] as const))

describe.each(RUNS)('%s, seed %i', (profile, seed) => {
  test('two runs of the same spec, seed and journal hash alike', () => {
    const plan = randomPlan(seed, profile)
    const world = simulatorModel.create(plan.spec, seed)
    const journal = live(plan, world)
    expect(journal.length).toBeGreaterThan(5)
    expect(hashWorld(replay(plan.spec, seed, journal, world.nowUs))).toBe(hashWorld(world))
    expect(hashWorld(replay(plan.spec, seed + 1, journal, world.nowUs))).not.toBe(hashWorld(world))
  })

  test('a checkpoint run on equals the world that never stopped, wherever it was taken', () => {
    const plan = randomPlan(seed, profile)
    const straight = simulatorModel.create(plan.spec, seed)
    const checkpoints: World[] = []
    const journal = live(plan, straight, (world) => checkpoints.push(copyWorld(world)))
    const end = hashWorld(straight)
    for (const checkpoint of checkpoints.filter((_, index) => index % 6 === 0)) {
      const rest = journal.filter(({ atUs }) => atUs > checkpoint.nowUs)
      for (const { atUs, command } of rest) {
        runOn(checkpoint, atUs)
        runCommand(checkpoint, () => simulatorModel.applyCommand(checkpoint, command))
      }
      run(checkpoint, { untilUs: straight.nowUs })
      expect(hashWorld(checkpoint)).toBe(end)
    }
  })

  test('seeking to any instant, from any other, gives what running there straight gives', () => {
    const plan = randomPlan(seed, profile)
    const straight = simulatorModel.create(plan.spec, seed)
    const stops: { readonly atUs: number; readonly hash: string }[] = []
    const journal = live(plan, straight, (world) => stops.push({ atUs: world.nowUs, hash: hashWorld(world) }))
    const timeline = new Timeline(simulatorModel, plan.spec, seed, { checkpointBytes: 8_000_000 })
    for (const { atUs, command } of journal) {
      if (timeline.position.atUs < atUs) timeline.runTo(atUs)
      timeline.act(command)
    }
    timeline.runTo(straight.nowUs)
    for (let jump = 0; jump < 12; jump++) {
      const stop = stops[randomInt(plan.random, 'jumps', stops.length)]
      if (stop === undefined) continue
      timeline.seek({ atUs: stop.atUs })
      expect(timeline.hash()).toBe(stop.hash)
    }
  })

  test('the image put together from deltas is the image of a world that was never looked at', () => {
    const plan = randomPlan(seed, profile)
    const world = simulatorModel.create(plan.spec, seed)
    let shown = emptyImage()
    const journal = live(plan, world, () => {
      const next = simulatorParts.buildImage(world)
      shown = applyDelta(shown, diffImages(shown, next))
    })
    const scratch = simulatorParts.buildImage(replay(plan.spec, seed, journal, world.nowUs))
    expect(shown).toEqual(scratch)
    expect(shown.replicas.size).toBeGreaterThan(0)
  })
})
