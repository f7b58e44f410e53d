import { describe, expect, test } from 'vitest'
import { wholeWorkstation } from '../../cli/model.ts'
import { simulatorModelOf } from '../../cli/simulator-model.ts'
import type { NodeContext, ReceivedMessage } from '../../engine/node-context.ts'
import { addNode, startNode } from '../../engine/processes.ts'
import { run, runCommand } from '../../engine/scheduler.ts'
import { hashWorld } from '../../engine/state-hash.ts'
import { takeHappenings } from '../../engine/world.ts'
import { t } from '../../i18n/index.ts'
import { firstMinute } from '../../scenarios/index.ts'
import { checkInvariants } from '../../testing/invariants/check-invariants.ts'
import { beaconOf, toyKind } from '../../testing/toy-kind.ts'
import { nameableNodes } from '../../view/terminal/run-simulator-line.ts'
import { helpText, parseSimulatorLine } from '../../view/terminal/simulator-commands.ts'
import { endpointNode } from '../common/addresses.ts'
import { createInvariantChecker } from '../invariants/invariant-checker.ts'
import { buildImage } from '../observe/image/build-image.ts'

const BEACON = 'beacon-of-tests'
const model = simulatorModelOf(wholeWorkstation, toyKind)

function story() {
  const world = model.create(firstMinute(), 1)
  const beacon = () => buildImage(world).nodes.get(BEACON)
  return {
    world,
    beacon,
    runFor: (ms: number) => run(world, { untilUs: world.nowUs + ms * 1_000 }),
    /** A line of the simulator, as a person types it; what stands in its way, or null. */
    type(line: string): string | null {
      const action = parseSimulatorLine(line, nameableNodes(buildImage(world)))
      if (action.kind !== 'command') return action.kind
      const refusal = model.refuseCommand?.(world, action.command) ?? null
      if (refusal === null) runCommand(world, () => model.applyCommand(world, action.command))
      return refusal
    },
  }
}

describe('a kind of node with one row in the registry', () => {
  test('runs with the cluster and is in the picture', () => {
    const { runFor, beacon } = story()
    runFor(10_000)
    expect(beacon()).toMatchObject({ kind: 'beacon', status: 'running', operable: true, listeners: ['localhost:7777'] })
    expect(beacon()?.facts.seconds).toBeGreaterThanOrEqual(10)
    expect(beacon()?.facts.lit).toBe(true)
  })

  test('answers at the host and port that its row says, and nobody at the next', () => {
    const { world, runFor } = story()
    runFor(3_000)
    const answers: unknown[] = []
    const caller = {
      start: (_disk: unknown, _spec: unknown, node: NodeContext) => {
        for (const port of [7_777, 7_778]) node.send(endpointNode('localhost', port), { type: 'Hail' }, 8)
        return {}
      },
      onMessage: (_state: unknown, { from, body }: ReceivedMessage) => void answers.push([from, body.type]),
      onTimer: () => undefined,
      onDisconnect: (_state: unknown, peer: string) => void answers.push([peer, 'refused']),
      onCommand: () => undefined,
      survive: () => null,
    }
    Object.assign(world.behaviors, { caller })
    addNode(world, { id: 'caller', kind: 'caller', spec: null })
    startNode(world, 'caller')
    run(world, { untilUs: world.nowUs + 100_000 })
    expect(answers).toEqual([
      ['localhost:7778', 'refused'],
      ['localhost:7777', 'BeaconSeen'],
    ])
  })

  test('is named in :help', () => {
    const { world } = story()
    expect(helpText(t, nameableNodes(buildImage(world)))).toMatch(/ beacon +beacon-of-tests = light\n/)
  })

  test('can be killed, started, paused, resumed, slowed and stopped by its name and by its short name', () => {
    const { type, beacon, runFor, world } = story()
    runFor(3_000)
    takeHappenings(world)
    const statusAfter = (line: string) => [type(line), beacon()?.status]
    expect(statusAfter(':kill beacon-of-tests')).toEqual([null, 'killed'])
    expect(statusAfter(':kill light')).toEqual(['beacon-of-tests is not running.', 'killed'])
    expect(statusAfter(':start light')).toEqual([null, 'running'])
    expect(statusAfter(':pause light')).toEqual([null, 'paused'])
    expect(statusAfter(':resume light')).toEqual([null, 'running'])
    expect(statusAfter(':slow light 20ms')).toEqual([null, 'running'])
    expect(beacon()?.slowdownUs).toBe(20_000)
    expect(statusAfter(':stop light')).toEqual([null, 'stopped'])
    // It heard the word of its kind for it.
    expect(beaconOf(world.nodes.get(BEACON)!)?.ended).toBe(true)
    expect(statusAfter(':power light')).toEqual([null, 'poweredOff'])
    const told = takeHappenings(world).filter(({ nodeId }) => nodeId === BEACON)
    expect(told.map(({ body }) => body.type)).toEqual([
      ...['NodeKilled', 'NodeStarted', 'NodePaused', 'NodeResumed', 'NodeSlowed', 'NodeStopping', 'NodePowerCut'],
    ])
  })

  test('is in the words of who looks for another node, and is no broker', () => {
    const { world } = story()
    expect(model.refuseCommand?.(world, { type: 'KillNode', node: 'nobody' })).toContain(BEACON)
    expect(model.refuseCommand?.(world, { type: 'RemoveBroker', broker: BEACON })).toMatch(/^There is no broker called/)
  })

  test('is asked by the invariants', () => {
    const { world, runFor } = story()
    runFor(5_000)
    const checker = createInvariantChecker({ mayLoseData: () => false })
    expect(checkInvariants(checker, world)).toBeNull()
    const state = beaconOf(world.nodes.get(BEACON)!)
    if (state !== null) state.seconds = 1
    expect(checkInvariants(checker, world)).toEqual({ rule: 'beacon', message: `${BEACON} went back to 1 seconds` })
  })

  test('two runs of it are the same run', () => {
    const hashes = [story(), story()].map(({ world, type, runFor }) => {
      runFor(2_000)
      type(':kill light')
      runFor(2_000)
      return hashWorld(world)
    })
    expect(hashes[0]).toBe(hashes[1])
  })
})
